-- Inviting an auditor of the supervisory authority: the data protection officer and a second person, until a moment. Such an
-- account belongs to a body of its own, sits at no desk and on no case, and signs nothing.

-- Sessions of an auditor end with the time that was given, on every road in the same second; outside it there is none.
create or replace function auth.bound_by_audit() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_until timestamptz;
begin
  if not exists (select from app.auditors a where a.authority_id = new.authority_id and a.member_id = new.member_id) then return new; end if;
  select max(a.ends_at) into v_until from app.auditors a
   where a.authority_id = new.authority_id and a.member_id = new.member_id
     and a.confirmed_at is not null and a.ended_at is null and now() >= a.starts_at and now() < a.ends_at;
  if v_until is null then raise exception 'sign_in_refused' using errcode = 'TC401'; end if;
  new.absolute_expires_at := least(new.absolute_expires_at, v_until);
  return new;
end $$;
create or replace trigger bound_by_audit before insert on auth.sessions for each row execute function auth.bound_by_audit();

-- No administrator alone makes a link with which somebody becomes an auditor.
create or replace function auth.audit_needs_second() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.needs_second := new.needs_second or exists (select from app.auditors a where a.authority_id = new.authority_id and a.member_id = new.member_id);
  return new;
end $$;
create or replace trigger audit_needs_second before insert on auth.invitations for each row execute function auth.audit_needs_second();

-- The officer invites: the account, the body that it belongs to, and a link that sleeps until a second person agrees.
create or replace function act.invite_auditor(p_id uuid, p_name text, p_email text, p_body text, p_ends_at timestamptz, p_token_hash bytea, p_locale text)
returns timestamptz language plpgsql security definer set search_path = '' as $$
declare
  a        int := act.only_privacy();
  v_agency int;
  v_member int;
  v_link   timestamptz;
begin
  if actor.watches() <> 'all' then raise exception 'privacy_only' using errcode = 'TC403'; end if;
  perform actor.must_have_proved();
  perform from app.authorities x where x.id = a for update;
  if p_ends_at <= now() or p_ends_at > now() + interval '90 days' then raise exception 'audit_time_invalid' using errcode = 'TC422', detail = 'endsAt'; end if;
  select m.id, m.agency_id into v_member, v_agency from app.members m where lower(m.email) = lower(p_email);
  -- Whoever was an auditor here before comes back to the same account; anybody else's address stays theirs.
  if found and (not exists (select from app.auditors x where x.authority_id = a and x.member_id = v_member) or exists (
       select from app.auditors x where x.authority_id = a and x.member_id = v_member and x.ended_at is null and x.ends_at > now())) then
    raise exception 'member_email_taken' using errcode = 'TC409', detail = 'email';
  end if;
  if v_member is null then
    select g.id into v_agency from app.agencies g where g.authority_id = a and lower(g.name) = lower(p_body);
    if found and not exists (select from app.auditors x join app.members m on m.authority_id = x.authority_id and m.id = x.member_id
                              where x.authority_id = a and m.agency_id = v_agency) then
      raise exception 'agency_name_taken' using errcode = 'TC409', detail = 'body';
    end if;
    if v_agency is null then
      select coalesce(max(g.id), 0) + 1 into v_agency from app.agencies g where g.authority_id = a;
      insert into app.agencies (authority_id, id, name, code, kind) values (a, v_agency, p_body, 'Au', 'justice');
    end if;
    select coalesce(max(m.id), 0) + 1 into v_member from app.members m where m.authority_id = a;
    insert into app.members (authority_id, id, agency_id, name, email, locale) values (a, v_member, v_agency, p_name, p_email, p_locale);
    insert into app.principals (authority_id, id, kind, agency_id, member_id, name) values (a, act.next_principal(a), 'member', v_agency, v_member, p_name);
  end if;
  insert into app.auditors (authority_id, id, member_id, body, invited_by, ends_at) values (a, p_id, v_member, p_body, actor.member(), p_ends_at);
  perform act.give_functions(a, v_member, '{auditor}');
  insert into auth.invitations (token_hash, authority_id, member_id, created_by, needs_second) values (p_token_hash, a, v_member, actor.member(), true)
  returning expires_at into v_link;
  perform audit.record('auditor.invited', null, jsonb_build_object('auditor', p_id, 'member', v_member, 'until', p_ends_at));
  return v_link;
end $$;

-- The second person: a chair, a coordinator, an administrator or another officer; never whoever invited.
create or replace function act.confirm_auditor(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := actor.authority();
  x app.auditors;
begin
  if not act.may_be_second() then raise exception 'auditor_second_only' using errcode = 'TC403'; end if;
  select y.* into x from app.auditors y where y.authority_id = a and y.id = p_id for update;
  if not found then raise exception 'auditor_not_found' using errcode = 'TC404'; end if;
  perform act.be_second(array[x.invited_by, x.member_id], 'auditor_second_person');
  if x.confirmed_at is not null or x.ended_at is not null or x.ends_at <= now() then raise exception 'auditor_over' using errcode = 'TC409'; end if;
  update app.auditors y set confirmed_by = actor.member(), confirmed_at = now() where y.authority_id = a and y.id = p_id;
  update auth.invitations i set confirmed_by = actor.member()
   where i.authority_id = a and i.member_id = x.member_id and i.confirmed_by is null and i.used_at is null;
  perform audit.record('auditor.confirmed', null, jsonb_build_object('auditor', p_id));
end $$;

-- Ended before its time: signed out everywhere in the same second.
create or replace function act.end_auditor(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := act.only_privacy();
  x app.auditors;
begin
  if actor.watches() <> 'all' then raise exception 'privacy_only' using errcode = 'TC403'; end if;
  update app.auditors y set ended_by = actor.member(), ended_at = now() where y.authority_id = a and y.id = p_id and y.ended_at is null
  returning * into x;
  if not found then raise exception 'auditor_not_found' using errcode = 'TC404'; end if;
  perform auth.end_sessions_of(a, x.member_id, null);
  update auth.invitations i set used_at = now() where i.authority_id = a and i.member_id = x.member_id and i.used_at is null;
  perform audit.record('auditor.ended', null, jsonb_build_object('auditor', p_id));
end $$;

-- Auditors past and present, for whoever invites or confirms; an auditor sees when their own time ends.
create or replace function read.auditors(p_token text, p_purpose text, p_request text) returns jsonb
language plpgsql as $$
begin
  perform actor.assume(p_token, p_purpose, p_request);
  return read.auditors_told();
end $$;

create or replace function read.auditors_told() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_rows jsonb;
begin
  perform act.who();
  if not actor.functions() && array['chair', 'coordinator', 'administrator', 'auditor'] and actor.watches() is distinct from 'all' then
    raise exception 'auditors_not_yours' using errcode = 'TC403';
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', m.name, 'body', x.body, 'invitedBy', i.name, 'invitedAt', x.invited_at,
           'endsAt', x.ends_at, 'confirmedBy', c.name, 'endedAt', x.ended_at, 'mine', x.invited_by = actor.member(),
           'state', case when x.ended_at is not null or x.ends_at <= now() then 'over' when x.confirmed_at is null then 'waits' else 'open' end)
           order by x.invited_at desc), '[]') into v_rows
    from app.auditors x
    join app.members m on m.authority_id = x.authority_id and m.id = x.member_id
    join app.members i on i.authority_id = x.authority_id and i.id = x.invited_by
    left join app.members c on c.authority_id = x.authority_id and c.id = x.confirmed_by
   where x.authority_id = actor.authority() and (not 'auditor' = any (actor.functions()) or x.member_id = actor.member());
  perform audit.record_read('auditors.read', null, '{}');
  return jsonb_build_object('mayInvite', coalesce(actor.watches() = 'all', false), 'maySecond', not 'auditor' = any (actor.functions()), 'rows', v_rows);
end $$;

grant execute on function act.invite_auditor(uuid, text, text, text, timestamptz, bytea, text),
  act.confirm_auditor(uuid), act.end_auditor(uuid), read.auditors(text, text, text), read.auditors_told() to throughcare_actor;
