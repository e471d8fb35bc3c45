import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import type { PoolClient } from 'pg'
import { type ActorTx, asActor } from '../src/platform/db/as-actor.ts'
import type { AgencyName, World } from './world.ts'

type Row = Record<string, unknown>
type Token = { token: string }

/** A reader of a proof: the worker of an agency by name, or anybody by their session. */
export type Reader = AgencyName | Token

export const usual = 'reintegration'

/** Acts as somebody, with plain SQL, the way an injected statement would. */
export async function asReader<T>(
  world: World,
  who: Reader,
  act: (tx: ActorTx) => Promise<T>,
  purpose = usual,
): Promise<T> {
  const { token } = typeof who === 'string' ? world.agency[who] : who
  return asActor(world.db, { token, purpose, requestId: randomUUID() }, act)
}

/** One statement as somebody; its rows. */
export async function ask<R = Row>(
  world: World,
  who: Reader,
  text: string,
  values: unknown[] = [],
  purpose = usual,
): Promise<R[]> {
  const { rows } = await asReader(
    world,
    who,
    (tx) => tx.executeQuery<R>(CompiledQuery.raw(text, values)),
    purpose,
  )
  return rows
}

/** Whether somebody sees any of the rows that a condition names. */
export async function sees(
  world: World,
  who: Reader,
  from: string,
  values: unknown[] = [],
  purpose = usual,
): Promise<boolean> {
  const rows = await ask<{ found: number }>(
    world,
    who,
    `select count(*)::int as found from ${from}`,
    values,
    purpose,
  )
  return (rows[0]?.found ?? 0) > 0
}

export interface SeatWish {
  relation?: string
  purpose?: string
  /** SQL of the two ends; by default from now on without end. */
  from?: string
  until?: string
  authority?: number
}

/** Gives a principal a seat on a case, by the owner's hand. */
export async function giveSeat(world: World, kase: string, principal: number, wish: SeatWish = {}) {
  await world.sql(
    `insert into app.seats (authority_id, case_id, person_id, principal, relation, purpose, period)
     select authority_id, id, person_id, $2, $3, $4, tstzrange(${wish.from ?? 'now()'}, ${wish.until ?? 'null'})
       from app.cases where id = $1 and authority_id = $5`,
    [kase, principal, wish.relation ?? 'member', wish.purpose ?? usual, wish.authority ?? 1],
  )
}

/** Lets something be so for one question, and then as it was. */
export async function meanwhile<T>(
  world: World,
  change: string,
  undo: string,
  act: () => Promise<T>,
): Promise<T> {
  await world.sql(change)
  try {
    return await act()
  } finally {
    await world.sql(undo)
  }
}

/**
 * Another authority that looks exactly the same: the same rows under the same numbers. Whoever forgets
 * the authority in a rule is found out by it, because every other part of the rule holds there too.
 */
export async function addTwin(world: World): Promise<number> {
  const client = await world.db.owner.connect()
  try {
    await client.query('begin')
    const tables = await tablesOfAuthorities(client)
    await copyAuthority(client)
    let left = tables
    while (left.length > 0) {
      const failed = []
      for (const table of left) if (!(await copyTable(client, table))) failed.push(table)
      if (failed.length === left.length) throw new Error(`Cannot copy ${failed.join(', ')}`)
      left = failed
    }
    await client.query('commit')
    return 2
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function tablesOfAuthorities(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'authority_id' and not a.attisdropped
      where n.nspname in ('app', 'audit') and c.relkind = 'r'
        -- Stamps and pictures follow from the other rows by themselves.
        and c.relname not in ('case_stamps', 'case_pictures') order by 1`,
  )
  return rows.map((row) => row.name)
}

async function copyAuthority(client: PoolClient): Promise<void> {
  await client.query(
    `insert into app.authorities (id, name, country, case_prefix, area)
     select 2, 'Twin of ' || name, country, case_prefix, area from app.authorities where id = 1`,
  )
}

async function copyTable(client: PoolClient, table: string): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped
        and attidentity = '' and attgenerated = '' and attname <> 'authority_id'`,
    [table],
  )
  const names = rows.map((row) => row.name)
  const values = names.map((name) =>
    table === 'app.members' && name === 'email' ? `'twin-' || email` : name,
  )
  await client.query('savepoint copied')
  try {
    await client.query(
      `insert into ${table} (authority_id, ${names.join(', ')})
       select 2, ${values.join(', ')} from ${table} where authority_id = 1`,
    )
    return true
  } catch {
    await client.query('rollback to savepoint copied')
    return false
  }
}

/** What an act answers: `done`, or the code with which it refuses. */
export async function outcome(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'done',
    (error: { code?: string; status?: number }) => {
      if (!error.status) throw error
      return error.code ?? String(error.status)
    },
  )
}
