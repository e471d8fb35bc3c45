import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, giveSeat, meanwhile } from '../../../tests/law.ts'
import { proveSeatedAct, twinCase } from '../../../tests/seated.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'

// Functions that run as their owner pass the policies by, so each repeats the law. Here it is proven for them.

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

const inForce = () => world
const rows = async (who: AgencyName, text: string, values: unknown[]) =>
  ask(world, who, text, values).catch((error: { status?: number }) => {
    if (error.status !== 404) throw error
    return []
  })
const answers = async (text: string, values: unknown[]) =>
  (await rows('probation', text, values)).length > 0

proveSeatedAct(inForce, {
  table: 'act.hold_case',
  category: 'lead',
  asks: ({ ref }) => answers('select act.hold_case($1)', [ref]),
})
proveSeatedAct(inForce, {
  table: 'act.relations',
  asks: ({ id }) => answers(`select 1 where act.relations($1) <> '{}'`, [id]),
})
proveSeatedAct(inForce, {
  table: 'read.table_of',
  category: 'lead',
  asks: ({ id }) => answers('select * from read.table_of($1)', [id]),
})
proveSeatedAct(inForce, {
  table: 'read.arranged',
  category: 'health',
  sight: 'summary',
  asks: ({ id }) => answers('select * from read.arranged($1)', [id]),
})
proveSeatedAct(inForce, {
  table: 'read.search_candidates by number',
  category: 'identity',
  asks: ({ person }) =>
    answers(`select * from read.search_candidates('[]', array[$2::bigint]) p where p = $1`, [
      person,
      ...one(numbers, person),
    ]),
})
proveSeatedAct(inForce, {
  table: 'read.search_candidates by name',
  category: 'identity',
  asks: async ({ person }) => {
    const tokens = await tokensOf(person)
    return answers('select * from read.search_candidates($2, $3) p where p = $1', [
      ...[person, JSON.stringify([{ exact: tokens, any: tokens }]), []],
    ])
  },
})
proveSeatedAct(inForce, {
  table: 'read.likely_persons',
  category: 'identity',
  asks: async ({ person }) =>
    answers(`select * from read.likely_persons($2, '{}') p where p = $1`, [
      person,
      await tokensOf(person),
    ]),
})

const numbers = new Map<string, string>()
const one = (from: Map<string, string>, key: string) => [from.get(key) ?? '0']
async function tokensOf(person: string): Promise<string[]> {
  const [row] = await world.sql<{ tokens: string[] }>(
    'select name_tokens::text[] as tokens from app.persons where authority_id = 1 and id = $1',
    [person],
  )
  return row?.tokens ?? []
}
beforeAll(() => {
  // The number in prison that the opened case brought along.
  const open = world.openCase
  world.openCase = async (wish) => {
    const opened = await open(wish)
    const [row] = await world.sql<{ number: string }>(
      'select number_token::text as number from app.person_identifiers where authority_id = 1 and person_id = $1',
      [opened.person],
    )
    numbers.set(opened.person, row?.number ?? '')
    return opened
  }
})

describe('“support arranged until” says nothing but that, to whom it helps', () => {
  const arranged = (who: AgencyName, id: string) =>
    ask(world, who, 'select domain from read.arranged($1)', [id])
  test('a summary is for those whose clause gives one, and not for those who see all or nothing', async () => {
    const { id } = await world.openCase({ release: day(60) })
    for (const [who, seen] of [
      ['probation', [{ domain: 'health' }]],
      ['housing', [{ domain: 'health' }]],
      ['police', []],
      ['city', []],
    ] as const) {
      if (who !== 'city') await giveSeat(world, id, world.agency[who].desk)
      expect(await arranged(who, id), who).toEqual(seen)
    }
  })
  test('no summary of what is offered, voluntary, dormant, or by phone and never confirmed', async () => {
    const its = `where authority_id = 1 and domain = 'health' and case_id = $1`
    for (const change of [
      `state = 'offered', answered_at = null`,
      'voluntary = true',
      `period = 'empty'`,
      `channel = 'phone', confirm_by = current_date - 3`,
    ]) {
      const { id } = await world.openCase({ release: day(60) })
      await giveSeat(world, id, world.agency.probation.desk)
      expect(await arranged('probation', id)).toHaveLength(1)
      await world.sql(`update app.leads set ${change} ${its}`, [id])
      expect(await arranged('probation', id), change).toEqual([])
    }
  })
  test('a summary of one case is not given for another', async () => {
    const { id } = await world.openCase({ release: day(60) })
    const other = await world.openCase({ release: null })
    await giveSeat(world, id, world.agency.probation.desk)
    await giveSeat(world, other.id, world.agency.probation.desk)
    await world.sql(
      `update app.leads set state = 'offered', answered_at = null where case_id = $1`,
      [other.id],
    )
    expect(await arranged('probation', other.id)).toEqual([])
  })
})

describe('until when support is arranged', () => {
  const until = async (id: string) =>
    (
      await ask<{ until: string }>(
        world,
        'probation',
        'select until::text from read.arranged($1)',
        [id],
      )
    )[0]?.until
  async function open() {
    const { id } = await world.openCase({ release: day(60) })
    await giveSeat(world, id, world.agency.probation.desk)
    await world.sql(
      `update app.leads set agreed = daterange(current_date, null), until_offset = null, period = daterange(current_date, null)
        where authority_id = 1 and case_id = $1 and domain = 'health'`,
      [id],
    )
    return id
  }
  const change = (id: string, to: string, domain = 'health') =>
    world.sql(
      `update app.case_needs set ${to} where authority_id = 1 and case_id = $1 and domain = $2`,
      [id, domain],
    )

  test('without an agreed end: as long as it is needed after the release', async () => {
    const id = await open()
    expect(await until(id)).toBe(day(150))
    await change(id, 'days = 200')
    expect(await until(id)).toBe(day(260))
  })
  test('a wish, another part of life or another case does not lengthen it', async () => {
    const id = await open()
    const other = await world.openCase({ release: day(700) })
    await change(other.id, 'days = 900')
    await change(id, 'days = 900', 'accommodation')
    expect(await until(id)).toBe(day(150))
    await change(id, `required = 'wish', days = 900`)
    expect(await until(id)).toBe(day(150))
  })
})

describe('the table of a case', () => {
  const table = async (who: AgencyName, id: string) =>
    (
      await ask<{ principal: number }>(
        world,
        who,
        'select principal from read.table_of($1) order by 1',
        [id],
      )
    ).map((row) => row.principal)

  test('shows who sits there now, and nobody whose seat has ended or not begun', async () => {
    const { id } = await world.openCase()
    const { city, prison, probation, police, housing } = world.agency
    await giveSeat(world, id, probation.desk)
    await giveSeat(world, id, police.desk, { from: `now() - interval '1 day'`, until: 'now()' })
    await giveSeat(world, id, housing.desk, { from: `now() + interval '1 day'` })
    expect(await table('probation', id)).toEqual([city.desk, prison.desk, probation.desk])
  })
  test('shows a provider of voluntary help to the coordination desk and to itself only', async () => {
    const { id } = await world.openCase()
    const { city, prison, probation, exit } = world.agency
    await giveSeat(world, id, probation.desk)
    await giveSeat(world, id, exit.desk, { relation: 'provider' })
    await world.sql('update app.seats set by_lead = true where case_id = $1 and principal = $2', [
      id,
      exit.desk,
    ])
    await world.sql(
      `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id,
         from_principal, state, answered_at, voluntary, agreed, period)
       values (1, gen_random_uuid(), $1, 'family_community', $2, $3, $4, 1, 10, 'accepted', now(), true, daterange($5, null), daterange($5, null))`,
      [id, world.clause('family_community'), exit.id, exit.desk, day(60)],
    )
    // What the provider does openly elsewhere, or somebody of another authority does here, gives no hint.
    await twinCase(world, id)
    await world.sql(
      `update app.clauses x set category = o.category from app.clauses o
        where x.authority_id = 2 and o.authority_id = 1 and o.id = x.id`,
    )
    await world.sql(
      'update app.leads set voluntary = false where authority_id = 2 and case_id = $1',
      [id],
    )
    const elsewhere = await world.openCase()
    await world.sql(
      `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id,
         from_principal, state, answered_at, voluntary, agreed, period)
       select 1, gen_random_uuid(), $2, domain, clause_id, agency_id, to_principal, from_agency_id,
         from_principal, state, answered_at, false, agreed, period
         from app.leads where authority_id = 1 and case_id = $1 and agency_id = 8`,
      [id, elsewhere.id],
    )
    const usual = [city.desk, prison.desk, probation.desk]
    const all = [...usual, exit.desk]
    expect(await table('probation', id)).toEqual(usual)
    expect(await table('city', id)).toEqual(all)
    expect(await table('exit', id)).toEqual(all)
    const its = `update app.leads set voluntary = $2, state = $3, answered_at = now(), clause_id = $4 where authority_id = 1 and case_id = $1 and agency_id = 8`
    await world.sql(its, [id, false, 'accepted', world.clause('family_community')])
    expect(await table('probation', id)).toEqual(all)
    await world.sql(its, [id, false, 'declined', world.clause('family_community')])
    expect(await table('probation', id)).toEqual(usual)
    await world.sql(`update app.clauses set category = category || ' there' where authority_id = 2`)
    await world.sql(
      `update app.clauses set category = 'family_community' where authority_id = 2 and id = $1`,
      [world.clause('relations')],
    )
    await world.sql(its, [id, false, 'accepted', world.clause('relations')])
    expect(await table('probation', id)).toEqual(usual)
  })
  test('is closed to whom the clause of this very case is not in force', async () => {
    const { id } = await world.openCase()
    const other = await world.openCase()
    await giveSeat(world, id, world.agency.probation.desk)
    await giveSeat(world, other.id, world.agency.probation.desk)
    await twinCase(world, id)
    await world.sql('update app.cases set clause_id = $2 where authority_id = 1 and id = $1', [
      id,
      world.clause('health'),
    ])
    expect(await table('probation', id)).toEqual([])
    expect(await table('probation', other.id)).toHaveLength(3)
  })
  test('counts who answers at a desk today', async () => {
    const { id } = await world.openCase()
    await world.session(world.agency.prison.id, [], world.agency.prison.desk)
    const count = async () =>
      (
        await ask<{ members: number }>(
          world,
          'city',
          'select members from read.table_of($1) where principal = 20',
          [id],
        )
      )[0]?.members
    expect(await count()).toBe(2)
    const its =
      'where authority_id = 1 and desk_id = 20 and member_id <> (select max(member_id) from app.desk_members where authority_id = 1 and desk_id = 20)'
    for (const [change, undo] of [
      [`until = now() - interval '1 second'`, 'until = null'],
      [`since = now() + interval '1 day'`, `since = now() - interval '1 day'`],
    ])
      expect(
        await meanwhile(
          world,
          `update app.desk_members set ${change} ${its}`,
          `update app.desk_members set ${undo} ${its}`,
          count,
        ),
      ).toBe(1)
  })
})

test('nothing of another authority under the same numbers mixes in', async () => {
  const opened = await world.openCase({ release: day(60) })
  const { id } = opened
  await giveSeat(world, id, world.agency.probation.desk)
  await world.sql(
    `update app.leads set agreed = daterange(current_date, null), until_offset = null, period = daterange(current_date, null)
      where authority_id = 1 and case_id = $1 and domain = 'health'`,
    [id],
  )
  const tokens = await tokensOf(opened.person)
  const words = JSON.stringify([{ exact: tokens, any: tokens }])
  const seen = async () => [
    await rows('probation', 'select * from read.arranged($1)', [id]),
    await rows('probation', 'select * from read.table_of($1) order by 1', [id]),
    await rows('probation', 'select * from read.search_candidates($1, $2) order by 1', [words, []]),
    await rows('probation', `select * from read.likely_persons($1, '{}') order by 1`, [tokens]),
    await rows('probation', 'select act.relations($1)', [id]),
  ]
  const before = await seen()
  await twinCase(world, id)
  for (const change of [
    `update app.cases set release_on = release_on + 300, clause_id = 3`,
    'update app.case_needs set days = 900',
    `update app.clauses set category = 'twin ' || id`,
    `update app.principals set name = 'Twin', kind = kind`,
    `update app.seats set relation = 'guest', purpose = 'supervision'`,
    `insert into app.desk_members (authority_id, desk_id, member_id)
       select 2, p.id, m.id from app.principals p, app.members m
        where p.authority_id = 2 and p.kind = 'desk' and m.authority_id = 2 on conflict do nothing`,
  ])
    await world.sql(change.startsWith('insert') ? change : `${change} where authority_id = 2`)
  expect(await seen()).toEqual(before)
})

describe('a search', () => {
  const found = async (text: string, values: unknown[]) =>
    (await ask<{ id: string }>(world, 'city', `select p as id from ${text} p`, values)).map(
      (row) => row.id,
    )
  test('finds a number that is known here, not one that another authority knows', async () => {
    const { id, person } = await world.openCase()
    const byNumber = (number: string) =>
      found(`read.search_candidates('[]', array[$1::bigint])`, [number])
    expect(await byNumber(numbers.get(person) ?? '')).toEqual([person])
    expect(await byNumber('4711')).toEqual([])
    await twinCase(world, id)
    await world.sql(
      'update app.person_identifiers set number_token = 4711 where authority_id = 2 and person_id = $1',
      [person],
    )
    expect(await byNumber('4711')).toEqual([])
  })
  test('for the same person finds who shares a name, who shares most first', async () => {
    const [one, two, three] = [
      await world.openCase({ family: 'Quintero', given: 'Ines' }),
      await world.openCase({ family: 'Quintero', given: 'Bela' }),
      await world.openCase({ family: 'Zoltan', given: 'Wim' }),
    ]
    const likely = async (person: string) =>
      found(`read.likely_persons($1, '{}')`, [await tokensOf(person)])
    for (const [asked, other] of [
      [one, two],
      [two, one],
    ] as const) {
      const hits = await likely(asked.person)
      expect(hits.slice(0, 2)).toEqual([asked.person, other.person])
      expect(hits).not.toContain(three.person)
    }
  })
  test('does not take one for another whose birth is known and differs', async () => {
    const { person } = await world.openCase({ family: 'Quasar' })
    await world.sql(`update app.persons set birth_tokens = '{1}' where id = $1`, [person])
    const tokens = await tokensOf(person)
    const born = async (birth: string) =>
      (await found('read.likely_persons($1, $2)', [tokens, birth])).includes(person)
    expect([await born('{1}'), await born('{}'), await born('{2}')]).toEqual([true, true, false])
  })
})
