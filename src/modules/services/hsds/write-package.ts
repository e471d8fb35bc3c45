import { strToU8, type Zippable, zipSync } from 'fflate'
import { csvLine } from '../../../platform/http/csv.ts'
import { describePackage, fileOf, type TableName, type TableRow, tables } from './tables.ts'
import type { WrittenService } from './write-hsds.ts'

/** Part of a written service; its lists and objects are tables of their own. */
type Part = Readonly<Record<string, unknown>>

/**
 * The directory as a tabular data package of HSDS 3: one CSV per table and a description, in one zip.
 * The same directory gives the same bytes.
 */
export function writePackage(services: readonly WrittenService[]): Uint8Array {
  const rows = new Map<TableName, Map<string, TableRow>>()
  for (const name of Object.keys(tables) as TableName[]) rows.set(name, new Map())
  const add = (name: TableName, part: Part, links: TableRow = {}) => {
    const row = rowOf(name, { ...part, ...links })
    rows.get(name)?.set(String(row.id), row)
  }
  for (const service of services) addService(service, add)
  const names = [...rows].filter(([, of]) => of.size > 0).map(([name]) => name)
  const files: Zippable = {
    'datapackage.json': strToU8(`${JSON.stringify(describePackage(names), null, 2)}\n`),
  }
  for (const name of names) {
    const lines = [...(rows.get(name)?.values() ?? [])].map((row) =>
      csvLine(tables[name].map((column) => row[column] ?? null)),
    )
    files[fileOf(name)] = strToU8(csvLine([...tables[name]]) + lines.join(''))
  }
  return zipSync(files, { mtime: new Date(1980, 0, 1) })
}

type Add = (name: TableName, part: Part, links?: TableRow) => void

const lists = [
  ['phones', 'phone'],
  ['contacts', 'contact'],
  ['schedules', 'schedule'],
  ['languages', 'language'],
  ['cost_options', 'cost_option'],
] as const

function addService(service: WrittenService, add: Add): void {
  const { organization, service_at_locations: places, attributes } = service
  const links = { service_id: String(service.id) }
  if (organization) add('organization', organization)
  add('service', service, organization ? { organization_id: organization.id } : {})
  for (const [list, table] of lists) for (const part of service[list] ?? []) add(table, part, links)
  for (const { location, ...place } of places ?? []) {
    add('location', location)
    add('service_at_location', place, { ...links, location_id: location.id })
    for (const address of location.addresses) add('address', address, { location_id: location.id })
  }
  for (const { taxonomy_term: term, ...attribute } of attributes ?? []) {
    add('taxonomy_term', term)
    add('attribute', attribute, { taxonomy_term_id: term.id })
  }
}

function rowOf(name: TableName, part: Part): TableRow {
  const row: Record<string, string | number> = {}
  for (const column of tables[name]) {
    const value = part[column]
    if (typeof value === 'string' || typeof value === 'number') row[column] = value
    else if (value instanceof Date) row[column] = value.toISOString()
  }
  return row
}
