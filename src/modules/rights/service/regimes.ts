import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open, seal } from '../../../platform/seal/envelope.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import * as store from '../queries/regimes.ts'
import type { NewRegimeChange, Regimes } from '../regime-contract.ts'

/** What passed from one regime to the other on a case, and what a decision would change for readers. */
export async function readRegimes(reader: Reader, ref: string): Promise<Regimes> {
  const read = await store.readRegimesOf(reader, ref)
  if (!read) throw notFound('case')
  const { authority, caseId: _, agencies, effect, changes, ...rest } = read
  const book = agencyBook(agencies)
  return {
    ...rest,
    effect: effect.map((line) => ({ ...line, agencies: line.agencies.map(book.get) })),
    changes: changes.map(({ key, ...change }) => {
      const opened = reader.keys.dataKey(authority, Buffer.from(key, 'hex'))
      const words = (sealed: string, what: string) =>
        open(opened, Buffer.from(sealed, 'hex'), `regime_changes.${what}:${change.id}`)
      return {
        ...change,
        owner: book.get(change.owner),
        necessity: words(change.necessity, 'necessity'),
        proportionality: words(change.proportionality, 'proportionality'),
      }
    }),
  }
}

/** Own items of one clause shall serve another purpose. Special categories wait for a second person. */
export async function changeRegime(
  tx: ActorTx,
  ref: string,
  wish: NewRegimeChange,
): Promise<{ id: string }> {
  const caseId = await store.findCaseId(tx, ref)
  if (!caseId) throw notFound('case')
  const found = await store.findClause(tx, caseId, wish.items)
  if (!found?.clause) throw invalid('items', 'regime_one_clause')
  const id = randomUUID()
  const { key, wrapped } = tx.actor.keys.newDataKey(tx.actor.authority)
  const words = (text: string, what: string) => seal(key, text, `regime_changes.${what}:${id}`)
  await store.saveRegimeChange(tx, wish, {
    ...{ id, caseId, clause: found.clause, special: found.special ?? false, key: wrapped },
    necessity: words(wish.necessity, 'necessity'),
    proportionality: words(wish.proportionality, 'proportionality'),
  })
  return { id }
}

/** The second person, for special categories. */
export async function confirmRegime(tx: ActorTx, id: string): Promise<{ id: string }> {
  await store.saveConfirmed(tx, id)
  return { id }
}

/** From now on the items serve their own purpose alone again. */
export async function withdrawRegime(tx: ActorTx, id: string): Promise<{ id: string }> {
  await store.saveWithdrawn(tx, id)
  return { id }
}
