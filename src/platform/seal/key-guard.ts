import type { PoolClient } from 'pg'

/**
 * Makes the database itself refuse a data key under a key that is destroyed or unknown.
 *
 * A server that has not heard of a rotation would otherwise write rows that nobody can open.
 * The share lock makes the end of a rotation wait for writers that are still under way.
 */
export async function guardKeys(client: Pick<PoolClient, 'query'>): Promise<void> {
  await client.query(GUARD)
}

// One message, hence one transaction; the lock keeps two servers from replacing the function at once.
const GUARD = `
select pg_advisory_xact_lock(24225);

create or replace function app.key_in_use() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.key_wrapped is null then return new; end if;
  perform from app.authority_keys k
    where k.authority_id = new.authority_id and k.wrapped is not null and k.kind = 'seal'
      and pg_catalog.int8send(k.id::bigint)
          = '\\x00000000'::bytea || pg_catalog.substring(new.key_wrapped, 2, 4)
    for key share;
  if not found then
    raise exception using errcode = 'TC409', message = 'key_retired';
  end if;
  return new;
end $$;

revoke all on function app.key_in_use() from public;

do $$
declare
  unguarded record;
begin
  for unguarded in
    select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and c.relkind in ('r', 'p') and not c.relispartition
       and 2 = (select count(*) from pg_attribute a
                 where a.attrelid = c.oid and not a.attisdropped
                   and a.attname in ('authority_id', 'key_wrapped'))
       and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'key_in_use')
  loop
    execute format('create trigger key_in_use before insert or update of key_wrapped on %I.%I
                    for each row execute function app.key_in_use()', unguarded.nspname, unguarded.relname);
  end loop;
end $$`
