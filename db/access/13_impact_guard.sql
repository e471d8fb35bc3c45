-- What the database itself does not let happen to an impact assessment, whoever asks, the owner of the tables included.

-- How grave it is that something could happen, from how likely and how severe. It speaks of the processing, never of a person.
create or replace function app.impact_level(p_likely text, p_severe text) returns text
language sql immutable set search_path = '' as $$
  select case when p_likely is null or p_severe is null then null
              when 'high' in (p_likely, p_severe) and 'low' not in (p_likely, p_severe) then 'high'
              when p_likely = 'low' and p_severe = 'low' or 'low' in (p_likely, p_severe) and 'medium' in (p_likely, p_severe) then 'low'
              else 'medium' end
$$;

-- What remains after the measures: the gravest of all that could happen.
create or replace function app.impact_remains(c jsonb) returns text
language sql immutable set search_path = '' as $$
  select case when bool_or(l.level = 'high') then 'high' when bool_or(l.level = 'medium') then 'medium' when bool_or(l.level = 'low') then 'low' end
    from jsonb_array_elements(c -> 'dangers') d
    cross join lateral (select app.impact_level(d ->> 'likelyAfter', d ->> 'severeAfter') as level) l
$$;

-- The first of the minimum parts (GDPR art. 35(7), directive 2016/680 art. 27(2)) that is missing; null: none.
create or replace function app.impact_missing(c jsonb) returns text
language sql immutable set search_path = '' as $$
  select p.name from (
    select 1.0 as place, 'title' as name, c ->> 'title' as value
    union all select 2, 'description', c ->> 'description'
    union all select 3, 'necessity', c ->> 'necessity'
    union all select 4, 'dangers', c #>> '{dangers,0}'
    union all select 5 + d.n * 0.001 + f.n * 0.00001, format('dangers.%s.%s', d.n - 1, f.name), d.danger ->> f.name
      from jsonb_array_elements(c -> 'dangers') with ordinality as d(danger, n)
      cross join unnest(array['what', 'source', 'likelyBefore', 'severeBefore', 'measures', 'likelyAfter', 'severeAfter', 'responsible'])
        with ordinality as f(name, n)
    union all select 6, 'measures', c ->> 'measures'
    union all select 7, 'sought', c ->> 'sought'
    union all select 8, 'views', c ->> 'views'
    union all select 9, 'reviewOn', c ->> 'reviewOn'
  ) p
  where trim(coalesce(p.value, '')) = '' order by p.place limit 1
$$;

-- The kinds of data that the dictionary names today: the parts of life of the authority, and each table with each class of data
-- about people in it. A new table or a new class in a table is a new kind of data; another column of the same class is none.
create or replace function act.data_categories(p_authority int) returns text[]
language sql stable security definer set search_path = '' as $$
  select array(
    select 'domain:' || d.code as name from app.domains d where d.authority_id = p_authority
    union
    select substring(t.description from '^\[([a-z]+)\]') || ':' || c.relname
      from pg_catalog.pg_description t
      join pg_catalog.pg_class c on c.oid = t.objoid and t.classoid = 'pg_catalog.pg_class'::regclass and t.objsubid > 0
      join pg_catalog.pg_attribute x on x.attrelid = c.oid and x.attnum = t.objsubid and not x.attisdropped
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname in ('app', 'audit', 'auth')
     where t.description ~ '^\[(personal|offence|health)\]'
     order by 1)
$$;

-- The assessment on which a desk opens: approved, naming every kind of data of today, its day of review not past (LED-36).
create or replace function act.impact_that_covers(p_authority int) returns table (on_day date, by_whom text)
language sql stable security definer set search_path = '' as $$
  select actor.day_at(p_authority, i.approved_at), m.name
    from app.impact_assessments i
    join app.members m on m.authority_id = i.authority_id and m.id = i.approved_by
   where i.authority_id = p_authority and i.state = 'approved' and act.data_categories(p_authority) <@ i.covers
     and (i.content ->> 'reviewOn')::date >= actor.day_in(p_authority)
   order by i.approved_at desc, i.id desc limit 1
$$;

-- When the supervisory authority has to answer: directive 2016/680 art. 28(5), six weeks and a month more; GDPR art. 36(2),
-- eight weeks and six more. Counted on the calendar from the day on which it received the request.
create or replace function app.consultation_due(p_on date, p_under text, p_extended boolean) returns date
language sql immutable set search_path = '' as $$
  select case p_under
    when 'directive' then (p_on + 42 + case when p_extended then interval '1 month' else interval '0' end)::date
    else p_on + 56 + case when p_extended then 42 else 0 end end
$$;

-- What is approved is whole, and stays as it is: another text is another version. It can only be replaced by one.
create or replace function app.impact_stays() returns trigger
language plpgsql set search_path = '' as $$
declare
  replacing constant text[] := '{state,replaced_at,version}';
  v_missing text;
begin
  if tg_op <> 'INSERT' and old.state <> 'draft' and (tg_op = 'DELETE' or old.state <> 'approved' or new.state <> 'replaced'
      or to_jsonb(old) - replacing <> to_jsonb(new) - replacing) then
    raise exception 'impact_not_a_draft' using errcode = 'TC409';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  if new.state <> 'draft' then
    v_missing := app.impact_missing(new.content);
    if v_missing is not null then raise exception 'impact_part_missing' using errcode = 'TC422', detail = v_missing; end if;
    if new.advice is null then raise exception 'impact_advice_missing' using errcode = 'TC422', detail = 'advice'; end if;
    if new.answered_on is null and (new.consulted_on is not null or app.impact_remains(new.content) = 'high') then
      raise exception 'impact_consultation_open' using errcode = 'TC422', detail = 'consultation';
    end if;
  end if;
  return new;
end $$;
create or replace trigger impact_stays before insert or update or delete on app.impact_assessments
  for each row execute function app.impact_stays();
