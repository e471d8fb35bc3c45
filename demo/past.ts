import type { Pool } from 'pg'

/**
 * What was written before the city was opened has a past too: when each case was opened, who was
 * asked and had not answered yet, what was still to be done (AU4). Rows that say themselves since
 * when they are there were there since then; the rest came with the case.
 */
export async function addPast(owner: Pool): Promise<void> {
  await owner.query('delete from audit.row_versions')
  await owner.query(`
    with opened as (
      select c.authority_id, c.id as case_id, (c.opened_on + time '09:00') at time zone a.time_zone as at, a.time_zone
        from app.cases c join app.authorities a on a.id = c.authority_id
    ), written as (
      select c.authority_id, c.id as case_id, 'cases' as table_name, to_jsonb(c) as row, null::timestamptz as at, null::jsonb as former from app.cases c
      union all
      select n.authority_id, n.case_id, 'case_needs', to_jsonb(n), null, null from app.case_needs n
      union all
      select l.authority_id, l.case_id, 'case_leads', to_jsonb(l), coalesce(d.answered_at, l.agreed_on::timestamptz), null
        from app.case_leads l left join app.leads d on d.authority_id = l.authority_id and d.id = l.lead_id
      union all
      select m.authority_id, m.case_id, 'milestones', to_jsonb(m), null, null from app.milestones m
      union all
      select m.authority_id, m.case_id, 'milestones', to_jsonb(m), m.done_on + time '16:00',
             '{"status": "open", "done_on": null, "done_by": null, "version": 1}' from app.milestones m where m.done_on is not null
      union all
      select s.authority_id, s.case_id, 'seats', to_jsonb(s), lower(s.period), null from app.seats s
      union all
      select l.authority_id, l.case_id, 'leads', to_jsonb(l), l.offered_at, null from app.leads l
      union all
      select l.authority_id, l.case_id, 'leads', to_jsonb(l), l.answered_at,
             '{"state": "offered", "answered_at": null, "answered_by": null, "channel": "self", "confirm_by": null, "confirmed_at": null, "version": 1}'
        from app.leads l where l.answered_at > l.offered_at
      union all
      select y.authority_id, y.case_id, 'continuations', to_jsonb(y), y.recorded_at, null from app.continuations y
      union all
      select d.authority_id, d.case_id, 'cases', to_jsonb(c), d.recorded_at,
             jsonb_build_object('release_on', d.was_on, 'release_certainty', d.was, 'earliest_on', d.was_earliest)
        from (select x.*, lag(x.release_on) over w as was_on, lag(x.certainty) over w as was, lag(x.earliest_on) over w as was_earliest
                from app.release_dates x window w as (partition by x.authority_id, x.case_id order by x.seq)) d
        join app.cases c on c.authority_id = d.authority_id and c.id = d.case_id
       where d.seq > 1
    )
    insert into audit.row_versions (authority_id, case_id, table_name, txid, at, former)
    select w.authority_id, w.case_id, w.table_name, (10 + row_number() over (order by o.at, w.at nulls first))::text::xid8,
           greatest(o.at, w.at), jsonb_build_object(audit.row_key(w.row, k.keys), w.former)
      from written w
      join opened o on o.authority_id = w.authority_id and o.case_id = w.case_id
      join audit.row_watches k on k.table_name = w.table_name
     order by o.at, w.at nulls first`)
}
