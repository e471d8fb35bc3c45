import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { asActor } from '../db/as-actor.ts'
import type { Databases } from '../db/connections.ts'
import { notFound, Problem } from '../errors.ts'
import { requireWho, usualPurpose } from '../http/actor-requests.ts'
import type { RateLimits } from '../http/options.ts'
import { browserFamily } from './browser-family.ts'
import { CodeOwed } from './code-contract.ts'
import * as wire from './contract.ts'
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './cookie.ts'
import { invitationRoutes } from './invitation-routes.ts'
import {
  changePassphrase,
  chooseLocale,
  describeMe,
  endAllSessions,
  endSession,
  listSessions,
} from './sessions.ts'
import { signIn } from './sign-in.ts'
import { type WayOptions, wayRoutes } from './way-routes.ts'

export interface AuthOptions {
  databases: Databases
  /** Where links lead to. */
  origin: string
  rateLimits: RateLimits
  /** Pages that the navigation shows to these functions. It opens no case: only a seat does. */
  may(functions: readonly string[]): string[]
  /** Present in a demo city only: accounts that anybody may try. */
  demoAccounts?: () => Promise<wire.DemoAccount[]>
  /** Ends open streams of sessions that are over. */
  sessionsEnded(): Promise<void>
}

type Me = Awaited<ReturnType<typeof describeMe>>

const nothing = z.null()

/** Signing in and out, one's own sessions, and the way in for new members. */
export function authRoutes(options: AuthOptions): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(sessionRoutes(options))
    await app.register(demoRoutes(options))
    const shared: WayOptions = {
      ...options,
      slow: slow(options),
      visitor,
      welcome: (request, reply, token) => welcome(options, request, reply, token),
    }
    await app.register(invitationRoutes(shared))
    await app.register(wayRoutes(shared))
  }
}

function sessionRoutes(options: AuthOptions): FastifyPluginAsyncZod {
  const { databases } = options
  return async (app) => {
    app.post(
      '/session',
      {
        config: slow(options),
        schema: {
          operationId: 'signIn',
          security: [],
          body: wire.SignIn,
          response: { 201: wire.SessionAnswer, 202: CodeOwed },
        },
      },
      async (request, reply) => {
        const opened = await signIn(databases, request.body, visitor(request))
        if ('token' in opened) return welcome(options, request, reply, opened.token)
        return reply.code(202).send({ step: opened.owed })
      },
    )
    app.get(
      '/session',
      { schema: { operationId: 'readSession', response: { 200: wire.SessionAnswer } } },
      async (request) => answer(options, await request.asActor(describeMe)),
    )
    app.patch(
      '/session',
      {
        schema: {
          operationId: 'changeSession',
          body: wire.ChangeSession,
          response: { 200: wire.SessionAnswer },
        },
      },
      async (request) =>
        answer(options, await request.asActor((tx) => chooseLocale(tx, request.body.locale))),
    )
    app.delete(
      '/session',
      {
        schema: {
          operationId: 'signOut',
          querystring: wire.EndSession,
          response: { 204: nothing },
        },
      },
      (request, reply) => leave(options, request, reply, request.query.everywhere === 'true'),
    )
    app.get(
      '/sessions',
      { schema: { operationId: 'listSessions', response: { 200: wire.SessionList } } },
      (request) => listSessions(databases, requireWho(request).token),
    )
    app.delete(
      '/sessions',
      { schema: { operationId: 'signOutEverywhere', response: { 204: nothing } } },
      (request, reply) => leave(options, request, reply, true),
    )
    app.put(
      '/session/passphrase',
      {
        config: slow(options),
        schema: {
          operationId: 'changePassphrase',
          body: wire.ChangePassphrase,
          response: { 204: nothing },
        },
      },
      async (request, reply) => {
        await changePassphrase(databases, requireWho(request).token, request.body, request.ip)
        await options.sessionsEnded()
        return reply.code(204).send(null)
      },
    )
  }
}

function demoRoutes({ demoAccounts }: AuthOptions): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/demo/accounts',
      {
        schema: {
          operationId: 'listDemoAccounts',
          security: [],
          response: { 200: wire.DemoAccounts },
        },
      },
      async () => {
        if (!demoAccounts) throw notFound('demo')
        return { accounts: await demoAccounts() }
      },
    )
  }
}

/** A fresh session replaces the one the browser had: a planted one gains nothing. */
async function welcome(
  options: AuthOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): Promise<wire.SessionAnswer> {
  const former = readSessionCookie(request)
  if (former) await endSession(options.databases, former)
  const who = { token, purpose: usualPurpose, requestId: request.id }
  const me = await asActor(options.databases, who, describeMe).catch((error: unknown) => {
    // The session stands; with it nothing can be done but to show, or add, a second factor.
    if (error instanceof Problem && error.code === 'second_factor_needed')
      setSessionCookie(reply, token)
    throw error
  })
  setSessionCookie(reply, token)
  reply.code(201)
  return answer(options, me)
}

async function leave(
  options: AuthOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  everywhere: boolean,
): Promise<null> {
  const token = readSessionCookie(request)
  if (token) await (everywhere ? endAllSessions : endSession)(options.databases, token)
  await options.sessionsEnded()
  clearSessionCookie(reply)
  return reply.code(204).send(null) as unknown as null
}

const answer = (options: AuthOptions, me: Me): wire.SessionAnswer => ({
  ...me,
  may: options.may(me.functions),
  demo: options.demoAccounts !== undefined,
})

const visitor = (request: FastifyRequest) => ({
  address: request.ip,
  browser: browserFamily(request.headers['user-agent']),
})

/** Where secrets are tried, an address gets fewer requests than elsewhere. */
const slow = ({ rateLimits }: AuthOptions) => ({
  rateLimit: rateLimits ? { max: rateLimits.signIn, timeWindow: 60_000 } : (false as const),
})
