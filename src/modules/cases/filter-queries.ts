import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { ChangeFilter, NewFilter, SavedFilter } from './filter-contract.ts'

/** My own filters in my order; the policy shows no others. */
export async function listFilterRows(tx: ActorTx): Promise<SavedFilter[]> {
  const { rows } = await sql<SavedFilter>`
    select f.id, f.name, f.search, f.place, f.by_default as "byDefault", f.version
      from app.saved_filters f
     where f.authority_id = ${tx.actor.authority} and f.member_id = ${tx.actor.member} and f.list = 'cases'
     order by f.place, lower(f.name), f.id
  `.execute(tx)
  return rows
}

export async function saveFilter(tx: ActorTx, id: string, filter: NewFilter): Promise<void> {
  const { name, search, place = null } = filter
  await sql`
    select act.save_filter(${id}::uuid, 'cases', ${name}, ${JSON.stringify(search)}::jsonb, ${place}::int)
  `.execute(tx)
}

export async function saveFilterChange(
  tx: ActorTx,
  id: string,
  version: number,
  change: ChangeFilter,
): Promise<void> {
  const text = JSON.stringify(change)
  await sql`select act.change_filter(${id}::uuid, ${version}, ${text}::jsonb)`.execute(tx)
}

export async function deleteFilter(tx: ActorTx, id: string, version: number): Promise<void> {
  await sql`select act.delete_filter(${id}::uuid, ${version})`.execute(tx)
}
