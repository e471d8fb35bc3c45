-- The letter of a correction, restriction or erasure (GD-10): the receipt is written as the letter is opened.

-- Opened by the recipient it is read; opened by the agency whose item it was, it was made. Nobody else finds it.
create or replace function act.open_letter(p_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  n app.correction_notices;
begin
  perform act.who();
  select x.* into n from app.correction_notices x where x.authority_id = actor.authority() and x.id = p_id and x.case_id <> all (actor.shut()) for update;
  if not found then return false; end if;
  if n.recipients && actor.principals() or n.agency_id = actor.agency() and 'manager' = any (actor.functions()) then
    update app.correction_notices x set opened_at = now(), opened_by = actor.member()
     where x.authority_id = n.authority_id and x.id = n.id and x.opened_at is null;
    perform audit.record('correction.letter_read', n.case_id, jsonb_build_object('item', n.item_id, 'notice', n.id));
  elsif n.from_agency_id = actor.agency() and not act.relations(n.case_id) <@ array['guest', 'override'] then
    update app.correction_notices x set letter_at = now(), letter_by = actor.member() where x.authority_id = n.authority_id and x.id = n.id;
    perform audit.record('correction.letter_made', n.case_id, jsonb_build_object('item', n.item_id, 'notice', n.id));
  else
    return false;
  end if;
  return true;
end $$;

-- What stands in the letter: the number of the case, which item and version, what is asked; no name of the person, no category.
create or replace function read.correction_letter(p_token text, p_purpose text, p_request text, p_id uuid) returns jsonb
language plpgsql as $$
declare
  v_authority int;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  if not act.open_letter(p_id) then
    perform audit.record('refused', null, jsonb_build_object('code', 'correction_not_found', 'what', 'letter'));
    return null;
  end if;
  return (select jsonb_build_object('authority', (select a.name from app.authorities a where a.id = v_authority), 'today', actor.today(),
      'id', n.id, 'ref', read.ref_of_notice(n.id), 'item', left(n.item_id::text, 8), 'version', n.item_version, 'kind', n.kind,
      'purpose', (select c.purpose from app.clauses c where c.authority_id = v_authority and c.id = n.clause_id),
      'from', (select g.name from app.agencies g where g.authority_id = v_authority and g.id = n.from_agency_id),
      'to', (select g.name from app.agencies g where g.authority_id = v_authority and g.id = n.agency_id),
      'outside', read.notice_outside(n), 'authorityId', v_authority,
      'toldOn', (n.made_at at time zone a.time_zone)::date, 'toldBy', read.member_name(v_authority, n.made_by), 'dueOn', n.due_on,
      'letterOn', (n.letter_at at time zone a.time_zone)::date, 'letterBy', read.member_name(v_authority, n.letter_by),
      'readOn', (n.opened_at at time zone a.time_zone)::date, 'readBy', read.member_name(v_authority, n.opened_by),
      'acknowledgedOn', (n.acknowledged_at at time zone a.time_zone)::date, 'acknowledgedBy', read.member_name(v_authority, n.acknowledged_by))
    from app.correction_notices n join app.authorities a on a.id = n.authority_id
   where n.authority_id = v_authority and n.id = p_id);
end $$;

-- The number of the case, for whoever was told of it: they know the number from what they were given.
create or replace function read.ref_of_notice(p_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select c.ref from app.correction_notices n join app.cases c on c.authority_id = n.authority_id and c.id = n.case_id
   where n.authority_id = actor.authority() and n.id = p_id and n.case_id <> all (actor.shut())
     and (n.recipients && actor.principals() or actor.agency() in (n.agency_id, n.from_agency_id))
$$;

grant execute on function act.open_letter(uuid), read.correction_letter(text, text, text, uuid), read.ref_of_notice(uuid) to throughcare_actor;
