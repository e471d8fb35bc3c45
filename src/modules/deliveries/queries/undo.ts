import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { UndoPlan } from '../contract.ts'

export interface UndoTold {
  version: number
  back: UndoPlan['back']
  stay: Pick<UndoPlan['stay'][number], 'notice' | 'deed' | 'why'>[]
}

/** What undoing would do; refused where it is too late. */
export async function findUndo(tx: ActorTx, id: string): Promise<UndoTold> {
  const { rows } = await sql<{ told: UndoTold }>`select act.plan_undo(${id}) as told`.execute(tx)
  return rows[0]?.told ?? { version: 0, back: {}, stay: [] }
}

export async function saveUndo(tx: ActorTx, id: string, version: number): Promise<UndoTold> {
  const { rows } = await sql<{ told: UndoTold }>`
    select act.undo_import(${id}, ${version}) as told
  `.execute(tx)
  return rows[0]?.told ?? { version, back: {}, stay: [] }
}

/** Whom a notice is about, as far as I may see it. */
export interface KnownNotice {
  id: string
  version: number
  key_wrapped: Buffer | null
  identity_sealed: Buffer | null
  ref: string | null
}

export async function listKnown(tx: ActorTx, ids: readonly string[]): Promise<KnownNotice[]> {
  const { rows } = await sql<KnownNotice>`
    select n.id, n.version, n.key_wrapped, n.identity_sealed, c.ref
      from app.release_notices n
      left join app.cases c on c.authority_id = n.authority_id and c.id = n.case_id
     where n.authority_id = ${tx.actor.authority} and n.id = any (${ids}::uuid[])
  `.execute(tx)
  return rows
}
