import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { Reassign, ReassignResult, Undone } from './reassign-contract.ts'

export async function saveReassignment(
  tx: ActorTx,
  id: string,
  { from, to, kinds, refs, preview }: Reassign,
): Promise<ReassignResult[]> {
  const { rows } = await sql<{ results: ReassignResult[] }>`
    select act.reassign(${id}::uuid, ${from}, ${to}, ${kinds}::text[], ${refs ?? null}::text[], ${preview}) as results
  `.execute(tx)
  return rows[0]?.results ?? []
}

export async function saveUndo(tx: ActorTx, id: string): Promise<Undone['results']> {
  const { rows } = await sql<{
    results: Undone['results']
  }>`select act.undo_reassignment(${id}::uuid) as results`.execute(tx)
  return rows[0]?.results ?? []
}
