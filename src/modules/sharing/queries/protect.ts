import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { CaseReader, CaseWho, Override, Privacy, Question } from '../protect-contract.ts'

/** Opens a case for four hours; null when nothing opens, whatever the cause. */
export async function saveOverride(
  tx: ActorTx,
  id: string,
  ref: string,
  sealed: { key: Buffer; asked: Buffer; reason: Buffer },
): Promise<string | null> {
  const { rows } = await sql<{ until: Date | null }>`
    select act.begin_override(${id}, ${ref}, ${sealed.key}, ${sealed.asked}, ${sealed.reason}) as until
  `.execute(tx)
  return rows[0]?.until?.toISOString() ?? null
}

export async function saveOverrideEnd(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.end_override(${id})`.execute(tx)
}

/** The wrapped key of a look, for whoever judges it; the policy decides who that may be. */
export async function findOverrideKey(tx: ActorTx, id: string): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('app.overrides')
    .select('key_wrapped')
    .where('authority_id', '=', tx.actor.authority)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.key_wrapped
}

export async function saveJudgement(
  tx: ActorTx,
  id: string,
  verdict: string,
  words: Buffer,
): Promise<void> {
  await sql`select act.judge_override(${id}, ${verdict}, ${words})`.execute(tx)
}

export const readRunning = (reader: Reader) =>
  reader.readOnce<Override[]>({ name: 'read.overrides_running', args: [] })

export async function saveDeclaration(
  tx: ActorTx,
  id: string,
  ref: string,
  key: Buffer,
  reason: Buffer,
): Promise<void> {
  await sql`select act.declare_closeness(${id}, ${ref}, ${key}, ${reason})`.execute(tx)
}

export async function saveLifted(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.lift_closeness(${id})`.execute(tx)
}

export async function saveQuestion(
  tx: ActorTx,
  id: string,
  key: Buffer,
  question: Buffer,
): Promise<void> {
  await sql`select act.ask_desk(${id}, ${key}, ${question})`.execute(tx)
}

export async function findQuestionKey(tx: ActorTx, id: string): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('app.desk_questions')
    .select('key_wrapped')
    .where('authority_id', '=', tx.actor.authority)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.key_wrapped
}

export async function saveQuestionAnswer(
  tx: ActorTx,
  id: string,
  version: number,
  answer: Buffer,
): Promise<void> {
  await sql`select act.answer_question(${id}, ${version}, ${answer})`.execute(tx)
}

export interface QuestionsRead {
  authority: number
  rows: (Omit<Question, 'agency'> & { agency: number; key: string })[]
  agencies: AgencyBrief[]
}

export const readQuestions = (reader: Reader) =>
  reader.readOnce<QuestionsRead>({ name: 'read.questions', args: [] })

type ReaderRow = Omit<CaseReader, 'agency' | 'through'> & {
  agency: number
  seat: string
  own: boolean
}

export const readCaseWho = (reader: Reader, ref: string) =>
  reader.readOnce<
    (Omit<CaseWho, 'readers'> & { readers: ReaderRow[]; agencies: AgencyBrief[] }) | null
  >({ name: 'read.case_who', args: [ref] })

type Numbered<T> = Omit<T, 'agency'> & { agency: number }

export interface PrivacyRead {
  authority: number
  today: string
  overrides: (Numbered<Privacy['overrides'][number]> & { key: string })[]
  declarations: Numbered<Privacy['declarations'][number]>[]
  surprises: (Omit<Privacy['surprises'][number], 'owner' | 'to'> & {
    owner: number
    to: number[]
  })[]
  repeated: Numbered<Privacy['repeated'][number]>[]
  questions: Numbered<Privacy['questions'][number]>[]
  agencies: AgencyBrief[]
}

export const readPrivacy = (reader: Reader) =>
  reader.readOnce<PrivacyRead | null>({ name: 'read.privacy', args: [] })
