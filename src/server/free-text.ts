import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { RawBuilder } from 'kysely'
import { record } from '../modules/audit/service.ts'
import { findWordings, type KeptInEvent } from '../modules/items/wording/insist.ts'
import { KeptWordings, type WordingContext } from '../modules/items/wording/vocabulary.ts'
import type { ActorTx, Opened } from '../platform/db/as-actor.ts'
import { invalid, Problem } from '../platform/errors.ts'
import { checked, checkedByService } from './free-text-fields.ts'

/** Says why wordings stay that the check asked about: `belief=needed_for_task, address=own_words`. */
const header = 'x-kept-wordings'

/**
 * One rule for all free text about people (PI6): before an act, every checked field of its request is read. What the
 * check asks about stays only with a reason for its kind, which is logged in the transaction of the act.
 */
export function askAboutWords(app: FastifyInstance): void {
  app.addHook('preHandler', async (request) => {
    const name = operationOf(request)
    if (!request.who || !name || !(name in checked || name in checkedByService)) return
    const body = request.body as Record<string, unknown>
    const kept = keptIn(request, body)
    const events = readFields(checked[name] ?? [], body, request.language ?? 'en', kept)
    // A service that asks about its own text takes the reasons from the body.
    if (name in checkedByService) request.body = { ...body, kept }
    if (events.length > 0) logWithAct(request, name, events)
  })
}

function operationOf(request: FastifyRequest): string | undefined {
  const schema = request.routeOptions.schema as { operationId?: string } | undefined
  return schema?.operationId
}

function keptIn(request: FastifyRequest, body: Record<string, unknown>): KeptWordings {
  const text = request.headers[header]
  const said = typeof text === 'string' && text !== '' ? text.split(',') : []
  const parsed = KeptWordings.safeParse(
    said.map((one) => {
      const [kind, reason] = one.trim().split('=')
      return { kind, reason }
    }),
  )
  if (!parsed.success) throw invalid('X-Kept-Wordings', 'wording_reason_unknown')
  return [...parsed.data, ...((body?.kept ?? []) as KeptWordings)]
}

/** What stays and why, field by field; refused with every place that still has no reason. */
function readFields(
  fields: readonly string[],
  body: Record<string, unknown>,
  language: string,
  kept: KeptWordings,
): KeptInEvent[] {
  const context = contextOf(body)
  const read = fields.flatMap((path) =>
    textsAt(body, path).map(({ field, text }) => ({
      field,
      ...findWordings({ field, text, context }, language, kept),
    })),
  )
  const open = read.flatMap(({ field, open: places }) =>
    places.map(({ kind, start, end, use }) => ({ field, kind, start, end, use })),
  )
  if (open[0])
    throw new Problem(422, 'wording_reason_missing', open[0].field, undefined, { wordings: open })
  return read.flatMap(({ event }) => event ?? [])
}

function contextOf(body: Record<string, unknown>): WordingContext {
  const category = body.category ?? body.domain
  return {
    ...(typeof category === 'string' && { category }),
    ownAgencyOnly: body.mode === 'agency',
  }
}

/** The texts at `reason`, `informed.reason`, `issues[]` or `lines[].words` of a body, each with its place. */
export function textsAt(value: unknown, path: string, at = ''): { field: string; text: string }[] {
  if (path === '') return typeof value === 'string' ? [{ field: at, text: value }] : []
  if (path.startsWith('[]'))
    return Array.isArray(value)
      ? value.flatMap((one, place) =>
          textsAt(one, path.slice(2).replace(/^\./, ''), `${at}.${place}`),
        )
      : []
  const [, key = '', rest = ''] = /^([^.[]+)\.?(.*)$/.exec(path) ?? []
  const part = (value as Record<string, unknown> | null | undefined)?.[key]
  return textsAt(part, rest, at ? `${at}.${key}` : key)
}

/** The events stand in the access log together with the act, or neither does. */
function logWithAct(request: FastifyRequest, operation: string, events: KeptInEvent[]): void {
  const speak = request.asActor.bind(request)
  const { ref } = (request.params ?? {}) as { ref?: string }
  let logged = false
  request.asActor = <T, F>(
    act: (tx: ActorTx, opened: Opened<F>) => Promise<T>,
    opening?: RawBuilder<F>,
  ) =>
    speak(async (tx: ActorTx, opened: Opened<F>) => {
      const done = await act(tx, opened)
      if (logged) return done
      logged = true
      const found = ref
        ? await tx
            .selectFrom('app.cases')
            .select('id')
            .where('authority_id', '=', tx.actor.authority)
            .where('ref', '=', ref)
            .executeTakeFirst()
        : undefined
      for (const event of events)
        await record(tx, 'wording.kept', { caseId: found?.id ?? null, operation, ...event })
      return done
    }, opening)
}
