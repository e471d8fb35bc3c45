import { z } from 'zod'

/** Whether a member has a calendar address. The address itself is told once, when it is made. */
export const CalendarFeed = z.object({
  madeAt: z.iso.datetime().nullable(),
  lastFetchedAt: z.iso.datetime().nullable(),
})
export type CalendarFeed = z.infer<typeof CalendarFeed>

export const CalendarFeedMade = z.object({ address: z.string(), madeAt: z.iso.datetime() })
export type CalendarFeedMade = z.infer<typeof CalendarFeedMade>
