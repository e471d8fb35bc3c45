import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { consentRoutes } from './routes/consents.ts'
import { erasureRoutes } from './routes/erasures.ts'
import { itemRightsRoutes } from './routes/item-rights.ts'
import { regimeRoutes } from './routes/regimes.ts'
import { retentionRoutes } from './routes/retention.ts'

/** The person's own rights: what they agree to, and what they may ask to be put right. */
export const rightsRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(consentRoutes)
  await app.register(itemRightsRoutes)
  await app.register(retentionRoutes)
  await app.register(regimeRoutes)
  await app.register(erasureRoutes)
}
