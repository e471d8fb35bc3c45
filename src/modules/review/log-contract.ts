import { z } from 'zod'
import { AgencyBrief } from '../admin/contract.ts'
import { LogUse } from './contract.ts'

const at = z.iso.datetime({ offset: true })
const id = z.int().min(1).max(2_147_483_647)

/** What a witness said when it was asked last; `null`: not asked yet. */
export const witnessAnswers = [
  ...(['signed', 'unreachable', 'unknown_log'] as const),
  ...(['refused', 'ahead', 'malformed'] as const),
] as const

export const SeenWitness = z.object({
  id: z.int(),
  /** The first part of its key. */
  name: z.string(),
  agency: AgencyBrief.nullable(),
  publicKey: z.string(),
  answer: z.enum(witnessAnswers).nullable(),
  askedAt: at.nullable(),
  /** How long the log was that it signed last, and when. */
  signedSize: z.int(),
  signedAt: at.nullable(),
  /** Whether it signed the newest point. */
  signed: z.boolean(),
})
export type SeenWitness = z.infer<typeof SeenWitness>

/** What an arrangement in force asks for. */
export const WitnessRule = z.object({
  arrangementId: z.int(),
  reference: z.string(),
  title: z.string(),
  quorum: z.int(),
  secondPerson: z.boolean(),
})
export type WitnessRule = z.infer<typeof WitnessRule>

/** What one person asked for and a second one has to agree to. */
export const WaitingChange = z.object({
  id: z.uuid(),
  kind: z.enum(['add', 'remove', 'rule']),
  agency: AgencyBrief.nullable(),
  publicKey: z.string().nullable(),
  url: z.string().nullable(),
  arrangement: z.string().nullable(),
  quorum: z.int().nullable(),
  secondPerson: z.boolean().nullable(),
  askedBy: z.string(),
  askedAt: at,
  mine: z.boolean(),
})
export type WaitingChange = z.infer<typeof WaitingChange>

/** A row that is not what the log says of it; told to the officer of the authority alone. */
export const LogFinding = z.object({
  id: z.int(),
  kind: z.enum(['changed', 'inserted', 'deleted', 'by_hand', 'log_changed']),
  table: z.string(),
  key: z.string(),
  login: z.string().nullable(),
  firstSeen: at,
  lastSeen: at,
})
export type LogFinding = z.infer<typeof LogFinding>

/** Signing, or why not, as the signer said last. */
export const logStates = [
  ...(['signing', 'clock_apart', 'went_back', 'state_missing'] as const),
  ...(['forked', 'tiles_broken', 'awaiting_witnesses', 'name_missing'] as const),
] as const

export const SeenLog = z.object({
  /** Null before the first entry was sealed. */
  log: z
    .object({
      name: z.string(),
      /** Where programs read it, below the address of this desk. */
      path: z.string(),
      publicKey: z.string(),
      state: z.enum(logStates).nullable(),
      since: at.nullable(),
      checkpoint: z
        .object({ size: z.int(), root: z.string(), signedAt: at, note: z.string() })
        .nullable(),
      quorum: z.int(),
      witnessed: z.boolean(),
      witnesses: z.array(SeenWitness),
    })
    .nullable(),
  /** The newest of them; the officer alone is told. */
  findings: z.array(LogFinding),
  rules: z.array(WitnessRule),
  changes: z.array(WaitingChange),
  /** Changes who watches and hands out the log; is the second person. */
  may: z.object({ change: z.boolean(), decide: z.boolean() }),
})
export type SeenLog = z.infer<typeof SeenLog>

export const NewWitnessChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('add'),
    agencyId: id.nullable(),
    publicKey: z.string().trim().min(1).max(300),
    url: z.string().trim().min(1).max(300),
  }),
  z.strictObject({ kind: z.literal('remove'), witnessId: id }),
  z.strictObject({
    kind: z.literal('rule'),
    arrangementId: id,
    quorum: z.int().min(0).max(16),
    secondPerson: z.boolean(),
  }),
])
export type NewWitnessChange = z.infer<typeof NewWitnessChange>

/** False: it waits for a second person. */
export const ChangeDone = z.object({ done: z.boolean() })
export const WitnessDecision = z.strictObject({ agreed: z.boolean() })

/** The log from one entry on, or of one case; said what for, as with every reading of it. */
export const LogFileQuery = z.strictObject({
  ref: z
    .string()
    .regex(/^[A-Z]{1,4}-\d{1,9}$/)
    .optional(),
  first: z.coerce.number().int().min(0).max(9_007_199_254_740_991).default(0),
  count: z.coerce.number().int().min(1).max(9_007_199_254_740_991).optional(),
  use: LogUse.optional(),
})
