import type { Pool } from 'pg'

/**
 * One colleague of the coordination is away and covered by the desk; one of probation has left and has
 * left an inbox; the coordinator keeps two filters (HA5).
 */
export async function addAbsence(owner: Pool): Promise<void> {
  const away = await principalOf(owner, 'Mateo Duarte')
  if (!away) return
  await seatOn(owner, away.principal, 'offset 20 limit 12')
  await owner.query(
    `insert into app.absences (authority_id, id, agency_id, member_id, kind, starts_at, ends_at, cover, entered_by)
     values (1, gen_random_uuid(), $1, $2, 'away', now() - interval '2 days', date_trunc('day', now()) + interval '5 days', '{10}', $2)`,
    [away.agency, away.member],
  )
  await addLeaver(owner)
  await owner.query(
    `insert into app.saved_filters (authority_id, member_id, id, list, name, search, place)
     values (1, 1, gen_random_uuid(), 'cases', 'Nobody for a bed', '{"order": "release", "domain": "accommodation"}', 1),
            (1, 1, gen_random_uuid(), 'cases', 'Answers that are late', '{"order": "release", "unanswered": "late"}', 2)`,
  )
}

interface Found {
  principal: number
  member: number
  agency: number
}

async function principalOf(owner: Pool, name: string): Promise<Found | undefined> {
  const { rows } = await owner.query<Found>(
    `select id as principal, member_id as member, agency_id as agency from app.principals
      where authority_id = 1 and name = $1 and kind = 'member'`,
    [name],
  )
  return rows[0]
}

/** A member of probation whom the sign-in page does not show: seats, a few questions, some milestones. */
async function addLeaver(owner: Pool): Promise<void> {
  const { rows } = await owner.query<Found>(
    `select p.id as principal, p.member_id as member, p.agency_id as agency from app.principals p
      where p.authority_id = 1 and p.agency_id = 4 and p.kind = 'member' and p.name <> 'Ingrid Sørensen'
      order by p.id desc limit 1`,
  )
  const left = rows[0]
  if (!left) return
  await seatOn(owner, left.principal, 'offset 60 limit 12')
  await owner.query(
    `update app.leads set to_principal = $1 where authority_id = 1 and id in (
       select l.id from app.leads l where l.authority_id = 1 and l.state = 'offered' and l.to_principal = 40
        order by l.answer_by desc, l.id limit 3)`,
    [left.principal],
  )
  for (const statement of [
    `update app.members set ended_at = now() - interval '3 days' where authority_id = 1 and id = $1`,
    `update app.desk_members set until = now() - interval '3 days' where authority_id = 1 and member_id = $1`,
    `delete from app.member_functions where authority_id = 1 and member_id = $1`,
    `delete from auth.credentials where authority_id = 1 and member_id = $1`,
  ]) {
    await owner.query(statement, [left.member])
  }
  await owner.query(
    `insert into app.absences (authority_id, id, agency_id, member_id, kind, starts_at, cover, entered_by)
     values (1, gen_random_uuid(), 4, $1, 'left', now() - interval '3 days', '{40}', 4)`,
    [left.member],
  )
}

/** Seats as a member of the table, and the later milestones of these cases. */
async function seatOn(owner: Pool, principal: number, part: string): Promise<void> {
  const chosen = `select c.id from app.cases c where c.authority_id = 1 and c.release_on > current_date + 30
    order by c.ref ${part}`
  await owner.query(
    `insert into app.seats (authority_id, case_id, person_id, principal, relation, purpose, period, release_on)
     select 1, c.id, c.person_id, $1, 'member', c.purpose, tstzrange(now() - interval '60 days', null), coalesce(c.release_on, 'infinity')
       from app.cases c where c.authority_id = 1 and c.id in (${chosen})`,
    [principal],
  )
  await owner.query(
    `update app.milestones set owner_principal = $1 where authority_id = 1 and id in (
       select m.id from app.milestones m where m.authority_id = 1 and m.case_id in (${chosen})
          and m.status = 'open' and m.due_on > current_date + 30 order by m.due_on, m.id limit 5)`,
    [principal],
  )
}
