import { setTimeout as pause } from 'node:timers/promises'
import { readSignerState, writeSignerState } from '../../../platform/tlog/signer-state.ts'
import { openTree, type TileTree } from '../../../platform/tlog/tile-tree.ts'
import { TlogError } from '../../../platform/tlog/tlog-error.ts'
import * as log from '../queries/log.ts'
import { type LogContext, type OpenLog, openLog } from './open-log.ts'
import { sealLog } from './seal-events.ts'
import { signLog } from './sign-log.ts'

export interface Recovered {
  /** The same log goes on, or a new one begins because the old one is lost beyond repair. */
  how: 'continued' | 'new_log'
  /** The places whose events were lost with the database that was replaced. */
  lost: { from: number; until: number } | null
  state: string
}

const STEP = 4096

/**
 * After an old backup came back: the log goes on where it was signed last, and says in an entry of its
 * own what was lost and why. The hashes of lost events come from the signer's disk, so witnesses see one log
 * that only grew. Nothing more is signed until enough of them have signed that entry.
 */
export async function recoverLog(
  context: LogContext,
  authority: number,
  reason: string,
): Promise<Recovered> {
  const row = await rowOf(context, authority)
  const opened = await openLog(context, row)
  const state = await readSignerState(opened.folder)
  if (!state || state.origin !== opened.signer.verifier.name)
    throw new TlogError(
      'signer_state_missing',
      'This machine has no memory of the log. Copy the folder "access-log" from the old data folder, or begin a new log.',
    )
  const tree = openTree(opened.store, state.size)
  if (!(await tree.root()).equals(state.root))
    throw new TlogError(
      'signer_forked',
      'The tiles on this machine are not those that were signed.',
    )
  const from = await firstDifference(context, opened, tree, row.leaves)
  if (from < state.size) await adopt(context, opened, tree, from)
  const lost = from < state.size ? { from, until: state.size } : null
  const entry = {
    how: 'continued',
    from,
    until: state.size,
    root: state.root.toString('base64'),
    reason,
  }
  await log.recordRecovery(context.databases.worker, authority, entry)
  return { how: 'continued', lost, state: await signRecovery(context, opened) }
}

/**
 * Where the memory of the signer is lost too: a new log with a name of its own begins with an entry that
 * says so. Each witness must be told its key by a person; until then nothing counts as witnessed.
 */
export async function beginNewLog(
  context: LogContext,
  authority: number,
  reason: string,
): Promise<Recovered> {
  const row = await rowOf(context, authority)
  const generation = (row.generation ?? 0) + 1
  const former = row.checkpoint && {
    ...{
      log: row.logName,
      size: row.checkpoint.size,
      root: row.checkpoint.root.toString('base64'),
    },
  }
  const opened = await openLog(context, row, generation)
  await log.recordRecovery(context.databases.worker, authority, { how: 'new_log', former, reason })
  return { how: 'new_log', lost: null, state: await signRecovery(context, opened) }
}

/** The entry of the recovery gets its place, and with it the size that witnesses must sign first. */
async function signRecovery(context: LogContext, opened: OpenLog): Promise<string> {
  const row = await sealedRow(context, opened.authority)
  const known = await readSignerState(opened.folder)
  const state = known ?? {
    origin: opened.signer.verifier.name,
    size: 0,
    root: await emptyTree(opened),
  }
  await writeSignerState(opened.folder, { ...state, awaiting: row.leaves })
  return signLog(context, row, { now: true })
}

/** Another transaction may still be under way; the entry must have its place before anything is signed. */
async function sealedRow(context: LogContext, authority: number): Promise<log.LogRow> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const row = await rowOf(context, authority)
    if (!row.unsealed) return row
    await sealLog(context, row)
    await pause(500)
  }
  throw new Error('The entry of the recovery could not be sealed. Stop the service and try again.')
}

const emptyTree = (opened: OpenLog) => openTree(opened.store, 0).root()

async function rowOf(context: LogContext, authority: number): Promise<log.LogRow> {
  const row = (await log.listLogs(context.databases.worker)).find(
    (one) => one.authority === authority,
  )
  if (!row) throw new Error(`There is no authority ${authority}.`)
  return row
}

/** A restored database is the beginning of the signed log, and goes another way from one place on. */
async function firstDifference(
  context: LogContext,
  opened: OpenLog,
  tree: TileTree,
  leaves: number,
): Promise<number> {
  const most = Math.min(leaves, tree.size)
  for (let from = 0; from < most; from += STEP) {
    const count = Math.min(STEP, most - from)
    const bytes = await log.readHashes(context.databases.worker, opened, from, count)
    for (let index = 0; index < count; index += 1) {
      const hash = bytes.subarray(index * 32, index * 32 + 32)
      if (!hash.equals(await tree.leaf(from + index))) return from + index
    }
  }
  return most
}

async function adopt(context: LogContext, opened: OpenLog, tree: TileTree, from: number) {
  const hashes: Buffer[] = []
  for (let place = from; place < tree.size; place += 1) hashes.push(await tree.leaf(place))
  await log.adoptLeaves(context.databases.worker, opened, from, hashes)
}
