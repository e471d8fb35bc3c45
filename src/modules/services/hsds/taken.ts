import { type HsdsService, ownFacts, taxonomy } from './shape.ts'

/** Places of a service that an entry takes over, or that only name and link its parts. */
const taken = [
  /^(id|name|description|url|email|status|application_process|fees_description)$/,
  /^(eligibility_description|assured_date|last_modified|organization_id)$/,
  /\.id$/,
  /^organization\.(id|name|description)$/,
  /^(phones|contacts|schedules|service_at_locations)\.0\.(id|service_id)$/,
  /^phones\.0\.(number|type)$/,
  /^contacts\.0\.title$/,
  /^schedules\.0\.description$/,
  /^languages\.\d+\.(id|service_id|code|name)$/,
  /^cost_options\.\d+\.(id|service_id|amount|option|amount_description)$/,
  /^service_at_locations\.0\.(location_id|location\.(id|name|location_type))$/,
  /^service_at_locations\.0\.location\.addresses\.0\.(id|location_id|address_1|city|postal_code|country|address_type)$/,
]
const mostNamed = 30

/** Everything that a file says about a service and that the directory has no place for. */
export function notTakenOf(service: HsdsService): string[] {
  const { attributes, ...rest } = service
  const others = (attributes ?? []).flatMap((attribute, place) => {
    const { link_type: type, taxonomy_term: term } = attribute
    const ours = term?.taxonomy === taxonomy && type && type in ownFacts
    return ours ? [] : [`attributes.${place}`]
  })
  const left = leavesOf(rest, '').filter((path) => !taken.some((rule) => rule.test(path)))
  return [...left, ...others].slice(0, mostNamed)
}

/** The places at which something stands; nothing and empty lists are left out. */
function leavesOf(value: unknown, path: string): string[] {
  if (value === null || value === undefined || value === '') return []
  if (typeof value !== 'object') return [path]
  return Object.entries(value).flatMap(([key, child]) =>
    leavesOf(child, path ? `${path}.${key}` : key),
  )
}
