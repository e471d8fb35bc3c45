import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { SealedPerson } from '../../persons/service/identity.ts'
import type { ReleaseDate } from '../../timeline/contract.ts'

export interface SealedProposal {
  id: string
  kind: 'date' | 'gone'
  ref: string
  caseVersion: number
  person: SealedPerson
  prison: AgencyBrief
  listedOn: string
  announced: ReleaseDate | null
  inCase: ReleaseDate
  mine: boolean
  version: number
  status: string
  /** Notices of other prisons that share a name and a birth with the person. */
  alike: string[]
}

/** Open questions about cases that I sit on, the next release first; or one of them by its id. */
export async function listProposals(tx: ActorTx, id?: string): Promise<SealedProposal[]> {
  const which = id ? sql`p.id = ${id}` : sql`p.status = 'open'`
  const { rows } = await sql<SealedProposal>`
    select p.id, p.kind, c.ref, c.version as "caseVersion", p.listed_on as "listedOn", p.version, p.status,
           jsonb_build_object('id', s.id, 'key', encode(s.key_wrapped, 'hex'), 'identity', encode(s.identity_sealed, 'hex'),
             'version', s.version) as person,
           jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind) as prison,
           case when p.kind = 'date' then jsonb_build_object('on', p.release_on, 'certainty', p.certainty,
             'earliestOn', p.earliest_on) end as announced,
           jsonb_build_object('on', c.release_on, 'certainty', c.release_certainty, 'earliestOn', c.earliest_on) as "inCase",
           exists (select from app.seats x where x.authority_id = c.authority_id and x.case_id = c.id
             and x.principal = any (${tx.actor.principals}::int[]) and x.relation in ('coordination', 'lead')
             and x.period @> statement_timestamp()) as mine,
           case when p.kind = 'gone' then array(select n.id from app.release_notices n
             where n.authority_id = p.authority_id and n.prison_agency_id <> p.prison_agency_id and n.status = 'waiting'
               and n.vanished_on is null and n.name_tokens && s.name_tokens and n.birth_tokens && s.birth_tokens
             limit 20) else '{}' end as alike
      from app.list_proposals p
      join app.cases c on c.authority_id = p.authority_id and c.id = p.case_id
      join app.persons s on s.authority_id = c.authority_id and s.id = c.person_id
      join app.agencies g on g.authority_id = p.authority_id and g.id = p.prison_agency_id
     where p.authority_id = ${tx.actor.authority} and ${which}
     order by coalesce(p.release_on, c.release_on) nulls last, c.ref limit 200
  `.execute(tx)
  return rows
}

export async function saveAnswer(
  tx: ActorTx,
  id: string,
  version: number,
  outcome: string,
  reason: Buffer | null,
): Promise<void> {
  await sql`select act.answer_proposal(${id}, ${version}, ${outcome}, ${reason})`.execute(tx)
}
