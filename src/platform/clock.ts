/**
 * What time it is. The only place that asks the machine, so that a rule about days can be read
 * beside the zone it means: a day begins at midnight where the authority is, not in UTC.
 */
export const clock = {
  now(): Date {
    return new Date()
  },

  /** Today as yyyy-mm-dd in the given zone; without one, in the zone of this machine. */
  today(timeZone?: string): string {
    return dayIn(clock.now(), timeZone)
  },
}

/** The calendar day (yyyy-mm-dd) on which a moment falls in a zone. */
export function dayIn(moment: Date, timeZone?: string): string {
  const parts = dayFormat(timeZone).formatToParts(moment)
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

function dayFormat(timeZone = ''): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    ...(timeZone && { timeZone }),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  formats.set(timeZone, made)
  return made
}
