/**
 * Who may read and write what, said once more in plain TypeScript: written from the text of the law
 * (docs/reference/the-law-of-the-table.md) and from nothing else. No SQL, no query, no function of
 * the product is used here, so that a mistake in one of the two is seen by the other.
 */
import type {
  Day,
  State,
  TheAgency,
  TheCase,
  TheEdition,
  TheItem,
  TheMember,
  TheProtection,
  TheSeat,
} from './state.ts'

const signedBy = (edition: TheEdition, day: Day) =>
  edition.parties.filter((party) => party.signedOn !== null && party.signedOn <= day)
const boundOn = (edition: TheEdition, day: Day) =>
  signedBy(edition, day).filter((party) => party.leftOn === null || party.leftOn > day)

/** An edition has begun when its first day has come and two parties have put their names to it. */
const hasBegun = (edition: TheEdition, day: Day) =>
  edition.validFrom <= day && signedBy(edition, day).length >= 2

const dayBefore = (day: Day) => day - 1

/** The edition that binds an agency on a day, or none: then it gets nothing at all. */
export function editionInForce(state: State, lineage: number, agency: number, day: Day) {
  const editions = state.editions
    .filter((edition) => edition.lineage === lineage)
    .sort((one, other) => other.number - one.number)
  return editions.find((edition) => {
    const bound = boundOn(edition, day)
    const runs = edition.validFrom <= day && (edition.validUntil ?? Infinity) >= day
    const overtaken = editions.some(
      (newer) =>
        newer.number > edition.number &&
        hasBegun(newer, day) &&
        day > (newer.transitionUntil ?? dayBefore(newer.validFrom)),
    )
    return runs && !overtaken && bound.length >= 2 && bound.some((one) => one.agency === agency)
  })
}

export interface Rights {
  full: Set<number>
  shareable: Set<number>
  contributes: Set<number>
}

/** What an agency may see, receive by decision, and bring, for one purpose today. */
export function rightsOf(state: State, agency: number, purpose: string): Rights {
  const rights: Rights = { full: new Set(), shareable: new Set(), contributes: new Set() }
  for (const lineage of new Set(state.editions.map((edition) => edition.lineage))) {
    const edition = editionInForce(state, lineage, agency, state.today)
    if (!edition) continue
    for (const clause of edition.clauses.filter((one) => one.purpose === purpose)) {
      const cell = clause.cells[agency]
      if (!cell) continue
      const alike = sameClauses(state, lineage, clause)
      if (cell.sight === 'full') for (const id of alike) rights.full.add(id)
      if (cell.sight === 'full' || cell.onDecision) for (const id of alike) rights.shareable.add(id)
      if (cell.brings) rights.contributes.add(clause.id)
    }
  }
  return rights
}

/** The same purpose and category in every edition: rows are not rewritten when an edition follows. */
function sameClauses(state: State, lineage: number, like: { purpose: string; category: string }) {
  return state.editions
    .filter((edition) => edition.lineage === lineage)
    .flatMap((edition) => edition.clauses)
    .filter((clause) => clause.purpose === like.purpose && clause.category === like.category)
    .map((clause) => clause.id)
}

/** A member speaks for themselves and for the desks they serve at this moment. */
export function principalsOf(state: State, member: TheMember): number[] {
  const desks = state.desks.filter((desk) =>
    desk.members.some(
      (one) =>
        one.member === member.id &&
        one.since <= state.now &&
        (one.until === null || one.until > state.now),
    ),
  )
  return [member.principal, ...desks.map((desk) => desk.principal)]
}

export const isShut = (state: State, member: TheMember, person: string) =>
  state.closeness.some((one) => one.member === member.id && one.person === person && !one.lifted)

export const isNow = (state: State, seat: TheSeat) =>
  seat.from <= state.now && (seat.until === null || seat.until > state.now)

/** R9: whether a protected case names a member; a look in an emergency names nobody. */
export function isNamed(state: State, member: TheMember, mark: TheProtection): boolean {
  const admitted = mark.admitted.some(
    (one) => one.member === member.id && !one.ended && one.until >= state.today,
  )
  const seated = state.seats.some(
    (seat) =>
      seat.case === mark.case &&
      seat.principal === member.principal &&
      seat.relation !== 'override' &&
      isNow(state, seat),
  )
  return mark.named.includes(member.id) || admitted || seated
}

/** The seats through which a member sits on a case now, for the purpose they work under. */
export function seatsOf(state: State, member: TheMember, of: TheCase, purpose: string) {
  const marks = state.protections.filter((one) => one.case === of.id && !one.ended)
  const named = marks.every((mark) => isNamed(state, member, mark))
  const principals = named ? principalsOf(state, member) : [member.principal]
  return state.seats.filter(
    (seat) =>
      seat.case === of.id &&
      seat.purpose === purpose &&
      principals.includes(seat.principal) &&
      isNow(state, seat),
  )
}

/** R1. */
export function opensCase(state: State, member: TheMember, of: TheCase, purpose: string): boolean {
  return (
    !isShut(state, member, of.person) &&
    seatsOf(state, member, of, purpose).length > 0 &&
    rightsOf(state, member.agency, purpose).full.has(of.clause)
  )
}

const wholeTable = ['coordination', 'lead', 'member', 'cover', 'override']
const meets = (one: readonly number[], other: readonly number[]) =>
  one.some((principal) => other.includes(principal))

function sharesInForce(state: State, item: TheItem, principals: number[], purpose: string) {
  return state.shares.filter((share) => {
    const owner = rightsOf(state, item.owner, purpose)
    return (
      share.items.some((one) => one.item === item.id) &&
      share.purpose === purpose &&
      !share.withdrawn &&
      share.expiresOn >= state.today &&
      meets(share.recipients, principals) &&
      owner.full.has(item.clause)
    )
  })
}

/** By which of the four ways an item reaches a member, all that apply. */
export function waysTo(state: State, member: TheMember, item: TheItem, purpose: string) {
  const of = state.cases.find((one) => one.id === item.case) as TheCase
  const seats = seatsOf(state, member, of, purpose)
  const rights = rightsOf(state, member.agency, purpose)
  const principals = principalsOf(state, member)
  const none = { own: false, addressed: false, shares: [] as typeof state.shares }
  if (seats.length === 0 || isShut(state, member, of.person)) return none
  if (!rights.full.has(of.clause)) return none
  if (item.deleteOn !== null && item.deleteOn <= state.today) return none
  const near = member.id === item.special?.author || member.id === item.special?.approver
  if (item.special && item.special.answer !== 'approved' && !near) return none
  const knows = rights.full.has(item.clause) || rights.contributes.has(item.clause)
  const own = item.owner === member.agency && knows
  const open =
    item.state !== 'withdrawn' && item.state !== 'restricted' && meetingHolds(state, item, member)
  const byTable = item.mode === 'table' && seats.some((seat) => wholeTable.includes(seat.relation))
  const byName = item.mode === 'named' && meets(item.audience, principals)
  const addressed = open && rights.full.has(item.clause) && (byTable || byName)
  const shareable = open && item.mode !== 'agency' && rights.shareable.has(item.clause)
  return {
    own,
    addressed,
    shares: shareable ? sharesInForce(state, item, principals, purpose) : [],
  }
}

function meetingHolds(state: State, item: TheItem, member: TheMember): boolean {
  if (item.meeting === null) return true
  const meeting = state.meetings.find((one) => one.id === item.meeting)
  return (
    meeting !== undefined &&
    meeting.heldOn === state.today &&
    meeting.invited.includes(member.agency)
  )
}

/** R2. */
export function readsItem(
  state: State,
  member: TheMember,
  item: TheItem,
  purpose: string,
): boolean {
  const ways = waysTo(state, member, item, purpose)
  return ways.own || ways.addressed || ways.shares.length > 0
}

/** R3: which versions of an item a member reads. */
export function readsVersions(state: State, member: TheMember, item: TheItem, purpose: string) {
  const ways = waysTo(state, member, item, purpose)
  return item.versions
    .filter((version) => {
      if (ways.own) return true
      if (version.restricted) return false
      const shared = ways.shares.some((share) =>
        share.items.some((one) => one.item === item.id && one.version === version.number),
      )
      return shared || (ways.addressed && version.number === item.currentVersion)
    })
    .map((version) => version.number)
}

/** R7: whom an override seats at once: the agency sees the clause, only the seat is missing, and no second person has to agree (R9). */
export function mayOverride(state: State, member: TheMember, of: TheCase, purpose: string) {
  return (
    of.purpose === purpose &&
    !state.protections.some((one) => one.case === of.id && !one.ended) &&
    !isShut(state, member, of.person) &&
    rightsOf(state, member.agency, purpose).full.has(of.clause) &&
    seatsOf(state, member, of, purpose).length === 0
  )
}

/** R4: who may bring a new item of a category to a case. */
export function mayCreate(
  state: State,
  member: TheMember,
  of: TheCase,
  category: string,
  purpose: string,
): boolean {
  const rights = rightsOf(state, member.agency, purpose)
  const brings = state.editions
    .flatMap((edition) => edition.clauses)
    .some((clause) => clause.category === category && rights.contributes.has(clause.id))
  const acts = seatsOf(state, member, of, purpose).some(
    (seat) => !['override', 'guest'].includes(seat.relation),
  )
  return opensCase(state, member, of, purpose) && acts && brings && of.closedOn === null
}

/** R4: who may change, readdress, withdraw or restrict an item. */
export function mayChange(
  state: State,
  member: TheMember,
  item: TheItem,
  purpose: string,
): boolean {
  const of = state.cases.find((one) => one.id === item.case) as TheCase
  const acts = seatsOf(state, member, of, purpose).some((seat) => seat.relation !== 'override')
  return waysTo(state, member, item, purpose).own && acts && item.state !== 'withdrawn'
}

export const agencyOf = (state: State, principal: number): TheAgency | undefined =>
  state.agencies.find((agency) => agency.principals.includes(principal))

/** R5: whether an item may be sent to these principals until that day. */
export function mayShare(
  state: State,
  member: TheMember,
  item: TheItem,
  wish: { recipients: number[]; expiresOn: Day; necessity: boolean; ground: boolean },
  purpose: string,
): boolean {
  const of = state.cases.find((one) => one.id === item.case) as TheCase
  const acts = seatsOf(state, member, of, purpose).some(
    (seat) => !['override', 'guest'].includes(seat.relation),
  )
  const sound =
    item.state === 'current' &&
    (item.reviewBy === null || item.reviewBy >= state.today) &&
    !item.noOnward &&
    item.mode !== 'agency' &&
    (item.special === null || item.special.answer === 'approved')
  const receive = wish.recipients.every((principal) => {
    const agency = agencyOf(state, principal)
    return agency !== undefined && rightsOf(state, agency.id, purpose).shareable.has(item.clause)
  })
  const needsWords =
    item.special !== null ||
    wish.recipients.some((principal) => {
      const agency = agencyOf(state, principal)
      return agency !== undefined && !rightsOf(state, agency.id, purpose).full.has(item.clause)
    })
  return (
    waysTo(state, member, item, purpose).own &&
    acts &&
    sound &&
    wish.recipients.length > 0 &&
    receive &&
    wish.expiresOn >= state.today &&
    (!needsWords || wish.necessity)
  )
}
