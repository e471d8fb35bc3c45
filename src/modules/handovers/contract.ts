import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { Lane, LeadState, PersonIdentified, ReleaseDate } from '../timeline/contract.ts'

/**
 * The agency that was asked answers; or somebody records what it said by phone or on paper.
 * A recorded answer counts as cover for five working days and is then to be confirmed (HA7).
 */
export const LeadAnswer = z.strictObject({
  outcome: z.enum(['accepted', 'declined', 'confirmed', 'withdrawn', 'ended']),
  reason: z.string().trim().min(1).max(2000).optional(),
  /** Left out: the agency answers itself. */
  channel: z.enum(['phone', 'paper']).optional(),
  /** Who at the agency said it; needed with `channel`. */
  saidBy: z.string().trim().min(2).max(120).optional(),
  saidOn: Day.optional(),
  /** Last day but one of an ending: first day without; needed with `ended`. */
  endsOn: Day.optional(),
})
export type LeadAnswer = z.infer<typeof LeadAnswer>

/** Which part of the inbox: to answer, asked by us, answered lately by us or to us. */
export const HandoversQuery = z.strictObject({
  box: z.enum(['waiting', 'asked', 'answered']).default('waiting'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type HandoversQuery = z.infer<typeof HandoversQuery>

export const Handover = z.object({
  id: z.uuid(),
  ref: z.string(),
  /** From the opened case, or from the words of the asker for who does not sit on it yet. */
  person: PersonIdentified,
  domain: Lane,
  /** The agency that was asked. */
  agency: AgencyBrief,
  askedBy: AgencyBrief,
  from: Day.nullable(),
  until: Day.nullable(),
  tied: z.enum(['release', 'calendar']),
  state: LeadState,
  voluntary: z.boolean(),
  offeredOn: Day.nullable(),
  answerBy: Day.nullable(),
  answeredOn: Day.nullable(),
  confirmBy: Day.nullable(),
  /** The day by which an answer or its confirmation was due has passed. */
  overdue: z.boolean(),
  channel: z.enum(['self', 'phone', 'paper']),
  saidBy: z.string().nullable(),
  note: z.string().nullable(),
  reason: z.string().nullable(),
  release: ReleaseDate,
  may: z.array(z.enum(['answer', 'record_answer', 'confirm', 'withdraw', 'end'])),
  version: z.int(),
})
export type Handover = z.infer<typeof Handover>

export const Handovers = z.object({
  handovers: z.array(Handover),
  nextCursor: z.string().nullable(),
})
export type Handovers = z.infer<typeof Handovers>
