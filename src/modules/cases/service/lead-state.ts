import type { CaseLeadState } from '../contract.ts'
import type { LeadSegment } from '../queries.ts'

/** How who leads came to it: a fallback with a word behind it stands in for what nobody holds. */
export const leadStateOf = ({ state, lead_id }: LeadSegment): CaseLeadState =>
  state === 'fallback' && lead_id !== null ? 'unheld' : state
