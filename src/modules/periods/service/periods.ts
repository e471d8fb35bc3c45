import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open } from '../../../platform/seal/envelope.ts'
import { record } from '../../audit/service.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import { holdCaseFor, requireCaseVersion, sealForCase } from '../../cases/service/hold-case.ts'
import type { MovePreview } from '../../timeline/contract.ts'
import { seeChange } from '../../timeline/service/move-release.ts'
import type { CasePeriods, ChangePeriod, NewPeriod, Period } from '../period-contract.ts'
import {
  type PeriodsRead,
  readPeriods,
  savePeriod,
  savePeriodChange,
  savePeriodRemoved,
  savePutAway,
} from '../period-queries.ts'
import { prisonKinds } from '../vocabulary.ts'

/** Sealed as beside a date of release, because a recall stands in that history too. */
const sourceKind = 'release_dates.source'

/** Where the person is held or supervised, as far as the reader's agency may know. */
export async function listPeriods(reader: Reader, ref: string): Promise<CasePeriods> {
  const read = await readPeriods(reader, ref)
  if (!read) throw notFound('case')
  const { version, today, pathway, visible, mayAdd, prisons } = read
  const key = reader.keys.dataKey(read.authority, Buffer.from(read.key, 'hex'))
  const book = agencyBook(prisons)
  const periods = read.periods.map(({ prison, source, ...period }) => ({
    ...period,
    prison: book.find(prison),
    source: open(key, Buffer.from(source, 'hex'), `${sourceKind}:${read.id}`),
    may: mayDo(read, period),
  }))
  const recalls = periods.filter(({ kind }) => kind === 'recall').length
  return { ref, version, today, pathway, visible, mayAdd, periods, recalls, prisons }
}

/** A transfer has happened; a recall can be taken back only while it is the newest thing. */
function mayDo(
  { mayAdd, cycle }: PeriodsRead,
  period: Pick<Period, 'kind' | 'cycle'>,
): Period['may'] {
  if (!mayAdd || period.kind === 'transfer') return []
  if (period.kind === 'recall') return period.cycle === cycle ? ['remove'] : []
  return ['change', 'remove']
}

/** Shows what a period would do: nothing for most kinds, a great deal for a recall or a transfer. */
export async function previewPeriod(
  tx: ActorTx,
  ref: string,
  version: number,
  period: NewPeriod,
): Promise<MovePreview> {
  requirePrison(period)
  const held = await holdCaseFor(tx, ref)
  requireCaseVersion(held, version)
  const source = sealForCase(tx, held, '', sourceKind)
  const act = () => savePeriod(tx, randomUUID(), held.id, version, period, source)
  const seen = await seeChange(tx, held.id, act, false)
  await record(tx, 'period.previewed', { caseId: held.id, version, kind: period.kind })
  return seen
}

/** Records a period with its source, and tells what it did. */
export async function addPeriod(
  tx: ActorTx,
  ref: string,
  version: number,
  period: NewPeriod,
): Promise<MovePreview> {
  requirePrison(period)
  if (!period.source) throw invalid('source', 'period_source_missing')
  const held = await holdCaseFor(tx, ref)
  requireCaseVersion(held, version)
  const id = randomUUID()
  const source = sealForCase(tx, held, period.source, sourceKind)
  const act = () => savePeriod(tx, id, held.id, version, period, source)
  const seen = await seeChange(tx, held.id, act, true)
  await record(tx, 'period.added', { caseId: held.id, period: id, kind: period.kind })
  return seen
}

function requirePrison({ kind, prisonId }: NewPeriod): void {
  if (prisonKinds.includes(kind) && prisonId === undefined)
    throw invalid('prisonId', 'period_prison_missing')
}

/** Other days for a period; milestones that hang on it follow. */
export async function changePeriod(
  tx: ActorTx,
  ref: string,
  id: string,
  version: number,
  change: ChangePeriod,
): Promise<MovePreview> {
  const held = await holdCaseFor(tx, ref)
  const source = change.source ? sealForCase(tx, held, change.source, sourceKind) : null
  const act = () => savePeriodChange(tx, id, version, change, source)
  const seen = await seeChange(tx, held.id, act, true)
  await record(tx, 'period.changed', { caseId: held.id, period: id })
  return seen
}

/** Takes a period out again that was recorded by mistake. */
export async function removePeriod(
  tx: ActorTx,
  ref: string,
  id: string,
  version: number,
): Promise<MovePreview> {
  const held = await holdCaseFor(tx, ref)
  const seen = await seeChange(tx, held.id, () => savePeriodRemoved(tx, id, version), true)
  await record(tx, 'period.removed', { caseId: held.id, period: id })
  return seen
}

/** Puts away what a desk was told, for everybody at the desk. */
export async function putAway(tx: ActorTx, id: string): Promise<{ id: string }> {
  await savePutAway(tx, id)
  return { id }
}
