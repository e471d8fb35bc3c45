import type { Reader } from '../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../admin/contract.ts'
import type { openWords } from '../items/service/seal-words.ts'
import type { Period } from '../periods/period-contract.ts'
import type { SealedPerson } from '../persons/service/identity.ts'
import type { assembleContinuity } from '../timeline/service/continuity.ts'
import type { AsKnown, CaseMoments, DecisionMoment, PastItem } from './contract.ts'

type ContinuityRead = Parameters<typeof assembleContinuity>[1]
type SeatRead = { name: string; agency: number; relation: string }

/** A case as it was known, sealed as the database hands it out. */
export interface PastRead {
  at: string
  authority: number
  today: string
  id: string
  since: string
  person: SealedPerson | null
  caseKey: string
  stage: AsKnown['stage']
  informed: AsKnown['informed']
  continuity: ContinuityRead
  seats: SeatRead[]
  source: { sealed: string; recordedAt: string; by: string | null } | null
  periods: (Omit<Period, 'prison' | 'may'> & { prison: number | null })[]
  items: (Omit<PastItem, 'owner' | 'words'> & {
    owner: number
    key: string | null
    words: Parameters<typeof openWords>[4]
  })[]
  now: { stage: AsKnown['stage']; continuity: ContinuityRead; seats: SeatRead[] }
  agencies: AgencyBrief[]
}

/** Why there is nothing to show of that moment, though the reader sees the case. */
export interface PastRefused {
  refused: 'past_not_yet' | 'past_not_kept' | 'case_not_yet_known'
  since: string | null
}

export type MomentsRead = Omit<CaseMoments, 'moments'> & {
  moments: (Omit<DecisionMoment, 'agency'> & { agency: number | null })[]
  agencies: AgencyBrief[]
}

/** The case at a moment, with the event; null when unseen. */
export const readPast = (reader: Reader, ref: string, at: string) =>
  reader.readOnce<PastRead | PastRefused | null>({ name: 'read.case_as_known', args: [ref, at] })

/** The moments worth choosing, with the event; null when unseen. */
export const readMoments = (reader: Reader, ref: string) =>
  reader.readOnce<MomentsRead | null>({ name: 'read.case_moments', args: [ref] })
