import type { Continuity, ContinuityLane, LaneLead } from './contract.ts'

// What a reading says of a day, and what it has to say: rules of the product in the plainest words, without a database.

export const covers = (
  { from, until }: { from: string | null; until: string | null },
  on: string,
) => (from === null || from <= on) && (until === null || on < until)

/** `left` ends with the day before its agency left: until then it was in force. */
export const inForce = ({ state }: LaneLead) =>
  state === 'accepted' || state === 'fallback' || state === 'to_confirm' || state === 'left'

export const laneOf = (seen: Continuity, domain: string) =>
  seen.lanes.find((lane) => lane.domain === domain) as ContinuityLane

/** Who is accountable in a lane on a day; undefined: nobody. */
export const accountable = (seen: Continuity, domain: string, on: string) =>
  laneOf(seen, domain).leads.find((lead) => inForce(lead) && covers(lead, on))

/**
 * The oracle of departures (R11): who is accountable on a day if an agency is bound no more from another on. In a part of life
 * nobody; the case itself is led by the fallback, and by whoever led before where the agency would only have begun later.
 */
export function whoRemains(
  before: Continuity,
  domain: string,
  on: string,
  gone: number,
  from: string,
  desk: number,
): number | undefined {
  const led = laneOf(before, domain)
    .leads.filter(inForce)
    .sort((one, other) => ((one.from ?? '') < (other.from ?? '') ? -1 : 1))
  const place = led.findIndex((lead) => covers(lead, on))
  const holder = led[place]
  if (!holder || holder.agency.id !== gone || on < from) return holder?.agency.id
  if (domain !== 'lead') return undefined
  for (let at = place; at >= 0; at -= 1) {
    const lead = led[at] ?? holder
    if (lead.state === 'fallback') return desk
    const began = (lead.from ?? '') < from || at === 0
    if (lead.agency.id === gone && !began) continue
    const mayNot = lead.agency.kind === 'custody' && on >= (before.release.on ?? '~')
    return mayNot || lead.agency.id === gone ? desk : lead.agency.id
  }
  return desk
}
