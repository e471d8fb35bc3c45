import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { NewVisit, PrisonBrief, PrisonCard, PrisonCardEntry, Visit } from '../card-contract.ts'
import { asColumns } from './services.ts'

export type CardRow = Omit<PrisonCard, 'visits' | 'changes' | 'may'>
export type VisitRow = Omit<Visit, 'mayAnswer'> & { prison: number }

const brief = sql`
  jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind) as prison,
  coalesce(c.contact, '') as contact, coalesce(nullif(c.phone, ''), g.phone, '') as phone,
  coalesce(nullif(c.email, ''), g.email, '') as email, coalesce(c.hours, '') as hours, c.reviewed_on::text as "reviewedOn",
  (c.reviewed_on is not null and c.reviewed_on < actor.today() - 180) as overdue, coalesce(c.version, 0) as version,
  (select count(*)::int from app.prison_visits v
     join app.visit_issues i on i.authority_id = v.authority_id and i.visit_id = v.id
    where v.authority_id = g.authority_id and v.prison_agency_id = g.id and i.answer is null) as "openIssues"`

const from = sql`
  from app.agencies g left join app.prison_cards c on c.authority_id = g.authority_id and c.agency_id = g.id`

/** The prisons that are partners today, narrowed by words or by the digits of a telephone number. */
export async function listPrisonRows(tx: ActorTx, q: string): Promise<PrisonBrief[]> {
  const words = `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const digits = q.replace(/\D/g, '')
  const { rows } = await sql<PrisonBrief>`
    select ${brief} ${from}
     where g.authority_id = ${tx.actor.authority} and g.kind = 'custody'
       and (g.ended_on is null or g.ended_on > ${tx.actor.today}::date)
       and (${q} = '' or lower(concat_ws(' ', g.name, g.code, c.address, c.contact)) like ${words}
         or (length(${digits}::text) >= 4 and regexp_replace(concat_ws(' ', g.phone, '|', c.phone), '[^0-9|]', '', 'g')
              like '%' || ${digits}::text || '%'))
     order by lower(g.name)
  `.execute(tx)
  return rows
}

/** The card of one prison, written or not yet. */
export async function findCard(tx: ActorTx, prison: number): Promise<CardRow | undefined> {
  const { rows } = await sql<CardRow>`
    select ${brief}, coalesce(c.address, '') as address, coalesce(c.visiting, '') as visiting, coalesce(c.bring, '') as bring,
      coalesce(c.booking, '') as booking, coalesce(c.release_times, '') as "releaseTimes",
      coalesce(c.release_place, '') as "releasePlace", coalesce(c.money, '') as money,
      coalesce(c.languages, '{}') as languages, coalesce(c.terms, '[]') as terms,
      (select coalesce(jsonb_agg(jsonb_build_object('agency',
           jsonb_build_object('id', a.id, 'name', a.name, 'code', a.code, 'kind', a.kind), 'who', l.x ->> 'who', 'how', l.x ->> 'how')
           order by l.place), '[]')
         from jsonb_array_elements(c.liaisons) with ordinality as l(x, place)
         join app.agencies a on a.authority_id = c.authority_id and a.id = (l.x ->> 'agencyId')::int) as liaisons,
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'provider', coalesce(p.name, s.provider_name))
           order by lower(s.name)), '[]')
         from app.services s left join app.agencies p on p.authority_id = s.authority_id and p.id = s.provider_agency_id
        where s.authority_id = g.authority_id and s.retired_at is null and g.id = any (s.prisons)) as services
    ${from}
    where g.authority_id = ${tx.actor.authority} and g.id = ${prison} and g.kind = 'custody'
  `.execute(tx)
  return rows[0]
}

/** The visits of a prison with their issues, the last first. */
export async function listVisitRows(tx: ActorTx, prison: number): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`
    select v.id, v.prison_agency_id as prison, v.visited_on::text as on, v.topic,
      jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind) as by,
      (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'question', i.question, 'answer', i.answer,
           'answeredOn', i.answered_on, 'answeredBy', a.name, 'version', i.version) order by i.position), '[]')
         from app.visit_issues i left join app.agencies a on a.authority_id = i.authority_id and a.id = i.answered_agency_id
        where i.authority_id = v.authority_id and i.visit_id = v.id) as issues
      from app.prison_visits v join app.agencies g on g.authority_id = v.authority_id and g.id = v.by_agency_id
     where v.authority_id = ${tx.actor.authority} and v.prison_agency_id = ${prison}
     order by v.visited_on desc, v.recorded_at desc limit 50
  `.execute(tx)
  return rows
}

export async function saveCard(
  tx: ActorTx,
  prison: number,
  version: number,
  card: PrisonCardEntry,
): Promise<void> {
  const columns = JSON.stringify(asColumns(card))
  await sql`select act.save_prison_card(${prison}, ${version}, ${columns}::jsonb)`.execute(tx)
}

export async function saveCardReview(tx: ActorTx, prison: number, version: number): Promise<void> {
  await sql`select act.review_prison_card(${prison}, ${version})`.execute(tx)
}

export async function saveVisit(tx: ActorTx, prison: number, visit: NewVisit): Promise<string> {
  const { agencyId, on, topic, issues } = visit
  const { rows } = await sql<{ id: string }>`
    select act.record_visit(${prison}, ${agencyId}, ${on}::date, ${topic}, ${issues}::text[]) as id
  `.execute(tx)
  return rows[0]?.id ?? ''
}

/** Answers an issue, and says to which prison it belongs. */
export async function saveIssueAnswer(
  tx: ActorTx,
  issue: string,
  version: number,
  answer: string,
): Promise<number> {
  const { rows } = await sql<{ prison: number }>`
    select act.answer_issue(${issue}, ${version}, ${answer}) as prison
  `.execute(tx)
  return rows[0]?.prison ?? 0
}
