import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { Reader } from '../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../admin/contract.ts'
import type { NewSystemKey, SystemKey } from './contract.ts'

export interface SystemKeysRead {
  rows: (Omit<SystemKey, 'agency'> & { agency: number })[]
  mayAsk: boolean
  until: string
  purposes: string[]
  desks: { id: number; name: string; agency: number }[]
  agencies: AgencyBrief[]
}

export const readSystemKeys = (reader: Reader) =>
  reader.readOnce<SystemKeysRead>({ name: 'read.system_keys', args: [] })

export async function saveAsked(tx: ActorTx, id: string, asked: NewSystemKey): Promise<void> {
  const { agencyId, desk, purpose, label, scopes, addresses, validUntil } = asked
  await sql`
    select act.ask_system_key(${id}, ${agencyId}, ${desk}, ${purpose}, ${label},
      ${[...scopes]}::text[], ${addresses}::text[], ${validUntil}::date)
  `.execute(tx)
}

export async function saveConfirmed(tx: ActorTx, id: string, hash: Buffer): Promise<void> {
  await sql`select act.confirm_system_key(${id}, ${hash})`.execute(tx)
}

export async function saveEnded(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.end_system_key(${id})`.execute(tx)
}
