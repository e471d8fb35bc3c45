import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { DropLink } from '../contract.ts'

export async function saveLink(
  tx: ActorTx,
  made: { id: string; prison: number; hash: Buffer; expiresOn: string },
): Promise<void> {
  const { id, prison, hash, expiresOn } = made
  await sql`select act.make_drop_link(${id}, ${prison}, ${hash}, ${expiresOn})`.execute(tx)
}

/** Closes a door at once; answers whose it was. */
export async function saveRevoked(tx: ActorTx, id: string): Promise<number> {
  const { rows } = await sql<{ prison: number }>`
    select act.revoke_drop_link(${id}) as prison
  `.execute(tx)
  return rows[0]?.prison ?? 0
}

/** The doors of one prison, the newest first; closed ones stay visible. */
export async function listLinks(tx: ActorTx, agency: number): Promise<DropLink[]> {
  type Row = DropLink & { createdAt: Date; revokedAt: Date | null; lastUsedAt: Date | null }
  const { rows } = await sql<Row>`
    select l.id, m.name as "createdBy", l.created_at as "createdAt", l.expires_on as "expiresOn",
           l.revoked_at as "revokedAt", l.last_used_at as "lastUsedAt",
           l.revoked_at is null and l.expires_on >= ${tx.actor.today}::date as open
      from app.drop_links l join app.members m on m.authority_id = l.authority_id and m.id = l.created_by
     where l.authority_id = ${tx.actor.authority} and l.agency_id = ${agency}
     order by l.created_at desc limit 20
  `.execute(tx)
  const moment = (at: Date | null) => at && new Date(at).toISOString()
  return rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt).toISOString(),
    revokedAt: moment(row.revokedAt),
    lastUsedAt: moment(row.lastUsedAt),
  }))
}

export interface SealedDrop {
  agency_id: number
  key_wrapped: Buffer
  file_sealed: Buffer
  received_on: string
}

export async function findDrop(tx: ActorTx, id: string): Promise<SealedDrop | undefined> {
  const { rows } = await sql<SealedDrop>`
    select agency_id, key_wrapped, file_sealed, received_on from act.open_drop(${id})
  `.execute(tx)
  return rows[0]
}

export async function saveDropDiscarded(tx: ActorTx, id: string, version: number): Promise<void> {
  await sql`select act.discard_drop(${id}, ${version})`.execute(tx)
}
