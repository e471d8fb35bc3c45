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

export interface Rule {
  arrangementId: number
  reference: string
  title: string
  quorum: number
  secondPerson: boolean
}

/** What each arrangement in force that the reader may know asks for; nothing said is no witness. */
export async function listRules(tx: ActorTx): Promise<Rule[]> {
  const { rows } = await sql<Rule>`
    select r.id as "arrangementId", r.reference, r.title, coalesce(q.quorum, 0) as quorum,
           coalesce(q.second_person, false) as "secondPerson"
      from app.arrangements r
      left join app.witness_quorums q on q.authority_id = r.authority_id and q.arrangement_id = r.id
     where r.authority_id = (select actor.authority()) and (select actor.today()) >= r.valid_from
       and (r.valid_until is null or (select actor.today()) <= r.valid_until)
     order by r.id`.execute(tx)
  return rows
}

/** What the strictest arrangement in force asks for, also one that the reader is no party to. */
export async function findQuorum(tx: ActorTx): Promise<number> {
  const { rows } = await sql<{ quorum: number }>`select audit.quorum_here() as quorum`.execute(tx)
  return rows[0]?.quorum ?? 0
}

export interface AskedChange {
  id: string
  kind: 'add' | 'remove' | 'rule'
  agencyId: number | null
  publicKey: string | null
  url: string | null
  witnessId: number | null
  arrangementId: number | null
  quorum: number | null
  secondPerson: boolean | null
  askedBy: string
  askedAt: string
  mine: boolean
}

/** What waits for a second person; the policy shows it to whoever may be that person. */
export async function listChanges(tx: ActorTx): Promise<AskedChange[]> {
  const { rows } = await sql<AskedChange>`
    select c.id, c.kind, c.agency_id as "agencyId", coalesce(c.public_key, w.public_key) as "publicKey", c.url,
           c.witness_id as "witnessId", c.arrangement_id as "arrangementId", c.quorum, c.second_person as "secondPerson",
           m.name as "askedBy", to_char(c.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "askedAt",
           c.asked_by = (select actor.member()) as mine
      from app.witness_changes c
      join app.members m on m.authority_id = c.authority_id and m.id = c.asked_by
      left join app.witnesses w on w.authority_id = c.authority_id and w.id = c.witness_id
     where c.authority_id = (select actor.authority()) and c.agreed is null and c.asked_at > now() - interval '14 days'
     order by c.asked_at, c.id`.execute(tx)
  return rows
}

export interface FoundRow {
  id: number
  kind: 'changed' | 'inserted' | 'deleted' | 'by_hand' | 'log_changed'
  table: string
  key: string
  login: string | null
  firstSeen: string
  lastSeen: string
}

/** Rows that are not what the log says of them, the newest first; the policy shows them to the officer. */
export async function listFindings(tx: ActorTx): Promise<FoundRow[]> {
  const { rows } = await sql<FoundRow>`
    select f.id, f.kind, f.table_name as "table", f.row_key as key, f.login,
           to_char(f.first_seen at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "firstSeen",
           to_char(f.last_seen at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "lastSeen"
      from audit.row_findings f
     where f.authority_id = (select actor.authority()) and f.last_seen > now() - interval '30 days'
     order by f.last_seen desc, f.id desc limit 50`.execute(tx)
  return rows
}

/** What the reader may do about who watches: change it, or be the second person. */
export async function findPowers(tx: ActorTx): Promise<{ change: boolean; decide: boolean }> {
  const { rows } = await sql<{ change: boolean; decide: boolean }>`
    select coalesce(w = 'all', false) as change,
           coalesce(w = 'all', false) or actor.functions() && array['chair', 'coordinator', 'administrator'] as decide
      from actor.watches() w`.execute(tx)
  return rows[0] ?? { change: false, decide: false }
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

/** A change of who watches the log, as its own kind needs it. */
export type WitnessChange =
  | { kind: 'add'; agencyId: number | null; publicKey: string; url: string }
  | { kind: 'remove'; witnessId: number }
  | { kind: 'rule'; arrangementId: number; quorum: number; secondPerson: boolean }

/** Whether it is done, or waits for a second person. */
export async function saveChange(tx: ActorTx, id: string, change: WitnessChange): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select act.change_witnesses(${id}, ${JSON.stringify(change)}::jsonb) as done`.execute(tx)
  return rows[0]?.done ?? false
}

export async function saveDecision(tx: ActorTx, id: string, agreed: boolean): Promise<void> {
  await sql`select act.decide_witness_change(${id}, ${agreed})`.execute(tx)
}

export async function askCheckpoint(tx: ActorTx): Promise<void> {
  await sql`select act.ask_checkpoint()`.execute(tx)
}
