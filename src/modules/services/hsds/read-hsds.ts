import type { AgencyBrief } from '../../admin/contract.ts'
import { ServiceDomain, ServiceEntry } from '../contract.ts'
import type { ImportedEntry } from '../queries/services.ts'
import { HsdsService, type OwnFact, ownFacts, taxonomy } from './shape.ts'
import { notTakenOf } from './taken.ts'

/** One service of a file: as an entry of the directory, or with what is wrong with it. */
export interface ReadService {
  row: number
  name: string
  provider: string
  entry: ImportedEntry | null
  errors: { code: string; at: string }[]
  notTaken: string[]
}

/** The services in a file, in whichever of the usual wrappings; null if there are none. */
export function servicesIn(file: unknown): unknown[] | null {
  if (Array.isArray(file)) return file
  if (typeof file !== 'object' || file === null) return null
  const wrapped = file as Record<string, unknown>
  for (const key of ['contents', 'services', 'items'])
    if (Array.isArray(wrapped[key])) return wrapped[key]
  return 'name' in wrapped && 'organization' in wrapped ? [wrapped] : null
}

/** Reads one service. What cannot be read is told with its place; nothing is guessed. */
export function readHsds(raw: unknown, row: number, partners: readonly AgencyBrief[]): ReadService {
  const shaped = HsdsService.safeParse(raw)
  const label = labelOf(raw)
  if (!shaped.success) {
    const errors = shaped.error.issues.map((issue) => ({
      code: issue.code === 'invalid_type' ? 'file_field_missing' : 'file_field_wrong',
      at: issue.path.join('.'),
    }))
    return { row, ...label, entry: null, errors: errors.slice(0, 10), notTaken: [] }
  }
  const service = shaped.data
  const { entry, unknownPrisons } = entryOf(service, partners)
  const checked = ServiceEntry.safeParse(entry)
  const errors = checked.success
    ? []
    : checked.error.issues.map((issue) => ({
        code: issue.code === 'too_big' ? 'file_field_too_long' : 'file_field_wrong',
        at: issue.path.join('.'),
      }))
  const imported: ImportedEntry | null = checked.success
    ? {
        id: service.id,
        organizationId: service.organization.id ?? null,
        locationId: service.service_at_locations?.[0]?.location?.id ?? null,
        reviewedOn: /^\d{4}-\d\d-\d\d$/.test(service.assured_date ?? '')
          ? (service.assured_date ?? null)
          : null,
        retired: service.status === 'inactive' || service.status === 'defunct',
        entry: checked.data,
      }
    : null
  const prisons = unknownPrisons.map((name) => `inside_prison: ${name}`)
  return { row, ...label, entry: imported, errors, notTaken: [...notTakenOf(service), ...prisons] }
}

function labelOf(raw: unknown): { name: string; provider: string } {
  const known = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>
  const organization = (known.organization ?? {}) as Record<string, unknown>
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 200) : '')
  return { name: text(known.name), provider: text(organization?.name) }
}

function entryOf(service: HsdsService, partners: readonly AgencyBrief[]) {
  const facts = factsOf(service)
  const one = (fact: OwnFact) => facts.get(fact)?.[0] ?? ''
  const same = (name: string) => (agency: AgencyBrief) =>
    agency.name.toLowerCase() === name.trim().toLowerCase()
  const provider = partners.find(same(service.organization.name))
  const custody = partners.filter(({ kind }) => kind === 'custody')
  const inside = facts.get('inside_prison') ?? []
  const place = service.service_at_locations?.[0]?.location
  const address = place?.addresses?.[0]
  const units = one('capacity_units')
  const entry = {
    name: service.name.trim(),
    providerAgencyId: provider?.id ?? null,
    providerName: provider ? null : service.organization.name.trim(),
    method: service.description ?? '',
    targetGroup: one('target_group'),
    domains: (facts.get('domain') ?? []).filter((code) => ServiceDomain.safeParse(code).success),
    languages: (service.languages ?? [])
      .map(({ code }) => (code ?? '').toLowerCase().split('-')[0] ?? '')
      .filter(Boolean),
    placeName: place?.name ?? '',
    street: address?.address_1 ?? '',
    postcode: address?.postal_code ?? '',
    town: address?.city ?? '',
    access: service.application_process ?? '',
    hours: service.schedules?.[0]?.description ?? '',
    waiting: one('waiting'),
    eligibility: service.eligibility_description ?? '',
    cost: costOf(service, one('cost')),
    costNote: service.fees_description ?? '',
    capacityUnits: units === '' ? null : Number(units),
    capacityNote: one('capacity_note'),
    capacityAsOf: one('capacity_as_of') || null,
    evidence: one('evidence'),
    contact: service.contacts?.[0]?.title ?? '',
    phone: service.phones?.[0]?.number ?? '',
    email: service.email ?? '',
    website: service.url ?? '',
    prisons: inside.flatMap((name) => custody.find(same(name))?.id ?? []),
  }
  return { entry, unknownPrisons: inside.filter((name) => !custody.some(same(name))) }
}

function costOf({ cost_options: options }: HsdsService, stated: string): string {
  if (stated) return stated
  if (!options || options.length === 0) return 'unknown'
  return options.every(({ amount }) => amount === 0) ? 'free' : 'paid'
}

/** Our own facts among the attributes. */
function factsOf({ attributes }: HsdsService): Map<OwnFact, string[]> {
  const found = new Map<OwnFact, string[]>()
  for (const { link_type: type, value, taxonomy_term: term } of attributes ?? []) {
    if (term?.taxonomy !== taxonomy || !type || !value || !(type in ownFacts)) continue
    const fact = type as OwnFact
    found.set(fact, [...(found.get(fact) ?? []), value])
  }
  return found
}
