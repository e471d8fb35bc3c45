import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { Reader } from '../../platform/http/actor-requests.ts'
import type { Absence, Colleague, Covered, NewAbsence } from './absence-contract.ts'
import type { AgencyBrief } from './contract.ts'

export interface CoverRead {
  rows: (Omit<Covered, 'member'> & { member: number; name: string })[]
}

export type UnattendedRow = Omit<AgencyBrief, 'id'> & {
  agency: number
  cases: number
  offers: number
  milestones: number
  refs: string[]
}

/** Desks and present colleagues of one agency, desks first. */
export async function listColleagueRows(tx: ActorTx, agency: number): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    select p.id as principal, p.kind, p.member_id as member, p.name,
      p.kind = 'desk' or exists (select from app.member_functions f where f.authority_id = p.authority_id
        and f.member_id = p.member_id and f.function in ('coordinator', 'chair', 'case_worker',
          'resettlement_officer', 'provider', 'exit_worker', 'facilitator')) as works,
      coalesce(p.desk_kind = 'coordination', false) or exists (select from app.member_functions f
        where f.authority_id = p.authority_id and f.member_id = p.member_id and f.function = 'coordinator') as coordinates,
      exists (select from app.absences b where b.authority_id = p.authority_id and b.member_id = p.member_id
        and b.starts_at <= now() and b.ends_at > now()) as away
    from app.principals p
    left join app.members m on m.authority_id = p.authority_id and m.id = p.member_id
    where p.authority_id = ${tx.actor.authority} and p.agency_id = ${agency}
      and (m.id is null or (m.ended_at is null and m.activated_at is not null))
      and p.desk_kind is distinct from 'privacy'
    order by p.kind, lower(p.name), p.id
  `.execute(tx)
  return rows
}

/** Absences that count now or are planned; of the own agency, and of all for administrators. */
export async function listAbsenceRows(tx: ActorTx, id?: string): Promise<Absence[]> {
  const { rows } = await sql<Absence>`
    select b.id, jsonb_build_object('id', m.id, 'name', m.name) as member,
      jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind) as agency, b.kind,
      to_char(b.starts_at at time zone a.time_zone, 'YYYY-MM-DD') as "from",
      case when b.ends_at < 'infinity'
           then to_char((b.ends_at - interval '1 second') at time zone a.time_zone, 'YYYY-MM-DD') end as until,
      b.starts_at <= now() as now,
      (select coalesce(jsonb_agg(jsonb_build_object('principal', p.id, 'name', p.name) order by p.name), '[]')
         from app.principals p where p.authority_id = b.authority_id and p.id = any (b.cover)) as cover,
      act.may_enter_absence(b.member_id, b.agency_id, b.kind) and b.ends_at > now() as "mayEnd", b.version
    from app.absences b
    join app.authorities a on a.id = b.authority_id
    join app.members m on m.authority_id = b.authority_id and m.id = b.member_id
    join app.agencies g on g.authority_id = b.authority_id and g.id = b.agency_id
    where b.authority_id = ${tx.actor.authority} and b.kind <> 'left'
      and (b.id = ${id ?? null}::uuid or (${id ?? null}::uuid is null and b.ends_at > now()))
    order by b.starts_at, m.name, b.id limit 200
  `.execute(tx)
  return rows
}

export async function saveAbsence(tx: ActorTx, id: string, absence: NewAbsence): Promise<void> {
  const { memberId = tx.actor.member, kind, from = null, until = null, cover } = absence
  await sql`
    select act.enter_absence(${id}::uuid, ${memberId}, ${kind}, ${from}::date, ${until}::date, ${cover}::int[])
  `.execute(tx)
}

export async function saveAbsenceEnd(tx: ActorTx, id: string, version: number): Promise<void> {
  await sql`select act.end_absence(${id}::uuid, ${version})`.execute(tx)
}

/** Whom I cover, with its event. */
export const readCover = (reader: Reader) =>
  reader.readOnce<CoverRead>({ name: 'read.cover', args: [] })

export async function listUnattended(tx: ActorTx): Promise<UnattendedRow[]> {
  const { rows } = await sql<{
    found: UnattendedRow[]
  }>`select read.unattended_now() as found`.execute(tx)
  return rows[0]?.found ?? []
}
