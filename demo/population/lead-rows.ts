import { seal } from '../../src/platform/seal/envelope.ts'
import type { Chance } from '../chance.ts'
import { type Category, clauseOf } from '../partnership.ts'
import { addSeat } from './case-rows.ts'
import { dayFrom, period } from './days.ts'
import { put, type Rows } from './insert.ts'
import { briefOf, type Identity } from './names.ts'
import { inventId, type Town } from './person-rows.ts'
import type { Answer, LaneStory, Story } from './story.ts'

interface About {
  authority_id: number
  case_id: string
  person: string
  identity: Identity
}

interface Wish {
  domain: Category
  agency: number
  answer: Answer
  /** Days from today; `tied`: moves with the release. */
  from: number | null
  until: number | null
  tied: boolean
  fromOffset: number | null
  untilOffset: number | null
  voluntary: boolean
  own?: boolean
}

const notes: Record<string, string[]> = {
  accommodation: [
    'A room near the tram would help.',
    'Single person, no pets.',
    'Ground floor if possible.',
  ],
  health: ['Medication for 14 days comes along.', 'A first appointment in the first week, please.'],
  finance_papers: ['Identity card has expired.', 'Registration and a bank account.'],
  lead: ['Handover meeting can be by video.', 'Release on a weekday morning.'],
}

/** Offers, acceptances, change points of the lead, needs and the seats that come with them. */
export function addLanes(rows: Rows, town: Town, chance: Chance, about: About, story: Story): void {
  const ends = new Map<number, number | null>()
  const keep = (agency: number, until: number | null) => {
    const before = ends.get(agency)
    ends.set(agency, before === null || until === null ? null : Math.max(before ?? -9999, until))
  }
  for (const lane of story.lanes) addLane(rows, town, chance, about, story, lane, keep)
  addCaseLead(rows, town, chance, about, story, keep)
  seatAll(rows, town, chance, about, story, ends)
}

type Keep = (agency: number, until: number | null) => void

function addLane(
  rows: Rows,
  town: Town,
  chance: Chance,
  about: About,
  story: Story,
  lane: LaneStory,
  keep: Keep,
): void {
  if (lane.required) addNeed(rows, about, lane)
  if (lane.required === 'default') {
    addLead(rows, town, chance, about, story, {
      domain: lane.domain,
      agency: story.prison,
      answer: 'accepted',
      from: story.opened,
      until: story.release,
      tied: true,
      fromOffset: null,
      untilOffset: 0,
      voluntary: false,
      own: true,
    })
    keep(story.prison, story.release)
  }
  if (lane.answer === 'unasked' || story.release === null) return
  const later = lane.answer === 'accepted_later'
  const from = story.release + (later ? lane.later : 0)
  const until = lane.ends === null ? null : story.release + lane.ends
  addLead(rows, town, chance, about, story, {
    domain: lane.domain,
    agency: lane.agency,
    answer: lane.answer,
    from,
    until,
    tied: !later,
    fromOffset: later ? null : 0,
    untilOffset: later ? null : lane.ends,
    voluntary: lane.voluntary,
  })
  if (['accepted', 'accepted_later', 'to_confirm', 'unconfirmed'].includes(lane.answer))
    keep(lane.agency, until)
}

function addNeed(rows: Rows, about: About, lane: LaneStory): void {
  put(rows, 'case_needs', {
    authority_id: about.authority_id,
    case_id: about.case_id,
    domain: lane.domain,
    clause_id: clauseOf(lane.domain),
    required: lane.required,
    from_custody: lane.required === 'default',
    days: 90,
  })
}

function addLead(
  rows: Rows,
  town: Town,
  chance: Chance,
  about: About,
  story: Story,
  wish: Wish,
): string {
  const id = inventId(chance)
  const key = town.keys.newDataKey(town.authority)
  const taken = ['accepted', 'accepted_later', 'to_confirm', 'unconfirmed'].includes(wish.answer)
  const byPhone = wish.answer === 'to_confirm' || wish.answer === 'unconfirmed'
  const offered = Math.max(story.opened, -chance.int(4, 20))
  const note = chance.pick(notes[wish.domain] ?? ['Please call if anything is unclear.'])
  const words = JSON.stringify({ note, person: briefOf(about.identity) })
  const answeredOn = dayFrom(town.today, Math.min(-1, offered + 2))
  const saidBy = JSON.stringify({ name: 'Duty desk', on: answeredOn })
  put(rows, 'leads', {
    authority_id: about.authority_id,
    id,
    case_id: about.case_id,
    domain: wish.domain,
    clause_id: clauseOf(wish.domain),
    agency_id: wish.agency,
    to_principal: town.desk(wish.agency),
    from_agency_id: wish.own ? wish.agency : 1,
    from_principal: town.desk(wish.own ? wish.agency : 1),
    offered_by: wish.own ? null : town.coordinator,
    offered_at: `${dayFrom(town.today, wish.own ? story.opened : offered)}T09:30:00Z`,
    answer_by: wish.own
      ? null
      : dayFrom(town.today, wish.answer === 'overdue' ? -chance.int(1, 5) : chance.int(1, 7)),
    state: taken ? 'accepted' : wish.answer === 'declined' ? 'declined' : 'offered',
    voluntary: wish.voluntary,
    agreed: period(
      town.today,
      wish.fromOffset === null ? wish.from : null,
      wish.untilOffset === null ? wish.until : null,
    ),
    from_offset: wish.fromOffset,
    until_offset: wish.untilOffset,
    period: period(town.today, wish.from, wish.until),
    answered_by: null,
    answered_at: taken || wish.answer === 'declined' ? `${answeredOn}T14:00:00Z` : null,
    channel: byPhone ? 'phone' : 'self',
    confirm_by: byPhone
      ? dayFrom(town.today, wish.answer === 'to_confirm' ? chance.int(1, 5) : -chance.int(1, 4))
      : null,
    confirmed_at: null,
    key_wrapped: wish.own ? null : key.wrapped,
    words_sealed: wish.own ? null : seal(key.key, words, `leads.words:${id}`),
    reason_sealed:
      wish.answer === 'declined'
        ? seal(key.key, 'No place free in that period.', `leads.reason:${id}`)
        : null,
    said_by_sealed: byPhone ? seal(key.key, saidBy, `leads.said_by:${id}`) : null,
    version: 1,
  })
  return id
}

function addCaseLead(
  rows: Rows,
  town: Town,
  chance: Chance,
  about: About,
  story: Story,
  keep: Keep,
): void {
  const points: {
    agency: number
    on: number | null
    offset: number | null
    lead: string | null
  }[] = [{ agency: story.prison, on: story.opened, offset: null, lead: null }]
  const ends = story.lead.answer === 'accepted' ? story.release : null
  if (story.preparation !== null) {
    const wish = {
      domain: 'lead' as const,
      agency: 1,
      answer: 'accepted' as const,
      from: story.preparation,
      until: ends,
    }
    const lead = addLead(rows, town, chance, about, story, {
      ...wish,
      tied: false,
      fromOffset: null,
      untilOffset: null,
      voluntary: false,
    })
    points.push({ agency: 1, on: story.preparation, offset: null, lead })
    fixAgreed(rows, town, story.preparation, null)
  }
  if (story.release !== null && story.lead.answer !== 'unasked') {
    const { agency, answer } = story.lead
    const lead = addLead(rows, town, chance, about, story, {
      domain: 'lead',
      agency,
      answer,
      from: story.release,
      until: null,
      tied: true,
      fromOffset: 0,
      untilOffset: null,
      voluntary: false,
    })
    if (answer === 'accepted') {
      points.push({ agency, on: story.release, offset: 0, lead })
      keep(agency, null)
    }
  }
  points.forEach((point, position) => {
    put(rows, 'case_leads', {
      authority_id: about.authority_id,
      case_id: about.case_id,
      position,
      clause_id: clauseOf('lead'),
      agency_id: point.agency,
      principal: town.desk(point.agency),
      lead_id: point.lead,
      agreed_on: dayFrom(town.today, point.on ?? 0),
      from_offset: point.offset,
      starts_on: dayFrom(town.today, point.on ?? 0),
      overtaken: false,
    })
  })
}

/** The lead of the preparation was agreed without an end; what follows it gives it one. */
function fixAgreed(rows: Rows, town: Town, from: number, until: number | null): void {
  const last = rows.get('leads')?.at(-1)
  if (last) last.agreed = period(town.today, from, until)
}

function seatAll(
  rows: Rows,
  town: Town,
  chance: Chance,
  about: About,
  story: Story,
  ends: Map<number, number | null>,
): void {
  const on = {
    case_id: about.case_id,
    person: about.person,
    release: story.release,
    opened: story.opened,
  }
  addSeat(rows, town, chance, on, {
    agency: 1,
    relation: 'coordination',
    byLead: false,
    until: null,
  })
  addSeat(rows, town, chance, on, {
    agency: story.prison,
    relation: 'lead',
    byLead: true,
    until: story.release,
  })
  for (const [agency, until] of ends) {
    if (agency === 1 || agency === story.prison) continue
    const leads = agency === story.lead.agency && story.lead.answer === 'accepted'
    addSeat(rows, town, chance, on, {
      agency,
      relation: leads ? 'lead' : 'provider',
      byLead: true,
      until,
    })
  }
  if (!ends.has(4) && chance.likely(0.5))
    addSeat(rows, town, chance, on, { agency: 4, relation: 'member', byLead: false, until: null })
  if (story.police)
    addSeat(rows, town, chance, on, { agency: 5, relation: 'member', byLead: false, until: null })
}
