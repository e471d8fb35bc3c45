import { randomBytes, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'

/**
 * Two partners with software of their own: the key of Probation is in force, that of the Housing Office
 * waits for a second person there. Nobody holds the key of Probation: only a hash was ever made.
 */
export async function addSystems(owner: Pool): Promise<void> {
  await owner.query(
    `insert into app.system_keys (authority_id, id, agency_id, principal, purpose, label, scopes, addresses, asked_by, asked_at, asked_on,
       valid_until, token_hash, confirmed_by, confirmed_at, last_used_on)
     select 1, wish.id, g.id, d.id, 'reintegration', wish.label, wish.scopes, wish.addresses, j.id, now() - wish.ago, (now() - wish.ago)::date,
            current_date + wish.days, wish.hash, c.id, case when c.id is not null then now() - wish.ago + interval '3 hours' end, wish.used
       from (values
         ($1::uuid, 'Probation Service', 'Case register', '{cases,continuity}'::text[], '{198.51.100.0/24}'::cidr[], interval '40 days', 300, $3::bytea, 'Astrid Wennberg', current_date - 1),
         ($2::uuid, 'Housing Office', 'Roof', '{continuity,names,offers}'::text[], '{}'::cidr[], interval '2 days', 180, null, null, null)
       ) wish(id, agency, label, scopes, addresses, ago, days, hash, second, used)
       join app.agencies g on g.authority_id = 1 and g.name = wish.agency
       join app.principals d on d.authority_id = 1 and d.agency_id = g.id and d.desk_kind = 'contact'
       join app.members j on j.authority_id = 1 and j.name = 'Joris Van Damme'
       left join app.members c on c.authority_id = 1 and c.name = wish.second`,
    [randomUUID(), randomUUID(), randomBytes(32)],
  )
}
