import ical, { ICalCalendarMethod } from 'ical-generator'
import type { Phrases } from '../../../platform/http/phrases.ts'
import { type CalendarEntry, sources } from './sources.ts'

export interface Feed {
  locale: string
  entries: CalendarEntry[]
}

const refreshSeconds = 3600
const minuteMs = 60_000

/**
 * A member's calendar in iCalendar (RFC 5545). Days stand as days; moments stand in UTC, so that no
 * time zone has to be described. The number of an entry stays the same when it moves.
 */
export function writeFeed(feed: Feed, phrases: Phrases, origin: string, now: Date): string {
  // words: feeds.
  const say = (id: string, values?: Record<string, string>) => phrases(feed.locale, id, values)
  const calendar = ical({
    name: say('feeds.name'),
    prodId: { company: 'Throughcare', product: 'Desk', language: feed.locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
  })
  for (const entry of feed.entries) {
    const link = sources[entry.kind]
    if (!link) continue
    const what = say(`feeds.kinds.${entry.kind}`)
    const start = new Date(entry.at ?? `${entry.on}T00:00:00Z`)
    calendar.createEvent({
      id: `${entry.kind}-${entry.id}@throughcare`,
      sequence: entry.version - 1,
      stamp: now,
      start,
      allDay: entry.at === null,
      ...(entry.at && { end: new Date(start.getTime() + (entry.minutes ?? 60) * minuteMs) }),
      summary: entry.ref ? `${entry.ref}: ${what}` : what,
      url: `${origin}${link(entry)}`,
    })
  }
  return calendar.toString()
}
