import type { AgencyBook } from '../../cases/service/agency-book.ts'
import { Lane, type MoveConsequence } from '../contract.ts'
import type { ContinuityRead, GapRead } from '../queries.ts'
import { addDays, daysBetween } from './days.ts'
import type { LeadRead } from './lead-read.ts'

/** What of a case a move is told by. */
type Told = Pick<ContinuityRead, 'categories' | 'leads' | 'gaps' | 'segments'>
type Stretch = { from: string; until: string }

/** How long an open-ended fallback is counted: as long as the basics are needed by default. */
const needDays = 90

/**
 * What a move of the release does to each commitment, told by comparing who is accountable before
 * and after it: breaks first, then what falls away, then the rest.
 *
 * Only lanes that the reader sees whole are compared, so that no part of life shows by its effects.
 */
export function compareContinuity(before: Told, after: Told, book: AgencyBook): MoveConsequence[] {
  const lanes = Lane.options.filter((lane) => before.categories.includes(lane))
  const all = lanes.flatMap((lane) => compareLane(lane, before, after, book))
  return all.sort((a, b) => order.indexOf(a.effect) - order.indexOf(b.effect))
}

const order: MoveConsequence['effect'][] = [
  'breaks',
  'falls_away',
  'idle',
  'restored',
  'moves',
  'holds',
]

function compareLane(domain: Lane, before: Told, after: Told, book: AgencyBook): MoveConsequence[] {
  const bare = { before: uncovered(domain, before), after: uncovered(domain, after) }
  const counts = { uncoveredBefore: countDays(bare.before), uncoveredAfter: countDays(bare.after) }
  const grown = bare.after.filter(
    (gap) => !bare.before.some((old) => old.from <= gap.from && old.until >= gap.until),
  )
  const now = new Map(after.leads.map((lead) => [lead.id, lead]))
  const told = before.leads
    .filter((lead) => lead.domain === domain && isCommitment(lead))
    .flatMap((lead) => {
      const then = now.get(lead.id)
      const effect = then && effectOf(lead, then, grown)
      return then && effect
        ? [{ lead: then, effect, from: then.from ?? lead.from, until: then.until }]
        : []
    })
    .map(({ lead, effect, from, until }) => ({
      domain,
      agency: book.get(lead.agency),
      leadId: lead.id,
      effect,
      from: effect === 'falls_away' ? null : from,
      until: effect === 'falls_away' ? null : until,
      ...counts,
    }))
  const blamed = told.some(({ effect }) => effect === 'breaks' || effect === 'falls_away')
  if (blamed || counts.uncoveredAfter <= counts.uncoveredBefore) return told
  const [first] = grown
  const nobody = { domain, agency: null, leadId: null, effect: 'breaks' as const }
  return [{ ...nobody, from: first?.from ?? null, until: first?.until ?? null, ...counts }, ...told]
}

const isCommitment = ({ state }: LeadRead) =>
  state === 'offered' || state === 'accepted' || state === 'to_confirm'

/** A calendar day that now lies beside days without anybody is where the commitment breaks. */
function effectOf(
  before: LeadRead,
  after: LeadRead,
  grown: Stretch[],
): MoveConsequence['effect'] | null {
  if (before.dormant) return after.dormant ? null : 'restored'
  if (after.dormant) return 'falls_away'
  const late = !after.fromTied && grown.some((gap) => gap.until === after.from)
  const short = !after.untilTied && grown.some((gap) => gap.from === after.until)
  if (late || short) return 'breaks'
  const moved = before.from !== after.from || before.until !== after.until
  if (moved && after.tied === 'release') return 'moves'
  // Who stands before a calendar day, the prison mostly, now stays longer or leaves earlier.
  if (before.from !== null && after.from !== null && before.from < after.from) return 'idle'
  if (before.from !== null && after.from !== null && before.from > after.from) return 'restored'
  return 'holds'
}

/** Days without anybody that are not merely waiting for an answer; for the lead, the fallback's. */
function uncovered(domain: Lane, read: Told): Stretch[] {
  if (domain === 'lead') {
    return read.segments
      .filter(({ state }) => state === 'fallback')
      .map(({ starts, ends }) => ({ from: starts, until: ends ?? addDays(starts, needDays) }))
  }
  const gaps = read.gaps.filter((gap) => gap.domain === domain && gap.kind !== 'awaiting')
  return joined(gaps)
}

/** Neighbours of different kinds are one stretch without anybody. */
function joined(gaps: GapRead[]): Stretch[] {
  const stretches: Stretch[] = []
  const bounded = gaps.map(({ from, until }) => ({ from, until: until ?? addDays(from, needDays) }))
  for (const gap of bounded.sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = stretches.at(-1)
    if (last && last.until >= gap.from) last.until = gap.until
    else stretches.push({ ...gap })
  }
  return stretches
}

const countDays = (stretches: Stretch[]) =>
  stretches.reduce((sum, { from, until }) => sum + daysBetween(from, until), 0)
