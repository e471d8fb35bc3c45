import type { Actor } from '../../../platform/db/as-actor.ts'
import { open, seal } from '../../../platform/seal/envelope.ts'
import type { ListReading, Marker } from '../lists/reading.ts'
import { DeliveryMarks, numberToken } from './import-rows.ts'

type Knows = Pick<Actor, 'authority' | 'keys'>

/** Marks are keyed with the authority's secret: without it none can be found by trying names. */
export function markerOf({ authority, keys }: Knows): Marker {
  return (kind, text) =>
    kind === 'number'
      ? numberToken(keys, authority, text)
      : String(keys.blind(authority, `delivery_marks.${kind}`, text))
}

/** The marks of one list, to compare with last week's and to keep for next week's. */
export function marksOfList(reading: ListReading | undefined): DeliveryMarks {
  const marks: DeliveryMarks = { out: {}, bad: [], who: [] }
  for (const row of reading?.rows ?? []) {
    if (!('marks' in row) || !row.marks) continue
    const { number, name, release, who } = row.marks
    if (row.status === 'out_of_area' && number) marks.out[number] = [name, release]
    if (row.status === 'bad' && number) marks.bad.push(number)
    if (row.status === 'bad' && who) marks.who.push(who)
  }
  return marks
}

export function sealMarks({ authority, keys }: Knows, id: string, marks: DeliveryMarks) {
  const { key, wrapped } = keys.newDataKey(authority)
  return { key: wrapped, marks: seal(key, JSON.stringify(marks), `delivery_marks.marks:${id}`) }
}

export function openMarks(
  { authority, keys }: Knows,
  id: string,
  wrapped: Buffer,
  sealed: Buffer,
): DeliveryMarks {
  const text = open(keys.dataKey(authority, wrapped), sealed, `delivery_marks.marks:${id}`)
  return DeliveryMarks.parse(JSON.parse(text))
}
