import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { Basic, Moment, Somebody } from './contract.ts'

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const Phone = z.string().trim().min(3).max(40)

/** Who is on duty now, until when, and who is told when they do not answer. */
export const DutyNow = z.object({
  member: Somebody,
  substitute: Somebody.nullable(),
  phone: z.string().nullable(),
  until: Moment,
})
export type DutyNow = z.infer<typeof DutyNow>

export const Shift = z.object({
  id: z.uuid(),
  /** Monday is 1; null for a single day. */
  weekday: z.int().nullable(),
  on: Day.nullable(),
  starts: Clock,
  /** Before its beginning: on the next day. */
  ends: Clock,
  member: Somebody,
  substitute: Somebody.nullable(),
  phone: z.string().nullable(),
  from: Day,
  until: Day.nullable(),
})
export type Shift = z.infer<typeof Shift>

export const DutyDesk = z.object({
  id: z.int(),
  name: z.string(),
  agency: AgencyBrief,
  now: DutyNow.nullable(),
  shifts: z.array(Shift),
  mayEdit: z.boolean(),
})
export type DutyDesk = z.infer<typeof DutyDesk>

export const BasicContact = z.object({
  basic: Basic,
  agency: AgencyBrief,
  phone: z.string().nullable(),
})
export type BasicContact = z.infer<typeof BasicContact>

export const Duty = z.object({
  today: Day,
  desks: z.array(DutyDesk),
  contacts: z.array(BasicContact),
  mayEditContacts: z.boolean(),
  /** My agency has no roster yet and I may begin one. */
  mayOpenDesk: z.boolean(),
})
export type Duty = z.infer<typeof Duty>

export const NewDutyDesk = z.strictObject({ name: z.string().trim().min(2).max(120) })

/** A shift of every week, or of one day: then it goes before the week. */
export const NewShift = z.strictObject({
  weekday: z.int().min(1).max(7).optional(),
  on: Day.optional(),
  starts: Clock,
  ends: Clock,
  memberId: z.int(),
  substituteId: z.int().optional(),
  phone: Phone.optional(),
})
export type NewShift = z.infer<typeof NewShift>

export const SetContact = z.strictObject({
  basic: Basic,
  /** Null: nobody is asked first any more. */
  agencyId: z.int().nullable(),
  phone: Phone.optional(),
})
export type SetContact = z.infer<typeof SetContact>
