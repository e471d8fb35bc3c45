import { ListRefusal } from './refusal.ts'

const sampleLines = 400
const widest = 4000

/**
 * Where columns begin in a list without separators: a place that is blank in nearly all lines, in
 * front of one where a name of a column stands or text begins.
 */
export function proposeBoundaries(lines: readonly string[]): number[] {
  const sample = lines.filter((line) => line.trim() !== '').slice(0, sampleLines)
  const header = sample[0] ?? ''
  const rows = sample.slice(1)
  const width = Math.min(widest, Math.max(0, ...sample.map((line) => line.length)))
  const blanks = new Uint32Array(width)
  for (const row of rows)
    for (let at = 0; at < width; at += 1)
      if ((row[at] ?? ' ') === ' ') blanks[at] = (blanks[at] ?? 0) + 1
  const isBlank = (at: number) => (blanks[at] ?? 0) >= rows.length * 0.97
  const isOpen = (at: number) => (header[at] ?? ' ') === ' '
  const isGap = (at: number) => at < 0 || (isBlank(at) && isOpen(at))
  const starts: number[] = []
  for (let at = 1; at < width; at += 1) {
    const begins = isGap(at - 1) && !isGap(at)
    if (begins && (!isOpen(at) || isGap(at - 2))) starts.push(at)
  }
  // A word of a long column name stands over nothing: it begins no column of its own.
  return starts.filter((at, place) => {
    const isNamedApart = isGap(at - 1) && isGap(at - 2) && !isOpen(at)
    const end = starts[place + 1] ?? width
    const filled = rows.filter((row) => row.slice(at, end).trim() !== '').length
    return isNamedApart || filled > Math.max(1, rows.length * 0.03)
  })
}

/** True for a text whose lines are as wide as a table is, and that has gaps like one. */
export function looksFixed(lines: readonly string[]): boolean {
  const sample = lines.filter((line) => line.trim() !== '').slice(0, sampleLines)
  if (sample.length < 4) return false
  const starts = proposeBoundaries(sample)
  const last = starts.at(-1) ?? 0
  const reaching = sample.filter((line) => line.length > last - 1).length
  return starts.length >= 2 && reaching >= sample.length * 0.9
}

/** Cuts a line at its boundaries; what stands between two of them is one field. */
export function cutLine(line: string, boundaries: readonly number[]): string[] {
  return [0, ...boundaries].map((from, place) =>
    line.slice(from, boundaries[place] ?? line.length).trim(),
  )
}

/** Boundaries as a person may set them: rising, and within what a line can hold. */
export function checkBoundaries(boundaries: readonly number[]): void {
  const isRising = boundaries.every((at, place) => at > (boundaries[place - 1] ?? 0))
  const isInside = boundaries.every((at) => Number.isInteger(at) && at > 0 && at < widest)
  if (!isRising || !isInside || boundaries.length === 0)
    throw new ListRefusal('list_boundaries_invalid')
}
