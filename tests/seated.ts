import { describe, expect, test } from 'vitest'
import { giveSeat, meanwhile, type SeatWish, sees } from './law.ts'
import { day, type World } from './world.ts'

interface SeatedTable {
  /** Name of the table, as the law writes it. */
  table: string
  /** The category of the clause on which the rows of this proof stand. */
  category: string
  /** Narrows to rows of that category; `x` is the table. */
  rows?: string
  /** Column that says whose rows: the case, for all but persons. */
  key?: 'case_id' | 'id' | 'person_id'
  /** Which id of the opened case the column holds. */
  of?: 'case' | 'person'
}

/**
 * "Who sits on the case for this purpose sees it, while the clause is in force for their agency."
 * One test for each part of that sentence, with everything else as it should be.
 */
export function proveSeated(world: () => World, law: SeatedTable): void {
  const { table, category, rows = 'true', key = 'case_id', of = 'case' } = law
  const probation = () => world().agency.probation
  const from = `${table} x where x.${key} = $1 and x.authority_id = $2 and ${rows}`

  async function opened() {
    const { id, person } = await world().openCase({ release: day(60) })
    return { id, row: of === 'person' ? person : id }
  }
  async function seated(wish: SeatWish, seat = probation().desk) {
    const { id, row } = await opened()
    await giveSeat(world(), id, seat, wish)
    return sees(world(), 'probation', from, [row, 1])
  }

  describe(`${table}: who sits on the case sees it`, () => {
    test('the desk has a seat', async () => {
      expect(await seated({})).toBe(true)
    })
    test('a member has a seat of their own', async () => {
      expect(await seated({}, 10_000 + probation().member)).toBe(true)
    })
    test('nobody gave a seat', async () => {
      const { row } = await opened()
      expect(await sees(world(), 'probation', from, [row, 1])).toBe(false)
    })
    test('the seat is on another case', async () => {
      const { row } = await opened()
      const other = await opened()
      await giveSeat(world(), other.id, probation().desk)
      expect(await sees(world(), 'probation', from, [row, 1])).toBe(false)
    })
    test('the seat is that of another desk of another agency', async () => {
      expect(await seated({}, world().agency.housing.desk)).toBe(false)
    })
    test('the seat ended a second ago', async () => {
      const ended = { from: `now() - interval '1 day'`, until: `now() - interval '1 second'` }
      expect(await seated(ended)).toBe(false)
    })
    test('the seat begins in a minute', async () => {
      expect(await seated({ from: `now() + interval '1 minute'` })).toBe(false)
    })
    test('the seat is for another purpose', async () => {
      expect(await seated({ purpose: 'supervision' })).toBe(false)
    })
    test('the agency has no sight of this category', async () => {
      const clause = world().clause(category)
      const its = `clause_id = ${clause} and agency_id = ${probation().id}`
      const found = await meanwhile(
        world(),
        `update app.clause_rights set sight = null where ${its}`,
        `update app.clause_rights set sight = 'full' where ${its}`,
        () => seated({}),
      )
      expect(found).toBe(false)
    })
    test('the row belongs to another authority, under the same numbers', async () => {
      const { id, row } = await opened()
      await giveSeat(world(), id, probation().desk)
      await twinCase(world(), id)
      expect(await sees(world(), 'probation', from, [row, 1])).toBe(true)
      expect(await sees(world(), 'probation', from, [row, 2])).toBe(false)
    })
    test('the seat belongs to another authority, under the same numbers', async () => {
      const { id, row } = await opened()
      await twinCase(world(), id)
      await giveSeat(world(), id, probation().desk, { authority: 2 })
      expect(await sees(world(), 'probation', from, [row, 1])).toBe(false)
    })
  })
}

/** The same case in the other authority, with everything that hangs on it. */
export async function twinCase(world: World, id: string): Promise<void> {
  const client = await world.db.owner.connect()
  try {
    await client.query('begin')
    for (const [table, key] of belongings) {
      const { rows } = await client.query<{ names: string }>(
        `select string_agg(quote_ident(attname), ', ') as names from pg_attribute
          where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> 'authority_id'`,
        [table],
      )
      await client.query(
        `insert into ${table} (authority_id, ${rows[0]?.names}) select 2, ${rows[0]?.names} from ${table}
          where authority_id = 1 and ${key}`,
        [id],
      )
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

const ofPerson = 'person_id = (select person_id from app.cases where authority_id = 1 and id = $1)'
const belongings = [
  ['app.persons', ofPerson.replace('person_id =', 'id =')],
  ['app.person_identifiers', ofPerson],
  ['app.cases', 'id = $1'],
  ['app.case_leads', 'case_id = $1'],
  ['app.seats', 'case_id = $1'],
  ['app.release_dates', 'case_id = $1'],
  ['app.decisions', 'case_id = $1'],
  ['app.case_needs', 'case_id = $1'],
  ['app.leads', 'case_id = $1'],
  ['app.milestones', 'case_id = $1'],
] as const
