import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { ServiceDomain } from './contract.ts'

/** `proposed`: the prison offers another day. `planned`: a day, a time and a room are settled. */
export const InreachState = z.enum([
  'asked',
  'proposed',
  'planned',
  'declined',
  'withdrawn',
  'held',
  'not_held',
])
export type InreachState = z.infer<typeof InreachState>

/** On whose side a session fell through. Never a person. */
export const NotHeldBecause = z.enum(['prison', 'provider', 'other'])
export type NotHeldBecause = z.infer<typeof NotHeldBecause>

/** Staff who come to the gate. Their names are known to the two agencies only. */
export const Worker = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.string(),
  clearance: z.enum(['asked', 'cleared', 'refused']),
  clearedUntil: Day.nullable(),
  reason: z.string().nullable(),
  version: z.int(),
})
export type Worker = z.infer<typeof Worker>

/** A time of day as it is told in the prison. */
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const Session = z.object({
  id: z.uuid(),
  prison: AgencyBrief,
  asking: AgencyBrief,
  domain: ServiceDomain,
  service: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  topic: z.string(),
  wishOn: Day,
  wishTime: z.string(),
  minutes: z.int(),
  groupSize: z.int(),
  needs: z.string(),
  state: InreachState,
  slotOn: Day.nullable(),
  slotAt: z.string().nullable(),
  room: z.string(),
  answerNote: z.string(),
  declineReason: z.string().nullable(),
  notHeldBecause: NotHeldBecause.nullable(),
  attended: z.int().nullable(),
  workers: z.array(Worker),
  /** Which of the two agencies reads. */
  side: z.enum(['prison', 'asking']),
  may: z.array(z.enum(['slot', 'decline', 'take', 'withdraw', 'record', 'clear'])),
  version: z.int(),
})
export type Session = z.infer<typeof Session>

/** `open`: something has to be answered; `planned`: to come or to be recorded; `past`: ended. */
export const SessionsQuery = z.strictObject({
  box: z.enum(['open', 'planned', 'past']).default('open'),
})
export type SessionsQuery = z.infer<typeof SessionsQuery>

export const SessionList = z.object({
  sessions: z.array(Session),
  prisons: z.array(AgencyBrief),
  mayAsk: z.boolean(),
})
export type SessionList = z.infer<typeof SessionList>

export const CountsQuery = z.strictObject({
  /** `yyyy-mm` */
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
})

/** Sessions of a month, counted: what the city knows of them. */
export const InreachCounts = z.object({
  month: z.string(),
  counts: z.array(
    z.object({
      prison: AgencyBrief,
      domain: ServiceDomain,
      waiting: z.int(),
      planned: z.int(),
      held: z.int(),
      attended: z.int(),
      notHeld: z.int(),
    }),
  ),
})
export type InreachCounts = z.infer<typeof InreachCounts>

export const BySession = z.strictObject({ id: z.uuid() })
export const ByWorker = z.strictObject({ id: z.uuid() })

export const AskSession = z.strictObject({
  prisonId: z.int(),
  domain: ServiceDomain,
  serviceId: z.uuid().nullable(),
  topic: z.string().trim().min(2).max(200),
  wishOn: Day,
  wishTime: z.string().trim().max(80),
  minutes: z.int().min(10).max(600),
  groupSize: z.int().min(1).max(200),
  needs: z.string().trim().max(1000),
  workers: z
    .array(
      z.strictObject({
        name: z.string().trim().min(2).max(120),
        role: z.string().trim().max(120),
      }),
    )
    .min(1)
    .max(10),
})
export type AskSession = z.infer<typeof AskSession>

export const GiveSlot = z.strictObject({
  on: Day,
  at: Time,
  room: z.string().trim().max(120),
  note: z.string().trim().max(1000),
})
export type GiveSlot = z.infer<typeof GiveSlot>

export const DeclineSession = z.strictObject({ reason: z.string().trim().min(2).max(500) })

/** What came of a session: how many took part, or on whose side it fell through. */
export const SessionResult = z.strictObject({
  attended: z.int().min(0).max(500).nullable(),
  because: NotHeldBecause.nullable(),
})
export type SessionResult = z.infer<typeof SessionResult>

/** Cleared until a day, or refused with a reason. */
export const Clearance = z.strictObject({
  until: Day.nullable(),
  reason: z.string().trim().min(2).max(500).nullable(),
})
export type Clearance = z.infer<typeof Clearance>
