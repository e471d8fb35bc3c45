import { alike } from './compare.ts'
import { type RowReader, whoIs } from './read-row.ts'
import type { ListedPerson, Marker, RowMarks } from './reading.ts'

/** Blind marks of a row of another municipality: number, name and date, each on its own. */
export function marksOfPerson(person: ListedPerson, mark: Marker): RowMarks {
  const { number, family, given, release } = person
  return {
    number: mark('number', number),
    name: mark('name', `${alike(family)}|${alike(given)}`),
    release: release && mark('release', release),
    who: null,
  }
}

/** Blind mark of a good row by name and birth, to find again a row that had no number last time. */
export function markOfWho(
  { family, given, birth }: Pick<ListedPerson, 'family' | 'given' | 'birth'>,
  mark: Marker,
): string {
  return mark('who', `${alike(family)}|${alike(given)}|${birth ?? ''}`)
}

/** Blind marks of a row that cannot be trusted: its number, or else name and birth if both are fit. */
export function marksOfFault(
  number: string | null,
  fields: readonly string[] | undefined,
  reader: RowReader,
  mark: Marker,
): RowMarks {
  const who = number === null && fields ? whoIs(fields, reader) : null
  return {
    number: number === null ? null : mark('number', number),
    name: null,
    release: null,
    who: who && markOfWho(who, mark),
  }
}
