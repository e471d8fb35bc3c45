import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day, makeWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.drop())

interface Continuity {
  segments: { agency_id: number; starts: string; ends: string | null; state: string }[]
  gaps: { domain: string; from: string; until: string; kind: string }[]
  leads: {
    id: string
    domain: string
    state: string
    version: number
    from: string
    until: string
  }[]
  milestones: { code: string; on: string; status: string }[]
}

async function continuity(who: Parameters<World['as']>[0], id: string): Promise<Continuity | null> {
  return world.as(who, async (tx) => {
    const { rows } = await sql<{
      answer: Continuity
    }>`select read.continuity_of(${id}) as answer`.execute(tx)
    return rows[0]?.answer ?? null
  })
}

async function offer(
  id: string,
  domain: string,
  agency: keyof World['agency'],
  from: string | null,
  tied = false,
) {
  const lead = randomUUID()
  await world.as('city', (tx) =>
    sql`select act.offer_lead(${lead}, ${id}, ${domain}, ${world.agency[agency].id}, ${tied ? null : from}::date, null,
      ${tied ? 0 : null}::int, null, ${day(5)}, false, ${world.db.keys.newDataKey(1).wrapped}, ${Buffer.from('w')})`.execute(
      tx,
    ),
  )
  return lead
}

const answer = (
  who: keyof World['agency'],
  lead: string,
  outcome: string,
  channel = 'self',
  version = 1,
) =>
  world.as(who, (tx) =>
    sql`select act.answer_lead(${lead}, ${version}, ${outcome}, ${outcome === 'declined' ? Buffer.from('no') : null},
      ${channel}, ${channel === 'self' ? null : Buffer.from('Ann')}, null)`.execute(tx),
  )

test('a case opened from a notice begins with the prison as lead, and the city as fallback from the release', async () => {
  const opened = await world.openCase({ release: day(60) })
  expect(opened.ref).toMatch(/^V-\d{4}$/)
  const seen = await continuity('city', opened.id)
  expect(seen?.segments).toEqual([
    expect.objectContaining({
      agency_id: world.agency.prison.id,
      starts: day(0),
      ends: day(60),
      state: 'accepted',
    }),
    expect.objectContaining({
      agency_id: world.agency.city.id,
      starts: day(60),
      ends: null,
      state: 'fallback',
    }),
  ])
  expect(seen?.gaps).toEqual(
    ['accommodation', 'finance_papers', 'health'].map((domain) => ({
      domain,
      from: day(60),
      until: day(150),
      kind: 'unasked',
    })),
  )
  expect(seen?.milestones.find((one) => one.code === 'go_no_go')?.on).toBe(day(53))
})

test('the map closes as agencies accept, by themselves or by phone, and the lead moves', async () => {
  const { id } = await world.openCase({ release: day(60) })
  const bed = await offer(id, 'accommodation', 'housing', null, true)
  expect(
    (await continuity('city', id))?.gaps.find((gap) => gap.domain === 'accommodation')?.kind,
  ).toBe('awaiting')
  await answer('housing', bed, 'accepted')
  const doctor = await offer(id, 'health', 'health', null, true)
  await answer('city', doctor, 'accepted', 'phone')
  const card = await offer(id, 'finance_papers', 'papers', day(10))
  await answer('papers', card, 'accepted')
  const lead = await offer(id, 'lead', 'probation', null, true)
  await answer('probation', lead, 'accepted')
  const seen = await continuity('city', id)
  expect(seen?.gaps).toEqual([])
  expect(seen?.segments.map((one) => [one.agency_id, one.starts, one.state])).toEqual([
    [world.agency.prison.id, day(0), 'accepted'],
    [world.agency.probation.id, day(60), 'accepted'],
  ])
  const papers = seen?.leads
    .filter((one) => one.domain === 'finance_papers')
    .map((one) => [one.from, one.until])
  expect(papers).toEqual([
    [day(0), day(10)],
    [day(10), null],
  ])
})

test('a release that moves earlier takes tied commitments along and opens gaps before calendar ones', async () => {
  const { id } = await world.openCase({ release: day(60) })
  const bed = await offer(id, 'accommodation', 'housing', day(69))
  await answer('housing', bed, 'accepted')
  const doctor = await offer(id, 'health', 'health', null, true)
  await answer('health', doctor, 'accepted')
  const move = (on: string | null, version: number) =>
    world.as('city', (tx) =>
      sql`select read.move_kept(${id}, ${version}, ${on}::date, ${on ? 'expected' : 'unknown'}, null, ${Buffer.from('s')})`.execute(
        tx,
      ),
    )
  await move(day(40), 1)
  const earlier = await continuity('city', id)
  expect(earlier?.gaps.filter((gap) => gap.domain !== 'finance_papers')).toEqual([
    { domain: 'accommodation', from: day(40), until: day(69), kind: 'unasked' },
  ])
  expect(earlier?.leads.find((one) => one.id === doctor)?.from).toBe(day(40))
  await move(null, 2)
  const unknown = await continuity('city', id)
  expect(unknown?.gaps).toEqual([])
  await move(day(80), 3)
  const later = await continuity('city', id)
  expect(
    later?.leads
      .filter((one) => one.domain === 'accommodation')
      .map((one) => [one.from, one.until]),
  ).toEqual([
    [day(0), day(80)],
    [day(80), null],
  ])
  expect(later?.gaps.map((gap) => gap.domain)).toEqual(['finance_papers'])
})

test('the police sit on the case and see no lane, gap or offer of health or voluntary help', async () => {
  const { id } = await world.openCase({ release: day(30) })
  await world.sql(
    `insert into app.seats (authority_id, case_id, person_id, principal, relation, purpose, period)
     select 1, id, person_id, $2, 'member', purpose, tstzrange(now(), null) from app.cases where id = $1`,
    [id, world.agency.police.desk],
  )
  await offer(id, 'health', 'health', null, true)
  const seen = await continuity('police', id)
  expect(seen?.gaps.map((gap) => gap.domain)).toEqual(['accommodation'])
  expect(seen?.leads.map((one) => one.domain)).toEqual(['accommodation'])
  expect(await continuity('stranger', id)).toBeNull()
  expect(await continuity('housing', id)).toBeNull()
})
