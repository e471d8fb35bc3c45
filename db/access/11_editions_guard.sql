-- What the database itself does not let happen to an agreement, whoever asks, the owner of the tables included.

-- A first edition is its own lineage; another one takes the next number of the lineage that it follows.
create or replace function app.number_edition() returns trigger
language plpgsql set search_path = '' as $$
declare
  former app.arrangements;
begin
  select x.* into former from app.arrangements x where x.authority_id = new.authority_id and x.id = new.supersedes_id;
  new.lineage_id := coalesce(new.lineage_id, former.lineage_id, new.id);
  new.edition := coalesce(new.edition, former.edition + 1, 1);
  return new;
end $$;
create or replace trigger number_edition before insert on app.arrangements
  for each row execute function app.number_edition();

-- A cell stands on a basis of the party itself, which covers this category and purpose and holds on the day on which
-- it is written (LED-02).
create or replace function app.basis_of_the_party() returns trigger
language plpgsql set search_path = '' as $$
declare
  v_clause app.clauses;
begin
  if new.basis_id is null then return new; end if;
  select c.* into strict v_clause from app.clauses c where c.authority_id = new.authority_id and c.id = new.clause_id;
  if not actor.basis_holds(new.authority_id, new.basis_id, new.agency_id, v_clause.purpose, v_clause.category,
                           actor.day_in(new.authority_id)) then
    raise exception 'basis_not_of_party' using errcode = 'TC422', detail = 'basisId';
  end if;
  return new;
end $$;
create or replace trigger basis_of_the_party before insert or update of basis_id, agency_id, clause_id on app.clause_rights
  for each row execute function app.basis_of_the_party();

-- What is fixed is not reworded, nor what two parties have signed and whose first day has come, whether or not somebody
-- noted that it is fixed: no act of anybody changes it. A party may still sign, and leave; nothing else of it changes, and no row goes.
create or replace function app.fixed_stays() returns trigger
language plpgsql set search_path = '' as $$
declare
  signing constant text[] := '{signed_on,signed_by,signed_how,signed_member,left_on}';
  v_row   jsonb := case when tg_op = 'INSERT' then to_jsonb(new) else to_jsonb(old) end;
  v_new   jsonb := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) end;
  v_fixed boolean;
begin
  select exists (select from app.arrangements x
    where x.authority_id = (v_row ->> 'authority_id')::int
      and (x.fixed_at is not null or actor.context() is not null and x.valid_from <= actor.day_in(x.authority_id) and (select count(*) from app.arrangement_parties y
             where y.authority_id = x.authority_id and y.arrangement_id = x.id and y.signed_on <= actor.day_in(x.authority_id)) >= 2)
      and x.id = case tg_table_name
        when 'arrangements' then (v_row ->> 'id')::int
        when 'clause_rights' then (select c.arrangement_id from app.clauses c
          where c.authority_id = (v_row ->> 'authority_id')::int and c.id = (v_row ->> 'clause_id')::int)
        else (v_row ->> 'arrangement_id')::int end) into v_fixed;
  if v_fixed and not (tg_table_name = 'arrangement_parties' and tg_op = 'UPDATE' and v_row - signing = v_new - signing
      and (v_row ->> 'signed_on' is null or v_row - 'left_on' = v_new - 'left_on')) then
    raise exception 'agreement_already_fixed' using errcode = 'TC409';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create or replace trigger fixed_stays before update or delete on app.arrangements
  for each row execute function app.fixed_stays();
create or replace trigger fixed_stays before insert or update or delete on app.arrangement_parties
  for each row execute function app.fixed_stays();
create or replace trigger fixed_stays before insert or update or delete on app.clauses
  for each row execute function app.fixed_stays();
create or replace trigger fixed_stays before insert or update or delete on app.clause_rights
  for each row execute function app.fixed_stays();
create or replace trigger fixed_stays before insert or update or delete on app.arrangement_duties
  for each row execute function app.fixed_stays();
create or replace trigger fixed_stays before insert or update or delete on app.arrangement_retention
  for each row execute function app.fixed_stays();

-- Nothing is fixed with an empty cell: each party and line of the matrix, a basis for each cell that gives anything,
-- the eleven duties, a retention for each line, and somebody whom a person can ask (GD-12, MA-15, LED-02, LED-06).
create or replace function app.whole_when_fixed() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.fixed_at is not null or new.fixed_at is null then return new; end if;
  if (select count(*) from app.arrangement_parties y where y.authority_id = new.authority_id and y.arrangement_id = new.id) < 2 then
    raise exception 'agreement_two_parties' using errcode = 'TC422', detail = 'parties';
  end if;
  if exists (select from app.clauses c
               join app.arrangement_parties y on y.authority_id = c.authority_id and y.arrangement_id = c.arrangement_id
              where c.authority_id = new.authority_id and c.arrangement_id = new.id and not exists (
                select from app.clause_rights r
                 where r.authority_id = c.authority_id and r.clause_id = c.id and r.agency_id = y.agency_id)) then
    raise exception 'agreement_cells_empty' using errcode = 'TC422', detail = 'parties';
  end if;
  if exists (select from app.clauses c
               join app.clause_rights r on r.authority_id = c.authority_id and r.clause_id = c.id
              where c.authority_id = new.authority_id and c.arrangement_id = new.id and r.basis_id is null
                and (r.sight is not null or r.on_decision or r.may_contribute)) then
    raise exception 'agreement_basis_missing' using errcode = 'TC422', detail = 'parties';
  end if;
  if (select count(*) from app.arrangement_duties d where d.authority_id = new.authority_id and d.arrangement_id = new.id) < 11 then
    raise exception 'agreement_duties_empty' using errcode = 'TC422', detail = 'duties';
  end if;
  if exists (select from app.clauses c where c.authority_id = new.authority_id and c.arrangement_id = new.id and not exists (
               select from app.arrangement_retention t where t.authority_id = c.authority_id
                and t.arrangement_id = c.arrangement_id and t.purpose = c.purpose and t.category = c.category)) then
    raise exception 'agreement_retention_missing' using errcode = 'TC422', detail = 'retention';
  end if;
  if not exists (select from app.arrangement_contacts k where k.authority_id = new.authority_id and k.lineage_id = new.lineage_id) then
    raise exception 'agreement_contact_missing' using errcode = 'TC422', detail = 'contact';
  end if;
  return new;
end $$;
create or replace trigger whole_when_fixed before update of fixed_at on app.arrangements
  for each row execute function app.whole_when_fixed();

-- Who is bound by what law is a matter of the register: what is active is renewed or withdrawn, not reworded.
create or replace function app.active_basis_stays() returns trigger
language plpgsql set search_path = '' as $$
declare
  kept constant text[] := '{kind,citation,objective,categories,purposes,bodies,valid_from}';
begin
  if old.state = 'draft' then return coalesce(new, old); end if;
  if tg_op = 'DELETE' or new.state = 'draft' or (old.state = 'withdrawn' and new.state = 'active') or exists (
      select from unnest(kept) k where to_jsonb(old) -> k is distinct from to_jsonb(new) -> k) then
    raise exception 'basis_already_active' using errcode = 'TC409';
  end if;
  return new;
end $$;
create or replace trigger active_basis_stays before update or delete on app.legal_bases
  for each row execute function app.active_basis_stays();

-- Grounds that the law does not give a body or a purpose cannot be activated (GD-02, LED-01): legitimate interest
-- for public bodies, consent for what is imposed or owed to a public task, a criminal-law task for anybody but the
-- competent authorities, the grounds of the GDPR for purposes under the directive.
create or replace function app.basis_fits() returns trigger
language plpgsql set search_path = '' as $$
declare
  v_kinds  text[];
  v_regime text[];
begin
  if new.state <> 'active' then return new; end if;
  select array_agg(distinct g.kind::text) into v_kinds from app.agencies g
   where g.authority_id = new.authority_id and g.id = any (new.bodies);
  if (select count(*) from app.agencies g where g.authority_id = new.authority_id and g.id = any (new.bodies))
     < cardinality(new.bodies) then
    raise exception 'basis_body_unknown' using errcode = 'TC422', detail = 'bodies';
  end if;
  select array_agg(distinct p.regime) into v_regime from app.purposes p where p.code = any (new.purposes);
  if (new.kind = 'criminal_law_task') <> ('law_enforcement_directive' = any (v_regime)) or cardinality(v_regime) > 1 then
    raise exception 'basis_other_regime' using errcode = 'TC422', detail = 'purposes';
  end if;
  if new.kind = 'criminal_law_task' and not v_kinds <@ '{custody,probation,police,justice}' then
    raise exception 'basis_not_competent' using errcode = 'TC422', detail = 'bodies';
  end if;
  if new.kind = 'legitimate_interests' and v_kinds <> '{association}' then
    raise exception 'basis_interest_of_public_body' using errcode = 'TC422', detail = 'kind';
  end if;
  if new.kind = 'consent' and (exists (select from app.purposes p where p.code = any (new.purposes) and p.compulsory)
      or new.categories && '{identity,notice,timeline,lead,supervision}') then
    raise exception 'basis_consent_not_free' using errcode = 'TC422', detail = 'kind';
  end if;
  return new;
end $$;
create or replace trigger basis_fits before insert or update on app.legal_bases
  for each row execute function app.basis_fits();
