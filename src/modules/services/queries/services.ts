import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { DirectoryChange, Service, ServiceEntry, ServicesQuery } from '../contract.ts'

export type ServiceRow = Omit<Service, 'may'> & { place: string }

/** What the exchange format needs beside the entry. */
export type ExchangedRow = ServiceRow & {
  organizationId: string
  locationId: string
  changedAt: string
  country: string
}

const columns = sql`
  s.id, s.provider_agency_id as "providerAgencyId", s.provider_name as "providerName",
  coalesce(p.name, s.provider_name) as provider, s.name, s.method, s.target_group as "targetGroup", s.domains, s.languages,
  s.place_name as "placeName", s.street, s.postcode, s.town, s.access, s.hours, s.waiting, s.eligibility, s.cost,
  s.cost_note as "costNote", s.capacity_units as "capacityUnits", s.capacity_note as "capacityNote",
  s.capacity_as_of::text as "capacityAsOf", s.evidence, s.contact, s.phone, s.email, s.website, s.prisons,
  jsonb_build_object('id', o.id, 'name', o.name, 'code', o.code, 'kind', o.kind) as owner,
  (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name), '[]')
     from app.agencies g where g.authority_id = s.authority_id and g.id = any (s.prisons)) as "prisonNames",
  s.reviewed_on::text as "reviewedOn", (s.reviewed_on <= actor.today() - interval '12 months') as overdue,
  (s.retired_at at time zone 'UTC')::date::text as "retiredOn", s.version, lower(s.name) as place`

const from = sql`
  from app.services s
  join app.agencies o on o.authority_id = s.authority_id and o.id = s.owner_agency_id
  left join app.agencies p on p.authority_id = s.authority_id and p.id = s.provider_agency_id`

const escaped = (word: string) => `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

/** All words that were typed have to stand somewhere in the entry. */
function fits(tx: ActorTx, query: Partial<ServicesQuery>) {
  const { domain = null, language = null, cost = null, town = null, inside } = query
  const words = (query.q ?? '').split(/\s+/).filter(Boolean).slice(0, 8).map(escaped)
  const prison = typeof inside === 'number' ? inside : null
  return sql`
    where s.authority_id = ${tx.actor.authority} and (s.retired_at is not null) = ${query.retired === 'true'}
      and (${domain}::text is null or ${domain}::text = any (s.domains))
      and (${language}::text is null or ${language}::text = any (s.languages))
      and (${cost}::text is null or s.cost = ${cost}::text)
      and (${town}::text is null or lower(s.town) = lower(${town}::text))
      and (${inside === 'any'} is false or s.prisons <> '{}')
      and (${prison}::int is null or ${prison}::int = any (s.prisons))
      and (${query.capacity === 'stated'} is false or s.capacity_units is not null or s.capacity_note <> '')
      and (${query.review === 'overdue'} is false or s.reviewed_on <= ${tx.actor.today}::date - interval '12 months')
      and lower(concat_ws(' ', s.name, coalesce(p.name, s.provider_name), s.method, s.target_group, s.town, s.access,
            s.eligibility, s.phone, s.contact)) like all (${words}::text[])`
}

/** Entries by name, from a place in the list on. */
export async function listServiceRows(
  tx: ActorTx,
  query: ServicesQuery,
  after: { place: string; id: string } | null,
): Promise<ServiceRow[]> {
  const { rows } = await sql<ServiceRow>`
    select ${columns} ${from} ${fits(tx, query)}
      and (${after?.id ?? null}::uuid is null
        or (lower(s.name) collate "C", s.id) > (${after?.place ?? ''}, ${after?.id ?? null}::uuid))
    order by lower(s.name) collate "C", s.id limit ${query.limit + 1}
  `.execute(tx)
  return rows
}

/** How many fit, and what there is to choose from in the directory. */
export async function readChoices(tx: ActorTx, query: ServicesQuery) {
  const { rows } = await sql<{
    count: number
    towns: string[]
    languages: string[]
    prisons: { id: number; name: string }[]
  }>`
    select (select count(*)::int ${from} ${fits(tx, query)}) as count,
      array(select distinct s.town from app.services s where s.authority_id = ${tx.actor.authority}
             and s.retired_at is null and s.town <> '' order by 1) as towns,
      array(select distinct l from app.services s cross join unnest(s.languages) l
             where s.authority_id = ${tx.actor.authority} and s.retired_at is null order by 1) as languages,
      (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name), '[]')
         from app.agencies g where g.authority_id = ${tx.actor.authority} and g.kind = 'custody'
          and (g.ended_on is null or g.ended_on > ${tx.actor.today}::date)) as prisons
  `.execute(tx)
  return rows[0] ?? { count: 0, towns: [], languages: [], prisons: [] }
}

/** One entry, in the directory or taken out of it. */
export async function findService(tx: ActorTx, id: string): Promise<ServiceRow | undefined> {
  const { rows } = await sql<ServiceRow>`
    select ${columns} ${from} where s.authority_id = ${tx.actor.authority} and s.id = ${id}
  `.execute(tx)
  return rows[0]
}

/** All entries with the numbers of the exchange format; of a file those whose numbers it names. */
export async function listExchanged(tx: ActorTx, ids: string[] | null): Promise<ExchangedRow[]> {
  const { rows } = await sql<ExchangedRow>`
    select ${columns}, s.organization_id as "organizationId", s.location_id as "locationId", a.country,
      to_char(s.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt"
    ${from} join app.authorities a on a.id = s.authority_id
    where s.authority_id = ${tx.actor.authority}
      and (${ids === null} and s.retired_at is null or s.id = any (${ids ?? []}::uuid[]))
    order by lower(s.name) collate "C", s.id
  `.execute(tx)
  return rows
}

/** The partners of today, to find a provider or a prison of a file by name. */
export async function listPartners(tx: ActorTx): Promise<AgencyBrief[]> {
  const { rows } = await sql<AgencyBrief>`
    select g.id, g.name, g.code, g.kind from app.agencies g
     where g.authority_id = ${tx.actor.authority} and (g.ended_on is null or g.ended_on > ${tx.actor.today}::date)
  `.execute(tx)
  return rows
}

/** The last changes of an entry or of a card. */
export async function listChanges(
  tx: ActorTx,
  of: { service: string } | { card: number },
): Promise<DirectoryChange[]> {
  const which =
    'service' in of ? sql`c.service_id = ${of.service}` : sql`c.card_agency_id = ${of.card}`
  const { rows } = await sql<DirectoryChange>`
    select c.id::text as id, c.kind, c.fields, to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
      m.name as by, jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind) as agency
      from app.directory_changes c
      join app.members m on m.authority_id = c.authority_id and m.id = c.member_id
      join app.agencies g on g.authority_id = c.authority_id and g.id = c.agency_id
     where c.authority_id = ${tx.actor.authority} and ${which}
     order by c.id desc limit 20
  `.execute(tx)
  return rows
}

const asJson = (value: unknown) => JSON.stringify(value)

/** `capacityAsOf` is `capacity_as_of` in the database. */
export function asColumns(entry: Record<string, unknown>): Record<string, unknown> {
  const named = Object.entries(entry).map(([key, value]) => [
    key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ])
  return Object.fromEntries(named)
}

export async function saveService(tx: ActorTx, entry: ServiceEntry): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select act.create_service(${asJson(asColumns(entry))}::jsonb) as id
  `.execute(tx)
  const [made] = rows
  if (!made) throw new Error('The database did not say what it made')
  return made.id
}

export async function saveServiceChange(
  tx: ActorTx,
  id: string,
  version: number,
  entry: ServiceEntry,
): Promise<void> {
  await sql`select act.change_service(${id}, ${version}, ${asJson(asColumns(entry))}::jsonb)`.execute(
    tx,
  )
}

export async function saveReview(tx: ActorTx, id: string, version: number): Promise<void> {
  await sql`select act.review_service(${id}, ${version})`.execute(tx)
}

export async function saveRetirement(
  tx: ActorTx,
  id: string,
  version: number,
  retired: boolean,
): Promise<void> {
  await sql`select act.retire_service(${id}, ${version}, ${retired})`.execute(tx)
}

/** One entry of a file, with the numbers under which it is exchanged. */
export interface ImportedEntry {
  id: string
  organizationId: string | null
  locationId: string | null
  reviewedOn: string | null
  retired: boolean
  entry: ServiceEntry
}

export async function saveImport(
  tx: ActorTx,
  entries: readonly ImportedEntry[],
): Promise<{ added: number; changed: number }> {
  const rows = entries.map(({ entry, ...numbers }) => ({
    ...asColumns(numbers),
    entry: asColumns(entry),
  }))
  const { rows: done } = await sql<{ counts: { added: number; changed: number } }>`
    select act.import_services(${asJson(rows)}::jsonb) as counts
  `.execute(tx)
  return done[0]?.counts ?? { added: 0, changed: 0 }
}
