import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'

/** The routes of all modules, below `/api/v1`. */
export const moduleRoutes: readonly FastifyPluginAsyncZod[] = []
