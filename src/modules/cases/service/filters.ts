import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { ChangeFilter, NewFilter, SavedFilters } from '../filter-contract.ts'
import { deleteFilter, listFilterRows, saveFilter, saveFilterChange } from '../filter-queries.ts'

/** The filters that the member has named, in the member's order. */
export async function listFilters(tx: ActorTx): Promise<SavedFilters> {
  return { filters: await listFilterRows(tx) }
}

/** Keeps the filter that is open under a name; with an id, takes a deletion back. */
export async function keepFilter(tx: ActorTx, filter: NewFilter): Promise<SavedFilters> {
  await saveFilter(tx, filter.id ?? randomUUID(), filter)
  return listFilters(tx)
}

/** Another name, place or search, or the one with which the list opens. */
export async function changeFilter(
  tx: ActorTx,
  id: string,
  version: number,
  change: ChangeFilter,
): Promise<SavedFilters> {
  await saveFilterChange(tx, id, version, change)
  return listFilters(tx)
}

/** Forgets a filter; what it showed stays where it is. */
export async function forgetFilter(tx: ActorTx, id: string, version: number) {
  await deleteFilter(tx, id, version)
  return listFilters(tx)
}
