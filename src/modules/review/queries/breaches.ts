import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type {
  Breach,
  BreachAccount,
  Breaches,
  BreachLine,
  NewBreachExtent,
  NewBreachReport,
  ToldBreach,
} from '../breach-contract.ts'
import type { LogUse } from '../contract.ts'

type ByNumber<T extends { agency: AgencyBrief }> = Omit<T, 'agency'> & { agency: number }
type Keyed<T> = T & { key: string }

export interface BreachesRead extends Omit<Breaches, 'breaches' | 'told' | 'concerned'> {
  rows: ByNumber<BreachLine>[]
  told: ByNumber<ToldBreach>[]
  concerned: number[]
  agencies: AgencyBrief[]
}

export interface BreachRead
  extends Omit<Breach, 'agency' | 'accounts' | 'reports' | 'tellings' | 'extents'> {
  authority: number
  agency: number
  accounts: Keyed<Breach['accounts'][number]>[]
  reports: Keyed<Breach['reports'][number]>[]
  tellings: ByNumber<Breach['tellings'][number]>[]
  extents: Breach['extents']
  agencies: AgencyBrief[]
}

export const readBreaches = (reader: Reader) =>
  reader.readOnce<BreachesRead>({ name: 'read.breaches', args: [] })

export const readBreach = (reader: Reader, id: string, use: LogUse | undefined) =>
  reader.readOnce<BreachRead | null>({ name: 'read.breach', args: [id, use ?? null] })

/** Words as they are kept: each field sealed by itself, null where nothing was said. */
export interface SealedAccount {
  key: Buffer
  what: Buffer
  found: Buffer
  consequences: Buffer | null
  measures: Buffer | null
}

type Said = Pick<BreachAccount, 'awareAt' | 'kinds'>

export async function saveBreach(
  tx: ActorTx,
  id: string,
  { agencyId, awareAt, kinds }: Said & { agencyId: number },
  { key, what, found, consequences, measures }: SealedAccount,
): Promise<void> {
  await sql`select act.record_breach(${id}, ${agencyId}, ${awareAt}, ${kinds}, ${key}, ${what}, ${found}, ${consequences}, ${measures})`.execute(
    tx,
  )
}

export async function saveBreachChange(
  tx: ActorTx,
  id: string,
  version: number,
  { awareAt, kinds }: Said,
  { key, what, found, consequences, measures }: SealedAccount,
): Promise<void> {
  await sql`select act.change_breach(${id}, ${version}, ${awareAt}, ${kinds}, ${key}, ${what}, ${found}, ${consequences}, ${measures})`.execute(
    tx,
  )
}

export async function saveBreachReport(
  tx: ActorTx,
  id: string,
  report: string,
  { phase, at }: Pick<NewBreachReport, 'phase' | 'at'>,
  sealed: {
    key: Buffer
    reference: Buffer | null
    reason: Buffer | null
    delay: Buffer | null
  },
): Promise<void> {
  const { key, reference, reason, delay } = sealed
  await sql`select act.report_breach(${id}, ${report}, ${phase}, ${at}, ${key}, ${reference}, ${reason}, ${delay})`.execute(
    tx,
  )
}

export async function saveBreachExtent(
  tx: ActorTx,
  id: string,
  extent: string,
  { memberId, from, until }: NewBreachExtent,
  use: LogUse | undefined,
): Promise<void> {
  await sql`select act.compute_breach(${id}, ${extent}, ${memberId}, ${from}, ${until}, ${use ?? null})`.execute(
    tx,
  )
}

export async function saveBreachTold(tx: ActorTx, id: string, agency: number): Promise<void> {
  await sql`select act.say_breach_told(${id}, ${agency})`.execute(tx)
}

export async function saveBreachClosed(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.close_breach(${id})`.execute(tx)
}

export async function saveBreachPrint(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.print_breach(${id})`.execute(tx)
}
