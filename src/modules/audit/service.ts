import type { ActorTx } from '../../platform/db/as-actor.ts'
import { saveAuditorLook, saveEvent, saveReading } from './queries.ts'

/** What an event is about: the case, and ids and versions of what was touched; never a name. */
export interface EventDetail {
  caseId?: string | null
  [key: string]: unknown
}

/**
 * Writes what the actor did into the access log, in the transaction in which it was done.
 *
 * If it cannot be written, the act does not happen. Actions read `thing.what_happened`.
 */
export function record(tx: ActorTx, action: string, detail: EventDetail = {}): Promise<void> {
  const { caseId = null, ...rest } = detail
  return saveEvent(tx, action, caseId, rest)
}

/** Each look of an auditor stands in the log, also at what others read without leaving an entry. */
export const noteAuditor = saveAuditorLook

/** Writes what the actor read of several people; the same reading within a quarter of an hour is one entry. */
export const recordReading = saveReading
