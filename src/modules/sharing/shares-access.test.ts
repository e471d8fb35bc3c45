import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveSeat, meanwhile, sees } from '../../../tests/law.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { layItem } from '../../../tests/world-items.ts'

let world: HttpWorld
let kase: { id: string; ref: string }
let share: string
beforeAll(async () => {
  world = await makeHttpWorld()
  kase = await world.openCase({ release: day(30) })
  for (const who of ['housing', 'probation', 'police'] as const)
    await giveSeat(world, kase.id, world.agency[who].desk)
  const item = await layItem(world, kase.id, { owner: 'housing', mode: 'named', audience: [1] })
  const made = await world.post('housing', `/cases/${kase.ref}/shares`, {
    ...{ items: [item], recipients: [world.agency.probation.desk], expiresOn: day(20) },
    informed: { on: day(0), how: 'talk' },
  })
  share = made.body.ids[0]
})
afterAll(() => world.close())

const its = { shares: 'app.shares where id = $1', items: 'app.share_items where share_id = $1' }
const reads = (who: AgencyName, what: keyof typeof its = 'shares', purpose?: string) =>
  sees(world, who, its[what], [share], purpose)
const seat = `where case_id = '$' and principal = 30`
const change = (set: string, back: string, table = 'shares') =>
  meanwhile(
    world,
    `update app.${table} set ${set} ${table === 'seats' ? seat.replace('$', kase.id) : ''}`,
    `update app.${table} set ${back} ${table === 'seats' ? seat.replace('$', kase.id) : ''}`,
    () => reads('probation'),
  )

describe('who reads that something was shared: its owner and its recipients (SH2, R5)', () => {
  test('the owner and the recipient, with what was shared; nobody else at the table', async () => {
    for (const what of ['shares', 'items'] as const) {
      expect([what, await reads('housing', what)]).toEqual([what, true])
      expect([what, await reads('probation', what)]).toEqual([what, true])
      for (const who of ['police', 'exit', 'stranger', 'unsigned'] as const)
        expect([who, await reads(who, what)]).toEqual([who, false])
    }
  })
  test('the recipient no longer, when it has run out or was taken back', async () => {
    const on = `'${day(20)}'`
    expect(await change(`expires_on = '${day(-1)}'`, `expires_on = ${on}`)).toBe(false)
    expect(await reads('probation')).toBe(true)
  })
  test('the recipient not without a seat of their own, now and for this purpose', async () => {
    const usual = `purpose = 'reintegration'`
    expect(await change(`purpose = 'supervision'`, usual, 'seats')).toBe(false)
    const ended = `period = tstzrange(now() - interval '1 day', now() - interval '1 second')`
    expect(await change(ended, 'period = tstzrange(now(), null)', 'seats')).toBe(false)
    expect(await reads('probation')).toBe(true)
  })
  test('the recipient not without the category in the agreement', async () => {
    const its = `clause_id = ${world.clause('accommodation')} and agency_id = ${world.agency.probation.id}`
    const found = await meanwhile(
      world,
      `update app.clause_rights set sight = null, may_contribute = false where ${its}`,
      `update app.clause_rights set sight = 'full', may_contribute = true where ${its}`,
      () => reads('probation'),
    )
    expect(found).toBe(false)
  })
  test('the seat is on another case', async () => {
    const other = await world.openCase({ release: day(30) })
    await giveSeat(world, other.id, world.agency.probation.desk)
    const away = `update app.seats set case_id = case_id, period = tstzrange(now() - interval '1 day', now() - interval '1 second')`
    const found = await meanwhile(
      world,
      `${away} ${seat.replace('$', kase.id)}`,
      `update app.seats set period = tstzrange(now(), null) ${seat.replace('$', kase.id)}`,
      () => reads('probation'),
    )
    expect(found).toBe(false)
  })
})
