import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { AgencyBrief } from '../admin/contract.ts'
import type { ContactPoint, RetentionClass } from './draft-contract.ts'
import type { AgreementOpinion, Cell, Departed, EditionText, Ending } from './edition-contract.ts'

/** The cells of one edition, empty ones too where they were laid down. */
export async function listCells(tx: ActorTx, id: number): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    select r.agency_id as "agencyId", c.purpose, c.category, r.secrecy, r.release_ground as "releaseGround",
           r.basis_id as "basisId",
           case when r.may_contribute then 'brings' when r.sight = 'full' then 'sees' when r.on_decision then 'decision'
                when r.sight = 'summary' then 'told' else 'none' end as right
      from app.clauses c
      join app.clause_rights r on r.authority_id = c.authority_id and r.clause_id = c.id
     where c.authority_id = ${tx.actor.authority} and c.arrangement_id = ${id}
     order by c.id, r.agency_id
  `.execute(tx)
  return rows
}

type Rest = Pick<
  EditionText,
  'reviewOn' | 'reviewMonths' | 'includesRemand' | 'fixed' | 'duties' | 'papers' | 'nextDraft'
> & {
  retention: RetentionClass[]
  contacts: (ContactPoint & { since: string })[]
  basis: string | null
  fallbackAgencyId: number
  document: string
}

/** What one edition says besides its matrix; nothing if it is not open to the reader. */
export async function findRest(tx: ActorTx, id: number): Promise<Rest | undefined> {
  const { authority } = tx.actor
  const { rows } = await sql<Rest>`
    select x.review_on as "reviewOn", x.includes_remand as "includesRemand", x.review_months as "reviewMonths", x.fixed_at is not null as fixed, x.document,
           (select min(c.basis) from app.clauses c where c.authority_id = x.authority_id and c.arrangement_id = x.id) as basis,
           (select p.agency_id from app.principals p where p.authority_id = x.authority_id and p.id = x.fallback_principal) as "fallbackAgencyId",
           (select coalesce(jsonb_object_agg(d.duty, coalesce(d.agency_id, 0)), '{}') from app.arrangement_duties d
             where d.authority_id = x.authority_id and d.arrangement_id = x.id) as duties,
           (select coalesce(jsonb_agg(jsonb_build_object('purpose', t.purpose, 'category', t.category, 'months', t.months,
               'from', t.counted_from, 'outcome', t.outcome, 'review', t.review_months) order by t.purpose, t.category), '[]') from app.arrangement_retention t
             where t.authority_id = x.authority_id and t.arrangement_id = x.id) as retention,
           (select coalesce(jsonb_agg(jsonb_build_object('since', k.since, 'name', k.name, 'address', coalesce(k.address, ''),
               'phone', coalesce(k.phone, ''), 'email', coalesce(k.email, ''), 'complaints', coalesce(k.complaints, '')) order by k.since desc), '[]')
              from app.arrangement_contacts k where k.authority_id = x.authority_id and k.lineage_id = x.lineage_id) as contacts,
           array(select s.agency_id from app.signature_papers s
             where s.authority_id = x.authority_id and s.arrangement_id = x.id order by 1) as papers,
           (select max(d.id) from app.arrangement_drafts d where d.authority_id = x.authority_id and d.arrangement_id is null
               and (d.content ->> 'supersedesId')::int = x.id) as "nextDraft"
      from app.arrangements x where x.authority_id = ${authority} and x.id = ${id}
  `.execute(tx)
  return rows[0]
}

/** The bases on which the cells of an edition stand. */
export async function listBasesOf(tx: ActorTx, id: number): Promise<EditionText['bases']> {
  const { rows } = await sql<EditionText['bases'][number]>`
    select b.id, b.citation, b.state, b.valid_until as "validUntil" from app.legal_bases b
     where b.authority_id = ${tx.actor.authority} and b.id in (
       select r.basis_id from app.clauses c join app.clause_rights r on r.authority_id = c.authority_id and r.clause_id = c.id
        where c.authority_id = ${tx.actor.authority} and c.arrangement_id = ${id})
     order by b.id
  `.execute(tx)
  return rows
}

/** What the data protection officer said of an edition, or of a draft. */
export async function listOpinions(
  tx: ActorTx,
  of: { draft?: number; edition?: number },
): Promise<AgreementOpinion[]> {
  const { rows } = await sql<AgreementOpinion>`
    select o.id, o.stance, o.advice as opinion, g.name as "givenBy", actor.day_at(o.authority_id, o.given_at) as "givenOn", o.answer, w.name as "answeredBy"
      from app.agreement_advice o
      join app.members g on g.authority_id = o.authority_id and g.id = o.given_by
      left join app.members w on w.authority_id = o.authority_id and w.id = o.answered_by
     where o.authority_id = ${tx.actor.authority}
       and (o.draft_id = ${of.draft ?? null}::int or o.arrangement_id = ${of.edition ?? null}::int)
     order by o.id
  `.execute(tx)
  return rows
}

export async function listAgencyNames(tx: ActorTx): Promise<AgencyBrief[]> {
  const { rows } = await sql<AgencyBrief>`
    select g.id, g.name, g.code, g.kind from app.agencies g where g.authority_id = ${tx.actor.authority} order by lower(g.name)
  `.execute(tx)
  return rows
}

/** Agreements and bases that end, or are to be read again, within sixty days. */
export async function listEndings(tx: ActorTx): Promise<Ending[]> {
  const { authority, today } = tx.actor
  const { rows } = await sql<Ending>`
    select 'agreement' as what, x.id, x.title, x.valid_until as "endsOn", x.valid_until - ${today}::date as days,
           '{}'::text[] as names
      from app.arrangements x
      join read.edition_states() s on s.id = x.id and s.state = 'in_force'
     where x.authority_id = ${authority} and x.valid_until between ${today}::date and ${today}::date + 60
       and not exists (select from app.arrangements n where n.authority_id = x.authority_id and n.lineage_id = x.lineage_id
             and n.edition > x.edition and (n.valid_until is null or n.valid_until > x.valid_until)
             and (select count(*) from app.arrangement_parties y where y.authority_id = n.authority_id
                   and y.arrangement_id = n.id and y.signed_on is not null) >= 2)
    union all
    select 'basis', b.id, b.citation, least(b.valid_until, b.review_on), least(b.valid_until, b.review_on) - ${today}::date, '{}'
      from app.legal_bases b
     where b.authority_id = ${authority} and b.state = 'active'
       and least(b.valid_until, b.review_on) between ${today}::date and ${today}::date + 60
    union all
    select 'transition', x.id, x.title, x.transition_until, x.transition_until - ${today}::date, array_agg(g.name order by g.name)
      from app.arrangements x
      cross join lateral read.in_transition(x.id) t
      join app.agencies g on g.authority_id = x.authority_id and g.id = t.agency_id
     where x.authority_id = ${authority} and x.transition_until between ${today}::date and ${today}::date + 60
     group by x.id, x.title, x.transition_until
     order by 4, 1, 2
  `.execute(tx)
  return rows
}

/** Agencies that left and still sit at tables that I coordinate: what they did has to be handed on. */
export async function listDeparted(tx: ActorTx): Promise<Departed[]> {
  const { rows } = await sql<Departed>`
    select jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind) as agency,
           l.left_on as "leftOn", l.cases, l.refs
      from read.left_at_tables() l
      join app.agencies g on g.authority_id = ${tx.actor.authority} and g.id = l.agency_id
     order by l.left_on desc, g.name
  `.execute(tx)
  return rows
}

/** A scanned signature, still sealed. */
export async function findScan(tx: ActorTx, id: number, agencyId: number) {
  const { rows } = await sql<{ mediaType: string; key: Buffer; file: Buffer }>`
    select p.media_type as "mediaType", p.key_wrapped as key, p.file_sealed as file from app.signature_papers p
     where p.authority_id = ${tx.actor.authority} and p.arrangement_id = ${id} and p.agency_id = ${agencyId}
  `.execute(tx)
  return rows[0]
}
