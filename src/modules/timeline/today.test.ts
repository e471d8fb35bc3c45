import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, giveSeat, meanwhile } from '../../../tests/law.ts'
import { declareCloseness, proveSeatedAct } from '../../../tests/seated.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'

// The short lists of a day run as their owner and repeat the policies. Here it is proven, and compared with the policies.

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

interface Offered {
  by?: AgencyName
  to?: AgencyName
  domain?: string
  state?: 'offered' | 'accepted'
  answerBy?: number
  confirmBy?: number
  voluntary?: boolean
}

async function offer(id: string, wish: Offered = {}): Promise<void> {
  const { by = 'probation', to = 'housing', domain = 'accommodation', state = 'offered' } = wish
  const accepted = state === 'accepted'
  await world
    .sql(
      `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id, from_principal,
         answer_by, voluntary, agreed, period, state, answered_at, channel, confirm_by)
       values (1, gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, current_date + $8::int, $9, daterange($10, null), daterange($10, null),
         $11, case when $11 = 'accepted' then now() end, case when $11 = 'accepted' then 'phone' else 'self' end, $12)`,
      [
        ...[id, domain, world.clause(domain), world.agency[to].id, world.agency[to].desk],
        ...[world.agency[by].id, world.agency[by].desk, wish.answerBy ?? -3],
        ...[wish.voluntary ?? false, day(200), state, accepted ? day(wish.confirmBy ?? 2) : null],
      ],
    )
    // Two who are accountable on one day are refused, whatever is tried.
    .catch((error: { code?: string }) => expect(error.code).toBe('23P01'))
}

const own = async (id: string, who: AgencyName, voluntary = false) =>
  world.sql(
    `update app.milestones set owner_principal = $2, due_on = current_date + 1, status = 'open', voluntary = $3
      where authority_id = 1 and case_id = $1`,
    [id, world.agency[who].desk, voluntary],
  )

type Line = { ref: string; person?: { id: string } | null }
const lines = async (who: AgencyName, call: string): Promise<Line[]> =>
  (await ask<{ lines: Line[] }>(world, who, `select lines from ${call}`))[0]?.lines ?? []
const tells = async (call: string, ref: string) =>
  (await lines('probation', call)).some((line) => line.ref === ref)

describe('the lists of a day follow the law of the case', () => {
  for (const state of ['offered', 'accepted'] as const)
    proveSeatedAct(() => world, {
      table: `read.late_answers: ${state}`,
      category: 'accommodation',
      asks: async ({ id, ref }) => {
        await offer(id, { state })
        return tells('read.late_answers(1000)', ref)
      },
    })
  proveSeatedAct(() => world, {
    table: 'read.late_answers: the case',
    category: 'lead',
    asks: async ({ id, ref }) => {
      await offer(id, { domain: 'finance_papers' })
      return tells('read.late_answers(1000)', ref)
    },
  })
  proveSeatedAct(() => world, {
    table: 'read.due_steps',
    category: 'timeline',
    asks: async ({ id, ref }) => {
      await own(id, 'probation')
      return tells('read.due_steps(1000)', ref)
    },
  })
  proveSeatedAct(() => world, {
    table: 'read.due_steps: the person',
    category: 'identity',
    asks: async ({ id, ref }) => {
      await own(id, 'probation')
      const found = (await lines('probation', 'read.due_steps(1000)')).filter((x) => x.ref === ref)
      return found.some(({ person }) => person != null)
    },
  })
})

test('nobody learns more than so many, and that there are others', async () => {
  for (let place = 0; place < 4; place += 1) {
    const { id } = await world.openCase({ release: day(40) })
    await offer(id, { by: 'city', answerBy: -10 - place })
    await own(id, 'city')
    await offer(id, { by: 'city', to: 'papers', domain: 'finance_papers' })
  }
  for (const [who, call] of [
    ['city', 'read.late_answers'],
    ['city', 'read.due_steps'],
    ['papers', 'read.waiting'],
  ] as const) {
    const asked = `select json_array_length(lines)::int as count, more from ${call}`
    expect(await ask(world, who, `${asked}(3)`), call).toEqual([{ count: 3, more: true }])
    expect((await ask(world, who, `${asked}(1000)`))[0], call).toMatchObject({ more: false })
  }
})

const readers = ['city', 'probation', 'housing', 'health', 'police'] as const
const reader = fc.constantFrom(...readers)
const thing = fc.record({
  offers: fc.array(
    fc.record({
      by: reader,
      to: reader,
      domain: fc.constantFrom('lead', 'accommodation', 'health', 'work'),
      state: fc.constantFrom('offered' as const, 'accepted' as const),
      answerBy: fc.integer({ min: -5, max: 5 }),
      confirmBy: fc.integer({ min: -5, max: 5 }),
      voluntary: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  seats: fc.uniqueArray(reader, { maxLength: 4 }),
  owner: reader,
  voluntary: fc.boolean(),
})

/** The same under the policies, row by row. */
const lateUnderPolicies = `
  select c.ref from app.leads l join app.cases c on c.authority_id = l.authority_id and c.id = l.case_id
   where l.from_principal = any (actor.principals()) and (l.state = 'offered' and l.answer_by < actor.today()
      or l.state = 'accepted' and l.channel <> 'self' and l.confirmed_at is null)`
const dueUnderPolicies = `
  select c.ref, m.id from app.milestones m join app.cases c on c.authority_id = m.authority_id and c.id = m.case_id
   where m.owner_principal = any (actor.principals()) and m.status = 'open'
     and m.due_on between actor.today() - 60 and actor.today() + 7`

test('for every reader the lists of a day hold what the policies hold (SEC-12)', async () => {
  const refs = (rows: { ref: string }[]) => rows.map(({ ref }) => ref).sort()
  await fc.assert(
    fc.asyncProperty(thing, async ({ offers, seats, owner, voluntary }) => {
      const { id } = await world.openCase({ release: day(40) })
      for (const who of seats) await giveSeat(world, id, world.agency[who].desk)
      for (const wish of offers) await offer(id, wish)
      await own(id, owner, voluntary)
      for (const who of readers) {
        const late = await ask<Line>(world, who, lateUnderPolicies)
        expect(refs(await lines(who, 'read.late_answers(1000)')), who).toEqual(refs(late))
        const due = await ask<Line>(world, who, dueUnderPolicies)
        expect(refs(await lines(who, 'read.due_steps(1000)')), who).toEqual(refs(due))
      }
    }),
    { numRuns: 10 * Number(process.env.THROUGHCARE_THOROUGHNESS ?? 1) },
  )
})

test('announcements without a case are counted for the desks that are told of them, and for nobody else', async () => {
  const { city, probation } = world.agency
  const told = async () => {
    const [row] = await ask<{ notices: object }>(
      world,
      'city',
      'select notices from read.day_around(56)',
    )
    return row?.notices
  }
  const count = (waiting: number, unknownResidence = 0) => ({
    ...{ waiting, unknownResidence, more: false },
  })
  expect(await told()).toEqual(count(0))
  const { id } = await world.notice()
  const change = (text: string, values: unknown[] = []) =>
    world.sql(`update app.release_notices set ${text} where authority_id = 1 and id = $1`, [
      id,
      ...values,
    ])
  expect(await told()).toEqual(count(1))
  await change(`residence = 'unknown'`)
  expect(await told()).toEqual(count(0, 1))
  await change(`residence = 'city', desks = $2`, [[probation.desk]])
  expect(await told()).toEqual(count(0))
  await change('desks = $2', [[city.desk]])
  const its = `clause_id = ${world.clause('notice')} and agency_id = ${city.id}`
  const unread = await meanwhile(
    world,
    `update app.clause_rights set sight = null where ${its}`,
    `update app.clause_rights set sight = 'full' where ${its}`,
    told,
  )
  expect(unread).toEqual(count(0))
  // The same announcement of another authority, under the same numbers.
  for (const [table, key] of [
    ['app.imports', `id = (select import_id from app.release_notices where id = $1)`],
    ['app.release_notices', 'id = $1'],
  ])
    await world.sql(
      `insert into ${table} select (jsonb_populate_record(x, '{"authority_id": 2}')).* from ${table} x where ${key}`,
      [id],
    )
  expect(await told()).toEqual(count(1))
  const opened = await world.openCase()
  expect(await told()).toEqual(count(1))
  await change('case_id = $2', [opened.id])
  expect(await told()).toEqual(count(1))
  await declareCloseness(world, opened, city.member)
  expect(await told()).toEqual(count(0))
})
