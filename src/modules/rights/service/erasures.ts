import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { type AgencyBook, agencyBook } from '../../cases/service/agency-book.ts'
import type {
  Erasure,
  ErasureAnswer,
  ErasureEffect,
  ErasureGround,
  Erasures,
  ItemErasure,
} from '../erasure-contract.ts'
import {
  type EffectRow,
  type ErasureRow,
  readErasures,
  readItemErasure,
  saveErasureAsked,
  saveErasureDecided,
} from '../queries/erasures.ts'

/** What would go with an item and who would be told, before anybody asks for it. */
export async function previewItemErasure(reader: Reader, item: string): Promise<ItemErasure> {
  const read = await readItemErasure(reader, item)
  if (!read) throw notFound('item')
  const { ref, waiting, deciders, book: agencies, ...effect } = read
  const book = agencyBook(agencies)
  return {
    ...{ ref, deciders },
    effect: effectOf(book, effect),
    waiting: waiting && asErasure(book, waiting),
  }
}

/** What waits for a second person, and the marks of what is gone. */
export async function listErasures(reader: Reader): Promise<Erasures> {
  const read = await readErasures(reader)
  const book = agencyBook(read.book)
  return {
    decides: read.decides,
    tellings: read.tellings.map((row) => ({ ...row, from: book.get(row.from) })),
    erasures: read.erasures.map((row) => ({
      ...row,
      agency: book.get(row.agency),
      effect: row.effect && effectOf(book, row.effect),
    })),
  }
}

/** One request as its readers know it; who is nobody's second person learns no more. */
export const asErasure = (
  book: AgencyBook,
  { effect: _, steps: __, holds: ___, ...row }: ErasureRow,
): Erasure => ({
  ...row,
  agency: book.get(row.agency),
})

/** What would go, with the names of those who are told. */
export const effectOf = (book: AgencyBook, effect: EffectRow): ErasureEffect => ({
  ...effect,
  agencies: effect.agencies.map(book.get),
})

/** Somebody of the agency that brought an item asks to have it erased; nothing happens to it yet. */
export async function askItemErasure(
  tx: ActorTx,
  item: string,
  ground: ErasureGround,
): Promise<{ id: string }> {
  const id = randomUUID()
  await saveErasureAsked(tx, id, item, ground)
  return { id }
}

/** The second person answers. */
export async function decideErasure(
  tx: ActorTx,
  id: string,
  answer: ErasureAnswer,
): Promise<{ id: string }> {
  await saveErasureDecided(tx, id, answer)
  return { id }
}
