import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import { open, seal } from '../../../platform/seal/envelope.ts'
import type {
  AskSession,
  Clearance,
  GiveSlot,
  InreachCounts,
  Session,
  SessionList,
  SessionResult,
  SessionsQuery,
  Worker,
} from '../inreach-contract.ts'
import {
  countSessions,
  findSession,
  findWorker,
  listPrisonBriefs,
  listSessionRows,
  type SealedWorker,
  type SessionRow,
  saveClearance,
  saveDecline,
  saveProposalAnswer,
  saveQuestion,
  saveResult,
  saveSlot,
} from '../queries/inreach.ts'
import { mayLookAfter } from './directory.ts'

/** The sessions of my agency: those it asked for, or those it is asked for. */
export async function listSessions(tx: ActorTx, query: SessionsQuery): Promise<SessionList> {
  const rows = await listSessionRows(tx, query.box)
  const prisons = await listPrisonBriefs(tx)
  return {
    sessions: rows.map((row) => asSession(tx, row)),
    prisons: prisons.filter(({ id }) => id !== tx.actor.agency),
    mayAsk: mayLookAfter(tx, tx.actor.agency) && !prisons.some(({ id }) => id === tx.actor.agency),
  }
}

export async function readSession(tx: ActorTx, id: string): Promise<Session> {
  const row = await findSession(tx, id)
  if (!row) throw notFound('inreach')
  return asSession(tx, row)
}

/** Sessions of a month by prison and part of life: what the city knows of them. */
export async function countMonth(tx: ActorTx, month: string): Promise<InreachCounts> {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
  return { month, counts: await countSessions(tx, `${month}-01`, next) }
}

/** Asks a prison. Each member of staff is sealed under a key of their own. */
export async function askSession(tx: ActorTx, asked: AskSession): Promise<Session> {
  const workers = asked.workers.map((worker) => {
    const id = randomUUID()
    const { key, wrapped } = tx.actor.keys.newDataKey(tx.actor.authority)
    const sealed = seal(key, JSON.stringify(worker), `inreach_workers.worker:${id}`)
    return { id, key: wrapped.toString('hex'), worker: sealed.toString('hex') }
  })
  return readSession(tx, await saveQuestion(tx, asked, workers))
}

/** The prison gives a slot; another day than the one asked for is a proposal. */
export async function giveSlot(tx: ActorTx, id: string, version: number, slot: GiveSlot) {
  await saveSlot(tx, id, version, slot)
  return readSession(tx, id)
}

export async function declineSession(tx: ActorTx, id: string, version: number, reason: string) {
  await saveDecline(tx, id, version, reason)
  return readSession(tx, id)
}

/** The service takes the proposed day, or takes its question back. */
export async function answerProposal(tx: ActorTx, id: string, version: number, taken: boolean) {
  await saveProposalAnswer(tx, id, version, taken)
  return readSession(tx, id)
}

/** Held with so many, or not held, on whose side. */
export async function recordResult(
  tx: ActorTx,
  id: string,
  version: number,
  result: SessionResult,
): Promise<Session> {
  await saveResult(tx, id, version, result)
  return readSession(tx, id)
}

/** The prison clears a member of staff until a day, or says why not, for the two agencies. */
export async function clearWorker(
  tx: ActorTx,
  id: string,
  version: number,
  { until, reason }: Clearance,
): Promise<Session> {
  const worker = await findWorker(tx, id)
  if (!worker) throw notFound('worker')
  const key = tx.actor.keys.dataKey(tx.actor.authority, worker.key)
  const sealed = reason === null ? null : seal(key, reason, `inreach_workers.reason:${id}`)
  return readSession(tx, await saveClearance(tx, id, version, until, sealed))
}

function asSession(tx: ActorTx, row: SessionRow): Session {
  const side = row.prison.id === tx.actor.agency ? 'prison' : 'asking'
  return {
    ...row,
    side,
    may: mayLookAfter(tx, tx.actor.agency) ? actsOn(row.state, side) : [],
    workers: row.workers.map((worker) => openWorker(tx, worker)),
  }
}

function actsOn(state: Session['state'], side: Session['side']): Session['may'] {
  if (state === 'planned' || state === 'held' || state === 'not_held')
    return side === 'prison' && state === 'planned' ? ['slot', 'record', 'clear'] : ['record']
  if (state !== 'asked' && state !== 'proposed') return []
  if (side === 'prison') return ['slot', 'decline', 'clear']
  return state === 'proposed' ? ['take', 'withdraw'] : ['withdraw']
}

const Sealed = z.object({ name: z.string(), role: z.string() })

function openWorker(tx: ActorTx, sealed: SealedWorker): Worker {
  const { id, clearance, clearedUntil, version } = sealed
  const key = tx.actor.keys.dataKey(tx.actor.authority, Buffer.from(sealed.key, 'hex'))
  const read = (text: string, kind: string) =>
    open(key, Buffer.from(text, 'hex'), `inreach_workers.${kind}:${id}`)
  return {
    ...Sealed.parse(JSON.parse(read(sealed.worker, 'worker'))),
    ...{ id, clearance, clearedUntil, version },
    reason: sealed.reason ? read(sealed.reason, 'reason') : null,
  }
}
