import type { Keyring } from '../../../platform/seal/keyring.ts'
import { type AgencyBook, agencyBook } from '../../cases/service/agency-book.ts'
import { briefPerson } from '../../persons/service/identity.ts'
import { type Gap, Lane, type LaneStatus, type ReleaseRow } from '../contract.ts'
import type { ClosedDays, ReleaseDay } from '../day-contract.ts'
import type { GapRead, ReleaseRowRead, ReleasesRead } from '../queries.ts'
import { addDays, daysBetween, weekdayOf } from './days.ts'
import { judgeReleaseDay } from './release-day.ts'
import { unheldGaps } from './unheld-days.ts'

/** What the rows of one answer share. */
export interface RowContext {
  keys: Keyring
  authority: number
  today: string
  /** Parts of life that the reader sees whole; no other has a cell. */
  categories: readonly string[]
  /** What to say of a day of release; many rows share a day. */
  judge(on: string): ReleaseDay | null
  book: AgencyBook
}

type RowsRead = Pick<ReleasesRead, 'authority' | 'categories' | 'closed' | 'agencies'>

/** What the rows of this answer share. */
export function rowContext(keys: Keyring, today: string, read: RowsRead): RowContext {
  const { authority, categories, closed } = read
  return {
    ...{ keys, authority, today, categories },
    judge: judgeOnce(today, closed),
    book: agencyBook(read.agencies),
  }
}

function judgeOnce(today: string, closed: ClosedDays): RowContext['judge'] {
  const judged = new Map<string, ReleaseDay | null>()
  return (on) => {
    const known = judged.get(on)
    if (known !== undefined) return known
    const fresh = judgeReleaseDay(on, today, closed)
    judged.set(on, fresh)
    return fresh
  }
}

/** A row with what lists count and filter, before the person is named. */
export interface StatedRow {
  read: ReleaseRowRead
  row: Omit<ReleaseRow, 'person'>
  withoutBed: boolean
  withoutAcceptedLead: boolean
}

/** One release: who leads now and after it, and what is settled or missing in each lane. */
export function stateRow(context: RowContext, read: ReleaseRowRead): StatedRow {
  const { today, book } = context
  const on = read.release.on
  const leads = leadsAround(read, context)
  const lanes = Lane.options
    .filter((lane) => context.categories.includes(lane))
    .map((lane) => (lane === 'lead' ? leadStatus(leads) : domainStatus(read, lane, context)))
  const bed = lanes.find(({ domain }) => domain === 'accommodation')
  const { now, after } = leads
  return {
    read,
    row: {
      ref: read.ref,
      release: read.release,
      days: daysBetween(today, on),
      friday: weekdayOf(on) >= 5,
      releaseDay: context.judge(on),
      prison: book.find(read.prison),
      leadNow: now,
      leadAfter: after.agency,
      leadAfterState: after.state,
      lanes,
      missing: lanes.filter(({ state }) => state === 'gap').length,
      settled: lanes.filter(({ state }) => state === 'settled').length,
    },
    withoutBed: bed !== undefined && !coverOn(read, 'accommodation', on),
    withoutAcceptedLead: after.state !== 'accepted' && after.state !== 'to_confirm',
  }
}

/** Names the person of a row that is shown. */
export const nameRow = ({ keys, authority }: RowContext, { read, row }: StatedRow): ReleaseRow => ({
  ...row,
  person: briefPerson(keys, authority, read.person),
})

interface LeadsAround {
  now: ReleaseRow['leadNow']
  after: Pick<LaneStatus, 'agency' | 'on' | 'gap'> & { state: ReleaseRow['leadAfterState'] }
}

/** The case lead today and from the release on; after a prison the fallback, unless somebody was asked. */
function leadsAround(read: ReleaseRowRead, { book, today }: RowContext): LeadsAround {
  const on = read.release.on
  const { segments, leads } = read.lanes
  const at = (day: string) =>
    segments.find(({ starts, ends }) => starts <= day && (ends === null || ends > day))
  const [current, next] = [at(today) ?? segments[0], at(on)]
  if (!current || !next) throw new Error('A case without a lead')
  const now = book.get(current.agency_id)
  if (next.state === 'accepted') {
    const accepted = leads.find(({ id }) => id === next.lead_id)
    const state = accepted?.state ?? 'accepted'
    return { now, after: { agency: book.get(next.agency_id), on: next.starts, gap: null, state } }
  }
  // After the last measure nothing is missing: what the person does not want ends quietly.
  if (next.state === 'closing')
    return {
      now,
      after: { agency: book.get(next.agency_id), on: next.starts, gap: null, state: 'closing' },
    }
  const asked = leads.find(
    (lead) =>
      lead.domain === 'lead' &&
      (lead.state === 'offered' || lead.state === 'unconfirmed') &&
      coversDay(lead, on),
  )
  const due = asked?.answerBy != null && asked.answerBy < today && on <= addDays(today, 14)
  const late = due || asked?.state === 'unconfirmed'
  if (asked && !late) {
    const after = { agency: book.get(asked.agency), on: asked.answerBy, gap: null }
    return { now, after: { ...after, state: 'offered' } }
  }
  const kind: Gap['kind'] = asked ? 'overdue' : 'unasked'
  const gap = { from: next.starts, until: next.ends, kind }
  const agency = book.get(asked ? asked.agency : next.agency_id)
  // A fallback with a word behind it: somebody accepted, and nobody there can open the case.
  const unasked = next.state === 'fallback' && next.lead_id !== null ? 'unheld' : 'fallback'
  return { now, after: { agency, on: null, gap, state: asked?.state ?? unasked } }
}

function leadStatus({ after }: LeadsAround): LaneStatus {
  const { agency, gap } = after
  const cell = { domain: 'lead' as const, agency, gap }
  if (gap) return { ...cell, state: 'gap', on: gap.from }
  if (after.state === 'accepted' || after.state === 'closing')
    return { ...cell, state: 'settled', on: after.on }
  if (after.state === 'to_confirm') return { ...cell, state: 'in_hand', on: after.on }
  return { ...cell, state: 'offered', on: after.on }
}

/**
 * One cell. A gap comes first, then what waits for an answer; settled is who has accepted the day of
 * the release, in hand who begins later or said so by phone and has still to confirm it.
 */
function domainStatus(read: ReleaseRowRead, domain: Lane, { book, today }: RowContext): LaneStatus {
  const gaps = read.lanes.gaps.filter((gap) => gap.domain === domain)
  const own = read.lanes.leads.filter((lead) => lead.domain === domain)
  const open = gaps.find(({ kind }) => kind !== 'awaiting') ?? unheldGaps(own, gaps, today)[0]
  const asked = read.lanes.leads.find((lead) => lead.domain === domain && lead.state === 'offered')
  const on = read.release.on
  if (open) {
    const gap = { from: open.from, until: open.until, kind: open.kind }
    return { domain, state: 'gap', gap, agency: book.find(asked?.agency), on: open.from }
  }
  const agency = book.find(asked?.agency)
  if (gaps.length > 0) return offered(domain, gaps[0], agency, asked?.answerBy ?? null)
  const cover = coverOn(read, domain, on) ?? laterCover(read, domain, on)
  if (cover && coversDay(cover, on) && cover.state === 'accepted')
    return { domain, state: 'settled', gap: null, agency: book.get(cover.agency), on: cover.from }
  if (cover)
    return { domain, state: 'in_hand', gap: null, agency: book.get(cover.agency), on: cover.from }
  if (asked) return offered(domain, undefined, agency, asked.answerBy)
  return { domain, state: 'not_asked', gap: null, agency: null, on: null }
}

function offered(
  domain: Lane,
  gap: GapRead | undefined,
  agency: LaneStatus['agency'],
  on: string | null,
): LaneStatus {
  const awaiting = gap ? { from: gap.from, until: gap.until, kind: gap.kind } : null
  return { domain, state: 'offered', gap: awaiting, agency, on }
}

type Period = { from: string | null; until: string | null }

const coversDay = ({ from, until }: Period, day: string) =>
  from !== null && from <= day && (until === null || until > day)

const promised = (read: ReleaseRowRead, domain: Lane) =>
  read.lanes.leads.filter(
    (lead) => lead.domain === domain && (lead.state === 'accepted' || lead.state === 'to_confirm'),
  )

const coverOn = (read: ReleaseRowRead, domain: Lane, day: string) =>
  promised(read, domain).find((lead) => coversDay(lead, day))

const laterCover = (read: ReleaseRowRead, domain: Lane, day: string) =>
  promised(read, domain).find(({ from }) => from !== null && from > day)
