import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import type { CaseErasure, CaseErasureKind, ErasureGround } from '../erasure-contract.ts'
import {
  readCaseErasure,
  saveCaseErasureAsked,
  saveErasureAcknowledged,
} from '../queries/erasures.ts'
import { findCaseId } from '../queries/regimes.ts'
import { asErasure, effectOf } from './erasures.ts'

/** What would go with a case or with its person, who would be told, and what stands in the way. */
export async function previewCaseErasure(
  reader: Reader,
  ref: string,
  of: CaseErasureKind,
): Promise<CaseErasure> {
  const read = await readCaseErasure(reader, ref, of)
  if (!read) throw notFound('case')
  const book = agencyBook(read.book)
  return {
    ...{ ref: read.ref, holds: read.holds, deciders: read.deciders },
    effect: effectOf(book, read.effect),
    waiting: read.waiting && asErasure(book, read.waiting),
  }
}

/** Whoever coordinates or leads a case asks to have it, or its person, erased; nothing happens to it yet. */
export async function askCaseErasure(
  tx: ActorTx,
  ref: string,
  of: CaseErasureKind,
  ground: ErasureGround,
): Promise<{ id: string }> {
  const caseId = await findCaseId(tx, ref)
  if (!caseId) throw notFound('case')
  const id = randomUUID()
  await saveCaseErasureAsked(tx, id, caseId, of, ground)
  return { id }
}

/** An agency that had the case has looked for copies of its own. */
export async function acknowledgeErasure(tx: ActorTx, id: string): Promise<{ id: string }> {
  await saveErasureAcknowledged(tx, id)
  return { id }
}
