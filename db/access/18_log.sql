-- The access log as a tree. Only the worker, which speaks for no member, seals and signs.

-- As many witnesses as the strictest arrangement in force asks for; none where no arrangement says anything.
create or replace function audit.quorum(a int) returns int
language sql stable security definer set search_path = '' as $$
  select coalesce(max(q.quorum), 0) from app.witness_quorums q
    join app.arrangements r on r.authority_id = q.authority_id and r.id = q.arrangement_id
   where q.authority_id = a and actor.day_in(a) >= r.valid_from and (r.valid_until is null or actor.day_in(a) <= r.valid_until)
$$;

-- What the signer must know of each log; for an authority that has none yet, nulls.
create or replace function audit.logs() returns table (
  authority_id int, generation int, log_name text, public_key text, key_wrapped bytea, leaves bigint, unsealed boolean,
  checkpoint_size bigint, checkpoint_root bytea, checkpoint_note text, checkpoint_at timestamptz, quorum int,
  witnesses jsonb, database_time timestamptz, newest_event timestamptz
) language sql volatile security definer set search_path = '' as $$
  select x.id, l.generation, l.log_name, l.public_key, l.key_wrapped,
         coalesce((select max(f.place) + 1 from audit.leaves f where f.authority_id = x.id and f.generation = l.generation), 0),
         exists (select from audit.waiting w where w.authority_id = x.id),
         c.size, c.root, c.note, c.signed_at, audit.quorum(x.id),
         (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'publicKey', w.public_key, 'url', w.url, 'signedSize', w.signed_size,
                   'signed', s.size is not null) order by w.id), '[]')
            from app.witnesses w left join audit.cosignatures s on s.authority_id = w.authority_id and s.witness_id = w.id
                  and s.generation = l.generation and s.size = c.size
           where w.authority_id = x.id and w.removed_at is null),
         clock_timestamp(),
         (select max(e.at) from audit.events e where e.authority_id = x.id and e.at > now() - interval '2 days')
    from app.authorities x
    left join app.access_logs l on l.authority_id = x.id and l.ended_at is null
    left join lateral (select p.* from audit.checkpoints p where p.authority_id = x.id and p.generation = l.generation
                        order by p.size desc limit 1) c on true
   order by x.id
$$;

-- The logs in which entries wait for their place; asked every minute, so it asks nothing else of the many others.
create or replace function audit.unsealed_logs() returns table (authority_id int, generation int, log_name text, key_wrapped bytea)
language sql stable security definer set search_path = '' as $$
  select x.id, l.generation, l.log_name, l.key_wrapped
    from app.authorities x left join app.access_logs l on l.authority_id = x.id and l.ended_at is null
   where exists (select from audit.waiting w where w.authority_id = x.id)
   order by x.id
$$;

-- The log in numbers, for the page of the desk.
create or replace function audit.log_facts(a int) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('state', s.state, 'since', s.since, 'signedAt', c.signed_at, 'quorum', audit.quorum(a),
    'cosigned', (select count(*) from audit.cosignatures x where x.authority_id = a and x.generation = c.generation and x.size = c.size),
    'witnesses', (select count(*) from app.witnesses w where w.authority_id = a and w.removed_at is null),
    'rows', (select count(*) from audit.row_findings f where f.authority_id = a and f.last_seen > now() - interval '2 days'))
    from app.log_states s
    left join lateral (select p.* from audit.checkpoints p where p.authority_id = a order by p.generation desc, p.size desc limit 1) c on true
   where s.authority_id = a
$$;

create or replace function audit.begin_log(a int, p_generation int, p_name text, p_public_key text, p_key bytea) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update app.access_logs set ended_at = now() where authority_id = a and generation < p_generation and ended_at is null;
  insert into app.access_logs (authority_id, generation, log_name, public_key, key_wrapped)
  values (a, p_generation, p_name, p_public_key, p_key);
end $$;

-- The next entries whose place is certain: every transaction that could still come before them has ended. A number that
-- lies ahead of this cluster was written in another one, whose copy this is. One sealer at a time. They wait no more when the
-- transaction that takes them has given them their places; when it breaks, they do.
create or replace function audit.take_unsealed(a int, p_limit int)
returns table (event_id bigint, change_id bigint, leaf bytea, nonce bytea, case_key bytea)
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  perform pg_advisory_xact_lock(24226, a);
  return query
    with bounds as materialized (
      select pg_snapshot_xmin(pg_current_snapshot()) as before, pg_snapshot_xmax(pg_current_snapshot()) as elsewhere),
    taken as (
      delete from audit.waiting w where w.ctid = any (array(
        select n.ctid from audit.waiting n, bounds b
         where n.authority_id = a and (n.txid < b.before or n.txid >= b.elsewhere)
         order by n.txid, n.is_event, n.id limit p_limit))
      returning w.*)
    -- The key of each case by itself: joined, all cases of a large authority would be read for a few entries.
    select case when t.is_event then t.id end, case when not t.is_event then t.id end, t.leaf, t.nonce,
           (select c.key_wrapped from app.cases c where c.authority_id = a and c.id = t.case_id)
      from taken t order by t.txid, t.is_event, t.id;
end $$;

-- Gives these entries the next places, in this order.
create or replace function audit.put_leaves(
  a int, p_generation int, p_events bigint[], p_changes bigint[], p_hashes bytea[], p_nonces bytea[]
) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_next  bigint;
  v_known bytea[] := '{}';
begin
  perform pg_advisory_xact_lock(24226, a);
  v_next := coalesce((select max(l.place) + 1 from audit.leaves l where l.authority_id = a and l.generation = p_generation), 0);
  -- After a recovery: an entry that had its place before the backup was made into the present.
  if exists (select from audit.leaves l where l.authority_id = a and l.gone = 'lost') then
    with found as (
      update audit.leaves l set event_id = n.event, change_id = n.change, nonce_sealed = n.nonce, gone = null
        from unnest(p_events, p_changes, p_hashes, p_nonces) as n(event, change, hash, nonce)
       where l.authority_id = a and l.gone = 'lost' and l.hash = n.hash
      returning n.hash
    )
    select coalesce(array_agg(f.hash), '{}') into v_known from found f;
  end if;
  insert into audit.leaves (authority_id, generation, place, hash, event_id, change_id, nonce_sealed)
  select a, p_generation, v_next - 1 + row_number() over (order by n.nr), n.hash, n.event, n.change, n.nonce
    from unnest(p_events, p_changes, p_hashes, p_nonces) with ordinality as n(event, change, hash, nonce, nr)
   where n.hash <> all (v_known);
end $$;

-- The hashes of neighbours, one behind the other.
create or replace function audit.leaf_hashes(a int, p_generation int, p_from bigint, p_count int) returns bytea
language sql stable security definer set search_path = '' as $$
  select coalesce(string_agg(l.hash, ''::bytea order by l.place), ''::bytea) from audit.leaves l
   where l.authority_id = a and l.generation = p_generation and l.place >= p_from and l.place < p_from + p_count
$$;

-- Only one process signs at a time; it holds this as long as its transaction.
create or replace function audit.may_sign(a int) returns boolean
language sql volatile security definer set search_path = '' as $$
  select pg_try_advisory_xact_lock(24227, a)
$$;

create or replace function audit.put_checkpoint(a int, p_generation int, p_size bigint, p_root bytea, p_note text, p_at timestamptz)
returns void language sql security definer set search_path = '' as $$
  insert into audit.checkpoints (authority_id, generation, size, root, note, signed_at)
  values (a, p_generation, p_size, p_root, p_note, p_at)
  on conflict (authority_id, generation, size) do update set signed_at = excluded.signed_at, note = excluded.note
   where audit.checkpoints.root = excluded.root
$$;

create or replace function audit.put_cosignature(a int, p_generation int, p_size bigint, p_witness int, p_line text, p_at timestamptz)
returns void language sql security definer set search_path = '' as $$
  insert into audit.cosignatures (authority_id, generation, size, witness_id, line, signed_at)
  values (a, p_generation, p_size, p_witness, p_line, p_at)
  on conflict (authority_id, generation, size, witness_id) do update set line = excluded.line, signed_at = excluded.signed_at;
$$;

create or replace function audit.note_witness(a int, p_witness int, p_answer text, p_size bigint) returns void
language sql security definer set search_path = '' as $$
  -- A witness that saw another log than this one: a fork, or a signer that went back.
  select act.tell_officers(a, 'fork') where p_answer in ('refused', 'ahead');
  update app.witnesses w set asked_at = now(), answer = p_answer, signed_size = coalesce(p_size, w.signed_size),
         signed_at = case when p_answer = 'signed' then now() else w.signed_at end
   where w.authority_id = a and w.id = p_witness
$$;

-- Why the signer signs or does not; when that changed stays known.
create or replace function audit.say_log_state(a int, p_state text) returns void
language sql security definer set search_path = '' as $$
  select act.tell_officers(a, 'fork') where p_state in ('went_back', 'forked', 'tiles_broken', 'state_missing');
  insert into app.log_states as s (authority_id, state) values (a, p_state)
  on conflict (authority_id) do update set at = now(), state = p_state,
    since = case when s.state = p_state then s.since else now() end
$$;

-- A recovery stands in the log itself.
create or replace function audit.record_recovery(a int, p_detail jsonb) returns void
language sql security definer set search_path = '' as $$
  select audit.write(a, null, null, null, 'log.recovered', null, p_detail, null)
$$;

-- After an old backup came back: the places that were signed in the life before keep their hashes, as they lie on the signer's
-- disk; what was sealed since the restore moves behind them. None of that was signed, so nothing that was said is taken back.
create or replace function audit.adopt_leaves(a int, p_generation int, p_from bigint, p_hashes bytea[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(24226, a);
  create temporary table moved on commit drop as
    select l.* from audit.leaves l where l.authority_id = a and l.generation = p_generation and l.place >= p_from;
  delete from audit.leaves l where l.authority_id = a and l.generation = p_generation and l.place >= p_from;
  insert into audit.leaves (authority_id, generation, place, hash, event_id, change_id, nonce_sealed, gone)
  select a, p_generation, p_from - 1 + n.nr, n.hash, m.event_id, m.change_id, m.nonce_sealed,
         case when m.nonce_sealed is null then coalesce(m.gone, 'lost') end
    from unnest(p_hashes) with ordinality as n(hash, nr) left join pg_temp.moved m on m.hash = n.hash;
  insert into audit.leaves (authority_id, generation, place, hash, event_id, change_id, nonce_sealed, gone)
  select a, p_generation, p_from + cardinality(p_hashes) - 1 + row_number() over (order by m.place), m.hash, m.event_id, m.change_id, m.nonce_sealed, m.gone
    from pg_temp.moved m where m.hash <> all (p_hashes);
end $$;

grant execute on function audit.logs(), audit.unsealed_logs(), audit.quorum(int), audit.begin_log(int, int, text, text, bytea), audit.take_unsealed(int, int),
  audit.put_leaves(int, int, bigint[], bigint[], bytea[], bytea[]), audit.leaf_hashes(int, int, bigint, int), audit.may_sign(int),
  audit.put_checkpoint(int, int, bigint, bytea, text, timestamptz), audit.put_cosignature(int, int, bigint, int, text, timestamptz),
  audit.note_witness(int, int, text, bigint), audit.say_log_state(int, text), audit.record_recovery(int, jsonb),
  audit.adopt_leaves(int, int, bigint, bytea[]) to throughcare_worker;
