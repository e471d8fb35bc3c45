import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { provePassphrase } from '../../platform/auth/step-up.ts'
import type { Databases } from '../../platform/db/connections.ts'
import { conflict, forbidden } from '../../platform/errors.ts'
import { requireWho } from '../../platform/http/actor-requests.ts'
import { readPhrases } from '../../platform/http/phrases.ts'
import { requireVersion } from '../../platform/http/versions.ts'
import type { Installation } from '../../platform/operations/machine.ts'
import * as wire from './contract.ts'
import { confirmKeySheet, showKeySheet } from './service/key-sheet.ts'
import { changeMail, prepareTest, readMail, recordTest, sendTest } from './service/mail.ts'
import * as safety from './service.ts'

export interface OperationsOptions extends Installation {
  databases: Databases
  origin: string
  /** Absent where this process may not show it. */
  master?: Buffer
}

const nothing = z.null()

/** How the desk is, its backups, its mail and its key: for administrators. */
export const operationsRoutes =
  (options: OperationsOptions): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(safetyRoutes(options))
    await app.register(mailRoutes(options))
    await app.register(keyRoutes(options))
  }

function safetyRoutes(options: OperationsOptions): FastifyPluginAsyncZod {
  const here = { ...options, pool: options.databases.actorPool }
  return async (app) => {
    app.get(
      '/safety',
      { schema: { operationId: 'readSafety', response: { 200: wire.Safety } } },
      async (request) => safety.tellSafety(await request.asActor(safety.readFacts), here),
    )
    app.put(
      '/safety/backup-plan',
      {
        schema: {
          operationId: 'planBackups',
          body: wire.ChangePlan,
          response: { 200: wire.Safety },
        },
      },
      async (request) => {
        const version = requireVersion(request)
        const facts = await request.asActor((tx) =>
          safety.changePlan(tx, here, version, request.body),
        )
        return safety.tellSafety(facts, here)
      },
    )
    app.post(
      '/safety/backups',
      { schema: { operationId: 'askBackup', response: { 202: nothing } } },
      async (request, reply) => {
        await request.asActor((tx) => safety.askBackup(tx, here))
        return reply.code(202).send(null)
      },
    )
  }
}

function mailRoutes({ origin, dataDir }: OperationsOptions): FastifyPluginAsyncZod {
  const phrases = readPhrases('mail')
  return async (app) => {
    app.get(
      '/mail',
      { schema: { operationId: 'readMail', response: { 200: wire.MailSettings } } },
      (request) => request.asActor(readMail),
    )
    app.put(
      '/mail',
      {
        schema: {
          operationId: 'changeMail',
          body: wire.ChangeMail,
          response: { 200: wire.MailSettings },
        },
      },
      (request) => {
        const version = requireVersion(request)
        return request.asActor((tx) => changeMail(tx, version, request.body))
      },
    )
    app.post(
      '/mail/test',
      { schema: { operationId: 'testMail', response: { 200: wire.MailTested } } },
      async (request) => {
        const to = await request.asActor((tx) => prepareTest(tx, origin))
        const tested = await sendTest(to, { dataDir, origin, phrases })
        await request.asActor((tx) => recordTest(tx, tested))
        return tested
      },
    )
    app.get(
      '/session/mail',
      { schema: { operationId: 'readMailWish', response: { 200: wire.MailWish } } },
      (request) => request.asActor(safety.readWish),
    )
    app.put(
      '/session/mail',
      {
        schema: {
          operationId: 'changeMailWish',
          body: wire.ChangeWish,
          response: { 200: wire.MailWish },
        },
      },
      (request) => request.asActor((tx) => safety.changeWish(tx, request.body.rhythm)),
    )
  }
}

function keyRoutes({ databases, master }: OperationsOptions): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/key-sheet',
      {
        schema: {
          operationId: 'showKeySheet',
          body: wire.ShowKey,
          response: { 200: wire.KeySheet },
        },
      },
      async (request) => {
        const key = keyFor(request, master)
        const { token } = requireWho(request)
        await provePassphrase(databases, token, request.body.passphrase, request.ip)
        return request.asActor((tx) => showKeySheet(tx, key))
      },
    )
    app.post(
      '/key-sheet/printed',
      {
        schema: {
          operationId: 'confirmKeySheet',
          body: wire.ConfirmKey,
          response: { 204: nothing },
        },
      },
      async (request, reply) => {
        const key = keyFor(request, master)
        await request.asActor((tx) => confirmKeySheet(tx, key, request.body))
        return reply.code(204).send(null)
      },
    )
  }
}

const near = /^(::ffff:)?127\.|^::1$/

/** The key crosses no network: whoever asks sits at the computer of the desk. */
function keyFor(request: FastifyRequest, master: Buffer | undefined): Buffer {
  requireWho(request)
  if (!master) throw conflict('key_sheet_not_here')
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers.forwarded
  if (forwarded !== undefined || !near.test(request.socket.remoteAddress ?? ''))
    throw forbidden('key_sheet_elsewhere')
  return master
}
