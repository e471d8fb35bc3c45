-- What goes in the whole authority, when and why, in counts alone (N19, RI3): for the officer for data protection and the
-- coordinators. It asks the expression that the clock asks, so the preview is what will be done.

-- By month, class and rule. Health, substance use and special categories stand in one class: nobody counts by them.
create or replace function read.retention_counted(p_until date) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not actor.functions() && array['data_protection_officer', 'coordinator'] then return null; end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('month', q.month, 'class', q.class, 'from', q.counted_from, 'months', q.months,
      'outcome', q.outcome, 'arrangement', q.arrangement, 'items', q.items, 'first', q.first, 'last', q.last)
      order by q.month, q.outcome, q.class, q.counted_from, q.arrangement), '[]')
    from (select to_char(greatest(p.due_on, actor.today()), 'YYYY-MM') as month,
                 case when p.special or p.category in ('health', 'substance_use') then 'protected' else p.category end as class,
                 p.counted_from, p.months, p.outcome, x.reference as arrangement, count(*)::int as items, min(p.due_on) as first, max(p.due_on) as last
            from actor.retention_first(actor.authority()) p
            join app.clauses l on l.authority_id = actor.authority() and l.id = p.clause
            join app.arrangements x on x.authority_id = l.authority_id and x.id = l.arrangement_id
           where p.due_on <= p_until
           group by 1, 2, 3, 4, 5, 6) q);
end $$;

create or replace function read.retention_overview(p_token text, p_purpose text, p_request text, p_until date) returns jsonb
language plpgsql as $$
declare
  v_rows jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_rows := read.retention_counted(p_until);
  if v_rows is null then
    perform audit.record('refused', null, jsonb_build_object('code', 'retention_not_yours', 'what', 'retention_overview'));
    return null;
  end if;
  perform audit.record_read('retention.counted', null, jsonb_build_object('until', p_until));
  return jsonb_build_object('today', actor.today(), 'until', p_until, 'rows', v_rows);
end $$;

grant execute on function read.retention_counted(date), read.retention_overview(text, text, text, date) to throughcare_actor;
