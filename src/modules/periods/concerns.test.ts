import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pushBack } from '../../../tests/earlier.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import type { MissingContact } from './told-contract.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

const ask = async (token: string): Promise<MissingContact[]> => {
  const cookie = `__Host-throughcare=${token}`
  const answer = await world.app.inject({ url: '/api/v1/concerns', headers: { cookie } })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().missing
}
/** What a reader is told about one case. */
const heard = async (who: AgencyName | { token: string }, ref: string) => {
  const token = typeof who === 'string' ? world.agency[who].token : who.token
  return (await ask(token)).find((one) => one.ref === ref)
}
const complete = async (ref: string, code: string) => {
  const { lanes } = (await world.get('city', `/cases/${ref}/continuity`)).body
  const all = lanes.flatMap(
    ({ milestones }: { milestones: { id: string; code: string; version: number }[] }) => milestones,
  )
  const step = all.find((one: { code: string }) => one.code === code)
  const url = `/cases/${ref}/milestones/${step.id}`
  const done = await world.post('city', url, { status: 'done' }, { version: step.version })
  expect(done.status, JSON.stringify(done.body)).toBe(200)
}
const lead = async (ref: string, who: AgencyName) => {
  const body = { domain: 'lead', agencyId: world.agency[who].id, tied: 'release' }
  const { id } = (await world.post('city', `/cases/${ref}/leads`, body)).body
  const said = await world.post(who, `/leads/${id}/answer`, { outcome: 'accepted' }, { version: 1 })
  expect(said.status, JSON.stringify(said.body)).toBe(200)
}
/** A case that was opened long before; its person leaves in so many days, and the prison leads. */
async function leaving(on: number): Promise<{ id: string; ref: string }> {
  const opened = await world.openCase({ release: day(60) })
  await pushBack(world, opened.id, 60 - on)
  return opened
}
/** Released so many days ago and led by probation since; opened long before. */
async function released(ago: number): Promise<{ id: string; ref: string }> {
  const opened = await world.openCase({ release: day(40) })
  await lead(opened.ref, 'probation')
  await pushBack(world, opened.id, 40 + ago)
  return opened
}

describe('T-7: no first appointment a week before the release (PR-05)', () => {
  test('from the seventh day before on, until one is recorded', async () => {
    const eight = await leaving(8)
    const seven = await leaving(7)
    expect(await heard('city', eight.ref)).toBeUndefined()
    expect(await heard('city', seven.ref)).toMatchObject({
      kind: 'no_appointment',
      release: day(7),
      lead: { code: 'Pr' },
      seated: true,
    })
    await complete(seven.ref, 'appointment_made')
    expect(await heard('city', seven.ref)).toBeUndefined()
  })
  test('nothing is stored: a date that moves away takes it along', async () => {
    const { ref } = await leaving(5)
    expect(await heard('city', ref)).toBeDefined()
    const { version } = (await world.get('city', `/cases/${ref}`)).body
    const body = { on: day(50), certainty: 'expected', source: 'Call' }
    await world.post('city', `/cases/${ref}/release-dates`, body, { version })
    expect(await heard('city', ref)).toBeUndefined()
  })
})

describe('T+3: nothing recorded by the third day after the release (PR-06)', () => {
  test('from the fourth day on, until a contact is recorded', async () => {
    const three = await released(3)
    const four = await released(4)
    expect(await heard('city', three.ref)).toBeUndefined()
    expect(await heard('city', four.ref)).toMatchObject({
      kind: 'no_contact',
      lead: { code: 'Pb' },
    })
    await complete(four.ref, 'contact_day_3')
    expect(await heard('city', four.ref)).toBeUndefined()
  })
})

describe('who is told: it concerns agencies', () => {
  test('who leads and the coordination desk; police and prison never, nor others at the table', async () => {
    const { id, ref } = await released(5)
    for (const who of ['police', 'housing'] as const) await world.seat(id, who)
    await world.sql(
      `update app.seats set period = tstzrange(lower(period), null) where case_id = $1`,
      [id],
    )
    const told = async (who: AgencyName) => [who, (await heard(who, ref)) !== undefined]
    for (const [who, expected] of [
      ['city', true],
      ['probation', true],
      ['prison', false],
      ['police', false],
      ['housing', false],
      ['health', false],
      ['stranger', false],
    ] as const)
      expect(await told(who)).toEqual([who, expected])
  })
  test('a prison that leads before the release is not told either, nor its managers', async () => {
    const { ref } = await leaving(4)
    const manager = await world.session(world.agency.prison.id, ['manager'])
    expect(await heard('prison', ref)).toBeUndefined()
    expect(await heard(manager, ref)).toBeUndefined()
    expect(await heard('city', ref)).toBeDefined()
  })
  test('managers of the agency that leads see the reference and nothing of the case; other managers nothing', async () => {
    const { ref } = await released(6)
    const manager = await world.session(world.agency.probation.id, ['manager'])
    const elsewhere = await world.session(world.agency.housing.id, ['manager'])
    expect(await heard(manager, ref)).toMatchObject({
      kind: 'no_contact',
      lead: { code: 'Pb' },
      seated: false,
    })
    expect(await heard(elsewhere, ref)).toBeUndefined()
    const opened = await world.app.inject({
      url: `/api/v1/cases/${ref}`,
      headers: { cookie: `__Host-throughcare=${manager.token}` },
    })
    expect(opened.statusCode).toBe(404)
    const worker = await world.session(world.agency.probation.id, ['case_worker'])
    expect(await heard(worker, ref)).toBeUndefined()
  })
  test('under no agreement in force a manager is told nothing', async () => {
    const { ref } = await released(6)
    const manager = await world.session(world.agency.probation.id, ['manager'])
    await world.sql('update app.arrangements set valid_until = current_date - 1')
    expect(await heard(manager, ref)).toBeUndefined()
    await world.sql('update app.arrangements set valid_until = current_date + 500')
    expect(await heard(manager, ref)).toBeDefined()
  })
})
