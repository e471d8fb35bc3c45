-- For the bench alone, in a copy of the database: what the same handlers cost when nobody asks who may see
-- what, and nobody writes down who looked. Sealing stays as it is.
-- 1. Every policy is off. 2. Who asks is looked up by the token, once, without proof. 3. The log keeps nothing, of rows neither.
-- 4. Holding and opening a case, its continuity and searching take the rows they are told, without asking for a seat.
do $$
declare
  t record;
begin
  for t in select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('app', 'auth', 'audit') loop
    execute 'alter table ' || t.name || ' disable row level security';
  end loop;
  for t in select format('%I on %s', g.tgname, g.tgrelid::regclass) as name from pg_trigger g where g.tgname like 'note\_%' and not g.tgisinternal loop
    execute 'drop trigger ' || t.name;
  end loop;
end $$;

-- What the product would have said of each session, computed once. All colleagues sit at the desk by then.
create table actor.known (token text primary key, context text not null, answer jsonb not null);
grant select on actor.known to throughcare_actor;

create function actor.know(p_tokens text[]) returns void language plpgsql as $$
declare
  one text;
  said jsonb;
begin
  foreach one in array p_tokens loop
    perform set_config('throughcare.context', '', true);
    said := actor.assume(one, 'reintegration', 'bench');
    insert into actor.known values (one, current_setting('throughcare.context'), said);
  end loop;
end $$;

-- Run after actor.know().
create function actor.forget_rights() returns void language plpgsql as $outer$
begin
  create or replace function actor.assume(p_token text, p_purpose text, p_request text default '') returns jsonb
  language plpgsql as $$
  declare
    k actor.known;
  begin
    select * into k from actor.known x where x.token = p_token;
    perform set_config('throughcare.context', k.context, true);
    return k.answer;
  end $$;

  create or replace function actor.proven() returns text
  language sql stable as $$ select nullif(current_setting('throughcare.context', true), '') $$;
  create or replace function actor.context() returns text[]
  language sql stable as $$ select string_to_array(actor.proven(), '|') $$;

  create or replace function actor.shut() returns uuid[] language sql stable as $$ select '{}'::uuid[] $$;

  create or replace function audit.record(p_action text, p_case uuid, p_detail jsonb default '{}') returns void
  language sql as $$ $$;
  create or replace function audit.record_read(p_action text, p_case uuid, p_detail jsonb default '{}') returns void
  language sql as $$ $$;

  create or replace function act.seated_case(p_case uuid) returns app.cases language plpgsql as $$
  declare
    k app.cases;
  begin
    select c.* into k from app.cases c where c.authority_id = actor.authority() and c.id = p_case for update;
    return k;
  end $$;
  alter function act.seated_case(uuid) security definer;

  create or replace function read.search_candidates(
    p_words jsonb, p_numbers bigint[], p_births bigint[] default '{}', p_limit int default 50, p_written int default null
  ) returns setof uuid language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
  declare
    who         text[] := actor.context();
    v_authority int := who[1];
    v_count     int := jsonb_array_length(p_words);
    v_found     uuid[] := '{}';
    v_most      int := least(p_limit, p_written);
    v_stage     text;
    v_one       bigint[];
    v_two       bigint[];
  begin
    foreach v_stage in array array['exact', 'any'] loop
      exit when cardinality(v_found) >= v_most or v_count = 0;
      if v_stage = 'any' then v_most := p_limit; end if;
      v_one := array(select x::bigint from jsonb_array_elements_text(p_words -> 0 -> v_stage) x);
      if v_count = 1 then
        v_found := v_found || read.borne_by(v_one, p_births, v_found, v_most - cardinality(v_found));
      else
        v_two := array(select x::bigint from jsonb_array_elements_text(p_words -> 1 -> v_stage) x);
        v_found := v_found || array(select p.id from app.persons p
          where p.name_tokens && v_one and p.name_tokens && v_two
            and (v_count = 2 or not exists (select from jsonb_array_elements(p_words) with ordinality w(word, place) where w.place > 2
              and not p.name_tokens && array(select x::bigint from jsonb_array_elements_text(w.word -> v_stage) x))) and p.authority_id + 0 = v_authority
            and (cardinality(p_births) = 0 or cardinality(p.birth_tokens) = 0 or p.birth_tokens && p_births) and p.id <> all (v_found)
          limit v_most - cardinality(v_found));
      end if;
    end loop;
    return query select unnest(v_found);
  end $$;

  create or replace function read.borne_by(p_tokens bigint[], p_births bigint[], p_but uuid[], p_limit int) returns uuid[]
  language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
  declare
    who         text[] := actor.context();
    v_authority int := who[1];
    v_found     uuid[];
  begin
    v_found := array(select p.id from app.persons p
      where p.name_tokens && p_tokens and p.id::text collate "C" < '08' and p.authority_id + 0 = v_authority
        and (cardinality(p_births) = 0 or cardinality(p.birth_tokens) = 0 or p.birth_tokens && p_births) and p.id <> all (p_but)
      limit p_limit);
    if cardinality(v_found) >= p_limit then return v_found; end if;
    v_found := array(select p.id from app.persons p
      where p.name_tokens && p_tokens and p.id::text collate "C" < '4' and p.authority_id + 0 = v_authority
        and (cardinality(p_births) = 0 or cardinality(p.birth_tokens) = 0 or p.birth_tokens && p_births) and p.id <> all (p_but)
      limit p_limit);
    if cardinality(v_found) >= p_limit then return v_found; end if;
    return array(select p.id from app.persons p
      where p.name_tokens && p_tokens and p.authority_id + 0 = v_authority
        and (cardinality(p_births) = 0 or cardinality(p.birth_tokens) = 0 or p.birth_tokens && p_births) and p.id <> all (p_but)
      limit p_limit);
  end $$;
  create or replace function read.case_rows(
    p_ref text, out k app.cases, out person jsonb, out numbers jsonb, out points app.case_leads[], out leads app.leads[], out told json
  ) language plpgsql stable security definer set search_path = '' as $$
  begin
    select c.* into k from app.cases c where c.authority_id = actor.authority() and c.ref = p_ref;
    points := array(select p from app.case_leads p where p.authority_id = k.authority_id and p.case_id = k.id);
    leads := array(select l from app.leads l where l.authority_id = k.authority_id and l.case_id = k.id and l.domain = 'lead');
    select jsonb_build_object('id', p.id, 'key', encode(p.key_wrapped, 'hex'), 'identity', encode(p.identity_sealed, 'hex'), 'version', p.version),
        (select coalesce(jsonb_agg(jsonb_build_object('issuer', i.issuer_agency_id, 'sealed', encode(i.number_sealed, 'hex'))), '[]')
           from app.person_identifiers i where i.authority_id = k.authority_id and i.person_id = k.person_id)
      into person, numbers from app.persons p where p.authority_id = k.authority_id and p.id = k.person_id;
    told := read.case_told(actor.context(), k, array['coordination'], person, numbers, points, leads);
  end $$;

  create or replace function read.rows_of(
    k app.cases, out leads app.leads[], out needs app.case_needs[], out points app.case_leads[], out steps app.milestones[], out said app.continuations[]
  ) language plpgsql stable security definer set search_path = '' as $$
  begin
    leads := array(select l from app.leads l where l.authority_id = k.authority_id and l.case_id = k.id and l.state <> 'withdrawn');
    needs := array(select n from app.case_needs n where n.authority_id = k.authority_id and n.case_id = k.id);
    points := array(select p from app.case_leads p where p.authority_id = k.authority_id and p.case_id = k.id);
    steps := array(select m from app.milestones m where m.authority_id = k.authority_id and m.case_id = k.id);
    said := '{}';
    if k.measure_ends_on is not null then
      said := array(select y from app.continuations y where y.authority_id = k.authority_id and y.case_id = k.id and y.in_force);
    end if;
  end $$;
end $outer$;
