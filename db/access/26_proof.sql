-- Proving once more that it is oneself (SEC-09). What was shown is checked by the gate; here stands what counts as proof.

-- What a member can prove themselves with: a passphrase, or the provider of their agency, only where there is nothing
-- stronger. `fresh`: it was proven already, for example by a sign-in at the provider in another window.
drop function if exists auth.proof_ways(text);
create function auth.proof_ways(p_token text)
returns table (passkey boolean, code boolean, passphrase boolean, provider uuid, agency text, fresh boolean, credentials bytea[])
language sql stable security definer set search_path = '' as $$
  select held.ids <> '{}', held.codes, not held.stronger and exists (
      select from auth.credentials c where c.authority_id = mine.authority_id and c.member_id = mine.member_id),
    there.id, there.name, mine.proved_at > clock_timestamp() - interval '10 minutes', held.ids
  from auth.must_begin(p_token) mine
  cross join lateral (
    select k.ids, auth.has_codes(mine.authority_id, mine.member_id) as codes,
           k.ids <> '{}' or auth.has_codes(mine.authority_id, mine.member_id) as stronger
      from (select array(select k.credential_id from auth.passkeys k
              where k.authority_id = mine.authority_id and k.member_id = mine.member_id) as ids) k) held
  left join lateral (
    select p.id, g.name from auth.bindings b
      join app.members m on m.authority_id = b.authority_id and m.id = b.member_id
      join app.providers p on p.authority_id = b.authority_id and p.id = b.provider_id and p.agency_id = m.agency_id and p.enabled
      join app.agencies g on g.authority_id = p.authority_id and g.id = p.agency_id
     where b.authority_id = mine.authority_id and b.member_id = mine.member_id and not held.stronger) there on true
$$;

create or replace function auth.note_proof(mine auth.sessions, p_how text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update auth.sessions s set proved_at = now(),
         shown = case when p_how = 'passkey' then 'passkey' when p_how = 'code' and s.shown = 'one' then 'code' else s.shown end
   where s.token_hash = mine.token_hash;
  perform audit.record_for(mine.authority_id, mine.member_id, 'session.proved', jsonb_build_object('how', p_how));
end $$;

-- The passphrase was typed again. Who holds a passkey or has codes shows that: a passphrase that was looked over is no proof beside it.
create or replace function auth.prove_with_passphrase(p_token text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.must_begin(p_token);
begin
  if not (select w.passphrase from auth.proof_ways(p_token) w) then
    raise exception 'proof_stronger_needed' using errcode = 'TC409';
  end if;
  perform auth.note_proof(mine, 'passphrase');
end $$;

-- A passkey of one's own was shown; its counter is checked here as at the sign-in.
create or replace function auth.prove_with_passkey(p_token text, p_credential bytea, p_counter bigint) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  mine auth.sessions := auth.must_begin(p_token);
  used auth.passkeys;
begin
  if not exists (select from auth.passkeys k where k.credential_id = p_credential
                  and k.authority_id = mine.authority_id and k.member_id = mine.member_id) then
    return false;
  end if;
  used := auth.count_passkey(p_credential, p_counter);
  if used.id is null then
    perform auth.refuse_passkey(p_credential, 'counter');
    return false;
  end if;
  perform auth.note_proof(mine, 'passkey');
  return true;
end $$;

grant execute on function auth.proof_ways(text), auth.prove_with_passphrase(text), auth.prove_with_passkey(text, bytea, bigint)
  to throughcare_gate;
