import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { Keyring } from '../../../platform/seal/keyring.ts'
import { type AgencyBook, agencyBook } from '../../cases/service/agency-book.ts'
import { type Continuity, type ContinuityLane, Lane, type LaneLead } from '../contract.ts'
import type { Milestone } from '../milestone-contract.ts'
import {
  type ContinuityRead,
  findContinuity,
  type MilestoneRead,
  readContinuity,
} from '../queries.ts'
import { addWorkingDays } from './days.ts'
import { caseLeadLane, heldUntilToday, laneLead } from './lane-leads.ts'
import { judgeReleaseDay } from './release-day.ts'
import { unheldGaps } from './unheld-days.ts'

/** Who is accountable on each day and in each part of life, as far as the member may know. */
export async function openContinuity(reader: Reader, ref: string): Promise<Continuity> {
  const read = await readContinuity(reader, ref)
  if (!read) throw notFound('case')
  return assembleContinuity(reader.keys, read)
}

/** The continuity inside an act, for the actor's own eyes. */
export async function continuityFor(tx: ActorTx, caseId: string): Promise<Continuity> {
  const read = await findContinuity(tx, caseId)
  if (!read) throw notFound('case')
  return assembleContinuity(tx.actor.keys, read)
}

/**
 * Puts a reading together lane by lane, the case lead first, always in the same order.
 *
 * A part of life that the reader may not see has no lane at all: an empty one would tell of it too.
 */
export function assembleContinuity(keys: Keyring, read: ContinuityRead): Continuity {
  const book = agencyBook(read.agencies)
  return {
    ref: read.ref,
    version: read.version,
    today: read.today,
    openedOn: read.openedOn,
    release: read.release,
    measureEndsOn: read.measureEndsOn,
    releaseDay: judgeReleaseDay(read.release.on, read.today, read.closed),
    usualAnswerBy: addWorkingDays(read.today, 5, read.closed),
    unseenBy: read.unseenBy,
    lanes: Lane.options.flatMap((domain) => {
      if (read.categories.includes(domain)) return [fullLane(keys, read, book, domain)]
      if (read.summaryCategories.includes(domain)) return [summaryLane(read, domain)]
      return []
    }),
  }
}

function fullLane(
  keys: Keyring,
  read: ContinuityRead,
  book: AgencyBook,
  domain: Lane,
): ContinuityLane {
  const leads =
    domain === 'lead'
      ? caseLeadLane(keys, read, book)
      : read.leads
          .filter((lead) => lead.domain === domain && !lead.dormant)
          .map((lead) => laneLead(keys, read, book, lead))
          .flatMap((lead) => withinMeasure(lead, measureEnd(read, domain)))
          .flatMap((lead) => heldUntilToday(lead, read.today))
  const gaps = read.gaps
    .filter((gap) => gap.domain === domain)
    .map(({ from, until, kind }) => ({ from, until, kind }))
  const need = read.needs.find((one) => one.domain === domain)
  return {
    domain,
    view: 'full',
    required: domain === 'lead' ? 'default' : (need?.required ?? null),
    arrangedUntil: arrangedUntil(leads),
    leads,
    gaps: domain === 'lead' ? gaps : [...gaps, ...unheldGaps(leads, gaps, read.today)],
    milestones: read.milestones
      .filter(({ code }) => laneOfMilestone(code, read.categories) === domain)
      .map((one) => milestoneOf(one, read.today, book)),
  }
}

/** "Support arranged until": all that others than its readers may know of a part of life. */
function summaryLane(read: ContinuityRead, domain: Lane): ContinuityLane {
  const arranged = read.summary.find((one) => one.domain === domain)
  return {
    domain,
    view: 'summary',
    required: null,
    arrangedUntil: earlier(arranged?.until ?? null, measureEnd(read, domain)),
    leads: [],
    gaps: [],
    milestones: [],
  }
}

/** The day on which this part of life ends by itself; null: it has no such day, or goes on. */
function measureEnd({ measureEndsOn, goesOn }: ContinuityRead, domain: Lane): string | null {
  const said = goesOn[domain]
  return measureEndsOn === null || said === null ? null : (said ?? measureEndsOn)
}

/** What was agreed, but not beyond the last measure: what the person does not want ends quietly. */
function withinMeasure(lead: LaneLead, end: string | null): LaneLead[] {
  const within = end === null || lead.voluntary || (lead.until !== null && lead.until <= end)
  if (within) return [lead]
  if (lead.from !== null && lead.from >= end)
    return lead.state === 'offered' || lead.state === 'unseen' ? [lead] : []
  return [{ ...lead, until: end, endsWithMeasure: true }]
}

const earlier = (one: string | null, other: string | null) =>
  one !== null && other !== null && other < one ? other : one

function arrangedUntil(leads: ContinuityLane['leads']): string | null {
  const promised = leads.filter(({ state }) => state === 'accepted' || state === 'to_confirm')
  const ends = promised.map(({ until }) => until).sort((a, b) => ((a ?? '~') < (b ?? '~') ? -1 : 1))
  return ends.at(-1) ?? null
}

/** Milestones that belong to a part of life; all others stand in the lane of the lead. */
const lanesOfMilestones: Readonly<Record<string, Lane>> = {
  housing_income_route: 'accommodation',
  essentials_check: 'finance_papers',
}

function laneOfMilestone(code: string, categories: readonly string[]): Lane {
  const lane = lanesOfMilestones[code]
  return lane && categories.includes(lane) ? lane : 'lead'
}

/** A milestone with the agency that looks after it. */
export function milestoneOf(read: MilestoneRead, today: string, book: AgencyBook): Milestone {
  const { agency, ...milestone } = read
  return {
    ...milestone,
    overdue: milestone.status === 'open' && milestone.on !== null && milestone.on < today,
    owner: book.find(agency),
  }
}
