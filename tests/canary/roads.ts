import type { FastifyInstance } from 'fastify'

interface Schema {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  minimum?: number
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
}
interface Parameter {
  name: string
  in: 'path' | 'query'
  required?: boolean
  schema: Schema
}

/** A road into the service: one method of one address, as the route table knows it. */
export interface Road {
  method: string
  /** As in `/cases/{ref}`, below `/api/v1`. */
  path: string
  name: string
  parameters: Parameter[]
  body?: Schema
}

/** What there is to ask with: everything that exists in the world, whoever may know it. */
export interface Known {
  uuids: string[]
  numbers: number[]
  refs: string[]
  /** Words of canaries, for whatever takes words. */
  words: string[]
  codes: string[]
  tokens: string[]
  cursors: string[]
  days: string[]
  /** Which third of the ways of asking, beside the plain one; all of them where nothing is said. */
  ways?: number | undefined
}

/** Day by day askers share the ways of asking a road: each takes another third. */
const thirds = 3

const listed = new WeakMap<FastifyInstance, Promise<Road[]>>()

/** All roads of the route table, read from the running service; once, for they do not change while it runs. */
export function listRoads(app: FastifyInstance): Promise<Road[]> {
  const known = listed.get(app) ?? readRoads(app)
  listed.set(app, known)
  return known
}

async function readRoads(app: FastifyInstance): Promise<Road[]> {
  const { paths } = (await app.inject('/api/v1/openapi.json')).json<{
    paths: Record<string, Record<string, Operation>>
  }>()
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replace('/api/v1', ''),
      name: operation.operationId,
      parameters: (operation.parameters ?? []).filter((one) => one.in !== ('header' as string)),
      ...(operation.requestBody && {
        body: operation.requestBody.content['application/json']?.schema ?? {},
      }),
    })),
  )
}

interface Operation {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

/** Roads outside the described interface: they are named here, or the proof does not know them. */
export function roadsBeside(app: FastifyInstance): string[] {
  const lines = app.printRoutes({ commonPrefix: false }).split('\n')
  const stack: string[] = []
  return lines.flatMap((line) => {
    const found = /^((?:│ {3}| {4})*)[├└]── (\S+)(?: \((.+)\))?$/.exec(line)
    if (!found) return []
    stack.length = (found[1] ?? '').length / 4
    stack.push(found[2] ?? '')
    const path = stack.join('')
    return found[3] && !path.includes('/api/v1/') ? [path] : []
  })
}

type Fill = (known: Known) => readonly (string | number)[]

/** How a value is found for what has a name but no telling type. A new name must be entered here. */
const byName: Record<string, Fill> = {
  ref: ({ refs }) => refs,
  code: ({ codes, refs }) => [...codes, ...refs],
  token: ({ tokens }) => tokens,
  q: ({ words }) => words,
  town: ({ words }) => words.slice(0, 2),
  cursor: ({ cursors }) => cursors,
  country: () => ['BE'],
  region: () => ['VLG'],
  language: () => ['en'],
  month: ({ days }) => days.map((day) => day.slice(0, 7)),
  agencies: () => ['8', '3,6,8'],
  /** A moment ago, and a while before. */
  at: () => [0.2, 4].map((ago) => new Date(Date.now() - ago * 1000).toISOString()),
  year: () => [new Date().getUTCFullYear()],
  weeks: () => [1, 26],
  limit: () => [1, 200],
  paper: () => ['true', 'false'],
}

/** All values for one parameter; null if the proof does not know how to fill it in. */
export function valuesFor({ name, schema }: Parameter, known: Known): (string | number)[] | null {
  const named = schema.enum ? undefined : byName[name]
  if (named) return [...named(known)]
  return valuesOf(schema, known)
}

function valuesOf(schema: Schema, known: Known): (string | number)[] | null {
  if (schema.enum) return schema.enum as string[]
  if (schema.const !== undefined) return [schema.const as string]
  if (schema.anyOf) {
    const parts = schema.anyOf.map((one) => valuesOf(one, known))
    return parts.includes(null) ? null : parts.flatMap((part) => part ?? [])
  }
  if (schema.format === 'uuid') return known.uuids
  if (schema.format === 'date') return known.days
  if (schema.type === 'integer') return known.numbers
  if (schema.type === 'boolean') return ['true', 'false']
  return null
}

/** Every address that this road can be asked at. Throws with the road's name if it cannot be filled in. */
export function addresses(road: Road, known: Known): string[] {
  const filled = road.parameters.map((parameter) => {
    const values = valuesFor(parameter, known)
    if (values) return { ...parameter, values: values.map((one) => encodeURIComponent(one)) }
    throw new Error(
      `${road.name} (${road.method} ${road.path}) takes "${parameter.name}", and the canary does not know how to fill it in. Enter it in tests/canary/roads.ts.`,
    )
  })
  const inPath = filled.filter((one) => one.in === 'path')
  const paths = inPath.reduce(
    (made, { name, values }) =>
      made.flatMap((path) => values.map((value) => path.replace(`{${name}}`, value))),
    [road.path],
  )
  if (/[{}]/.test(paths[0] ?? ''))
    throw new Error(`${road.name}: a part of ${road.path} is undescribed`)
  const inQuery = filled.filter((one) => one.in === 'query')
  const needed = inQuery.filter((one) => one.required)
  const base = needed.map(({ name, values }) => `${name}=${values[0]}`)
  const ways = inQuery.flatMap(({ name, values }) => values.map((value) => ({ name, value })))
  // Words are names of people who are hidden: everybody looks for all of them.
  const taken = ways.filter(
    ({ name }, at) =>
      known.ways === undefined || name === 'q' || at % thirds === known.ways % thirds,
  )
  const one = taken.map(({ name, value }) => [
    ...base.filter((part) => !part.startsWith(`${name}=`)),
    `${name}=${value}`,
  ])
  const queries = [base, ...one].map((parts) => (parts.length > 0 ? `?${parts.join('&')}` : ''))
  // Many ids and many words at once would be asked for days: each address with all words only if it has no id.
  if (paths.length > 20) return paths.map((path) => path + (queries[0] ?? ''))
  return paths.flatMap((path) => [...new Set(queries)].map((query) => path + query))
}
