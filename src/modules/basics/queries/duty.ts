import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { BasicContact, DutyNow, NewShift, SetContact, Shift } from '../duty-contract.ts'

const agency = sql`jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind)`

export interface DeskRead {
  id: number
  name: string
  agency: BasicContact['agency']
  now: (Omit<DutyNow, 'until'> & { until: string }) | null
}

/** The duty desks of the authority, and who answers each at this moment. */
export async function listDutyDesks(tx: ActorTx): Promise<DeskRead[]> {
  const { rows } = await sql<DeskRead>`
    select d.id, d.name, ${agency} as agency,
           case when d.member_id is not null then jsonb_build_object(
             'member', jsonb_build_object('id', m.id, 'name', m.name),
             'substitute', case when x.id is not null then jsonb_build_object('id', x.id, 'name', x.name) end,
             'phone', coalesce(d.phone, g.phone),
             'until', to_char(d.until at time zone z.time_zone at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) end as now
      from app.authorities z
      cross join lateral read.duty_desks(now() at time zone z.time_zone) d
      join app.agencies g on g.authority_id = z.id and g.id = d.agency_id
      left join app.members m on m.authority_id = z.id and m.id = d.member_id
      left join app.members x on x.authority_id = z.id and x.id = d.substitute_id
     where z.id = ${tx.actor.authority}
     order by d.agency_id <> ${tx.actor.agency}, d.id
  `.execute(tx)
  return rows
}

/** Shifts that hold today or later, by desk. */
export async function listShifts(tx: ActorTx): Promise<(Shift & { desk: number })[]> {
  const { rows } = await sql<Shift & { desk: number }>`
    select s.id, s.desk_id as desk, s.weekday, s.on_day as "on", to_char(s.starts, 'HH24:MI') as starts,
           to_char(s.ends, 'HH24:MI') as ends, jsonb_build_object('id', m.id, 'name', m.name) as member,
           case when x.id is not null then jsonb_build_object('id', x.id, 'name', x.name) end as substitute,
           s.phone, s.valid_from as "from", s.valid_until as until
      from app.duty_shifts s
      join app.members m on m.authority_id = s.authority_id and m.id = s.member_id
      left join app.members x on x.authority_id = s.authority_id and x.id = s.substitute_id
     where s.authority_id = ${tx.actor.authority}
       and (s.on_day is null or s.on_day >= ${tx.actor.today}::date - 1)
       and (s.valid_until is null or s.valid_until > ${tx.actor.today}::date)
     order by s.on_day, s.weekday, s.starts, s.id
  `.execute(tx)
  return rows
}

export async function listContacts(tx: ActorTx): Promise<BasicContact[]> {
  const { rows } = await sql<BasicContact>`
    select c.basic, ${agency} as agency, coalesce(c.phone, g.phone) as phone
      from app.basic_contacts c
      join app.agencies g on g.authority_id = c.authority_id and g.id = c.agency_id
     where c.authority_id = ${tx.actor.authority}
  `.execute(tx)
  return rows
}

export async function saveDutyDesk(tx: ActorTx, name: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`select act.open_duty_desk(${name}) as id`.execute(tx)
  return rows[0]?.id ?? 0
}

export async function saveShift(
  tx: ActorTx,
  id: string,
  desk: number,
  shift: NewShift,
): Promise<void> {
  await sql`
    select act.add_shift(${id}, ${desk}, ${shift.weekday ?? null}::int, ${shift.on ?? null}::date, ${shift.starts}::time,
      ${shift.ends}::time, ${shift.memberId}, ${shift.substituteId ?? null}::int, ${shift.phone ?? null},
      ${shift.on ?? tx.actor.today}::date, null)
  `.execute(tx)
}

export async function removeShift(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.remove_shift(${id})`.execute(tx)
}

export async function saveContact(tx: ActorTx, contact: SetContact): Promise<void> {
  await sql`
    select act.set_contact(${contact.basic}, ${contact.agencyId}::int, ${contact.phone ?? null})
  `.execute(tx)
}
