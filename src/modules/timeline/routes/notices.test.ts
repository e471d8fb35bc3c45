import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { day } from '../../../../tests/world.ts'
import {
  type ImportWorld,
  openImportWorld,
  readFixture,
  truth,
} from '../../../../tests/world-imports.ts'
import { clock } from '../../../platform/clock.ts'
import type { NoticeFile, NoticeList } from '../import-contract.ts'
import { timelineTasks } from '../jobs.ts'

let city: ImportWorld
beforeAll(async () => {
  city = await openImportWorld()
  for (const system of ['be', 'de', 'es', 'en'] as const)
    await city.takeIn('city', city.prisons[system], readFixture(truth.files[system].v1.path))
})
afterAll(() => city.close())

const informed = { state: 'informed', on: day(-1), how: 'talk', language: 'fr' }
const decision = (extra: object = {}) => ({
  clauseId: city.world.clause('lead'),
  reason: 'No address, and papers are missing.',
  informed,
  ...extra,
})

async function findByNumber(number: string): Promise<NoticeFile> {
  const all = (await Promise.all(Object.values(city.prisons).map(city.openAll))).flat()
  const id = all.find(({ identity }) => identity.number === number)?.id
  return (await city.ask('city', 'GET', `/notices/${id}`)).json()
}

const openCase = (notice: { id: string; version: number }, body: object, headers: object = {}) =>
  city.ask('city', 'POST', `/notices/${notice.id}/case`, body, {
    'if-match': `"${notice.version}"`,
    ...headers,
  })

/** Notices of the city that nobody else resembles. */
async function plainNotices(count: number): Promise<NoticeFile[]> {
  const url = `/notices?residence=city&prison=${city.prisons.be}&limit=100`
  const { notices }: NoticeList = (await city.ask('city', 'GET', url)).json()
  const files = await Promise.all(
    notices
      .slice(0, count * 3)
      .map(
        async ({ id }): Promise<NoticeFile> =>
          (await city.ask('city', 'GET', `/notices/${id}`)).json(),
      ),
  )
  return files.filter(({ likely }) => likely.length === 0).slice(0, count)
}

test('1,732 persons are announced and nobody has a case', async () => {
  const [kept] = await city.world.sql<{ persons: number; cases: number; notices: number }>(
    `select (select count(*) from app.persons) as persons, (select count(*) from app.cases) as cases,
            (select count(*) from app.release_notices) as notices`,
  )
  expect(kept).toEqual({ persons: 0, cases: 0, notices: 4 * 433 })
})

test('the list goes on page by page, dates first, each notice once', async () => {
  const seen: { id: string; on: string | null }[] = []
  let cursor: string | null = null
  do {
    const next: string = cursor ? `&cursor=${cursor}` : ''
    const page: NoticeList = (await city.ask('city', 'GET', `/notices?limit=200${next}`)).json()
    seen.push(...page.notices.map(({ id, release }) => ({ id, on: release.on })))
    cursor = page.nextCursor
  } while (cursor)
  expect(new Set(seen.map(({ id }) => id)).size).toBe(4 * 433)
  expect(seen).toHaveLength(4 * 433)
  const order = seen.map(({ on }) => on ?? '9999')
  expect(order).toEqual([...order].sort())
  const soon: NoticeList = (await city.ask('city', 'GET', '/notices?weeks=12&limit=200')).json()
  for (const { release } of soon.notices) expect((release.on ?? '') <= day(84)).toBe(true)
})

test('who is not named by the arrangement sees no notice', async () => {
  const [notice] = await plainNotices(1)
  for (const who of ['police', 'housing', 'prison', 'stranger'] as const) {
    expect((await city.ask(who, 'GET', '/notices')).json()).toEqual({
      notices: [],
      nextCursor: null,
    })
    expect((await city.ask(who, 'GET', `/notices/${notice?.id}`)).statusCode).toBe(404)
    const body = decision()
    const version = { 'if-match': '"1"' }
    const opened = await city.ask(who, 'POST', `/notices/${notice?.id}/case`, body, version)
    expect(opened.statusCode).toBe(404)
  }
})

test('reading is written down, with ids and without names', async () => {
  const [notice] = await plainNotices(1)
  const events = await city.world.sql<{ action: string; detail: object }>(
    `select action, detail from audit.events where action in ('notice.read', 'notices.list') order by id desc`,
  )
  const read = events.filter(({ action }) => action === 'notice.read')
  expect(JSON.stringify(read)).toContain(notice?.id)
  expect(JSON.stringify(events)).not.toContain(notice?.person.family)
})

test('a case is opened by a named decision, once, also when the button is pressed twice', async () => {
  const [notice] = await plainNotices(1)
  if (!notice) throw new Error('no notice')
  const key = { 'idempotency-key': 'a-key-of-this-form' }
  const answers = await Promise.all([
    openCase(notice, decision(), key),
    openCase(notice, decision(), key),
  ])
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201])
  const [opened] = answers.map((answer) => answer.json())
  expect(answers[1]?.json()).toEqual(opened)
  expect(answers[0]?.headers.location).toBe(`/api/v1/cases/${opened.ref}`)
  const seen = (await city.ask('city', 'GET', `/cases/${opened.ref}`)).json()
  expect(seen.person).toMatchObject({
    name: notice.person.name,
    numbers: [{ number: notice.person.number }],
  })
  expect(seen.basis.clause).toBe(`4.${city.world.clause('lead')}`)
  expect((await city.ask('city', 'GET', `/notices/${notice.id}`)).statusCode).toBe(404)
  const [event] = await city.world.sql<{ detail: object; member_id: number }>(
    `select detail, member_id from audit.events where action = 'case.opened'`,
  )
  expect(event).toMatchObject({
    detail: { clause: city.world.clause('lead'), notice: notice.id },
    member_id: city.world.agency.city.member,
  })
})

test('the decision is refused with the reason that belongs to the field', async () => {
  const [notice] = await plainNotices(1)
  if (!notice) throw new Error('no notice')
  const refuse = async (body: object, version = notice.version) =>
    (await openCase({ id: notice.id, version }, body)).json()
  const notYet = { state: 'not_yet', ground: 'in_transfer', reason: 'In transfer this week.' }
  expect(await refuse(decision({ clauseId: 999 }))).toMatchObject({ code: 'case_basis_missing' })
  expect(await refuse(decision({ informed: { ...informed, on: day(1) } }))).toMatchObject({
    status: 422,
    code: 'informed_in_future',
    field: 'informed.on',
  })
  expect(await refuse(decision({ informed: notYet }))).toMatchObject({ status: 422 })
  expect(await refuse(decision({ informed: { ...notYet, reviewOn: day(200) } }))).toMatchObject({
    code: 'informed_review_too_late',
  })
  expect(await refuse(decision({ informed: { ...notYet, reviewOn: day(0) } }))).toMatchObject({
    code: 'informed_review_past',
  })
  expect(await refuse(decision({ reason: '' }))).toMatchObject({ status: 422, field: 'reason' })
  expect(await refuse(decision(), 7)).toMatchObject({ status: 412 })
  const opened = await openCase(notice, decision({ informed: { ...notYet, reviewOn: day(30) } }))
  expect(opened.statusCode).toBe(201)
})

test('somebody without a fixed address waits for a human: this city, or not and then gone for good', async () => {
  const url = `/notices?residence=unknown&prison=${city.prisons.be}`
  const { notices }: NoticeList = (await city.ask('city', 'GET', url)).json()
  const [ours, others] = notices
  expect(notices).toHaveLength(8)
  if (!ours || !others) throw new Error('no notice')
  expect((await openCase(ours, decision())).json()).toMatchObject({
    status: 409,
    code: 'notice_residence_undecided',
  })
  const decide = (id: string, residence: string) =>
    city.ask('city', 'POST', `/notices/${id}/residence`, { residence }, { 'if-match': '"1"' })
  expect((await decide(ours.id, 'city')).statusCode).toBe(204)
  expect((await decide(others.id, 'elsewhere')).statusCode).toBe(204)
  expect((await city.ask('city', 'GET', `/notices/${others.id}`)).statusCode).toBe(404)
  const again = await city.takeIn('city', city.prisons.be, readFixture(truth.files.be.v1.path))
  expect(again).toMatchObject({ added: 0, changed: 0, held: 0 })
  const now = (await city.ask('city', 'GET', `/notices/${ours.id}`)).json()
  expect(now).toMatchObject({ residence: 'city', version: 2 })
})

test('one person in two prisons is proposed with reasons, never joined by itself; a human links them', async () => {
  const pair = truth.true_pairs.find(({ a, b }) => a.file === 'de' && b.file === 'en')
  const { a, b } = pair ?? { a: { number: '' }, b: { number: '' } }
  const here = await findByNumber(a.number)
  expect(here.likely).toEqual([])
  const opened = (await openCase(here, decision())).json()
  const there = await findByNumber(b.number)
  expect(there.likely).toMatchObject([{ ref: opened.ref }])
  expect(there.likely[0]?.reasons.length).toBeGreaterThan(0)
  expect((await openCase(there, decision())).json()).toMatchObject({
    status: 422,
    code: 'case_likely_persons_undecided',
  })
  const samePersonAs = there.likely[0]?.personId
  expect((await openCase(there, decision({ samePersonAs }))).json()).toMatchObject({
    status: 409,
    code: 'case_already_open',
  })
  const link = await city.ask(
    'city',
    'POST',
    `/notices/${there.id}/person`,
    { samePersonAs },
    {
      'if-match': `"${there.version}"`,
    },
  )
  expect(link.json()).toEqual({ id: opened.id, ref: opened.ref })
  for (const number of [a.number, b.number]) {
    const q = encodeURIComponent(number)
    const found = (await city.ask('city', 'GET', `/persons/search?q=${q}`)).json()
    expect(found.persons).toMatchObject([{ personId: samePersonAs, refs: [opened.ref] }])
  }
  // Each comparison and the link itself stand in the log with both sides (LED-33, combination).
  const linked = await detailsOf('person.linked')
  expect(linked).toEqual([{ notice: there.id, person: samePersonAs }])
  const looked = (await detailsOf('notice.read')).filter(({ notice }) => notice === there.id)
  expect(looked).toContainEqual(expect.objectContaining({ likely: [samePersonAs] }))
})

const detailsOf = async (action: string) => {
  const rows = await city.world.sql<{ detail: Record<string, unknown> }>(
    'select detail from audit.events where action = $1 order by id',
    [action],
  )
  return rows.map(({ detail }) => detail)
}

test('somebody found to be another person gets a case of their own', async () => {
  const pair = truth.true_pairs.filter(({ a, b }) => a.file === 'be' && b.file === 'es')[0]
  const here = await findByNumber(pair?.a.number ?? '')
  const first = (await openCase(here, decision())).json()
  const there = await findByNumber(pair?.b.number ?? '')
  const notSameAs = there.likely.map(({ personId }) => personId)
  const second = (await openCase(there, decision({ notSameAs }))).json()
  expect(second.ref).not.toBe(first.ref)
  expect((await detailsOf('case.opened')).at(-1)).toMatchObject({ notice: there.id, notSameAs })
})

test('thirty days after the release the notice is gone; what became a case stays (TC10)', async () => {
  const count = `select count(*)::int as n from app.release_notices where status <> 'case'
    and (release_on is null or release_on > $1::date - 30)`
  const later = '2027-07-01'
  const [left] = await city.world.sql<{ n: number }>(count, [later])
  vi.spyOn(clock, 'now').mockReturnValue(new Date(`${later}T04:00:00Z`))
  await runErasing()
  const [now] = await city.world.sql<{ n: number }>(
    `select count(*)::int as n from app.release_notices where status <> 'case'`,
  )
  expect(now).toEqual(left)
  expect(now?.n).toBeGreaterThan(0)
  vi.spyOn(clock, 'now').mockReturnValue(new Date('2029-01-01T04:00:00Z'))
  await city.world.sql(`update app.release_notices set vanished_on = '2028-01-01'`)
  await runErasing()
  vi.restoreAllMocks()
  expect(await city.world.sql('select 1 from app.release_notices')).toEqual([])
  const [kept] = await city.world.sql<{ cases: number }>(
    'select count(*)::int as cases from app.cases',
  )
  expect(kept?.cases).toBe(5)
})

test('a copy that was staged yesterday and never taken in is erased', async () => {
  const { id } = (
    await city.preview('city', city.prisons.be, readFixture(truth.files.be.v1.path))
  ).json()
  await runErasing()
  const staged = () =>
    city.world.sql('select status, staged_sealed from app.imports where id = $1', [id])
  expect((await staged())[0]).toMatchObject({ status: 'previewed' })
  vi.spyOn(clock, 'now').mockReturnValue(new Date(Date.now() + 86_400_000))
  await runErasing()
  vi.restoreAllMocks()
  expect((await staged())[0]).toEqual({ status: 'discarded', staged_sealed: null })
})

async function runErasing(): Promise<void> {
  const client = await city.world.db.worker.connect()
  const withPgClient = (act: (with_: typeof client) => Promise<unknown>) => act(client)
  try {
    await timelineTasks['erase-notices']?.({}, { withPgClient } as never)
  } finally {
    client.release()
  }
}
