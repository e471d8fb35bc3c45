import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { Pathway } from './pathway-contract.ts'

/** Pathways in the order in which a new case chooses: the own country, the default, then the others. */
export async function listPathwayRows(tx: ActorTx): Promise<Omit<Pathway, 'current'>[]> {
  const { rows } = await sql<Omit<Pathway, 'current'>>`
    select p.id, p.code, p.country, p.version,
      (select jsonb_agg(jsonb_build_object('code', s.code, 'anchor', s.anchor, 'offsetDays', s.offset_days, 'owner', s.owner,
          'conference', s.conference, 'voluntary', s.voluntary, 'source', s.source) order by s.position)
         from app.pathway_steps s where s.pathway_id = p.id) as steps
      from app.pathways p join app.authorities a on a.id = ${tx.actor.authority}
     order by p.country is distinct from a.country, p.country is not null, p.code, p.version desc
  `.execute(tx)
  return rows
}

export async function savePathway(
  tx: ActorTx,
  caseId: string,
  version: number,
  pathway: number,
): Promise<void> {
  await sql`select act.take_over_pathway(${caseId}, ${version}, ${pathway})`.execute(tx)
}
