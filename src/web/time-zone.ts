/**
 * The clock of the city. A look at 21:05 there is off-hours whatever clock the reader's device goes by, so every hour and
 * "today" on a screen is the city's; before somebody has signed in no city is known, and the device's own clock stands in.
 */
let zone: string | undefined
const clocks = new Map<string, Intl.DateTimeFormat>()

/** Whose clock the screens go by from now on; forgotten when the session ends. */
export function keepTimeZone(ofCity: string | undefined): void {
  zone = ofCity
}

/** The zone of the city that somebody is signed in to. */
export const zoneOfCity = (): string | undefined => zone

/** Day (`yyyy-mm-dd`) and time (`hh:mm`) that the clock of the city shows at a moment. */
export function clockAt(moment: string | Date): { day: string; time: string } {
  const known = clocks.get(zone ?? '')
  const two = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  const clock =
    known ??
    new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
      ...{ timeZone: zone, year: 'numeric', hourCycle: 'h23' },
      ...two,
    })
  clocks.set(zone ?? '', clock)
  const parts = Object.fromEntries(
    clock.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]),
  )
  const year = String(parts.year).padStart(4, '0')
  return {
    day: `${year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
  }
}

/**
 * The moment at which the clock of the city shows this day and time; null where that is no time.
 *
 * An hour that a summer time leaves out is read as one beside it, one that comes twice as either.
 */
export function momentOf(day: string, time: string): string | null {
  const wanted = Date.parse(`${day}T${time}Z`)
  if (Number.isNaN(wanted)) return null
  let moment = wanted
  for (let tries = 0; tries < 2; tries += 1) {
    const shown = clockAt(new Date(moment))
    moment += wanted - Date.parse(`${shown.day}T${shown.time}Z`)
  }
  return new Date(moment).toISOString()
}
