import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { casesRoutes } from '../modules/cases/routes.ts'
import { personsRoutes } from '../modules/persons/routes.ts'

/** The routes of all modules, below `/api/v1`. */
export const moduleRoutes: readonly FastifyPluginAsyncZod[] = [casesRoutes, personsRoutes]
