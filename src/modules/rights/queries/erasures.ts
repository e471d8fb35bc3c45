import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type {
  CaseErasureKind,
  Erasure,
  ErasureAnswer,
  ErasureEffect,
  ErasureGround,
  ErasureHold,
  Erasures,
  ErasureTelling,
} from '../erasure-contract.ts'

export type EffectRow = Omit<ErasureEffect, 'agencies'> & { agencies: number[] }
export type ErasureRow = Omit<Erasure, 'agency'> & {
  agency: number
  effect: EffectRow | null
  holds: ErasureHold[]
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

interface CaseErasureRead {
  ref: string
  caseId: string
  effect: EffectRow
  holds: ErasureHold[]
  waiting: ErasureRow | null
  deciders: string[]
  book: AgencyBrief[]
}

export const readCaseErasure = (reader: Reader, ref: string, of: CaseErasureKind) =>
  reader.readOnce<CaseErasureRead | null>({ name: 'read.case_erasure', args: [ref, of] })

interface ErasuresRead {
  decides: boolean
  tellings: (Omit<ErasureTelling, 'from'> & { from: number })[]
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

export async function saveCaseErasureAsked(
  tx: ActorTx,
  id: string,
  caseId: string,
  of: CaseErasureKind,
  ground: ErasureGround,
): Promise<void> {
  await sql`select act.ask_case_erasure(${id}, ${caseId}, ${of}, ${ground})`.execute(tx)
}

export async function saveErasureAcknowledged(tx: ActorTx, id: string): Promise<void> {
  await sql`select act.acknowledge_erasure(${id})`.execute(tx)
}

export async function saveErasureDecided(
  tx: ActorTx,
  id: string,
  answer: ErasureAnswer,
): Promise<void> {
  await sql`select act.decide_erasure(${id}, ${answer})`.execute(tx)
}
