import type { Pool } from 'pg'

const anna = 1
const city = 1

/** What stands on the page of erasures: a case that waits for a second person, one that was refused, one that is gone. */
export async function addErasures(owner: Pool): Promise<void> {
  const { rows } = await owner.query<{ officer: number }>(
    `select min(f.member_id) as officer from app.member_functions f where f.authority_id = 1 and f.function = 'data_protection_officer'`,
  )
  const officer = rows[0]?.officer
  const [waiting, refused] = await lastCases(owner)
  await owner.query(
    `insert into app.erasures (authority_id, id, kind, target, case_id, agency_id, ground, asked_by, asked_at)
     values (1, gen_random_uuid(), 'case', $1, $1, $2, 'not_needed', $3, now() - interval '2 days')`,
    [waiting, city, anna],
  )
  await owner.query(
    `insert into app.erasures (authority_id, id, kind, target, case_id, agency_id, ground, state, asked_by, asked_at, decided_by, decided_at, held_by, held_until)
     values (1, gen_random_uuid(), 'person', (select c.person_id from app.cases c where c.authority_id = 1 and c.id = $1), $1, $2, 'objection', 'refused', $3, now() - interval '20 days', $4, now() - interval '18 days', 'longer', current_date + 160)`,
    [refused, city, anna, officer],
  )
  const gone = await owner.query<{ id: string }>(
    `insert into app.erasures (authority_id, id, kind, agency_id, ground, state, asked_by, asked_at, decided_by, decided_at, rows_gone, told)
     values (1, gen_random_uuid(), 'case', $1, 'unlawful', 'erased', $2, now() - interval '10 days', $3, now() - interval '9 days', 74, 3) returning id`,
    [city, anna, officer],
  )
  await markGone(owner, gone.rows[0]?.id ?? '')
}

/** The newest cases on which the coordination desk sits and nobody's story is told. */
async function lastCases(owner: Pool): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `select c.id from app.cases c where c.authority_id = 1 and not exists (select from app.items i where i.authority_id = 1 and i.case_id = c.id)
       and exists (select from app.seats s where s.authority_id = 1 and s.case_id = c.id and s.relation = 'coordination' and s.period @> now())
       and not exists (select from app.protections p where p.authority_id = 1 and p.case_id = c.id)
      order by c.ref desc limit 2`,
  )
  return rows.map(({ id }) => id)
}

/** What stays of it: the journal, and messages to three agencies, of which two have looked. */
async function markGone(owner: Pool, erasure: string): Promise<void> {
  await owner.query(
    `insert into app.erasure_journal (authority_id, id_hash, kind, erasure_id, erased_at, filed_at, blinded_at, swept_at)
     select 1, sha256(convert_to(k || gen_random_uuid(), 'UTF8')), k, $1, t, t + interval '2 seconds', t + interval '70 seconds', t + interval '5 minutes'
       from unnest(array['case', 'person', 'announced']) k cross join (select now() - interval '9 days') x(t)`,
    [erasure],
  )
  await owner.query(
    `insert into app.erasure_tellings (authority_id, erasure_id, agency_id, recipients, ref, outside, told_at, due_on, acknowledged_by, acknowledged_at)
     select 1, $1, g.id, array(select p.id from app.principals p where p.authority_id = 1 and p.agency_id = g.id and p.kind = 'desk'),
            case when g.nr = 1 then 'V-0007-X' end, case when g.nr = 1 then 1 else 0 end, now() - interval '9 days', current_date - 2,
            case when g.nr > 1 then (select min(m.id) from app.members m where m.authority_id = 1 and m.agency_id = g.id) end,
            case when g.nr > 1 then now() - interval '7 days' end
       from (select a.id, row_number() over (order by a.name <> 'Housing Office', a.id) as nr from app.agencies a
              where a.authority_id = 1 and a.name in ('Housing Office', 'Probation Service', 'Valmare Prison')) g`,
    [erasure],
  )
}
