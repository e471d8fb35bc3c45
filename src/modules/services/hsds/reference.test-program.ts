/**
 * The parts of the HSDS 3.0 reference that an export of ours touches, written down from
 * https://docs.openreferral.org/en/v3.0/hsds/schema_reference.html: for each object its fields with
 * their types, and which of them it must have.
 */
type Kind = 'text' | 'number' | 'uuid' | 'date' | 'date-time' | 'email' | 'uri' | readonly string[]
interface Shape {
  must: readonly string[]
  fields: Readonly<Record<string, Kind | { one: string } | { many: string }>>
}

const parts = {
  phones: { many: 'phone' },
  schedules: { many: 'schedule' },
  languages: { many: 'language' },
  contacts: { many: 'contact' },
  attributes: { many: 'attribute' },
} as const

const shapes: Readonly<Record<string, Shape>> = {
  service: {
    must: ['id', 'name', 'status', 'organization'],
    fields: {
      id: 'uuid',
      organization_id: 'uuid',
      name: 'text',
      alternate_name: 'text',
      description: 'text',
      url: 'uri',
      email: 'email',
      status: ['active', 'inactive', 'defunct', 'temporarily closed'],
      interpretation_services: 'text',
      application_process: 'text',
      fees_description: 'text',
      accreditations: 'text',
      eligibility_description: 'text',
      minimum_age: 'number',
      maximum_age: 'number',
      assured_date: 'date',
      assurer_email: 'email',
      alert: 'text',
      last_modified: 'date-time',
      ...parts,
      organization: { one: 'organization' },
      cost_options: { many: 'cost_option' },
      service_at_locations: { many: 'service_at_location' },
    },
  },
  organization: {
    must: ['id', 'name', 'description'],
    fields: { id: 'uuid', name: 'text', description: 'text', email: 'email', website: 'uri' },
  },
  phone: {
    must: ['id', 'number'],
    fields: { id: 'uuid', number: 'text', extension: 'number', type: 'text', description: 'text' },
  },
  contact: {
    must: ['id'],
    fields: { id: 'uuid', name: 'text', title: 'text', department: 'text', email: 'email' },
  },
  schedule: {
    must: ['id'],
    fields: { id: 'uuid', description: 'text', opens_at: 'text', closes_at: 'text', byday: 'text' },
  },
  language: {
    must: ['id'],
    fields: { id: 'uuid', name: 'text', code: 'text', note: 'text' },
  },
  cost_option: {
    must: ['id'],
    fields: {
      id: 'uuid',
      option: 'text',
      currency: 'text',
      amount: 'number',
      amount_description: 'text',
    },
  },
  service_at_location: {
    must: ['id'],
    fields: { id: 'uuid', description: 'text', location: { one: 'location' } },
  },
  location: {
    must: ['id', 'location_type'],
    fields: {
      id: 'uuid',
      location_type: ['physical', 'postal', 'virtual'],
      name: 'text',
      description: 'text',
      addresses: { many: 'address' },
    },
  },
  address: {
    must: [
      ...['id', 'address_1', 'city', 'state_province', 'postal_code'],
      ...['country', 'address_type'],
    ],
    fields: {
      id: 'uuid',
      attention: 'text',
      address_1: 'text',
      city: 'text',
      region: 'text',
      state_province: 'text',
      postal_code: 'text',
      country: 'text',
      address_type: ['physical', 'postal', 'virtual'],
    },
  },
  attribute: {
    must: ['id'],
    fields: {
      id: 'uuid',
      link_id: 'uuid',
      link_entity: 'text',
      link_type: 'text',
      value: 'text',
      label: 'text',
      taxonomy_term: { one: 'taxonomy_term' },
    },
  },
  taxonomy_term: {
    must: ['id', 'name', 'description'],
    fields: { id: 'uuid', code: 'text', name: 'text', description: 'text', taxonomy: 'text' },
  },
}

const forms: Record<string, RegExp> = {
  text: /^/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  email: /^[^\s@]+@[^\s@]+$/,
  uri: /^[a-z]+:\S+$/,
}

/** Everything in which a value differs from the reference; empty when it is valid HSDS. */
export function hsdsProblems(value: unknown, name = 'service', at = name): string[] {
  const shape = shapes[name]
  if (!shape || typeof value !== 'object' || value === null) return [`${at} is no ${name}`]
  const missing = shape.must
    .filter((field) => !(field in value))
    .map((f) => `${at}.${f} is missing`)
  const wrong = Object.entries(value).flatMap(([field, held]) => {
    const kind = shape.fields[field]
    const place = `${at}.${field}`
    if (!kind) return [`${place} is unknown`]
    if (typeof kind === 'object' && 'one' in kind) return hsdsProblems(held, kind.one, place)
    if (typeof kind === 'object' && 'many' in kind) {
      if (!Array.isArray(held)) return [`${place} is no list`]
      return held.flatMap((one, i) => hsdsProblems(one, kind.many, `${place}.${i}`))
    }
    if (kind === 'number') return typeof held === 'number' ? [] : [`${place} is no number`]
    if (typeof held !== 'string') return [`${place} is no text`]
    if (typeof kind === 'string') return forms[kind]?.test(held) ? [] : [`${place}: ${held}`]
    return kind.includes(held) ? [] : [`${place}: ${held}`]
  })
  return [...missing, ...wrong]
}
