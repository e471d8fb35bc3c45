-- What an agency has to look at again: its own items whose day has come or comes soon, on cases on which the reader
-- sits. And the sensitive words for which the reader was asked as the second person, what a person contests that the agency
-- has to decide, and how many corrections wait to be acknowledged.
create or replace function read.items_due(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  v_today     date;
  v_rows      jsonb;
  v_approvals jsonb;
  v_contests  jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  v_today := actor.today();
  select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'ref', q.ref, 'category', q.category, 'kind', q.kind, 'reviewBy', q.review_by)
           order by q.review_by, q.id), '[]') into v_rows
    from (select i.id, c.ref, i.category, i.kind, i.review_by
            from app.items i join app.cases c on c.authority_id = i.authority_id and c.id = i.case_id and c.closed_on is null
           where i.authority_id = v_authority and i.owner_agency_id = (select actor.agency())
             and i.review_by between v_today - 90 and v_today + 14 and i.erased_on is null and i.state in ('current', 'contested')
           order by i.review_by limit 50) q;
  select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'ref', c.ref) order by q.id), '[]') into v_approvals
    from (select i.id, i.case_id from app.special_items i
           where i.authority_id = v_authority and i.approver = (select actor.member()) and i.approved_at is null and i.refused_at is null
             and i.state = 'current'
          union
          select x.item_id, x.case_id from app.special_item_changes x
           where x.authority_id = v_authority and x.approver = (select actor.member()) and x.refused_at is null) q
    join app.cases c on c.authority_id = v_authority and c.id = q.case_id;
  select coalesce(jsonb_agg(jsonb_build_object('id', q.item_id, 'ref', q.ref, 'category', q.category, 'saidOn', q.said_on) order by q.said_on, q.item_id), '[]')
    into v_contests
    from (select t.item_id, c.ref, i.category, t.said_on
            from app.item_contests t
            join app.items i on i.authority_id = t.authority_id and i.id = t.item_id and i.owner_agency_id = (select actor.agency())
            join app.cases c on c.authority_id = t.authority_id and c.id = t.case_id
           where t.authority_id = v_authority and t.state = 'open'
           order by t.said_on, t.item_id limit 50) q;
  perform audit.record_read('items.due', null, jsonb_build_object('items', (select jsonb_agg(x -> 'id') from jsonb_array_elements(v_rows || v_approvals || v_contests) x)));
  return jsonb_build_object('today', v_today, 'rows', v_rows, 'approvals', v_approvals, 'contests', v_contests,
    'corrections', (select count(*) from app.correction_notices n
      where n.authority_id = v_authority and n.acknowledged_at is null and read.notice_is_mine(n)));
end $$;

grant execute on function read.items_due(text, text, text) to throughcare_actor;
