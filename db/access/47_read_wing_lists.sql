-- Readings for sheets of paper.

-- Who was announced by this prison and has no case yet, for its own officers and for the desks that received it.
create or replace function read.wing_notices(p_prison int, p_until date)
returns table (id uuid, release_on date, key text, identity text)
language sql stable security definer set search_path = '' as $$
  select n.id, n.release_on, encode(n.key_wrapped, 'hex'), encode(n.identity_sealed, 'hex')
    from app.release_notices n
   where n.authority_id = (select actor.authority()) and n.prison_agency_id = p_prison and n.status = 'waiting'
     and n.residence = 'city' and n.vanished_on is null
     and n.release_on between (select actor.today()) and p_until and act.knows_notice(n)
   order by n.release_on, n.id limit 200
$$;

-- One line by its code, for whoever may type it back.
-- Its answer once had a column fewer, which a replacement cannot change.
drop function if exists read.paper_line(text);
create function read.paper_line(p_code text)
returns table (code text, sheet_id uuid, kind text, prison_agency_id int, printed_at timestamptz, expires_on date, case_id uuid,
  notice_id uuid, recorded_at timestamptz, key text, identity text, announced_for date)
language plpgsql stable security definer set search_path = '' as $$
declare
  l app.paper_lines;
begin
  perform act.who();
  select x.* into l from app.paper_lines x where x.authority_id = actor.authority() and x.code = p_code;
  return query
  select l.code, s.id, s.kind, s.prison_agency_id, s.printed_at, s.expires_on, l.case_id, l.notice_id, l.recorded_at,
         encode(n.key_wrapped, 'hex'), encode(n.identity_sealed, 'hex'), n.release_on
    from app.paper_sheets s
    left join app.release_notices n on n.authority_id = l.authority_id and n.id = l.notice_id
   where s.authority_id = l.authority_id and s.id = l.sheet_id
     and case when l.case_id is not null then act.sits_on(l.case_id)
              when l.notice_id is not null then act.knows_notice(n)
              else s.agency_id = actor.agency() end;
end $$;

grant execute on function read.wing_notices(int, date), read.paper_line(text) to throughcare_actor;
