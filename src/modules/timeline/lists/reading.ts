import type { RowCode } from './checks.ts'
import type { YearRules } from './dates.ts'
import type { ReleaseKind } from './header-words.ts'

/** What the city decides about a list, apart from how it is written. */
export interface ReadingRules {
  /** The names under which this prison system knows the city. */
  city: readonly string[]
  /** How this prison system writes that someone has no address. */
  noFixedAddress: readonly string[]
  maxFieldLength?: number
  years?: YearRules
  /** Turns what a row says into blind marks, for rows of which nothing else may stay. */
  mark?: Marker
}

export type MarkKind = 'number' | 'name' | 'release' | 'who'
export type Marker = (kind: MarkKind, text: string) => string

/** What stays of a row that is not kept: keyed marks, to see next week whether it says the same. */
export interface RowMarks {
  number: string | null
  name: string | null
  release: string | null
  /** Name and birth together, only where the number could not be read. */
  who: string | null
}

/** What a good row says. Only these fields ever leave the reader. */
export interface ListedPerson {
  number: string
  family: string
  given: string
  /** A day, a year alone, or null. */
  birth: string | null
  release: string | null
  releaseKind: ReleaseKind | null
  /** Dates by certainty where the list has a column for each; `release` is the firmest of them. */
  releases: Partial<Record<ReleaseKind, string>>
  establishment: string | null
  residence: string | null
  postcode: string | null
  /** Held before a final judgment; null if the list does not say. */
  remand: boolean | null
  language: string | null
}

interface Place {
  /** Physical line where the row starts, header lines counted. */
  line: number
  /** Number of the row, the first below the header being 1. */
  record: number
}

export type GoodRow = Place & { status: 'importable' | 'area_unknown' } & ListedPerson
export type OutOfAreaRow = Place & { status: 'out_of_area'; marks?: RowMarks }
export type BadRow = Place & {
  status: 'bad'
  /** Only if it could be read for certain; never any other text of the row. */
  number: string | null
  code: RowCode
  column: string | null
  otherLine?: number
  marks?: RowMarks
}
export type ListRow = GoodRow | OutOfAreaRow | BadRow

/** True for a row that can be kept, at once or after a person has said where the city begins. */
export function isGoodRow(row: ListRow): row is GoodRow {
  return row.status === 'importable' || row.status === 'area_unknown'
}

export interface ListWarning {
  line: number
  record: number
  number: string
  code: 'mojibake_suspected' | 'release_kind_unrecognised'
  column: string
}

export interface ListReading {
  counts: { rows: number; importable: number; outOfArea: number; areaUnknown: number; bad: number }
  amongImportable: {
    birthMissing: number
    birthYearOnly: number
    releaseUnknown: number
    oneNameOnly: number
  }
  rows: ListRow[]
  warnings: ListWarning[]
  /** Lines below the last row that hold a sum or a closing word. */
  trailerLines: number[]
}
