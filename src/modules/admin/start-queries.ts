import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { PartnerTable, SetTableSeat, StartState, TablePlace } from './set-up-contract.ts'

/** How far the set-up is, and what is missing before the first real case. */
export async function readStart(tx: ActorTx): Promise<StartState> {
  const { rows } = await sql<{ state: StartState }>`select read.set_up() as state`.execute(tx)
  if (!rows[0]) throw new Error('The database did not say how far the set-up is')
  return rows[0].state
}

/** Opens the desk for real cases, if nothing is missing any more. */
export async function openForLive(tx: ActorTx): Promise<StartState> {
  await sql`select act.open_for_live()`.execute(tx)
  return readStart(tx)
}

/** Who sits at the table, who was asked, and which places are empty. */
export async function readTable(tx: ActorTx): Promise<PartnerTable> {
  const { rows } = await sql<{ places: TablePlace[] }>`
    select read.partner_table() as places
  `.execute(tx)
  return { places: rows[0]?.places ?? [] }
}

/** Writes down who fills a place or was asked; without a number it is a new entry. */
export async function saveSeat(
  tx: ActorTx,
  place: string,
  seat: SetTableSeat,
  former?: { id: number; version: number },
): Promise<PartnerTable> {
  const { agencyId = null, organisation = null, contact = null, askedOn = null } = seat
  await sql`
    select act.set_table_seat(${former?.id ?? null}::int, ${former?.version ?? null}::int, ${place},
      ${agencyId}::int, ${organisation}, ${contact}, ${askedOn}::date)
  `.execute(tx)
  return readTable(tx)
}

/** The place is empty again. */
export async function clearSeat(tx: ActorTx, id: number, version: number): Promise<PartnerTable> {
  await sql`select act.clear_table_seat(${id}, ${version})`.execute(tx)
  return readTable(tx)
}
