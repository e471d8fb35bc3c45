import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { Keyring } from '../../../platform/seal/keyring.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import { record } from '../../audit/service.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import {
  caseOutdated,
  type HeldCase,
  holdCaseFor,
  requireCaseVersion,
  sealForCase,
} from '../../cases/service/hold-case.ts'
import type { MovePreview, MoveRelease, ReleaseDate } from '../contract.ts'
import {
  type BeforeMoveRead,
  findMovePreview,
  type MoveRead,
  readMovePreview,
  saveReleaseDate,
} from '../queries/moves.ts'
import { type ContinuityRead, findContinuity, listAgenciesAtTable, trying } from '../queries.ts'
import { compareContinuity } from './consequences.ts'
import { assembleContinuity } from './continuity.ts'
import { addDays, daysBetween, weekdayOf } from './days.ts'

/**
 * Shows what a new release date would do, before anybody saves it: what is shown is the plan that a
 * save writes, so that both are the same.
 */
export async function openMovePreview(
  reader: Reader,
  ref: string,
  version: number,
  move: MoveRelease,
): Promise<MovePreview> {
  const read = await readMovePreview(reader, ref, version, readMove(move))
  if (!read) throw notFound('case')
  if ('outdated' in read) throw caseOutdated(read.outdated, version)
  return describeSeen(reader.keys, read, false)
}

/** The same inside an act. */
export async function previewMove(
  tx: ActorTx,
  ref: string,
  version: number,
  move: MoveRelease,
): Promise<MovePreview> {
  const to = readMove(move)
  const held = await holdCaseFor(tx, ref)
  requireCaseVersion(held, version)
  const read = await findMovePreview(tx, ref, to)
  if (!read) throw notFound('case')
  await record(tx, 'release.previewed', { caseId: held.id, version, ...to })
  return describeSeen(tx.actor.keys, read, false)
}

/**
 * What an act does to a case, told by comparing before and after. If it is not kept, it is undone
 * again, so that what was shown is exactly what happens.
 */
export async function seeChange(
  tx: ActorTx,
  caseId: string,
  act: () => Promise<unknown>,
  keep: boolean,
): Promise<MovePreview> {
  const { before, after } = await beforeAndAfter(tx, caseId, act, keep)
  const whole = { ...after, agencies: [...before.agencies, ...after.agencies] }
  return describeMove(tx.actor.keys, before, whole, await listAgenciesAtTable(tx, caseId))
}

/** How a case stands before an act and after it; the act is undone again unless it is kept. */
export async function beforeAndAfter(
  tx: ActorTx,
  caseId: string,
  act: () => Promise<unknown>,
  keep: boolean,
): Promise<{ before: ContinuityRead; after: ContinuityRead }> {
  const before = await continuityOf(tx, caseId)
  const look = async () => {
    await act()
    return continuityOf(tx, caseId)
  }
  if (keep) return { before, after: await look() }
  return { before, after: { ...(await trying(tx, look)), version: before.version } }
}

/** Saves a new release date with its source, and tells what it did. */
export async function moveRelease(
  tx: ActorTx,
  hold: () => HeldCase | Promise<HeldCase>,
  version: number,
  move: MoveRelease,
): Promise<{ version: number; moved: MovePreview }> {
  const to = readMove(move)
  if (!move.source) throw invalid('source', 'release_source_missing')
  const held = await hold()
  requireCaseVersion(held, version)
  const source = sealForCase(tx, held, move.source, 'release_dates.source')
  const moved = await saveReleaseDate(tx, held.id, version, to, source)
  return { version: moved.after.version, moved: describeSeen(tx.actor.keys, moved, true) }
}

/** Puts a case as it was and what a move changes together to the case as it will be. */
function describeSeen(
  keys: Keyring,
  { before, after, told }: MoveRead,
  kept: boolean,
): MovePreview {
  const former = new Map(before.leads.map((lead) => [lead.id, lead]))
  const whole: ContinuityRead = {
    ...before,
    ...after,
    version: kept ? after.version : before.version,
    leads: after.leads.flatMap((lead) => {
      const was = former.get(lead.id)
      return was ? [{ ...was, ...lead }] : []
    }),
  }
  return describeMove(
    keys,
    before,
    whole,
    told.sort((a, b) => (a.name < b.name ? -1 : 1)),
  )
}

function readMove({ on, certainty, earliestOn = null }: MoveRelease): ReleaseDate {
  if (certainty !== 'unknown' && on === null) throw invalid('on', 'release_date_missing')
  if (certainty === 'unknown' && on !== null) throw invalid('on', 'release_unknown_has_date')
  if (earliestOn !== null && on !== null && earliestOn > on)
    throw invalid('earliestOn', 'release_earliest_after_date')
  return { on, certainty, earliestOn }
}

async function continuityOf(tx: ActorTx, caseId: string): Promise<ContinuityRead> {
  const read = await findContinuity(tx, caseId)
  if (!read) throw notFound('case')
  return read
}

function describeMove(
  keys: Keyring,
  before: BeforeMoveRead,
  after: ContinuityRead,
  told: AgencyBrief[],
): MovePreview {
  const from = before.release
  const to = after.release
  const book = agencyBook(after.agencies)
  return {
    from,
    to,
    days: from.on && to.on ? daysBetween(from.on, to.on) : null,
    warnings: warningsOf(after),
    consequences: compareContinuity(before, after, book),
    milestones: compareMilestones(before, after),
    told,
    continuity: assembleContinuity(keys, after),
  }
}

function warningsOf({ release: { on }, today, openedOn }: ContinuityRead): MovePreview['warnings'] {
  if (on === null) return []
  const weekday = weekdayOf(on)
  const warnings: MovePreview['warnings'] = []
  if (weekday === 5) warnings.push('friday')
  if (weekday > 5) warnings.push('weekend')
  if (on < today) warnings.push('past')
  if (on < openedOn) warnings.push('before_opening')
  if (on > addDays(today, 3 * 365)) warnings.push('far')
  return warnings
}

/** Open milestones move with their anchor, some of them into the past; done ones stay. */
function compareMilestones(
  before: BeforeMoveRead,
  after: ContinuityRead,
): MovePreview['milestones'] {
  const former = new Map(before.milestones.map((one) => [one.id, one]))
  const open = after.milestones.filter(
    ({ status }) => status === 'open' || status === 'before_start',
  )
  const isPast = (on: string | null | undefined) => on != null && on < after.today
  return {
    moved: open.filter((one) => former.get(one.id)?.on !== one.on).length,
    intoPast: open.filter(({ id, on }) => isPast(on) && !isPast(former.get(id)?.on)).length,
    paused: after.milestones.filter(({ status }) => status === 'paused').length,
    done: after.milestones.filter(({ status }) => status === 'done').length,
  }
}
