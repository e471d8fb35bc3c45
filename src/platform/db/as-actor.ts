import { AsyncLocalStorage } from 'node:async_hooks'
import type { RawBuilder, Transaction } from 'kysely'
import { sql } from 'kysely'
import { Problem } from '../errors.ts'
import type { Keyring } from '../seal/keyring.ts'
import { undoAct } from './act-dialect.ts'
import { askOnce } from './ask-once.ts'
import type { Databases } from './connections.ts'
import { isWorthRetrying, translateDatabaseError } from './errors.ts'
import type { DB } from './schema.gen.ts'

/** Who asks: proven to the database by the session's token (or a system's key), for one transaction. */
export interface Actor {
  authority: number
  member: number
  agency: number
  principals: number[]
  functions: string[]
  purpose: string
  locale?: string
  /** The member's own name, for "you" on their screens. */
  name: string
  /** The day (yyyy-mm-dd) in the authority's zone when the transaction began. */
  today: string
  timeZone: string
  requestId: string
  keys: Keyring
}

type Known = Omit<Actor, 'requestId' | 'keys'>

export type ActorTx = Transaction<DB> & { readonly actor: Actor }

export interface Who {
  token: string
  purpose: string
  requestId: string
  /** A partner's software: its token is the key, where it came from and what it asks for. */
  system?: boolean
}

const attempts = 3
const inside = new AsyncLocalStorage<true>()

/** What an act takes from its opening: the answer, or the refusal of the database, thrown here. */
export type Opened<F> = () => F

/**
 * Lets one member act, in one transaction that knows nobody else. What nearly every act asks first, to hold what it
 * changes, goes out as its `opening` together with who acts.
 *
 * A refusal (any Problem) undoes what was done and is itself written to the access log before it
 * is thrown on. What another transaction disturbed is tried again, so `act` must have no effect
 * outside the database. Using it inside itself is refused: the inner act would commit alone.
 */
export async function asActor<T, F = undefined>(
  databases: Databases,
  who: Who,
  act: (tx: ActorTx, opened: Opened<F>) => Promise<T>,
  opening?: RawBuilder<F>,
): Promise<T> {
  refuseNesting()
  return inside.run(true, () => retried(() => actOnce(databases, who, act, opening)))
}

/**
 * Asks one hot question as one statement: the function assumes the actor, writes the event and
 * answers, without the round trips of a transaction. `args` come after token, purpose and request.
 */
export async function readOnce<T>(
  databases: Databases,
  who: Who,
  call: { name: string; args: unknown[] },
): Promise<T> {
  refuseNesting()
  if (!/^read\.[a-z_]+$/.test(call.name)) throw new Error(`Not a read function: ${call.name}`)
  const values = [who.token, who.purpose, who.requestId, ...call.args]
  const places = values.map((_, index) => `$${index + 1}`)
  const statement = {
    name: `${call.name}/${places.length}`,
    // As text: as json the database would read all of it once more, only to find that it is json.
    text: `select ${call.name}(${places.join(', ')})::text as answer`,
    values,
  }
  const read = async () => {
    const pool = who.system ? databases.systemPool : databases.actorPool
    const { rows } = await askOnce<{ answer: string | null }>(pool, statement)
    return JSON.parse(rows[0]?.answer ?? 'null') as T
  }
  return inside.run(true, async () => {
    try {
      return await retried(read)
    } catch (error) {
      const refusal = translateDatabaseError(error)
      if (refusal instanceof Problem) await recordLater(databases, who, refusal)
      throw refusal
    }
  })
}

type Outcome<T> = { done: T } | { refused: Problem }

async function actOnce<T, F>(
  databases: Databases,
  who: Who,
  act: (tx: ActorTx, opened: Opened<F>) => Promise<T>,
  opening?: RawBuilder<F>,
): Promise<T> {
  let assumed = false
  const outcome = await doorOf(databases, who)
    .transaction()
    .execute(async (tx): Promise<Outcome<T>> => {
      const opened = await open(tx, databases.keys, who, opening)
      assumed = true
      try {
        return { done: await act(tx as ActorTx, opened) }
      } catch (error) {
        const refused = translateDatabaseError(error)
        if (!(refused instanceof Problem)) throw error
        await sql.raw(undoAct).execute(tx)
        // Who acts was said after the savepoint, and is undone with the act.
        await assume(tx, databases.keys, who)
        await record(tx, refused)
        return { refused }
      }
    })
    .catch(async (error: unknown) => {
      const refusal = translateDatabaseError(error)
      // A constraint that is checked at commit refuses when nothing can be written any more.
      if (assumed && refusal instanceof Problem) await recordLater(databases, who, refusal)
      throw refusal
    })
  if ('refused' in outcome) throw outcome.refused
  return outcome.done
}

/** Systems come in by a login of their own, which reaches what their scopes need and no more. */
const doorOf = (databases: Databases, who: Who) => (who.system ? databases.system : databases.actor)

/** Says who acts and asks what the act begins with: what is selected is asked when what it is selected from has answered. */
async function open<F>(
  tx: Transaction<DB>,
  keys: Keyring,
  who: Who,
  opening?: RawBuilder<F>,
): Promise<Opened<F>> {
  if (!opening) {
    await assume(tx, keys, who)
    return () => undefined as F
  }
  try {
    const { rows } = await sql<{ known: Known; opened: F }>`
      select known, ${opening} as opened
        from actor.assume(${who.token}, ${who.purpose}, ${who.requestId}) as known
    `.execute(tx)
    speakFor(tx, keys, who, rows[0]?.known)
    return () => rows[0]?.opened as F
  } catch (error) {
    const refused = translateDatabaseError(error)
    if (!(refused instanceof Problem)) throw error
    // The act may find another fault before it takes this one. Whoever may not act at all is refused again.
    await sql.raw(undoAct).execute(tx)
    await assume(tx, keys, who)
    return () => {
      throw refused
    }
  }
}

async function assume(tx: Transaction<DB>, keys: Keyring, who: Who): Promise<void> {
  const { rows } = await sql<{ known: Known }>`
    select actor.assume(${who.token}, ${who.purpose}, ${who.requestId}) as known
  `.execute(tx)
  speakFor(tx, keys, who, rows[0]?.known)
}

function speakFor(tx: Transaction<DB>, keys: Keyring, who: Who, known: Known | undefined): void {
  if (!known) throw new Error('The database did not say who acts')
  Object.assign(tx, { actor: { ...known, requestId: who.requestId, keys } })
}

async function record(tx: Transaction<DB>, refusal: Problem): Promise<void> {
  const detail = JSON.stringify({ code: refusal.code, status: refusal.status })
  await sql`select audit.record('refused', null, ${detail}::jsonb)`.execute(tx)
}

/** The refused transaction is gone, so the refusal is written in one of its own. */
async function recordLater(databases: Databases, who: Who, refusal: Problem): Promise<void> {
  if (refusal.status === 401 || refusal.code.startsWith('key_')) return
  await doorOf(databases, who)
    .transaction()
    .execute(async (tx) => {
      await assume(tx, databases.keys, who)
      await record(tx, refusal)
    })
}

async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (tried >= attempts || !isWorthRetrying(error)) throw error
    }
  }
}

function refuseNesting(): void {
  if (inside.getStore())
    throw new Error('asActor and readOnce cannot be used inside one another: pass the transaction')
}
