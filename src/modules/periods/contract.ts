import { z } from 'zod'
import { Day } from '../admin/contract.ts'
import { DayNames } from '../timeline/day-contract.ts'

/** A day on which offices are closed, or a holiday on which the city works all the same. */
export const ClosedDay = z.object({
  day: Day,
  names: DayNames,
  source: z.enum(['library', 'city']),
  /** The city works on this day although the country does not. */
  struck: z.boolean(),
  changedBy: z.string().nullable(),
})
export type ClosedDay = z.infer<typeof ClosedDay>

export const Calendar = z.object({
  year: z.int(),
  country: z.string(),
  region: z.string().nullable(),
  days: z.array(ClosedDay),
  mayChange: z.boolean(),
})
export type Calendar = z.infer<typeof Calendar>

export const CalendarQuery = z.strictObject({
  year: z.coerce.number().int().min(2000).max(2100).optional(),
})

/** A day of the city's own; a holiday that was struck needs no name, it has one. */
export const CloseDay = z.strictObject({
  day: Day,
  name: z.string().trim().min(1).max(80).optional(),
})
export type CloseDay = z.infer<typeof CloseDay>

export const ByDay = z.strictObject({ day: Day })
