import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { clock } from '../platform/clock.ts'
import type { Databases } from '../platform/db/connections.ts'

const Health = z.object({
  status: z.enum(['ok', 'database_unreachable']),
  version: z.string(),
  database: z.string().nullable(),
  jobs: z.enum(['running', 'off']),
  time: z.iso.datetime(),
})

/** Whether the service can work, for whoever watches it; not a word about anybody's data. */
export function healthRoutes(
  { actorPool }: Databases,
  version: string,
  jobsRun: () => boolean,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/health',
      {
        schema: { operationId: 'readHealth', security: [], response: { 200: Health, 503: Health } },
      },
      async (_request, reply) => {
        const database = await readVersion(actorPool)
        if (!database) reply.code(503)
        return {
          status: database ? ('ok' as const) : ('database_unreachable' as const),
          version,
          database,
          jobs: jobsRun() ? ('running' as const) : ('off' as const),
          time: clock.now().toISOString(),
        }
      },
    )
  }
}

async function readVersion(pool: Databases['actorPool']): Promise<string | null> {
  try {
    const { rows } = await pool.query<{ server_version: string }>('show server_version')
    return rows[0]?.server_version.split(' ')[0] ?? null
  } catch {
    return null
  }
}
