import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid } from '../../../platform/errors.ts'
import { seal } from '../../../platform/seal/envelope.ts'
import { record } from '../../audit/service.ts'
import { holdCaseFor } from '../../cases/service/hold-case.ts'
import type { ChangeItem, ChangeSpecial, ItemMode, WriteItem } from '../contract.ts'
import {
  findItem,
  removeDraft,
  saveDraft,
  saveItem,
  saveVersion,
  saveWrong,
} from '../queries/acts.ts'
import { functionalOnly, usualCredibility } from '../vocabulary.ts'
import { insistOnReasons, type KeptInEvent } from '../wording/insist.ts'
import { sealBeside, sealPart, writeFunctional } from './seal-words.ts'

type Said = Omit<WriteItem, 'category' | 'mode' | 'audience' | 'handling' | 'special'>

/**
 * Writes an item about a case. A routine fact is text and category: everything else has a usual value,
 * and necessity follows from the clause and the task.
 */
export async function writeItem(
  tx: ActorTx,
  ref: string,
  item: WriteItem,
): Promise<{ id: string }> {
  const kept = readyToSay(tx, item, item)
  const held = await holdCaseFor(tx, ref)
  const id = randomUUID()
  const { key, wrapped } = tx.actor.keys.newDataKey(tx.actor.authority)
  const { category, mode, audience, special, handling } = item
  const body = {
    ...{ category, mode, audience, ...handling },
    ...sealedVersion(tx, key, id, 1, item),
    ...(special && {
      ground: special.ground,
      approver: special.approver,
      necessity: sealBeside(key, 'special_items.necessity', id, special.necessity).toString('hex'),
    }),
  }
  await saveItem(tx, id, held.id, body, wrapped, special !== undefined)
  await recordKept(tx, kept, held.id, id)
  return { id }
}

/** One more version beside the former ones, with the reason why. */
export async function changeItem(
  tx: ActorTx,
  id: string,
  seen: number,
  change: ChangeItem,
): Promise<{ id: string }> {
  const found = await findItem(tx, id)
  if (found.special) throw invalid('special', 'item_necessity_missing')
  const kept = readyToSay(tx, change, found)
  const version = found.currentVersion + 1
  const key = tx.actor.keys.dataKey(tx.actor.authority, found.key)
  const reason = sealPart(key, 'reason', id, version, change.reason)
  const body = { ...sealedVersion(tx, key, id, version, change), reason }
  await saveVersion(tx, id, seen, body, false)
  if (change.wrong) await saveWrong(tx, id)
  await recordKept(tx, kept, found.caseId, id)
  return { id }
}

/**
 * Proposes to change what was written in special categories: the former words stand until the second
 * person has approved. Before anybody has approved them at all, its author changes them in their place.
 */
export async function changeSpecial(
  tx: ActorTx,
  id: string,
  seen: number,
  change: ChangeSpecial,
): Promise<{ id: string }> {
  const found = await findItem(tx, id)
  const version = found.currentVersion + 1
  const key = tx.actor.keys.dataKey(tx.actor.authority, found.key)
  const { mode, audience, special, handling } = change
  if (!change.text) throw invalid('text', 'item_text_missing')
  const body = {
    ...(mode && { mode, audience: audience ?? [] }),
    ...handling,
    ...sealedVersion(tx, key, id, version, change),
    ...{ ground: special.ground, approver: special.approver },
    necessity: sealBeside(key, 'special_items.necessity', id, special.necessity).toString('hex'),
    reason: sealPart(key, 'reason', id, version, change.reason),
  }
  await saveVersion(tx, id, seen, body, true)
  return { id }
}

/** What can be said without asking the database, and whether every wording has its reason. */
function readyToSay(
  tx: ActorTx,
  said: Said & { special?: unknown },
  place: { category: string; mode: ItemMode },
): KeptInEvent | null {
  if (!said.text && !said.functional) throw invalid('text', 'item_text_missing')
  if (said.functional && !functionalOnly.includes(place.category))
    throw invalid('functional', 'item_list_for_health')
  // Special categories in words have a ground, a necessity and a second person instead.
  if (said.special || said.functional) return null
  // Nobody corrects how a person speaks.
  if (said.kind === 'statement') return null
  const context = { category: place.category, ownAgencyOnly: place.mode === 'agency' }
  return insistOnReasons(
    { field: 'text', text: said.text, context },
    tx.actor.locale ?? 'en',
    said.kept,
  )
}

async function recordKept(tx: ActorTx, kept: KeptInEvent | null, caseId: string, item: string) {
  if (kept) await record(tx, 'wording.kept', { caseId, item, ...kept })
}

function sealedVersion(tx: ActorTx, key: Buffer, id: string, version: number, said: Said) {
  const { kind, functional, method, source, facts } = said
  const sourceKind = kind === 'fact' ? (said.sourceKind ?? 'observed') : said.sourceKind
  const text = functional ? writeFunctional(functional) : (said.text ?? '')
  return {
    kind,
    functional: functional !== undefined,
    text: sealPart(key, 'text', id, version, text),
    sourceKind: sourceKind ?? null,
    source: source ? sealPart(key, 'source', id, version, source) : null,
    credibility: said.credibility ?? (sourceKind ? usualCredibility[sourceKind] : null),
    method: method ? sealPart(key, 'method', id, version, method) : null,
    facts: facts.map((fact) => ({ id: fact })),
    language: said.language ?? null,
    asOf: said.asOf ?? tx.actor.today,
    /** What nobody names follows from the agreement, in the database. */
    reviewBy: said.reviewBy ?? null,
  }
}

/** Keeps what somebody has begun to write, for themselves alone. */
export async function keepDraft(tx: ActorTx, ref: string, content: string): Promise<void> {
  const held = await holdCaseFor(tx, ref)
  const { key, wrapped } = tx.actor.keys.newDataKey(tx.actor.authority)
  await saveDraft(tx, held.id, wrapped, seal(key, content, `item_drafts:${held.id}`))
}

export async function dropDraft(tx: ActorTx, ref: string): Promise<void> {
  const held = await holdCaseFor(tx, ref)
  await removeDraft(tx, held.id)
}
