import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type {
  Erasure,
  ErasureAnswer,
  ErasureEffect,
  ErasureGround,
  Erasures,
} from '../erasure-contract.ts'

export type EffectRow = Omit<ErasureEffect, 'agencies'> & { agencies: number[] }
export type ErasureRow = Omit<Erasure, 'agency'> & {
  agency: number
  effect: EffectRow | null
  steps: Erasures['erasures'][number]['steps']
}

interface ItemErasureRead extends EffectRow {
  ref: string
  waiting: ErasureRow | null
  deciders: string[]
  book: AgencyBrief[]
}

export const readItemErasure = (reader: Reader, item: string) =>
  reader.readOnce<ItemErasureRead | null>({ name: 'read.item_erasure', args: [item] })

interface ErasuresRead {
  decides: boolean
  erasures: ErasureRow[]
  book: AgencyBrief[]
}

export const readErasures = (reader: Reader) =>
  reader.readOnce<ErasuresRead>({ name: 'read.erasures', args: [] })

export async function saveErasureAsked(
  tx: ActorTx,
  id: string,
  item: string,
  ground: ErasureGround,
): Promise<void> {
  await sql`select act.ask_item_erasure(${id}, ${item}, ${ground})`.execute(tx)
}

export async function saveErasureDecided(
  tx: ActorTx,
  id: string,
  answer: ErasureAnswer,
): Promise<void> {
  await sql`select act.decide_item_erasure(${id}, ${answer})`.execute(tx)
}
