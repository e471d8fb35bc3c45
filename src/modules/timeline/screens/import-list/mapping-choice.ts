import type { ImportPreview } from '../../import-contract.ts'

export type Mapping = ImportPreview['mapping']
export type Shape = ImportPreview['shape']
type DateOrder = 'dmy' | 'ymd'

/** What a column may be read as, in the order in which it is offered. */
export const targets = [
  'number',
  'family',
  'given',
  'birth',
  'release',
  'release_kind',
  'establishment',
  'residence',
  'postcode',
  'status',
  'language',
] as const
export type Target = (typeof targets)[number]

/** What a column is read as now; null: it is not read. */
export function targetOf(mapping: Mapping, column: number): Target | null {
  if (mapping.family.includes(column)) return 'family'
  if (mapping.given.includes(column)) return 'given'
  if (mapping.release.some((source) => source.column === column)) return 'release'
  if (mapping.birth?.column === column) return 'birth'
  if (mapping.release_kind?.column === column) return 'release_kind'
  if (mapping.status?.column === column) return 'status'
  const single = ['number', 'establishment', 'residence', 'postcode', 'language'] as const
  return single.find((target) => mapping[target] === column) ?? null
}

/** The mapping with one column read as something else; what read that before is not read any more. */
export function readColumnAs(
  mapping: Mapping,
  shape: Shape,
  column: number,
  target: Target | null,
): Mapping {
  const without = leaveOut(mapping, column)
  if (target === null) return without
  const order = orderOf(shape, column)
  switch (target) {
    case 'family':
    case 'given':
      return { ...without, [target]: [...without[target], column].sort((a, b) => a - b) }
    case 'birth':
      return { ...without, birth: { column, order } }
    case 'release': {
      const certainty = without.release_kind ? null : 'expected'
      return { ...without, release: [...without.release, { column, order, certainty }] }
    }
    case 'release_kind':
      return {
        ...without,
        release_kind: { column, values: {} },
        release: without.release.map((source) => ({ ...source, certainty: null })),
      }
    case 'status':
      return { ...without, status: { column, remand: [] } }
    default:
      return { ...without, [target]: column }
  }
}

/** The order of day, month and year in one column of dates. */
export function orderIn(mapping: Mapping, column: number): DateOrder | null {
  if (mapping.birth?.column === column) return mapping.birth.order
  return mapping.release.find((source) => source.column === column)?.order ?? null
}

export function withOrder(mapping: Mapping, column: number, order: DateOrder): Mapping {
  const birth = mapping.birth?.column === column ? { column, order } : mapping.birth
  const release = mapping.release.map((source) =>
    source.column === column ? { ...source, order } : source,
  )
  return { ...mapping, birth, release }
}

function leaveOut(mapping: Mapping, column: number): Mapping {
  const others = (columns: number[]) => columns.filter((one) => one !== column)
  const unless = (one: number | null) => (one === column ? null : one)
  return {
    ...mapping,
    number: unless(mapping.number),
    family: others(mapping.family),
    given: others(mapping.given),
    birth: mapping.birth?.column === column ? null : mapping.birth,
    release: mapping.release.filter((source) => source.column !== column),
    release_kind: mapping.release_kind?.column === column ? null : mapping.release_kind,
    establishment: unless(mapping.establishment),
    residence: unless(mapping.residence),
    postcode: unless(mapping.postcode),
    status: mapping.status?.column === column ? null : mapping.status,
    language: unless(mapping.language),
  }
}

const orderOf = (shape: Shape, column: number): DateOrder =>
  shape.columns[column]?.dateOrder ?? 'dmy'
