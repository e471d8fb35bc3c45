import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid } from '../../../platform/errors.ts'
import {
  COSIGNATURE_V1,
  formatNote,
  parseNote,
  parseSignature,
  parseVerifier,
} from '../../../platform/tlog/signed-note.ts'
import { TlogError } from '../../../platform/tlog/tlog-error.ts'
import * as queries from '../queries/witnesses.ts'

/** What anybody in the partnership may know of the log and who vouches for it. */
export interface LogSeen {
  logName: string
  /** With this key a partner's witness is told which log to watch. */
  publicKey: string
  /** Signing, or why not; `null` while nothing was signed yet. */
  state: string | null
  since: Date | null
  /** The note with all cosignatures, as a partner may keep it. */
  checkpoint: { size: number; root: string; signedAt: Date; note: string } | null
  quorum: number
  witnessed: boolean
  witnesses: (Omit<queries.WitnessRow, 'line'> & { name: string; signed: boolean })[]
}

/**
 * The log as the partners see it: sizes, hashes and signatures, nobody's name. `undefined` before the
 * first event was sealed.
 */
export async function readLog(tx: ActorTx): Promise<LogSeen | undefined> {
  const log = await queries.findLog(tx)
  if (!log) return undefined
  const { generation, ...head } = log
  const signed = await queries.findCheckpoint(tx, generation)
  const witnesses = await queries.listWitnesses(tx, { generation, size: signed?.size ?? -1 })
  const lines = witnesses.flatMap(({ line }) => (line ? [line] : []))
  const quorum = await queries.findQuorum(tx)
  return {
    ...head,
    checkpoint: signed
      ? { ...signed, root: signed.root.toString('base64'), note: withLines(signed.note, lines) }
      : null,
    quorum,
    witnessed: signed !== undefined && lines.length >= quorum,
    witnesses: witnesses.map(({ line, ...witness }) => ({
      ...witness,
      name: parseVerifier(witness.publicKey).name,
      signed: line !== null,
    })),
  }
}

function withLines(note: string, lines: readonly string[]): string {
  const { text, signatures } = parseNote(note)
  const others = lines.map((line) => parseSignature(line.trimEnd()))
  return formatNote({ text, signatures: [...signatures, ...others] })
}

/** What each arrangement asks for, what waits for a second person, and what the reader may do about it. */
export async function readWatching(tx: ActorTx) {
  return {
    findings: await queries.listFindings(tx),
    rules: await queries.listRules(tx),
    changes: await queries.listChanges(tx),
    may: await queries.findPowers(tx),
  }
}

export type Change = queries.WitnessChange

/**
 * Changes who watches the log, or how many must sign; for the data protection officer. Where an arrangement
 * wants two persons it waits for the second one. Answers whether it is done.
 */
export async function changeWitnesses(tx: ActorTx, wish: Change): Promise<{ done: boolean }> {
  if (wish.kind !== 'add') return { done: await queries.saveChange(tx, randomUUID(), wish) }
  const publicKey = wish.publicKey.trim()
  if (!isWitnessKey(publicKey)) throw invalid('publicKey', 'witness_key_invalid')
  if (!/^https?:$/.test(URL.parse(wish.url)?.protocol ?? ''))
    throw invalid('url', 'witness_url_invalid')
  return { done: await queries.saveChange(tx, randomUUID(), { ...wish, publicKey }) }
}

/** The second person agrees, or anybody who may be that person refuses. */
export const decideChange = queries.saveDecision

function isWitnessKey(text: string): boolean {
  try {
    return parseVerifier(text).type === COSIGNATURE_V1
  } catch (error) {
    if (error instanceof TlogError) return false
    throw error
  }
}

/** A checkpoint now, with all witnesses; a job signs it within seconds. */
export const askCheckpoint = queries.askCheckpoint
/** Who looked at a case, for whom and what was done; for the data protection officer. */
export const listCaseEvents = queries.listCaseEvents
