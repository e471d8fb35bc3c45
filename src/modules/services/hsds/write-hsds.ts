import type { ExchangedRow } from '../queries/services.ts'
import { partNumber } from './numbers.ts'
import { type OwnFact, ownFacts, taxonomy } from './shape.ts'

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

/**
 * An entry as a service of Open Referral HSDS 3.0. What we do not know is left out, never guessed;
 * the numbers of all parts are the same in every export.
 */
export function writeHsds(entry: ExchangedRow) {
  const part = (name: string) => partNumber(entry.id, name)
  return withoutNothing({
    id: entry.id,
    name: entry.name,
    description: entry.method,
    url: entry.website,
    email: entry.email,
    status: entry.retiredOn ? 'inactive' : 'active',
    application_process: entry.access,
    fees_description: entry.costNote,
    eligibility_description: entry.eligibility,
    assured_date: entry.reviewedOn,
    last_modified: entry.changedAt,
    organization: {
      id: entry.organizationId,
      name: entry.provider,
      description: entry.provider,
    },
    phones: entry.phone ? [{ id: part('phone'), number: entry.phone, type: 'voice' }] : [],
    contacts: entry.contact ? [{ id: part('contact'), title: entry.contact }] : [],
    schedules: entry.hours ? [{ id: part('schedule'), description: entry.hours }] : [],
    languages: entry.languages.map((code) => ({
      id: part(`language/${code}`),
      code,
      name: names.of(code) ?? code,
    })),
    cost_options:
      entry.cost === 'free'
        ? [{ id: part('cost'), option: 'free of charge', amount: 0, amount_description: 'free' }]
        : [],
    service_at_locations: placesOf(entry, part),
    attributes: attributesOf(entry, part),
  })
}
export type WrittenService = ReturnType<typeof writeHsds>

type Part = (name: string) => string

function placesOf(entry: ExchangedRow, part: Part) {
  const { placeName, street, postcode, town } = entry
  if (!placeName && !street && !postcode && !town) return []
  const address = {
    id: part('address'),
    address_1: street,
    city: town,
    state_province: '',
    postal_code: postcode,
    country: entry.country,
    address_type: 'physical',
  }
  const location = {
    id: entry.locationId,
    location_type: 'physical',
    ...(placeName && { name: placeName }),
    addresses: street || town || postcode ? [address] : [],
  }
  return [{ id: part('place'), location }]
}

function attributesOf(entry: ExchangedRow, part: Part) {
  const prisonName = (id: number) => entry.prisonNames.find((one) => one.id === id)?.name ?? ''
  const facts: [OwnFact, string][] = [
    ...entry.domains.map((domain): [OwnFact, string] => ['domain', domain]),
    ['target_group', entry.targetGroup],
    ['waiting', entry.waiting],
    ['cost', entry.cost === 'unknown' ? '' : entry.cost],
    ['capacity_units', entry.capacityUnits === null ? '' : String(entry.capacityUnits)],
    ['capacity_note', entry.capacityNote],
    ['capacity_as_of', entry.capacityAsOf ?? ''],
    ['evidence', entry.evidence],
    ...entry.prisons.map((id): [OwnFact, string] => ['inside_prison', prisonName(id)]),
  ]
  return facts
    .filter(([, value]) => value !== '')
    .map(([fact, value]) => ({
      id: part(`attribute/${fact}/${value}`),
      link_id: entry.id,
      link_entity: 'service',
      link_type: fact,
      value,
      taxonomy_term: {
        id: partNumber(taxonomy, fact),
        name: fact,
        description: ownFacts[fact],
        taxonomy,
      },
    }))
}

/** Leaves out empty texts and empty lists. */
function withoutNothing<T extends Record<string, unknown>>(all: T): Partial<T> {
  const kept = Object.entries(all).filter(
    ([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(kept) as Partial<T>
}
