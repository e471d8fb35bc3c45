import type { AgencyBrief } from '../../admin/contract.ts'
import type { SealedPerson } from '../../persons/service/identity.ts'
import type { Lane, LaneLead, LeadState, ReleaseDate } from '../contract.ts'

/** An offer as the database tells it: sealed words, ids instead of names. */
export interface LeadRead {
  id: string
  domain: Lane
  agency: number
  askedBy: number
  from: string | null
  until: string | null
  dormant: boolean
  state: LeadState
  tied: 'release' | 'calendar'
  fromTied: boolean
  untilTied: boolean
  offeredOn: string
  answerBy: string | null
  answeredOn: string | null
  confirmBy: string | null
  channel: 'self' | 'phone' | 'paper' | 'link'
  voluntary: boolean
  key: string | null
  words: string | null
  reason: string | null
  saidBy: string | null
  toPrincipal: number
  fromPrincipal: number
  version: number
  standing: LaneLead['standing']
  standingRefusal: LaneLead['standingRefusal']
}

/** One offer with what its reader may know of the case around it. */
export interface SingleLeadRead extends LeadRead {
  authority: number
  principals: number[]
  today: string
  ref: string
  caseId: string
  release: ReleaseDate
  relations: string[]
  person: SealedPerson | null
  agencies: AgencyBrief[]
}

/** One offer in the hand of who answers it. */
export type HeldLeadRead = Omit<SingleLeadRead, 'person'>
