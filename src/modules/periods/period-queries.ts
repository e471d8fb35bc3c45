import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { Reader } from '../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../admin/contract.ts'
import type { CasePathway } from './pathway-contract.ts'
import type { ChangePeriod, NewPeriod, Period } from './period-contract.ts'
import type { MissingContact, Told } from './told-contract.ts'

export interface PeriodsRead {
  authority: number
  id: string
  ref: string
  version: number
  today: string
  key: string
  cycle: number
  pathway: CasePathway
  visible: boolean
  mayAdd: boolean
  periods: (Omit<Period, 'prison' | 'may'> & { prison: number | null })[]
  prisons: AgencyBrief[]
}

/** The periods of one case, with the event; null when the case is unseen. */
export const readPeriods = (reader: Reader, ref: string) =>
  reader.readOnce<PeriodsRead | null>({ name: 'read.periods', args: [ref] })

export const readConcerns = (reader: Reader) =>
  reader.readOnce<{
    told: Told[]
    missing: (Omit<MissingContact, 'lead'> & { lead: number })[]
    agencies: AgencyBrief[]
  }>({ name: 'read.concerns', args: [] })

export async function savePeriod(
  tx: ActorTx,
  id: string,
  caseId: string,
  version: number,
  { kind, from, until = null, prisonId = null }: NormalPeriod,
  source: Buffer,
): Promise<void> {
  await sql`
    select act.add_period(${id}, ${caseId}, ${version}, ${kind}, ${from}::date, ${until}::date,
      ${prisonId}::int, ${source})
  `.execute(tx)
}

export type NormalPeriod = Pick<NewPeriod, 'kind' | 'from'> & {
  until?: string | null
  prisonId?: number | null
}

export async function savePeriodChange(
  tx: ActorTx,
  id: string,
  version: number,
  { from, until }: ChangePeriod,
  source: Buffer | null,
): Promise<void> {
  await sql`
    select act.change_period(${id}, ${version}, ${from}::date, ${until}::date, ${source})
  `.execute(tx)
}

export async function savePeriodRemoved(tx: ActorTx, id: string, version: number): Promise<void> {
  await sql`select act.remove_period(${id}, ${version})`.execute(tx)
}

export async function savePutAway(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.put_away(${id})`.execute(tx)
}
