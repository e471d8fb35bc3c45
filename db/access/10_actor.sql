-- Who is asking. A transaction speaks for one member for one purpose, proven by a session token.
-- The proof stands beside a transaction-local text: an HMAC (RFC 2104) made with a secret that only these functions
-- can read, over the text with its expiry, backend and transaction start. It cannot be forged, kept or moved.
revoke all on schema public from public;
grant usage on schema actor, app, act, read, audit to throughcare_actor;
grant usage on schema audit, app to throughcare_gate;
grant usage on schema app, act, audit to throughcare_worker;

-- Bound to this connection and this transaction by what follows the text: twelve bytes, always.
create or replace function actor.mac(p_text text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  pads actor.secret;
begin
  select s.* into pads from actor.secret s;
  return encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(p_text, 'UTF8')
           || int4send(pg_backend_pid()) || timestamptz_send(transaction_timestamp()))), 'hex');
end $$;

-- What was proven of who is asking, as one text, or null. Fields: authority, member, agency, principals, clauses,
-- categories, summary categories, functions, purpose, today, request, enforces, shareable clauses, clauses to which
-- something may be brought, cases closed to this member, when they last proved who they are, the partner's system that speaks
-- instead of a member, what its key allows, who has left what; new ones come here; expiry last.
-- Asked dozens of times for one answer: so the HMAC is computed here and not in a further function, the proof stands
-- beside the text and not behind it (to cut a text counts its letters), and each asker takes only the field it needs.
-- Who is asking may ask for it: it says what that connection has set itself, once it is proven.
create or replace function actor.proven() returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  body text := current_setting('throughcare.context', true);
  pads actor.secret;
begin
  if body is null or body = '' then return null; end if;
  select s.* into pads from actor.secret s;
  if (current_setting('throughcare.proof', true) = encode(sha256(pads.outer_pad || sha256(pads.inner_pad
        || convert_to(body, 'UTF8') || int4send(pg_backend_pid()) || timestamptz_send(transaction_timestamp()))), 'hex')) is not true then
    return null;
  end if;
  if (split_part(body, '|', -1)::float8 >= date_part('epoch', clock_timestamp())) is not true then return null; end if;
  return body;
end $$;

-- The same, cut into its fields, for functions that need several.
create or replace function actor.context() returns text[]
language plpgsql stable security definer set search_path = '' as $$ begin return string_to_array(actor.proven(), '|'); end $$;

-- Speaks for the member whose session this is, until the transaction ends. Rights are those of this
-- second: functions, desks, and the clauses of arrangements that the agency has signed and that are in force.
create or replace function actor.assume(p_token text, p_purpose text, p_request text default '') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  who        record;
  principals int[];
  rights     text[];
  body       text;
  expiry     timestamptz;
begin
  if current_setting('throughcare.context', true) <> '' then
    raise exception 'actor_already_assumed' using errcode = 'TC409';
  end if;
  -- No session holds the sign that stands between a key and the address from which it came.
  if strpos(p_token, '@') > 0 then return actor.assume_system(p_token, p_purpose, p_request); end if;
  select s.token_hash, s.authority_id, s.member_id, s.last_seen_at, s.absolute_expires_at, s.proved_at, s.shown, m.agency_id, m.name, m.locale,
         a.time_zone, (now() at time zone a.time_zone)::date as today,
         g.kind in ('custody', 'probation', 'police', 'justice') as enforces,
         array(select f.function from app.member_functions f
               where f.authority_id = m.authority_id and f.member_id = m.id order by 1) as functions,
         exists (select from app.purposes p where p.code = p_purpose) as purpose_known,
         -- Rarely so: whoever is named in no roster, and where nobody is away, is spared the questions that follow.
         exists (select from app.duty_shifts d where d.authority_id = m.authority_id and d.member_id = m.id)
           or exists (select from app.duty_shifts d where d.authority_id = m.authority_id and d.substitute_id = m.id) as in_roster,
         exists (select from app.absences b where b.authority_id = m.authority_id and b.agency_id = m.agency_id
                   and b.ends_at > now()) as colleague_away,
         exists (select from app.closeness x where x.authority_id = m.authority_id and x.member_id = m.id
                   and x.lifted_at is null)
           -- Of an authority without marked cases the index of marks is empty.
           or exists (select from app.protections x where x.authority_id = m.authority_id and x.ended_at is null) as is_close,
         s.shown not in ('passkey', 'provider') and exists (select from auth.settings x where x.authority_id = m.authority_id) as may_owe,
         -- Asked here because to begin a question costs more than its answer.
         array(select o from actor.principals_own(m.authority_id, m.id) o) as own,
         (select k.fields from actor.rights_known k
           where k.authority_id = m.authority_id and k.agency_id = m.agency_id and k.purpose = p_purpose
             and k.day = (now() at time zone a.time_zone)::date
             and k.stamp = coalesce((select z.stamp from actor.law_stamps z where z.authority_id = m.authority_id), 0)) as rights
    into who
    from auth.sessions s
    join app.members m on m.authority_id = s.authority_id and m.id = s.member_id
    join app.agencies g on g.authority_id = m.authority_id and g.id = m.agency_id
    join app.authorities a on a.id = s.authority_id
   where s.token_hash = sha256(convert_to(p_token, 'UTF8'))
     and s.ended_at is null and s.absolute_expires_at > now()
     and s.last_seen_at > now() - s.idle_limit
     and m.ended_at is null and (g.ended_on is null or g.ended_on > (now() at time zone a.time_zone)::date)
     and not exists (select from app.absences b where b.authority_id = m.authority_id and b.member_id = m.id
                       and b.kind = 'blocked' and b.starts_at <= now() and b.ends_at > now());
  if not found then
    raise exception 'session_missing' using errcode = 'TC401';
  end if;
  -- Two factors are asked for and one was shown: such a session only shows or adds what is missing, by schema auth (SEC-07).
  if who.may_owe and auth.owes_factor(who.authority_id, who.member_id, who.shown) then
    raise exception 'second_factor_needed' using errcode = 'TC403';
  end if;
  if not who.purpose_known then
    raise exception 'purpose_unknown' using errcode = 'TC422', detail = 'purpose';
  end if;
  if who.last_seen_at < now() - interval '1 minute' then
    update auth.sessions s set last_seen_at = now() where s.token_hash = who.token_hash;
  end if;
  principals := who.own;
  if who.in_roster or who.colleague_away then
    principals := actor.principals_held(who.authority_id, who.member_id, who.agency_id, who.time_zone, who.in_roster, who.colleague_away);
  end if;
  rights := coalesce(who.rights, actor.rights_known(who.authority_id, who.agency_id, p_purpose, who.today));
  expiry := least(who.absolute_expires_at, now() + interval '10 minutes');
  body := concat_ws('|', who.authority_id, who.member_id, who.agency_id, principals::text, rights[1], rights[2], rights[3],
    who.functions::text, p_purpose, who.today,
    left(regexp_replace(coalesce(p_request, ''), '[^A-Za-z0-9-]', '', 'g'), 64), who.enforces,
    rights[4], rights[5], case when who.is_close then actor.closed_to(who.authority_id, who.member_id, p_purpose)::text else '{}' end,
    extract(epoch from who.proved_at), '', '{}', coalesce(rights[7], ''), extract(epoch from expiry));
  perform set_config('throughcare.context', body, true), set_config('throughcare.proof', actor.mac(body), true);
  return jsonb_build_object('authority', who.authority_id, 'member', who.member_id, 'agency', who.agency_id,
    'principals', principals, 'functions', who.functions, 'purpose', p_purpose, 'locale', who.locale,
    'today', who.today, 'timeZone', who.time_zone, 'name', who.name);
end $$;

-- One field each. Their bodies are fixed when they are made, so no search path leads them astray, and PostgreSQL writes
-- them into the question that asks: only the proof itself is a call.
create or replace function actor.authority() returns int language sql stable
  return split_part(actor.proven(), '|', 1)::int;
create or replace function actor.member() returns int language sql stable
  return split_part(actor.proven(), '|', 2)::int;
create or replace function actor.agency() returns int language sql stable
  return split_part(actor.proven(), '|', 3)::int;
create or replace function actor.principals() returns int[] language sql stable
  return coalesce(split_part(actor.proven(), '|', 4)::int[], '{}');
create or replace function actor.clauses() returns int[] language sql stable
  return coalesce(split_part(actor.proven(), '|', 5)::int[], '{}');
create or replace function actor.categories() returns text[] language sql stable
  return coalesce(split_part(actor.proven(), '|', 6)::text[], '{}');
create or replace function actor.summary_categories() returns text[] language sql stable
  return coalesce(split_part(actor.proven(), '|', 7)::text[], '{}');
create or replace function actor.functions() returns text[] language sql stable
  return coalesce(split_part(actor.proven(), '|', 8)::text[], '{}');
create or replace function actor.purpose() returns text language sql stable
  return split_part(actor.proven(), '|', 9);
create or replace function actor.today() returns date language sql stable
  return split_part(actor.proven(), '|', 10)::date;
create or replace function actor.request() returns text language sql stable
  return nullif(split_part(actor.proven(), '|', 11), '');
-- Whether the actor's agency enforces measures. Unknown: as if it did.
create or replace function actor.enforces() returns boolean language sql stable
  return coalesce(split_part(actor.proven(), '|', 12)::boolean, true);
-- Cases that are closed to me because I declared closeness to the person, or because they are specially protected and I am
-- not named on them: for me they do not exist.
create or replace function actor.shut() returns uuid[] language sql stable
  return coalesce(split_part(actor.proven(), '|', 15)::uuid[], '{}');

-- The key of the partner's system that speaks, or null: then it is a member. And what this key allows.
create or replace function actor.system() returns uuid language sql stable
  return nullif(split_part(actor.proven(), '|', 17), '')::uuid;
create or replace function actor.scopes() returns text[] language sql stable
  return coalesce(nullif(split_part(actor.proven(), '|', 18), '')::text[], '{}');
-- Agencies that no edition binds any more, by arrangement, each with the first day without it; null: there is none.
create or replace function actor.gone() returns jsonb language sql stable
  return nullif(split_part(actor.proven(), '|', 19), '')::jsonb;
-- The first day on which what an agency accepted under an arrangement counts no longer; null: it counts.
create or replace function actor.gone_on(p_arrangement int, p_agency int) returns date language sql stable
  return (actor.gone() -> p_arrangement::text ->> p_agency::text)::date;
-- Before something that an unattended screen must not give away or do: the member proved to be themselves within the last
-- ten minutes (SEC-09). The clock of this moment counts, not that of the transaction's beginning. A longer time is for the later
-- parts of what began under a proof.
drop function if exists actor.must_have_proved();
create or replace function actor.must_have_proved(p_within interval default '10 minutes') returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if (split_part(actor.proven(), '|', 16)::float8 > date_part('epoch', clock_timestamp() - p_within)) is not true then
    raise exception 'step_up_needed' using errcode = 'TC403';
  end if;
end $$;

grant execute on function
  actor.authority(), actor.member(), actor.agency(), actor.principals(), actor.clauses(), actor.categories(),
  actor.summary_categories(), actor.functions(), actor.purpose(), actor.today(), actor.request(), actor.enforces(), actor.shut(), actor.proven(),
  actor.system(), actor.scopes(),
  actor.gone(), actor.gone_on(int, int),
  actor.assume(text, text, text)
to throughcare_actor;
