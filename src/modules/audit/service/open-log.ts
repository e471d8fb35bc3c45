import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Databases } from '../../../platform/db/connections.ts'
import type { Log } from '../../../platform/log.ts'
import { deriveKey } from '../../../platform/seal/derive.ts'
import {
  ED25519,
  formatVerifier,
  makeSigner,
  type Signer,
} from '../../../platform/tlog/signed-note.ts'
import { diskStore, type TileStore } from '../../../platform/tlog/tile-store.ts'
import { beginLog, type LogToOpen } from '../queries/log.ts'

/** Where the log is sealed and signed: one machine, whose disk remembers what was signed. */
export interface LogContext {
  databases: Pick<Databases, 'worker' | 'keys'>
  dataDir: string
  /** Names the log for its witnesses when it begins; later it keeps its name. */
  origin: string
  log: Log
}

/** A log whose key is open. */
export interface OpenLog {
  authority: number
  generation: number
  signer: Signer
  /** Seals the nonces of events that belong to no case. */
  nonceKey: Buffer
  folder: string
  store: TileStore
}

/** Outside the database, so that a restored database cannot take back what was signed. */
export const logFolder = (dataDir: string, authority: number, generation: number) =>
  join(dataDir, 'access-log', `${authority}-${generation}`)

/** Opens the log of an authority; the first time, and after a loss beyond repair, it begins. */
export async function openLog(
  context: LogContext,
  row: LogToOpen,
  generation = row.generation ?? 1,
): Promise<OpenLog> {
  const { authority } = row
  const { keys, worker } = context.databases
  if (row.keyWrapped && row.generation === generation) {
    const key = keys.dataKey(authority, row.keyWrapped)
    return opened(context, { authority, generation, name: row.logName, key })
  }
  // A name of its own for each log: a witness may watch two cities that both call themselves localhost.
  const name = `${new URL(context.origin).host}/access-log/${randomBytes(4).toString('hex')}`
  const { key, wrapped } = keys.newDataKey(authority)
  const log = opened(context, { authority, generation, name, key })
  const publicKey = formatVerifier(log.signer.verifier)
  await beginLog(worker, { authority, generation, name, publicKey, wrapped })
  return log
}

function opened(
  { dataDir }: LogContext,
  {
    authority,
    generation,
    name,
    key,
  }: { authority: number; generation: number; name: string; key: Buffer },
): OpenLog {
  const folder = logFolder(dataDir, authority, generation)
  return {
    ...{ authority, generation, folder, store: diskStore(folder) },
    signer: makeSigner(name, ED25519, deriveKey(key, 'log-signer')),
    nonceKey: deriveKey(key, 'log-nonce'),
  }
}

/** What a sealed nonce is bound to: its leaf. */
export const nonceContext = (authority: number, leaf: Buffer) =>
  `leaves.nonce:${authority}:${leaf.toString('hex')}`
