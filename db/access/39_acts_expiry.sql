-- What ends is said in time, and what has ended leaves a task.

-- Sixty days before an agreement, a basis or a transition that not all have signed ends, once for each end, the coordination is told.
create or replace function act.warn_expiries() returns int
language plpgsql security definer set search_path = '' as $$
declare
  w    record;
  told int := 0;
begin
  for w in
    select x.authority_id, 'agreement' as what, x.id, x.valid_until as ends_on
      from app.arrangements x
     where x.valid_until between actor.day_in(x.authority_id) and actor.day_in(x.authority_id) + 60
       and not exists (select from app.arrangements n where n.authority_id = x.authority_id and n.lineage_id = x.lineage_id
                        and n.edition > x.edition and (n.valid_until is null or n.valid_until > x.valid_until)
                        and (select count(*) from app.arrangement_parties y where y.authority_id = n.authority_id
                              and y.arrangement_id = n.id and y.signed_on is not null) >= 2)
    union all
    select b.authority_id, 'basis', b.id, least(b.valid_until, b.review_on) from app.legal_bases b
     where b.state = 'active' and b.kind <> 'vital_interests'
       and least(b.valid_until, b.review_on) between actor.day_in(b.authority_id) and actor.day_in(b.authority_id) + 60
    union all
    select x.authority_id, 'transition', x.id, x.transition_until from app.arrangements x
     where x.transition_until between actor.day_in(x.authority_id) and actor.day_in(x.authority_id) + 60
       and exists (select from actor.in_transition(x.authority_id, x.id, actor.day_in(x.authority_id)))
  loop
    insert into app.expiry_warnings (authority_id, what, id, ends_on, told_on)
    values (w.authority_id, w.what, w.id, w.ends_on, actor.day_in(w.authority_id)) on conflict do nothing;
    if found then
      told := told + 1;
      perform act.tell_coordination(w.authority_id, w.id);
    end if;
  end loop;
  return told;
end $$;

-- A basis has ended: it carries nothing new, and each open case at which a body that stood on it sits gets a task for
-- the desk that looks after the agreement.
create or replace function act.review_ended_bases() returns int
language plpgsql security definer set search_path = '' as $$
declare
  made int;
begin
  insert into app.milestones (authority_id, case_id, clause_id, cycle, code, anchor, offset_days, due_on, owner_principal)
  select distinct on (k.authority_id, k.id) k.authority_id, k.id, act.clause_for(k, 'timeline'), k.cycle, 'basis_ended', 'release', 0,
         actor.day_in(k.authority_id) + 7, x.fallback_principal
    from app.legal_bases b
    join app.clause_rights r on r.authority_id = b.authority_id and r.basis_id = b.id
    join app.clauses c on c.authority_id = r.authority_id and c.id = r.clause_id
    join app.arrangements e on e.authority_id = c.authority_id and e.id = c.arrangement_id
    join app.arrangements x on x.authority_id = e.authority_id and x.lineage_id = e.lineage_id
    join app.cases k on k.authority_id = x.authority_id and k.arrangement_id = x.id and k.closed_on is null
   where b.state <> 'draft' and b.kind <> 'vital_interests'
     and (b.state = 'withdrawn' and b.changed_at > now() - interval '2 days' or b.valid_until = actor.day_in(b.authority_id) - 1)
     -- Not where the agency stands on another basis meanwhile.
     and exists (select from actor.editions(b.authority_id, r.agency_id, actor.day_in(b.authority_id)) v where v.arrangement_id = e.id)
     and exists (select from app.seats s join app.principals p on p.authority_id = s.authority_id and p.id = s.principal
                  where s.authority_id = k.authority_id and s.case_id = k.id and p.agency_id = r.agency_id
                    and s.period @> statement_timestamp())
   order by k.authority_id, k.id
  on conflict (authority_id, case_id, cycle, code) do nothing;
  get diagnostics made = row_count;
  return made;
end $$;

-- From the day on which an agency is bound no more, what it had accepted is open. Whoever sits at the table of such a case is
-- told, once for each departure. It counts whether or not this has run: readings ask the agreements themselves.
create or replace function act.tell_departures(p_authority int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_today date := actor.day_in(p_authority);
  g       record;
  k       uuid;
  told    int := 0;
begin
  for g in
    select y.agency_id::int, y.day::date, array_agg(x.id::int) as arrangements
      from jsonb_each(coalesce(nullif(actor.gone_from(p_authority, v_today), '')::jsonb, '{}')) x(id, parties)
      cross join lateral jsonb_each_text(x.parties) y(agency_id, day)
     where y.day::date <= v_today group by y.agency_id, y.day
  loop
    insert into app.expiry_warnings (authority_id, what, id, ends_on, told_on)
    values (p_authority, 'departure', g.agency_id, g.day, v_today) on conflict do nothing;
    continue when not found;
    for k in
      select c.id from app.cases c
       where c.authority_id = p_authority and c.closed_on is null and c.arrangement_id = any (g.arrangements) and (
         exists (select from app.leads l where l.authority_id = c.authority_id and l.case_id = c.id and l.agency_id = g.agency_id
                  and l.state in ('accepted', 'offered') and (upper(l.period) is null or upper(l.period) > g.day))
         or exists (select from app.case_leads x where x.authority_id = c.authority_id and x.case_id = c.id
                     and x.agency_id = g.agency_id and not x.overtaken and x.starts_on < 'infinity' and not exists (
                       select from app.case_leads z where z.authority_id = x.authority_id and z.case_id = x.case_id
                          and not z.overtaken and z.starts_on > x.starts_on and z.starts_on <= g.day)))
       order by c.id
    loop
      perform act.tell_case(p_authority, k, 'case');
      told := told + 1;
    end loop;
  end loop;
  return told;
end $$;

create or replace function act.tell_departures() returns int
language sql security definer set search_path = '' as $$
  select coalesce(sum(act.tell_departures(a.id)), 0)::int from app.authorities a
$$;

grant execute on function act.warn_expiries(), act.review_ended_bases(), act.tell_departures() to throughcare_worker;
