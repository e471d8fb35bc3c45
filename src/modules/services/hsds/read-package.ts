import { strFromU8, unzipSync } from 'fflate'
import { mostServices } from '../contract.ts'
import { type TableRow, tableOf } from './tables.ts'

/** So much may lie in a package when it is opened: a small file must not fill the memory. */
const largestOpened = 32 * 1024 * 1024
/** One more than may be taken in: whoever brings more is told so. */
const mostRead = mostServices + 1

/**
 * The services of a tabular data package, put together as HSDS writes them in JSON; null if it is no
 * package that we can open. Tables that belong to a service and have no place here come along, so that
 * the preview can name them.
 */
export function servicesInPackage(zipped: Uint8Array): unknown[] | null {
  const files = openPackage(zipped)
  if (!files) return null
  const found = tablesIn(files)
  const services = found.get('service')
  const of = finder(found)
  return services?.slice(0, mostRead).map((service) => joined(service, found, of)) ?? null
}

type Tables = ReadonlyMap<string, readonly TableRow[]>
type Find = (name: string, column: string, value: unknown) => readonly TableRow[]

/** Finds the rows of a table by a column; each pair of them is gone through once. */
function finder(tables: Tables): Find {
  const indexes = new Map<string, Map<unknown, TableRow[]>>()
  return (name, column, value) => {
    const key = `${name}.${column}`
    let index = indexes.get(key)
    if (!index) {
      index = new Map()
      for (const row of tables.get(name) ?? []) {
        const same = index.get(row[column])
        if (same) same.push(row)
        else index.set(row[column], [row])
      }
      indexes.set(key, index)
    }
    return value === undefined ? [] : (index.get(value) ?? [])
  }
}

function openPackage(zipped: Uint8Array): Map<string, string> | null {
  let room = largestOpened
  try {
    const files = unzipSync(zipped, {
      filter: ({ name, originalSize }) => {
        const wanted = /\.csv$|(^|\/)datapackage\.json$/i.test(name)
        if (wanted) room -= originalSize
        return wanted && room >= 0
      },
    })
    if (room < 0) return null
    return new Map(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))
  } catch {
    return null
  }
}

/** The tables by name: as the description of the package says, else as the files are called. */
function tablesIn(files: ReadonlyMap<string, string>): Tables {
  const described = describedIn(files)
  const found = new Map<string, readonly TableRow[]>()
  for (const [path, text] of files) {
    if (!/\.csv$/i.test(path)) continue
    const name = tableOf(described.get(path) ?? path)
    found.set(name, [...(found.get(name) ?? []), ...readTable(text)])
  }
  return found
}

function describedIn(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const path = [...files.keys()].find((name) => /(^|\/)datapackage\.json$/i.test(name))
  if (!path) return new Map()
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  try {
    const { resources } = JSON.parse(files.get(path) ?? '') as {
      resources?: { name?: unknown; path?: unknown }[]
    }
    return new Map((resources ?? []).map((one) => [`${folder}${one.path}`, String(one.name)]))
  } catch {
    return new Map()
  }
}

/** Records by the names of the first line; empty cells are left out. */
function readTable(text: string): TableRow[] {
  const [head, ...records] = readRecords(text.replace(/^\uFEFF/, ''))
  if (!head) return []
  return records.map((cells) =>
    Object.fromEntries(
      head.flatMap((column, place) => {
        const cell = cells[place] ?? ''
        return cell === '' ? [] : [[column.trim(), unguarded(cell)]]
      }),
    ),
  )
}

/** Takes away the apostrophe that keeps a spreadsheet from taking a cell for a formula. */
const unguarded = (cell: string): string => cell.replace(/^'(?=\s*[=+\-@]|[\t\r\n])/, '')

/** Cells of a text with commas and quotation marks (RFC 4180); lines without a cell are left out. */
function readRecords(text: string): string[][] {
  const records: string[][] = []
  let cells: string[] = []
  const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^,\r\n]*))(,|\r\n|\n|\r|$)/gy
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    const [, quoted, plain = '', end] = found
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end !== ',') {
      if (cells.some((one) => one !== '')) records.push(cells)
      cells = []
    }
    if (end === '') break
  }
  return records
}

const lists = {
  phones: 'phone',
  contacts: 'contact',
  schedules: 'schedule',
  languages: 'language',
} as const
const joinedTables = new Set([
  ...['organization', 'service', 'location', 'service_at_location', 'address', 'phone', 'contact'],
  ...['schedule', 'language', 'cost_option', 'attribute', 'taxonomy_term'],
])

function joined(service: TableRow, tables: Tables, of: Find): unknown {
  const mine = (name: string) => of(name, 'service_id', service.id)
  const others = [...tables.keys()].filter((name) => !joinedTables.has(name))
  return {
    ...service,
    organization: of('organization', 'id', service.organization_id)[0],
    ...Object.fromEntries(Object.entries(lists).map(([list, name]) => [list, mine(name)])),
    cost_options: mine('cost_option').map((row) => ({
      ...row,
      ...(row.amount !== undefined && { amount: Number(row.amount) }),
    })),
    service_at_locations: mine('service_at_location').map((place) => {
      const [location] = of('location', 'id', place.location_id)
      const addresses = of('address', 'location_id', place.location_id)
      return { ...place, location: location ? { ...location, addresses } : null }
    }),
    attributes: of('attribute', 'link_id', service.id).map((attribute) => ({
      ...attribute,
      taxonomy_term: of('taxonomy_term', 'id', attribute.taxonomy_term_id)[0],
    })),
    ...Object.fromEntries(others.map((name) => [name, mine(name)])),
  }
}
