import { z } from 'zod'

const Email = z.string().trim().min(3).max(254)
const Passphrase = z.string().min(1).max(2000)
const Token = z.string().regex(/^[\w-]{43}$/)

export const SignIn = z.strictObject({ email: Email, passphrase: Passphrase })
export type SignIn = z.infer<typeof SignIn>

/** Who is signed in, where they work, and which pages they find in the navigation. */
export const SessionAnswer = z.object({
  member: z.object({ id: z.int(), name: z.string(), email: z.string(), locale: z.string() }),
  agency: z.object({ id: z.int(), name: z.string(), kind: z.string(), code: z.string() }),
  authority: z.object({
    name: z.string(),
    timeZone: z.string(),
    country: z.string(),
    /** How weeks are counted in lists and rosters; working days are a matter of the calendar. */
    weekStarts: z.enum(['monday', 'saturday', 'sunday']),
    /** Languages of the city, its first one first. */
    languages: z.array(z.string()),
  }),
  functions: z.array(z.string()),
  /** What the own agency may work for under its agreements in force, and whether I sit on cases for it. Who sits for more than one says once on a working day which it is. */
  purposes: z.array(
    z.object({ code: z.enum(['reintegration', 'supervision']), sits: z.boolean() }),
  ),
  may: z.array(z.string()),
  /** A second factor will be asked within fourteen days and is missing: from which day on, and because of which functions; none means everybody. */
  secondFactor: z
    .object({ from: z.iso.date(), functions: z.array(z.string()), codes: z.boolean() })
    .nullable(),
  idleMinutes: z.number(),
  /** What this request is for. */
  purpose: z.string(),
  demo: z.boolean(),
})
export type SessionAnswer = z.infer<typeof SessionAnswer>

export const ChangeSession = z.strictObject({
  locale: z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/),
})

export const EndSession = z.strictObject({ everywhere: z.enum(['true', 'false']).optional() })

export const ChangePassphrase = z.strictObject({ current: Passphrase, passphrase: Passphrase })
export type ChangePassphrase = z.infer<typeof ChangePassphrase>

export const SessionList = z.object({
  sessions: z.array(
    z.object({
      id: z.uuid(),
      createdAt: z.iso.datetime(),
      lastSeenAt: z.iso.datetime(),
      browser: z.string(),
      thisOne: z.boolean(),
    }),
  ),
})
export type SessionList = z.infer<typeof SessionList>

export const NewInvitation = z.strictObject({ member: z.int().positive() })

/** The link is told once, to the administrator who hands it over; only its hash is kept. */
export const InvitationMade = z.object({
  link: z.string(),
  expiresAt: z.iso.datetime(),
  /** The member has a passphrase already: a second person confirms before the link works. */
  needsSecond: z.boolean(),
})
export type InvitationMade = z.infer<typeof InvitationMade>

export const ByToken = z.strictObject({ token: Token })

export const Invitation = z.object({
  name: z.string(),
  email: z.string(),
  locale: z.string(),
  agency: z.string(),
  authority: z.string(),
  expiresAt: z.iso.datetime(),
})
export type Invitation = z.infer<typeof Invitation>

export const UseInvitation = z.strictObject({ passphrase: Passphrase })

export const DemoAccount = z.object({
  email: z.string(),
  name: z.string(),
  functions: z.array(z.string()),
  agency: z.string(),
  passphrase: z.string(),
})
export type DemoAccount = z.infer<typeof DemoAccount>

export const DemoAccounts = z.object({ accounts: z.array(DemoAccount) })
