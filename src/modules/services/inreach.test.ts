import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, sees } from '../../../tests/law.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

const wish = () => ({
  prisonId: 2,
  domain: 'work',
  serviceId: null,
  topic: 'Work orientation, first morning',
  wishOn: day(0),
  wishTime: 'in the morning',
  minutes: 90,
  groupSize: 8,
  needs: 'A room with tables',
  workers: [{ name: 'Marco Testa', role: 'Job coach' }],
})
const asks = async (who: AgencyName = 'unsigned', change: object = {}) => {
  const made = await world.post(who, '/inreach', { ...wish(), ...change })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body
}
const slot = (on: string) => ({ on, at: '10:00', room: 'A 12', note: '' })
const send = (who: AgencyName, id: string, what: string, body: object, version: number) =>
  world.post(who, `/inreach/${id}/${what}`, body, { version })

describe('TC8: a session inside is asked for, given a slot and held', () => {
  test('the service asks, the prison confirms 10:00, the worker records 3 attended', async () => {
    const { id, may, side } = await asks()
    expect({ may, side }).toEqual({ may: ['withdraw'], side: 'asking' })
    const given = await send('prison', id, 'slot', slot(day(0)), 1)
    expect(given.body).toMatchObject({ state: 'planned', slotAt: '10:00', room: 'A 12' })
    const result = { attended: 3, because: null }
    const held = await send('unsigned', id, 'result', result, 2)
    expect(held.body).toMatchObject({ state: 'held', attended: 3 })
    const month = day(0).slice(0, 7)
    const { body } = await world.get('city', `/inreach/counts?month=${month}`)
    expect(body.counts).toMatchObject([
      { prison: { name: 'Valmare Prison' }, domain: 'work', held: 1, attended: 3 },
    ])
    expect((await world.events('inreach.held')).at(-1)?.detail).toMatchObject({ domain: 'work' })
  })
  test('another day is a proposal, which the service takes or not', async () => {
    const { id } = await asks()
    const proposed = await send('prison', id, 'slot', slot(day(3)), 1)
    expect(proposed.body.state).toBe('proposed')
    const take = (who: AgencyName, version: number) => send(who, id, 'take', {}, version)
    expect((await take('prison', 2)).body.code).toBe('inreach_other_side')
    expect((await take('unsigned', 2)).body).toMatchObject({ state: 'planned' })
    expect((await take('unsigned', 3)).body.code).toBe('inreach_state_passed')
    const early = await send('unsigned', id, 'result', { attended: 1, because: null }, 3)
    expect(early.body.code).toBe('inreach_not_yet')
    const fell = await send('prison', id, 'result', { attended: null, because: 'prison' }, 3)
    expect(fell.body).toMatchObject({ state: 'not_held', notHeldBecause: 'prison' })
  })
  test('the prison finds the waiting questions under Today, the service the other day', async () => {
    const today = async (who: AgencyName) => (await world.get(who, '/services/today')).body
    const before = await today('prison')
    const { id } = await asks('exit')
    expect((await today('prison')).inreachWaiting).toBe(before.inreachWaiting + 1)
    expect((await today('police')).inreachWaiting).toBe(0)
    await send('prison', id, 'slot', slot(day(4)), 1)
    expect((await today('exit')).inreachProposed).toBe(1)
    await send('exit', id, 'withdraw', {}, 2)
    expect((await today('exit')).inreachProposed).toBe(0)
  })
  test('the prison says no with a reason; the service does not answer for the prison', async () => {
    const { id } = await asks()
    expect((await send('unsigned', id, 'slot', slot(day(0)), 1)).body.code).toBe(
      'inreach_other_side',
    )
    const no = await send('prison', id, 'decline', { reason: 'No room in May' }, 1)
    expect(no.body).toMatchObject({ state: 'declined', declineReason: 'No room in May', may: [] })
  })
  test('a result is one of the two: a number, or a side', async () => {
    const { id } = await asks()
    await send('prison', id, 'slot', slot(day(0)), 1)
    for (const [attended, because] of [
      [null, null],
      [2, 'other'],
    ])
      expect((await send('prison', id, 'result', { attended, because }, 2)).body.code).toBe(
        'inreach_result_missing',
      )
    expect((await send('prison', id, 'result', { attended: 2, because: null }, 1)).status).toBe(412)
  })
  test('a prison that is none, a day that has passed and the own house are refused', async () => {
    const refused = async (who: AgencyName, change: object) =>
      (await world.post(who, '/inreach', { ...wish(), ...change })).body.code
    expect(await refused('exit', { prisonId: 3 })).toBe('prison_not_known')
    expect(await refused('exit', { wishOn: day(-1) })).toBe('day_in_past')
    expect(await refused('prison', {})).toBe('inreach_other_side')
    expect(await refused('exit', { workers: [] })).toBe('too_few')
  })
})

describe('TC8: who comes to the gate is between the two agencies', () => {
  test('the prison clears until a day, or refuses with a reason that others never see', async () => {
    const { id, workers } = await asks()
    const address = `/inreach-workers/${workers[0].id}/clearance`
    const clear = { until: day(90), reason: null }
    expect((await world.post('unsigned', address, clear, { version: 1 })).body.code).toBe(
      'inreach_other_side',
    )
    const cleared = await world.post('prison', address, clear, { version: 1 })
    expect(cleared.body.workers[0]).toMatchObject({ clearance: 'cleared', clearedUntil: day(90) })
    const refuse = { until: null, reason: 'Papers expired' }
    await world.post('prison', address, refuse, { version: 2 })
    const { body } = await world.get('unsigned', `/inreach/${id}`)
    expect(body.workers[0]).toMatchObject({ name: 'Marco Testa', reason: 'Papers expired' })
    const both = await world.post(
      'prison',
      address,
      { until: day(9), reason: 'x y' },
      { version: 3 },
    )
    expect(both.body.code).toBe('clearance_missing')
  })
  test('names and reasons lie sealed', async () => {
    const rows = await world.sql<{ worker: Buffer; reason: Buffer | null }>(
      'select worker_sealed as worker, reason_sealed as reason from app.inreach_workers',
    )
    const lies = rows.map(({ worker, reason }) => `${worker} ${reason}`).join()
    expect(lies).not.toMatch(/Testa|expired/)
  })
  for (const who of ['city', 'police', 'stranger'] as const)
    test(`${who}, who is neither of the two, sees no session and nobody at the gate`, async () => {
      const { id, workers } = await asks('exit')
      expect((await world.get(who, `/inreach/${id}`)).status).toBe(404)
      expect((await world.get(who, '/inreach')).body.sessions).toEqual([])
      expect(await sees(world, who, 'app.inreach_sessions')).toBe(false)
      expect(await sees(world, who, 'app.inreach_workers')).toBe(false)
      expect((await send(who, id, 'result', { attended: 1, because: null }, 1)).status).toBe(404)
      const clear = `/inreach-workers/${workers[0].id}/clearance`
      expect(
        (await world.post(who, clear, { until: day(1), reason: null }, { version: 1 })).status,
      ).toBe(404)
    })
  test('of another authority the two agencies see nothing, under the same numbers', async () => {
    await addTwin(world)
    for (const table of ['app.inreach_sessions', 'app.inreach_workers'])
      for (const who of ['prison', 'exit'] as const) {
        expect(await sees(world, who, `${table} where authority_id = 1`)).toBe(true)
        expect(await sees(world, who, `${table} where authority_id = 2`)).toBe(false)
      }
  })
  test('who steers has the counts, others those of their own agency, and only of their authority', async () => {
    const count = async (who: AgencyName) => {
      const rows = await ask<{ sessions: number }>(
        world,
        who,
        `select coalesce(sum(waiting + planned + held + not_held), 0)::int as sessions
           from read.inreach_counts(current_date - 40, current_date + 40)`,
      )
      return rows[0]?.sessions
    }
    const sum = async (where: string) => {
      const rows = await world.sql<{ n: number }>(
        `select count(*)::int as n from app.inreach_sessions where authority_id = 1 and state not in ('declined', 'withdrawn') and ${where}`,
      )
      return rows[0]?.n
    }
    expect(await count('city')).toBe(await sum('true'))
    expect(await count('exit')).toBe(await sum(`asking_agency_id = ${world.agency.exit.id}`))
    expect(await count('police')).toBe(0)
  })
})
