import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { AgencyKind } from '../admin/contract.ts'
import type { PaperParty } from './paper-contract.ts'

/** A partner agency and how it is reached. */
export interface ReachableAgency {
  id: number
  name: string
  kind: AgencyKind
  contact: string | null
  /** What the register of legal bases names for it today. */
  bases: PaperParty['bases']
}

/** Place at the table: which function, who is there, and whom to ask for. */
export interface TableEntry {
  function: string
  holders: { id: number; name: string; contact: string | null }[]
}

/** The authority as it was set up. */
export async function findAuthority(tx: ActorTx): Promise<{ name: string; country: string }> {
  const { rows } = await sql<{ name: string; country: string }>`
    select name, country from app.authorities where id = ${tx.actor.authority}
  `.execute(tx)
  if (!rows[0]) throw new Error('The authority of the actor is not there')
  return rows[0]
}

/** All agencies that work together here, with telephone and e-mail. */
export async function listReachable(tx: ActorTx): Promise<ReachableAgency[]> {
  const { rows } = await sql<ReachableAgency>`
    select g.id, g.name, g.kind, nullif(concat_ws(', ', g.phone, g.email), '') as contact,
           coalesce((select jsonb_agg(jsonb_build_object('kind', b.kind, 'citation', b.citation) order by b.id)
             from app.legal_bases b
            where b.authority_id = g.authority_id and g.id = any (b.bodies) and b.citation is not null and b.state = 'active'
              and b.valid_from <= ${tx.actor.today}::date
              and (b.valid_until is null or b.valid_until >= ${tx.actor.today}::date)), '[]') as bases
      from app.agencies g where g.authority_id = ${tx.actor.authority} order by lower(g.name)
  `.execute(tx)
  return rows
}

/** The table as it is laid: places in their order; only partner agencies count as being there. */
export async function listTable(tx: ActorTx): Promise<TableEntry[]> {
  const { rows } = await sql<TableEntry>`
    select place ->> 'function' as function,
           coalesce((select jsonb_agg(jsonb_build_object('id', seat -> 'agency' -> 'id', 'name', seat -> 'agency' -> 'name',
               'contact', seat -> 'contact') order by n)
             from jsonb_array_elements(place -> 'seats') with ordinality as s (seat, n)
            where seat -> 'agency' ->> 'name' is not null), '[]') as holders
      from jsonb_array_elements(read.partner_table()) with ordinality as t (place, at)
     order by at
  `.execute(tx)
  return rows
}

/** The draft that an agreement was made of; undefined where it came otherwise. */
export async function findDraftOf(tx: ActorTx, agreementId: number): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from app.arrangement_drafts
     where authority_id = ${tx.actor.authority} and arrangement_id = ${agreementId}
  `.execute(tx)
  return rows[0]?.id
}
