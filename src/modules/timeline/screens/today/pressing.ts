import type { Lane, Today } from '../../contract.ts'
import { leadStanding } from '../releases/missing.ts'

type Release = Today['releases'][number]
type Waiting = Today['waiting'][number]
type Late = Today['late'][number]

type Bed = { kind: 'bed'; row: Release; lane: Release['lanes'][number] }
type NoLead = { kind: 'lead'; row: Release }

/** Something that an agency owes before tomorrow. */
export type Pressing =
  | Bed
  | { kind: 'answer'; offer: Waiting }
  | NoLead
  | { kind: 'late'; answers: [Late, ...Late[]] }

/** A bed has to be found within these days, an accepted lead within those. */
const BED_DAYS = 7
const LEAD_DAYS = 14
const CARDS = 3
const order: readonly Pressing['kind'][] = ['bed', 'answer', 'late', 'lead']

/**
 * What cannot wait until tomorrow: no bed within a week, my answer due today, agencies that are late,
 * a release soon whose lead nobody accepted. Late answers count once for each agency.
 */
export function listPressing(today: Today): Pressing[] {
  const beds = today.releases.flatMap((row): Bed[] => {
    const lane = row.lanes.find(({ domain }) => domain === 'accommodation')
    return row.days <= BED_DAYS && lane?.state === 'gap' ? [{ kind: 'bed', row, lane }] : []
  })
  const answers = today.waiting
    .filter(({ overdue, answerBy }) => overdue || (answerBy !== null && answerBy <= today.on))
    .map((offer): Pressing => ({ kind: 'answer', offer }))
  const leads = today.releases
    .filter((row) => row.days <= LEAD_DAYS && leadStanding(row) !== 'accepted')
    .map((row): NoLead => ({ kind: 'lead', row }))
  const told = new Set([...beds, ...leads].map((one) => `${laneOf(one)} ${one.row.ref}`))
  return [...beds, ...answers, ...lateAgencies(today, told), ...leads]
}

/** Whether there may be more of it than this page of the day holds. */
export function mayBeMore({ on, releases, releasesNext, waiting, more }: Today): boolean {
  const soon = releasesNext !== null && (releases.at(-1)?.days ?? 0) <= LEAD_DAYS
  const due = more.waiting && (waiting.at(-1)?.answerBy ?? '9999') <= on
  return soon || due || more.late
}

/** A late answer whose case is told already, because of the bed or the lead, is not told twice. */
function lateAgencies({ late, on }: Today, told: ReadonlySet<string>): Pressing[] {
  const agencies = new Map<number, [Late, ...Late[]]>()
  for (const answer of late) {
    if (answer.answerBy === null || answer.answerBy >= on) continue
    if (told.has(`${answer.domain} ${answer.ref}`)) continue
    const known = agencies.get(answer.agency.id)
    if (known) known.push(answer)
    else agencies.set(answer.agency.id, [answer])
  }
  return [...agencies.values()].map((answers) => ({ kind: 'late', answers }))
}

/** The cards on top: one of each kind first, so that three beds do not hide an answer due today. */
export function chooseCards(pressing: readonly Pressing[]): Pressing[] {
  const firsts = order.flatMap((kind) => pressing.find((one) => one.kind === kind) ?? [])
  const others = pressing.filter((one) => !firsts.includes(one))
  const chosen = [...firsts, ...others].slice(0, CARDS)
  return pressing.filter((one) => chosen.includes(one))
}

/** The part of life that a pressing thing leads to. */
export function laneOf(pressing: Pressing): Lane {
  switch (pressing.kind) {
    case 'bed':
      return 'accommodation'
    case 'lead':
      return 'lead'
    case 'answer':
      return pressing.offer.domain
    case 'late':
      return pressing.answers[0].domain
  }
}
