/** Days as offsets from today, written as dates only at the end: the demo city is always current. */
export function dayFrom(today: string, offset: number): string {
  const at = new Date(`${today}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + offset)
  return at.toISOString().slice(0, 10)
}

/** A period as the database writes it: `[from,until)`, open where null, `empty` where nothing is left. */
export function period(today: string, from: number | null, until: number | null): string {
  if (from !== null && until !== null && from >= until) return 'empty'
  const write = (offset: number | null) => (offset === null ? '' : dayFrom(today, offset))
  return `[${write(from)},${write(until)})`
}
