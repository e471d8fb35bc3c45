-- What nobody at the desk that it concerns can see (PI5, HA1, HA5, HA8, R9). On a specially protected case an offer reaches those members
-- of the asked desk alone who are named, and what a desk accepted has somebody only as long as one of its members can open the case.
-- Where there is none, nobody is asked and nobody is accountable, and whoever reads the case is told so.

-- Whether somebody who is there now, speaks for this desk or member, and can open the case: not away, blocked or gone, named, and not
-- close to the person. Of a case without the mark it is not asked.
create or replace function act.seen_at(p_authority int, p_case uuid, p_principal int) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  p app.protections;
begin
  select x.* into p from app.protections x where x.authority_id = p_authority and x.case_id = p_case and x.ended_at is null;
  if not found then return true; end if;
  return exists (
    select from app.members m join app.authorities a on a.id = m.authority_id
     where m.authority_id = p_authority and m.ended_at is null and m.activated_at is not null
       and m.id in (select unnest(p.named)
         union select x.member_id from app.protection_admissions x where x.authority_id = p.authority_id and x.protection_id = p.id
         union select o.member_id from app.seats s join app.principals o on o.authority_id = s.authority_id and o.id = s.principal
          where s.authority_id = p.authority_id and s.case_id = p.case_id)
       and not exists (select from app.absences b where b.authority_id = m.authority_id and b.member_id = m.id
                        and b.starts_at <= now() and b.ends_at > now())
       and actor.is_named(p, m.id) and not p_case = any (actor.close_cases(p_authority, m.id))
       and p_principal = any (actor.principals_of(m.authority_id, m.id, m.agency_id, a.time_zone)));
end $$;

-- Whether what a desk accepted has nobody any more. What the law gives to a prison nobody said, and nobody has to see it. An agency
-- without accounts said yes by phone, on paper or by a link, the only way it has, and its word counts; an answer that is still to be
-- confirmed lapses by itself. Of the case lead it is asked of who leads now or will.
create or replace function act.unheld(l app.leads) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_today date := actor.day_in(l.authority_id);
begin
  if l.state <> 'accepted' or l.offered_by is null and l.answered_by is null or isempty(l.period) or upper(l.period) <= v_today
     or l.channel <> 'self' and (l.confirmed_at is null or not exists (select from app.members m
          where m.authority_id = l.authority_id and m.agency_id = l.agency_id and m.ended_at is null and m.activated_at is not null))
     or act.seen_at(l.authority_id, l.case_id, l.to_principal) then
    return false;
  end if;
  return l.domain <> 'lead' or exists (
    select from app.case_leads x
     where x.authority_id = l.authority_id and x.case_id = l.case_id and x.lead_id = l.id and not x.overtaken and x.starts_on < 'infinity'
       and not exists (select from app.case_leads z left join app.leads w on w.authority_id = z.authority_id and w.id = z.lead_id
         where z.authority_id = x.authority_id and z.case_id = x.case_id and not z.overtaken
           -- In this order, which only `case` promises: asked first whether it is unheld, a word that begins today asks itself for ever.
           and case when z.starts_on <= x.starts_on then false when z.starts_on < v_today then true
                    when z.starts_on = v_today then w.id is null or not act.unheld(w) else false end));
end $$;

-- Of these offers and acceptances those that nobody can see. Almost always none, and then it costs one look. While a moment of the past
-- is told (AU4), none: it is a matter of now.
create or replace function act.unseen_among(p_leads app.leads[]) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_authority int := actor.authority();
  v_marked    uuid[];
begin
  if current_setting('throughcare.past', true) = 'told'
     or not exists (select from app.protections p where p.authority_id = v_authority and p.ended_at is null) then
    return '{}';
  end if;
  v_marked := array(select p.case_id from app.protections p
    where p.authority_id = v_authority and p.ended_at is null and p.case_id <> all (actor.shut()));
  return array(select l.id from unnest(p_leads) l
    where l.authority_id = v_authority and l.case_id = any (v_marked)
      and case l.state when 'offered' then not act.seen_at(l.authority_id, l.case_id, l.to_principal)
                       when 'accepted' then act.unheld(l) else false end);
end $$;

-- The agencies at whose desk nobody would see an offer on a case on which I sit: they are told beside the choice of an agency.
create or replace function act.unseen_by(p_case uuid) returns int[]
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select from app.protections p where p.authority_id = actor.authority() and p.case_id = p_case and p.ended_at is null)
     or p_case = any (actor.shut()) or not act.sits_on(p_case) then
    return '{}';
  end if;
  return array(select g.id from app.agencies g
    where g.authority_id = actor.authority() and not act.seen_at(g.authority_id, p_case, act.desk_of(g.authority_id, g.id)) order by g.id);
end $$;

-- What was accepted on my cases and has nobody, for whoever coordinates the case or asked: among what others owe them.
create or replace function act.unheld_of_mine() returns app.leads[]
language plpgsql stable security definer set search_path = '' as $$
declare
  who text[] := act.who();
begin
  return array(
    select l from app.protections p
      join app.cases c on c.authority_id = p.authority_id and c.id = p.case_id and c.closed_on is null and c.clause_id = any (who[5]::int[])
      join app.leads l on l.authority_id = c.authority_id and l.case_id = c.id and l.state = 'accepted' and l.clause_id = any (who[5]::int[])
      cross join lateral (
        select bool_or(s.relation = 'coordination') as coordinates from app.seats s
         where s.authority_id = c.authority_id and s.case_id = c.id and s.principal = any (who[4]::int[])
           and s.purpose = who[9] and s.period @> statement_timestamp()) seat
     where p.authority_id = who[1]::int and p.ended_at is null and p.case_id <> all (actor.shut())
       and (seat.coordinates or seat.coordinates is not null and not l.voluntary and l.from_principal = any (who[4]::int[]))
       and act.unheld(l)
     order by c.ref, l.domain);
end $$;

-- The same beside what is late, for the page of the day.
create or replace function act.late_with_unheld(p_limit int, inout lines json, inout more boolean)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_unheld app.leads[] := act.unheld_of_mine();
begin
  if v_unheld = '{}' then return; end if;
  select json_agg(x.line order by x.place) filter (where x.place <= p_limit), more or count(*) > p_limit into lines, more
    from (select y.line, row_number() over (order by y.kind, y.place) as place
            from (select 1 as kind, l.ordinality as place, json_build_object('id', l.id, 'ref', c.ref, 'domain', l.domain, 'agency', l.agency_id,
                           'answerBy', null, 'state', 'unheld') as line
                    from unnest(v_unheld) with ordinality l join app.cases c on c.authority_id = l.authority_id and c.id = l.case_id
                   where l.authority_id = actor.authority()
                  union all
                  select 2, o.place, o.line from json_array_elements(lines) with ordinality o(line, place)) y) x;
end $$;

-- A word given in advance that was not asked because nobody of its desk could see the offer: as soon as somebody can, it is asked, once,
-- with its limits as they are then. Whoever lets somebody in does not say yes by it: the word is that of the desk.
create or replace function act.ask_standing_again(p_authority int, p_case uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  l app.leads;
  k app.cases;
begin
  for l in select x.* from app.leads x where x.authority_id = p_authority and x.case_id = p_case and x.state = 'offered'
            and x.standing_refusal = 'unseen' order by x.offered_at, x.id for update loop
    continue when not act.seen_at(l.authority_id, l.case_id, l.to_principal);
    select c.* into strict k from app.cases c where c.authority_id = p_authority and c.id = p_case for update;
    update app.leads x set standing_refusal = null where x.authority_id = l.authority_id and x.id = l.id;
    perform act.accept_by_standing(k, l.id);
    select x.* into strict l from app.leads x where x.authority_id = l.authority_id and x.id = l.id;
    perform audit.record('lead.standing_tried', p_case, jsonb_build_object('lead', l.id, 'accepted', l.state = 'accepted', 'why', l.standing_refusal));
    perform act.notify(l.authority_id, array[l.to_principal, l.from_principal], 'lead', array[l.id::text]);
  end loop;
end $$;

-- Where an acceptance has nobody any more, whoever can open the case is told, once each time, and it is logged; so is that somebody can see
-- it again. It counts whether or not this has run: readings ask who is there.
create or replace function act.tell_unheld(p_authority int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  l        app.leads;
  v_unheld boolean;
  told     int := 0;
begin
  for l in select x.* from app.protections p
             join app.cases c on c.authority_id = p.authority_id and c.id = p.case_id and c.closed_on is null
             join app.leads x on x.authority_id = c.authority_id and x.case_id = c.id and x.state = 'accepted'
            where p.authority_id = p_authority and p.ended_at is null order by x.case_id, x.id loop
    v_unheld := act.unheld(l);
    continue when v_unheld = (l.unheld_told_on is not null);
    update app.leads x set unheld_told_on = case when v_unheld then actor.day_in(p_authority) end
     where x.authority_id = l.authority_id and x.id = l.id;
    perform audit.write(p_authority, null, null, null, case when v_unheld then 'lead.unheld' else 'lead.held' end, l.case_id,
      jsonb_build_object('lead', l.id), null);
    if v_unheld then
      perform act.tell_case(p_authority, l.case_id, 'case');
      told := told + 1;
    end if;
  end loop;
  return told;
end $$;

create or replace function act.tell_unheld() returns int
language sql security definer set search_path = '' as $$
  select coalesce(sum(act.tell_unheld(a.id)), 0)::int from app.authorities a
$$;

grant execute on function act.unseen_among(app.leads[]), act.unseen_by(uuid) to throughcare_actor;
grant execute on function act.tell_unheld() to throughcare_worker;
