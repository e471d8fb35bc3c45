-- How the desk is: read by administrators, who see no case here.
create or replace function read.safety() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return act.safety_facts(act.asking_administrator()) || jsonb_build_object(
    'shared', (select count(*) > 1 from app.authorities),
    'recent', (select coalesce(jsonb_agg(jsonb_build_object('at', b.ended_at, 'kind', b.kind, 'whole', b.whole, 'bytes', b.bytes,
                  'seconds', extract(epoch from b.ended_at - b.begun_at), 'secondCopy', b.second_copy, 'problem', b.problem) order by b.ended_at desc), '[]')
                 from (select * from app.backups b where b.authority_id = actor.authority() order by b.ended_at desc limit 10) b));
end $$;

create or replace function act.asking_administrator() returns int
language plpgsql stable security definer set search_path = '' as $$
begin
  perform act.who();
  if not 'administrator' = any (actor.functions()) then raise exception 'administrators_only' using errcode = 'TC403'; end if;
  return actor.authority();
end $$;

-- How mail leaves the city. The password comes sealed, for the process that tests the way; it goes to no screen.
create or replace function read.mail_way() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  a int := act.asking_administrator();
begin
  return coalesce((select jsonb_build_object('way', s.way, 'host', s.host, 'port', s.port, 'security', s.security, 'login', s.login,
      'sender', s.sender, 'key', encode(s.key_wrapped, 'base64'), 'password', encode(s.password_sealed, 'base64'),
      'version', case when s.changed_by is null then 0 else s.version end)
    from app.mail_settings s where s.authority_id = a), '{"way": "file", "security": "starttls", "version": 0}');
end $$;

-- How often I want mail, and whether my address returned the last one.
create or replace function read.mail_wish() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform act.who();
  return (select jsonb_build_object('rhythm', coalesce(w.rhythm, 'at_once'), 'returned', w.returned_at is not null, 'address', m.email)
            from app.members m left join app.mail_wishes w on w.authority_id = m.authority_id and w.member_id = m.id
           where m.authority_id = actor.authority() and m.id = actor.member());
end $$;

grant execute on function read.safety(), read.mail_way(), read.mail_wish() to throughcare_actor;
