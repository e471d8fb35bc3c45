import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reassign, Reassigned, Undone } from '../reassign-contract.ts'
import { saveReassignment, saveUndo } from '../reassign-queries.ts'

/**
 * Roles from one colleague or desk to another in many cases at once: each case is whole or left as it
 * is, and is a decision of its own. The preview is the act itself, taken back by the database.
 */
export async function reassign(tx: ActorTx, asked: Reassign): Promise<Reassigned> {
  const id = randomUUID()
  const results = await saveReassignment(tx, id, asked)
  return { id, preview: asked.preview, results }
}

/** Taken back by whoever did it, while nothing else has changed in the case. */
export async function undoReassignment(tx: ActorTx, id: string): Promise<Undone> {
  return { results: await saveUndo(tx, id) }
}
