import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { firstServices } from './service-list.ts'
import { moreServices } from './service-list-more.ts'

/** The same number after every start, so that links in the handbook stay true. */
export function demoNumber(name: string): string {
  const hex = createHash('sha256').update(`valmare/${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Writes the directory of an authority, each entry with who wrote it. */
export async function addServices(owner: Pool, authority: number): Promise<void> {
  for (const one of [...firstServices, ...moreServices]) {
    const partner = typeof one.by === 'number' ? one.by : null
    const id = demoNumber(one.name)
    const [placeName, street, postcode, town] = one.at
    await owner.query(
      `insert into app.services (authority_id, id, owner_agency_id, provider_agency_id, provider_name, organization_id, location_id,
         name, method, target_group, domains, languages, place_name, street, postcode, town, access, hours, waiting, cost, cost_note,
         capacity_units, capacity_note, capacity_as_of, evidence, contact, phone, prisons, reviewed_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
         case when $22::int is not null then current_date - $24::int end, $25, $26, $27, $28, current_date - $24::int)`,
      [
        ...[authority, id, partner ?? 1, partner, partner === null ? one.by : null],
        ...[demoNumber(`provider ${one.by}`), demoNumber(`place ${one.name}`)],
        ...[one.name, one.method, one.for, one.domains, one.languages.split(' ')],
        ...[placeName, street, postcode, town, one.access, one.hours, one.waiting ?? ''],
        ...[one.cost, one.costNote ?? '', one.places ?? null, one.placesNote ?? ''],
        ...[one.reviewed, one.evidence ?? '', 'Front desk', one.phone, one.prisons ?? []],
      ],
    )
    await owner.query(
      `insert into app.directory_changes (authority_id, service_id, kind, at, member_id, agency_id)
       select $1, $2, 'created', now() - make_interval(days => $3), m.id, m.agency_id from app.members m
        where m.authority_id = $1 and m.agency_id = $4 order by m.id limit 1`,
      [authority, id, one.reviewed, partner ?? 1],
    )
  }
}
