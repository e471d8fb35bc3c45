-- The days of one case on which nobody is accountable, as read.gaps_from() finds them for many: a loop over its few needs and
-- leads, where that question takes ten times as long to begin as to answer (pictures.test.ts compares both). Leads are handed in
-- as they are kept (read.leads_kept()), needs as they were given: they end with the last measure but for what the person wants
-- to go on, as in read.needs_given(). It reads no table.
create or replace function read.gap_days(
  k app.cases, p_needs app.case_needs[], p_leads app.leads[], p_said app.continuations[], p_today date,
  out domains text[], out kinds text[], out days datemultirange[]
) language plpgsql stable as $$
declare
  n        app.case_needs;
  l        app.leads;
  c        app.continuations;
  v_until  date;
  v_last   date;
  v_starts date;
  v_bare   datemultirange;
  v_part   datemultirange;
  v_awaits datemultirange;
  v_late   datemultirange;
  v_no     datemultirange;
  v_state  text;
begin
  domains := '{}'; kinds := '{}'; days := '{}';
  foreach n in array coalesce(p_needs, '{}') loop
    continue when n.case_id <> k.id or not n.from_custody and k.release_on is null;
    v_until := k.release_on + n.days;
    if k.measure_ends_on is not null then
      v_last := k.measure_ends_on;
      foreach c in array coalesce(p_said, '{}') loop
        if c.case_id = k.id and c.domain = n.domain then v_last := c.ends_on; end if;
      end loop;
      continue when not (n.from_custody or v_last is null or v_last > k.release_on);
      if k.release_on is not null then v_until := least(v_until, v_last); end if;
    end if;
    v_starts := case when n.from_custody then coalesce(k.cycle_from, k.opened_on) else k.release_on end;
    continue when n.from_custody and v_starts >= v_until;
    v_bare := datemultirange(daterange(v_starts, v_until));
    v_awaits := '{}'; v_late := '{}'; v_no := '{}';
    foreach l in array coalesce(p_leads, '{}') loop
      continue when l.domain <> n.domain or l.case_id <> k.id or l.state = 'withdrawn';
      v_state := read.lead_state(l, p_today);
      if v_state in ('accepted', 'to_confirm', 'left') then
        v_bare := v_bare - datemultirange(l.period);
      elsif v_state = 'unheld' then
        v_bare := v_bare - datemultirange(l.period * daterange(null, p_today));
      elsif v_state = 'unconfirmed' or v_state = 'offered' and coalesce(l.answer_by < p_today and lower(l.period) <= p_today + 14, false) then
        v_late := v_late + datemultirange(l.period);
      elsif v_state = 'offered' then
        v_awaits := v_awaits + datemultirange(l.period);
      elsif v_state = 'declined' then
        v_no := v_no + datemultirange(l.period);
      end if;
    end loop;
    continue when isempty(v_bare);
    v_part := v_bare * v_awaits;
    if not isempty(v_part) then domains := domains || n.domain; kinds := kinds || text 'awaiting'; days := days || v_part; end if;
    v_bare := v_bare - v_awaits;
    v_part := v_bare * v_late;
    if not isempty(v_part) then domains := domains || n.domain; kinds := kinds || text 'overdue'; days := days || v_part; end if;
    v_bare := v_bare - v_late;
    v_part := v_bare * v_no;
    if not isempty(v_part) then domains := domains || n.domain; kinds := kinds || text 'declined'; days := days || v_part; end if;
    v_bare := v_bare - v_no;
    if not isempty(v_bare) then domains := domains || n.domain; kinds := kinds || text 'unasked'; days := days || v_bare; end if;
  end loop;
end $$;

grant execute on function read.gap_days(app.cases, app.case_needs[], app.leads[], app.continuations[], date) to throughcare_actor;
