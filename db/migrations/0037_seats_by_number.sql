-- Lists in the order of the case number are driven from the seats too; so the seat carries the number. It never changes.
alter table app.seats add column case_number bigint;
update app.seats s set case_number = substring(c.ref from '[0-9]+$')::bigint
  from app.cases c where c.authority_id = s.authority_id and c.id = s.case_id;
alter table app.seats alter column case_number set not null;

create function app.seat_carries_number() returns trigger language plpgsql set search_path = '' as $$
begin
  select substring(c.ref from '[0-9]+$')::bigint into new.case_number
    from app.cases c where c.authority_id = new.authority_id and c.id = new.case_id;
  return new;
end $$;
create trigger carry_number before insert on app.seats for each row execute function app.seat_carries_number();

create index seats_by_number on app.seats (authority_id, principal, purpose, case_number, case_id);
