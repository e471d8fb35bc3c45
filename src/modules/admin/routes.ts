import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { once } from '../../platform/http/once.ts'
import { requireVersion } from '../../platform/http/versions.ts'
import * as wire from './contract.ts'
import * as admin from './service.ts'
import { signInRuleRoutes } from './sign-in-rule-routes.ts'

export interface AdminOptions {
  /** Where the links of invitations lead to. */
  origin: string
}

/** Who works here: agencies, desks and members. Everybody reads, administrators change. */
export const adminRoutes: FastifyPluginAsyncZod<AdminOptions> = async (app, { origin }) => {
  await app.register(agencyRoutes)
  await app.register(memberRoutes, { origin })
  await app.register(signInRuleRoutes, { origin })
}

const agencyRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/agencies',
    { schema: { operationId: 'listAgencies', response: { 200: wire.AgencyList } } },
    (request) => request.asActor(admin.listAgencies),
  )
  app.get(
    '/agencies/:id',
    {
      schema: {
        operationId: 'readAgency',
        params: wire.ByAgency,
        response: { 200: wire.Agency },
      },
    },
    (request) => request.asActor((tx) => admin.readAgency(tx, request.params.id)),
  )
  app.post(
    '/agencies',
    {
      schema: {
        operationId: 'createAgency',
        body: wire.NewAgency,
        response: { 201: wire.Agency },
      },
    },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) =>
        once(
          tx,
          request,
          () => admin.createAgency(tx, request.body),
          (id) => admin.readAgency(tx, Number(id)),
        ),
      )
    },
  )
  app.patch(
    '/agencies/:id',
    {
      schema: {
        operationId: 'changeAgency',
        params: wire.ByAgency,
        body: wire.ChangeAgency,
        response: { 200: wire.Agency },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { id } = request.params
      return request.asActor((tx) => admin.changeAgency(tx, id, version, request.body))
    },
  )
  app.post(
    '/agencies/:id/desks',
    {
      schema: {
        operationId: 'createDesk',
        params: wire.ByAgency,
        body: wire.NewDesk,
        response: { 201: wire.Agency },
      },
    },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) => admin.createDesk(tx, request.params.id, request.body))
    },
  )
}

const memberRoutes: FastifyPluginAsyncZod<AdminOptions> = async (app, { origin }) => {
  app.get(
    '/members',
    {
      schema: {
        operationId: 'listMembers',
        querystring: wire.MembersQuery,
        response: { 200: wire.MemberList },
      },
    },
    (request) => request.asActor((tx) => admin.listMembers(tx, request.query)),
  )
  app.post(
    '/members',
    {
      schema: {
        operationId: 'createMember',
        body: wire.NewMember,
        response: { 201: wire.MemberInvited },
      },
    },
    (request, reply) => {
      reply.code(201)
      return request.asActor((tx) =>
        once(
          tx,
          request,
          () => admin.createMember(tx, request.body, origin),
          (id) => admin.readInvited(tx, Number(id)),
        ),
      )
    },
  )
  app.patch(
    '/members/:id',
    {
      schema: {
        operationId: 'changeMember',
        params: wire.ByMember,
        body: wire.ChangeMember,
        response: { 200: wire.Member },
      },
    },
    (request) => {
      const version = requireVersion(request)
      const { id } = request.params
      return request.asActor((tx) => admin.changeMember(tx, id, version, request.body))
    },
  )
  app.post(
    '/members/:id/end',
    {
      schema: {
        operationId: 'endMember',
        params: wire.ByMember,
        response: { 200: wire.Member },
      },
    },
    (request) => {
      const version = requireVersion(request)
      return request.asActor((tx) => admin.endMember(tx, request.params.id, version))
    },
  )
}
