import type { Pool } from 'pg'
import type { Worker } from './review-days.ts'

/** An entry of the fictional log: `second` counts from midnight in the city. */
export interface LoggedEvent {
  worker: Worker
  day: string
  second: number
  action: string
  caseId: string | null
  detail: object
}

/** Writes them in the order of time, in the form that audit.write() gives to every entry. */
export async function writeEvents(owner: Pool, events: readonly LoggedEvent[]): Promise<void> {
  const rows = events.map(({ worker, day, second, action, caseId, detail }) => ({
    ...{ member: worker.id, agency: worker.agency, day, second, action, case_id: caseId, detail },
  }))
  await owner.query(
    `with told as (
       select e.*, (e.day::timestamp + make_interval(secs => e.second)) at time zone 'Europe/Brussels' as at,
              uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as nonce
         from jsonb_to_recordset($1) as e(member int, agency int, day date, second int, action text, case_id uuid, detail jsonb)
     ), written as (
       select t.*, concat('throughcare-event/1', E'\\n', 'authority=', 1, E'\\n',
                'at=', to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), E'\\n',
                'member=', t.member, E'\\n', 'agency=', t.agency, E'\\n', 'purpose=', 'reintegration', E'\\n',
                'action=', t.action, E'\\n', 'case=', t.case_id, E'\\n', 'request=', E'\\n', 'detail=', t.detail::text, E'\\n') as canonical
         from told t
     ), hashed as (
       select w.*, sha256('\\x00'::bytea || w.nonce || convert_to(w.canonical, 'UTF8')) as leaf from written w
     ), entered as (
       insert into audit.events (authority_id, at, member_id, agency_id, purpose, action, case_id, detail, canonical, leaf)
       select 1, h.at, h.member, h.agency, 'reintegration', h.action, h.case_id, h.detail, h.canonical, h.leaf
         from hashed h order by h.at returning id, leaf
     )
     insert into audit.waiting (authority_id, is_event, id, case_id, leaf, nonce)
     select 1, true, e.id, h.case_id, h.leaf, h.nonce from entered e join hashed h on h.leaf = e.leaf`,
    [JSON.stringify(rows)],
  )
}

/** What the job of each night would have found, for all the days of the demo city. */
export async function findPastReviews(owner: Pool): Promise<void> {
  await owner.query(
    `select audit.find_reviews(1, d::date) from generate_series(actor.day_in(1) - 100, actor.day_in(1), interval '1 day') d`,
  )
}
