-- What a case looks like with the release date in force. Called by every act that changes dates or
-- leads, under the lock of the case row; it never touches what was agreed, only what it means today.
create or replace function act.days(p_from date, p_until date) returns daterange
language sql immutable as $$
  select case when p_from >= p_until then 'empty'::daterange else daterange(p_from, p_until, '[)') end
$$;

-- The rows of a case as they are (`_were`) and as they will be, each table read once. `p_lane`: one part of life and the seats that
-- came with it; '' means the seats alone, null everything, and what is needed with it. `p_added`: steps that the act adds, version 0;
-- `p_seated`: seats that it gives.
drop function if exists act.plan(app.cases, text, app.milestones[]);
create or replace function act.plan(
  k app.cases, p_lane text default null, p_added app.milestones[] default '{}', p_seated app.seats[] default '{}',
  out leads_were app.leads[], out leads app.leads[], out points_were app.case_leads[], out points app.case_leads[],
  out seats_were app.seats[], out seats app.seats[], out steps_were app.milestones[], out steps app.milestones[],
  out needs app.case_needs[], out said app.continuations[]
) language plpgsql stable security definer set search_path = '' as $$
declare
  v_said      jsonb := '{}';
  y           app.continuations;
  v_enforcing int[];
  v_prison    int;
  v_zone      text;
begin
  -- In one question: it costs more to begin one than to read these rows.
  select array(select l from app.leads l join app.agencies g on g.authority_id = l.authority_id and g.id = l.agency_id
           where l.authority_id = k.authority_id and l.case_id = k.id
           order by l.domain, l.cycle, l.state = 'accepted' desc, (g.kind = 'custody') desc, l.answered_at, l.id),
         array(select s from app.seats s where s.authority_id = k.authority_id and s.case_id = k.id),
         array(select o from app.continuations o where o.authority_id = k.authority_id and o.case_id = k.id and o.in_force),
         case when p_lane is null or p_lane = 'lead' then array(select x from app.case_leads x
           where x.authority_id = k.authority_id and x.case_id = k.id order by x.position desc) end,
         case when p_lane is null then array(select m from app.milestones m where m.authority_id = k.authority_id and m.case_id = k.id) end,
         case when p_lane is null then array(select n from app.case_needs n where n.authority_id = k.authority_id and n.case_id = k.id) end,
         a.time_zone, (select p.id from app.principals p
           where p.authority_id = a.id and p.agency_id = k.prison_agency_id and p.desk_kind in ('coordination', 'contact')
           order by p.desk_kind = 'coordination' desc, p.id limit 1)
    into leads_were, seats_were, said, points_were, steps_were, needs, v_zone, v_prison from app.authorities a where a.id = k.authority_id;
  foreach y in array said loop v_said := v_said || jsonb_build_object(y.domain, y.ends_on); end loop;
  if points_were is not null then points := act.plan_points(k, points_were); end if;
  leads := act.plan_leads(k, leads_were, coalesce(points, '{}'), p_lane);
  if k.measure_ends_on is not null then
    v_enforcing := array(select p.id from app.principals p join app.agencies g on g.authority_id = p.authority_id and g.id = p.agency_id
      where p.authority_id = k.authority_id and p.id = any (array(select (s).principal from unnest(seats_were || p_seated) s))
        and g.kind in ('custody', 'probation', 'police', 'justice'));
  end if;
  seats := act.plan_seats(k, leads, seats_were || p_seated, v_said, v_prison, coalesce(v_enforcing, '{}'), v_zone);
  if p_lane is not null then return; end if;
  steps := act.plan_steps(k, act.steps_of_measure(k, points, steps_were || p_added), v_said);
end $$;

-- Writes what was planned, row by row that differs. No day may have two accountable ones: the database looks after each
-- statement, and where a point of the case lead comes to a day on which another one began, every point that moves is overtaken
-- before any of them begins anew.
create or replace function act.put_plan(
  k app.cases, p_leads_were app.leads[], p_leads app.leads[], p_points_were app.case_leads[], p_points app.case_leads[],
  p_seats_were app.seats[], p_seats app.seats[], p_steps_were app.milestones[], p_steps app.milestones[]
) returns void language plpgsql security definer set search_path = '' as $$
begin
  if p_points is distinct from p_points_were then
    if exists (select from unnest(p_points) n join unnest(p_points_were) w on w.starts_on = n.starts_on and w.position <> n.position
        where not n.overtaken and not w.overtaken) then
      update app.case_leads x set overtaken = true from unnest(p_points) n
       where x.authority_id = k.authority_id and x.case_id = k.id and x.position = n.position and not x.overtaken
         and (x.starts_on <> n.starts_on or x.overtaken <> n.overtaken);
    end if;
    update app.case_leads x set starts_on = n.starts_on, overtaken = n.overtaken from unnest(p_points) n
     where x.authority_id = k.authority_id and x.case_id = k.id and x.position = n.position
       and (x.starts_on <> n.starts_on or x.overtaken <> n.overtaken);
  end if;
  if p_leads is distinct from p_leads_were then
    update app.leads x set period = n.period, version = n.version from unnest(p_leads) n
     where x.authority_id = k.authority_id and x.id = n.id and x.version <> n.version;
  end if;
  -- A seat that is given is written once, with the end that its task has.
  if p_seats[1:cardinality(p_seats_were)] is distinct from p_seats_were then
    update app.seats x set period = n.period, release_on = n.release_on from unnest(p_seats) n
     where x.authority_id = k.authority_id and x.case_id = k.id and x.principal = n.principal and x.id = n.id
       and (x.period <> n.period or x.release_on <> n.release_on);
  end if;
  if cardinality(p_seats) > cardinality(p_seats_were) then
    insert into app.seats select n.* from unnest(p_seats[cardinality(p_seats_were) + 1:]) n;
  end if;
  if p_steps is distinct from p_steps_were then
    update app.milestones x set due_on = n.due_on, status = n.status, owner_principal = n.owner_principal, version = n.version
      from unnest(p_steps) n
     where x.authority_id = k.authority_id and x.case_id = k.id and x.cycle = n.cycle and x.code = n.code and x.version <> n.version;
    if cardinality(p_steps) > cardinality(p_steps_were) then
      insert into app.milestones
      select n.* from unnest(p_steps) n
       where not exists (select from unnest(p_steps_were) w where w.id = n.id)
      on conflict (authority_id, case_id, cycle, code) do nothing;
    end if;
  end if;
end $$;

create or replace function act.recalculate(p_authority int, p_case uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  k app.cases;
  p record;
begin
  select * into strict k from app.cases c where c.authority_id = p_authority and c.id = p_case for update;
  p := act.plan(k);
  perform act.put_plan(k, p.leads_were, p.leads, p.points_were, p.points, p.seats_were, p.seats, p.steps_were, p.steps);
  set constraints app.leads_one_accountable immediate;
end $$;

-- After an answer in one part of life nothing moves but that lane and the seats that came with it; `p_seat` comes with the answer. The
-- case is the one that the act holds.
drop function if exists act.recalculate_lane(int, uuid, text, app.seats);
create or replace function act.recalculate_lane(k app.cases, p_domain text, p_seat app.seats default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  p record;
begin
  p := act.plan(k, p_domain, '{}', case when p_seat.id is null then '{}'::app.seats[] else array[p_seat] end);
  perform act.put_plan(k, p.leads_were, p.leads, p.points_were, p.points, p.seats_were, p.seats, p.steps_were, p.steps);
  set constraints app.leads_one_accountable immediate;
end $$;
