import { afterAll, beforeAll, expect, test } from 'vitest'
import { addTwin, ask, giveSeat, outcome } from '../../../tests/law.ts'
import { proveSeatedAct } from '../../../tests/seated.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'

// A move is previewed and saved, and an offer held, past the policies, so the law is repeated and here it is proven.

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

const inForce = () => world
/** Who sits on a case and may not move its date is told so; for everybody else there is no such case. */
const notTheirs = 'release_not_yours_to_move'

const previewed = async (who: AgencyName, ref: string) => {
  const [row] = await ask<{ seen: Record<string, unknown> | null }>(
    world,
    who,
    `select read.move_preview_of($1, $2::date, 'expected', null) as seen`,
    [ref, day(70)],
  )
  return row?.seen ?? null
}

proveSeatedAct(inForce, {
  table: 'read.move_preview_of',
  category: 'lead',
  asks: async ({ ref }) => {
    const seen = await outcome(previewed('probation', ref))
    if (seen === 'done') expect(await previewed('probation', ref)).toBeNull()
    return seen === notTheirs
  },
})
proveSeatedAct(inForce, {
  table: 'read.move_kept',
  category: 'lead',
  asks: async ({ id }) => {
    const move = `select read.move_kept($1, 1, $2::date, 'expected', null, '\\x00')`
    const said = await outcome(ask(world, 'probation', move, [id, day(70)]))
    expect(['case_not_found', notTheirs]).toContain(said)
    return said === notTheirs
  },
})

const holds = async (who: AgencyName, lead: unknown) =>
  (await outcome(ask(world, who, 'select read.lead_held($1)', [lead]))) === 'done'
const accommodation = async (id: string) => {
  const [row] = await world.sql<{ id: string }>(
    `select id from app.leads where authority_id = 1 and case_id = $1 and domain = 'accommodation' limit 1`,
    [id],
  )
  return row?.id
}
proveSeatedAct(inForce, {
  table: 'read.lead_held',
  category: 'accommodation',
  asks: async ({ id }) => holds('probation', await accommodation(id)),
})

test('an offer is held by whom it is told, through each seat and each kind of help', async () => {
  const { desk } = world.agency.probation
  const seen: boolean[] = []
  for (const relation of [null, 'member', 'coordination'] as const)
    for (const voluntary of [false, true])
      for (const toMe of [false, true])
        for (const state of ['offered', 'accepted'] as const) {
          const { id } = await world.openCase({ release: day(60) })
          const lead = await accommodation(id)
          if (relation) await giveSeat(world, id, desk, { relation })
          await world.sql(
            `update app.leads set voluntary = $2, to_principal = case when $3 then $4::int else to_principal end, state = $5,
               answered_at = case when $5 = 'accepted' then now() end where authority_id = 1 and id = $1`,
            [lead, voluntary, toMe, desk, state],
          )
          const [asked] = await ask<{ told: boolean }>(
            world,
            'probation',
            'select read.question($1) is not null as told',
            [lead],
          )
          const made = JSON.stringify({ relation, voluntary, toMe, state })
          expect(await holds('probation', lead), made).toBe(asked?.told)
          seen.push(asked?.told === true)
        }
  expect(new Set(seen)).toEqual(new Set([true, false]))
})

test('a preview begins with what its reader is told of the case, and with nothing else', async () => {
  const { desk } = world.agency.probation
  const told = async (id: string, ref: string) => {
    const seen = (await previewed('probation', ref)) as {
      before: Record<string, { id?: string; on?: string; domain?: string }[]>
      after: { milestones: { id: string }[]; leads: { id: string }[] }
    }
    const [now] = await ask<{ seen: typeof seen.before }>(
      world,
      'probation',
      'select read.continuity_of($1) as seen',
      [id],
    )
    const days = (steps: { id?: string; on?: string }[] = []) =>
      steps.map((step) => `${step.id} ${step.on}`).sort()
    const lanes = (needs: { domain?: string }[] = []) => needs.map(({ domain }) => domain).sort()
    const ids = (rows: { id?: string }[] = []) => rows.map((row) => row.id).sort()
    const { leads, gaps, segments, goesOn } = now?.seen ?? {}
    expect(seen.before).toMatchObject({ leads, gaps, segments, goesOn })
    expect(lanes(seen.before.needs)).toEqual(lanes(now?.seen.needs))
    expect(days(seen.before.milestones)).toEqual(days(now?.seen.milestones))
    expect(ids(seen.after.leads)).toEqual(ids(leads))
    return [leads, now?.seen.needs, now?.seen.milestones].map((rows) => rows?.length ?? 0)
  }
  const { id, ref } = await world.openCase({ release: day(60) })
  await giveSeat(world, id, desk, { relation: 'lead' })
  const all = await told(id, ref)
  const change = (text: string, values: unknown[] = []) =>
    world.sql(text.replace('where', 'where authority_id = 1 and case_id = $1 and'), [id, ...values])
  await change(`update app.leads set voluntary = true where domain <> 'lead'`)
  await change(`update app.milestones set voluntary = true where code = 'plan_signed'`)
  await change(`update app.case_needs set required = 'wish' where domain = 'finance_papers'`)
  await change('update app.case_leads set clause_id = 999999 where position > 0')
  const fewer = await told(id, ref)
  expect(fewer.every((count, place) => count < (all[place] ?? 0))).toBe(true)
  await change(`update app.leads set to_principal = $2 where domain <> 'lead'`, [desk])
  await change(`update app.milestones set owner_principal = $2 where code = 'plan_signed'`, [desk])
  const [leads, needs, steps] = await told(id, ref)
  expect([leads, needs, steps]).toEqual([all[0], fewer[1], all[2]])
  await change(
    `update app.leads set state = 'withdrawn', answered_at = null where domain <> 'lead'`,
  )
  await change('update app.milestones set clause_id = 999999 where voluntary')
  expect((await told(id, ref))[2]).toBe((all[2] ?? 0) - 1)
  await giveSeat(world, id, desk, { relation: 'coordination' })
  expect((await told(id, ref))[1]).toBe(all[1])
})

test('what the person wants after the measure is told by a preview to whom it is told, never to who enforces', async () => {
  const { id, ref } = await world.openCase({ release: day(60) })
  const { housing, probation } = world.agency
  await world.sql('update app.cases set measure_ends_on = $2 where authority_id = 1 and id = $1', [
    id,
    day(200),
  ])
  await giveSeat(world, id, probation.desk, { relation: 'lead' })
  await giveSeat(world, id, housing.desk, { relation: 'lead' })
  await world.sql(
    `insert into app.continuations (authority_id, case_id, domain, clause_id, goes_on, ends_on, way, said_on, language, recorded_by)
     values (1, $1, 'accommodation', $2, false, $3, 'paper', current_date, 'en', 1)`,
    [id, world.clause('accommodation'), day(300)],
  )
  const said = async (who: AgencyName) =>
    ((await previewed(who, ref)) as { before: { goesOn: object } }).before.goesOn
  expect(await said('housing')).toEqual({ accommodation: day(300) })
  expect(await said('probation')).toEqual({})
})

test('a preview names at the table whom its reader finds there, and no provider of voluntary help', async () => {
  const { housing, probation } = world.agency
  const { id, ref } = await world.openCase({ release: day(60) })
  await giveSeat(world, id, probation.desk, { relation: 'lead' })
  await giveSeat(world, id, housing.desk, { relation: 'provider' })
  await world.sql(
    'update app.seats set by_lead = true where authority_id = 1 and case_id = $1 and principal = $2',
    [id, housing.desk],
  )
  const found: boolean[] = []
  for (const voluntary of [true, false])
    for (const state of ['offered', 'accepted'] as const) {
      await world.sql(
        `update app.leads set voluntary = $2, state = $3, to_principal = $4, answered_at = case when $3 = 'accepted' then now() end
          where authority_id = 1 and case_id = $1 and domain = 'accommodation'`,
        [id, voluntary, state, housing.desk],
      )
      const { told } = (await previewed('probation', ref)) as { told: { id: number }[] }
      const table = await ask<{ agency: number }>(
        world,
        'probation',
        'select distinct agency_id as agency from read.table_of($1)',
        [id],
      )
      const ids = (all: number[]) => all.toSorted((one, other) => one - other)
      expect(ids(told.map((one) => one.id))).toEqual(ids(table.map(({ agency }) => agency)))
      found.push(told.some((one) => one.id === housing.id))
    }
  expect(found).toEqual([false, false, false, true])
})
