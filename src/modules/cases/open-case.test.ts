import { afterAll, beforeAll, expect, test } from 'vitest'
import { addTwin, ask, giveSeat } from '../../../tests/law.ts'
import { proveSeatedAct, twinCase } from '../../../tests/seated.ts'
import { day, makeWorld, type World } from '../../../tests/world.ts'

// The rows of an opened case are handed out past the policies, so the law is repeated and here it is proven.

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

const inForce = () => world
const answers = async (text: string, values: unknown[]) =>
  (await ask(world, 'probation', text, values)).length > 0

const partOfCase = (part: string, category: string) =>
  proveSeatedAct(inForce, {
    table: `read.case_rows: ${part}`,
    category,
    asks: ({ ref }) => answers(`select from read.case_rows($1) r where ${part}`, [ref]),
  })
partOfCase('(r.k).id is not null', 'lead')
partOfCase('cardinality(r.points) > 0', 'lead')
partOfCase('r.person is not null', 'identity')
partOfCase("r.numbers <> '[]'", 'identity')
test('the opened case hands out the offers of the case lead that its reader may see', async () => {
  const { id, ref } = await world.openCase({ release: day(60) })
  await giveSeat(world, id, world.agency.probation.desk)
  const told = () =>
    answers('select from read.case_rows($1) r where cardinality(r.leads) > 0', [ref])
  expect(await told()).toBe(false)
  const offer = (clause: number) =>
    world.sql(
      `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id,
         from_principal, agreed, period)
       select 1, gen_random_uuid(), $1, 'lead', $2, p.agency_id, p.id, p.agency_id, p.id, '[2030-01-01,)', '[2030-01-01,)'
         from app.principals p where p.authority_id = 1 and p.id = $3`,
      [id, clause, world.agency.city.desk],
    )
  await offer(999_999)
  expect(await told()).toBe(false)
  await offer(world.clause('lead'))
  expect(await told()).toBe(true)
  await world.sql('update app.leads set voluntary = true where case_id = $1', [id])
  expect(await told()).toBe(false)
  await giveSeat(world, id, world.agency.probation.desk, { relation: 'coordination' })
  expect(await told()).toBe(true)
})
test('whoever has proven nothing is handed no rows of a case', async () => {
  const client = await world.db.actorPool.connect()
  try {
    for (const asked of [
      `read.case_rows('V-0001')`,
      'read.rows_of(null::app.cases)',
      `read.pictured_rows('{}', true)`,
    ])
      await expect(client.query(`select * from ${asked}`), asked).rejects.toMatchObject({
        code: 'TC401',
      })
  } finally {
    client.release()
  }
})

// The same for the rows of its continuity. The case is named by its numbers alone, so that no policy helps.
const rowsOf = `read.rows_of(jsonb_populate_record(null::app.cases, jsonb_build_object(
  'authority_id', 1, 'id', $1::uuid, 'measure_ends_on', '2030-01-01'))) r`
const partOfContinuity = (part: string, category: string) =>
  proveSeatedAct(inForce, {
    table: `read.rows_of: ${part}`,
    category,
    asks: ({ id }) => answers(`select from ${rowsOf}, unnest(r.${part}`, [id]),
  })
partOfContinuity("leads) x where x.domain = 'accommodation'", 'accommodation')
partOfContinuity("needs) x where x.domain = 'accommodation'", 'accommodation')
partOfContinuity('points) x', 'lead')
partOfContinuity('steps) x', 'timeline')

const sees = async (id: string, part: string) =>
  answers(`select from ${rowsOf}, unnest(r.${part}) x`, [id])

test('voluntary help, its steps and a wish are handed to the coordination desk and to who helps, nobody else', async () => {
  const { id } = await world.openCase({ release: day(60) })
  const { desk } = world.agency.probation
  await giveSeat(world, id, desk)
  await world.sql('update app.milestones set voluntary = true where case_id = $1', [id])
  await world.sql(`update app.case_needs set required = 'wish' where case_id = $1`, [id])
  await world.sql('update app.leads set voluntary = true where case_id = $1', [id])
  for (const part of ['leads', 'needs', 'steps']) expect(await sees(id, part), part).toBe(false)
  await world.sql(
    `update app.milestones set owner_principal = $2 where case_id = $1 and code = 'plan_signed'`,
    [id, desk],
  )
  await world.sql(
    `update app.leads set to_principal = $2 where case_id = $1 and domain = 'accommodation'`,
    [id, desk],
  )
  expect(await sees(id, 'steps')).toBe(true)
  expect(await sees(id, 'leads')).toBe(true)
  expect(await sees(id, 'needs')).toBe(false)
  await giveSeat(world, id, desk, { relation: 'coordination' })
  expect(await sees(id, 'needs')).toBe(true)
})

test('what is withdrawn is handed to nobody', async () => {
  const { id } = await world.openCase({ release: day(60) })
  await giveSeat(world, id, world.agency.probation.desk)
  expect(await sees(id, 'leads')).toBe(true)
  await world.sql(
    `update app.leads set state = 'withdrawn', answered_at = null where case_id = $1`,
    [id],
  )
  expect(await sees(id, 'leads')).toBe(false)
})

test('what the person wants after the measure is handed to who is near, and never to who enforces', async () => {
  const { id } = await world.openCase({ release: day(60) })
  const { housing, probation } = world.agency
  await giveSeat(world, id, probation.desk, { relation: 'coordination' })
  await giveSeat(world, id, housing.desk, { relation: 'provider' })
  const say = (to: number | null, clause: number) =>
    world.sql(
      `insert into app.continuations (authority_id, case_id, domain, clause_id, to_principal, goes_on, way, said_on, language, recorded_by)
       values (1, $1, 'accommodation', $2, $3, true, 'paper', current_date, 'en', 1)`,
      [id, clause, to],
    )
  const told = async (who: 'housing' | 'probation') =>
    (await ask(world, who, `select from ${rowsOf}, unnest(r.said) x`, [id])).length > 0
  await say(null, world.clause('accommodation'))
  expect(await told('housing')).toBe(false)
  expect(await told('probation')).toBe(false)
  await world.sql('update app.continuations set to_principal = $2 where case_id = $1', [
    id,
    housing.desk,
  ])
  expect(await told('housing')).toBe(true)
  await world.sql('update app.continuations set in_force = false where case_id = $1', [id])
  expect(await told('housing')).toBe(false)
  await say(housing.desk, 999_999)
  expect(await told('housing')).toBe(false)
})

test('who leads is told by the agencies and the arrangement of the own authority, and of no case of another', async () => {
  const { id } = await world.openCase({ release: day(60) })
  await world.sql(
    'update app.case_leads set agency_id = 5 where authority_id = 1 and case_id = $1',
    [id],
  )
  // Once as it ends with the measure, and once as the person wants it to go on.
  const goesOn = `array[jsonb_populate_record(null::app.continuations, jsonb_build_object('case_id', $1::uuid, 'domain', 'lead'))]`
  const segments = async (said = `'{}'`, more: object = {}) =>
    ask(
      world,
      'city',
      `select s.agency_id, s.starts::text, s.ends::text, s.state
         from read.segments_of_one(jsonb_populate_record(null::app.cases, $2::jsonb),
           array(select p from app.case_leads p where p.authority_id = 1 and p.case_id = $1::uuid), '{}', ${said}, actor.today()) s`,
      [
        id,
        JSON.stringify({
          ...{ authority_id: 1, id, arrangement_id: 1, opened_on: day(0) },
          ...{ release_on: day(60), measure_ends_on: day(90), ...more },
        }),
      ],
    )
  const both = async () => [await segments(), await segments(goesOn)]
  const before = await both()
  expect(before.map((one) => one.map(({ agency_id }) => agency_id))).toEqual([[5, 1], [5]])
  expect(await segments(goesOn, { authority_id: 2 })).toEqual([])
  expect(await segments(goesOn, { arrangement_id: 999 })).toEqual([])
  await world.sql(`update app.agencies set kind = 'custody' where authority_id = 2`)
  await world.sql('update app.principals set agency_id = 5 where authority_id = 2')
  // So that those of the other authority lie first.
  await world.sql('update app.principals set id = id where authority_id = 1')
  expect(await both()).toEqual(before)
  await world.sql(
    `insert into app.arrangements (authority_id, id, reference, title, valid_from, document, fallback_principal)
     values (2, 77, 'x', 'x', current_date, 'x', 10)`,
  )
  expect(await segments(goesOn, { arrangement_id: 77 })).toEqual([])
})

test('no row of another authority and of no other case is among those of a case', async () => {
  const { id, ref, person } = await world.openCase({ release: day(60) })
  const other = await world.openCase({ release: day(70) })
  const { desk } = world.agency.housing
  await world.sql(
    `update app.clause_rights set sight = 'full' where authority_id = 1 and agency_id = 5`,
  )
  for (const one of [id, other.id]) {
    await giveSeat(world, one, desk, { relation: 'coordination' })
    await world.sql(
      `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id, from_principal, agreed, period)
       values (1, gen_random_uuid(), $1, 'lead', $2, 5, $3, 5, $3, '[2030-01-01,)', '[2030-01-01,)')`,
      [one, world.clause('lead'), desk],
    )
    await world.sql(
      `insert into app.continuations (authority_id, case_id, domain, clause_id, goes_on, way, said_on, language, recorded_by)
       values (1, $1, 'accommodation', $2, true, 'paper', current_date, 'en', 1)`,
      [one, world.clause('accommodation')],
    )
  }
  const handed = async (authority = 1, measure = '2030-01-01') => [
    await ask(world, 'housing', 'select to_jsonb(r) as rows from read.case_rows($1) r', [ref]),
    await ask(
      world,
      'housing',
      `select to_jsonb(r) as rows from ${rowsOf.replace("'authority_id', 1,", `'authority_id', ${authority},`).replace("'2030-01-01'", measure ? `'${measure}'` : 'null')}`,
      [id],
    ),
  ]
  const before = await handed()
  expect(JSON.stringify(before)).not.toContain(other.id)
  await twinCase(world, id)
  await world.sql(
    `insert into app.continuations (authority_id, case_id, domain, clause_id, goes_on, way, said_on, language, recorded_by)
     select 2, case_id, domain, clause_id, goes_on, way, said_on, language, recorded_by from app.continuations where case_id = $1`,
    [id],
  )
  await world.sql(
    `update app.persons set identity_sealed = '\\x02' where authority_id = 2 and id = $1`,
    [person],
  )
  await world.sql(`update app.cases set ref = 'V-9999' where authority_id = 2 and id = $1`, [id])
  await world.sql(`update app.members set name = 'Twin' where authority_id = 2`)
  // So that those of the other authority lie first.
  await world.sql('update app.persons set id = id where authority_id = 1 and id = $1', [person])
  await world.sql('update app.authorities set name = name where id = 1')
  expect(await handed()).toEqual(before)
  const [theirs] = await ask<{ none: boolean }>(
    world,
    'housing',
    `select (r.k).id is null as none from read.case_rows('V-9999') r`,
  )
  expect(theirs).toEqual({ none: true })
  const [, none] = await handed(2)
  expect(none).toEqual([{ rows: { leads: [], needs: [], points: [], steps: [], said: [] } }])
  const [, [without] = []] = await handed(1, '')
  expect(without).toMatchObject({ rows: { said: [] } })
})

test('voluntary help that was only offered is handed to whom it is offered, through whichever seat', async () => {
  const { id } = await world.openCase({ release: day(60) })
  const { desk, member } = world.agency.probation
  await giveSeat(world, id, 10_000 + member)
  const change = (text: string, values: unknown[] = []) =>
    world.sql(`update app.leads set ${text} where authority_id = 1 and case_id = $1`, [
      id,
      ...values,
    ])
  await change(`voluntary = true, state = 'offered', answered_at = null`)
  expect(await sees(id, 'leads')).toBe(false)
  await change('to_principal = $2', [desk])
  expect(await sees(id, 'leads')).toBe(true)
  await change(`state = 'accepted', answered_at = now()`)
  expect(await sees(id, 'leads')).toBe(false)
})
