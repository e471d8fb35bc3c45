-- Who watches the log: partners whose witnesses are asked, and how many must have signed. The data protection officer changes it
-- after proving to be themselves; where an arrangement in force says so, a second person agrees before anything changes.
drop function if exists act.add_witness(int, text, text);
drop function if exists act.remove_witness(int);
drop function if exists act.set_witness_quorum(int, int);

create or replace function audit.asks_second(a int) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.witness_quorums q
    join app.arrangements r on r.authority_id = q.authority_id and r.id = q.arrangement_id
   where q.authority_id = a and q.second_person and actor.day_in(a) >= r.valid_from and (r.valid_until is null or actor.day_in(a) <= r.valid_until))
$$;

-- Refuses what cannot be done, when it is asked for and again when it is agreed to.
create or replace function audit.check_witness_change(c app.witness_changes) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  a int := c.authority_id;
begin
  if c.kind = 'add' then
    if c.public_key is null or c.public_key !~ '^[^[:space:]+]+\+[0-9a-f]{8}\+B[A-Za-z0-9+/]{43}$' then
      raise exception 'witness_key_invalid' using errcode = 'TC422', detail = 'publicKey';
    end if;
    if c.url is null or c.url !~ '^https?://[^[:space:]]+$' then raise exception 'witness_url_invalid' using errcode = 'TC422', detail = 'url'; end if;
    if exists (select from app.witnesses w where w.authority_id = a and w.public_key = c.public_key and w.removed_at is null) then
      raise exception 'witness_known' using errcode = 'TC409', detail = 'publicKey';
    end if;
    if c.agency_id is not null and not exists (select from app.agencies g where g.authority_id = a and g.id = c.agency_id) then
      raise exception 'agency_not_found' using errcode = 'TC404', detail = 'agencyId';
    end if;
  elsif c.kind = 'remove' then
    if not exists (select from app.witnesses w where w.authority_id = a and w.id = c.witness_id and w.removed_at is null) then
      raise exception 'witness_not_found' using errcode = 'TC404';
    end if;
  else
    if c.quorum is null or c.quorum not between 0 and 16 then raise exception 'quorum_invalid' using errcode = 'TC422', detail = 'quorum'; end if;
    if not exists (select from app.arrangements r where r.authority_id = a and r.id = c.arrangement_id) then
      raise exception 'agreement_not_found' using errcode = 'TC404';
    end if;
  end if;
end $$;

-- Its key was handed over by a person, not by the network.
create or replace function audit.do_witness_change(c app.witness_changes) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a    int := c.authority_id;
  v_id int;
begin
  if c.kind = 'add' then
    v_id := coalesce((select max(w.id) from app.witnesses w where w.authority_id = a), 0) + 1;
    insert into app.witnesses (authority_id, id, agency_id, public_key, url) values (a, v_id, c.agency_id, c.public_key, c.url);
    perform audit.record('log.witness_added', null, jsonb_build_object('witness', v_id, 'key', c.public_key, 'agency', c.agency_id));
  elsif c.kind = 'remove' then
    update app.witnesses w set removed_at = now() where w.authority_id = a and w.id = c.witness_id;
    perform audit.record('log.witness_removed', null, jsonb_build_object('witness', c.witness_id));
  else
    insert into app.witness_quorums as q (authority_id, arrangement_id, quorum, second_person) values (a, c.arrangement_id, c.quorum, c.second_person)
    on conflict (authority_id, arrangement_id) do update set quorum = excluded.quorum, second_person = excluded.second_person;
    perform audit.record('log.quorum_set', null, jsonb_build_object('arrangement', c.arrangement_id, 'quorum', c.quorum, 'secondPerson', c.second_person));
  end if;
end $$;

-- Changes who watches, or asks for it where two persons are wanted. Answers whether it is done.
create or replace function act.change_witnesses(p_id uuid, p_change jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  a int := audit.only_officers();
  c app.witness_changes;
begin
  perform actor.must_have_proved();
  perform from app.authorities x where x.id = a for update;
  c.authority_id := a;
  c.id := p_id;
  c.kind := p_change ->> 'kind';
  c.agency_id := (p_change ->> 'agencyId')::int;
  c.public_key := p_change ->> 'publicKey';
  c.url := p_change ->> 'url';
  c.witness_id := (p_change ->> 'witnessId')::int;
  c.arrangement_id := (p_change ->> 'arrangementId')::int;
  c.quorum := (p_change ->> 'quorum')::int;
  c.second_person := (p_change ->> 'secondPerson')::boolean;
  c.asked_by := actor.member();
  c.asked_at := now();
  perform audit.check_witness_change(c);
  if not audit.asks_second(a) then
    perform audit.do_witness_change(c);
    return true;
  end if;
  insert into app.witness_changes select c.*;
  perform audit.record('log.witness_change_asked', null, p_change || jsonb_build_object('change', p_id));
  return false;
end $$;

-- The second person: a chair, a coordinator, an administrator or another officer, never whoever asked. Refusing is anybody's of
-- these, and whoever asked takes it back so. What nobody agreed to within two weeks is over.
create or replace function act.decide_witness_change(p_id uuid, p_agreed boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  a int := actor.authority();
  c app.witness_changes;
begin
  if not act.may_be_second() then raise exception 'witness_second_only' using errcode = 'TC403'; end if;
  select x.* into c from app.witness_changes x where x.authority_id = a and x.id = p_id for update;
  if not found then raise exception 'witness_change_not_found' using errcode = 'TC404'; end if;
  if c.agreed is not null or c.asked_at < now() - interval '14 days' then raise exception 'witness_change_over' using errcode = 'TC409'; end if;
  if p_agreed then
    perform act.be_second(array[c.asked_by], 'witness_second_person');
    perform from app.authorities x where x.id = a for update;
    perform audit.check_witness_change(c);
    perform audit.do_witness_change(c);
  end if;
  update app.witness_changes x set agreed = p_agreed, decided_by = actor.member(), decided_at = now() where x.authority_id = a and x.id = p_id;
  perform audit.record('log.witness_change_decided', null, jsonb_build_object('change', p_id, 'agreed', p_agreed));
end $$;

-- How many must have signed here, for every partner.
create or replace function audit.quorum_here() returns int
language plpgsql stable security definer set search_path = '' as $$
begin
  return audit.quorum((act.who())[1]::int);
end $$;

grant execute on function audit.quorum_here(), act.change_witnesses(uuid, jsonb), act.decide_witness_change(uuid, boolean) to throughcare_actor;
