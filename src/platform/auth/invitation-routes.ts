import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import * as wire from './contract.ts'
import {
  acceptInvitation,
  acceptWithPasskey,
  askInvitedPasskey,
  confirmInvitation,
  findInvitation,
  inviteMember,
} from './invitations.ts'
import { AddPasskey, NewPasskeyAsked } from './passkey-contract.ts'
import type { WayOptions } from './way-routes.ts'

const nothing = z.null()

/** The way in for new members, and back in for those who lost theirs. */
export function invitationRoutes(options: WayOptions): FastifyPluginAsyncZod {
  const { databases, origin } = options
  return async (app) => {
    app.post(
      '/invitations',
      {
        schema: {
          operationId: 'inviteMember',
          body: wire.NewInvitation,
          response: { 201: wire.InvitationMade },
        },
      },
      async (request, reply) => {
        const { member } = request.body
        reply.code(201)
        return request.asActor((tx) => inviteMember(tx, member, origin))
      },
    )
    app.post(
      '/invitations/confirm',
      {
        schema: {
          operationId: 'confirmInvitation',
          body: wire.NewInvitation,
          response: { 204: nothing },
        },
      },
      async (request, reply) => {
        await request.asActor((tx) => confirmInvitation(tx, request.body.member))
        return reply.code(204).send(null)
      },
    )
    app.get(
      '/invitations/:token',
      {
        config: options.slow,
        schema: {
          operationId: 'readInvitation',
          security: [],
          params: wire.ByToken,
          response: { 200: wire.Invitation },
        },
      },
      (request) => findInvitation(databases, request.params.token),
    )
    app.post(
      '/invitations/:token',
      {
        config: options.slow,
        schema: {
          operationId: 'acceptInvitation',
          security: [],
          params: wire.ByToken,
          body: wire.UseInvitation,
          response: { 201: wire.SessionAnswer },
        },
      },
      async (request, reply) => {
        const { passphrase } = request.body
        const { browser } = options.visitor(request)
        const token = await acceptInvitation(databases, request.params.token, passphrase, browser)
        return options.welcome(request, reply, token)
      },
    )
    await app.register(passkeyInvitations(options))
  }
}

/** The same link, answered with a passkey: no passphrase is ever set. */
function passkeyInvitations(options: WayOptions): FastifyPluginAsyncZod {
  const { databases, origin } = options
  return async (app) => {
    app.post(
      '/invitations/:token/passkey/ask',
      {
        config: options.slow,
        schema: {
          operationId: 'askInvitedPasskey',
          security: [],
          params: wire.ByToken,
          response: { 201: NewPasskeyAsked },
        },
      },
      async (request, reply) => {
        reply.code(201)
        return askInvitedPasskey(databases, origin, request.params.token)
      },
    )
    app.post(
      '/invitations/:token/passkey',
      {
        config: options.slow,
        schema: {
          operationId: 'acceptInvitationWithPasskey',
          security: [],
          params: wire.ByToken,
          body: AddPasskey,
          response: { 201: wire.SessionAnswer },
        },
      },
      async (request, reply) => {
        const { browser } = options.visitor(request)
        const { token: link } = request.params
        const token = await acceptWithPasskey(databases, origin, link, request.body, browser)
        return options.welcome(request, reply, token)
      },
    )
  }
}
