import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { ReleaseDate } from '../contract.ts'

/** What stands about a row of the list, as far as I may see it: notices are for the desks named. */
export interface StandingNotice {
  id: string
  number_token: string
  status: 'waiting' | 'held' | 'case'
  release: ReleaseDate
  vanished: boolean
  key_wrapped: Buffer | null
  identity_sealed: Buffer | null
  version: number
  ref: string | null
  caseRelease: ReleaseDate | null
}

export interface LastDelivery {
  import_id: string
  delivered_on: string
  key_wrapped: Buffer | null
  marks_sealed: Buffer | null
}

/** Notices that a list changes, no longer names, or names again. */
export async function listStanding(
  tx: ActorTx,
  prison: number,
  changed: readonly string[],
  seen: readonly string[],
): Promise<StandingNotice[]> {
  const { rows } = await sql<StandingNotice>`
    select n.id, n.number_token::text, n.status, n.vanished_on is not null as vanished, n.key_wrapped,
           n.identity_sealed, n.version, c.ref,
           jsonb_build_object('on', n.release_on, 'certainty', n.release_certainty, 'earliestOn', n.earliest_on) as release,
           case when c.id is not null then jsonb_build_object('on', c.release_on, 'certainty', c.release_certainty,
             'earliestOn', c.earliest_on) end as "caseRelease"
      from app.release_notices n
      left join app.cases c on c.authority_id = n.authority_id and c.id = n.case_id and c.closed_on is null
     where n.authority_id = ${tx.actor.authority} and n.prison_agency_id = ${prison}
       and (n.id = any (${changed}::uuid[]) or (n.vanished_on is null) = (n.number_token <> all (${seen}::bigint[])))
  `.execute(tx)
  return rows
}

/** The last list of this prison that was taken in, with the marks of what was not kept of it. */
export async function findLastDelivery(
  tx: ActorTx,
  prison: number,
): Promise<LastDelivery | undefined> {
  const { rows } = await sql<LastDelivery>`
    select import_id, delivered_on, key_wrapped, marks_sealed from act.last_marks(${prison})
  `.execute(tx)
  return rows[0]
}

export async function saveDelivery(
  tx: ActorTx,
  id: string,
  deliveredOn: string,
  drop: string | undefined,
): Promise<void> {
  await sql`select act.note_delivery(${id}, ${deliveredOn}, ${drop ?? null})`.execute(tx)
}

export async function saveMarks(
  tx: ActorTx,
  id: string,
  { key, marks }: { key: Buffer; marks: Buffer },
): Promise<void> {
  await sql`select act.save_marks(${id}, ${key}, ${marks})`.execute(tx)
}
