import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveSeat } from '../../../tests/law.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type Heard, type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { layItem } from '../../../tests/world-items.ts'

let world: HttpWorld
let opened: { id: string; ref: string; person: string }
let roads: { path: string; method: string }[]
const nobody = 'V-9999'
beforeAll(async () => {
  world = await makeHttpWorld()
  opened = await world.openCase({ release: day(20) })
  await giveSeat(world, opened.id, world.agency.probation.desk)
  await layItem(world, opened.id, { owner: 'city', category: 'work' })
  const { paths } = (await world.get('city', '/openapi.json')).body
  roads = Object.entries(paths as Record<string, object>).flatMap(([path, item]) =>
    Object.keys(item).map((method) => ({ path: path.replace('/api/v1', ''), method })),
  )
})
afterAll(() => world.close())

const bare = ({ status, body }: Heard) => {
  const { instance: _, ...rest } = body ?? {}
  return { status, body: rest }
}
/** Values that a road may need beside the case. */
const query = (path: string) =>
  path.endsWith('/received') ? `?agency=5&from=${day(-5)}&until=${day(0)}` : ''

/** Any kind of answer, a file too. */
const raw = (who: AgencyName, path: string) =>
  world.app.inject({
    url: `/api/v1${path}`,
    headers: { cookie: `__Host-throughcare=${world.agency[who].token}` },
  })

async function everyCaseRoad(who: AgencyName): Promise<{ path: string; same: boolean }[]> {
  const found = []
  for (const { path } of roads.filter(
    (one) => one.method === 'get' && one.path.includes('{ref}'),
  )) {
    const at = (ref: string) => world.get(who, path.replace('{ref}', ref) + query(path))
    const [theirs, missing] = [bare(await at(opened.ref)), bare(await at(nobody))]
    found.push({ path, same: JSON.stringify(theirs) === JSON.stringify(missing) })
  }
  return found
}

/** Lists, counts, searches and days: everything that is read without naming a case. */
async function everyOtherRoad(who: AgencyName): Promise<string[]> {
  const told: string[] = []
  for (const { path } of roads.filter((one) => one.method === 'get' && !one.path.includes('{'))) {
    if (path === '/events') continue
    for (const asked of [
      path,
      `${path}?q=Muster`,
      `${path}?ref=${opened.ref}`,
      `${path}?box=asked`,
    ]) {
      const { body, statusCode } = await raw(who, asked)
      const named = [opened.ref, opened.id, opened.person].some((one) => body.includes(one))
      // A refusal may repeat what was asked; an answer may not.
      if (named && statusCode === 200) told.push(asked)
    }
  }
  return told
}

test('without a seat every road to a case answers as for a case that does not exist (PI4)', async () => {
  const answers = await everyCaseRoad('police')
  expect(answers.length).toBeGreaterThan(8)
  expect(answers.filter(({ same }) => !same)).toEqual([])
})

test('a member who declared closeness meets the case on no road, from the next request (PI5)', async () => {
  // Roads that do tell of it before, so that silence after it means something.
  expect((await everyOtherRoad('city')).length).toBeGreaterThan(3)
  const seen = await everyCaseRoad('city')
  expect(seen.filter(({ same }) => !same).length).toBeGreaterThan(6)
  const said = await world.post('city', `/cases/${opened.ref}/closeness`, {
    reason: 'He is the son of my neighbour.',
  })
  expect(said.body).toEqual({ done: true })
  expect((await everyCaseRoad('city')).filter(({ same }) => !same)).toEqual([])
  expect(await everyOtherRoad('city')).toEqual([])
})

test('the officer sees that it was declared, and nowhere why', async () => {
  const { body } = await world.get('privacy', '/privacy')
  expect(body.declarations).toEqual([
    expect.objectContaining({ ref: opened.ref, name: `Member ${world.agency.city.member}` }),
  ])
  expect(JSON.stringify(body)).not.toContain('neighbour')
})

test('what is refused in an emergency is answered as unknown, and told to the officer (SH5)', async () => {
  const reason = 'A call came in that he stands before the shelter and it is freezing.'
  const ask = (who: AgencyName, ref: string) => world.post(who, '/overrides', { ref, reason })
  const missing = bare(await ask('city', nobody))
  expect(missing.status).toBe(404)
  expect(bare(await ask('city', opened.ref))).toEqual(missing)
  expect(bare(await ask('unsigned', opened.ref))).toEqual(missing)
  const { body } = await world.get('privacy', '/privacy')
  expect(
    body.overrides.map((one: { asked: string; opened: boolean }) => [one.asked, one.opened]),
  ).toEqual(
    expect.arrayContaining([
      [nobody, false],
      [opened.ref, false],
    ]),
  )
})

test('a look opens, counts down, ends; the officer reads the reason and judges it in words (SH5)', async () => {
  const reason = 'A call came in that he stands before the shelter and it is freezing.'
  expect(
    (await world.post('police', '/overrides', { ref: opened.ref, reason: 'Hm.' })).status,
  ).toBe(422)
  const begun = await world.post('police', '/overrides', { ref: opened.ref, reason })
  expect(begun.status).toBe(201)
  expect((await world.get('police', `/cases/${opened.ref}`)).status).toBe(200)
  const running = await world.get('police', '/overrides/running')
  expect(running.body.overrides).toEqual([expect.objectContaining({ ref: opened.ref })])
  const move = await world.post(
    'police',
    `/cases/${opened.ref}/release-dates`,
    { on: day(40), certainty: 'fixed', source: 'nobody' },
    { version: 1 },
  )
  expect([move.status, move.body.code]).toEqual([403, 'override_reads_only'])
  expect((await world.post('police', `/overrides/${begun.body.id}/end`, {})).status).toBe(200)
  expect((await world.get('police', `/cases/${opened.ref}`)).status).toBe(404)
  const look = async () =>
    (await world.get('privacy', '/privacy')).body.overrides.find(
      (one: { id: string }) => one.id === begun.body.id,
    )
  expect(await look()).toMatchObject({ reason, opened: true, verdict: null, read: 1 })
  const judgement = { verdict: 'justified', words: 'He was brought to the shelter.' }
  const url = `/overrides/${begun.body.id}/judgement`
  expect((await world.post('city', url, judgement)).status).toBe(404)
  expect((await world.post('privacy', url, judgement)).status).toBe(200)
  expect(await look()).toMatchObject({ verdict: 'justified', judgement: judgement.words })
})

test('a question reaches the desk and is answered in words; nothing is confirmed on the way (PI4)', async () => {
  const asked = await world.post('exit', '/questions', {
    question: 'Does anybody help Ada Muster?',
  })
  const other = await world.post('exit', '/questions', { question: 'Does anybody help Nobody?' })
  expect(Object.keys(asked.body)).toEqual(Object.keys(other.body))
  const mine = (await world.get('exit', '/questions')).body.questions
  expect(mine).toHaveLength(2)
  const desk = (await world.get('city', '/questions')).body.questions
  expect(desk.filter((one: { toAnswer: boolean }) => one.toAnswer)).toHaveLength(2)
  expect((await world.get('police', '/questions')).body.questions).toEqual([])
  const answer = { answer: 'Please call us, we will see what we can do.' }
  await world.post('city', `/questions/${asked.body.id}/answer`, answer, { version: 1 })
  const [told] = (await world.get('exit', '/questions')).body.questions.filter(
    (one: { id: string }) => one.id === asked.body.id,
  )
  expect(told.answer).toBe(answer.answer)
  expect((await world.get('privacy', '/privacy')).body.questions).toEqual([
    expect.objectContaining({ asked: 2, waiting: 1 }),
  ])
})
