import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, giveSeat, sees } from '../../../tests/law.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { zone } from '../../../tests/zone.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

type Opened = { id: string; ref: string }
const setEnd = async (ref: string, on: string | null) => {
  const { version } = (await world.get('city', `/cases/${ref}`)).body
  const saved = await world.post('city', `/cases/${ref}/measure-end`, { on }, { version })
  expect(saved.status).toBe(200)
}
const lead = async (ref: string, agency: AgencyName, domain: string, from = day(10)) => {
  const offer = { domain, agencyId: world.agency[agency].id, from, tied: 'calendar' }
  const { id } = (await world.post('city', `/cases/${ref}/leads`, offer)).body
  const answer = { outcome: 'accepted' }
  expect((await world.post(agency, `/leads/${id}/answer`, answer, { version: 1 })).status).toBe(200)
  return id as string
}
const say = (
  ref: string,
  answers: Record<string, boolean>,
  more: object = {},
  who: AgencyName = 'city',
) =>
  world.post(who, `/cases/${ref}/continuations`, {
    answers: Object.entries(answers).map(([domain, goesOn]) => ({ domain, goesOn })),
    way: 'on_screen',
    saidOn: day(0),
    language: 'ar',
    words: 'The flat yes, the rest I do myself.',
    ...more,
  })
const lane = async (ref: string, domain: string, who: AgencyName = 'city') => {
  const { lanes } = (await world.get(who, `/cases/${ref}/continuity`)).body
  return lanes.find((one: { domain: string }) => one.domain === domain)
}

/** Released in 10 days, measure until day 40; a bed at the housing office without an end. */
async function open(): Promise<Opened> {
  const opened = await world.openCase({ release: day(10) })
  await lead(opened.ref, 'housing', 'accommodation')
  await setEnd(opened.ref, day(40))
  return opened
}

describe('from the end of the last measure only what the person wants goes on (principle 7)', () => {
  test('not asked: a lead ends with the measure, grey, and nothing after it is a gap', async () => {
    const { ref } = await open()
    expect(await lane(ref, 'accommodation')).toMatchObject({
      arrangedUntil: day(40),
      gaps: [],
      leads: [
        {},
        { agency: { code: 'Ho' }, until: day(40), endsWithMeasure: true, state: 'accepted' },
      ],
    })
    expect((await lane(ref, 'finance_papers')).gaps).toMatchObject([
      { from: day(10), until: day(40) },
    ])
  })
  test('what should go on goes on; what is wanted and has nobody is a gap again', async () => {
    const { ref } = await open()
    expect((await say(ref, { accommodation: true, finance_papers: true })).status).toBe(200)
    expect((await lane(ref, 'accommodation')).leads[1]).toMatchObject({
      until: null,
      endsWithMeasure: false,
    })
    expect((await lane(ref, 'finance_papers')).gaps).toMatchObject([
      { from: day(10), until: day(100) },
    ])
  })
  test('what should not go on ends quietly: the same picture as if nobody had asked', async () => {
    const { ref } = await open()
    const before = await lane(ref, 'accommodation')
    expect((await say(ref, { accommodation: false })).status).toBe(200)
    expect(await lane(ref, 'accommodation')).toEqual(before)
  })
  test('the newest word holds, on any day: yes, then "stop this help"', async () => {
    const { ref, id } = await open()
    await world.sql('update app.cases set measure_ends_on = $2 where id = $1', [id, day(-5)])
    await say(ref, { accommodation: true })
    expect((await lane(ref, 'accommodation')).leads.at(-1)).toMatchObject({ until: null })
    await say(ref, { accommodation: false })
    const kept = await world.sql(
      'select goes_on, ends_on::text, in_force from app.continuations where case_id = $1 order by recorded_at',
      [id],
    )
    expect(kept).toEqual([
      { goes_on: true, ends_on: null, in_force: false },
      { goes_on: false, ends_on: day(0), in_force: true },
    ])
  })
})

describe('who enforced the measure sees that it ended, and nothing of what comes after', () => {
  for (const who of ['probation', 'police', 'prison'] as const)
    test(`${who} sees the same map, table, list and tasks whatever the person answered`, async () => {
      const { ref, id } = await open()
      if (who !== 'prison') await world.seat(id, who)
      const look = async () => {
        const read = async (url: string) => (await world.get(who, url)).body
        const list = await read('/releases?weeks=12')
        const { version: _v, ...detail } = await read(`/cases/${ref}`)
        const { version: _w, ...map } = await read(`/cases/${ref}/continuity`)
        const row = list.rows.find((one: { ref: string }) => one.ref === ref)
        return { detail, map, row, after: (await read(`/cases/${ref}/after-measure`)).parts }
      }
      const unasked = await look()
      expect(unasked.map.measureEndsOn).toBe(day(40))
      await say(ref, { accommodation: true, lead: true, finance_papers: true, health: true })
      expect(await look()).toEqual(unasked)
      await say(ref, { accommodation: false, lead: false, finance_papers: false, health: false })
      expect(await look()).toEqual(unasked)
    })
  test.each([
    ['city', 'coordination', true],
    ['housing', 'provider', true],
    ['probation', 'lead', false],
    ['probation', 'coordination', false],
    ['prison', 'member', false],
    ['police', 'member', false],
    ['papers', 'member', false],
    ['exit', 'lead', false],
  ] as const)('%s as %s: the answer about the bed is seen: %s', async (who, relation, expected) => {
    const { ref, id } = await open()
    await say(ref, { accommodation: false })
    if (who !== 'city' && who !== 'housing')
      await giveSeat(world, id, world.agency[who].desk, { relation })
    expect(await sees(world, who, 'app.continuations where case_id = $1', [id])).toBe(expected)
  })
  test('who helps in one part knows the answer to that part only', async () => {
    const { ref, id } = await open()
    await say(ref, { accommodation: true, finance_papers: true })
    const its = `app.continuations where case_id = $1 and domain = 'finance_papers'`
    expect(await sees(world, 'housing', its, [id])).toBe(false)
    expect(await sees(world, 'city', its, [id])).toBe(true)
  })
  test('they do not write it down either; a helper does for the own part only', async () => {
    const { ref, id } = await open()
    await giveSeat(world, id, world.agency.probation.desk, { relation: 'lead' })
    expect((await say(ref, { accommodation: true }, {}, 'probation')).body.code).toBe(
      'continuation_not_yours',
    )
    expect((await say(ref, { accommodation: true }, {}, 'housing')).status).toBe(200)
    expect((await say(ref, { finance_papers: true }, {}, 'housing')).status).toBe(403)
    expect((await say(ref, { accommodation: true }, {}, 'stranger')).status).toBe(404)
  })
  test('an offer for days after the measure is voluntary, and theirs not to see', async () => {
    const { ref, id } = await open()
    await world.seat(id, 'probation')
    const offer = { domain: 'family_community', agencyId: 8, from: day(41), tied: 'calendar' }
    const made = (await world.post('city', `/cases/${ref}/leads`, offer)).body
    expect(made.voluntary).toBe(true)
    expect(await sees(world, 'probation', 'app.leads where id = $1', [made.id])).toBe(false)
    expect(await sees(world, 'exit', 'app.leads where id = $1', [made.id])).toBe(true)
  })
  test('their seat ends with the measure; the helper’s when the person does not want it', async () => {
    const { ref, id } = await open()
    await lead(ref, 'probation', 'lead', day(11))
    const ends = async (who: AgencyName) => {
      const rows = await world.sql<{ on: string | null }>(
        `select (upper(period) at time zone '${zone}')::date::text as on from app.seats where case_id = $1 and principal = $2`,
        [id, world.agency[who].desk],
      )
      return rows[0]?.on
    }
    expect(await ends('probation')).toBe(day(41))
    expect(await ends('housing')).toBe(day(41))
    await say(ref, { accommodation: true, lead: true })
    expect([await ends('probation'), await ends('housing')]).toEqual([day(41), null])
    await say(ref, { accommodation: false })
    expect(await ends('housing')).toBe(day(41))
  })
})

describe('after the end', () => {
  const over = async () => {
    const opened = await world.openCase({ release: day(0) })
    await lead(opened.ref, 'housing', 'lead', day(1))
    await setEnd(opened.ref, day(30))
    await world.sql(
      'update app.cases set opened_on = opened_on, measure_ends_on = $2 where id = $1',
      [opened.id, day(1)],
    )
    return opened
  }
  const settle = () => world.sql('select act.settle_measures($1)', [day(2)])
  const stage = async (ref: string) => (await world.get('city', `/cases/${ref}`)).body.stage

  test('without acceptance the case is to be closed, by the fallback desk: never empty', async () => {
    const { ref } = await over()
    await settle()
    expect(await stage(ref)).toBe('closing')
    const { leads } = await lane(ref, 'lead')
    expect(leads.at(-1)).toMatchObject({
      agency: { code: 'Ci' },
      state: 'closing',
      from: day(1),
      until: null,
    })
    const { leadAfterState } = (await world.get('city', '/releases?weeks=12')).body.rows.find(
      (row: { ref: string }) => row.ref === ref,
    )
    expect(leadAfterState).not.toBe('closing')
  })
  test('who enforced the measure does not lead after it: what the person wants falls to the fallback', async () => {
    const { ref, id } = await world.openCase({ release: day(0) })
    await lead(ref, 'probation', 'lead', day(1))
    await setEnd(ref, day(30))
    await say(ref, { lead: true })
    expect((await lane(ref, 'lead')).leads.slice(-2)).toMatchObject([
      { agency: { code: 'Pb' }, until: day(30) },
      { agency: { code: 'Ci' }, from: day(30), state: 'fallback', until: null },
    ])
    await lead(ref, 'housing', 'lead', day(30))
    expect((await lane(ref, 'lead')).leads.at(-1)).toMatchObject({
      agency: { code: 'Ho' },
      from: day(30),
    })
    // Beside a case with an end, one without any keeps its lead: nothing of the rule reaches it.
    const other = await world.openCase({ release: day(0) })
    await lead(other.ref, 'probation', 'lead', day(1))
    const read =
      'select case_id, count(*)::int as n from read.case_lead_segments_of(1, $1) group by case_id'
    const found = await ask<{ case_id: string; n: number }>(world, 'city', read, [[id, other.id]])
    expect(found.find((row) => row.case_id === other.id)?.n).toBe(2)
  })
  test('with acceptance the lead leads on; a later stop closes it', async () => {
    const { ref } = await over()
    await say(ref, { lead: true })
    await settle()
    expect(await stage(ref)).not.toBe('closing')
    expect((await lane(ref, 'lead')).leads.at(-1)).toMatchObject({
      agency: { code: 'Ho' },
      state: 'accepted',
      until: null,
    })
    await world.sql('update app.cases set measure_ends_on = $2 where ref = $1', [ref, day(0)])
    await say(ref, { lead: false })
    expect(await stage(ref)).toBe('closing')
    await say(ref, { lead: true })
    expect(await stage(ref)).toBe('community')
  })
})

test('thirty days before somebody who did not enforce it asks; the desk closes or goes on', async () => {
  const { ref, id } = await open()
  const tasks = () =>
    world.sql(
      `select code, due_on::text, owner_principal from app.milestones where case_id = $1 and anchor = 'end_of_supervision' and code like '%go_on' or case_id = $1 and code = 'ask_what_goes_on' order by code`,
      [id],
    )
  const { city, housing } = world.agency
  expect(await tasks()).toEqual([
    { code: 'ask_what_goes_on', due_on: day(10), owner_principal: city.desk },
    { code: 'close_or_go_on', due_on: day(40), owner_principal: city.desk },
  ])
  await lead(ref, 'housing', 'lead', day(10))
  await setEnd(ref, day(60))
  expect(await tasks()).toEqual([
    { code: 'ask_what_goes_on', due_on: day(30), owner_principal: housing.desk },
    { code: 'close_or_go_on', due_on: day(60), owner_principal: city.desk },
  ])
})

test('what cannot be right is refused beside the field', async () => {
  const { ref } = await open()
  const bare = await world.openCase({ release: day(10) })
  expect((await say(bare.ref, { accommodation: true })).body.code).toBe('continuation_no_measure')
  expect((await say(ref, { accommodation: true }, { way: 'witnessed' })).body).toMatchObject({
    field: 'witness',
  })
  expect((await say(ref, { accommodation: true }, { saidOn: day(1) })).body).toMatchObject({
    field: 'saidOn',
  })
  const found = (await world.get('city', `/cases/${ref}/after-measure`)).body
  expect(found.may).toEqual(['set', 'ask'])
  await say(
    ref,
    { accommodation: true },
    { way: 'witnessed', witness: 'Imam Yusuf', language: 'tr' },
  )
  const part = (await world.get('city', `/cases/${ref}/after-measure`)).body.parts.find(
    (one: { domain: string }) => one.domain === 'accommodation',
  )
  expect(part).toMatchObject({
    agencies: [{ code: 'Ho' }],
    answer: { goesOn: true, witness: 'Imam Yusuf', language: 'tr' },
  })
})
