-- Finding a person through blind tokens: whole words first, then sounds and beginnings; the rarest first is
-- the planner's work on the token index. At most 200 candidates, and only persons on whose case the actor
-- sits: a person of somebody else answers like a person who does not exist (PI4).
create or replace function read.search_candidates(p_words jsonb, p_numbers bigint[]) returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  v_authority  int := actor.authority();
  v_principals int[] := actor.principals();
  v_purpose    text := actor.purpose();
  v_shut       uuid[] := actor.shut();
  v_found      uuid[] := '{}';
  v_stage      text;
  v_where      text;
begin
  if v_authority is null or not 'identity' = any ((select actor.categories())::text[]) then return; end if;
  select array_agg(distinct i.person_id) into v_found from app.person_identifiers i
   where i.authority_id = v_authority and i.number_token = any (p_numbers)
     and exists (select from app.seats s where s.authority_id = v_authority and s.person_id = i.person_id
                  and s.principal = any (v_principals) and s.purpose = v_purpose and s.period @> statement_timestamp()
                  and s.case_id <> all (v_shut));
  v_found := coalesce(v_found, '{}');
  foreach v_stage in array array['exact', 'any'] loop
    exit when cardinality(v_found) >= 200;
    select string_agg(format('p.name_tokens && %L::bigint[]', t.tokens), ' and ') into v_where
      from (select (select array_agg(x::bigint) from jsonb_array_elements_text(w -> v_stage) x) as tokens
              from jsonb_array_elements(p_words) w) t;
    exit when v_where is null;
    -- `+ 0`, so that persons are found by their tokens and not by reading an authority: tokens differ between authorities.
    execute format(
      'select $1 || coalesce(array_agg(q.id), ''{}'') from (select p.id from app.persons p
        where %s and p.authority_id + 0 = $2 and p.id <> all ($1)
          and exists (select from app.seats s where s.authority_id = $2 and s.person_id = p.id
                       and s.principal = any ($3) and s.purpose = $4 and s.period @> statement_timestamp()
                       and s.case_id <> all ($5) offset 0)
        limit 200 - cardinality($1)) q', v_where)
      into v_found using v_found, v_authority, v_principals, v_purpose, v_shut;
  end loop;
  return query select unnest(v_found);
end $$;

-- What a search found, opened and ranked by the application, which writes the event in the same transaction.
-- The way to ask the coordination desk is always there, whether or not anything was found.
create or replace function read.persons_found(p_words jsonb, p_numbers bigint[]) returns jsonb
language sql stable as $$
  select jsonb_build_object('persons', (
    select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'key', encode(p.key_wrapped, 'hex'),
             'identity', encode(p.identity_sealed, 'hex'), 'version', p.version,
             'byNumber', coalesce(n.found, false), 'refs', coalesce(c.refs, '[]'), 'releaseOn', c.release_on) order by p.id), '[]')
      from app.persons p
      left join (select i.person_id, true as found from app.person_identifiers i
                  where i.authority_id = (select actor.authority()) and i.number_token = any (p_numbers)
                  group by i.person_id) n on n.person_id = p.id
      left join lateral (select jsonb_agg(x.ref order by x.ref) as refs, min(x.release_on) as release_on
                           from app.cases x where x.authority_id = p.authority_id and x.person_id = p.id) c on true
     -- An array, so that persons are fetched one by one and never all of an authority.
     where p.authority_id = (select actor.authority()) and p.id = any (array(select read.search_candidates(p_words, p_numbers)))),
  'askCoordination', (
    select jsonb_build_object('name', p.name, 'phone', g.phone)
      from app.principals p join app.agencies g on g.authority_id = p.authority_id and g.id = p.agency_id
     where p.authority_id = (select actor.authority()) and p.desk_kind = 'coordination' order by p.id limit 1))
$$;

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

grant execute on function read.search_candidates(jsonb, bigint[]), read.persons_found(jsonb, bigint[]),
  read.likely_persons(bigint[], bigint[]) to throughcare_actor;
