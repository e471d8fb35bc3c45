import { tmpdir } from 'node:os'
import type { FastifyInstance } from 'fastify'
import { setUpRoutes } from '../modules/admin/set-up-routes.ts'
import { publicPages } from '../modules/arrangements/essence/public-routes.ts'
import { publishedLog } from '../modules/audit/published-routes.ts'
import { doorRoutes } from '../modules/deliveries/routes/doors.ts'
import { offerPages } from '../modules/handovers/links/page-routes.ts'
import { offerLinkRoutes } from '../modules/handovers/routes/links.ts'
import { type OperationsOptions, operationsRoutes } from '../modules/operations/routes.ts'
import { logRoutes } from '../modules/review/log-routes.ts'
import { letterPages } from '../modules/rights/letter/letter-routes.ts'
import { calendarFeedRoutes } from '../modules/services/routes/feeds.ts'
import { systemOperations } from '../modules/systems/vocabulary.ts'
import type { DemoAccount } from '../platform/auth/contract.ts'
import { providerAnswer, providerRoutes } from '../platform/auth/provider-routes.ts'
import { authRoutes } from '../platform/auth/routes.ts'
import type { Config } from '../platform/config.ts'
import type { Databases } from '../platform/db/connections.ts'
import { createHttp } from '../platform/http/create-http.ts'
import { openEventStreams } from '../platform/http/event-streams.ts'
import { type RateLimits, usualRateLimits } from '../platform/http/options.ts'
import { serveWebApp } from '../platform/http/web-app.ts'
import { readWords, type Words } from '../platform/http/words.ts'
import type { Log } from '../platform/log.ts'
import { askAboutWords } from './free-text.ts'
import { healthRoutes } from './health.ts'
import { pagesFor } from './navigation.ts'
import { noPractice, type PracticeCity, practiceRoutes } from './practice.ts'
import { moduleRoutes } from './routes.ts'

export interface ServerOptions {
  databases: Databases
  config: Pick<Config, 'origin' | 'tls' | 'trustedProxies'>
  log: Log
  version: string
  words?: Words
  /** Folder of the built staff app; without it only the interface is served. */
  webFolder?: string
  /** Other origins that browsers may use, such as a development server. */
  otherOrigins?: readonly string[]
  /** False lifts every limit: for the bench alone. */
  rateLimits?: RateLimits
  /** Given in a demo city only. */
  demoAccounts?: () => Promise<DemoAccount[]>
  jobsRun?: () => boolean
  /** The master key, for the keys of a city that is set up here. */
  master?: Buffer
  /** The practice city beside a real one. */
  practice?: PracticeCity
  routes?: typeof moduleRoutes
  /** This machine and its key, for the page that says how the desk is. */
  machine?: Pick<OperationsOptions, 'dataDir' | 'databaseUrl' | 'jobsHere' | 'master'>
}

/** The whole service, ready to `listen` or `inject`: all modules under the same guards. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { databases, config, log, rateLimits = usualRateLimits } = options
  const app = await createHttp(
    {
      databases,
      log,
      words: options.words ?? readWords(),
      origins: [config.origin, ...(options.otherOrigins ?? [])],
      ...(config.tls && { tls: config.tls }),
      trustedProxies: config.trustedProxies,
      rateLimits,
      systemOperations,
      practice: options.demoAccounts !== undefined,
    },
    options.version,
  )
  askAboutWords(app)
  const streams = openEventStreams(databases, log)
  app.addHook('preClose', () => streams.close())
  const auth = authRoutes({
    databases,
    origin: config.origin,
    rateLimits,
    may: pagesFor,
    ...(options.demoAccounts && { demoAccounts: options.demoAccounts }),
    sessionsEnded: streams.recheck,
  })
  const place = { databases, origin: config.origin, rateLimits, sessionsEnded: streams.recheck }
  const providers = providerRoutes(place)
  const health = healthRoutes(databases, options.version, options.jobsRun ?? (() => false))
  const operations = operationsRoutes({
    ...{ databases, origin: config.origin, version: options.version },
    ...(options.machine ?? { dataDir: tmpdir(), jobsHere: null }),
  })
  const setUp = setUpRoutes({
    databases,
    config,
    rateLimits,
    ...(options.master && { master: options.master }),
  })
  const beside = options.practice ?? noPractice
  const doors = doorRoutes({ databases, origin: config.origin, rateLimits })
  const dataDir = options.machine?.dataDir ?? tmpdir()
  const links = offerLinkRoutes({ databases, origin: config.origin, dataDir })
  const own = [
    auth,
    operations,
    streams.routes,
    health,
    setUp,
    doors,
    links,
    providers,
    practiceRoutes(beside),
    logRoutes({ dataDir }),
  ]
  for (const routes of [...own, ...(options.routes ?? moduleRoutes)])
    await app.register(called(routes), { prefix: '/api/v1', origin: config.origin })
  await app.register(calendarFeedRoutes({ databases, origin: config.origin, rateLimits }))
  await app.register(publicPages({ databases, rateLimits }))
  await app.register(letterPages)
  await app.register(publishedLog({ databases, dataDir, rateLimits }))
  await app.register(providerAnswer(place))
  await app.register(offerPages({ databases, rateLimits }))
  if (options.webFolder) await serveWebApp(app, options.webFolder)
  return app
}

/** With its name, or Fastify looks for the file of each among all that this process has loaded. */
function called<T extends object>(routes: T): T {
  return Object.assign(routes, { [Symbol.for('fastify.display-name')]: 'routes' })
}
