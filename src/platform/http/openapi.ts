import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { z } from 'zod'
import { type JsonSchema, toJsonSchema, unionNulls } from './schemas.ts'
import type { SystemOperations } from './system-keys.ts'

/** The shape of every problem that leaves, for the description of the interface. */
export const ProblemDetail = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), detail: z.string() })).optional(),
})

/** Describes all routes as OpenAPI 3.1 from the same schemas that guard them. */
export async function describeRoutes(
  app: FastifyInstance,
  version: string,
  systems: SystemOperations,
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Throughcare', version },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: '__Host-throughcare' },
          agencyKey: { type: 'http', scheme: 'bearer', bearerFormat: 'tc_…' },
        },
      },
      security: [{ session: [] }],
    },
    convertConstToEnum: false,
    transform: ({ schema, url }) => ({ schema: describe(schema, systems), url }),
  })
}

/** Served by the server itself, under the same guards as all else. */
export function serveDescription(app: FastifyInstance): void {
  app.get('/api/v1/openapi.json', { schema: { hide: true, operationId: 'describeApi' } }, () =>
    app.swagger(),
  )
}

function describe(schema: FastifySchema | undefined, systems: SystemOperations): FastifySchema {
  if (!schema || schema.hide) return { hide: true }
  const scope = systems[schema.operationId ?? '']
  const response = (schema.response ?? {}) as Record<string, unknown>
  return {
    ...schema,
    ...(scope && { security: [{ session: [] }, { agencyKey: [scope] }] }),
    ...described(schema, 'body'),
    ...described(schema, 'querystring'),
    ...described(schema, 'params'),
    ...described(schema, 'headers'),
    response: { ...unionNulls(response as JsonSchema), default: problemResponse },
  }
}

const problemResponse = {
  description: 'What went wrong, in the language of the reader.',
  content: { 'application/problem+json': { schema: toJsonSchema(ProblemDetail, 'output') } },
}

function described(schema: FastifySchema, part: 'body' | 'querystring' | 'params' | 'headers') {
  const read = schema[part]
  return read instanceof z.ZodType ? { [part]: toJsonSchema(read, 'input') } : {}
}
