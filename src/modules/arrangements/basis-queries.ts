import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { BasisContent, LegalBasis } from './basis-contract.ts'

/** The register of legal bases, the youngest first, each with what was asked about it. */
export async function listBases(tx: ActorTx, id?: number): Promise<LegalBasis[]> {
  const { authority, today } = tx.actor
  const { rows } = await sql<LegalBasis>`
    select b.id, jsonb_build_object('kind', b.kind, 'citation', coalesce(b.citation, ''), 'objective', coalesce(b.objective, ''),
             'categories', b.categories, 'purposes', b.purposes, 'bodies', b.bodies, 'validFrom', b.valid_from,
             'validUntil', b.valid_until, 'reviewOn', b.review_on, 'textLink', coalesce(b.text_link, ''),
             'description', coalesce(b.description, '')) as content,
           b.state, b.state = 'active' and b.valid_from <= ${today}::date and (b.valid_until is null or b.valid_until >= ${today}::date) as holds,
           b.reviewed_by as "reviewedBy", b.reviewed_on as "reviewedOn", b.version,
           coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'question', q.question, 'askedBy', a.name,
               'askedOn', actor.day_at(q.authority_id, q.asked_at), 'answer', q.answer, 'answeredBy', w.name) order by q.id)
             from app.basis_questions q
             join app.members a on a.authority_id = q.authority_id and a.id = q.asked_by
             left join app.members w on w.authority_id = q.authority_id and w.id = q.answered_by
            where q.authority_id = b.authority_id and q.basis_id = b.id), '[]') as questions
      from app.legal_bases b
     where b.authority_id = ${authority} and (${id ?? null}::int is null or b.id = ${id ?? null}::int)
     order by b.state = 'withdrawn', b.id desc
  `.execute(tx)
  return rows
}

/** Keeps an entry that is still written; answers its number. */
export async function saveBasis(
  tx: ActorTx,
  content: BasisContent,
  former?: { id: number; version: number },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select act.save_basis(${former?.id ?? null}::int, ${former?.version ?? null}::int, ${JSON.stringify(content)}::jsonb) as id
  `.execute(tx)
  return rows[0]?.id ?? 0
}

export async function activateBasis(tx: ActorTx, id: number, version: number): Promise<void> {
  await sql`select act.activate_basis(${id}, ${version})`.execute(tx)
}

export async function renewBasis(
  tx: ActorTx,
  id: number,
  version: number,
  renewal: { validUntil: string | null; reviewOn: string | null; reviewedBy: string },
): Promise<void> {
  const { validUntil, reviewOn, reviewedBy } = renewal
  await sql`select act.renew_basis(${id}, ${version}, ${validUntil}::date, ${reviewOn}::date, ${reviewedBy})`.execute(
    tx,
  )
}

export async function withdrawBasis(tx: ActorTx, id: number, version: number): Promise<void> {
  await sql`select act.withdraw_basis(${id}, ${version})`.execute(tx)
}

export async function questionBasis(tx: ActorTx, id: number, question: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select act.question_basis(${id}, ${question}) as id
  `.execute(tx)
  return rows[0]?.id ?? 0
}

export async function answerQuestion(tx: ActorTx, id: number, answer: string): Promise<number> {
  await sql`select act.answer_basis_question(${id}, ${answer})`.execute(tx)
  const { rows } = await sql<{ basis: number }>`
    select q.basis_id as basis from app.basis_questions q where q.authority_id = ${tx.actor.authority} and q.id = ${id}
  `.execute(tx)
  return rows[0]?.basis ?? 0
}
