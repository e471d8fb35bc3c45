-- Erasing a case, and a person with all cases (GD-09, LED-25, OPS-02, TL-06): who is told outlives the case, the journal knows
-- announcements too, and rows that follow a case go with it.

-- Why a request could not be carried out, and from which day on it can: said to who asked, when it is refused.
alter table app.erasures
  add column held_by    text constraint erasures_held_by check (held_by in ('open_elsewhere', 'measure', 'longer', 'duty', 'evidence')),
  add column held_until date,
  add constraint erasures_held check ((held_by is null or state = 'refused') and (held_until is null or held_by is not null)),
  add constraint erasures_forgotten check (state <> 'erased' or kind = 'item' or case_id is null);

-- Each agency that had a case learns that it is gone. Its number stays until the agency has answered, or thirty days: without it
-- nobody could look for copies of their own.
create table app.erasure_tellings (
  authority_id    int         not null,
  id              uuid        not null default gen_random_uuid(),
  erasure_id      uuid        not null,
  agency_id       int         not null,
  recipients      int[]       not null,
  ref             text,
  outside         int         not null default 0,
  told_at         timestamptz not null default now(),
  due_on          date        not null,
  acknowledged_by int,
  acknowledged_at timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, erasure_id) references app.erasures,
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, acknowledged_by) references app.members,
  constraint erasure_tellings_acknowledged check ((acknowledged_at is null) = (acknowledged_by is null)),
  constraint erasure_tellings_forgotten check (acknowledged_at is null or ref is null)
);
create index erasure_tellings_erasure on app.erasure_tellings (authority_id, erasure_id);
create index erasure_tellings_agency on app.erasure_tellings (authority_id, agency_id);
alter table app.erasure_tellings enable row level security;

-- An announcement that went with a person must not come back with an old backup. And the log names some rows by other keys than
-- the number of what is gone: they are known until it has forgotten them.
alter table app.erasure_journal
  add column rows_named text[],
  drop constraint erasure_journal_kind,
  add constraint erasure_journal_kind check (kind in ('item', 'item_words', 'case', 'person', 'announced')),
  drop constraint erasure_journal_forgets,
  add constraint erasure_journal_forgets check (blinded_at is null or (target is null and case_id is null and rows_named is null));

-- Who leads first is never taken away while there is a case; with the case it goes.
alter table app.case_leads
  drop constraint case_leads_authority_id_case_id_fkey,
  add constraint case_leads_authority_id_case_id_fkey foreign key (authority_id, case_id) references app.cases on delete cascade;

-- Rows that go with their case leave no stamp for a picture that nobody will paint.
create or replace function app.stamp_cases() returns trigger language plpgsql set search_path = '' as $$
begin
  insert into app.case_stamps (authority_id, case_id)
  select distinct c.authority_id, c.case_id from changed c
   where tg_op <> 'DELETE' or exists (select from app.cases k where k.authority_id = c.authority_id and k.id = c.case_id) order by 1, 2
  on conflict (authority_id, case_id) do update set stamp = case_stamps.stamp + 1;
  return null;
end $$;
