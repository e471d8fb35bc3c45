import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../../../tests/world.ts'
import {
  type ImportWorld,
  openImportWorld,
  readShort,
  systems,
  truth,
} from '../../../../tests/world-imports.ts'
import type { Proposal, Transfer, Waiting } from '../contract.ts'

let city: ImportWorld
const { deliveries } = truth
const { changes } = truth.files.be
const numberOf = (type: string, how?: string) =>
  changes.find(
    (one) => one.type === type && one.status === 'importable' && (one.how ?? one.why) === how,
  )?.number ?? ''
const waiting = async (): Promise<Waiting> => (await city.ask('city', 'GET', '/deliveries')).json()
const find = async (number: string, prison = city.prisons.be) =>
  (await city.openAll(prison)).find(({ identity }) => identity.number === number)

const refs: Record<string, string> = {}
beforeAll(async () => {
  city = await openImportWorld()
  for (const system of systems) {
    const bytes = readShort(system, 'v1')
    await city.takeIn('city', city.prisons[system], bytes, deliveries.v1)
  }
  for (const [name, number] of Object.entries({
    later: numberOf('release_moved', 'later'),
    earlier: numberOf('release_moved', 'earlier'),
    unknown: numberOf('release_moved', 'to_unknown'),
    left: truth.transfers[0]?.from.number ?? '',
    released: numberOf('gone', 'released'),
  }))
    refs[name] = await openFor(number)
  for (const system of systems) {
    const bytes = readShort(system, 'v2')
    await city.takeIn('city', city.prisons[system], bytes, deliveries.v2)
  }
})
afterAll(() => city.close())

async function openFor(number: string): Promise<string> {
  const notice = await find(number)
  const body = {
    clauseId: city.world.clause('lead'),
    reason: 'A bed and papers are needed.',
    informed: { state: 'informed', on: day(-1), how: 'letter', language: 'en' },
    notSameAs: [],
  }
  const version = { 'if-match': `"${notice?.version}"` }
  const made = await city.ask('city', 'POST', `/notices/${notice?.id}/case`, body, version)
  expect(made.statusCode).toBe(201)
  return made.json().ref
}

const answer = (proposal: Proposal | undefined, body: object, version = proposal?.version) =>
  city.ask('city', 'POST', `/proposals/${proposal?.id}/answer`, body, {
    'if-match': `"${version}"`,
  })
const proposalOf = async (name: string) =>
  (await waiting()).proposals.find(({ ref }) => ref === refs[name])
const caseOf = async (name: string) =>
  (
    await city.world.sql('select release_on, version from app.cases where ref = $1', [refs[name]])
  )[0]

test('what a list says of a case becomes a question; the case keeps its date (PR-02)', async () => {
  const { proposals } = await waiting()
  const told = proposals.map(({ ref, kind, mine }) => [ref, kind, mine])
  // Who was to leave in that week and is no longer listed was released: nobody is asked.
  expect(told.sort()).toEqual(
    [
      [refs.later, 'date', true],
      [refs.earlier, 'date', true],
      [refs.unknown, 'date', true],
      [refs.left, 'gone', true],
    ].sort(),
  )
  const moved = changes.find(({ number }) => number === numberOf('release_moved', 'later'))
  const later = await proposalOf('later')
  expect(later).toMatchObject({ listedOn: deliveries.v2, announced: { on: moved?.to } })
  expect(later?.inCase.on).toBe(moved?.from)
  expect(await caseOf('later')).toMatchObject({ release_on: moved?.from, version: 1 })
})

test('applying shows the consequences first and then moves the date with the list as its source', async () => {
  const later = await proposalOf('later')
  const preview = await city.ask('city', 'GET', `/proposals/${later?.id}/preview`)
  expect(preview.json().moved).toMatchObject({
    from: later?.inCase,
    to: { on: later?.announced?.on },
  })
  expect(await caseOf('later')).toMatchObject({ version: 1 })
  expect((await answer(later, { outcome: 'applied' }, 7)).statusCode).toBe(412)
  expect((await answer(later, { outcome: 'applied' })).json().moved.to.on).toBe(
    later?.announced?.on,
  )
  expect(await caseOf('later')).toMatchObject({ release_on: later?.announced?.on, version: 2 })
  expect(await proposalOf('later')).toBeUndefined()
  expect((await answer(later, { outcome: 'applied' })).json()).toMatchObject({
    status: 409,
    code: 'proposal_already_answered',
  })
})

test('declining needs a reason, leaves the case as it is, and the same list does not ask again', async () => {
  const earlier = await proposalOf('earlier')
  expect((await answer(earlier, { outcome: 'declined' })).statusCode).toBe(422)
  const before = await caseOf('earlier')
  const body = { outcome: 'declined', reason: 'The registry confirmed the older day by phone.' }
  expect((await answer(earlier, body)).statusCode).toBe(200)
  expect(await caseOf('earlier')).toEqual(before)
  const bytes = readShort('be', 'v2')
  await city.takeIn('city', city.prisons.be, bytes, deliveries.v2)
  expect(await proposalOf('earlier')).toBeUndefined()
  expect(await city.dump()).not.toContain('confirmed the older day')
})

test('somebody with a case who left the list early: the coordinator notes what was found out', async () => {
  const left = await proposalOf('left')
  expect(left?.elsewhere.map(({ prison }) => prison.id)).toEqual([city.prisons.de])
  expect((await answer(left, { outcome: 'applied' })).statusCode).toBe(422)
  const body = { outcome: 'noted', reason: 'Moved to the prison of de, says the registry.' }
  expect((await answer(left, body)).statusCode).toBe(200)
  expect(await proposalOf('left')).toBeUndefined()
})

test('a later list that agrees with the case takes its question back', async () => {
  expect(await proposalOf('unknown')).toBeDefined()
  await city.takeIn('city', city.prisons.be, readShort('be', 'v1'), deliveries.v2)
  expect(await proposalOf('unknown')).toBeUndefined()
  await city.takeIn('city', city.prisons.be, readShort('be', 'v2'), deliveries.v2)
  expect(await proposalOf('unknown')).toBeDefined()
})

test('who does not sit on a case learns nothing of it, and a member of the table cannot answer', async () => {
  const unknown = await proposalOf('unknown')
  for (const who of ['police', 'housing', 'stranger'] as const) {
    expect((await city.ask(who, 'GET', '/deliveries')).json().proposals).toEqual([])
    const body = { outcome: 'declined', reason: 'Not so.' }
    const refused = await city.ask(who, 'POST', `/proposals/${unknown?.id}/answer`, body, {
      'if-match': '"1"',
    })
    expect(refused.statusCode).toBe(404)
  }
})

test('transfers between prisons are proposed exactly as the truth names them, with reasons', async () => {
  const [withCase, ...open] = truth.transfers
  const { transfers } = await waiting()
  const pairs = transfers.map(({ from, to }) => `${from.number} > ${to.number}`)
  expect(pairs.sort()).toEqual(open.map(({ from, to }) => `${from.number} > ${to.number}`).sort())
  expect(withCase).toBeDefined()
  for (const { reasons } of transfers) expect(reasons).toContain('same_birth_date')
})

const decide = ({ from, to }: Transfer, person: string, version = to.version) => {
  const body = { from: from.notice, to: to.notice, person }
  return city.ask('city', 'POST', '/transfers', body, { 'if-match': `"${version}"` })
}

test('a person says that both are one: the notice that left its list ends, the new one stays', async () => {
  const { transfers } = await waiting()
  const [first, second] = transfers
  if (!first || !second) throw new Error('No transfers')
  expect((await decide(first, 'same', 9)).statusCode).toBe(412)
  expect((await decide(first, 'same')).statusCode).toBe(204)
  expect((await decide(first, 'same')).statusCode).toBe(404)
  expect((await decide(second, 'other')).statusCode).toBe(204)
  expect((await waiting()).transfers).toHaveLength(transfers.length - 2)
  const kept = await city.world.sql('select id from app.release_notices where id = any ($1)', [
    [first.from.notice, first.to.notice, second.from.notice, second.to.notice],
  ])
  expect(kept).toHaveLength(3)
  expect(
    (
      await city.ask(
        'police',
        'POST',
        '/transfers',
        {
          from: second.from.notice,
          to: second.to.notice,
          person: 'same',
        },
        { 'if-match': '"1"' },
      )
    ).statusCode,
  ).toBe(404)
})

test('the numbers of what waits agree with the page', async () => {
  const { proposals, transfers, drops } = await waiting()
  expect((await city.ask('city', 'GET', '/deliveries/count')).json()).toEqual({
    drops: drops.length,
    proposals: proposals.length,
    transfers: transfers.length,
  })
})

test('LED-33 what compared, joined and parted people stands in the log with both sides', async () => {
  const rows = await city.world.sql<{ action: string; detail: Record<string, unknown[]> }>(
    'select action, detail from audit.events order by id',
  )
  const said = (action: string) =>
    rows.filter((row) => row.action === action).map(({ detail }) => detail)
  // A list beside what stood there; whoever is gone beside who is new elsewhere; the pairs, shown and counted.
  expect(said('notices.compared').some(({ notices }) => (notices?.length ?? 0) > 2)).toBe(true)
  expect(said('deliveries.list').some(({ alike }) => alike?.length === 1)).toBe(true)
  expect(said('deliveries.list').some(({ transfers }) => (transfers?.length ?? 0) > 1)).toBe(true)
  const { transfers } = await waiting()
  expect(said('deliveries.counted').at(-1)).toEqual({
    transfers: transfers.map(({ from, to }) => [from.notice, to.notice]),
  })
  expect(said('notice.transfer_decided')).toMatchObject([
    { from: expect.any(String), to: expect.any(String), person: 'same' },
    { from: expect.any(String), to: expect.any(String), person: 'other' },
  ])
  expect(said('release.previewed').length).toBeGreaterThan(0)
})
