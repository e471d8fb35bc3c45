import { clock } from '../../../platform/clock.ts'
import { askWitness } from '../../../platform/tlog/ask-witness.ts'
import {
  endAwaiting,
  type SignedCheckpoint,
  signCheckpoint,
} from '../../../platform/tlog/sign-checkpoint.ts'
import { formatSignature, parseVerifier } from '../../../platform/tlog/signed-note.ts'
import { readSignerState } from '../../../platform/tlog/signer-state.ts'
import { openTree } from '../../../platform/tlog/tile-tree.ts'
import { TlogError, type TlogFault } from '../../../platform/tlog/tlog-error.ts'
import * as log from '../queries/log.ts'
import { type LogContext, type OpenLog, openLog } from './open-log.ts'
import { sealLog } from './seal-events.ts'

/** How far two clocks may be apart before nothing is signed (OPS-06). */
const MOST_SECONDS_APART = 5
const HOUR = 3_600_000

/** Why a signer does not sign, as the screen of the desk says it. */
const states: Partial<Record<TlogFault, string>> = {
  clock_apart: 'clock_apart',
  signer_went_back: 'went_back',
  signer_state_missing: 'state_missing',
  signer_forked: 'forked',
  outside_tree: 'forked',
  tile_missing: 'tiles_broken',
}

/**
 * Signs what is new in every log and asks the witnesses. Nothing new and nobody missing: signed again
 * once an hour, so that a partner sees that the log lives. `now` signs in any case. Answers what is said of each log.
 */
export async function signLogs(
  context: LogContext,
  options: { now?: boolean } = {},
): Promise<string[]> {
  const states: string[] = []
  for (const row of await log.listLogs(context.databases.worker))
    states.push(await signLog(context, row, options))
  return states
}

/** Signs the log of one authority; answers what is said of it afterwards. */
export async function signLog(
  context: LogContext,
  row: log.LogRow,
  options: { now?: boolean } = {},
): Promise<string> {
  const { worker } = context.databases
  try {
    refuseWrongClock(row)
    if (row.unsealed) await sealLog(context, row)
    const opened = await openLog(context, await freshRow(context, row.authority))
    const signed = await signInTurn(context, opened, options)
    const state = await collect(context, opened, signed)
    await log.sayLogState(worker, row.authority, state)
    return state
  } catch (error) {
    const state = error instanceof TlogError ? states[error.code] : undefined
    if (!state) throw error
    context.log.error('The access log is not signed', { authority: row.authority, reason: state })
    await log.sayLogState(worker, row.authority, state)
    return state
  }
}

/** A clock that is wrong would date the log wrongly, and nobody could tell later. */
function refuseWrongClock({ databaseTime, newestEvent, checkpoint }: log.LogRow): void {
  const now = clock.now().getTime()
  const apart = Math.abs(databaseTime.getTime() - now) / 1000
  const ahead = Math.max(newestEvent?.getTime() ?? 0, checkpoint?.at.getTime() ?? 0)
  if (apart > MOST_SECONDS_APART || (ahead - now) / 1000 > MOST_SECONDS_APART)
    throw new TlogError('clock_apart', 'The clocks are too far apart to sign anything.')
}

async function freshRow(context: LogContext, authority: number): Promise<log.LogRow> {
  const rows = await log.listLogs(context.databases.worker)
  const row = rows.find((one) => one.authority === authority)
  if (!row) throw new Error(`There is no authority ${authority}.`)
  return row
}

/** One process at a time; what was signed lies on its disk before it is in the database. */
async function signInTurn(
  context: LogContext,
  opened: OpenLog,
  options: { now?: boolean },
): Promise<SignedCheckpoint | undefined> {
  const client = await context.databases.worker.connect()
  let done = false
  try {
    await client.query('begin')
    const signed = (await log.maySign(client, opened.authority))
      ? await signNow(context, opened, options)
      : undefined
    if (signed) await log.putCheckpoint(client, opened, { ...signed, at: clock.now() })
    await client.query('commit')
    done = true
    return signed
  } finally {
    client.release(!done)
  }
}

async function signNow(context: LogContext, opened: OpenLog, options: { now?: boolean }) {
  const { worker } = context.databases
  const row = await freshRow(context, opened.authority)
  const old = row.checkpoint
  const rests = old?.size === row.leaves && clock.now().getTime() - old.at.getTime() < HOUR * 0.9
  const known = await readSignerState(opened.folder)
  if (rests && !options.now && known?.size === old.size)
    return { ...old, tree: openTree(opened.store, old.size) }
  return signCheckpoint(opened, {
    size: row.leaves,
    signedBefore: old !== null,
    hashes: (from, count) => log.readHashes(worker, opened, from, count),
  })
}

/** Asks whoever has not signed this checkpoint yet; enough of them end a recovery. */
async function collect(
  context: LogContext,
  opened: OpenLog,
  signed: SignedCheckpoint | undefined,
): Promise<string> {
  if (!signed) return 'signing'
  const row = await freshRow(context, opened.authority)
  const open = row.witnesses.filter((witness) => !witness.signed)
  const answers = await Promise.all(open.map((witness) => ask(context, opened, signed, witness)))
  const count = row.witnesses.length - open.length + answers.filter(Boolean).length
  const { awaiting } = (await readSignerState(opened.folder)) ?? {}
  if (awaiting === undefined) return 'signing'
  if (signed.size !== awaiting || count < row.quorum) return 'awaiting_witnesses'
  await endAwaiting(opened.folder)
  return 'signing'
}

async function ask(
  context: LogContext,
  opened: OpenLog,
  { note, size, tree }: SignedCheckpoint,
  witness: log.LogRow['witnesses'][number],
): Promise<boolean> {
  const { worker } = context.databases
  const key = parseVerifier(witness.publicKey)
  const oldSize = Math.min(witness.signedSize, size)
  const said = await askWitness({ url: witness.url, key, note, tree, oldSize })
  if (said.answer === 'signed') {
    const line = formatSignature(said.signature)
    const at = new Date(said.second * 1000)
    await log.putCosignature(worker, opened, { size, witness: witness.id, line, at })
  }
  const counted = {
    id: witness.id,
    answer: said.answer,
    size: said.answer === 'signed' ? size : null,
  }
  await log.noteWitness(worker, opened.authority, counted)
  return said.answer === 'signed'
}
