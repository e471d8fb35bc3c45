import { z } from 'zod'

const Day = z.iso.date()

/** The name of a day in the languages of the country: `{ "nl": "Kerstmis", "fr": "Noël" }`. */
export const DayNames = z.record(z.string(), z.string())
export type DayNames = z.infer<typeof DayNames>

/** Days on which offices are closed, beside weekends. */
export type ClosedDays = Readonly<Record<string, DayNames>>

/**
 * Why a day of release is a bad one: whoever leaves finds doors closed (PR-03). It is a warning and
 * a proposal to the prison, and never stops anybody.
 */
export const ReleaseDay = z.object({
  kind: z.enum(['friday', 'weekend', 'holiday', 'before_holiday']),
  /** The holiday that it is, or that follows. */
  holiday: DayNames.nullable(),
  /** First day after it on which offices are open. */
  opensOn: Day,
  /** The nearest earlier working day before which no office closes; null when none is left. */
  proposal: Day.nullable(),
})
export type ReleaseDay = z.infer<typeof ReleaseDay>
