-- Where the five basics stand, said on the screen, by phone or on paper; and the sheets that are typed back.

-- Sees only people who may speak of this basic of this case. Asked and recorded for others: the coordination desk,
-- who leads and who covers. The prison speaks for itself.
create or replace function act.speaks_of_basic(k app.cases, p_basic text, p_agency int) returns int
language plpgsql stable security definer set search_path = '' as $$
declare
  v_clause int := act.clause_for(k, act.category_of_basic(p_basic));
begin
  if not v_clause = any (actor.clauses())
     or not (act.relations(k.id) && array['coordination', 'lead', 'cover']
             or k.prison_agency_id = actor.agency() and p_agency = actor.agency()) then
    raise exception 'basic_not_yours' using errcode = 'TC403';
  end if;
  return v_clause;
end $$;

-- The desk that may know of a "not wanted": whoever would have helped, never a prison, probation or the police.
create or replace function act.helper_desk(p_authority int, p_agency int) returns int
language sql stable security definer set search_path = '' as $$
  select act.desk_of(g.authority_id, g.id) from app.agencies g
   where g.authority_id = p_authority and g.id = p_agency and g.kind not in ('custody', 'probation', 'police', 'justice')
$$;

create or replace function act.say_basic(
  p_id uuid, p_case uuid, p_basic text, p_state text, p_source text, p_agency int, p_said_at timestamptz, p_lead uuid,
  p_key bytea, p_said_by bytea, p_words bytea
) returns void language plpgsql security definer set search_path = '' as $$
declare
  k        app.cases := act.seated_case(p_case);
  v_clause int := act.speaks_of_basic(k, p_basic, p_agency);
  v_desk   int := act.desk_of(k.authority_id, p_agency);
begin
  perform act.living_agency(k.authority_id, p_agency);
  if p_source <> 'screen' and p_state in ('confirmed', 'open') and p_said_by is null then
    raise exception 'basic_said_by_missing' using errcode = 'TC422', detail = 'saidBy';
  end if;
  if p_said_at > now() + interval '1 minute' then
    raise exception 'basic_said_in_future' using errcode = 'TC422', detail = 'saidAt';
  end if;
  insert into app.case_basics (authority_id, id, case_id, basic, clause_id, state, source, agency_id, to_principal,
    from_agency_id, recorded_by, said_at, lead_id, key_wrapped, said_by_sealed, words_sealed)
  values (k.authority_id, p_id, k.id, p_basic, v_clause, p_state, p_source, p_agency,
    case when p_state = 'not_wanted' then act.helper_desk(k.authority_id, p_agency) else v_desk end,
    actor.agency(), actor.member(), p_said_at, p_lead, p_key, p_said_by, p_words);
  if p_state = 'asked' and v_desk is not null then
    insert into app.unplanned_told (authority_id, release_id, principal, role)
    select u.authority_id, u.id, v_desk, 'agency' from app.unplanned_releases u
     where u.authority_id = k.authority_id and u.case_id = k.id and u.until > now()
    on conflict (authority_id, release_id, principal) do nothing;
  end if;
  perform act.tell_case(k.authority_id, k.id, 'case');
end $$;

-- A notice that a sheet of this prison may name to me: the prison's own officer knows whom the prison announced, and
-- so do the desks that received it. Always under the arrangement that is in force today.
create or replace function act.knows_notice(n app.release_notices) returns boolean
language sql stable security definer set search_path = '' as $$
  select n.authority_id = actor.authority() and n.status <> 'case' and (
    n.desks && actor.principals() and n.clause_id = any (actor.clauses())
    or n.prison_agency_id = actor.agency() and 'resettlement_officer' = any (actor.functions())
       and actor.same_clause(n.authority_id, n.clause_id, act.notice_clause(n.authority_id, n.prison_agency_id)))
$$;

create or replace function act.sits_on(p_case uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.cases c where c.authority_id = actor.authority() and c.id = p_case
    and c.clause_id = any (actor.clauses()) and act.relations(c.id) <> '{}')
$$;

-- A sheet is printed: its lines get codes out of those offered that are free. The sheet is good for 30 days.
create or replace function act.print_sheet(p_id uuid, p_kind text, p_prison int, p_weeks int, p_lines jsonb, p_codes text[])
returns void language plpgsql security definer set search_path = '' as $$
declare
  l record;
begin
  perform act.who();
  if not actor.functions() && array['coordinator', 'resettlement_officer', 'case_worker', 'provider', 'exit_worker'] then
    raise exception 'sheet_not_yours' using errcode = 'TC403';
  end if;
  if p_kind = 'wing' and not (actor.agency() = p_prison and 'resettlement_officer' = any (actor.functions())
       or coalesce(act.may_import(act.notice_clause(actor.authority(), p_prison), p_prison), false)) then
    raise exception 'sheet_not_yours' using errcode = 'TC403';
  end if;
  insert into app.paper_sheets (authority_id, id, kind, prison_agency_id, agency_id, weeks, printed_by, expires_on)
  values (actor.authority(), p_id, p_kind, p_prison, actor.agency(), p_weeks, actor.member(), actor.today() + 30);
  for l in select x.position, x.case_id, x.notice_id
             from jsonb_to_recordset(p_lines) as x(position int, case_id uuid, notice_id uuid)
  loop
    if l.case_id is not null and not act.sits_on(l.case_id) then
      raise exception 'case_not_found' using errcode = 'TC404';
    end if;
    if l.notice_id is not null and not exists (select from app.release_notices n
         where n.authority_id = actor.authority() and n.id = l.notice_id and act.knows_notice(n)) then
      raise exception 'notice_not_found' using errcode = 'TC404';
    end if;
  end loop;
  insert into app.paper_lines (authority_id, sheet_id, code, position, case_id, notice_id)
  select actor.authority(), p_id, f.code, x.position, x.case_id, x.notice_id
    from (select y.*, row_number() over (order by y.position) as place
            from jsonb_to_recordset(p_lines) as y(position int, case_id uuid, notice_id uuid)) x
    join (select c.code, row_number() over (order by c.place) as place
            from unnest(p_codes) with ordinality c(code, place)
           where not exists (select from app.paper_lines o where o.authority_id = actor.authority() and o.code = c.code)) f
      on f.place = x.place;
  if (select count(*) from app.paper_lines o where o.authority_id = actor.authority() and o.sheet_id = p_id)
     <> jsonb_array_length(p_lines) then
    raise exception 'sheet_codes_taken' using errcode = 'TC409';
  end if;
  perform audit.record('sheet.printed', null, jsonb_build_object('sheet', p_id, 'kind', p_kind, 'prison', p_prison,
    'cases', (select jsonb_agg(x.case_id) from jsonb_to_recordset(p_lines) as x(case_id uuid) where x.case_id is not null),
    'notices', (select jsonb_agg(x.notice_id) from jsonb_to_recordset(p_lines) as x(notice_id uuid) where x.notice_id is not null)));
end $$;

-- The line of a code, if it is mine to type back; a code of others is as unknown as one that was never printed.
create or replace function act.my_line(p_code text) returns app.paper_lines
language plpgsql security definer set search_path = '' as $$
declare
  l app.paper_lines;
  s app.paper_sheets;
begin
  perform act.who();
  select x.* into l from app.paper_lines x where x.authority_id = actor.authority() and x.code = p_code for update;
  if not found then raise exception 'code_not_found' using errcode = 'TC404', detail = 'code'; end if;
  select x.* into strict s from app.paper_sheets x where x.authority_id = l.authority_id and x.id = l.sheet_id;
  if not (case when l.case_id is not null then act.sits_on(l.case_id)
              when l.notice_id is not null then exists (select from app.release_notices n
                where n.authority_id = l.authority_id and n.id = l.notice_id and act.knows_notice(n))
              else s.agency_id = actor.agency() end) then
    raise exception 'code_not_found' using errcode = 'TC404', detail = 'code';
  end if;
  if s.expires_on < actor.today() then raise exception 'sheet_expired' using errcode = 'TC409', detail = 'code'; end if;
  return l;
end $$;

-- One line of an empty sheet belongs to a case as soon as somebody says to which.
create or replace function act.bind_line(p_code text, p_case uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  l app.paper_lines := act.my_line(p_code);
begin
  if l.case_id is distinct from p_case and (l.case_id is not null or l.notice_id is not null) then
    raise exception 'code_of_another' using errcode = 'TC409', detail = 'ref';
  end if;
  if not act.sits_on(p_case) then raise exception 'case_not_found' using errcode = 'TC404', detail = 'ref'; end if;
  update app.paper_lines x set case_id = p_case where x.authority_id = l.authority_id and x.code = l.code;
end $$;

-- What was written on paper for one person, all of it or nothing. A cell that is left out stays as it was.
create or replace function act.type_back(p_code text, p_answers jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  l        app.paper_lines := act.my_line(p_code);
  s        app.paper_sheets;
  k        app.cases;
  x        record;
  v_clause int;
  v_agency int;
begin
  select y.* into strict s from app.paper_sheets y where y.authority_id = l.authority_id and y.id = l.sheet_id;
  if l.case_id is null and l.notice_id is null then
    raise exception 'code_of_nobody' using errcode = 'TC422', detail = 'ref';
  end if;
  if l.case_id is not null then k := act.seated_case(l.case_id); end if;
  for x in select * from jsonb_to_recordset(p_answers) as a(id uuid, basic text, state text, agency int, said_at timestamptz,
             key text, said_by text, words text)
  loop
    v_agency := coalesce(s.prison_agency_id, x.agency, actor.agency());
    if k.id is not null then
      v_clause := act.speaks_of_basic(k, x.basic, v_agency);
    else
      select c.id into v_clause from app.release_notices n
        join app.clauses m on m.authority_id = n.authority_id and m.id = n.clause_id
        join app.arrangements o on o.authority_id = m.authority_id and o.id = m.arrangement_id
        join app.arrangements e on e.authority_id = o.authority_id and e.lineage_id = o.lineage_id
        join app.clauses c on c.authority_id = e.authority_id and c.arrangement_id = e.id
         and c.purpose = actor.purpose() and c.category = act.category_of_basic(x.basic)
       where n.authority_id = l.authority_id and n.id = l.notice_id
       order by c.id = any (actor.contributes()) desc, e.id = o.id desc limit 1;
      if v_clause is null or not v_clause = any (actor.clauses()) then
        raise exception 'basic_not_yours' using errcode = 'TC403';
      end if;
    end if;
    insert into app.case_basics (authority_id, id, case_id, notice_id, basic, clause_id, state, source, agency_id, to_principal,
      from_agency_id, recorded_by, said_at, key_wrapped, said_by_sealed, words_sealed)
    values (l.authority_id, x.id, l.case_id, l.notice_id, x.basic, v_clause, x.state, 'paper', v_agency,
      case when x.state = 'not_wanted' then (select act.helper_desk(c.authority_id, c.agency_id) from app.basic_contacts c
                                              where c.authority_id = l.authority_id and c.basic = x.basic)
           else act.desk_of(l.authority_id, v_agency) end, actor.agency(), actor.member(), coalesce(x.said_at, s.printed_at), decode(x.key, 'hex'),
      decode(x.said_by, 'hex'), decode(x.words, 'hex'));
  end loop;
  update app.paper_lines y set recorded_at = now(), recorded_by = actor.member()
   where y.authority_id = l.authority_id and y.code = l.code;
  perform audit.record('sheet.typed_back', l.case_id, jsonb_build_object('sheet', l.sheet_id, 'notice', l.notice_id,
    'basics', (select jsonb_agg(a.basic) from jsonb_to_recordset(p_answers) as a(basic text))));
  if k.id is not null then perform act.tell_case(k.authority_id, k.id, 'case'); end if;
end $$;

-- Job: codes whose sheet has expired open nothing any more and are forgotten.
create or replace function act.erase_sheets(p_today date) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_gone int;
begin
  delete from app.paper_sheets s where s.expires_on < p_today;
  get diagnostics v_gone = row_count;
  return v_gone;
end $$;

grant execute on function act.say_basic(uuid, uuid, text, text, text, int, timestamptz, uuid, bytea, bytea, bytea),
  act.print_sheet(uuid, text, int, int, jsonb, text[]), act.bind_line(text, uuid), act.type_back(text, jsonb) to throughcare_actor;
grant execute on function act.erase_sheets(date) to throughcare_worker;
