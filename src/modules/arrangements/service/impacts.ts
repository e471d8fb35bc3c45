import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { forbidden, notFound } from '../../../platform/errors.ts'
import { record } from '../../audit/service.ts'
import { impactContent } from '../documents/impact-content.ts'
import type { Wording } from '../documents/paper-words.ts'
import type { Consultation, ImpactContent, ImpactEntry, ImpactVersion } from '../impact-contract.ts'
import * as queries from '../impact-queries.ts'
import type { PaperFacts } from '../paper-contract.ts'
import { findAuthority } from '../paper-queries.ts'
import { readPaperFacts } from './papers.ts'

/** Who writes, advises, approves or checks; the same as in the policy of the table. */
const readers = [
  ...['coordinator', 'administrator', 'data_protection_officer', 'lawfulness_adviser'],
  ...['auditor', 'signatory', 'manager', 'chair'],
]

function requireReader(tx: ActorTx): void {
  if (!tx.actor.functions.some((held) => readers.includes(held)))
    throw forbidden('impact_not_yours')
}

/** The register: every version of every impact assessment of the authority. */
export async function readRegister(tx: ActorTx): Promise<{ versions: ImpactEntry[] }> {
  requireReader(tx)
  return { versions: await queries.listImpacts(tx) }
}

/** One version, whole. */
export async function readImpact(tx: ActorTx, id: number): Promise<ImpactVersion> {
  requireReader(tx)
  const found = await queries.findImpact(tx, id)
  if (!found) throw notFound('impact')
  return found
}

/** A new assessment, filled from what was entered, in the words of whoever begins it. */
export async function beginImpact(
  tx: ActorTx,
  wordsFor: (facts: PaperFacts) => Wording,
): Promise<ImpactVersion> {
  const facts = await readPaperFacts(tx)
  const content = impactContent(facts, wordsFor(facts))
  return readImpact(tx, await queries.beginImpact(tx, { content }))
}

/** The next version of an approved one; it begins as a copy, and that one holds until it is approved. */
export async function beginNext(tx: ActorTx, former: number): Promise<ImpactVersion> {
  return readImpact(tx, await queries.beginImpact(tx, { former }))
}

/** Keeps the text, complete or not. */
export async function writeImpact(
  tx: ActorTx,
  id: number,
  version: number,
  content: ImpactContent,
): Promise<ImpactVersion> {
  await queries.saveImpact(tx, id, version, content)
  return readImpact(tx, id)
}

/** Takes away a draft that leads nowhere. */
export async function discardImpact(tx: ActorTx, id: number, version: number): Promise<void> {
  await queries.discardImpact(tx, id, version)
}

/** What the data protection officer thinks of the text as it stands. */
export async function advise(
  tx: ActorTx,
  id: number,
  version: number,
  advice: string,
): Promise<ImpactVersion> {
  await queries.adviseOnImpact(tx, id, version, advice)
  return readImpact(tx, id)
}

/** What was asked of the supervisory authority and what it answered. */
export async function noteConsultation(
  tx: ActorTx,
  id: number,
  version: number,
  said: Consultation,
): Promise<ImpactVersion> {
  await queries.noteConsultation(tx, id, version, said)
  return readImpact(tx, id)
}

/** From now on it covers the kinds of data of today, and is never reworded. */
export async function approve(tx: ActorTx, id: number, version: number): Promise<ImpactVersion> {
  await queries.approveImpact(tx, id, version)
  return readImpact(tx, id)
}

/** A version that leaves the desk as a file; it is written down. */
export async function takeImpact(
  tx: ActorTx,
  id: number,
  format: string,
): Promise<{ found: ImpactVersion; authority: string }> {
  const found = await readImpact(tx, id)
  await record(tx, 'impact.exported', { impact: id, format })
  return { found, authority: (await findAuthority(tx)).name }
}
