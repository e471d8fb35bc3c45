import type { Pool } from 'pg'
import type { Databases } from '../src/platform/db/connections.ts'
import { seal } from '../src/platform/seal/envelope.ts'
import { emailOf, members } from './cast.ts'
import { chance } from './chance.ts'
import { inventId } from './population/person-rows.ts'

/**
 * What agencies other than the coordination and the prisons have accepted by themselves and still hold. `guided`: somebody
 * of the tour works there; `said`: it is known who said it.
 */
const taken = `
  select l.id, l.case_id, l.agency_id, l.answered_by is not null as said,
         exists (select from app.members m where m.authority_id = 1 and m.agency_id = l.agency_id and m.email = any ($1)) as guided
    from app.leads l
   where l.authority_id = 1 and l.agency_id <> all ('{1,2,3}') and l.state = 'accepted' and l.domain <> 'lead'
     and l.channel = 'self' and not isempty(l.period) and (upper(l.period) is null or upper(l.period) > current_date)`

/**
 * One specially protected case: the people of the tour are named or admitted, their colleagues at the
 * same desks are not; a part of life that was accepted where nobody is admitted; and a police officer's
 * look at it that waits for the chair.
 */
export async function addProtection(owner: Pool, databases: Databases): Promise<void> {
  const luck = chance(20_269)
  const guides = members().flatMap(({ guide, name }, place) =>
    guide ? [emailOf(name, place)] : [],
  )
  const { rows } = await owner.query<{ id: string; ref: string }>(
    `select c.id, c.ref from app.cases c
      where c.authority_id = 1 and c.closed_on is null and c.release_on > current_date
        and not exists (select from app.seats s join app.principals p on p.authority_id = 1 and p.id = s.principal
          where s.authority_id = 1 and s.case_id = c.id and p.agency_id = 5)
      order by exists (select from (${taken}) l where l.case_id = c.id and l.said and not l.guided) desc,
        exists (select from (${taken}) l where l.case_id = c.id) desc, c.release_on desc, c.ref limit 1`,
    [guides],
  )
  const kase = rows[0]
  if (!kase) return
  // On some days whoever accepted something on such a case is of the tour, or unnamed: then one of them is named and left out.
  const { rows: left } = await owner.query<{ id: string; agency: number }>(
    `select l.id, l.agency_id as agency from (${taken}) l where l.case_id = $2 order by l.guided, not l.said, l.id limit 1`,
    [guides, kase.id],
  )
  await owner.query(
    `update app.leads l set answered_by = (select min(m.id) from app.members m where m.authority_id = 1 and m.agency_id = l.agency_id)
      where l.authority_id = 1 and l.id = $1 and l.answered_by is null`,
    [left[0]?.id ?? null],
  )
  const id = inventId(luck)
  const wrapped = databases.keys.newDataKey(1).wrapped
  await owner.query(
    `insert into app.protections (authority_id, id, case_id, kind, named, marked_by, marked_at, key_wrapped)
     select 1, $1, $2, 'minor', array_agg(m.id order by m.id), min(m.id), now() - interval '4 days', $4
       from app.members m where m.authority_id = 1 and m.email = any ($3) and m.id = any (act.coordinators_of(1, $2))`,
    [id, kase.id, guides, wrapped],
  )
  await owner.query(
    `insert into app.protection_admissions (authority_id, id, protection_id, case_id, member_id, until, admitted_by, admitted_at)
     select 1, gen_random_uuid(), p.id, p.case_id, m.id, current_date + 60, p.marked_by, now() - interval '3 days'
       from app.protections p join app.members m on m.authority_id = 1 and m.email = any ($2)
      where p.authority_id = 1 and p.id = $1 and m.id = any (act.admissible_to(1, p.case_id)) and m.id <> all (p.named)
        and m.agency_id is distinct from $3`,
    [id, guides, left[0]?.agency ?? null],
  )
  const look = inventId(luck)
  const sealed = databases.keys.newDataKey(1)
  const words = (text: string, what: string) => seal(sealed.key, text, `overrides.${what}:${look}`)
  await owner.query(
    `insert into app.overrides (authority_id, id, member_id, agency_id, purpose, case_id, key_wrapped, asked_sealed, reason_sealed, begun_at, ends_at, needs_second)
     select 1, $1, m.id, m.agency_id, 'reintegration', $2, $3, $4, $5, now() - interval '10 minutes', now() + interval '23 hours 50 minutes', true
       from app.members m where m.authority_id = 1 and m.email = any ($6) and m.agency_id = 5 order by m.id limit 1`,
    [
      ...[look, kase.id, sealed.wrapped, words(kase.ref, 'asked')],
      words('Found at the station at night, alone; somebody has to be called now.', 'reason'),
      guides,
    ],
  )
}
