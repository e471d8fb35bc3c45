import type { Pool, PoolClient } from 'pg'

type Asked = Pick<Pool | PoolClient, 'query'>

/** What opens the log of an authority; without a generation there is none yet. */
export interface LogToOpen {
  authority: number
  generation: number | null
  logName: string
  keyWrapped: Buffer | null
}

/** The log of an authority as the signer must know it. */
export interface LogRow extends LogToOpen {
  leaves: number
  unsealed: boolean
  checkpoint: { size: number; root: Buffer; note: string; at: Date } | null
  quorum: number
  witnesses: { id: number; publicKey: string; url: string; signedSize: number; signed: boolean }[]
  databaseTime: Date
  newestEvent: Date | null
}

interface RawLog {
  authority_id: number
  generation: number | null
  log_name: string | null
  key_wrapped: Buffer | null
  leaves: string
  unsealed: boolean
  checkpoint_size: string | null
  checkpoint_root: Buffer | null
  checkpoint_note: string | null
  checkpoint_at: Date | string | null
  quorum: number
  witnesses: LogRow['witnesses']
  database_time: Date | string
  newest_event: Date | string | null
}

/** The logs of all authorities that this database serves. */
export async function listLogs(db: Asked): Promise<LogRow[]> {
  const { rows } = await db.query<RawLog>('select * from audit.logs()')
  return rows.map((row) => ({
    authority: row.authority_id,
    generation: row.generation,
    logName: row.log_name ?? '',
    keyWrapped: row.key_wrapped,
    leaves: Number(row.leaves),
    unsealed: row.unsealed,
    checkpoint:
      row.checkpoint_size === null
        ? null
        : {
            size: Number(row.checkpoint_size),
            root: row.checkpoint_root ?? Buffer.alloc(0),
            note: row.checkpoint_note ?? '',
            at: new Date(row.checkpoint_at ?? 0),
          },
    quorum: row.quorum,
    witnesses: row.witnesses,
    databaseTime: new Date(row.database_time),
    newestEvent: row.newest_event === null ? null : new Date(row.newest_event),
  }))
}

/** The logs in which something waits for its place. */
export async function listUnsealedLogs(db: Asked): Promise<LogToOpen[]> {
  const { rows } = await db.query<
    Pick<RawLog, 'authority_id' | 'generation' | 'log_name' | 'key_wrapped'>
  >('select * from audit.unsealed_logs()')
  return rows.map((row) => ({
    authority: row.authority_id,
    generation: row.generation,
    logName: row.log_name ?? '',
    keyWrapped: row.key_wrapped,
  }))
}

export async function beginLog(
  db: Asked,
  log: { authority: number; generation: number; name: string; publicKey: string; wrapped: Buffer },
): Promise<void> {
  const { authority, generation, name, publicKey, wrapped } = log
  await db.query('select audit.begin_log($1, $2, $3, $4, $5)', [
    ...[authority, generation, name, publicKey, wrapped],
  ])
}

/** An event, or the rows that a statement wrote: one of the two numbers is there. */
export interface Unsealed {
  event_id: number | null
  change_id: number | null
  leaf: Buffer
  nonce: Buffer
  case_key: Buffer | null
}

/** The next events whose place is certain, in the order in which their transactions ended. */
export async function takeUnsealed(
  db: Asked,
  authority: number,
  most: number,
): Promise<Unsealed[]> {
  const { rows } = await db.query<Unsealed>('select * from audit.take_unsealed($1, $2)', [
    ...[authority, most],
  ])
  return rows
}

/** Gives events their places, in this order. */
export async function putLeaves(
  db: Asked,
  log: { authority: number; generation: number },
  sealed: readonly { event: number | null; change: number | null; hash: Buffer; nonce: Buffer }[],
): Promise<void> {
  await db.query('select audit.put_leaves($1, $2, $3, $4, $5, $6)', [
    ...[log.authority, log.generation],
    sealed.map(({ event }) => event),
    sealed.map(({ change }) => change),
    sealed.map(({ hash }) => hash),
    sealed.map(({ nonce }) => nonce),
  ])
}

export async function readHashes(
  db: Asked,
  log: { authority: number; generation: number },
  from: number,
  count: number,
): Promise<Buffer> {
  const { rows } = await db.query<{ hashes: Buffer }>(
    'select audit.leaf_hashes($1, $2, $3, $4) as hashes',
    [log.authority, log.generation, from, count],
  )
  return rows[0]?.hashes ?? Buffer.alloc(0)
}

/** Whether this process may sign now; it holds that right until its transaction ends. */
export async function maySign(db: Asked, authority: number): Promise<boolean> {
  const { rows } = await db.query<{ may: boolean }>('select audit.may_sign($1) as may', [authority])
  return rows[0]?.may ?? false
}

export async function putCheckpoint(
  db: Asked,
  log: { authority: number; generation: number },
  signed: { size: number; root: Buffer; note: string; at: Date },
): Promise<void> {
  await db.query('select audit.put_checkpoint($1, $2, $3, $4, $5, $6)', [
    ...[log.authority, log.generation, signed.size, signed.root, signed.note, signed.at],
  ])
}

export async function putCosignature(
  db: Asked,
  log: { authority: number; generation: number },
  signed: { size: number; witness: number; line: string; at: Date },
): Promise<void> {
  await db.query('select audit.put_cosignature($1, $2, $3, $4, $5, $6)', [
    ...[log.authority, log.generation, signed.size, signed.witness, signed.line, signed.at],
  ])
}

export async function noteWitness(
  db: Asked,
  authority: number,
  witness: { id: number; answer: string; size: number | null },
): Promise<void> {
  await db.query('select audit.note_witness($1, $2, $3, $4)', [
    ...[authority, witness.id, witness.answer, witness.size],
  ])
}

export async function sayLogState(db: Asked, authority: number, state: string): Promise<void> {
  await db.query('select audit.say_log_state($1, $2)', [authority, state])
}

export async function recordRecovery(db: Asked, authority: number, detail: object): Promise<void> {
  await db.query('select audit.record_recovery($1, $2)', [authority, JSON.stringify(detail)])
}

export async function adoptLeaves(
  db: Asked,
  log: { authority: number; generation: number },
  from: number,
  hashes: readonly Buffer[],
): Promise<void> {
  await db.query('select audit.adopt_leaves($1, $2, $3, $4)', [
    ...[log.authority, log.generation, from, hashes],
  ])
}

/** The officers are written to when nothing was signed for two hours; at most once a day. */
export async function tellMissed(db: Asked): Promise<void> {
  await db.query('select audit.tell_missed()')
}
