-- The log as anybody reads it who was given its name: sizes, hashes and signatures (TL-03). The name ends in eight random
-- letters; there is no list of names, and a wrong one is answered like one that never was.
create or replace function auth.published_log(p_name text) returns table (authority_id int, generation int, size bigint)
language sql stable security definer set search_path = '' as $$
  select l.authority_id, l.generation, max(c.size)
    from app.access_logs l join audit.checkpoints c on c.authority_id = l.authority_id and c.generation = l.generation
   where split_part(l.log_name, '/access-log/', 2) = p_name group by l.authority_id, l.generation
$$;

-- The newest checkpoint with the lines of whoever has signed it; or the newest one that enough have signed.
create or replace function auth.published_checkpoint(p_name text, p_witnessed boolean) returns table (note text, lines text[])
language sql stable security definer set search_path = '' as $$
  select c.note, s.lines
    from auth.published_log(p_name) l
    join audit.checkpoints c on c.authority_id = l.authority_id and c.generation = l.generation
   cross join lateral (select coalesce(array_agg(x.line order by x.witness_id), '{}') as lines from audit.cosignatures x
                        where x.authority_id = c.authority_id and x.generation = c.generation and x.size = c.size) s
   where not p_witnessed or cardinality(s.lines) >= greatest(1, audit.quorum(l.authority_id))
   order by c.size desc limit 1
$$;

grant execute on function auth.published_log(text), auth.published_checkpoint(text, boolean) to throughcare_gate;
