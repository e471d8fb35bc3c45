-- Providers of agencies. The gate checks what a provider signed; here stands what may not depend on it: an attempt counts
-- once and for one browser, a subject belongs to its issuer, and who is bound was bound by an invitation of their own.
alter table app.providers enable row level security;
alter table auth.bindings enable row level security;
alter table auth.provider_attempts enable row level security;

-- The provider for a mail domain. It is asked of the domain alone, so that nobody learns who has an account.
create or replace function auth.find_provider(p_domain text) returns table (id uuid, agency text)
language sql stable security definer set search_path = '' as $$
  select p.id, g.name from app.providers p
    join app.agencies g on g.authority_id = p.authority_id and g.id = p.agency_id and (g.ended_on is null or g.ended_on > actor.day_in(p.authority_id))
   where p.enabled and lower(p_domain) = any (p.domains)
$$;

-- The provider of the agency that an invitation leads to, while the link works.
create or replace function auth.provider_of_invitation(p_token_hash bytea) returns table (id uuid, agency text)
language sql stable security definer set search_path = '' as $$
  select p.id, g.name from auth.invitations i
    join app.members m on m.authority_id = i.authority_id and m.id = i.member_id and m.ended_at is null
    join app.providers p on p.authority_id = m.authority_id and p.agency_id = m.agency_id and p.enabled
    join app.agencies g on g.authority_id = p.authority_id and g.id = p.agency_id
   where i.token_hash = p_token_hash and i.used_at is null and i.expires_at > now() and (not i.needs_second or i.confirmed_by is not null)
$$;

drop function if exists auth.open_provider(uuid);
create function auth.open_provider(p_provider uuid)
returns table (authority_id int, issuer text, client_id text, key_wrapped bytea, secret_sealed bytea, acr text, strong text[], version int)
language sql stable security definer set search_path = '' as $$
  select p.authority_id, p.issuer, p.client_id, p.key_wrapped, p.secret_sealed, p.acr, p.strong, p.version
    from app.providers p where p.id = p_provider and p.enabled
$$;

-- By a token: somebody who is signed in shows there that it is still them, and no session is opened.
drop function if exists auth.begin_provider(uuid, int, bytea, bytea, text, text, bytea);
create or replace function auth.begin_provider(
  p_provider uuid, p_version int, p_state bytea, p_browser bytea, p_nonce text, p_verifier text, p_invitation bytea, p_token text
) returns void language sql security definer set search_path = '' as $$
  delete from auth.provider_attempts where expires_at < now();
  insert into auth.provider_attempts (state_hash, provider_id, provider_version, browser_hash, nonce, verifier, invitation_hash, session_hash)
  values (p_state, p_provider, p_version, p_browser, p_nonce, p_verifier, p_invitation,
    case when p_token is not null then (auth.must_begin(p_token)).token_hash end);
$$;

-- Hands an attempt out once: to the right browser or not, it is gone afterwards. Of a provider that was changed or switched
-- off meanwhile nothing goes on.
drop function if exists auth.take_provider(bytea, bytea);
create function auth.take_provider(p_state bytea, p_browser bytea)
returns table (provider_id uuid, nonce text, verifier text, invitation_hash bytea, session_hash bytea, begun_at timestamptz)
language plpgsql security definer set search_path = '' as $$
declare
  taken auth.provider_attempts;
begin
  delete from auth.provider_attempts a where a.state_hash = p_state returning * into taken;
  if taken.browser_hash is distinct from p_browser or taken.expires_at <= now() or not exists (
      select from app.providers p where p.id = taken.provider_id and p.enabled and p.version = taken.provider_version) then
    return;
  end if;
  return query select taken.provider_id, taken.nonce, taken.verifier, taken.invitation_hash, taken.session_hash,
    taken.expires_at - interval '10 minutes';
end $$;

-- Binds a subject to the member whose invitation it came with: who holds both proves both. Where somebody else is bound to
-- that subject, or the member belongs to another agency, nothing is bound.
create or replace function auth.bind_subject(p app.providers, p_issuer text, p_subject text, p_invitation bytea) returns int
language plpgsql security definer set search_path = '' as $$
declare
  used auth.invitations;
begin
  update auth.invitations i set used_at = now()
   where i.token_hash = p_invitation and i.authority_id = p.authority_id and i.used_at is null and i.expires_at > now()
     and (not i.needs_second or i.confirmed_by is not null)
     and exists (select from app.members m where m.authority_id = i.authority_id and m.id = i.member_id
                  and m.agency_id = p.agency_id and m.ended_at is null)
  returning * into used;
  if used.token_hash is null then return null; end if;
  if exists (select from auth.bindings b where b.authority_id = p.authority_id and b.provider_id = p.id and b.issuer = p_issuer
              and b.subject = p_subject and b.member_id <> used.member_id) then
    raise exception 'provider_subject_taken' using errcode = 'TC409';
  end if;
  update auth.invitations i set used_at = now()
   where i.authority_id = used.authority_id and i.member_id = used.member_id and i.used_at is null;
  delete from auth.bindings b where b.authority_id = p.authority_id and b.provider_id = p.id and b.member_id = used.member_id;
  insert into auth.bindings (authority_id, provider_id, issuer, subject, member_id)
  values (p.authority_id, p.id, p_issuer, p_subject, used.member_id);
  update app.members m set activated_at = coalesce(m.activated_at, now()) where m.authority_id = used.authority_id and m.id = used.member_id;
  perform auth.end_sessions_of(used.authority_id, used.member_id, null);
  perform audit.record_for(used.authority_id, used.member_id, 'account.provider_bound', jsonb_build_object('provider', p.id, 'invitedBy', used.created_by));
  return used.member_id;
end $$;

-- Opens a session for whom this issuer vouches for, if they are bound or bring an invitation; false for everybody else. Where
-- two factors are asked of the member and the token does not say so, nothing is opened, nothing bound and no invitation used.
drop function if exists auth.sign_in_by_provider(uuid, text, text, bytea, bytea, text);
create or replace function auth.sign_in_by_provider(
  p_provider uuid, p_issuer text, p_subject text, p_invitation bytea, p_session bytea, p_user_agent_family text, p_strong boolean
) returns table (signed_in boolean) language plpgsql security definer set search_path = '' as $$
declare
  p   app.providers;
  who int;
begin
  -- Held until the session stands, so that switching off finds it.
  select x.* into p from app.providers x where x.id = p_provider for share;
  if p.id is null or not p.enabled or p.issuer <> p_issuer then
    return query select false;
    return;
  end if;
  if p_invitation is not null then
    who := auth.bind_subject(p, p_issuer, p_subject, p_invitation);
  else
    update auth.bindings b set last_used_at = now()
     where b.authority_id = p.authority_id and b.provider_id = p.id and b.issuer = p_issuer and b.subject = p_subject
       and exists (select from app.members m where m.authority_id = b.authority_id and m.id = b.member_id
                    and m.agency_id = p.agency_id and m.ended_at is null)
    returning b.member_id into who;
  end if;
  if who is null then
    return query select false;
    return;
  end if;
  if p_strong is not true and auth.must_show_two(p.authority_id, who) then raise exception 'provider_too_weak' using errcode = 'TC403'; end if;
  perform auth.start_session(p.authority_id, who, p_session, p_user_agent_family, 'provider');
  update auth.sessions s set provider_id = p.id, shown = case when p_strong then 'provider' else 'one' end where s.token_hash = p_session;
  return query select true;
end $$;

-- Whoever is signed in has signed in anew at their provider: the same member, at the provider that they may prove themselves with.
create or replace function auth.prove_by_provider(p_provider uuid, p_issuer text, p_subject text, p_session bytea, p_strong boolean)
returns table (proved boolean) language plpgsql security definer set search_path = '' as $$
declare
  p    app.providers;
  mine auth.sessions;
begin
  select x.* into p from app.providers x where x.id = p_provider and x.enabled and x.issuer = p_issuer for share;
  select s.* into mine from auth.sessions s
    join auth.bindings b on b.authority_id = s.authority_id and b.member_id = s.member_id
     and b.provider_id = p.id and b.issuer = p_issuer and b.subject = p_subject
    join app.members m on m.authority_id = s.authority_id and m.id = s.member_id and m.agency_id = p.agency_id and m.ended_at is null
   where s.token_hash = p_session and s.authority_id = p.authority_id and s.ended_at is null and s.absolute_expires_at > now()
     -- Who holds a passkey or has codes shows that.
     and not auth.has_codes(s.authority_id, s.member_id)
     and not exists (select from auth.passkeys k where k.authority_id = s.authority_id and k.member_id = s.member_id);
  if mine.token_hash is null then
    return query select false;
    return;
  end if;
  if p_strong is not true and auth.must_show_two(p.authority_id, mine.member_id) then
    raise exception 'provider_too_weak' using errcode = 'TC403';
  end if;
  perform auth.note_proof(mine, 'provider');
  if p_strong then update auth.sessions s set shown = 'provider' where s.token_hash = mine.token_hash; end if;
  return query select true;
end $$;

-- What an administrator sees of a provider; the secret is not among it.
create or replace function read.provider(p_agency int) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform act.who();
  if not 'administrator' = any (actor.functions()) then raise exception 'administrators_only' using errcode = 'TC403'; end if;
  return (select jsonb_build_object('issuer', p.issuer, 'clientId', p.client_id, 'hasSecret', p.secret_sealed is not null,
        'domains', p.domains, 'acr', p.acr, 'strong', p.strong, 'enabled', p.enabled, 'version', p.version,
        'bound', (select count(*) from auth.bindings b where b.authority_id = p.authority_id and b.provider_id = p.id))
      from app.providers p where p.authority_id = actor.authority() and p.agency_id = p_agency);
end $$;

-- Names, changes, switches on and off. Off, or somewhere else: every session that it opened ends in this transaction. With
-- another issuer the people of the former one are strangers.
drop function if exists act.set_provider(int, int, text, text, bytea, bytea, boolean, text[], text, boolean);
create or replace function act.set_provider(
  p_agency int, p_version int, p_issuer text, p_client text, p_key bytea, p_secret bytea, p_keep_secret boolean,
  p_domains text[], p_acr text, p_strong text[], p_enabled boolean
) returns int language plpgsql security definer set search_path = '' as $$
declare
  a       int := act.only_administrators();
  g       app.agencies := act.living_agency(a, p_agency);
  former  app.providers;
  saved   app.providers;
  ended   int := 0;
begin
  perform actor.must_have_proved();
  select p.* into former from app.providers p where p.authority_id = a and p.agency_id = g.id for update;
  if coalesce(former.version, 0) <> p_version then raise exception 'version_outdated' using errcode = 'TC412'; end if;
  if exists (select from app.providers p where p.domains && p_domains and p.id is distinct from former.id) then
    raise exception 'provider_domain_taken' using errcode = 'TC409', detail = 'domains';
  end if;
  insert into app.providers as x (authority_id, agency_id, issuer, client_id, key_wrapped, secret_sealed, domains, acr, strong, enabled, changed_by)
  values (a, g.id, p_issuer, p_client, p_key, p_secret, p_domains, p_acr, p_strong, p_enabled, actor.member())
  on conflict (authority_id, agency_id) do update set issuer = excluded.issuer, client_id = excluded.client_id,
    key_wrapped = case when p_keep_secret then x.key_wrapped else excluded.key_wrapped end,
    secret_sealed = case when p_keep_secret then x.secret_sealed else excluded.secret_sealed end,
    domains = excluded.domains, acr = excluded.acr, strong = excluded.strong, enabled = excluded.enabled, changed_by = excluded.changed_by,
    changed_at = now(), version = x.version + 1
  returning x.* into saved;
  if former.id is not null and former.issuer <> p_issuer then
    delete from auth.bindings b where b.authority_id = a and b.provider_id = saved.id;
  end if;
  if not p_enabled or former.issuer <> p_issuer or former.client_id <> p_client or former.acr is distinct from p_acr
    or former.strong is distinct from p_strong then
    update auth.sessions s set ended_at = now() where s.authority_id = a and s.provider_id = saved.id and s.ended_at is null;
    get diagnostics ended = row_count;
  end if;
  perform audit.record('account.provider_set', null, jsonb_build_object('agency', g.id, 'issuer', p_issuer, 'enabled', p_enabled, 'ended', ended));
  return saved.version;
end $$;

grant execute on function auth.find_provider(text), auth.provider_of_invitation(bytea), auth.open_provider(uuid),
  auth.begin_provider(uuid, int, bytea, bytea, text, text, bytea, text), auth.take_provider(bytea, bytea),
  auth.sign_in_by_provider(uuid, text, text, bytea, bytea, text, boolean),
  auth.prove_by_provider(uuid, text, text, bytea, boolean) to throughcare_gate;
grant execute on function read.provider(int), act.set_provider(int, int, text, text, bytea, bytea, boolean, text[], text, text[], boolean)
  to throughcare_actor;
