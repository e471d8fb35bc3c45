import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { Arrangement } from './contract.ts'

/** Whether my agency has the rights of any edition today. */
export async function isBound(tx: ActorTx): Promise<boolean> {
  const { rows } = await sql<{ bound: boolean }>`
    select cardinality((select actor.my_editions())::int[]) > 0 as bound
  `.execute(tx)
  return rows[0]?.bound ?? false
}

/** Arrangements in force today that I may read, with the clauses that my agency may use. */
export async function listInForce(tx: ActorTx): Promise<Arrangement[]> {
  const { authority, agency, today, purpose } = tx.actor
  const brief = (alias: string) =>
    sql`jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)},
      'code', ${sql.ref(`${alias}.code`)}, 'kind', ${sql.ref(`${alias}.kind`)})`
  const { rows } = await sql<Arrangement>`
    select x.id, x.reference, x.title, x.document, x.valid_from as "validFrom", x.valid_until as "validUntil",
           x.includes_remand as "includesRemand",
           jsonb_build_object('desk', p.name, 'agency', ${brief('f')}) as fallback,
           coalesce((select jsonb_agg(jsonb_build_object('agency', ${brief('g')}, 'signedOn', y.signed_on,
               'state', case when y.left_on <= ${today} then 'left' when y.signed_on <= ${today} then 'signed'
                        when k.agency_id is not null then 'earlier' else 'not_signed' end,
               'keepsUntil', k.ends_on) order by g.name)
             from app.arrangement_parties y
             left join read.in_transition(x.id) k on k.agency_id = y.agency_id
             join app.agencies g on g.authority_id = y.authority_id and g.id = y.agency_id
            where y.authority_id = x.authority_id and y.arrangement_id = x.id), '[]') as parties,
           coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'label', c.label, 'purpose', c.purpose,
               'category', c.category, 'basis', c.basis, 'mayContribute', coalesce(r.may_contribute, false)) order by c.id)
             from app.clauses c
             left join app.clause_rights r on r.authority_id = c.authority_id and r.clause_id = c.id
              and r.agency_id = ${agency}
            where c.authority_id = x.authority_id and c.arrangement_id = x.id and c.purpose = ${purpose}
              and c.id = any ((select actor.clauses())::int[])), '[]') as clauses
      from app.arrangements x
      join app.principals p on p.authority_id = x.authority_id and p.id = x.fallback_principal
      join app.agencies f on f.authority_id = p.authority_id and f.id = p.agency_id
     where x.authority_id = ${authority} and x.valid_from <= ${today}
       and (x.valid_until is null or x.valid_until >= ${today})
       -- The edition in force for my agency; where it has none, the youngest that is valid.
       and (x.id = any ((select actor.my_editions())::int[]) or not exists (
         select from app.arrangements o where o.authority_id = x.authority_id and o.lineage_id = x.lineage_id
            and (o.id = any ((select actor.my_editions())::int[]) or o.edition > x.edition and o.valid_from <= ${today})))
     order by x.valid_from desc, x.id
  `.execute(tx)
  return rows
}
