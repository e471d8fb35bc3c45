import type { FastifyContextConfig, FastifyPluginAsync, FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { sql } from 'kysely'
import type { ActorTx } from '../db/as-actor.ts'
import type { Databases } from '../db/connections.ts'
import { Problem } from '../errors.ts'
import { requireWho } from '../http/actor-requests.ts'
import type { RateLimits } from '../http/options.ts'
import { atVersion } from '../http/versions.ts'
import { seal } from '../seal/envelope.ts'
import { browserFamily } from './browser-family.ts'
import { setSessionCookie } from './cookie.ts'
import * as wire from './provider-contract.ts'
import {
  findProvider,
  providerSignIn,
  readIssuer,
  redirectOf,
  secretContext,
  testProvider,
} from './providers.ts'
import { proofProvider } from './step-up.ts'

interface ProviderOptions {
  databases: Databases
  origin: string
  rateLimits: RateLimits
  /** Ends open streams of sessions that are over. */
  sessionsEnded(): Promise<void>
}

/** Lives while somebody is at their provider; it comes back from another site, so it is not strict. */
const wayCookie = '__Host-throughcare-way'
/** The secret of this browser and, behind a dot, the page of ours that was wanted. */
const keepWay = (browser: string, next = ''): string =>
  next ? `${browser}.${Buffer.from(next).toString('base64url')}` : browser

function readWay(cookie = ''): { browser: string; next?: string } {
  const [browser = '', wanted = ''] = cookie.split('.')
  const next = wire.OwnPage.safeParse(Buffer.from(wanted, 'base64url').toString())
  return next.success ? { browser, next: next.data } : { browser }
}

const kept = { httpOnly: true, secure: true, sameSite: 'lax', path: '/', maxAge: 600 } as const

/** Signing in at the provider of one's agency, and the page to which it leads back (AD2, SEC-11). */
export function providerRoutes(options: ProviderOptions): FastifyPluginAsyncZod {
  const { databases, origin, rateLimits } = options
  const config: FastifyContextConfig = {
    rateLimit: rateLimits ? { max: rateLimits.signIn, timeWindow: 60_000 } : false,
  }
  const signIn = providerSignIn(databases, origin)
  return async (app) => {
    app.post(
      '/session/provider/find',
      {
        config,
        schema: {
          operationId: 'findProvider',
          security: [],
          body: wire.FindProvider,
          response: { 200: wire.ProviderFound },
        },
      },
      (request) => findProvider(databases, request.body),
    )
    app.post(
      '/session/provider',
      {
        config,
        schema: {
          operationId: 'goToProvider',
          security: [],
          body: wire.GoToProvider,
          response: { 201: wire.ProviderWay },
        },
      },
      async (request, reply) => {
        const { provider, invitation, next } = request.body
        const { address, browser } = await signIn.begin(provider, { invitation })
        reply.setCookie(wayCookie, keepWay(browser, next), kept).code(201)
        return { address }
      },
    )
    app.post(
      '/session/proof/provider',
      { config, schema: { operationId: 'goToProof', response: { 201: wire.ProviderWay } } },
      async (request, reply) => {
        const { token } = requireWho(request)
        const provider = await proofProvider(databases, token)
        const { address, browser } = await signIn.begin(provider, { token })
        reply.setCookie(wayCookie, browser, kept).code(201)
        return { address }
      },
    )
    await app.register(administration(options))
  }
}

function administration(options: ProviderOptions): FastifyPluginAsyncZod {
  const { origin } = options
  return async (app) => {
    app.get(
      '/agencies/:id/provider',
      {
        schema: {
          operationId: 'readProvider',
          params: wire.ByAgency,
          response: { 200: wire.ProviderAnswer },
        },
      },
      (request) => request.asActor((tx) => readProvider(tx, request.params.id, origin)),
    )
    app.put(
      '/agencies/:id/provider',
      {
        schema: {
          operationId: 'setProvider',
          params: wire.ByAgency,
          body: wire.SetProvider,
          response: { 200: wire.ProviderAnswer },
        },
      },
      async (request) => {
        const { id } = request.params
        const saved = await atVersion(request, async (tx, version) => {
          await setProvider(tx, id, version, request.body)
          return readProvider(tx, id, origin)
        })
        await options.sessionsEnded()
        return saved
      },
    )
    app.post(
      '/agencies/:id/provider/test',
      {
        schema: {
          operationId: 'testProvider',
          params: wire.ByAgency,
          body: wire.TestProvider,
          response: { 200: wire.ProviderTested },
        },
      },
      async (request) => {
        // Only an administrator makes this machine ask another one.
        await request.asActor((tx) => readProvider(tx, request.params.id, origin))
        return testProvider(request.body.issuer)
      },
    )
  }
}

async function readProvider(tx: ActorTx, agency: number, origin: string) {
  const { rows } = await sql<{
    provider: wire.Provider | null
  }>`select read.provider(${agency}) as provider`.execute(tx)
  return { provider: rows[0]?.provider ?? null, redirect: redirectOf(origin) }
}

async function setProvider(
  tx: ActorTx,
  agency: number,
  version: number,
  { issuer, clientId, secret, domains, acr, strong, enabled }: wire.SetProvider,
): Promise<void> {
  readIssuer(issuer)
  const { authority, keys } = tx.actor
  const made = secret ? keys.newDataKey(authority) : undefined
  const sealed = made && secret ? seal(made.key, secret, secretContext(authority)) : null
  await sql`select act.set_provider(${agency}, ${version}, ${issuer}, ${clientId},
    ${made?.wrapped ?? null}::bytea, ${sealed}::bytea, ${secret === undefined}, ${domains}::text[],
    ${acr ?? null}, ${strong ?? []}::text[], ${enabled})`.execute(tx)
}

/** The one address to which providers lead back. It answers with a page of ours, never with a token. */
export function providerAnswer({ databases, origin }: ProviderOptions): FastifyPluginAsync {
  const signIn = providerSignIn(databases, origin)
  return async (app) => {
    app.get('/sign-in/answer', { schema: { hide: true } }, async (request, reply) => {
      const { browser, next } = readWay(request.cookies[wayCookie])
      reply.clearCookie(wayCookie, kept)
      try {
        const query = request.url.slice(request.url.indexOf('?') + 1)
        const family = browserFamily(request.headers['user-agent'])
        const session = await signIn.finish(query, browser, family)
        // Somebody who was signed in has shown that it is still them: their page waits in another window.
        if (!session) return reply.redirect('/sign-in?provider=proved', 303)
        setSessionCookie(reply, session)
        return reply.redirect(next ?? '/', 303)
      } catch (error) {
        return back(reply, error, next)
      }
    })
  }
}

const whys: Record<string, string> = {
  provider_unreachable: 'unreachable',
  provider_too_weak: 'weak',
}

/** Back at the sign-in it is said why, and the page that was wanted is still wanted. */
function back(reply: FastifyReply, error: unknown, next?: string) {
  if (!(error instanceof Problem)) throw error
  const why = whys[error.code] ?? 'refused'
  const wanted = next ? `&next=${encodeURIComponent(next)}` : ''
  return reply.redirect(`/sign-in?provider=${why}${wanted}`, 303)
}
