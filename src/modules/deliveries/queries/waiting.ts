import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { Drop } from '../contract.ts'

/** Files at the door of prisons from which my desk receives, the oldest first. */
export async function listDrops(tx: ActorTx): Promise<Drop[]> {
  const { rows } = await sql<Drop & { receivedAt: Date }>`
    select d.id, d.way, d.receipt, d.bytes, d.received_at as "receivedAt", d.version,
           jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind) as prison
      from app.drops d join app.agencies g on g.authority_id = d.authority_id and g.id = d.agency_id
     where d.authority_id = ${tx.actor.authority} and d.status = 'waiting'
     order by d.received_at limit 200
  `.execute(tx)
  return rows.map((row) => ({ ...row, receivedAt: new Date(row.receivedAt).toISOString() }))
}

/** How many questions of lists wait for me; opens no name. */
export async function countWaiting(tx: ActorTx): Promise<{ drops: number; proposals: number }> {
  const { rows } = await sql<{ drops: number; proposals: number }>`
    select (select count(*) from app.drops d
             where d.authority_id = ${tx.actor.authority} and d.status = 'waiting')::int as drops,
           (select count(*) from app.list_proposals p
             where p.authority_id = ${tx.actor.authority} and p.status = 'open')::int as proposals
  `.execute(tx)
  return rows[0] ?? { drops: 0, proposals: 0 }
}

export async function agencyOfNotice(tx: ActorTx, notice: string): Promise<AgencyBrief> {
  const { rows } = await sql<AgencyBrief>`
    select g.id, g.name, g.code, g.kind from app.release_notices n
      join app.agencies g on g.authority_id = n.authority_id and g.id = n.prison_agency_id
     where n.authority_id = ${tx.actor.authority} and n.id = ${notice}
  `.execute(tx)
  const [agency] = rows
  if (!agency) throw new Error('A notice without its prison')
  return agency
}
