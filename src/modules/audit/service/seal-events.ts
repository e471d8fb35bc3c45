import type { PoolClient } from 'pg'
import { seal } from '../../../platform/seal/envelope.ts'
import { type LogToOpen, listUnsealedLogs, putLeaves, takeUnsealed } from '../queries/log.ts'
import { type LogContext, nonceContext, type OpenLog, openLog } from './open-log.ts'

const BATCH = 2000

/**
 * Gives every event whose transaction has ended its place in the log of its authority, in the order in
 * which the transactions ended. A batch is one transaction: killed at any moment, an event has its place
 * or waits for it, and never has two.
 */
export async function sealEvents(context: LogContext): Promise<number> {
  let sealed = 0
  for (const row of await listUnsealedLogs(context.databases.worker))
    sealed += await sealLog(context, row)
  return sealed
}

/** The events of one authority. */
export async function sealLog(context: LogContext, row: LogToOpen): Promise<number> {
  const log = await openLog(context, row)
  for (let sealed = 0; ; ) {
    const batch = await sealBatch(context, log)
    sealed += batch
    if (batch < BATCH) return sealed
  }
}

async function sealBatch(context: LogContext, log: OpenLog): Promise<number> {
  const client = await context.databases.worker.connect()
  let done = false
  try {
    await client.query('begin')
    const sealed = await sealIn(client, context, log)
    await client.query('commit')
    done = true
    return sealed
  } finally {
    // Whatever broke takes its connection and the open transaction with it.
    client.release(!done)
  }
}

async function sealIn(client: PoolClient, context: LogContext, log: OpenLog): Promise<number> {
  const { authority, generation, nonceKey } = log
  const { keys } = context.databases
  const taken = await takeUnsealed(client, authority, BATCH)
  if (taken.length === 0) return 0
  const sealed = taken.map(({ event_id, change_id, leaf, nonce, case_key }) => {
    const key = case_key ? keys.dataKey(authority, case_key) : nonceKey
    const closed = seal(key, nonce.toString('base64'), nonceContext(authority, leaf))
    return { event: event_id, change: change_id, hash: leaf, nonce: closed }
  })
  await putLeaves(client, { authority, generation }, sealed)
  return taken.length
}
