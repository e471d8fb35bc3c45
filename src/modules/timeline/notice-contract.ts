import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { PersonBrief, ReleaseDate } from './contract.ts'

/** What a prison announced, before anybody decided anything (TC10). */
export const Notice = z.object({
  id: z.uuid(),
  prison: AgencyBrief,
  establishment: z.string().nullable(),
  person: z.object({
    initials: z.string(),
    name: z.string().nullable(),
    family: z.string(),
    given: z.string(),
    birth: z.string().nullable(),
    number: z.string(),
    language: z.string().nullable(),
  }),
  release: ReleaseDate,
  residence: z.enum(['city', 'unknown']),
  remand: z.boolean(),
  receivedOn: Day,
  status: z.enum(['waiting', 'held', 'case']),
  eraseOn: Day.nullable(),
  version: z.int(),
})
export type Notice = z.infer<typeof Notice>

/** Somebody who may be the same person. A human decides; nothing is merged by itself. */
export const LikelyPerson = z.object({
  personId: z.uuid(),
  ref: z.string().nullable(),
  person: PersonBrief,
  birth: z.string().nullable(),
  /** Words at `persons.reasons.<code>`; reasons, never a number. */
  reasons: z.array(z.string()),
})
export type LikelyPerson = z.infer<typeof LikelyPerson>

export const NoticeDetail = Notice.extend({ likely: z.array(LikelyPerson) })
export type NoticeDetail = z.infer<typeof NoticeDetail>

export const Notices = z.object({ notices: z.array(Notice), nextCursor: z.string().nullable() })

export const NoticesQuery = z.strictObject({
  residence: z.enum(['city', 'unknown']).optional(),
  prison: z.coerce.number().int().optional(),
  weeks: z.coerce.number().int().min(1).max(260).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type NoticesQuery = z.infer<typeof NoticesQuery>

/** A person decides where somebody without a fixed address belongs: this city's, or not (then it is erased). */
export const DecideResidence = z.strictObject({ residence: z.enum(['city', 'elsewhere']) })

/** How the person was told that a case begins, or why not yet and when that is looked at again. */
export const Informed = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('informed'),
    on: Day,
    how: z.enum(['talk', 'letter', 'talk_and_letter', 'video']),
    language: z.string().trim().min(2).max(40),
  }),
  z.strictObject({
    state: z.literal('not_yet'),
    /** Ground of the delay; words at `cases.informed.grounds.<code>` (LED art. 13(3), GDPR art. 14(5)). */
    ground: z.enum([
      'not_reached',
      'obstruct_inquiry',
      'public_security',
      'rights_of_others',
      'in_transfer',
    ]),
    reason: z.string().trim().min(3).max(1000),
    reviewOn: Day,
  }),
])
export type Informed = z.infer<typeof Informed>

/** The named decision that turns a notice into a case (TC10, MA-17, PR-08). */
export const OpenCase = z.strictObject({
  clauseId: z.int(),
  reason: z.string().trim().min(3).max(2000),
  informed: Informed,
  /** The existing person, when a human found that both are the same; left out: a new person. */
  samePersonAs: z.uuid().optional(),
  /** Suggestions that the human looked at and found to be somebody else. */
  notSameAs: z.array(z.uuid()).max(50).default([]),
})
export type OpenCase = z.infer<typeof OpenCase>
