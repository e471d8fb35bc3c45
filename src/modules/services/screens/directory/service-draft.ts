import type { FormError } from '../../../../web/parts/form-errors.tsx'
import type { Text } from '../../../../web/words.ts'
import type { ServiceDetail, ServiceEntry } from '../../contract.ts'

/** What the form starts with: nothing, provided by the own agency. */
export function emptyEntry(agency: number): ServiceEntry {
  return {
    name: '',
    providerAgencyId: agency,
    providerName: null,
    method: '',
    targetGroup: '',
    domains: [],
    languages: [],
    placeName: '',
    street: '',
    postcode: '',
    town: '',
    access: '',
    hours: '',
    waiting: '',
    eligibility: '',
    cost: 'unknown',
    costNote: '',
    capacityUnits: null,
    capacityNote: '',
    capacityAsOf: null,
    evidence: '',
    contact: '',
    phone: '',
    email: '',
    website: '',
    prisons: [],
  }
}

/** The parts of an entry that can be written, without what the server adds. */
export function entryOf(service: ServiceDetail): ServiceEntry {
  const keys = Object.keys(emptyEntry(0)) as (keyof ServiceEntry)[]
  return Object.fromEntries(keys.map((key) => [key, service[key]])) as ServiceEntry
}

/** What is still missing, each with its field. */
export function missingIn(entry: ServiceEntry, text: Text): FormError[] {
  const outside = entry.providerAgencyId === null
  return [
    ...(entry.name.trim().length < 2
      ? [{ field: 'service-name', message: text('services.form.name-missing') }]
      : []),
    ...(outside && (entry.providerName ?? '').trim().length < 2
      ? [{ field: 'service-providerName', message: text('services.form.provider-missing') }]
      : []),
    ...(entry.domains.length === 0
      ? [{ field: 'service-domains', message: text('services.form.domain-missing') }]
      : []),
  ]
}

/** Languages that the form offers, besides those already in an entry. */
export const usualLanguages = [
  ...['nl', 'fr', 'de', 'en', 'es', 'it', 'pt', 'pl', 'ro', 'bg', 'cs', 'hu', 'el', 'tr'],
  ...['ar', 'fa', 'ps', 'ku', 'ru', 'uk', 'sq', 'sr', 'so', 'ti', 'am', 'sw', 'ln', 'wo'],
  ...['zh', 'vi', 'hi', 'ur', 'pa', 'bn', 'rom', 'eu', 'ca', 'cy', 'sv', 'da', 'nb', 'fi'],
]
