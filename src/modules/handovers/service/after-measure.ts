import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open } from '../../../platform/seal/envelope.ts'
import { record } from '../../audit/service.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import { holdCaseFor, sealForCase } from '../../cases/service/hold-case.ts'
import { Lane } from '../../timeline/contract.ts'
import type { AfterMeasure, SayContinuation } from '../measure-contract.ts'
import {
  type AfterMeasureRead,
  readAfterMeasure,
  saveContinuation,
  saveMeasureEnd,
} from '../queries/measure.ts'

const kinds = { witness: 'continuations.witness', words: 'continuations.words' } as const

/** What goes on after the last measure, as far as the reader may know what the person wants. */
export async function openAfterMeasure(reader: Reader, ref: string): Promise<AfterMeasure> {
  const read = await readAfterMeasure(reader, ref)
  if (!read) throw notFound('case')
  const { relations, enforces } = read
  const near = relations.includes('coordination') || relations.includes('lead')
  const parts = partsOf(reader, read)
  return {
    ref: read.ref,
    today: read.today,
    version: read.version,
    measureEndsOn: read.measureEndsOn,
    enforces,
    language: read.language,
    parts,
    may: [
      ...(near ? (['set'] as const) : []),
      ...(near && !enforces && parts.length > 0 ? (['ask'] as const) : []),
    ],
  }
}

function partsOf({ keys }: Reader, read: AfterMeasureRead): AfterMeasure['parts'] {
  const book = agencyBook(read.agencies)
  const key = keys.dataKey(read.authority, Buffer.from(read.caseKey, 'hex'))
  const opened = (sealed: string | null, kind: string) =>
    sealed ? open(key, Buffer.from(sealed, 'hex'), `${kind}:${read.caseId}`) : null
  return Lane.options.flatMap((domain) => {
    const lane = read.lanes.find((one) => one.domain === domain)
    const said = read.answers.find((one) => one.domain === domain)
    if (!lane && !said) return []
    const { domain: _domain, ...answer } = said ?? { domain }
    return [
      {
        domain,
        agencies: (lane?.agencies ?? []).flatMap((id) => book.find(id) ?? []),
        answer: said
          ? {
              ...(answer as Omit<typeof said, 'domain'>),
              witness: opened(said.witness, kinds.witness),
              words: opened(said.words, kinds.words),
            }
          : null,
      },
    ]
  })
}

/** Sets the day on which the last imposed measure ends, or says that none is known. */
export async function setMeasureEnd(
  tx: ActorTx,
  ref: string,
  version: number,
  on: string | null,
): Promise<{ version: number }> {
  const held = await holdCaseFor(tx, ref)
  const saved = await saveMeasureEnd(tx, held, version, on)
  await record(tx, 'measure.set', { caseId: held.id, on, version: saved })
  return { version: saved }
}

/** Writes down what the person wants. Any day another word may follow; the newest holds. */
export async function sayContinuation(
  tx: ActorTx,
  ref: string,
  said: SayContinuation,
): Promise<{ ref: string }> {
  if (said.way === 'witnessed' && !said.witness)
    throw invalid('witness', 'continuation_witness_missing')
  if (said.saidOn > tx.actor.today) throw invalid('saidOn', 'continuation_said_later')
  const held = await holdCaseFor(tx, ref)
  const sealed = (text: string | undefined, kind: string) =>
    text ? sealForCase(tx, held, text, kind) : null
  await saveContinuation(tx, held, said, {
    witness: sealed(said.witness, kinds.witness),
    words: sealed(said.words, kinds.words),
  })
  await record(tx, 'continuation.recorded', { caseId: held.id, way: said.way })
  return { ref }
}
