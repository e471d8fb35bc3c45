-- Finding a person through blind tokens: whole words first, then sounds and beginnings; of several words the index
-- takes the rarest first. So many candidates and no more, for a list that is too long helps nobody find one person;
-- and only persons on whose case the actor sits: a person of somebody else answers like one who does not exist (PI4).
-- Where a year of birth is asked for, only persons who may be born in it. Where `p_written` bear the words as they were
-- written, nobody is looked for who bears them otherwise.
create or replace function read.search_candidates(
  p_words jsonb, p_numbers bigint[], p_births bigint[] default '{}', p_limit int default 50, p_written int default null
) returns setof uuid language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  who         text[] := actor.context();
  v_authority int := who[1];
  v_mine      int[] := who[4];
  v_shut      uuid[] := who[15];
  v_count     int := jsonb_array_length(p_words);
  v_found     uuid[] := '{}';
  v_most      int := least(p_limit, p_written);
  v_stage     text;
  v_one       bigint[];
  v_two       bigint[];
begin
  if v_authority is null or not 'identity' = any (who[6]::text[]) then return; end if;
  v_found := array(select distinct i.person_id from app.person_identifiers i
   where i.authority_id = v_authority and i.number_token = any (p_numbers)
     and exists (select from app.seats s where s.authority_id = v_authority and s.person_id = i.person_id
                  and s.principal = any (v_mine) and s.purpose = who[9] and s.period @> statement_timestamp()
                  and s.case_id <> all (v_shut)));
  foreach v_stage in array array['exact', 'any'] loop
    exit when cardinality(v_found) >= v_most or v_count = 0;
    if v_stage = 'any' then v_most := p_limit; end if;
    v_one := array(select x::bigint from jsonb_array_elements_text(p_words -> 0 -> v_stage) x);
    if v_count = 1 then
      v_found := v_found || read.borne_by(v_one, p_births, v_found, v_most - cardinality(v_found));
    else
      v_two := array(select x::bigint from jsonb_array_elements_text(p_words -> 1 -> v_stage) x);
      -- One statement for each number of words, so that its plan is kept. `+ 0`, so that persons are found by their
      -- tokens and not by reading an authority: tokens differ between authorities.
      v_found := v_found || array(select p.id from app.persons p
        where p.name_tokens && v_one and p.name_tokens && v_two
          and (v_count = 2 or not exists (select from jsonb_array_elements(p_words) with ordinality w(word, place) where w.place > 2
            and not p.name_tokens && array(select x::bigint from jsonb_array_elements_text(w.word -> v_stage) x))) and p.authority_id + 0 = v_authority
          and (cardinality(p_births) = 0 or cardinality(p.birth_tokens) = 0 or p.birth_tokens && p_births) and p.id <> all (v_found)
          and exists (select from app.seats s where s.authority_id = v_authority and s.person_id = p.id
                       and s.principal = any (v_mine) and s.purpose = who[9] and s.period @> statement_timestamp()
                       and s.case_id <> all (v_shut) offset 0)
        limit v_most - cardinality(v_found));
    end if;
  end loop;
  return query select unnest(v_found);
end $$;

-- Further persons of mine who bear one of these tokens. The index hands out everybody who bears a name before the first of
-- them is taken; so the small indexes are asked first (migration 0122), and all persons only where these do not fill the page.
create or replace function read.borne_by(p_tokens bigint[], p_births bigint[], p_but uuid[], p_limit int) returns uuid[]
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  who         text[] := actor.context();
  v_authority int := who[1];
  v_mine      int[] := who[4];
  v_shut      uuid[] := who[15];
  v_found     uuid[];
begin
  if v_authority is null or not 'identity' = any (who[6]::text[]) then return '{}'; end if;
  v_found := array(select p.id from app.persons p
    where p.name_tokens && p_tokens and p.id::text collate "C" < '08' and p.authority_id + 0 = v_authority
      and (cardinality(p_births) = 0 or cardinality(p.birth_tokens) = 0 or p.birth_tokens && p_births) and p.id <> all (p_but)
      and exists (select from app.seats s where s.authority_id = v_authority and s.person_id = p.id
                   and s.principal = any (v_mine) and s.purpose = who[9] and s.period @> statement_timestamp()
                   and s.case_id <> all (v_shut) offset 0)
    limit p_limit);
  if cardinality(v_found) >= p_limit then return v_found; end if;
  v_found := array(select p.id from app.persons p
    where p.name_tokens && p_tokens and p.id::text collate "C" < '4' and p.authority_id + 0 = v_authority
      and (cardinality(p_births) = 0 or cardinality(p.birth_tokens) = 0 or p.birth_tokens && p_births) and p.id <> all (p_but)
      and exists (select from app.seats s where s.authority_id = v_authority and s.person_id = p.id
                   and s.principal = any (v_mine) and s.purpose = who[9] and s.period @> statement_timestamp()
                   and s.case_id <> all (v_shut) offset 0)
    limit p_limit);
  if cardinality(v_found) >= p_limit then return v_found; end if;
  return array(select p.id from app.persons p
    where p.name_tokens && p_tokens and p.authority_id + 0 = v_authority
      and (cardinality(p_births) = 0 or cardinality(p.birth_tokens) = 0 or p.birth_tokens && p_births) and p.id <> all (p_but)
      and exists (select from app.seats s where s.authority_id = v_authority and s.person_id = p.id
                   and s.principal = any (v_mine) and s.purpose = who[9] and s.period @> statement_timestamp()
                   and s.case_id <> all (v_shut) offset 0)
    limit p_limit);
end $$;

-- What a search found, opened and ranked by the application, which writes the event in the same transaction. It runs
-- as its owner: persons are those of read.search_candidates(), and of their cases those are named on which the actor
-- sits. The way to ask the coordination desk is always there, whether or not anything was found.
create or replace function read.persons_found(
  p_words jsonb, p_numbers bigint[], p_births bigint[], p_limit int, p_written int default null
) returns json language plpgsql stable security definer set search_path = '' as $$
declare
  who         text[] := actor.context();
  v_authority int := who[1];
  v_mine      int[] := who[4];
  v_clauses   int[] := who[5];
  v_shut      uuid[] := who[15];
  -- One more than is opened tells that there are more.
  v_found     uuid[] := array(select read.search_candidates(p_words, p_numbers, p_births, p_limit + 1, p_written));
begin
  return json_build_object('more', cardinality(v_found) > p_limit, 'persons', (
      select coalesce(json_agg(json_build_object('id', p.id, 'key', encode(p.key_wrapped, 'hex'),
               'identity', encode(p.identity_sealed, 'hex'), 'version', p.version,
               'byNumber', n.found, 'refs', coalesce(c.refs, '[]'), 'releaseOn', c.release_on) order by p.id), '[]')
        from unnest(v_found[:p_limit]) f(id)
        join app.persons p on p.authority_id = v_authority and p.id = f.id
        cross join lateral (select exists (select from app.person_identifiers i
                             where i.authority_id = v_authority and i.person_id = p.id and i.number_token = any (p_numbers)) as found) n
        cross join lateral (
          select json_agg(x.ref order by x.ref) as refs, min(x.release_on) as release_on
            from app.cases x
           where x.authority_id = v_authority and x.person_id = p.id and x.clause_id = any (v_clauses) and x.id <> all (v_shut)
             and exists (select from app.seats s where s.authority_id = v_authority and s.case_id = x.id
                          and s.principal = any (v_mine) and s.purpose = who[9] and s.period @> statement_timestamp() offset 0)) c),
    'askCoordination', (
      select json_build_object('name', p.name, 'phone', g.phone)
        from app.principals p join app.agencies g on g.authority_id = p.authority_id and g.id = p.agency_id
       where p.authority_id = v_authority and p.desk_kind = 'coordination' order by p.id limit 1));
end $$;

-- Persons who may be the one a notice announces, for the human who decides: shares a name token and, where
-- both have one, a birth token; those who share most come first, so that a common beginning hides nobody.
create or replace function read.likely_persons(p_name_tokens bigint[], p_birth_tokens bigint[]) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select p.id from app.persons p
   where p.authority_id = (select actor.authority()) and p.name_tokens && p_name_tokens
     and (cardinality(p.birth_tokens) = 0 or cardinality(p_birth_tokens) = 0 or p.birth_tokens && p_birth_tokens)
     and 'identity' = any ((select actor.categories())::text[])
     and exists (select from app.seats s where s.authority_id = p.authority_id and s.person_id = p.id
                  and s.principal = any ((select actor.principals())::int[]) and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
                  and s.case_id <> all ((select actor.shut())::uuid[]))
   order by (select count(*) from unnest(p.name_tokens) t where t = any (p_name_tokens)) desc, p.id
   limit 200
$$;

grant execute on function read.search_candidates(jsonb, bigint[], bigint[], int, int), read.persons_found(jsonb, bigint[], bigint[], int, int),
  read.likely_persons(bigint[], bigint[]) to throughcare_actor;
