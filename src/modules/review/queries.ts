import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { Reader } from '../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../admin/contract.ts'
import type {
  CaseLog,
  LogEntry,
  LogFilter,
  LogUse,
  PracticeCase,
  Review,
  Reviews,
} from './contract.ts'

/** Behind which entry a page begins. */
export interface LogPlace {
  at: string
  id: string
}

export interface CaseLogRead extends Omit<CaseLog, 'rows' | 'nextCursor'> {
  rows: (Omit<LogEntry, 'agency'> & { agency: number | null })[]
  agencies: AgencyBrief[] | null
}

export const readLogPage = (
  reader: Reader,
  ref: string,
  ask: { filter: LogFilter; after: LogPlace | null; limit: number; use: LogUse | undefined },
) =>
  reader.readOnce<CaseLogRead | { erased: true } | null>({
    name: 'read.case_log',
    args: [
      ref,
      JSON.stringify({
        ...ask.filter,
        limit: ask.limit,
        ...(ask.after && { beforeAt: ask.after.at, beforeId: ask.after.id }),
      }),
      ask.use ?? null,
    ],
  })

export async function saveLogLeaves(
  tx: ActorTx,
  ref: string,
  how: 'paper' | 'file',
  rows: number,
  part = 1,
): Promise<void> {
  await sql`select act.log_leaves(${ref}, ${how}, ${rows}, ${part})`.execute(tx)
}

export interface ReviewsRead extends Omit<Reviews, 'reviews' | 'nextCursor'> {
  authority: number
  rows: (Omit<Review, 'agency'> & { agency: number; key: string | null })[]
  agencies: AgencyBrief[] | null
}

export const readReviews = (
  reader: Reader,
  ask: {
    state: string
    after: { day: string; id: string } | null
    limit: number
    use: LogUse | undefined
  },
) =>
  reader.readOnce<ReviewsRead>({
    name: 'read.reviews',
    args: [ask.state, ask.after?.day ?? null, ask.after?.id ?? null, ask.limit, ask.use ?? null],
  })

export async function saveRefresh(tx: ActorTx): Promise<number> {
  const { rows } = await sql<{ found: number }>`select act.refresh_reviews() as found`.execute(tx)
  return rows[0]?.found ?? 0
}

export async function saveVerdict(
  tx: ActorTx,
  id: string,
  verdict: string,
  sealed: { key: Buffer; note: Buffer },
): Promise<void> {
  await sql`select act.judge_review(${id}, ${verdict}, ${sealed.key}, ${sealed.note})`.execute(tx)
}

export async function savePracticeCase(tx: ActorTx, { ref, marked }: PracticeCase): Promise<void> {
  await sql`select act.mark_practice_case(${ref}, ${marked})`.execute(tx)
}

/** Agencies by their numbers, as an answer names them. */
export async function listAgencies(tx: ActorTx, ids: readonly number[]): Promise<AgencyBrief[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('app.agencies')
    .select(['id', 'name', 'code', 'kind'])
    .where('id', 'in', [...ids])
    .execute()
  return rows as AgencyBrief[]
}
