-- Who is asking. A transaction speaks for one member for one purpose, proven by a session token.
-- The proof is a transaction-local text with an HMAC (RFC 2104) made with a secret that only these
-- functions can read, over backend, transaction start and expiry: it cannot be forged, kept or moved.
revoke all on schema public from public;
grant usage on schema actor, app, act, read, audit to throughcare_actor;
grant usage on schema audit, app to throughcare_gate;
grant usage on schema app, act, audit to throughcare_worker;

create or replace function actor.mac(p_text text) returns text
language sql stable security definer set search_path = '' as $$
  select encode(sha256(s.outer_pad || sha256(s.inner_pad || convert_to(p_text, 'UTF8'))), 'hex')
  from actor.secret s
$$;

-- The proven context of this transaction, or null. Fields: authority, member, agency, principals,
-- clauses, categories, summary categories, functions, purpose, today, request, backend, start, expiry.
-- Asked dozens of times for one answer, so the HMAC is computed here and not in a further function.
create or replace function actor.context() returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  raw   text := current_setting('throughcare.context', true);
  body  text;
  parts text[];
  pads  actor.secret;
begin
  if raw is null or raw = '' then return null; end if;
  body := left(raw, -65); -- ":" and 64 hex digits
  select s.* into pads from actor.secret s;
  if right(raw, 64) is distinct from
     encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(body, 'UTF8'))), 'hex') then
    return null;
  end if;
  parts := string_to_array(body, '|');
  if parts[12] is distinct from pg_backend_pid()::text
     or parts[13] is distinct from extract(epoch from transaction_timestamp())::text
     or parts[14]::numeric < extract(epoch from clock_timestamp()) then
    return null;
  end if;
  return parts;
end $$;

create or replace function actor.authority() returns int
language plpgsql stable security definer set search_path = '' as $$ begin return (actor.context())[1]; end $$;
create or replace function actor.member() returns int
language plpgsql stable security definer set search_path = '' as $$ begin return (actor.context())[2]; end $$;
create or replace function actor.agency() returns int
language plpgsql stable security definer set search_path = '' as $$ begin return (actor.context())[3]; end $$;
create or replace function actor.principals() returns int[]
language plpgsql stable security definer set search_path = '' as $$ begin return coalesce((actor.context())[4], '{}'); end $$;
create or replace function actor.clauses() returns int[]
language plpgsql stable security definer set search_path = '' as $$ begin return coalesce((actor.context())[5], '{}'); end $$;
create or replace function actor.categories() returns text[]
language plpgsql stable security definer set search_path = '' as $$ begin return coalesce((actor.context())[6], '{}'); end $$;
create or replace function actor.summary_categories() returns text[]
language plpgsql stable security definer set search_path = '' as $$ begin return coalesce((actor.context())[7], '{}'); end $$;
create or replace function actor.functions() returns text[]
language plpgsql stable security definer set search_path = '' as $$ begin return coalesce((actor.context())[8], '{}'); end $$;
create or replace function actor.purpose() returns text
language plpgsql stable security definer set search_path = '' as $$ begin return (actor.context())[9]; end $$;
create or replace function actor.today() returns date
language plpgsql stable security definer set search_path = '' as $$ begin return (actor.context())[10]; end $$;
create or replace function actor.request() returns text
language plpgsql stable security definer set search_path = '' as $$ begin return nullif((actor.context())[11], ''); end $$;

-- Speaks for the member whose session this is, until the transaction ends. Rights are those of this
-- second: functions, desks, and the clauses of arrangements that the agency has signed and that are in force.
create or replace function actor.assume(p_token text, p_purpose text, p_request text default '') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  who        record;
  principals int[];
  rights     record;
  body       text;
  expiry     timestamptz;
begin
  if actor.context() is not null then
    raise exception 'actor_already_assumed' using errcode = 'TC409';
  end if;
  select s.token_hash, s.authority_id, s.member_id, s.last_seen_at, s.absolute_expires_at, m.agency_id, m.name, m.locale,
         a.time_zone, (now() at time zone a.time_zone)::date as today,
         array(select f.function from app.member_functions f
               where f.authority_id = m.authority_id and f.member_id = m.id order by 1) as functions
    into who
    from auth.sessions s
    join app.members m on m.authority_id = s.authority_id and m.id = s.member_id
    join app.agencies g on g.authority_id = m.authority_id and g.id = m.agency_id
    join app.authorities a on a.id = s.authority_id
   where s.token_hash = sha256(convert_to(p_token, 'UTF8'))
     and s.ended_at is null and s.absolute_expires_at > now()
     and s.last_seen_at > now() - s.idle_limit
     and m.ended_at is null and (g.ended_on is null or g.ended_on > current_date)
     and not auth.is_blocked(m.authority_id, m.id);
  if not found then
    raise exception 'session_missing' using errcode = 'TC401';
  end if;
  if not exists (select from app.purposes p where p.code = p_purpose) then
    raise exception 'purpose_unknown' using errcode = 'TC422', detail = 'purpose';
  end if;
  if who.last_seen_at < now() - interval '1 minute' then
    update auth.sessions s set last_seen_at = now() where s.token_hash = who.token_hash;
  end if;
  principals := array(
    select p.id from app.principals p where p.authority_id = who.authority_id and p.member_id = who.member_id
    union all
    select d.desk_id from app.desk_members d
     where d.authority_id = who.authority_id and d.member_id = who.member_id
       and d.since <= now() and (d.until is null or d.until > now())
    -- A duty roster is a desk that whoever is on duty answers.
    union select unnest(actor.duty_desks(who.authority_id, who.member_id, who.time_zone)));
  -- And of colleagues who are away meanwhile.
  principals := actor.with_covered(who.authority_id, who.agency_id, principals);
  select coalesce(array_agg(c.id) filter (where r.sight = 'full'), '{}') as clauses,
         coalesce(array_agg(distinct c.category) filter (where r.sight = 'full'), '{}') as categories,
         coalesce(array_agg(distinct c.category) filter (where r.sight = 'summary'), '{}') as summaries
    into rights
    from app.clause_rights r
    join app.clauses c on c.authority_id = r.authority_id and c.id = r.clause_id and c.purpose = p_purpose
    join app.arrangements x on x.authority_id = c.authority_id and x.id = c.arrangement_id
    join app.arrangement_parties y on y.authority_id = c.authority_id
     and y.arrangement_id = c.arrangement_id and y.agency_id = r.agency_id
   where r.authority_id = who.authority_id and r.agency_id = who.agency_id
     and x.valid_from <= who.today and (x.valid_until is null or x.valid_until >= who.today)
     and y.signed_on <= who.today and (y.left_on is null or y.left_on > who.today);
  expiry := least(who.absolute_expires_at, now() + interval '10 minutes');
  body := concat_ws('|', who.authority_id, who.member_id, who.agency_id, principals::text, rights.clauses::text,
    rights.categories::text, rights.summaries::text, who.functions::text, p_purpose, who.today,
    left(regexp_replace(coalesce(p_request, ''), '[^A-Za-z0-9-]', '', 'g'), 64),
    pg_backend_pid(), extract(epoch from transaction_timestamp()), extract(epoch from expiry));
  perform set_config('throughcare.context', body || ':' || actor.mac(body), true);
  return jsonb_build_object('authority', who.authority_id, 'member', who.member_id, 'agency', who.agency_id,
    'principals', principals, 'functions', who.functions, 'purpose', p_purpose, 'locale', who.locale,
    'today', who.today, 'timeZone', who.time_zone, 'name', who.name);
end $$;

grant execute on function
  actor.authority(), actor.member(), actor.agency(), actor.principals(), actor.clauses(), actor.categories(),
  actor.summary_categories(), actor.functions(), actor.purpose(), actor.today(), actor.request(),
  actor.assume(text, text, text)
to throughcare_actor;
