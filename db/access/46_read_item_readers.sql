-- Who reads an item and why, and who would read one that is being written: the database's own rule, told by name.

-- Rows of actor.readers_of() for whoever may see them: colleagues, and those whose seat at the table the asker knows.
-- Who helps on the wish of the person alone is known to the coordination desk and to themselves.
create or replace function read.readers_named(p_rows jsonb, p_case uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(r || jsonb_build_object('you', (r ->> 'member')::int = actor.member(), 'byCover', r -> 'relations' ? 'cover')
           order by (r ->> 'rule') <> 'own', (r ->> 'member')::int <> actor.member(), r ->> 'agency', r ->> 'name'), '[]')
    from jsonb_array_elements(p_rows) r
   where (r ->> 'agency')::int = actor.agency() or (r ->> 'agency')::int in (select t.agency_id from read.table_of(p_case) t)
$$;

-- For whoever reads the item themselves.
create or replace function read.item_readers(p_item uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_rows jsonb;
  v_case uuid;
begin
  select coalesce(jsonb_agg(to_jsonb(r)), '[]') into v_rows from actor.item_readers(actor.authority(), p_item) r;
  if not exists (select from jsonb_array_elements(v_rows) r where (r ->> 'member')::int = actor.member()) then return '[]'; end if;
  select i.case_id into v_case from (
    select x.case_id from app.items x where x.authority_id = actor.authority() and x.id = p_item
    union all select x.case_id from app.special_items x where x.authority_id = actor.authority() and x.id = p_item) i;
  return read.readers_named(v_rows, v_case);
end $$;

-- What the matrix says to each agency at a table about the categories under which the asker may bring something.
create or replace function read.item_cells(p_case uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  k app.cases;
begin
  select c.* into k from app.cases c where c.authority_id = actor.authority() and c.id = p_case;
  if act.relations(p_case) = '{}' then return '[]'; end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('agency', g.agency_id, 'principals', g.principals, 'relations', g.relations,
             'signed', exists (select from actor.rights_of(k.authority_id, g.agency_id, k.purpose, actor.today())),
             'cells', (select coalesce(jsonb_object_agg(c.category, case when r.sight is not null then r.sight::text when r.on_decision then 'on_decision' end), '{}')
               from app.clauses c
               join actor.rights_of(k.authority_id, g.agency_id, k.purpose, actor.today()) r on r.clause_id = c.id
              where c.authority_id = k.authority_id and c.id = any (actor.contributes())))
             order by g.agency_id = actor.agency() desc, g.agency_id), '[]')
      from (select t.agency_id, array_agg(distinct t.principal) as principals, array_agg(distinct t.relation) as relations
              from read.table_of(p_case) t group by t.agency_id) g);
end $$;

-- Who would read what is being written, if it were saved as it stands. `p` has category, mode, audience, meetingId,
-- deleteOn; and why others at the table are not among the readers.
create or replace function read.readers_if(p_case uuid, p jsonb, p_owner int, p_item uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  k        app.cases;
  v_clause int;
  v_rows   jsonb;
begin
  select c.* into k from app.cases c where c.authority_id = actor.authority() and c.id = p_case;
  if p_owner <> actor.agency() or act.relations(p_case) <@ array['guest', 'override'] then
    raise exception 'item_seat_reads_only' using errcode = 'TC403';
  end if;
  v_clause := coalesce((select i.clause_id from app.items i where i.authority_id = k.authority_id and i.id = p_item
    and i.case_id = k.id and i.owner_agency_id = p_owner), act.item_clause(k, p ->> 'category'));
  select coalesce(jsonb_agg(to_jsonb(r)), '[]') into v_rows
    from actor.readers_of(k.authority_id, k.id, k.purpose, p_item, p_owner, v_clause, 'current', p ->> 'mode', act.audience_of(p),
      (p ->> 'deleteOn')::date, (p ->> 'meetingId')::uuid) r;
  return jsonb_build_object('clause', v_clause, 'readers', read.readers_named(v_rows, k.id),
    'others', (select coalesce(jsonb_agg(jsonb_build_object('agency', g.agency_id, 'why', case
        when not exists (select from actor.rights_of(k.authority_id, g.agency_id, k.purpose, actor.today())) then 'unsigned'
        when r.clause_id is null or r.sight is null and not r.on_decision then 'no_clause'
        when r.sight is null then 'on_decision'
        when r.sight = 'summary' then 'summary'
        when p ->> 'mode' = 'agency' then 'own_agency'
        when p ->> 'mode' = 'named' and not act.audience_of(p) && g.principals then 'not_chosen'
        when p ->> 'meetingId' is not null then 'not_in_meeting'
        when not g.relations && actor.table_relations() then 'not_at_table'
        else 'nobody' end) order by g.agency_id), '[]')
      from (select t.agency_id, array_agg(distinct t.principal) as principals, array_agg(distinct t.relation) as relations
              from read.table_of(k.id) t group by t.agency_id) g
      left join lateral (select x.* from actor.rights_of(k.authority_id, g.agency_id, k.purpose, actor.today()) x where x.clause_id = v_clause) r on true
     where g.agency_id not in (select (x ->> 'agency')::int from jsonb_array_elements(v_rows) x)));
end $$;

create or replace function read.item_preview(p_token text, p_purpose text, p_request text, p_ref text, p jsonb) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  k           app.cases;
  v_answer    jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select c.* into k from app.cases c where c.authority_id = v_authority and c.ref = p_ref;
  if not found then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'item_preview'));
    return null;
  end if;
  v_answer := read.readers_if(k.id, p, actor.agency(), (p ->> 'itemId')::uuid);
  return v_answer || jsonb_build_object('today', actor.today(),
    'informed', jsonb_build_object('state', k.informed_state, 'on', k.informed_on),
    'clauses', read.clauses_json(v_authority, array[(v_answer ->> 'clause')::int]),
    'agencies', read.agencies_json(v_authority, array(select (x ->> 'agency')::int from jsonb_array_elements(v_answer -> 'readers' || (v_answer -> 'others')) x)));
end $$;

-- Everything that somebody needs to begin to write: categories that their agency may bring, the table and what the
-- matrix gives each agency, meetings ahead, colleagues who may approve, and their own draft.
create or replace function read.item_composer(p_token text, p_purpose text, p_request text, p_ref text) returns jsonb
language plpgsql as $$
declare
  v_authority int;
  k           app.cases;
  v_cells     jsonb;
begin
  perform actor.assume(p_token, p_purpose, p_request);
  v_authority := actor.authority();
  select c.* into k from app.cases c where c.authority_id = v_authority and c.ref = p_ref;
  if not found then
    perform audit.record('refused', null, jsonb_build_object('code', 'case_not_found', 'what', 'item_composer'));
    return null;
  end if;
  v_cells := read.item_cells(k.id);
  -- Who sits at the table, which meetings are ahead and what I began to write of the person: it is read, whatever is written then.
  perform audit.record_read('item.composer_read', k.id, '{}');
  return jsonb_build_object('authority', v_authority, 'today', actor.today(), 'ref', k.ref, 'caseId', k.id, 'agency', actor.agency(),
    'mayWrite', k.closed_on is null and not act.relations(k.id) <@ array['guest', 'override'],
    'categories', (select coalesce(jsonb_agg(jsonb_build_object('category', c.category, 'clause', c.id,
        'reviewBy', actor.review_by(v_authority, c.id, actor.today()), 'confirmed', exists (select from app.necessity_confirmed n where n.authority_id = v_authority and n.clause_id = c.id)) order by c.id), '[]')
      from app.clauses c where c.authority_id = v_authority and c.id = any (actor.contributes())
       and c.category not in ('identity', 'notice')),
    'table', v_cells,
    'meetings', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'on', coalesce(m.held_on, m.planned_on), 'agencies', m.invited) order by m.planned_on), '[]')
      from app.handover_meetings m where m.authority_id = v_authority and m.case_id = k.id
       and (m.state = 'planned' and m.planned_on >= actor.today() or m.held_on = actor.today())),
    'approvers', (select coalesce(jsonb_agg(jsonb_build_object('id', a.member, 'name', a.name)), '[]') from act.approvers(k.id) a),
    'draft', (select jsonb_build_object('key', encode(d.key_wrapped, 'hex'), 'sealed', encode(d.draft_sealed, 'hex'), 'savedAt', d.saved_at)
      from app.item_drafts d where d.authority_id = v_authority and d.case_id = k.id),
    'clauses', read.clauses_json(v_authority, actor.contributes()),
    'agencies', read.agencies_json(v_authority, array(select (x ->> 'agency')::int from jsonb_array_elements(v_cells) x union select actor.agency())));
end $$;

grant execute on function read.item_readers(uuid), read.item_cells(uuid), read.readers_if(uuid, jsonb, int, uuid),
  read.item_preview(text, text, text, text, jsonb), read.item_composer(text, text, text, text), act.audience_of(jsonb) to throughcare_actor;
