import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { forbidden, invalid } from '../../../platform/errors.ts'
import type { ImportDone, ImportPreview, ImportRow } from '../contract.ts'
import { type DirectoryFile, mostServices, ServiceEntry } from '../contract.ts'
import { type ReadService, readHsds, servicesIn } from '../hsds/read-hsds.ts'
import { servicesInPackage } from '../hsds/read-package.ts'
import { writeHsds } from '../hsds/write-hsds.ts'
import { writePackage } from '../hsds/write-package.ts'
import { type ExchangedRow, listExchanged, listPartners, saveImport } from '../queries/services.ts'

/** The whole directory in the exchange format, without what was taken out of it. */
export async function exportDirectory(tx: ActorTx) {
  return (await listExchanged(tx, null)).map(writeHsds)
}

/** The same as a tabular data package: a zip of tables that a spreadsheet opens. */
export async function exportPackage(tx: ActorTx): Promise<Buffer> {
  return Buffer.from(writePackage(await exportDirectory(tx)))
}

/** What a file would change: each service with its outcome and what is wrong with it. Changes nothing. */
export async function previewImport(tx: ActorTx, file: DirectoryFile): Promise<ImportPreview> {
  const rows = await compareFile(tx, file)
  const of = (outcome: ImportRow['outcome']) =>
    rows.filter(({ line }) => line.outcome === outcome).length
  return {
    rows: rows.map(({ line }) => line),
    counts: {
      new: of('new'),
      changed: of('changed'),
      unchanged: of('unchanged'),
      error: of('error'),
    },
  }
}

/** Takes a file in: what is new or changed. What has errors stays outside, as the preview said. */
export async function importDirectory(tx: ActorTx, file: DirectoryFile): Promise<ImportDone> {
  const rows = await compareFile(tx, file)
  const wanted = rows.filter(({ line }) => line.outcome === 'new' || line.outcome === 'changed')
  return saveImport(
    tx,
    wanted.flatMap(({ read }) => (read.entry ? [read.entry] : [])),
  )
}

async function compareFile(tx: ActorTx, file: DirectoryFile) {
  if (!tx.actor.functions.includes('coordinator')) throw forbidden('coordinators_only')
  const services = file.package ? opened(file.package) : servicesIn(parse(file.text ?? ''))
  if (!services || services.length === 0) throw invalid('text', 'directory_file_empty')
  if (services.length > mostServices) throw invalid('text', 'directory_file_too_long')
  const partners = await listPartners(tx)
  const read = doublesRefused(services.map((raw, place) => readHsds(raw, place + 1, partners)))
  const ids = read.flatMap(({ entry }) => (entry ? [entry.id] : []))
  const known = new Map((await listExchanged(tx, ids)).map((row) => [row.id, row]))
  return read.map((one) => ({ read: one, line: compare(one, known) }))
}

function opened(base64: string): unknown[] {
  const services = servicesInPackage(Buffer.from(base64, 'base64'))
  if (!services) throw invalid('package', 'directory_package_unreadable')
  return services
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw invalid('text', 'directory_file_not_json')
  }
}

/** A number that comes twice would change the same entry twice. */
function doublesRefused(read: ReadService[]): ReadService[] {
  const seen = new Set<string>()
  return read.map((one) => {
    const { entry } = one
    if (!entry || !seen.has(entry.id)) {
      if (entry) seen.add(entry.id)
      return one
    }
    return { ...one, entry: null, errors: [{ code: 'file_number_twice', at: 'id' }] }
  })
}

function compare(read: ReadService, known: Map<string, ExchangedRow>): ImportRow {
  const { row, name, provider, errors, notTaken, entry } = read
  const line = { row, name, provider, errors, notTaken, fields: [] as string[] }
  if (!entry) return { ...line, outcome: 'error' }
  const before = known.get(entry.id)
  if (!before) return { ...line, outcome: 'new' }
  const keys = Object.keys(ServiceEntry.shape) as (keyof ServiceEntry)[]
  const fields: string[] = keys.filter(
    (key) => JSON.stringify(entry.entry[key]) !== JSON.stringify(before[key]),
  )
  if (entry.retired !== (before.retiredOn !== null)) fields.push('retired')
  if (entry.reviewedOn && entry.reviewedOn > before.reviewedOn) fields.push('reviewedOn')
  return { ...line, fields, outcome: fields.length > 0 ? 'changed' : 'unchanged' }
}
