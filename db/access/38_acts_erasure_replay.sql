-- After a restore: what the journal names goes again, and stands in this database's journal too. Answers how many there were.
-- Persons before cases before items: what goes with a person is not looked for again.
create or replace function act.replay_erasures(p_lines jsonb) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_count int := 0;
begin
  create temporary table named on commit drop as
    select distinct on (l."idHash") l.authority, decode(l."idHash", 'hex') as id_hash, l.kind, l."erasedAt" as erased_at
      from jsonb_to_recordset(p_lines) as l(authority int, "idHash" text, kind text, "erasedAt" timestamptz) order by l."idHash", l."erasedAt";
  delete from pg_temp.named n using app.erasure_journal j where j.authority_id = n.authority and j.id_hash = n.id_hash;
  if exists (select from pg_temp.named) then
    v_count := act.replay_persons() + act.replay_cases() + act.replay_notices() + act.replay_items();
    insert into app.erasure_journal (authority_id, id_hash, kind, erased_at, filed_at, blinded_at, swept_at)
    select n.authority, n.id_hash, n.kind, n.erased_at, now(), now(), now() from pg_temp.named n
      join app.authorities a on a.id = n.authority on conflict do nothing;
  end if;
  drop table pg_temp.named;
  return v_count;
end $$;

create or replace function act.replay_persons() returns int
language plpgsql security definer set search_path = '' as $$
declare
  p record;
  v_count int := 0;
begin
  for p in select x.authority_id, x.id from app.persons x join pg_temp.named n on n.authority = x.authority_id and n.kind = 'person' and n.id_hash = act.erasure_hash('person', x.id) loop
    -- The person goes with the last case; without any, by themselves.
    perform act.remove_case(c.authority_id, c.id, null) from app.cases c where c.authority_id = p.authority_id and c.person_id = p.id;
    if exists (select from app.persons x where x.authority_id = p.authority_id and x.id = p.id) then perform act.remove_person(p.authority_id, p.id, null); end if;
    perform audit.write(p.authority_id, null, null, null, 'erasure.replayed', null, jsonb_build_object('kind', 'person'), null);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

create or replace function act.replay_cases() returns int
language plpgsql security definer set search_path = '' as $$
declare
  c record;
  v_count int := 0;
begin
  for c in select x.authority_id, x.id from app.cases x join pg_temp.named n on n.authority = x.authority_id and n.kind = 'case' and n.id_hash = act.erasure_hash('case', x.id) loop
    perform act.remove_case(c.authority_id, c.id, null);
    perform audit.write(c.authority_id, null, null, null, 'erasure.replayed', null, jsonb_build_object('kind', 'case'), null);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

-- Announcements from before there was a case.
create or replace function act.replay_notices() returns int
language plpgsql security definer set search_path = '' as $$
declare
  x record;
  v_count int := 0;
begin
  for x in select r.authority_id, r.id from app.release_notices r join pg_temp.named n on n.authority = r.authority_id and n.kind = 'announced' and n.id_hash = act.erasure_hash('announced', r.id) loop
    delete from app.import_deeds d where d.authority_id = x.authority_id and d.notice_id = x.id;
    delete from app.release_notices r where r.authority_id = x.authority_id and r.id = x.id;
    perform act.journal_erasure(x.authority_id, 'announced', x.id, null, null);
    perform audit.write(x.authority_id, null, null, null, 'erasure.replayed', null, jsonb_build_object('kind', 'announced'), null);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

create or replace function act.replay_items() returns int
language plpgsql security definer set search_path = '' as $$
declare
  i record;
  v_count int := 0;
begin
  for i in
    select x.*, n.kind from (
      select authority_id, id, case_id, false as special from app.items union all select authority_id, id, case_id, true from app.special_items) x
      join pg_temp.named n on n.authority = x.authority_id and n.kind in ('item', 'item_words') and n.id_hash = act.erasure_hash('item', x.id)
  loop
    if i.kind = 'item' then
      perform act.remove_item(i.authority_id, i.id, i.special);
      perform act.journal_erasure(i.authority_id, 'item', i.id, i.case_id, null);
    else
      perform act.erase_item(i.authority_id, i.id, i.special);
      delete from app.item_contests c where c.authority_id = i.authority_id and c.item_id = i.id;
    end if;
    update app.erasures e set state = 'overtaken', target = null, special = false, decided_at = now()
     where e.authority_id = i.authority_id and e.kind = 'item' and e.target = i.id and e.state = 'asked';
    perform audit.write(i.authority_id, null, null, null, 'erasure.replayed', i.case_id, jsonb_build_object('kind', i.kind), null);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

grant execute on function act.replay_erasures(jsonb) to throughcare_worker;
