-- Where the set-up stands. Nothing in it is about a person whom a case is about.

-- Whether real cases may be opened here, and what is still missing; known to all who work here, because all of
-- them meet the shut door.
create or replace function read.set_up() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  a int := actor.authority();
begin
  perform act.who();
  return (
    select jsonb_build_object('openedOn', (s.opened_at at time zone x.time_zone)::date,
      'openedBy', (select m.name from app.members m where m.authority_id = a and m.id = s.opened_by),
      'practice', x.demo, 'country', x.country, 'region', s.region, 'languages', coalesce(s.languages, '{en}'),
      'weekStarts', coalesce(s.week_starts, 'monday'),
      'criteria', (select jsonb_agg(jsonb_build_object('code', c.code, 'met', c.met, 'on', c.on_day, 'by', c.by_whom)) from act.live_criteria(a) c),
      'administrators', (select count(*) from app.member_functions f join app.members m on m.authority_id = f.authority_id and m.id = f.member_id
                          where f.authority_id = a and f.function = 'administrator' and m.ended_at is null),
      'coordinators', (select count(*) from app.member_functions f join app.members m on m.authority_id = f.authority_id and m.id = f.member_id
                          where f.authority_id = a and f.function = 'coordinator' and m.ended_at is null),
      'tableFunctions', (select count(*) from app.table_functions),
      'filled', (select count(distinct t.function) from app.table_seats t where t.authority_id = a and t.agency_id is not null),
      'asked', (select count(distinct t.function) from app.table_seats t where t.authority_id = a and t.agency_id is null
                  and not exists (select from app.table_seats f where f.authority_id = a and f.function = t.function and f.agency_id is not null)))
    from app.authorities x left join app.authority_state s on s.authority_id = x.id where x.id = a);
end $$;

-- The table with its empty places, in the order in which one would lay it.
create or replace function read.partner_table() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  a int := actor.authority();
begin
  perform act.who();
  return (select jsonb_agg(jsonb_build_object('function', f.code, 'kind', f.kind, 'seats', coalesce((
      select jsonb_agg(jsonb_build_object('id', t.id, 'organisation', t.organisation, 'contact', t.contact, 'askedOn', t.asked_on,
          'version', t.version, 'agency', case when g.id is not null then jsonb_build_object('id', g.id, 'name', g.name,
            'code', g.code, 'kind', g.kind, 'phone', g.phone, 'email', g.email) end) order by t.agency_id nulls last, t.id)
        from app.table_seats t
        left join app.agencies g on g.authority_id = a and g.id = t.agency_id and (g.ended_on is null or g.ended_on > actor.today())
       where t.authority_id = a and t.function = f.code and (t.agency_id is null or g.id is not null)), '[]')) order by f.position)
    from app.table_functions f);
end $$;

grant execute on function read.set_up(), read.partner_table() to throughcare_actor;
