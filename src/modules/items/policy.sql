-- What agencies bring about a person belongs to the agency that brought it, and is read by whom its author meant.
alter table app.items enable row level security;
alter table app.item_versions enable row level security;
alter table app.item_facts enable row level security;
alter table app.item_audiences enable row level security;
alter table app.item_changes enable row level security;
alter table app.special_items enable row level security;
alter table app.special_item_versions enable row level security;
alter table app.special_item_changes enable row level security;
alter table app.item_drafts enable row level security;
alter table app.necessity_confirmed enable row level security;

-- To whom the case itself opens, by the rule of items.
create policy read_addressed on app.items for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and exists (select from app.cases c where c.authority_id = items.authority_id and c.id = items.case_id offset 0)
    and actor.item_rule(owner_agency_id, state, mode, audience, delete_on, meeting_id, (select actor.agency()),
      clause_id = any ((select actor.clauses())::int[]) or clause_id = any ((select actor.contributes())::int[]),
      clause_id = any ((select actor.clauses())::int[]), clause_id = any ((select actor.shareable())::int[]),
      exists (
        select from app.seats s
        where s.authority_id = items.authority_id and s.case_id = items.case_id
          and s.principal = any ((select actor.principals())::int[]) and s.relation = any (actor.table_relations())
          and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
        offset 0
      ),
      (select actor.principals())::int[], (select actor.today()), (select actor.meetings_today())::uuid[],
      exists (select from actor.item_shares(items.authority_id, items.id, null, (select actor.principals())::int[], (select actor.today())))
    ) is not null
  );

-- The same for special categories: named readers or the own agency, never the table; until a second person has
-- approved it, only its author and that person.
create policy read_addressed on app.special_items for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (approved_at is not null or written_by = (select actor.member()) or approver = (select actor.member()))
    and exists (select from app.cases c where c.authority_id = special_items.authority_id and c.id = special_items.case_id offset 0)
    and actor.item_rule(owner_agency_id, state, mode, audience, delete_on, meeting_id, (select actor.agency()),
      clause_id = any ((select actor.clauses())::int[]) or clause_id = any ((select actor.contributes())::int[]),
      clause_id = any ((select actor.clauses())::int[]), clause_id = any ((select actor.shareable())::int[]), false,
      (select actor.principals())::int[], (select actor.today()), (select actor.meetings_today())::uuid[],
      exists (select from actor.item_shares(special_items.authority_id, special_items.id, null, (select actor.principals())::int[], (select actor.today())))
    ) is not null
  );

-- Its own agency reads every version. Others read the current one if the item is meant for them, and each version
-- that a share names to them; never one that was restricted.
create policy read_addressed on app.item_versions for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and exists (
      select from app.items i
      where i.authority_id = item_versions.authority_id and i.id = item_versions.item_id
        and (i.owner_agency_id = (select actor.agency()) or not item_versions.restricted and (
          i.current_version = item_versions.version and i.clause_id = any ((select actor.clauses())::int[])
            and (i.mode = 'named' and i.audience && (select actor.principals())::int[] or i.mode = 'table' and exists (
              select from app.seats s
              where s.authority_id = i.authority_id and s.case_id = i.case_id
                and s.principal = any ((select actor.principals())::int[]) and s.relation = any (actor.table_relations())
                and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
              offset 0))
          or i.clause_id = any ((select actor.shareable())::int[]) and exists (select from actor.item_shares(
            i.authority_id, i.id, item_versions.version, (select actor.principals())::int[], (select actor.today())))))
    )
  );

-- The same for special categories.
create policy read_addressed on app.special_item_versions for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and exists (
      select from app.special_items i
      where i.authority_id = special_item_versions.authority_id and i.id = special_item_versions.item_id
        and (i.owner_agency_id = (select actor.agency()) or not special_item_versions.restricted and (
          i.current_version = special_item_versions.version and i.clause_id = any ((select actor.clauses())::int[])
            and i.mode = 'named' and i.audience && (select actor.principals())::int[]
          or i.clause_id = any ((select actor.shareable())::int[]) and exists (select from actor.item_shares(
            i.authority_id, i.id, special_item_versions.version, (select actor.principals())::int[], (select actor.today())))))
    )
  );

-- A change that is proposed is known to its author and to whoever was asked to approve it, while both still read the item.
create policy read_two on app.special_item_changes for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and (select actor.member()) in (written_by, approver)
    and exists (select from app.special_items i where i.authority_id = special_item_changes.authority_id
      and i.id = special_item_changes.item_id and i.owner_agency_id = (select actor.agency()))
  );
create policy shut on app.special_item_changes as restrictive for select to throughcare_actor using ((case_id = any ((select actor.shut())::uuid[])) is not true);

-- What an assessment relies on, for whoever reads both.
create policy read_both on app.item_facts for select to throughcare_actor
  using (
    authority_id = (select actor.authority())
    and exists (select from app.item_versions v where v.authority_id = item_facts.authority_id
      and v.item_id = item_facts.item_id and v.version = item_facts.version)
    and exists (select from app.items f where f.authority_id = item_facts.authority_id and f.id = item_facts.fact_id)
  );

-- For whom it was meant before and what was done with it is a matter of its own agency.
create policy read_owner on app.item_audiences for select to throughcare_actor using (authority_id = (select actor.authority())
  and item_id in (select i.id from app.items i where i.owner_agency_id = (select actor.agency()) and i.case_id = item_audiences.case_id
    union all select i.id from app.special_items i where i.owner_agency_id = (select actor.agency()) and i.case_id = item_audiences.case_id));
create policy read_owner on app.item_changes for select to throughcare_actor using (authority_id = (select actor.authority())
  and item_id in (select i.id from app.items i where i.owner_agency_id = (select actor.agency()) and i.case_id = item_changes.case_id
    union all select i.id from app.special_items i where i.owner_agency_id = (select actor.agency()) and i.case_id = item_changes.case_id));
-- What I have begun to write about a case that I see, and what I have confirmed.
create policy read_own on app.item_drafts for select to throughcare_actor using (authority_id = (select actor.authority())
  and member_id = (select actor.member()) and exists (select from app.cases c where c.authority_id = item_drafts.authority_id and c.id = item_drafts.case_id));
create policy read_own on app.necessity_confirmed for select to throughcare_actor
  using (authority_id = (select actor.authority()) and member_id = (select actor.member()));
grant select on app.items, app.item_versions, app.item_facts, app.item_audiences, app.item_changes, app.special_items,
  app.special_item_versions, app.special_item_changes, app.item_drafts, app.necessity_confirmed to throughcare_actor;
