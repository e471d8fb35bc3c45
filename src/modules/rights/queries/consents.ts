import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { Consent, Consents, WithdrawConsent } from '../consent-contract.ts'

export interface ConsentRow extends Omit<Consent, 'text' | 'explainedBy' | 'recipients'> {
  shown: string
  explainer: string
  recipients: {
    agency: number
    withdrawnOn: string | null
    way: Consent['way'] | null
    shown: string | null
    by: string | null
  }[]
}

export interface ConsentsRead extends Pick<Consents, 'ref' | 'today' | 'language' | 'enforces'> {
  authority: number
  caseId: string
  caseKey: string
  member: string
  compulsory: boolean
  lanes: (Omit<Consents['lanes'][number], 'helpers'> & { helpers: number[] })[]
  consents: ConsentRow[]
  agencies: AgencyBrief[]
}

export const readConsents = (reader: Reader, ref: string) =>
  reader.readOnce<ConsentsRead | null>({ name: 'read.consents', args: [ref] })

/** Writes down what the person said, closed as far as it is words. */
export async function saveConsent(
  tx: ActorTx,
  id: string,
  caseId: string,
  said: Record<string, string | null>,
  agencies: readonly number[],
): Promise<void> {
  await sql`select act.record_consent(${id}, ${caseId}, ${JSON.stringify(said)}::jsonb,
    ${agencies}::int[])`.execute(tx)
}

/** The consent with its case, as far as the actor may see it. */
export async function findConsent(
  tx: ActorTx,
  id: string,
): Promise<{ ref: string; domain: Consent['domain']; language: string } | undefined> {
  const { rows } = await sql<{ ref: string; domain: Consent['domain']; language: string }>`
    select k.ref, c.domain, c.language from app.consents c
      join app.cases k on k.authority_id = c.authority_id and k.id = c.case_id
     where c.authority_id = actor.authority() and c.id = ${id}`.execute(tx)
  return rows[0]
}

export async function saveWithdrawal(
  tx: ActorTx,
  id: string,
  { agencyId, on, way }: WithdrawConsent,
  words: Buffer,
): Promise<void> {
  await sql`select act.withdraw_consent(${id}, ${agencyId}, ${on}::date, ${way}, ${words}::bytea)`.execute(
    tx,
  )
}

/** Agencies by name, for the text that a person reads. */
export async function findAgencies(
  tx: ActorTx,
  ids: readonly number[],
): Promise<{ id: number; name: string }[]> {
  const { rows } = await sql<{ id: number; name: string }>`
    select g.id, g.name from app.agencies g
     where g.authority_id = actor.authority() and g.id = any (${ids}::int[])
     order by g.name`.execute(tx)
  return rows
}
