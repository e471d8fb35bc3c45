import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { ReleaseDate } from '../../timeline/contract.ts'

export interface SealedSide {
  notice: string
  prison: AgencyBrief
  release: ReleaseDate
  version: number
  key: string
  identity: string
}

const side = (row: string) =>
  sql.raw(`jsonb_build_object('notice', ${row}.id, 'version', ${row}.version,
  'key', encode(${row}.key_wrapped, 'hex'), 'identity', encode(${row}.identity_sealed, 'hex'),
  'release', jsonb_build_object('on', ${row}.release_on, 'certainty', ${row}.release_certainty, 'earliestOn', ${row}.earliest_on),
  'prison', (select jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind) from app.agencies g
    where g.authority_id = ${row}.authority_id and g.id = ${row}.prison_agency_id))`)

const pairs = (tx: ActorTx) => sql`
    from app.release_notices f
    join app.release_notices t on t.authority_id = f.authority_id and t.prison_agency_id <> f.prison_agency_id
     and t.status = 'waiting' and t.vanished_on is null and t.name_tokens && f.name_tokens and t.birth_tokens && f.birth_tokens
     and t.received_on between f.vanished_on - 14 and f.vanished_on + 14
   where f.authority_id = ${tx.actor.authority} and f.vanished_on is not null and f.status = 'waiting'
     and exists (select from app.imports i join app.imports b on b.authority_id = i.authority_id
       and b.agency_id = i.agency_id and b.status = 'applied' and b.applied_at < i.applied_at
      where i.authority_id = t.authority_id and i.id = t.added_by)
     and not exists (select from app.transfer_answers x where x.authority_id = f.authority_id
       and x.from_notice_id = f.id and x.to_notice_id = t.id)`

/** Notices that left a list, beside those that a later list of another prison brought. */
export async function listPairs(tx: ActorTx): Promise<{ from: SealedSide; to: SealedSide }[]> {
  const { rows } = await sql<{ from: SealedSide; to: SealedSide }>`
    select ${side('f')} as "from", ${side('t')} as "to" ${pairs(tx)} order by t.release_on nulls last, t.id limit 500
  `.execute(tx)
  return rows
}

export async function saveTransfer(
  tx: ActorTx,
  from: string,
  to: string,
  version: number,
  same: boolean,
): Promise<void> {
  await sql`select act.answer_transfer(${from}, ${to}, ${version}, ${same})`.execute(tx)
}
