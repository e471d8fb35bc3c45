import type { Keyring } from '../../../platform/seal/keyring.ts'
import type { AgencyBook } from '../../cases/service/agency-book.ts'
import type { LaneLead } from '../contract.ts'
import type { ContinuityRead, SegmentRead } from '../queries.ts'
import type { LeadRead } from './lead-read.ts'
import { openLeadWords } from './lead-words.ts'

/** Who looks at offers: their desks, how they sit on the case, and on which day. */
export interface Looking {
  authority: number
  principals: number[]
  relations: string[]
  today: string
}

type Asked = Pick<LeadRead, 'domain' | 'state' | 'from' | 'until' | 'toPrincipal' | 'fromPrincipal'>

/**
 * What a reader may do with an offer now. It spares people buttons that would refuse, and gives no
 * right: the database asks again.
 */
export function mayDoWith(lead: Asked, { principals, relations, today }: Looking): LaneLead['may'] {
  const asked = principals.includes(lead.toPrincipal)
  const asking =
    relations.includes('coordination') ||
    (relations.length > 0 && principals.includes(lead.fromPrincipal))
  if (lead.state === 'offered' || lead.state === 'unseen') {
    const answering = asked ? (['answer'] as const) : []
    const recording = asking && !asked ? (['record_answer'] as const) : []
    return [...answering, ...recording, ...(asking ? (['withdraw'] as const) : [])]
  }
  const toConfirm = lead.state === 'to_confirm' || lead.state === 'unconfirmed'
  if (toConfirm && (asked || asking)) return ['confirm']
  const over = lead.until !== null && lead.until <= today
  const agreed = lead.state === 'accepted' || lead.state === 'unheld'
  const ends = agreed && asked && lead.domain !== 'lead' && !over
  return ends ? ['end'] : []
}

/** An offer as a lane shows it. */
export function laneLead(
  keys: Keyring,
  looking: Looking,
  book: AgencyBook,
  lead: LeadRead,
): LaneLead {
  const { note, reason } = openLeadWords(keys, looking.authority, lead)
  return {
    id: lead.id,
    agency: book.get(lead.agency),
    instead: null,
    from: lead.from,
    until: lead.until,
    state: lead.state,
    tied: lead.tied,
    offeredOn: lead.offeredOn,
    answerBy: lead.answerBy,
    confirmBy: lead.confirmBy,
    voluntary: lead.voluntary,
    standing: lead.standing,
    standingRefusal: lead.standingRefusal,
    endsWithMeasure: false,
    note,
    reason,
    may: mayDoWith(lead, looking),
    version: lead.version,
  }
}

/**
 * The lane of the case lead: its change points one after the other, then what is offered or was
 * declined. On every day one of the first leads; the prison's own beginning was never offered.
 */
export function caseLeadLane(keys: Keyring, read: ContinuityRead, book: AgencyBook): LaneLead[] {
  const offers = read.leads.filter((lead) => lead.domain === 'lead')
  const points = read.segments.map((segment) => {
    const accepted = offers.find((lead) => lead.id === segment.lead_id)
    return accepted && segment.state === 'accepted'
      ? {
          ...laneLead(keys, read, book, accepted),
          // Whom nobody holds any more led until today, and stands once more below for the days to come.
          ...(accepted.state === 'unheld' && { state: 'accepted' as const, may: [] }),
          from: segment.starts,
          until: segment.ends,
          tied: segment.tied,
        }
      : withoutOffer(segment, accepted, book)
  })
  const others = offers.filter(({ state, dormant }) => leadsNothing.has(state) && !dormant)
  // Whom nobody holds would lead until another does, or until the desk closes the case.
  const next = read.segments
    .flatMap(({ starts, state }) => (starts > read.today && state !== 'fallback' ? [starts] : []))
    .sort()[0]
  const rest = (lead: LaneLead) => ({
    ...lead,
    until: lead.state === 'unheld' ? (next ?? null) : lead.until,
  })
  return [
    ...points,
    ...others.map((lead) => rest(fromToday(laneLead(keys, read, book, lead), read.today))),
  ]
}

const leadsNothing = new Set<string>(['offered', 'unseen', 'unheld', 'declined', 'unconfirmed'])

/** What nobody holds any more counts up to today; from then on it is said that nobody does. */
export function heldUntilToday(lead: LaneLead, today: string): LaneLead[] {
  if (lead.state !== 'unheld' || lead.from === null || lead.from >= today) return [lead]
  return [{ ...lead, until: today, state: 'accepted', may: [] }, fromToday(lead, today)]
}

function fromToday(lead: LaneLead, today: string): LaneLead {
  const begun = lead.state === 'unheld' && lead.from !== null && lead.from < today
  return begun ? { ...lead, from: today } : lead
}

function withoutOffer(
  segment: SegmentRead,
  unheld: LeadRead | undefined,
  book: AgencyBook,
): LaneLead {
  return {
    id: null,
    agency: book.get(segment.agency_id),
    instead: unheld ? book.get(unheld.agency) : null,
    from: segment.starts,
    until: segment.ends,
    state: segment.state,
    tied: segment.tied,
    offeredOn: null,
    answerBy: null,
    confirmBy: null,
    voluntary: false,
    standing: null,
    standingRefusal: null,
    endsWithMeasure: false,
    note: null,
    reason: null,
    may: [],
    version: 0,
  }
}
