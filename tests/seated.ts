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

interface SeatedAct {
  /** The function that repeats the law, as SQL writes it. */
  table: string
  /** The category whose clause it needs; none if it asks for a seat alone. */
  category?: string
  sight?: 'full' | 'summary'
  /** Whether the probation worker gets an answer about this case. */
  asks(opened: Opened): Promise<boolean>
}

type Opened = { id: string; ref: string; person: string }

/**
 * "Who sits on the case for this purpose sees it, while the clause is in force for their agency."
 * One test for each part of that sentence, with everything else as it should be.
 */
export function proveSeated(world: () => World, law: SeatedTable): void {
  const { table, rows = 'true', key = 'case_id', of = 'case' } = law
  const from = `${table} x where x.${key} = $1 and x.authority_id = $2 and ${rows}`
  const rowOf = ({ id, person }: Opened) => (of === 'person' ? person : id)
  proveSeatedAct(world, {
    table,
    category: law.category,
    asks: (opened) => sees(world(), 'probation', from, [rowOf(opened), 1]),
  })
  test(`${table}: the row belongs to another authority, under the same numbers`, async () => {
    const opened = await world().openCase({ release: day(60) })
    await giveSeat(world(), opened.id, world().agency.probation.desk)
    await twinCase(world(), opened.id)
    expect(await sees(world(), 'probation', from, [rowOf(opened), 1])).toBe(true)
    expect(await sees(world(), 'probation', from, [rowOf(opened), 2])).toBe(false)
  })
}

/** The same for a function that runs as its owner and so repeats the law inside. */
export function proveSeatedAct(world: () => World, law: SeatedAct): void {
  const probation = () => world().agency.probation
  const open = () => world().openCase({ release: day(60) })
  async function seated(wish: SeatWish, seat = probation().desk) {
    const opened = await open()
    await giveSeat(world(), opened.id, seat, wish)
    return law.asks(opened)
  }

  describe(`${law.table}: who sits on the case sees it`, () => {
    test('the desk has a seat', async () => {
      expect(await seated({})).toBe(true)
    })
    test('a member has a seat of their own', async () => {
      expect(await seated({}, 10_000 + probation().member)).toBe(true)
    })
    test('nobody gave a seat', async () => {
      expect(await law.asks(await open())).toBe(false)
    })
    test('the seat is on another case', async () => {
      const opened = await open()
      const other = await open()
      await giveSeat(world(), other.id, probation().desk)
      expect(await law.asks(opened)).toBe(false)
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
    test('the seat belongs to another authority, under the same numbers', async () => {
      const opened = await open()
      await twinCase(world(), opened.id)
      await giveSeat(world(), opened.id, probation().desk, { authority: 2 })
      expect(await law.asks(opened)).toBe(false)
    })
    test('the member declared closeness to the person; when it is lifted, the case is there again', async () => {
      const opened = await open()
      await giveSeat(world(), opened.id, probation().desk)
      await declareCloseness(world(), opened, probation().member)
      expect(await law.asks(opened)).toBe(false)
      await world().sql(
        'update app.closeness set lifted_at = now(), lifted_by = 1 where case_id = $1',
        [opened.id],
      )
      expect(await law.asks(opened)).toBe(true)
    })
    if (law.category)
      test('the agency has no sight of this category', async () => {
        const clause = world().clause(law.category ?? '')
        const its = `clause_id = ${clause} and agency_id = ${probation().id}`
        const found = await meanwhile(
          world(),
          `update app.clause_rights set sight = null where ${its}`,
          `update app.clause_rights set sight = '${law.sight ?? 'full'}' where ${its}`,
          () => seated({}),
        )
        expect(found).toBe(false)
      })
  })
}

/** A member closes every case of a person to themselves, by the owner's hand. */
export async function declareCloseness(
  world: World,
  opened: { id: string },
  member: number,
): Promise<void> {
  await world.sql(
    `insert into app.closeness (authority_id, id, member_id, person_id, case_id, key_wrapped, reason_sealed)
     select authority_id, gen_random_uuid(), $2, person_id, id, key_wrapped, '\\x00' from app.cases
      where authority_id = 1 and id = $1`,
    [opened.id, member],
  )
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
  ['app.case_basics', 'case_id = $1'],
  ['app.unplanned_releases', 'case_id = $1'],
] as const
