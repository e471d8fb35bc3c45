import { createHash, randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { conflict, forbidden, invalid, notFound } from '../../../platform/errors.ts'
import { open, seal } from '../../../platform/seal/envelope.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import { record } from '../../audit/service.ts'
import type { ImportApplied, ImportCounts, ImportPreview, NewImport } from '../import-contract.ts'
import type { GoodRow } from '../lists/reading.ts'
import { saveDelivery, saveMarks } from '../queries/deliveries.ts'
import {
  type Comparison,
  compareRows,
  findArea,
  findMapping,
  findPrison,
  findStaged,
  findTerms,
  listLayouts,
  listOtherDates,
  saveDiscarded,
  saveMapping,
  saveRows,
  saveStaged,
  type Terms,
  type Verdict,
} from '../queries/imports.ts'
import { compareDelivery, readDeliveredOn } from './compare-delivery.ts'
import { markerOf, marksOfList, sealMarks } from './delivery-marks.ts'
import { type GivenList, readGivenList } from './import-reading.ts'
import { blindRow, fingerprintKey, numberToken, Staged, sealRow, stageRow } from './import-rows.ts'

/** A preview whose remarks have codes but no words yet: the reader's language is known to the route. */
export type Previewed = Omit<ImportPreview, 'errors' | 'warnings'> & {
  errors: GivenList['errors']
  warnings: GivenList['warnings']
}

/**
 * Shows what a prison's list would change, before anything is taken in (IO2).
 *
 * Of the file only the mapped fields of the city's rows are kept, sealed, until they are taken in,
 * discarded, or a day has passed. Without an arrangement in force nothing is kept at all: then it is
 * practice.
 */
export async function previewImport(tx: ActorTx, asked: NewImport): Promise<Previewed> {
  return previewBytes(tx, { ...asked, bytes: decodeContent(asked.content) })
}

interface GivenBytes extends Omit<NewImport, 'content'> {
  bytes: Buffer
  /** The delivery at the door that this file is. */
  drop?: string
}

/** The same for a file that is here already, such as one that a prison left at the door. */
export async function previewBytes(tx: ActorTx, asked: GivenBytes): Promise<Previewed> {
  const { bytes } = asked
  const deliveredOn = readDeliveredOn(asked.deliveredOn, tx.actor.today)
  const prison = await findPrison(tx, asked.agencyId)
  if (!prison) throw notFound('agency')
  if (prison.kind !== 'custody') throw invalid('agencyId', 'import_not_a_prison')
  const terms = await findTerms(tx, prison.id)
  if (!mayBring(tx, prison, terms)) throw forbidden('import_not_yours')
  const mark = markerOf(tx.actor)
  const area = (await findArea(tx)) ?? { city: [], noFixedAddress: [] }
  const recall = {
    mapping: (fingerprint: string) => findMapping(tx, prison.id, fingerprint),
    layouts: () => listLayouts(tx, prison.id),
  }
  const list = await readGivenList(bytes, area, asked, recall, mark)
  const covered = coveredRows(list, terms)
  const staged = stageList(tx, list, covered)
  const blind = blindRows(tx, staged)
  const compared = terms ? await compareRows(tx, prison.id, blind, staged.seen) : undefined
  const difference = compared
    ? await compareDelivery(tx, {
        prison: prison.id,
        deliveredOn,
        staged,
        covered,
        blind,
        compared,
      })
    : null
  const counts = countAll(list, staged, compared)
  const isStaged = terms !== undefined && list.reading !== undefined
  const id = isStaged ? randomUUID() : null
  const fileHash = createHash('sha256').update(bytes).digest()
  if (id) {
    await saveStaged(tx, { id, prison: prison.id, fileHash, counts, ...sealList(tx, id, staged) })
    await saveDelivery(tx, id, deliveredOn, asked.drop)
  }
  const detail = { import: id, prison: prison.id, hash: fileHash.toString('hex'), counts }
  await record(tx, 'import.previewed', detail)
  return {
    id,
    version: id && 1,
    status: id ? 'previewed' : list.reading ? 'practice' : 'incomplete',
    live: terms !== undefined,
    prison,
    shape: list.shape,
    words: list.words,
    mapping: list.mapping,
    mappingRemembered: list.remembered,
    missing: list.missing,
    counts,
    difference: list.reading ? difference : null,
    errors: list.errors,
    warnings: list.warnings,
    trailers: list.reading?.trailerLines.length ?? 0,
  }
}

/**
 * Takes a list in: every row or none, and from now on its columns are read as confirmed here.
 *
 * A second time is refused, and the same file again changes nothing.
 */
export async function applyImport(
  tx: ActorTx,
  id: string,
  version: number,
): Promise<ImportApplied> {
  const kept = await findStaged(tx, id, version)
  if (!kept) throw notFound('import')
  const terms = await findTerms(tx, kept.prison)
  if (!terms) throw conflict('import_no_arrangement')
  const { authority, keys } = tx.actor
  const text = open(keys.dataKey(authority, kept.key_wrapped), kept.staged, `imports.staged:${id}`)
  const staged = Staged.parse(JSON.parse(text))
  const blind = blindRows(tx, staged)
  const { verdicts } = await compareRows(tx, kept.prison, blind, staged.seen)
  const rows = staged.rows.flatMap((row, place) => {
    const marks = blind[place]
    if (!marks) return []
    const { notice, verdict } = verdicts[marks.id] ?? { notice: null, verdict: 'new' }
    const keepsIts = verdict === 'changed' || verdict === 'held'
    return [sealRow(tx.actor, (keepsIts && notice) || marks.id, row, marks)]
  })
  await saveMarks(tx, id, sealMarks(tx.actor, id, staged.marks))
  const counts = await saveRows(tx, id, version, rows, staged.seen)
  await saveMapping(tx, kept.prison, staged.mapping)
  await record(tx, 'import.applied', { import: id, prison: kept.prison, counts })
  return { id, ...counts, otherDates: await listOtherDates(tx, id) }
}

/** Not taken in: the sealed copy is erased at once. */
export async function discardImport(tx: ActorTx, id: string, version: number): Promise<void> {
  await saveDiscarded(tx, id, version)
  await record(tx, 'import.discarded', { import: id })
}

/** With an arrangement its desks and the prison's officer; without one, whoever prepares it may practise. */
function mayBring(tx: ActorTx, prison: AgencyBrief, terms: Terms | undefined): boolean {
  if (terms) return terms.mine
  const { functions, agency } = tx.actor
  return (
    functions.includes('coordinator') ||
    (agency === prison.id && functions.includes('resettlement_officer'))
  )
}

function decodeContent(content: string): Buffer {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(content)) throw invalid('content', 'import_not_base64')
  return Buffer.from(content, 'base64')
}

const coveredRows = (list: GivenList, terms: Terms | undefined) =>
  list.good.filter((row) => terms?.includesRemand || row.remand !== true)

function stageList(tx: ActorTx, list: GivenList, covered: readonly GoodRow[]): Staged {
  const key = fingerprintKey(tx.actor)
  const numbers = [...list.good.map((row) => row.number), ...list.doubtfulNumbers]
  const { keys, authority } = tx.actor
  return {
    mapping: list.mapping,
    rows: covered.map((row) => stageRow(row, key)),
    seen: [...new Set(numbers.map((number) => numberToken(keys, authority, number)))],
    marks: marksOfList(list.reading),
  }
}

const blindRows = (tx: ActorTx, staged: Staged) =>
  staged.rows.map((row) => blindRow(tx.actor, randomUUID(), row))

function sealList(tx: ActorTx, id: string, staged: Staged): { key: Buffer; staged: Buffer } {
  const { key, wrapped } = tx.actor.keys.newDataKey(tx.actor.authority)
  return { key: wrapped, staged: seal(key, JSON.stringify(staged), `imports.staged:${id}`) }
}

function countAll(list: GivenList, staged: Staged, compared: Comparison | undefined): ImportCounts {
  const read = list.reading?.counts
  const found = Object.values(compared?.verdicts ?? {})
  const count = (...wanted: Verdict['verdict'][]) =>
    found.filter(({ verdict }) => wanted.includes(verdict)).length
  return {
    rows: read?.rows ?? 0,
    importable: read?.importable ?? 0,
    outOfArea: read?.outOfArea ?? 0,
    areaUnknown: read?.areaUnknown ?? 0,
    bad: read?.bad ?? 0,
    remandNotCovered: list.good.length - staged.rows.length,
    new: compared ? count('new', 'replaces') : staged.rows.length,
    changed: count('changed'),
    unchanged: count('unchanged', 'elsewhere'),
    held: count('held'),
    gone: compared?.gone ?? 0,
    otherDates: count('case'),
  }
}
