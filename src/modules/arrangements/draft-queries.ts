import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import {
  type Agreement,
  type AgreementDraft,
  DraftContent,
  type Signature,
} from './draft-contract.ts'

const brief = (alias: string) =>
  sql`jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)},
    'code', ${sql.ref(`${alias}.code`)}, 'kind', ${sql.ref(`${alias}.kind`)})`

/** Settled agreements that I may read, the youngest first, with every signature. */
export async function listAgreements(tx: ActorTx): Promise<Agreement[]> {
  const { authority } = tx.actor
  const { rows } = await sql<Agreement>`
    select x.id, x.reference, x.title, x.document, x.valid_from as "validFrom", x.valid_until as "validUntil",
           x.lineage_id as "lineageId", x.edition, x.transition_until as "transitionUntil", s.state, s.mine,
           ${brief('f')} as fallback,
           coalesce((select jsonb_agg(jsonb_build_object('agency', ${brief('g')}, 'signedOn', y.signed_on,
               'signedBy', y.signed_by, 'how', y.signed_how, 'leftOn', y.left_on) order by lower(g.name))
             from app.arrangement_parties y
             join app.agencies g on g.authority_id = y.authority_id and g.id = y.agency_id
            where y.authority_id = x.authority_id and y.arrangement_id = x.id), '[]') as parties
      from app.arrangements x
      join read.edition_states() s on s.id = x.id
      join app.principals p on p.authority_id = x.authority_id and p.id = x.fallback_principal
      join app.agencies f on f.authority_id = p.authority_id and f.id = p.agency_id
     where x.authority_id = ${authority}
     order by x.id desc
  `.execute(tx)
  return rows
}

/** What is still being written, or one draft whatever became of it. */
export async function listDrafts(tx: ActorTx, id?: number): Promise<AgreementDraft[]> {
  const { rows } = await sql<Omit<AgreementDraft, 'changedAt'> & { changedAt: Date }>`
    select d.id, d.content - 'clauses' as content, d.changed_at as "changedAt", m.name as "changedBy",
           d.arrangement_id as "agreementId", d.version
      from app.arrangement_drafts d
      join app.members m on m.authority_id = d.authority_id and m.id = d.changed_by
     where d.authority_id = ${tx.actor.authority}
       and case when ${id ?? null}::int is null then d.arrangement_id is null else d.id = ${id ?? null}::int end
     order by d.id desc
  `.execute(tx)
  return rows.map((row) => ({
    ...row,
    // What was kept before the text could say more is read as if it had left that open.
    content: DraftContent.parse(row.content),
    changedAt: row.changedAt.toISOString(),
  }))
}

/** Keeps a draft with the clauses that follow from it; answers its number. */
export async function saveDraft(
  tx: ActorTx,
  content: DraftContent & { clauses: { purpose: string; category: string; basis: string }[] },
  former?: { id: number; version: number },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select act.save_agreement_draft(${former?.id ?? null}::int, ${former?.version ?? null}::int,
      ${JSON.stringify(content)}::jsonb) as id
  `.execute(tx)
  return rows[0]?.id ?? 0
}

/** The text is settled; answers the number of the agreement. */
export async function fixDraft(tx: ActorTx, id: number, version: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select act.fix_agreement(${id}, ${version}) as id
  `.execute(tx)
  return rows[0]?.id ?? 0
}

export async function saveSignature(tx: ActorTx, id: number, signature: Signature): Promise<void> {
  const { agencyId, signedBy, signedOn } = signature
  await sql`select act.sign_agreement(${id}, ${agencyId}, ${signedBy}, ${signedOn}::date)`.execute(
    tx,
  )
}
