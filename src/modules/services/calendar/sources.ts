/** One entry of a member's calendar, as `read.calendar_of` gives it: a day, or a moment with minutes. */
export interface CalendarEntry {
  kind: string
  id: string
  ref: string | null
  on: string
  at: string | null
  minutes: number | null
  version: number
}

/**
 * The kinds of entries and where each leads to in the desk. What an entry says is the case number and
 * its kind, `feeds.kinds.<kind>`: never a name, a place, or a part of life.
 *
 * Another source is a line here, a sentence in the catalogue, and a function beside those in
 * `db/access/49_read_inreach.sql`.
 */
export const sources: Readonly<Record<string, (entry: CalendarEntry) => string>> = {
  milestone: ({ ref }) => `/cases/${ref}`,
  answer: () => '/handovers',
  inreach: ({ id }) => `/services/in-reach/${id}`,
}
