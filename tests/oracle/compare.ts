import type { PoolClient } from 'pg'
import type { FreshDatabase } from '../world-database.ts'
import { askHeld } from './compare-held.ts'
import { changeOf, clockOf, nameOf } from './ids.ts'
import { layDown, tokenOf } from './lay-down.ts'
import { opensCase, readsItem, readsVersions } from './model.ts'
import { readsChange } from './model-special.ts'
import type { State, TheMember } from './state.ts'

/** One answer on which the model and the database do not agree. */
export interface Difference {
  authority: number
  member: number
  purpose: string
  what: string
  model: string[]
  database: string[]
}

export interface Tally {
  asked: number
  allowed: number
  differences: Difference[]
}

const sorted = (list: string[]) => [...list].sort()

/** What the model says that a member reads, named as in the invented world. */
function expected(state: State, member: TheMember, purpose: string) {
  const items = state.items.filter((item) => readsItem(state, member, item, purpose))
  return {
    cases: sorted(
      state.cases.filter((one) => opensCase(state, member, one, purpose)).map((one) => one.id),
    ),
    items: sorted(items.map((item) => item.id)),
    versions: sorted(
      items.flatMap((item) =>
        readsVersions(state, member, item, purpose).map((version) => `${item.id}/${version}`),
      ),
    ),
    changes: sorted(
      state.items.filter((item) => readsChange(state, member, item, purpose)).map(changeOf),
    ),
  }
}

type Answer = Record<'cases' | 'items' | 'versions' | 'changes', string[]>

const question = `select
  (select coalesce(array_agg(id::text), '{}') from app.cases) as cases,
  (select coalesce(array_agg(id::text), '{}') from (select id from app.items union all select id from app.special_items) i) as items,
  (select coalesce(array_agg(item_id::text || '/' || version), '{}') from (
    select item_id, version from app.item_versions union all select item_id, version from app.special_item_versions) v) as versions,
  (select coalesce(array_agg(id::text), '{}') from app.special_item_changes) as changes`

/** What the database lets a member read, asked as that member. */
async function observed(client: PoolClient, authority: number, member: number, purpose: string) {
  await client.query('begin')
  try {
    await client.query('select actor.assume($1, $2)', [tokenOf(authority, member), purpose])
    const { rows } = await client.query<Answer>(question)
    const found = rows[0] as Answer
    return {
      cases: sorted(found.cases.map(nameOf)),
      items: sorted(found.items.map(nameOf)),
      versions: sorted(found.versions.map((one) => `${nameOf(one.slice(0, 36))}${one.slice(36)}`)),
      changes: sorted(found.changes.map(nameOf)),
    }
  } finally {
    await client.query('rollback')
  }
}

/** Lays worlds down and asks model and database the same of every member: each case, item, version and change is one question. */
export async function compareReading(
  db: FreshDatabase,
  states: readonly State[],
  first: number,
): Promise<Tally> {
  await layDown(db, states, first)
  return askReading(db, states, first)
}

/** The same of worlds that are laid down already. */
export async function askReading(
  db: FreshDatabase,
  states: readonly State[],
  first: number,
): Promise<Tally> {
  const tally: Tally = { asked: 0, allowed: 0, differences: [] }
  const { today } = await clockOf(db.owner)
  const client = await db.actorPool.connect()
  try {
    for (const [at, state] of states.entries())
      for (const member of state.members)
        for (const purpose of ['reintegration', 'supervision'])
          tellApart(tally, {
            state,
            authority: first + at,
            member: member.id,
            purpose,
            model: expected(state, member, purpose),
            database: await observed(client, first + at, member.id, purpose),
          })
  } finally {
    client.release()
  }
  await askHeld(db, states, first, tally)
  // Around midnight the days of the world would be those of yesterday: what was asked then does not count.
  if ((await clockOf(db.owner)).today !== today) return { asked: 0, allowed: 0, differences: [] }
  return tally
}

interface Asked {
  state: State
  authority: number
  member: number
  purpose: string
  model: ReturnType<typeof expected>
  database: ReturnType<typeof expected>
}

function tellApart(tally: Tally, asked: Asked): void {
  const { state, model, database, authority, member, purpose } = asked
  const versions = state.items.reduce((sum, item) => sum + item.versions.length, 0)
  const changes = state.items.filter((item) => item.special?.change).length
  tally.asked += state.cases.length + state.items.length + versions + changes
  for (const what of ['cases', 'items', 'versions', 'changes'] as const) {
    tally.allowed += database[what].length
    if (model[what].join() !== database[what].join())
      tally.differences.push({
        authority,
        member,
        purpose,
        what,
        model: model[what],
        database: database[what],
      })
  }
}
