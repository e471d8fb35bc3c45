-- The log in the hands of the data protection officer: for the supervisory authority, a partner, the person (LED-35).
create or replace function audit.only_officers() returns int
language plpgsql stable security definer set search_path = '' as $$
begin
  if actor.watches() is distinct from 'all' then
    raise exception 'log_not_yours' using errcode = 'TC403';
  end if;
  return actor.authority();
end $$;

-- The open log with its newest signed checkpoint, and what was given out before.
create or replace function audit.export_head() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  a int := audit.only_officers();
begin
  return (
    select jsonb_build_object('authority', a, 'generation', l.generation, 'logName', l.log_name, 'key', encode(l.key_wrapped, 'base64'),
      'quorum', audit.quorum(a), 'size', c.size, 'note', c.note,
      'earlier', (select coalesce(jsonb_agg(p.note order by p.size desc), '[]') from (
                    select distinct on (q.signed_at::date) q.note, q.size from audit.checkpoints q
                     where q.authority_id = a and q.generation = l.generation and q.size < c.size and q.size > 0
                     order by q.signed_at::date desc, q.size desc limit 60) p),
      'witnesses', (select coalesce(jsonb_agg(jsonb_build_object('publicKey', w.public_key, 'line', s.line) order by w.id), '[]')
                      from app.witnesses w left join audit.cosignatures s on s.authority_id = a and s.witness_id = w.id
                       and s.generation = l.generation and s.size = c.size
                     where w.authority_id = a and w.removed_at is null))
      from app.access_logs l
      join lateral (select p.* from audit.checkpoints p where p.authority_id = a and p.generation = l.generation order by p.size desc limit 1) c on true
     where l.authority_id = a and l.ended_at is null);
end $$;

-- Neighbours from a place on, or the entries of one case among them.
create or replace function audit.export_entries(p_generation int, p_from bigint, p_until bigint, p_case uuid, p_most int)
returns table (place bigint, hash bytea, gone text, nonce_sealed bytea, canonical text, case_key bytea)
language plpgsql stable security definer set search_path = '' as $$
declare
  a int := audit.only_officers();
begin
  return query
    select l.place, l.hash, l.gone, l.nonce_sealed, coalesce(e.canonical, c.canonical), k.key_wrapped
      from audit.leaves l
      left join audit.events e on e.authority_id = a and e.id = l.event_id
      left join audit.row_changes c on c.authority_id = a and c.id = l.change_id
      left join app.cases k on k.authority_id = a and k.id = coalesce(e.case_id, c.case_id)
     where l.authority_id = a and l.generation = p_generation and l.place >= p_from and l.place < p_until
       and (p_case is null or l.event_id in (select x.id from audit.events x where x.authority_id = a and x.case_id = p_case))
     order by l.place limit p_most;
end $$;

-- How many entries of a case stand below a size: the export announces them before the first.
create or replace function audit.export_count(p_generation int, p_until bigint, p_case uuid) returns bigint
language plpgsql stable security definer set search_path = '' as $$
declare
  a int := audit.only_officers();
begin
  return (select count(*) from audit.leaves l join audit.events e on e.id = l.event_id and e.authority_id = a
           where l.authority_id = a and l.generation = p_generation and l.place < p_until and e.case_id = p_case);
end $$;

-- Asks for a checkpoint now, with all witnesses; a job signs it.
create or replace function act.ask_checkpoint() returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform audit.only_officers();
  perform app.enqueue('sign-log', '{"now": true}', 'sign-log-now');
  perform audit.record('log.checkpoint_asked', null, '{}');
end $$;

-- The log or the log of one case as a file: for the officer, for one of the four purposes, said once per working day.
create or replace function act.begin_log_file(p_ref text, p_use text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  s record;
begin
  perform audit.only_officers();
  if p_ref is null then return jsonb_build_object('caseId', null, 'use', audit.open_log(null, p_use)); end if;
  select * into s from read.log_scope(p_ref);
  if s.scope is null then
    raise exception '%', case when read.was_erased(p_ref) then 'case_erased' else 'case_not_found' end using errcode = 'TC404', detail = 'ref';
  end if;
  return jsonb_build_object('caseId', (s.k).id, 'use', audit.open_log((s.k).id, p_use));
end $$;

grant execute on function audit.export_head(), audit.export_entries(int, bigint, bigint, uuid, int), audit.export_count(int, bigint, uuid),
  act.ask_checkpoint(), act.begin_log_file(text, text) to throughcare_actor;
