import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { Reader } from '../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../admin/contract.ts'
import type { SealedPerson } from '../persons/service/identity.ts'
import type { CaseDetail, CaseRow, CaseSeat, CasesQuery, NewNeed } from './contract.ts'

/** Who leads on the day of reading. */
export interface LeadSegment {
  agency_id: number
  /** Of a fallback: the acceptance that it stands in for, because nobody there can open the case. */
  lead_id: string | null
  starts: string
  ends: string | null
  state: 'accepted' | 'fallback' | 'closing'
}

export type CaseRead = Omit<CaseDetail, 'person' | 'lead' | 'seats' | 'readers' | 'may'> & {
  authority: number
  person: SealedPerson | null
  numbers: { issuer: number; sealed: string }[]
  lead: LeadSegment | null
  seats: (Omit<CaseSeat, 'agency'> & { agency: number })[]
  relations: string[]
  prison: number | null
  agency: number
  agencies: AgencyBrief[]
}

/** Where a list of cases goes on. */
export interface CasePlace {
  id: string
  on: string
  ref: string
}

export interface CasesRead {
  authority: number
  rows: (Pick<CaseRow, 'ref' | 'stage' | 'release' | 'relation'> & {
    person: SealedPerson | null
    prison: number | null
    lead: LeadSegment | null
  })[]
  next: CasePlace | null
  count: number
  more: boolean
  agencies: AgencyBrief[]
}

/** A case that nobody else can change until the transaction ends. */
export interface HeldCase {
  id: string
  ref: string
  version: number
  key: string
  person: string
  openedOn: string
  release: CaseDetail['release']
}

/** One opened case, with its event; null when unseen. */
export const readCase = (reader: Reader, ref: string) =>
  reader.readOnce<CaseRead | null>({ name: 'read.case_detail', args: [ref] })

/** So many are looked at to fill one page of a narrowed list. */
const mostLookedAt = 600

/** A page of my cases. With a filter more are looked at than shown, so the page may be short. */
export function readCases(
  reader: Reader,
  { order, limit, cursor: _, ...filter }: CasesQuery,
  after: CasePlace | null,
): Promise<CasesRead> {
  const narrowed = Object.values(filter).some((value) => value !== undefined)
  const candidates = narrowed ? Math.max(limit, mostLookedAt) : limit
  const place = order === 'ref' ? [null, null, after?.ref ?? null] : [after?.on, after?.id, null]
  return reader.readOnce({
    name: 'read.case_list',
    args: [JSON.stringify(filter), order, limit, candidates, ...place.map((one) => one ?? null)],
  })
}

/** Holds the case, to open an act with; refuses when the actor does not sit on it. */
export const holdingCase = (ref: string) => sql<HeldCase>`act.hold_case(${ref})`

/** The same inside an act. */
export async function holdCase(tx: ActorTx, ref: string): Promise<HeldCase> {
  const { rows } = await sql<{ held: HeldCase }>`select ${holdingCase(ref)} as held`.execute(tx)
  const held = rows[0]?.held
  if (!held) throw new Error('The database did not say which case it holds')
  return held
}

export async function saveConferencesNeeded(
  tx: ActorTx,
  held: HeldCase,
  version: number,
  reason: Buffer,
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select act.decide_conferences(${held.id}, ${version}, ${reason}) as version
  `.execute(tx)
  return rows[0]?.version ?? version
}

export async function saveNeed(
  tx: ActorTx,
  held: HeldCase,
  need: NewNeed,
  reason: Buffer,
): Promise<void> {
  await sql`
    select act.add_need(${held.id}, ${need.domain}, ${need.required}, ${need.days}, ${reason})
  `.execute(tx)
}

/** A case that is about to be printed: its id and the sealed identity, for whoever sits on it. */
export async function readPrinted(
  tx: ActorTx,
  ref: string,
): Promise<{ id: string; person: SealedPerson | null } | null> {
  const { rows } = await sql<{ id: string; person: SealedPerson | null }>`
    select c.id, read.person_json(c.authority_id, c.person_id) as person
      from app.cases c where c.authority_id = ${tx.actor.authority} and c.ref = ${ref}
  `.execute(tx)
  return rows[0] ?? null
}
