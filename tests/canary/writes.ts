import { today } from '../zone.ts'
import type { Laid } from './hide.ts'
import type { Road } from './roads.ts'

interface Write {
  road: Road
  url: string
  body: object | undefined
}

/** Changes to one's own session and account, which would end the proof instead of being refused. */
const own =
  /^(signIn|signOut|signOutEverywhere|changeSession|changePassphrase|changeMailWish|endMember|askPasskey|signInWithPasskey|askNewPasskey|addPasskey|endOtherSessions|askProof|proveSelf|goToProof|signInWithCode|beginCodes|confirmCodes|removeCodes)$/

/** How many of the hidden ids a change is tried on: each kind of row is among them. */
const mostIds = 14

/**
 * Every change that the route table knows, aimed at what is hidden: each case by its reference, each row
 * by its id. Roads that take no id of anything hidden cannot be aimed and are told apart.
 */
export function refusedWrites(
  roads: readonly Road[],
  laid: Laid,
  dark: ReadonlySet<string>,
  part = (ids: string[]) => ids,
): { writes: Write[]; skipped: string[] } {
  const refs = [laid.unseated.ref, laid.shut.ref]
  const all = [...dark].filter((one) => one.includes('-') && one.length === 36)
  const step = Math.max(1, Math.floor(all.length / mostIds))
  const ids = part(all.filter((_, place) => place % step === 0))
  const skipped: string[] = []
  const writes = roads.flatMap((road) => {
    if (own.test(road.name)) return []
    const inPath = road.parameters.filter((one) => one.in === 'path')
    const aims = inPath.map(({ name, schema }) =>
      name === 'ref' || name === 'code' ? refs : schema.format === 'uuid' ? ids : null,
    )
    const body = road.body && bodyOf(road.body, refs[0] ?? '', ids[0] ?? '')
    const takesHidden =
      aims.some((one) => one !== null) || /"(V-|[0-9a-f]{8}-)/.test(JSON.stringify(body ?? {}))
    if (!takesHidden || aims.includes(null)) {
      skipped.push(road.name)
      return []
    }
    const urls = inPath.reduce(
      (made, { name }, place) =>
        made.flatMap((url) => (aims[place] ?? []).map((value) => url.replace(`{${name}}`, value))),
      [road.path],
    )
    return urls.map((url) => ({ road, url, body }))
  })
  return { writes, skipped }
}

interface Schema {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  minimum?: number
  minLength?: number
}

/** The smallest body that the road takes, with references and ids of hidden things wherever they fit. */
function bodyOf(schema: Schema, ref: string, id: string, name = ''): object | undefined {
  return example(schema, ref, id, name) as object | undefined
}

function example(schema: Schema, ref: string, id: string, name: string): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return example(choice[0] ?? {}, ref, id, name)
  if (schema.properties || schema.type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([key]) => schema.required?.includes(key) || /^(ref|samePersonAs)$/.test(key))
        .map(([key, inner]) => [key, example(inner, ref, id, key)]),
    )
  if (schema.type === 'array') return [example(schema.items ?? {}, ref, id, name)]
  if (schema.type === 'boolean') return true
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, 1)
  if (schema.format === 'uuid') return id
  if (schema.format === 'date') return today()
  if (schema.format === 'date-time') return new Date().toISOString()
  return /ref/i.test(name) ? ref : 'Plain words of somebody who tries.'
}
