import { z } from 'zod'
import { AgencyBrief, Day } from './contract.ts'

/** A desk or colleague of an agency, as forms offer them. */
export const Colleague = z.object({
  principal: z.int(),
  kind: z.enum(['member', 'desk']),
  member: z.int().nullable(),
  name: z.string(),
  /** Works on cases, so that seats may be handed to them. */
  works: z.boolean(),
  coordinates: z.boolean(),
  away: z.boolean(),
})
export type Colleague = z.infer<typeof Colleague>

export const Colleagues = z.object({ colleagues: z.array(Colleague) })
export const ColleaguesQuery = z.strictObject({ agency: z.coerce.number().int().optional() })

export const Absence = z.object({
  id: z.uuid(),
  member: z.object({ id: z.int(), name: z.string() }),
  agency: AgencyBrief,
  kind: z.enum(['away', 'blocked']),
  from: Day,
  /** The last day; null while the end is open. */
  until: Day.nullable(),
  /** It counts now; else it is planned. */
  now: z.boolean(),
  cover: z.array(z.object({ principal: z.int(), name: z.string() })),
  mayEnd: z.boolean(),
  version: z.int(),
})
export type Absence = z.infer<typeof Absence>

export const Absences = z.object({ absences: z.array(Absence) })
export type Absences = z.infer<typeof Absences>

export const NewAbsence = z.strictObject({
  /** Left out: I am away myself. */
  memberId: z.int().optional(),
  kind: z.enum(['away', 'blocked']).default('away'),
  /** Left out: from this second on. */
  from: Day.optional(),
  /** The last day; left out: until somebody ends it. */
  until: Day.optional(),
  /** Desks and colleagues; nobody named: the agency's desk. */
  cover: z.array(z.int()).max(12).default([]),
})
export type NewAbsence = z.infer<typeof NewAbsence>

export const ByAbsence = z.strictObject({ id: z.uuid() })

/** What waits at somebody whom I cover, or who has left. */
export const Covered = z.object({
  member: z.object({ id: z.int(), name: z.string() }),
  principal: z.int(),
  kind: z.enum(['away', 'blocked', 'left']),
  since: Day,
  until: Day.nullable(),
  cases: z.int(),
  offers: z.int(),
  milestones: z.int(),
})
export type Covered = z.infer<typeof Covered>

export const Cover = z.object({ covered: z.array(Covered) })
export type Cover = z.infer<typeof Cover>

/** What no present human of an agency holds: work for agencies, never a remark about a person. */
export const Unattended = z.object({
  agencies: z.array(
    z.object({
      agency: AgencyBrief,
      cases: z.int(),
      offers: z.int(),
      milestones: z.int(),
      /** Of these, the cases that the reader sits on. */
      refs: z.array(z.string()),
    }),
  ),
})
export type Unattended = z.infer<typeof Unattended>
