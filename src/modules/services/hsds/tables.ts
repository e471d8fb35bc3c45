/** The columns that we write of each table of HSDS 3, by the name of the table. */
export const tables = {
  organization: ['id', 'name', 'description'],
  service: [
    ...['id', 'organization_id', 'name', 'description', 'url', 'email', 'status'],
    ...['application_process', 'fees_description', 'eligibility_description'],
    ...['assured_date', 'last_modified'],
  ],
  location: ['id', 'location_type', 'name'],
  service_at_location: ['id', 'service_id', 'location_id'],
  address: [
    ...['id', 'location_id', 'address_1', 'city', 'state_province', 'postal_code', 'country'],
    'address_type',
  ],
  phone: ['id', 'service_id', 'number', 'type'],
  contact: ['id', 'service_id', 'title'],
  schedule: ['id', 'service_id', 'description'],
  language: ['id', 'service_id', 'code', 'name'],
  cost_option: ['id', 'service_id', 'option', 'amount', 'amount_description'],
  attribute: ['id', 'link_id', 'taxonomy_term_id', 'link_type', 'link_entity', 'value'],
  taxonomy_term: ['id', 'name', 'description', 'taxonomy'],
} as const satisfies Record<string, readonly string[]>
export type TableName = keyof typeof tables

/** One line of a table; what is empty is left out. */
export type TableRow = Readonly<Record<string, string | number>>

const plural = (name: string) => (name.endsWith('s') ? `${name}es` : `${name}s`)

/** The file in which a table lies in a package of ours. */
export const fileOf = (name: TableName): string => `${plural(name)}.csv`

/** The table that a file or resource of this name holds; other names are tables we do not know. */
export function tableOf(name: string): string {
  const base = name
    .toLowerCase()
    .replace(/^.*\//, '')
    .replace(/\.csv$/, '')
  if (base === 'services_at_location') return 'service_at_location'
  const known = Object.keys(tables).find((table) => base === table || base === plural(table))
  return known ?? base
}

const kinds: Readonly<Record<string, object>> = {
  id: { type: 'string', format: 'uuid', constraints: { required: true, unique: true } },
  assured_date: { type: 'date' },
  last_modified: { type: 'datetime' },
  amount: { type: 'number' },
}
const targets: Readonly<Record<string, TableName>> = {
  organization_id: 'organization',
  service_id: 'service',
  location_id: 'location',
  taxonomy_term_id: 'taxonomy_term',
}

/** The description of a package of ours, as a tabular data package wants it. */
export function describePackage(names: readonly TableName[]) {
  return {
    name: 'services-hsds',
    title: 'Directory of services',
    profile: 'tabular-data-package',
    homepage: 'https://docs.openreferral.org/en/v3.0/',
    version: '3.0',
    resources: names.map((name) => ({
      name,
      path: fileOf(name),
      profile: 'tabular-data-resource',
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      schema: {
        fields: tables[name].map((field) => ({
          name: field,
          ...(kinds[field] ?? { type: 'string' }),
        })),
        primaryKey: 'id',
        foreignKeys: tables[name].flatMap((field) => {
          const resource = targets[field]
          return resource ? [{ fields: field, reference: { resource, fields: 'id' } }] : []
        }),
      },
    })),
  }
}
