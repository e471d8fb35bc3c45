import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type {
  AskExtension,
  CaseRights,
  Contest,
  ContestOutcome,
  CorrectionNotice,
  NewContest,
  RetentionRow,
  TellBeforeLifting,
} from '../contract.ts'

export type NoticeRow = Omit<CorrectionNotice, 'from' | 'to' | 'outside'> & {
  from: number
  to: number | null
  outside: SealedOutside | null
}
/** To whom a disclosure went, as it is kept. */
export interface SealedOutside {
  id: string
  key: string
  to: string
}
export type RetentionRead = Omit<RetentionRow, 'owner'> & { owner: number }

export interface CaseRightsRead
  extends Pick<CaseRights, 'ref' | 'today' | 'language' | 'acts' | 'erases' | 'gone'> {
  authority: number
  caseId: string
  caseKey: string
  items: (Omit<CaseRights['items'][number], 'owner' | 'told'> & { owner: number })[]
  contests: Contest[]
  notices: NoticeRow[]
  retention: RetentionRead[]
  told: string[]
  agencies: AgencyBrief[]
}

export const readCaseRights = (reader: Reader, ref: string) =>
  reader.readOnce<CaseRightsRead | null>({ name: 'read.case_rights', args: [ref] })

export interface RightsDeskRead {
  authority: number
  today: string
  until: string
  notices: NoticeRow[]
  retention: RetentionRead[]
  agencies: AgencyBrief[]
}

export const readRightsDesk = (reader: Reader, until: string) =>
  reader.readOnce<RightsDeskRead>({ name: 'read.rights_desk', args: [until] })

/** The case of an item or of a contest that the actor may see; null: there is none for them. */
export async function findRefOf(
  tx: ActorTx,
  what: 'item' | 'contest',
  id: string,
): Promise<string | null> {
  const { rows } = await (what === 'item'
    ? sql<{ ref: string | null }>`select read.item_case(${id}) as ref`.execute(tx)
    : sql<{ ref: string | null }>`select read.contest_case(${id}) as ref`.execute(tx))
  return rows[0]?.ref ?? null
}

export async function saveContest(
  tx: ActorTx,
  id: string,
  item: string,
  { language, wish, way, on }: NewContest,
  statement: Buffer,
): Promise<void> {
  const said = JSON.stringify({ language, wish, way, on })
  await sql`select act.contest_item(${id}, ${item}, ${said}::jsonb, ${statement}::bytea)`.execute(
    tx,
  )
}

export async function saveDecision(
  tx: ActorTx,
  id: string,
  outcome: ContestOutcome,
  reasons: Buffer,
): Promise<void> {
  await sql`select act.decide_contest(${id}, ${outcome}, ${reasons}::bytea)`.execute(tx)
}

/** Former versions of an item are restricted and recipients told; answers how many. */
export async function saveCorrection(tx: ActorTx, item: string): Promise<number> {
  const { rows } = await sql<{ told: number }>`select act.correct_item(${item}) as told`.execute(tx)
  return rows[0]?.told ?? 0
}

export async function saveTelling(
  tx: ActorTx,
  item: string,
  { on, how }: TellBeforeLifting,
): Promise<void> {
  await sql`select act.tell_before_lifting(${item}, ${on}::date, ${how})`.execute(tx)
}

export async function saveAcknowledged(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.acknowledge_correction(${id})`.execute(tx)
}

export async function saveExtension(
  tx: ActorTx,
  id: string,
  item: string,
  { until }: AskExtension,
  reasons: Buffer,
): Promise<void> {
  await sql`select act.ask_extension(${id}, ${item}, ${until}::date, ${reasons}::bytea)`.execute(tx)
}

export async function saveExtensionAnswer(
  tx: ActorTx,
  id: string,
  approved: boolean,
): Promise<void> {
  await sql`select act.answer_extension(${id}, ${approved})`.execute(tx)
}
