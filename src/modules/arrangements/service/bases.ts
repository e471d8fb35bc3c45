import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import type { BasisContent, BasisRegister, LegalBasis } from '../basis-contract.ts'
import * as queries from '../basis-queries.ts'
import { listAgencyNames } from '../edition-queries.ts'

/** On which laws the partners stand, with what is asked about them. */
export async function readRegister(tx: ActorTx): Promise<BasisRegister> {
  return { bases: await queries.listBases(tx), agencies: await listAgencyNames(tx) }
}

/** One entry with what is asked about it. */
export async function readBasis(tx: ActorTx, id: number): Promise<LegalBasis> {
  const [basis] = await queries.listBases(tx, id)
  if (!basis) throw notFound('legal_basis')
  return basis
}

/** Keeps an entry, complete or not; it carries nothing before it is activated. */
export async function writeBasis(
  tx: ActorTx,
  content: BasisContent,
  former?: { id: number; version: number },
): Promise<LegalBasis> {
  return readBasis(tx, await queries.saveBasis(tx, content, former))
}

/** From now on parties may stand on it, if none of its six parts is missing (LED-13). */
export async function activate(tx: ActorTx, id: number, version: number): Promise<LegalBasis> {
  await queries.activateBasis(tx, id, version)
  return readBasis(tx, id)
}

/** Read again and found to hold, until another day. */
export async function renew(
  tx: ActorTx,
  id: number,
  version: number,
  renewal: Parameters<typeof queries.renewBasis>[3],
): Promise<LegalBasis> {
  await queries.renewBasis(tx, id, version, renewal)
  return readBasis(tx, id)
}

/** It carries nothing new any more. */
export async function withdraw(tx: ActorTx, id: number, version: number): Promise<LegalBasis> {
  await queries.withdrawBasis(tx, id, version)
  return readBasis(tx, id)
}

/** The adviser on lawfulness asks; until the answer the basis is not renewed (MA-14). */
export async function question(
  tx: ActorTx,
  id: number,
  asked: string,
): Promise<{ id: string | number }> {
  return { id: await queries.questionBasis(tx, id, asked) }
}

/** The desk answers the adviser. */
export async function answer(tx: ActorTx, id: number, said: string): Promise<LegalBasis> {
  return readBasis(tx, await queries.answerQuestion(tx, id, said))
}
