import { z } from 'zod'

const Bytes = (most: number) =>
  z
    .string()
    .regex(/^[\w-]*$/)
    .max(most)
const Attempt = z.string().regex(/^[\w-]{43}$/)
const PasskeyName = z.string().trim().min(1).max(60)

const Known = z.array(z.object({ id: z.string(), type: z.literal('public-key') }))

/** What the browser hands to the device to be signed, and the number of the attempt for which it counts. */
export const PasskeyAsked = z.object({
  attempt: z.string(),
  options: z.object({
    challenge: z.string(),
    timeout: z.int(),
    rpId: z.string(),
    userVerification: z.literal('required'),
    /** Empty where any passkey of this site will do. */
    allowCredentials: Known,
  }),
})
export type PasskeyAsked = z.infer<typeof PasskeyAsked>

/** What the browser hands to the device so that it makes a passkey. */
export const NewPasskeyAsked = z.object({
  attempt: z.string(),
  options: z.object({
    challenge: z.string(),
    timeout: z.int(),
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    pubKeyCredParams: z.array(z.object({ alg: z.int(), type: z.literal('public-key') })),
    attestation: z.literal('none'),
    excludeCredentials: Known,
    authenticatorSelection: z.object({
      residentKey: z.literal('required'),
      requireResidentKey: z.literal(true),
      userVerification: z.literal('required'),
    }),
  }),
})
export type NewPasskeyAsked = z.infer<typeof NewPasskeyAsked>

const about = {
  id: Bytes(1400),
  rawId: Bytes(1400),
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()).optional(),
  authenticatorAttachment: z.string().max(40).nullish(),
}

/** What a device answers that holds a passkey. */
export const PasskeyAnswer = z.strictObject({
  ...about,
  response: z.strictObject({
    authenticatorData: Bytes(8000),
    clientDataJSON: Bytes(8000),
    signature: Bytes(8000),
    userHandle: Bytes(200).nullish(),
  }),
})
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>

export const UsePasskey = z.strictObject({ attempt: Attempt, answer: PasskeyAnswer })
export type UsePasskey = z.infer<typeof UsePasskey>

/** What a device answers that has made a passkey. */
export const NewPasskey = z.strictObject({
  ...about,
  response: z.strictObject({
    attestationObject: Bytes(40_000),
    clientDataJSON: Bytes(8000),
    transports: z.array(z.string().max(20)).max(10).optional(),
    publicKeyAlgorithm: z.int().optional(),
    publicKey: Bytes(8000).optional(),
    authenticatorData: Bytes(8000).optional(),
  }),
})
export type NewPasskey = z.infer<typeof NewPasskey>

export const AddPasskey = z.strictObject({
  attempt: Attempt,
  name: PasskeyName,
  answer: NewPasskey,
})
export type AddPasskey = z.infer<typeof AddPasskey>

export const NamePasskey = z.strictObject({ name: PasskeyName })

export const ById = z.strictObject({ id: z.uuid() })

/** What changed about the sign-in of a member. */
export const changesOfSignIn = [
  'passkey_added',
  'passkey_removed',
  'passphrase_changed',
  'invitation_used',
  'codes_added',
  'codes_removed',
  'recovery_code_used',
] as const

/** How I sign in, and what changed about it lately. */
export const Ways = z.object({
  /** Null for whoever has no passphrase. */
  passphraseSince: z.iso.datetime().nullable(),
  passkeys: z.array(
    z.object({
      id: z.uuid(),
      label: z.string(),
      addedAt: z.iso.datetime(),
      lastUsedAt: z.iso.datetime().nullable(),
      /** The device keeps a copy with its maker, so that another device of the same person finds it. */
      synced: z.boolean(),
    }),
  ),
  /** Since when a code is asked beside the passphrase; null where none is. */
  codesSince: z.iso.datetime().nullable(),
  recoveryLeft: z.int(),
  /** Whether the authority lets codes count. */
  codesAllowed: z.boolean(),
  /** What this session has to do before anything else: show what it has, add something, or nothing. */
  owed: z.enum(['nothing', 'show', 'add']),
  /** From which day on two factors are asked of me; null for whoever has them or need not. */
  neededFrom: z.iso.date().nullable(),
  changes: z.array(z.object({ at: z.iso.datetime(), what: z.enum(changesOfSignIn) })),
})
export type Ways = z.infer<typeof Ways>
