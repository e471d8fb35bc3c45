/** One invented world of the oracle. Days and moments count from today and from now. */

/** Days from today; 0 is today. */
export type Day = number
/** Hours from now. */
export type Moment = number

export interface TheAgency {
  id: number
  principals: number[]
}

export interface TheMember {
  id: number
  agency: number
  principal: number
}

export interface TheDesk {
  principal: number
  agency: number
  members: { member: number; since: Moment; until: Moment | null }[]
}

/** The agency whose desk coordinates. */
export const coordinating = 1

export interface TheCell {
  sight: 'full' | 'summary' | null
  onDecision: boolean
  brings: boolean
}

export interface TheClause {
  id: number
  purpose: string
  category: string
  cells: Record<number, TheCell>
}

export interface TheEdition {
  id: number
  lineage: number
  number: number
  validFrom: Day
  validUntil: Day | null
  transitionUntil: Day | null
  parties: { agency: number; signedOn: Day | null; leftOn: Day | null }[]
  clauses: TheClause[]
}

export interface TheCase {
  id: string
  person: string
  purpose: string
  clause: number
  closedOn: Day | null
}

export interface TheSeat {
  case: string
  principal: number
  relation: string
  purpose: string
  from: Moment
  until: Moment | null
}

export interface TheItem {
  id: string
  case: string
  owner: number
  clause: number
  category: string
  state: 'current' | 'contested' | 'restricted' | 'withdrawn'
  mode: 'table' | 'named' | 'agency'
  audience: number[]
  currentVersion: number
  versions: { number: number; restricted: boolean }[]
  reviewBy: Day | null
  deleteOn: Day | null
  noOnward: boolean
  meeting: string | null
  special: TheSpecial | null
}

/** Of a special category: who wrote it, who was asked, what was answered, and a change that is proposed. */
export interface TheSpecial {
  author: number
  approver: number
  answer: 'approved' | 'refused' | null
  change: { author: number; approver: number; refused: boolean } | null
}

export interface TheShare {
  id: string
  case: string
  owner: number
  purpose: string
  recipients: number[]
  expiresOn: Day
  withdrawn: boolean
  items: { item: string; version: number }[]
}

/** A case of a minor or a victim: who is named on it beside the seats of their own. */
export interface TheProtection {
  case: string
  named: number[]
  admitted: { member: number; until: Day; ended: boolean }[]
  ended: boolean
}

export interface State {
  today: Day
  now: Moment
  agencies: TheAgency[]
  members: TheMember[]
  desks: TheDesk[]
  /** Members who are not there now. */
  away: number[]
  /** Members who chair. */
  chairs: number[]
  editions: TheEdition[]
  cases: TheCase[]
  seats: TheSeat[]
  closeness: { member: number; person: string; lifted: boolean }[]
  protections: TheProtection[]
  meetings: { id: string; case: string; heldOn: Day; invited: number[] }[]
  items: TheItem[]
  shares: TheShare[]
}
