import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { HeldCase } from '../../cases/service/hold-case.ts'
import type { Lane } from '../../timeline/contract.ts'
import type { ContinuationAnswer, SayContinuation } from '../measure-contract.ts'

export interface AfterMeasureRead {
  authority: number
  today: string
  ref: string
  caseId: string
  caseKey: string
  version: number
  measureEndsOn: string | null
  answers: (ContinuationAnswer & { domain: Lane })[]
  lanes: { domain: Lane; agencies: (number | null)[] }[]
  language: string | null
  enforces: boolean
  relations: string[]
  agencies: AgencyBrief[]
}

export const readAfterMeasure = (reader: Reader, ref: string) =>
  reader.readOnce<AfterMeasureRead | null>({ name: 'read.continuations', args: [ref] })

export async function saveMeasureEnd(
  tx: ActorTx,
  held: HeldCase,
  version: number,
  on: string | null,
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select act.set_measure_end(${held.id}, ${version}, ${on}::date) as version
  `.execute(tx)
  return rows[0]?.version ?? version
}

/** What the person said, closed with the key of the case. */
export async function saveContinuation(
  tx: ActorTx,
  held: HeldCase,
  { answers, way, saidOn, language }: SayContinuation,
  sealed: { witness: Buffer | null; words: Buffer | null },
): Promise<void> {
  const said = answers.map(({ domain, goesOn }) => ({ domain, goes_on: goesOn }))
  await sql`select act.record_continuation(${held.id}, ${JSON.stringify(said)}::jsonb, ${way},
    ${saidOn}::date, ${language}, ${sealed.witness}::bytea, ${sealed.words}::bytea)`.execute(tx)
}
