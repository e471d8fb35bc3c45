-- Erasing what the log says of a case (TL-06). The hashes keep their places, so that everything else stays proven; what they
-- stood for, and the nonces without which nobody can guess it, go. For acts that erase a case, in their transaction: what that
-- transaction writes itself stays. Entries that have no place yet must be sealed first.
create or replace function audit.erase_case(a int, p_case uuid) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_events  bigint[] := array(select e.id from audit.events e where e.authority_id = a and e.case_id = p_case and e.txid <> pg_current_xact_id());
  v_changes bigint[] := array(select r.id from audit.row_changes r where r.authority_id = a and r.case_id = p_case and r.txid <> pg_current_xact_id());
  v_gone    bigint;
begin
  if exists (select from audit.waiting w where w.authority_id = a and w.id = any (case when w.is_event then v_events else v_changes end)) then
    raise exception 'log_not_sealed' using errcode = 'TC409';
  end if;
  update audit.leaves l set event_id = null, change_id = null, nonce_sealed = null, gone = 'erased'
   where l.authority_id = a and (l.event_id = any (v_events) or l.change_id = any (v_changes));
  get diagnostics v_gone = row_count;
  delete from audit.events e where e.authority_id = a and e.id = any (v_events);
  delete from audit.row_changes r where r.authority_id = a and r.id = any (v_changes);
  perform audit.write(a, null, null, null, 'log.erased', null, jsonb_build_object('entries', v_gone), null);
  return v_gone;
end $$;
