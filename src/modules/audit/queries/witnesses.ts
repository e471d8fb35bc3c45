import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'

export interface LogHead {
  logName: string
  publicKey: string
  generation: number
  state: string | null
  since: Date | null
}

/** The open log of the authority, and what its signer said last. */
export async function findLog(tx: ActorTx): Promise<LogHead | undefined> {
  return tx
    .selectFrom('app.access_logs as l')
    .leftJoin('app.log_states as s', 's.authority_id', 'l.authority_id')
    .select([
      'l.log_name as logName',
      'l.public_key as publicKey',
      'l.generation',
      's.state',
      's.since',
    ])
    .where('l.ended_at', 'is', null)
    .executeTakeFirst()
}

export interface Signed {
  size: number
  root: Buffer
  note: string
  signedAt: Date
}

export async function findCheckpoint(tx: ActorTx, generation: number): Promise<Signed | undefined> {
  const row = await tx
    .selectFrom('audit.checkpoints')
    .select(['size', 'root', 'note', 'signed_at as signedAt'])
    .where('generation', '=', generation)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, size: Number(row.size) }
}

export interface WitnessRow {
  id: number
  agencyId: number | null
  publicKey: string
  answer: string | null
  askedAt: Date | null
  signedSize: number
  signedAt: Date | null
  /** The line under the checkpoint that was asked for, where it has signed that one. */
  line: string | null
}

/** The witnesses that are asked, with their signatures under one checkpoint. */
export async function listWitnesses(
  tx: ActorTx,
  checkpoint: { generation: number; size: number },
): Promise<WitnessRow[]> {
  const rows = await tx
    .selectFrom('app.witnesses as w')
    .leftJoin('audit.cosignatures as c', (join) =>
      join
        .onRef('c.authority_id', '=', 'w.authority_id')
        .onRef('c.witness_id', '=', 'w.id')
        .on('c.generation', '=', checkpoint.generation)
        .on('c.size', '=', checkpoint.size as never),
    )
    .select(['w.id', 'w.agency_id as agencyId', 'w.public_key as publicKey', 'w.answer', 'c.line'])
    .select(['w.asked_at as askedAt', 'w.signed_size as signedSize', 'w.signed_at as signedAt'])
    .where('w.removed_at', 'is', null)
    .orderBy('w.id')
    .execute()
  return rows.map((row) => ({ ...row, signedSize: Number(row.signedSize) }))
}

/** How many witnesses each arrangement asks for. */
export async function listQuorums(
  tx: ActorTx,
): Promise<{ arrangementId: number; quorum: number }[]> {
  return tx
    .selectFrom('app.witness_quorums')
    .select(['arrangement_id as arrangementId', 'quorum'])
    .orderBy('arrangement_id')
    .execute()
}

export interface CaseEvent {
  id: number
  at: Date
  memberId: number | null
  agencyId: number | null
  purpose: string | null
  action: string
  detail: unknown
  /** Its place in the log; nothing while it waits to be sealed. */
  place: number | null
}

/** Who looked at a case and what was done, the newest first. The policy shows it to the officer alone. */
export async function listCaseEvents(
  tx: ActorTx,
  caseId: string,
  { before, limit }: { before?: number; limit: number },
): Promise<CaseEvent[]> {
  const rows = await tx
    .selectFrom('audit.events as e')
    .leftJoin('audit.leaves as l', (join) =>
      join.onRef('l.authority_id', '=', 'e.authority_id').onRef('l.event_id', '=', 'e.id'),
    )
    .select(['e.id', 'e.at', 'e.member_id as memberId', 'e.agency_id as agencyId', 'e.purpose'])
    .select(['e.action', 'e.detail', 'l.place'])
    .where('e.case_id', '=', caseId)
    .$if(before !== undefined, (query) => query.where('e.id', '<', before as never))
    .orderBy('e.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...{ ...row, id: Number(row.id) },
    place: row.place === null ? null : Number(row.place),
  }))
}

export async function addWitness(
  tx: ActorTx,
  witness: { agencyId: number | null; publicKey: string; url: string },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select act.add_witness(${witness.agencyId}, ${witness.publicKey}, ${witness.url}) as id`.execute(
    tx,
  )
  return rows[0]?.id ?? 0
}

export async function removeWitness(tx: ActorTx, id: number): Promise<void> {
  await sql`select act.remove_witness(${id})`.execute(tx)
}

export async function setQuorum(tx: ActorTx, arrangementId: number, quorum: number): Promise<void> {
  await sql`select act.set_witness_quorum(${arrangementId}, ${quorum})`.execute(tx)
}

export async function askCheckpoint(tx: ActorTx): Promise<void> {
  await sql`select act.ask_checkpoint()`.execute(tx)
}
