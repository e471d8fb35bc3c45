import type { PoolClient } from 'pg'
import type { FreshDatabase } from '../world-database.ts'
import type { Tally } from './compare.ts'
import { approveSpecial, bringSpecial, changeSpecial } from './compare-special.ts'
import { clockOf, idOf } from './ids.ts'
import { tokenOf } from './lay-down.ts'
import { mayChange, mayCreate, mayOverride, mayShare } from './model.ts'
import { mayNameAnew } from './model-naming.ts'
import type { State, TheMember } from './state.ts'

export interface Asking {
  client: PoolClient
  state: State
  authority: number
  member: TheMember
  key: Buffer
  today: string
  tally: Tally
}

/** Whether the database does it; it is undone at once, so that every try begins from the same world. */
export async function does(asking: Asking, sql: string, values: unknown[]): Promise<boolean> {
  await asking.client.query('savepoint before')
  try {
    const { rows } = await asking.client.query<{ refused?: boolean }>(sql, values)
    return rows[0]?.refused !== true
  } catch (error) {
    const { code } = error as { code?: string }
    if (!code?.startsWith('TC')) throw error
    return false
  } finally {
    await asking.client.query('rollback to savepoint before')
  }
}

export function note(asking: Asking, what: string, model: boolean, database: boolean): void {
  asking.tally.asked += 1
  if (database) asking.tally.allowed += 1
  if (model === database) return
  asking.tally.differences.push({
    authority: asking.authority,
    member: asking.member.id,
    purpose: 'reintegration',
    what,
    model: [String(model)],
    database: [String(database)],
  })
}

const write = 'select act.write_item(gen_random_uuid(), $1, $2, $3)'
const withdraw = `select act.set_item_state($1, 1, 'withdrawn', '\\x01')`
const withdrawSpecial = `select act.withdraw_special_item($1, 1, '\\x01')`
const share = `select act.decide_share(gen_random_uuid(), $1, array[$2::uuid], $3, $4::date, '{}', $5,
  case when $6 then '\\x01'::bytea end, case when $6 then 1::bigint end, null, $7)`

/** An override answers until when, and nothing where nothing opens. */
const override = `select act.begin_override(gen_random_uuid(), $1, $2, '\\x01', '\\x01') is null as refused`

async function overrule(asking: Asking, purpose: string) {
  const { state, member } = asking
  for (const of of state.cases) {
    const done = await does(asking, override, [`V-${of.id}`, asking.key])
    note(asking, `sits on ${of.id} by an override`, mayOverride(state, member, of, purpose), done)
  }
}

async function nameAnew(asking: Asking, purpose: string) {
  const { state, authority, member } = asking
  for (const [at, mark] of state.protections.entries())
    for (const chosen of state.members.filter(({ id }) => id < 30)) {
      const done = await does(asking, 'select act.name_for_left($1, $2)', [
        idOf(authority, `g${at}`),
        chosen.id,
      ])
      const may = mayNameAnew(state, member, mark, chosen, purpose)
      note(asking, `names ${chosen.id} for ${mark.case}`, may, done)
    }
}

async function bring(asking: Asking, purpose: string) {
  const { state, authority, member } = asking
  for (const of of state.cases)
    for (const category of ['accommodation', 'work']) {
      const item = {
        kind: 'fact',
        category,
        mode: 'agency',
        asOf: asking.today,
        text: '00',
        sourceKind: 'observed',
      }
      const done = await does(asking, write, [idOf(authority, of.id), item, asking.key])
      note(
        asking,
        `brings ${category} to ${of.id}`,
        mayCreate(state, member, of, category, purpose),
        done,
      )
    }
}

async function change(asking: Asking, purpose: string) {
  const { state, authority, member } = asking
  for (const item of state.items) {
    const takeBack = item.special ? withdrawSpecial : withdraw
    const done = await does(asking, takeBack, [idOf(authority, item.id)])
    note(asking, `withdraws ${item.id}`, mayChange(state, member, item, purpose), done)
  }
}

async function give(asking: Asking, purpose: string) {
  const { state, authority, member } = asking
  for (const item of state.items)
    for (const [expiresOn, necessity] of [
      [0, true],
      [0, false],
      [-1, true],
    ] as const) {
      const recipients = state.shares[item.id === 'i1' ? 0 : 1]?.recipients ?? []
      const wish = { recipients, expiresOn, necessity, ground: false }
      const until = new Date(Date.parse(asking.today) + expiresOn * 86_400_000)
      const done = await does(asking, share, [
        idOf(authority, item.case),
        idOf(authority, item.id),
        recipients,
        until.toISOString().slice(0, 10),
        asking.key,
        necessity,
        { on: asking.today, how: 'talk' },
      ])
      const may = mayShare(state, member, item, wish, purpose)
      note(
        asking,
        `shares ${item.id} until ${expiresOn}, ${necessity ? 'with' : 'without'} reasons`,
        may,
        done,
      )
    }
}

/** In worlds that are laid down already: who brings, withdraws and shares, tried by each member and undone. */
export async function compareWriting(
  db: FreshDatabase,
  states: readonly State[],
  first: number,
): Promise<Tally> {
  const tally: Tally = { asked: 0, allowed: 0, differences: [] }
  const { today } = await clockOf(db.owner)
  const client = await db.actorPool.connect()
  try {
    for (const [at, state] of states.entries())
      for (const member of state.members) {
        const authority = first + at
        const key = db.keys.newDataKey(authority).wrapped
        const asking = { client, state, authority, member, key, today, tally }
        await client.query('begin')
        await client.query('select actor.assume($1, $2)', [
          tokenOf(authority, member.id),
          'reintegration',
        ])
        await bring(asking, 'reintegration')
        await change(asking, 'reintegration')
        await give(asking, 'reintegration')
        await overrule(asking, 'reintegration')
        await nameAnew(asking, 'reintegration')
        await bringSpecial(asking, 'reintegration')
        await changeSpecial(asking, 'reintegration')
        await approveSpecial(asking, 'reintegration')
        await client.query('rollback')
      }
  } finally {
    client.release()
  }
  if ((await clockOf(db.owner)).today !== today) return { asked: 0, allowed: 0, differences: [] }
  return tally
}
