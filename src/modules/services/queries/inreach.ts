import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type {
  AskSession,
  GiveSlot,
  InreachCounts,
  Session,
  SessionResult,
  SessionsQuery,
} from '../inreach-contract.ts'
import { asColumns } from './services.ts'

export interface SealedWorker {
  id: string
  key: string
  worker: string
  reason: string | null
  clearance: Session['workers'][number]['clearance']
  clearedUntil: string | null
  version: number
}

export type SessionRow = Omit<Session, 'workers' | 'side' | 'may'> & { workers: SealedWorker[] }

const brief = (name: string) =>
  sql.raw(
    `jsonb_build_object('id', ${name}.id, 'name', ${name}.name, 'code', ${name}.code, 'kind', ${name}.kind)`,
  )

const select = sql`
  select s.id, ${brief('p')} as prison, ${brief('a')} as asking, s.domain, s.topic, s.wish_on::text as "wishOn",
    s.wish_time as "wishTime", s.minutes, s.group_size as "groupSize", s.needs, s.state, s.slot_on::text as "slotOn",
    to_char(s.slot_at, 'HH24:MI') as "slotAt", s.room, s.answer_note as "answerNote", s.decline_reason as "declineReason",
    s.not_held_because as "notHeldBecause", s.attended, s.version,
    case when v.id is not null then jsonb_build_object('id', v.id, 'name', v.name) end as service,
    (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'key', encode(w.key_wrapped, 'hex'),
         'worker', encode(w.worker_sealed, 'hex'), 'reason', encode(w.reason_sealed, 'hex'), 'clearance', w.clearance,
         'clearedUntil', w.cleared_until, 'version', w.version) order by w.position), '[]')
       from app.inreach_workers w where w.authority_id = s.authority_id and w.session_id = s.id) as workers
    from app.inreach_sessions s
    join app.agencies p on p.authority_id = s.authority_id and p.id = s.prison_agency_id
    join app.agencies a on a.authority_id = s.authority_id and a.id = s.asking_agency_id
    left join app.services v on v.authority_id = s.authority_id and v.id = s.service_id`

const states: Record<SessionsQuery['box'], string[]> = {
  open: ['asked', 'proposed'],
  planned: ['planned'],
  past: ['held', 'not_held', 'declined', 'withdrawn'],
}

/** The sessions of my agency, on whichever side it stands; the nearest first, of the past the last. */
export async function listSessionRows(tx: ActorTx, box: SessionsQuery['box']) {
  const order = box === 'past' ? sql`desc` : sql`asc`
  const { rows } = await sql<SessionRow>`
    ${select} where s.authority_id = ${tx.actor.authority} and s.state = any (${states[box]}::text[])
     order by coalesce(s.slot_on, s.wish_on) ${order}, s.slot_at ${order}, s.id limit 200
  `.execute(tx)
  return rows
}

export async function findSession(tx: ActorTx, id: string): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    ${select} where s.authority_id = ${tx.actor.authority} and s.id = ${id}
  `.execute(tx)
  return rows[0]
}

/** Session and staff of a member of staff whom the prison looks at. */
export async function findWorker(tx: ActorTx, id: string): Promise<{ key: Buffer } | undefined> {
  const { rows } = await sql<{ key: Buffer }>`
    select w.key_wrapped as key from app.inreach_workers w
     where w.authority_id = ${tx.actor.authority} and w.id = ${id}
  `.execute(tx)
  return rows[0]
}

/** Prisons that can be asked. */
export async function listPrisonBriefs(tx: ActorTx): Promise<AgencyBrief[]> {
  const { rows } = await sql<AgencyBrief>`
    select g.id, g.name, g.code, g.kind from app.agencies g
     where g.authority_id = ${tx.actor.authority} and g.kind = 'custody'
       and (g.ended_on is null or g.ended_on > ${tx.actor.today}::date) order by lower(g.name)
  `.execute(tx)
  return rows
}

export async function countSessions(
  tx: ActorTx,
  from: string,
  until: string,
): Promise<InreachCounts['counts']> {
  const { rows } = await sql<InreachCounts['counts'][number]>`
    select ${brief('g')} as prison, c.domain, c.waiting, c.planned, c.held, c.attended, c.not_held as "notHeld"
      from read.inreach_counts(${from}::date, ${until}::date) c
      join app.agencies g on g.authority_id = ${tx.actor.authority} and g.id = c.prison
     order by lower(g.name), c.domain
  `.execute(tx)
  return rows
}

export async function saveQuestion(
  tx: ActorTx,
  { prisonId, workers: _, ...session }: AskSession,
  workers: readonly { id: string; key: string; worker: string }[],
): Promise<string> {
  const columns = JSON.stringify(asColumns(session))
  const { rows } = await sql<{ id: string }>`
    select act.ask_inreach(${prisonId}, ${columns}::jsonb, ${JSON.stringify(workers)}::jsonb) as id
  `.execute(tx)
  const [made] = rows
  if (!made) throw new Error('The database did not say what it made')
  return made.id
}

export async function saveSlot(tx: ActorTx, id: string, version: number, slot: GiveSlot) {
  await sql`
    select act.give_slot(${id}, ${version}, ${slot.on}::date, ${slot.at}::time, ${slot.room}, ${slot.note})
  `.execute(tx)
}

export async function saveDecline(tx: ActorTx, id: string, version: number, reason: string) {
  await sql`select act.decline_inreach(${id}, ${version}, ${reason})`.execute(tx)
}

export async function saveProposalAnswer(tx: ActorTx, id: string, version: number, taken: boolean) {
  await sql`select act.answer_proposal(${id}, ${version}, ${taken})`.execute(tx)
}

export async function saveResult(tx: ActorTx, id: string, version: number, result: SessionResult) {
  await sql`
    select act.record_inreach(${id}, ${version}, ${result.attended}::int, ${result.because}::text)
  `.execute(tx)
}

export async function saveClearance(
  tx: ActorTx,
  worker: string,
  version: number,
  until: string | null,
  reason: Buffer | null,
): Promise<string> {
  const { rows } = await sql<{ session: string }>`
    select act.clear_worker(${worker}, ${version}, ${until}::date, ${reason}::bytea) as session
  `.execute(tx)
  return rows[0]?.session ?? ''
}
