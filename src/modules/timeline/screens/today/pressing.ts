import type { Lane, Today } from '../../contract.ts'
import { leadStanding } from '../releases/missing.ts'

type Release = Today['releases'][number]
type Waiting = Today['waiting'][number]
type Late = Today['late'][number]

/** Something that an agency owes before tomorrow. */
export type Pressing =
  | { kind: 'bed'; row: Release; lane: Release['lanes'][number] }
  | { kind: 'answer'; offer: Waiting }
  | { kind: 'lead'; row: Release }
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
  const beds = today.releases.flatMap((row): Pressing[] => {
    const lane = row.lanes.find(({ domain }) => domain === 'accommodation')
    return row.days <= BED_DAYS && lane?.state === 'gap' ? [{ kind: 'bed', row, lane }] : []
  })
  const answers = today.waiting
    .filter(({ overdue, answerBy }) => overdue || (answerBy !== null && answerBy <= today.on))
    .map((offer): Pressing => ({ kind: 'answer', offer }))
  const leads = today.releases
    .filter((row) => row.days <= LEAD_DAYS && leadStanding(row) !== 'accepted')
    .map((row): Pressing => ({ kind: 'lead', row }))
  return [...beds, ...answers, ...lateAgencies(today), ...leads]
}

function lateAgencies({ late, on }: Today): Pressing[] {
  const agencies = new Map<number, [Late, ...Late[]]>()
  for (const answer of late.filter(({ answerBy }) => answerBy !== null && answerBy < on)) {
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
