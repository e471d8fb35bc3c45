import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { Escalation, NewStanding, ResolveEscalation, Standing } from '../contract.ts'

export interface StandingsRead {
  today: string
  rows: (Omit<Standing, 'prisons' | 'state'> & { prisons: number[] })[]
  mayAdd: boolean
  domains: Standing['domain'][]
  agencies: AgencyBrief[]
}

export const readStandings = (reader: Reader) =>
  reader.readOnce<StandingsRead>({ name: 'read.standings', args: [] })

/** Gives the word of the actor's desk in advance. */
export async function saveStanding(tx: ActorTx, id: string, wish: NewStanding): Promise<void> {
  const { domain, prisons, atOnce, perMonth, maxDays, from, until } = wish
  await sql`select act.add_standing(${id}, ${domain}, ${prisons}::int[], ${atOnce}::int,
    ${perMonth}::int, ${maxDays}::int, ${from}::date, ${until}::date)`.execute(tx)
}

export async function saveStandingEnd(tx: ActorTx, id: string, version: number): Promise<void> {
  await sql`select act.end_standing(${id}, ${version})`.execute(tx)
}

export interface EscalationsRead {
  authority: number
  today: string
  rows: (Omit<Escalation, 'agencies' | 'agency' | 'words'> & {
    agencies: number[]
    agency: number | null
    key: string | null
    words: string | null
  })[]
  agencies: AgencyBrief[]
}

export const readEscalations = (reader: Reader) =>
  reader.readOnce<EscalationsRead>({ name: 'read.escalations', args: [] })

/** A manager's word on what was declined twice, closed under a key of its own. */
export async function saveResolution(
  tx: ActorTx,
  id: string,
  version: number,
  { outcome, agencyId, until }: ResolveEscalation,
  sealed: { key: Buffer; words: Buffer },
): Promise<void> {
  await sql`select act.resolve_escalation(${id}, ${version}, ${outcome}, ${agencyId ?? null}::int,
    ${until}::date, ${sealed.key}::bytea, ${sealed.words}::bytea)`.execute(tx)
}
