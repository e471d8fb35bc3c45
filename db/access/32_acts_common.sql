-- What every act asks first. An act that changes who sees runs as the owner and repeats the law inside.
create or replace function act.who() returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  who text[] := actor.context();
begin
  if who is null then raise exception 'session_missing' using errcode = 'TC401'; end if;
  return who;
end $$;

-- Whether the actor may be the second person of what touches the whole partnership: a chair, a coordinator, an administrator or
-- the data protection officer.
create or replace function act.may_be_second() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  perform act.who();
  return coalesce(actor.functions() && array['chair', 'coordinator', 'administrator'] or actor.watches() = 'all', false);
end $$;

-- The second person of any act that needs two: proved to be themselves a moment ago, and nobody who began it. A link or a
-- system is nobody.
create or replace function act.be_second(p_first int[], p_refusal text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform actor.must_have_proved();
  if actor.member() = 0 or actor.member() = any (p_first) then raise exception '%', p_refusal using errcode = 'TC403'; end if;
end $$;

-- The reference that the case with this number bears: four digits at least, more where they are needed.
create or replace function act.case_ref(p_prefix text, p_number int) returns text
language sql immutable set search_path = '' as $$ select p_prefix || '-' || lpad(p_number::text, greatest(4, length(p_number::text)), '0') $$;

-- The case, locked, if the actor sits on it for this purpose and its clause is in force for them.
create or replace function act.seated_case(p_case uuid) returns app.cases
language plpgsql security definer set search_path = '' as $$
declare
  who    text[] := act.who();
  v_shut uuid[] := who[15];
  k      app.cases;
begin
  select c.* into k from app.cases c
   where c.authority_id = who[1]::int and c.id = p_case and c.clause_id = any (who[5]::int[]) and c.id <> all (v_shut)
     and exists (select from app.seats s where s.authority_id = c.authority_id and s.case_id = c.id
                  and s.principal = any (who[4]::int[]) and s.purpose = who[9] and s.period @> statement_timestamp())
     for update;
  if not found then raise exception 'case_not_found' using errcode = 'TC404'; end if;
  -- Who looks in an emergency reads and never acts.
  if act.relations(p_case) = array['override'] then raise exception 'override_reads_only' using errcode = 'TC403'; end if;
  return k;
end $$;

-- The same case, for a look that locks nothing.
create or replace function act.seen_case(p_case uuid) returns app.cases
language plpgsql stable security definer set search_path = '' as $$
declare
  who  text[] := act.who();
  sits text[] := act.relations(p_case);
  k    app.cases;
begin
  select c.* into k from app.cases c where c.authority_id = who[1]::int and c.id = p_case and c.clause_id = any (who[5]::int[]);
  if not found or sits = '{}' then raise exception 'case_not_found' using errcode = 'TC404'; end if;
  if sits = array['override'] then raise exception 'override_reads_only' using errcode = 'TC403'; end if;
  return k;
end $$;

-- In which relations the actor sits on the case now.
create or replace function act.relations(p_case uuid) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  who    text[] := actor.context();
  v_shut uuid[] := who[15];
begin
  return act.relations_said((select coalesce(array_agg(distinct s.relation), '{}') from app.seats s
   where s.authority_id = who[1]::int and s.case_id = p_case and s.case_id <> all (v_shut) and s.principal = any (who[4]::int[])
     and s.purpose = who[9] and s.period @> statement_timestamp()), p_case);
end $$;

-- What the seats of a member mean together. On a specially protected case a look in an emergency does not bring the seat of the
-- desk to life. No login may call it.
create or replace function act.relations_said(p_sits text[], p_case uuid) returns text[]
language plpgsql stable as $$
begin
  return case when cardinality(p_sits) > 1 and 'override' = any (p_sits) and actor.looks_only(p_case) then array['override'] else p_sits end;
end $$;

-- The clause on which something new of this case stands: of the edition in force for who writes, else that under
-- which the case was opened.
create or replace function act.clause_for(k app.cases, p_category text) returns int
language plpgsql stable security definer set search_path = '' as $$
declare
  v_clause int;
  v_brings int[] := actor.contributes();
begin
  select c.id into v_clause from app.arrangements o
    join app.arrangements x on x.authority_id = o.authority_id and x.lineage_id = o.lineage_id
    join app.clauses c on c.authority_id = x.authority_id and c.arrangement_id = x.id
   where o.authority_id = k.authority_id and o.id = k.arrangement_id and c.purpose = k.purpose and c.category = p_category
   order by c.id = any (v_brings) desc, x.id = o.id desc, x.edition desc limit 1;
  if v_clause is null then raise exception 'clause_missing' using errcode = 'TC409', detail = p_category; end if;
  return v_clause;
end $$;

-- The desk of an agency that may be asked: the coordination desk where there is one, else its contact point.
create or replace function act.desk_of(p_authority int, p_agency int) returns int
language sql stable security definer set search_path = '' as $$
  select p.id from app.principals p
   where p.authority_id = p_authority and p.agency_id = p_agency and p.desk_kind in ('coordination', 'contact')
   order by p.desk_kind = 'coordination' desc, p.id limit 1
$$;

-- Whether an agency may act under this clause today, by the edition that is in force for it. What is known of the agency for the day
-- says so of the clauses of that edition; of those of the editions before it is worked out.
create or replace function act.may_contribute(p_authority int, p_agency int, p_clause int) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_day     date := actor.day_in(p_authority);
  v_purpose text;
  v_brings  int[];
begin
  select c.purpose, (select n.fields[5]::int[] from actor.rights_known n where n.authority_id = c.authority_id and n.agency_id = p_agency
      and n.purpose = c.purpose and n.day = v_day
      and n.stamp = coalesce((select s.stamp from actor.law_stamps s where s.authority_id = c.authority_id), 0))
    into v_purpose, v_brings from app.clauses c where c.authority_id = p_authority and c.id = p_clause;
  if p_clause = any (v_brings) then return true; end if;
  return exists (select from actor.rights_of(p_authority, p_agency, v_purpose, v_day) r where r.clause_id = p_clause and r.may_contribute);
end $$;

-- Two messages of one case, to some that something happened which concerns them and to all who sit on it that it is another now:
-- who may be told is asked once, and told once.
create or replace function act.notify_case(k app.cases, p_some int[], p_kind text, p_ids text[], p_seated int[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_close int[];
  v_told  int[];
begin
  -- Of a specially protected case only those hear who are named on it.
  if exists (select from app.protections p where p.authority_id = k.authority_id and p.ended_at is null) then
    perform act.notify(k.authority_id, p_some, p_kind, p_ids);
    perform act.notify(k.authority_id, p_seated, 'case', array[k.ref]);
    return;
  end if;
  v_close := act.close_to(k.authority_id, array[k.ref]);
  v_told := act.may_be_told(k.authority_id, p_some || p_seated, array[k.ref]);
  perform pg_notify('throughcare', jsonb_build_object('authority', k.authority_id, 'kind', m.kind, 'ids', m.ids, 'except', v_close,
      'principals', array(select t from unnest(v_told) t where t = any (m.principals)))::text)
    from (values (p_some, p_kind, p_ids), (p_seated, 'case', array[k.ref])) m(principals, kind, ids) where m.principals <> '{}';
  perform act.tell(k.authority_id, v_told, v_close);
end $$;

create or replace function act.tell_case(p_authority int, p_case uuid, p_kind text) returns void
language sql security definer set search_path = '' as $$
  select act.notify(p_authority,
    array(select distinct s.principal from app.seats s
           where s.authority_id = p_authority and s.case_id = p_case and s.period @> statement_timestamp()),
    p_kind, array[(select c.ref from app.cases c where c.authority_id = p_authority and c.id = p_case)])
$$;

-- A seat that was over comes back with what brings it back. False: there was none.
create or replace function act.seat_again(k app.cases, p_principal int, p_relation text, p_by_lead boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  -- Looked for first: to write no row costs as much as to write one.
  if not exists (select from app.seats s
      where s.authority_id = k.authority_id and s.case_id = k.id and s.principal = p_principal and s.relation = p_relation) then
    return false;
  end if;
  update app.seats s set period = tstzrange(lower(s.period), null),
         by_lead = case when upper(s.period) <= now() then p_by_lead else s.by_lead and p_by_lead end
   where s.authority_id = k.authority_id and s.case_id = k.id and s.principal = p_principal and s.relation = p_relation;
  return true;
end $$;

-- A seat as it is given, not written yet; its number is that of the case.
create or replace function act.new_seat(k app.cases, p_principal int, p_relation text, p_by_lead boolean) returns app.seats
language plpgsql security definer set search_path = '' as $$
declare
  s app.seats;
begin
  s.authority_id := k.authority_id;
  s.id := gen_random_uuid();
  s.case_id := k.id;
  s.person_id := k.person_id;
  s.principal := p_principal;
  s.relation := p_relation;
  s.purpose := k.purpose;
  s.period := tstzrange(now(), null);
  s.by_lead := p_by_lead;
  s.release_on := coalesce(k.release_on, 'infinity');
  s.given_by := nullif(actor.member(), 0);
  return s;
end $$;

create or replace function act.seat(k app.cases, p_principal int, p_relation text, p_by_lead boolean) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not act.seat_again(k, p_principal, p_relation, p_by_lead) then
    insert into app.seats select n.* from act.new_seat(k, p_principal, p_relation, p_by_lead) n;
  end if;
end $$;
