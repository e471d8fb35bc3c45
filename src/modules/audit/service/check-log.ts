import { readSignerState } from '../../../platform/tlog/signer-state.ts'
import { openTree, type TileTree } from '../../../platform/tlog/tile-tree.ts'
import { leafHash } from '../../../platform/tlog/tree-hash.ts'
import * as check from '../queries/check.ts'
import { type LogRow, listLogs } from '../queries/log.ts'
import { type LogContext, type OpenLog, openLog } from './open-log.ts'
import { openNonce } from './open-nonce.ts'
import { sealLog } from './seal-events.ts'

const STEP = 2000

/**
 * Compares what lies in the tables with what the log says of it, and the log with what was signed. Each row
 * that was changed, put in or taken away behind the application's back is named, whoever did it.
 */
export async function checkLogs(context: LogContext): Promise<check.Finding[]> {
  const { worker } = context.databases
  const rows = await listLogs(worker)
  await acceptNewTables(context, rows)
  const all: check.Finding[] = []
  for (const row of rows) {
    await sealLog(context, row)
    const found = await checkOne(context, row.authority)
    await check.putFindings(worker, row.authority, found)
    all.push(...found)
  }
  return all
}

/** The first time a table is watched its rows are taken as they are, and the log says so. */
async function acceptNewTables(context: LogContext, rows: readonly LogRow[]): Promise<void> {
  const { worker } = context.databases
  for (const { table, reason } of await check.listWatched(worker)) {
    if (!reason) continue
    for (const { authority } of rows) await check.acceptRows(worker, authority, table, reason)
    await check.endAccepting(worker, table)
  }
}

async function checkOne(context: LogContext, authority: number): Promise<check.Finding[]> {
  const { worker } = context.databases
  const found: check.Finding[] = []
  for (const { table } of await check.listWatched(worker))
    found.push(...(await check.compareRows(worker, authority, table)))
  found.push(...(await check.listByHand(worker, authority)))
  const row = (await listLogs(worker)).find((one) => one.authority === authority)
  if (row?.generation) found.push(...(await checkLeaves(context, await openLog(context, row), row)))
  return found
}

/** Hashes every entry again: what a screen shows of it, what was sealed, and what was signed are one. */
async function checkLeaves(context: LogContext, log: OpenLog, row: LogRow) {
  const state = await readSignerState(log.folder)
  const tree = state && openTree(log.store, state.size)
  const found: check.Finding[] = []
  for (let from = 0; from < row.leaves; from += STEP) {
    const leaves = await check.listLeaves(context.databases.worker, log, from, STEP)
    const places = new Set(leaves.map(({ place }) => place))
    for (let place = from; place < Math.min(from + STEP, row.leaves); place += 1)
      if (!places.has(place)) found.push(bent(place))
    for (const leaf of leaves)
      if (!(await isSound(context, log, leaf, tree))) found.push(bent(leaf.place))
  }
  return found
}

async function isSound(
  context: LogContext,
  log: OpenLog,
  leaf: check.LeafToCheck,
  tree: TileTree | undefined,
): Promise<boolean> {
  const { place, hash, canonical, gone } = leaf
  if (tree && place < tree.size && !hash.equals(await tree.leaf(place))) return false
  if (gone) return canonical === null
  if (canonical === null || canonical !== leaf.told || !leaf.leaf?.equals(hash)) return false
  const { authority, nonceKey } = log
  const nonce = openNonce({ keys: context.databases.keys, authority, nonceKey }, leaf)
  return (
    nonce !== undefined && leafHash(Buffer.concat([nonce, Buffer.from(canonical)])).equals(hash)
  )
}

const bent = (place: number): check.Finding => ({
  ...{ kind: 'log_changed', table: 'audit.leaves', key: String(place), login: null },
})
