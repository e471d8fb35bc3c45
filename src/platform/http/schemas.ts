import Fastify, {
  type FastifyInstance,
  type FastifySchemaCompiler,
  type FastifySerializerCompiler,
  type RouteOptions,
} from 'fastify'
import { z } from 'zod'
import { Problem } from '../errors.ts'
import { describeIssues } from './issues.ts'

export type JsonSchema = z.core.JSONSchema.BaseSchema

const isZod = (schema: unknown): schema is z.ZodType => schema instanceof z.ZodType

/**
 * One schema in a contract serves both ways: zod reads what comes in, and the JSON Schema of the
 * same schema writes what goes out, so that a field which nobody named cannot leave.
 */
export function guardSchemas(app: FastifyInstance): void {
  app.setValidatorCompiler(readInput)
  app.addHook('onRoute', (route) => {
    refuseNameless(route)
    refuseOpenInput(route)
    const response = route.schema?.response
    if (!route.schema || !response || typeof response !== 'object') return
    const all = Object.entries(response).map(([status, schema]) => [
      status,
      isZod(schema) ? written(schema, `${route.method} ${route.url} ${status}`) : schema,
    ])
    route.schema = { ...route.schema, response: Object.fromEntries(all) }
  })
  app.addHook('preValidation', async (request) => {
    const { schema, url = '' } = request.routeOptions
    if (!url.startsWith('/api/')) return
    const field = schema?.querystring ? undefined : firstKey(request.query)
    const wrong = field ?? (schema?.body ? undefined : firstKey(request.body))
    if (wrong !== undefined) throw new Problem(422, 'unknown_key', wrong)
  })
}

type Writer = (data: unknown) => string

/** What was compiled from a schema, for HEAD and GET alike and for the second city of this process. */
const writers = new WeakMap<object, Writer>()
let usualCompiler: Promise<FastifySerializerCompiler<JsonSchema>> | undefined

/** Compiles each schema once, with the compiler that a server has by itself: most of a start went into this. */
export async function keepWriters(app: FastifyInstance): Promise<void> {
  usualCompiler ??= findCompiler()
  const compile = await usualCompiler
  app.setSerializerCompiler<JsonSchema>((route) => {
    const known = writers.get(route.schema) ?? compile(route)
    writers.set(route.schema, known)
    return known
  })
}

/** A server makes its compiler when it needs one, so one that answers nothing is asked for it. */
async function findCompiler(): Promise<FastifySerializerCompiler<JsonSchema>> {
  const bare = Fastify()
  bare.get('/', { schema: { response: { 200: { type: 'null' } } } }, async () => null)
  await bare.ready()
  const { serializerCompiler } = bare
  if (!serializerCompiler) throw new Error('A server without a compiler for what it sends')
  return serializerCompiler
}

/** Written once: each road is there for HEAD as well, and many send the same. */
const asWritten = new WeakMap<z.ZodType, JsonSchema>()

function written(schema: z.ZodType, where: string): JsonSchema {
  const known = asWritten.get(schema) ?? plainNulls(outputSchema(schema, where))
  asWritten.set(schema, known)
  return known
}

const firstKey = (value: unknown) =>
  typeof value === 'object' && value !== null && !Buffer.isBuffer(value)
    ? Object.keys(value)[0]
    : undefined

const readInput: FastifySchemaCompiler<unknown> = ({ schema, httpPart }) => {
  if (!isZod(schema)) throw new Error('Routes describe what they read with zod')
  return (data: unknown) => {
    const read = schema.safeParse(data)
    if (read.success) return { value: read.data }
    // An address that cannot exist is as missing as one that does not.
    if (httpPart === 'params') return { error: new Problem(404, 'not_found') }
    return { error: describeIssues(read.error.issues) }
  }
}

/** What a route sends, as the JSON Schema that the serializer is built from. */
export function outputSchema(schema: z.ZodType, where: string): JsonSchema {
  const written = toJsonSchema(schema, 'output')
  walk(written, (node) => {
    if (Object.keys(node).length === 0) throw new Error(`${where} sends a value without a schema`)
    // Left in, a union would fail on a field too many; left out, the field is dropped.
    if (node.additionalProperties === false) delete node.additionalProperties
    for (const rule of ['pattern', 'minLength', 'maxLength', 'minimum', 'maximum'])
      delete node[rule]
  })
  return written
}

/**
 * The same schema with "this or nothing" as a mark instead of a union. The serializer tries the
 * branches of a union with a validator, value by value, which costs more than writing them.
 */
export function plainNulls(schema: JsonSchema): JsonSchema {
  return rebuild(schema, (node) => {
    const [one, other, more] = Array.isArray(node.anyOf) ? node.anyOf : []
    if (!isNode(one) || !isNode(other) || more || other.type !== 'null' || !one.type) return node
    const { anyOf: _, ...rest } = node
    return { ...rest, ...one, nullable: true }
  })
}

/** The way back, for the description of the interface: OpenAPI 3.1 knows unions and no marks. */
export function unionNulls(schema: JsonSchema): JsonSchema {
  return rebuild(schema, (node) => {
    if (node.nullable !== true) return node
    const { nullable: _, description, ...rest } = node
    return { anyOf: [rest, { type: 'null' }], ...(description !== undefined && { description }) }
  })
}

function rebuild<T>(value: T, change: (node: Node) => Node): T {
  if (Array.isArray(value)) return value.map((one) => rebuild(one, change)) as T
  if (!isNode(value)) return value
  const parts = Object.entries(value).map(([key, part]) => [key, rebuild(part, change)])
  return change(Object.fromEntries(parts)) as T
}

/** The JSON Schema of a zod schema as it comes in or goes out. */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const written = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type !== 'date') return
      Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
    },
  })
  const { $schema: _, ...rest } = written
  return rest
}

/** The name is what clients and the inventory of the interface call the route by. */
function refuseNameless({ method, url, schema }: RouteOptions): void {
  if (method === 'HEAD' || !url.startsWith('/api/') || schema?.operationId) return
  throw new Error(`${method} ${url} needs an operationId`)
}

/** What was found to name all its keys. */
const closed = new WeakSet<z.ZodType>()

/** A contract that would swallow a misspelt key is refused at the start, not in production. */
function refuseOpenInput(route: RouteOptions): void {
  for (const part of ['body', 'querystring'] as const) {
    const schema = route.schema?.[part]
    if (!schema) continue
    if (!isZod(schema))
      throw new Error(`${route.method} ${route.url} describes ${part} without zod`)
    if (closed.has(schema)) continue
    walk(toJsonSchema(schema, 'input'), (node) => {
      if (node.properties && node.additionalProperties === undefined)
        throw new Error(`${route.method} ${route.url}: use z.strictObject in ${part}`)
    })
    closed.add(schema)
  }
}

type Node = Record<string, unknown>

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function walk(node: unknown, visit: (node: Node) => void): void {
  if (!isNode(node)) return
  visit(node)
  for (const key of ['properties', '$defs', 'patternProperties']) {
    const named = node[key]
    if (isNode(named)) for (const child of Object.values(named)) walk(child, visit)
  }
  for (const key of ['items', 'additionalProperties', 'not']) walk(node[key], visit)
  for (const key of ['anyOf', 'oneOf', 'allOf', 'prefixItems']) {
    const list = node[key]
    if (Array.isArray(list)) for (const child of list) walk(child, visit)
  }
}
