import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { Consultation, ImpactContent, ImpactEntry, ImpactVersion } from './impact-contract.ts'

/** What of a version stands in the register. */
const entry = (today: string) => sql`
  i.id, i.lineage_id as "lineageId", i.edition, i.content ->> 'title' as title,
  case when i.state = 'approved' and (cardinality(u.names) > 0 or (i.content ->> 'reviewOn')::date < ${today}::date)
       then 'review' else i.state end as state,
  actor.day_at(i.authority_id, i.changed_at) as "changedOn", w.name as "changedBy",
  actor.day_at(i.authority_id, i.approved_at) as "approvedOn", p.name as "approvedBy",
  i.content ->> 'reviewOn' as "reviewOn", app.impact_remains(i.content) as remains, u.names as uncovered`

const from = sql`
  from app.impact_assessments i
  join app.members w on w.authority_id = i.authority_id and w.id = i.changed_by
  left join app.members p on p.authority_id = i.authority_id and p.id = i.approved_by
  cross join lateral (
    select case when i.state = 'approved' then read.impact_uncovered(i.covers) else '{}' end as names) u`

/** Every version, the youngest of each assessment first. */
export async function listImpacts(tx: ActorTx): Promise<ImpactEntry[]> {
  const { authority, today } = tx.actor
  const { rows } = await sql<ImpactEntry>`
    select ${entry(today)} ${from} where i.authority_id = ${authority}
     order by i.lineage_id desc, i.edition desc
  `.execute(tx)
  return rows
}

/** One version, whole; undefined where there is none for me. */
export async function findImpact(tx: ActorTx, id: number): Promise<ImpactVersion | undefined> {
  const { authority, today, member } = tx.actor
  const { rows } = await sql<ImpactVersion>`
    select ${entry(today)}, i.content, i.version, coalesce(i.covers, '{}') as covers, app.impact_missing(i.content) as missing,
           coalesce(${member} = any (i.writers || i.advised_by), false) as mine,
           (select jsonb_agg(m.name order by array_position(i.writers, m.id)) from app.members m
             where m.authority_id = i.authority_id and m.id = any (i.writers)) as writers,
           case when i.advice is not null then jsonb_build_object('words', i.advice, 'by', d.name,
             'on', actor.day_at(i.authority_id, i.advised_at), 'outdated', i.advised_at < i.changed_at) end as advice,
           case when i.consulted_on is not null then jsonb_build_object('sentOn', i.consulted_on, 'under', i.consulted_under,
             'reference', i.consulted_reference, 'extended', i.consultation_extended, 'answer', i.consultation_answer,
             'answeredOn', i.answered_on,
             'dueOn', app.consultation_due(i.consulted_on, i.consulted_under, i.consultation_extended)) end as consultation,
           (select n.id from app.impact_assessments n
             where n.authority_id = i.authority_id and n.lineage_id = i.lineage_id and n.state = 'draft' and n.id <> i.id) as next
      ${from} left join app.members d on d.authority_id = i.authority_id and d.id = i.advised_by
     where i.authority_id = ${authority} and i.id = ${id}
  `.execute(tx)
  return rows[0]
}

/** A new assessment with this text, or the next version of an approved one. */
export async function beginImpact(
  tx: ActorTx,
  of: { content: ImpactContent } | { former: number },
): Promise<number> {
  const former = 'former' in of ? of.former : null
  const content = 'content' in of ? JSON.stringify(of.content) : null
  const { rows } = await sql<{ id: number }>`
    select act.begin_impact(${former}::int, ${content}::jsonb) as id
  `.execute(tx)
  return rows[0]?.id ?? 0
}

export async function saveImpact(
  tx: ActorTx,
  id: number,
  version: number,
  content: ImpactContent,
): Promise<void> {
  await sql`select act.change_impact(${id}, ${version}, ${JSON.stringify(content)}::jsonb)`.execute(
    tx,
  )
}

export async function discardImpact(tx: ActorTx, id: number, version: number): Promise<void> {
  await sql`select act.discard_impact(${id}, ${version})`.execute(tx)
}

export async function adviseOnImpact(
  tx: ActorTx,
  id: number,
  version: number,
  advice: string,
): Promise<void> {
  await sql`select act.advise_on_impact(${id}, ${version}, ${advice})`.execute(tx)
}

export async function noteConsultation(
  tx: ActorTx,
  id: number,
  version: number,
  said: Consultation,
): Promise<void> {
  const { sentOn, under, reference, extended, answer, answeredOn } = said
  await sql`select act.note_consultation(${id}, ${version}, ${sentOn}::date, ${under}, ${reference}, ${extended}::boolean,
    ${answer}, ${answeredOn}::date)`.execute(tx)
}

export async function approveImpact(tx: ActorTx, id: number, version: number): Promise<void> {
  await sql`select act.approve_impact(${id}, ${version})`.execute(tx)
}
