-- Mail to the data protection officers of the authority when something about the log stands that only a human can clear: rows changed
-- by hand, a fork, a log that is not signed. The mail says no more than that, and comes at most once a day for each of the three.
create or replace function act.tell_officers(p_authority int, p_why text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_beat text := 'told-log-' || p_why || '-' || p_authority;
begin
  if exists (select from app.job_beats b where b.name = v_beat and b.at > now() - interval '20 hours') then return; end if;
  perform act.beat(v_beat);
  insert into app.mail_waiting (authority_id, member_id, kind, due_at)
  select distinct m.authority_id, m.id, 'log', now()
    from app.members m
    join app.member_functions f on f.authority_id = m.authority_id and f.member_id = m.id and f.function = 'data_protection_officer'
    join app.agencies g on g.authority_id = m.authority_id and g.id = m.agency_id and g.kind = 'city'
   where m.authority_id = p_authority and m.ended_at is null and m.activated_at is not null
  on conflict do nothing;
end $$;

-- A log of which nothing was signed for two hours although a point is due each hour. Asked each minute by the job that seals: when
-- the one that signs does not run, it cannot say so itself.
create or replace function audit.tell_missed() returns void
language sql security definer set search_path = '' as $$
  select act.tell_officers(l.authority_id, 'missed')
    from app.access_logs l
   where l.ended_at is null and l.began_at < now() - interval '2 hours'
     and not exists (select from audit.checkpoints c where c.authority_id = l.authority_id and c.generation = l.generation
                      and c.signed_at > now() - interval '2 hours')
$$;

grant execute on function audit.tell_missed() to throughcare_worker;
