import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type {
  Agency,
  ChangeAgency,
  ChangeMember,
  Member,
  NewAgency,
  NewMember,
} from './contract.ts'

/** Where a list of members goes on. */
export interface MemberPlace {
  name: string
  id: number
}

export interface MemberSearch {
  agency?: number
  q?: string
  after?: MemberPlace
  limit: number
}

/** Partners of today by name, with their desks and how many work there. */
export async function listAgencyRows(tx: ActorTx, id?: number): Promise<Agency[]> {
  const { rows } = await sql<Agency>`
    select g.id, g.name, g.code, g.kind, g.phone, g.email, g.version,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'kind', p.desk_kind) order by p.id), '[]')
         from app.principals p
        where p.authority_id = g.authority_id and p.agency_id = g.id and p.kind = 'desk') as desks,
      (select count(*)::int from app.members m
        where m.authority_id = g.authority_id and m.agency_id = g.id and m.ended_at is null) as members
    from app.agencies g
    where g.authority_id = ${tx.actor.authority} and (g.ended_on is null or g.ended_on > ${tx.actor.today}::date)
      and (${id ?? null}::int is null or g.id = ${id ?? null}::int)
    order by lower(g.name)
  `.execute(tx)
  return rows
}

const memberColumns = sql<Member>`
  m.id, m.name, m.email, m.locale, m.version,
  case when m.ended_at is not null then 'ended' when m.activated_at is null then 'invited' else 'active' end as state,
  case when 'administrator' = any ((select actor.functions())::text[]) then to_char(m.ends_on, 'YYYY-MM-DD') end as "endsOn",
  jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind) as agency,
  array(select f.function from app.member_functions f
         where f.authority_id = m.authority_id and f.member_id = m.id order by 1) as functions,
  (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.id), '[]')
     from app.desk_members d join app.principals p on p.authority_id = d.authority_id and p.id = d.desk_id
    where d.authority_id = m.authority_id and d.member_id = m.id and d.since <= now()
      and (d.until is null or d.until > now())) as desks`

/** One colleague, present or former. */
export async function findMember(tx: ActorTx, id: number): Promise<Member | undefined> {
  const { rows } = await sql<Member>`
    select ${memberColumns}
      from app.members m join app.agencies g on g.authority_id = m.authority_id and g.id = m.agency_id
     where m.authority_id = ${tx.actor.authority} and m.id = ${id}
  `.execute(tx)
  return rows[0]
}

/** Present colleagues by name, from a place in the list on. */
export async function listMemberRows(tx: ActorTx, search: MemberSearch): Promise<Member[]> {
  const { agency = null, q = '', after, limit } = search
  const like = `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<Member>`
    select ${memberColumns}
      from app.members m join app.agencies g on g.authority_id = m.authority_id and g.id = m.agency_id
     where m.authority_id = ${tx.actor.authority} and m.ended_at is null
       and (${agency}::int is null or m.agency_id = ${agency}::int)
       and (${q} = '' or lower(m.name) like ${like} or lower(m.email) like ${like})
       and (${after?.id ?? null}::int is null or (m.name collate "C", m.id) > (${after?.name ?? ''}, ${after?.id ?? null}::int))
     order by m.name collate "C", m.id
     limit ${limit}
  `.execute(tx)
  return rows
}

/** Makes an agency with its contact point; answers its number. */
export async function saveAgency(tx: ActorTx, agency: NewAgency): Promise<number> {
  const { name, code, kind, phone = null, email = null } = agency
  const { rows } = await sql<{ id: number }>`
    select act.create_agency(${name}, ${code}, ${kind}::app.agency_kind, ${phone}, ${email}) as id
  `.execute(tx)
  return numberOf(rows)
}

export async function saveAgencyChange(
  tx: ActorTx,
  id: number,
  version: number,
  change: ChangeAgency,
): Promise<void> {
  await sql`select act.change_agency(${id}, ${version}, ${JSON.stringify(change)}::jsonb)`.execute(
    tx,
  )
}

export async function saveDesk(
  tx: ActorTx,
  agency: number,
  name: string,
  kind: string,
): Promise<number> {
  const { rows } = await sql<{
    id: number
  }>`select act.create_desk(${agency}, ${name}, ${kind}) as id`.execute(tx)
  return numberOf(rows)
}

/** Makes a member who cannot sign in yet; answers the number. */
export async function saveMember(tx: ActorTx, member: NewMember): Promise<number> {
  const { agencyId, name, email, functions, desks, locale } = member
  const { rows } = await sql<{ id: number }>`
    select act.create_member(${agencyId}, ${name}, ${email}, ${functions}::text[], ${desks}::int[], ${locale}) as id
  `.execute(tx)
  return numberOf(rows)
}

export async function saveMemberChange(
  tx: ActorTx,
  id: number,
  version: number,
  change: ChangeMember,
): Promise<void> {
  await sql`select act.change_member(${id}, ${version}, ${JSON.stringify(change)}::jsonb)`.execute(
    tx,
  )
}

export async function saveMemberEnd(tx: ActorTx, id: number, version: number): Promise<void> {
  await sql`select act.end_member(${id}, ${version})`.execute(tx)
}

function numberOf(rows: { id: number }[]): number {
  const made = rows[0]
  if (!made) throw new Error('The database did not say what it made')
  return made.id
}
