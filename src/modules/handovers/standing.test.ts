import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sees } from '../../../tests/law.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

const offer = (ref: string, more: object = {}, agency: AgencyName = 'housing') =>
  world.post('city', `/cases/${ref}/leads`, {
    domain: 'accommodation',
    agencyId: world.agency[agency].id,
    from: day(60),
    until: day(80),
    ...more,
  })

const limits = { domain: 'accommodation', atOnce: 1, from: day(0), until: day(200) }

/** Housing's word for the time of one test. */
async function standing(wish: object, act: () => Promise<void>) {
  const made = await world.post('housing', '/standing-acceptances', { ...limits, ...wish })
  expect(made.status).toBe(201)
  await act()
  const found = (await world.get('housing', '/standing-acceptances')).body.standings
  const { version } = found.find(({ id }: { id: string }) => id === made.body.id)
  await world.post('housing', `/standing-acceptances/${made.body.id}/end`, {}, { version })
}

test('an offer within the limits is accepted at once, in the name of who gave the word', async () => {
  await standing({ maxDays: 30 }, async () => {
    const { ref } = await world.openCase({ release: day(60) })
    const made = await offer(ref)
    expect(made.body).toMatchObject({
      state: 'accepted',
      standing: { on: day(0), by: `Member ${world.agency.housing.member}` },
      standingRefusal: null,
    })
    expect((await world.get('housing', `/cases/${ref}`)).status).toBe(200)
    const { standings } = (await world.get('housing', '/standing-acceptances')).body
    expect(standings[0]).toMatchObject({ state: 'in_force', used: { now: 0, all: 1 } })
    expect((await world.events('lead.accepted')).at(-1)?.detail).toMatchObject({
      standing: standings[0].id,
    })
  })
})

test.each([
  ['prison', { prisons: [999] }, {}],
  ['dates', { until: day(30) }, {}],
  ['open_end', { maxDays: 30 }, { until: null }],
  ['too_long', { maxDays: 10 }, {}],
])(
  'beyond its limits it stays an ordinary offer, and the sender is told why: %s',
  async (why, wish, more) => {
    await world.sql(
      `insert into app.agencies (authority_id, id, name, code, kind) values (1, 999, 'Far Prison', 'Fp', 'custody') on conflict do nothing`,
    )
    await standing(wish, async () => {
      const { ref } = await world.openCase({ release: day(60) })
      expect((await offer(ref, more)).body).toMatchObject({
        state: 'offered',
        standing: null,
        standingRefusal: why,
      })
    })
  },
)

test('the month is full; and the places are full only on days that overlap', async () => {
  const months = [0, 1].map(() => ({ from: day(60), until: day(62) }))
  await standing({ atOnce: null, perMonth: 1 }, async () => {
    const states = []
    for (const days of months) {
      const { ref } = await world.openCase({ release: day(60) })
      states.push((await offer(ref, days)).body.standingRefusal)
    }
    expect(states).toEqual([null, 'month_full'])
  })
  await standing({}, async () => {
    const periods = [
      [70, 80, null],
      [60, 70, null],
      [60, 71, 'full'],
      [79, 90, 'full'],
      [80, 90, null],
    ] as const
    for (const [from, until, why] of periods) {
      const { ref } = await world.openCase({ release: day(60) })
      const made = await offer(ref, { from: day(from), until: day(until) })
      expect([from, until, made.body.standingRefusal]).toEqual([from, until, why])
    }
  })
})

test('two offers for the last place at the same moment: one is accepted, the other waits', async () => {
  await standing({ from: day(0) }, async () => {
    const cases = await Promise.all([1, 2, 3, 4].map(() => world.openCase({ release: day(60) })))
    const made = await Promise.all(cases.map(({ ref }) => offer(ref)))
    const states = made.map(({ body }) => `${body.state} ${body.standingRefusal}`).sort()
    expect(states).toEqual(['accepted null', 'offered full', 'offered full', 'offered full'])
  })
})

test('days that another agency has accepted are not taken by a word given in advance', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  const first = (await offer(ref, {}, 'probation')).body
  await world.post(
    'probation',
    `/leads/${first.id}/answer`,
    { outcome: 'accepted' },
    { version: 1 },
  )
  await standing({}, async () => {
    expect((await offer(ref)).body).toMatchObject({ state: 'offered', standingRefusal: 'taken' })
  })
})

test('ending it does not touch what was accepted, and accepts nothing more', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  let id = ''
  await standing({}, async () => {
    id = (await offer(ref)).body.id
  })
  expect((await world.get('city', `/leads/${id}`)).body.state).toBe('accepted')
  const other = await world.openCase({ release: day(60) })
  expect((await offer(other.ref)).body).toMatchObject({ state: 'offered', standingRefusal: null })
})

test.each([
  [{ until: day(-1), from: day(-9) }, 'until', 'standing_past'],
  [{ until: day(0) }, 'until', 'standing_ends_before_it_begins'],
  [{ atOnce: null }, 'atOnce', 'standing_without_limit'],
  [{ prisons: [5] }, 'prisons', 'standing_prison_unknown'],
  [{ domain: 'work' }, 'domain', 'standing_domain_not_yours'],
])('limits that cannot be right are refused beside the field: %j', async (wrong, field, code) => {
  expect(
    await world.post('housing', '/standing-acceptances', { ...limits, ...wrong }),
  ).toMatchObject({ status: 422, body: { field, code } })
})

describe('a word given in advance is known to the desk that gave it', () => {
  test('housing sees it, the city and a colleague away from the desk do not', async () => {
    await standing({}, async () => {
      const its = 'app.standing_acceptances where agency_id = 5 and ended_at is null'
      expect(await sees(world, 'housing', its)).toBe(true)
      expect(await sees(world, 'city', its)).toBe(false)
      const colleague = await world.session(5, ['case_worker'])
      expect(await sees(world, colleague, its)).toBe(false)
    })
  })
  test('nobody else ends it', async () => {
    await standing({}, async () => {
      const { standings } = (await world.get('housing', '/standing-acceptances')).body
      const end = await world.post(
        'city',
        `/standing-acceptances/${standings[0].id}/end`,
        {},
        { version: 1 },
      )
      expect(end.status).toBe(404)
    })
  })
})

describe('several offers with one answer', () => {
  const bulk = (offers: object[], more: object) =>
    world.post('papers', '/leads/answers', { offers, ...more })
  const asked = async () => {
    const { ref } = await world.openCase({ release: day(60) })
    const made = await offer(ref, { domain: 'finance_papers', tied: 'release' }, 'papers')
    return { id: made.body.id as string, version: 1 }
  }
  test('each is answered, one that changed meanwhile is told, and a second sending does nothing', async () => {
    const offers = [await asked(), await asked(), await asked()]
    await world.post(
      'city',
      `/leads/${offers[1]?.id}/answer`,
      { outcome: 'withdrawn' },
      { version: 1 },
    )
    const once = await bulk(offers, { outcome: 'accepted' })
    expect(once.body.results.map(({ result }: { result: string }) => result)).toEqual([
      'done',
      'gone',
      'done',
    ])
    const again = await bulk(offers, { outcome: 'accepted' })
    expect(again.body.results.map(({ result }: { result: string }) => result)).toEqual([
      'already',
      'gone',
      'already',
    ])
  })
  test('declining needs one reason for all; more than 25 at once are refused', async () => {
    const one = await asked()
    expect(await bulk([one], { outcome: 'declined' })).toMatchObject({
      status: 422,
      body: { field: 'reason' },
    })
    const done = await bulk([one], { outcome: 'declined', reason: 'No room this month' })
    expect(done.body.results).toMatchObject([{ result: 'done' }])
    expect((await bulk(Array(26).fill(one), { outcome: 'accepted' })).status).toBe(422)
  })
})
