import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { makeOnce } from '../../platform/http/once.ts'
import { atVersion } from '../../platform/http/versions.ts'
import * as wire from './contract.ts'
import { ItemsDue } from './due-contract.ts'
import { readDue } from './queries/read.ts'
import {
  addressItem,
  changeState,
  decideItem,
  decideProposal,
  dropProposal,
  handleItem,
  verifyItem,
} from './service/own-item.ts'
import { listItems, openComposer, openItem, previewReaders } from './service/read-items.ts'
import { changeItem, changeSpecial, dropDraft, keepDraft, writeItem } from './service/write-item.ts'

const Made = z.object({ id: z.uuid() })
const Done = z.object({ ref: z.string() })

/** What agencies bring about a person: written, read with its reasons, and changed by its owner only. */
export const itemsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/cases/:ref/items',
    {
      schema: {
        operationId: 'listItems',
        params: wire.ByRef,
        querystring: wire.ItemsQuery,
        response: { 200: wire.CaseItems },
      },
    },
    (request) => listItems(request, request.params.ref, request.query.paper),
  )
  app.get(
    '/cases/:ref/items/composer',
    {
      schema: {
        operationId: 'openItemComposer',
        params: wire.ByRef,
        response: { 200: wire.ItemComposer },
      },
    },
    (request) => openComposer(request, request.params.ref),
  )
  app.post(
    '/cases/:ref/items/readers',
    {
      schema: {
        operationId: 'previewItemReaders',
        params: wire.ByRef,
        body: wire.PreviewReaders,
        response: { 200: wire.ReadersPreview },
      },
    },
    (request) => previewReaders(request, request.params.ref, request.body),
  )
  app.post(
    '/cases/:ref/items',
    {
      schema: {
        operationId: 'writeItem',
        params: wire.ByRef,
        body: wire.WriteItem,
        response: { 201: Made },
      },
    },
    (request, reply) =>
      makeOnce(request, reply, (tx) => writeItem(tx, request.params.ref, request.body), {
        thing: 'item',
        tables: ['app.items', 'app.special_items'],
      }),
  )
  app.put(
    '/cases/:ref/items/draft',
    {
      schema: {
        operationId: 'keepItemDraft',
        params: wire.ByRef,
        body: wire.KeepDraft,
        response: { 200: Done },
      },
    },
    async (request) => {
      const { ref } = request.params
      await request.asActor((tx) => keepDraft(tx, ref, request.body.content))
      return { ref }
    },
  )
  app.delete(
    '/cases/:ref/items/draft',
    { schema: { operationId: 'dropItemDraft', params: wire.ByRef, response: { 200: Done } } },
    async (request) => {
      const { ref } = request.params
      await request.asActor((tx) => dropDraft(tx, ref))
      return { ref }
    },
  )
  await app.register(itemRoutes)
  await app.register(proposalRoutes)
}

const itemRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/items/due',
    { schema: { operationId: 'listItemsDue', response: { 200: ItemsDue } } },
    (request) => readDue(request),
  )
  app.get(
    '/items/:id',
    {
      schema: {
        operationId: 'readItem',
        params: wire.ItemId,
        response: { 200: wire.ItemDetail },
      },
    },
    (request) => openItem(request, request.params.id),
  )
  /** An act of the owner at the version that they have seen. */
  const answers = (operationId: string) => ({
    operationId,
    params: wire.ItemId,
    response: { 200: Made },
  })
  app.post(
    '/items/:id/versions',
    { schema: { ...answers('changeItem'), body: wire.ChangeItem } },
    (request) =>
      atVersion(request, (tx, seen) => changeItem(tx, request.params.id, seen, request.body)),
  )
  app.post(
    '/items/:id/special-versions',
    { schema: { ...answers('changeSpecialItem'), body: wire.ChangeSpecial } },
    (request) =>
      atVersion(request, (tx, seen) => changeSpecial(tx, request.params.id, seen, request.body)),
  )
  app.put(
    '/items/:id/audience',
    { schema: { ...answers('addressItem'), body: wire.AddressItem } },
    (request) =>
      atVersion(request, (tx, seen) => addressItem(tx, request.params.id, seen, request.body)),
  )
  app.put(
    '/items/:id/handling',
    { schema: { ...answers('handleItem'), body: wire.Handling } },
    (request) =>
      atVersion(request, (tx, seen) => handleItem(tx, request.params.id, seen, request.body)),
  )
  app.post(
    '/items/:id/verify',
    { schema: { ...answers('verifyItem'), body: wire.VerifyItem } },
    (request) =>
      atVersion(request, (tx, seen) =>
        verifyItem(tx, request.params.id, seen, request.body.reviewBy),
      ),
  )
  app.post(
    '/items/:id/state',
    { schema: { ...answers('changeItemState'), body: wire.ChangeState } },
    (request) =>
      atVersion(request, (tx, seen) => changeState(tx, request.params.id, seen, request.body)),
  )
  app.post(
    '/items/:id/decision',
    { schema: { ...answers('decideSpecialItem'), body: wire.DecideItem } },
    (request) =>
      atVersion(request, (tx, seen) => decideItem(tx, request.params.id, seen, request.body)),
  )
}

/** Changes of sensitive words: the former words stand until a second person has decided. */
const proposalRoutes: FastifyPluginAsyncZod = async (app) => {
  const answers = { params: wire.ProposalId, response: { 200: Made } }
  app.post(
    '/items/:id/proposals/:proposal/decision',
    { schema: { ...answers, operationId: 'decideSpecialChange', body: wire.DecideItem } },
    (request) =>
      atVersion(request, (tx, seen) => decideProposal(tx, request.params, seen, request.body)),
  )
  app.delete(
    '/items/:id/proposals/:proposal',
    { schema: { ...answers, operationId: 'dropSpecialChange' } },
    (request) => atVersion(request, (tx, seen) => dropProposal(tx, request.params, seen)),
  )
}
