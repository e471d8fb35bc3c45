import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveSeat, meanwhile, sees } from '../../../tests/law.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { type ItemWish, layItem } from '../../../tests/world-items.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

const desk = (name: AgencyName) => world.agency[name].desk
const why = 'The landlord needs to know before the keys are handed out.'

async function table() {
  const opened = await world.openCase({ release: day(30) })
  for (const name of ['housing', 'probation', 'police', 'exit'] as const)
    await giveSeat(world, opened.id, desk(name))
  return opened
}

/** An item that housing keeps to a few named readers, so that others have it by a share alone. */
const note = (kase: string, wish: ItemWish = {}) =>
  layItem(world, kase, { owner: 'housing', mode: 'named', audience: [desk('city')], ...wish })

const share = (who: AgencyName, ref: string, items: string[], more: object = {}) =>
  world.post(who, `/cases/${ref}/shares`, {
    items,
    recipients: [desk('probation')],
    expiresOn: day(20),
    informed: { on: day(0), how: 'talk' },
    ...more,
  })

const reads = (who: AgencyName, id: string) => sees(world, who, 'app.items where id = $1', [id])

describe('deciding a share (SH2, R5)', () => {
  test('recipients read the item from that moment, and nobody else does', async () => {
    const { id, ref } = await table()
    const item = await note(id)
    expect(await reads('probation', item)).toBe(false)
    const made = await share('housing', ref, [item])
    expect(made.status).toBe(201)
    expect(await reads('probation', item)).toBe(true)
    expect(await reads('police', item)).toBe(false)
    const seen = await world.get('probation', `/cases/${ref}/sharing`)
    expect(seen.body.shares).toHaveLength(1)
    expect(seen.body.shares[0]).toMatchObject({ own: false, necessity: null, expiresOn: day(20) })
  })

  test('taken back, access ends with it; whoever is not of the owner cannot take it back', async () => {
    const { id, ref } = await table()
    const item = await note(id)
    const [made] = (await share('housing', ref, [item])).body.ids
    const back = (who: AgencyName) =>
      world.post(who, `/shares/${made}/withdraw`, {}, { version: 1 })
    expect((await back('probation')).status).toBe(403)
    expect((await back('police')).status).toBe(404)
    expect((await back('city')).status).toBe(404)
    expect((await back('housing')).status).toBe(200)
    expect(await reads('probation', item)).toBe(false)
    expect((await world.get('probation', `/cases/${ref}/sharing`)).body.shares).toEqual([])
    const again = await world.post('housing', `/shares/${made}/withdraw`, {}, { version: 2 })
    expect([again.status, again.body.code]).toEqual([409, 'share_already_withdrawn'])
    expect((await world.events('share.withdrawn')).length).toBe(1)
  })

  test('only by the agency that owns the item; unseen is unknown', async () => {
    const { id, ref } = await table()
    const item = await note(id)
    const tableItem = await note(id, { mode: 'table', audience: [] })
    expect((await share('police', ref, [item])).body.code).toBe('item_not_found')
    expect((await share('city', ref, [item])).body.code).toBe('share_not_owner')
    expect((await share('probation', ref, [tableItem])).body.code).toBe('share_not_owner')
    expect((await share('papers', ref, [item])).body.code).toBe('case_not_found')
  })

  test('a category that the agreement does not give the recipient is refused with its clause', async () => {
    const { id, ref } = await table()
    const item = await note(id)
    const answer = await share('housing', ref, [item], { recipients: [desk('exit')] })
    expect([answer.status, answer.body.code, answer.body.field]).toEqual([
      409,
      'share_not_in_clause',
      'recipients',
    ])
    expect(answer.body.detail ?? answer.body.title).toContain('4.5')
    expect(answer.body.detail ?? answer.body.title).toContain('Bridge')
    expect(await reads('exit', item)).toBe(false)
  })

  test('where the agreement gives it by decision only, its own necessity is needed, and it is read by the share alone', async () => {
    const { id, ref } = await table()
    const item = await note(id, { mode: 'table', audience: [] })
    const [exit, clause] = [world.agency.exit.id, world.clause('accommodation')]
    await meanwhile(
      world,
      `insert into app.clause_rights (authority_id, clause_id, agency_id, on_decision) values (1, ${clause}, ${exit}, true)`,
      `delete from app.clause_rights where clause_id = ${clause} and agency_id = ${exit}`,
      async () => {
        const to = { recipients: [desk('exit')] }
        const bare = await share('housing', ref, [item], to)
        expect([bare.status, bare.body.code]).toEqual([422, 'share_needs_necessity'])
        expect(await reads('exit', item)).toBe(false)
        expect((await share('housing', ref, [item], { ...to, necessity: why })).status).toBe(201)
        expect(await reads('exit', item)).toBe(true)
      },
    )
    expect(await reads('exit', item)).toBe(false)
  })

  test('professional secrecy is lifted on a ground only', async () => {
    const { id, ref } = await table()
    const item = await note(id)
    const its = `clause_id = ${world.clause('accommodation')} and agency_id = ${world.agency.housing.id}`
    await meanwhile(
      world,
      `update app.clause_rights set secrecy = true, release_ground = 'Code art. 458' where ${its}`,
      `update app.clause_rights set secrecy = false, release_ground = null where ${its}`,
      async () => {
        expect((await share('housing', ref, [item])).body.code).toBe('share_needs_release')
        const ground = { releaseGround: 'The person released us in writing on Monday.' }
        expect((await share('housing', ref, [item], ground)).status).toBe(201)
      },
    )
  })

  test.each([
    ['contested', { state: 'contested' }, 'hand_on_contested'],
    ['restricted', { state: 'restricted' }, 'hand_on_restricted'],
    ['stale', { reviewBy: day(-1) }, 'hand_on_stale'],
    ['not to be handed on', { noOnward: true }, 'hand_on_no_onward'],
    ['kept to its agency', { mode: 'agency', audience: [] }, 'hand_on_own_agency'],
  ] as [string, ItemWish, string][])(
    'an item that is %s stays where it is (R6)',
    async (_, wish, code) => {
      const { id, ref } = await table()
      const answer = await share('housing', ref, [await note(id, wish)])
      expect([answer.status, answer.body.code]).toEqual([409, code])
    },
  )

  test('without an end, with one that has passed, or beyond the agreement, nothing is shared', async () => {
    const { id, ref } = await table()
    const item = await note(id)
    const until = async (expiresOn: string | undefined) =>
      (await share('housing', ref, [item], { expiresOn })).body.code
    expect(await until(undefined)).toBe('required')
    expect(await until(day(-1))).toBe('share_expiry_past')
    expect(await until(day(501))).toBe('share_expiry_beyond')
    expect((await share('housing', ref, [item], { expiresOn: day(0) })).status).toBe(201)
  })

  test('guests and those who look in an emergency decide nothing (R8)', async () => {
    const { id, ref } = await table()
    const item = await note(id)
    await world.sql(
      `update app.seats set relation = 'guest' where case_id = $1 and principal = $2`,
      [id, desk('housing')],
    )
    expect((await share('housing', ref, [item])).body.code).toBe('share_not_yours')
    await world.sql(
      `update app.seats set relation = 'override' where case_id = $1 and principal = $2`,
      [id, desk('housing')],
    )
    const look = await share('housing', ref, [item])
    expect([look.status, look.body.code]).toEqual([403, 'override_reads_only'])
  })

  test('ends by itself: its last day, the owner leaving, the recipient’s right; no row is rewritten', async () => {
    const { id, ref } = await table()
    const item = await note(id)
    await share('housing', ref, [item])
    const during = async (change: string, undo: string) =>
      meanwhile(world, change, undo, () => reads('probation', item))
    const shares = `update app.shares set expires_on = current_date`
    expect(await during(`${shares} - 1`, `${shares} + 20`)).toBe(false)
    const party = `update app.arrangement_parties set left_on =`
    const whose = (name: AgencyName) => `where agency_id = ${world.agency[name].id}`
    for (const name of ['housing', 'probation'] as const)
      expect(
        await during(`${party} current_date ${whose(name)}`, `${party} null ${whose(name)}`),
      ).toBe(false)
    expect(await reads('probation', item)).toBe(true)
  })

  test('extended only onward, while it runs, and while the items may be handed on', async () => {
    const { id, ref } = await table()
    const item = await note(id)
    const [made] = (await share('housing', ref, [item])).body.ids
    const extend = (expiresOn: string, version: number) =>
      world.post('housing', `/shares/${made}/extend`, { expiresOn }, { version })
    expect((await extend(day(10), 1)).body.code).toBe('share_expiry_not_later')
    expect((await extend(day(40), 1)).body).toEqual({ version: 2 })
    await world.sql(`update app.items set state = 'contested' where id = $1`, [item])
    expect((await extend(day(60), 2)).body.code).toBe('hand_on_contested')
    await world.sql(`update app.shares set expires_on = current_date - 1 where id = $1`, [made])
    expect((await extend(day(60), 2)).body.code).toBe('share_over')
  })
})

describe('no surprises (MA-13)', () => {
  const surprises = async () =>
    (await world.get('privacy', '/privacy')).body.surprises.map((one: { id: string }) => one.id)

  test('a share of which the person was not told, and nobody said why, is on the officer’s list until they are', async () => {
    const { id, ref } = await table()
    const item = await note(id)
    const made = async (informed: object | undefined) =>
      (await share('housing', ref, [item], { informed })).body.ids[0]
    const silent = await made(undefined)
    const told = await made({ on: day(-1), how: 'letter' })
    const waits = await made({ postponed: 'It would endanger somebody else.', until: day(14) })
    expect(await surprises()).toContain(silent)
    expect(await surprises()).not.toContain(told)
    expect(await surprises()).not.toContain(waits)
    await world.sql('update app.shares set postponed_until = current_date - 1 where id = $1', [
      waits,
    ])
    expect(await surprises()).toContain(waits)
    const tell = { on: day(0), how: 'talk' }
    const answer = await world.post('housing', `/shares/${silent}/told`, tell, { version: 1 })
    expect(answer.status).toBe(200)
    expect(await surprises()).not.toContain(silent)
  })

  test('one reason used again and again is noticed, as a count (MA-02)', async () => {
    for (let time = 0; time < 3; time += 1) {
      const { id, ref } = await table()
      await share('housing', ref, [await note(id)], { necessity: why })
    }
    const { repeated } = (await world.get('privacy', '/privacy')).body
    expect(repeated).toEqual([
      expect.objectContaining({ agency: expect.objectContaining({ id: 5 }), cases: 4 }),
    ])
  })
})

test('a day beyond the agreement is refused with the last day that it allows, also when a share is extended (SH2)', async () => {
  const { id, ref } = await table()
  const item = await note(id)
  const [made] = (await share('housing', ref, [item])).body.ids
  const far = day(3650)
  const first = await share('housing', ref, [item], { expiresOn: far })
  const later = await world.post(
    'housing',
    `/shares/${made}/extend`,
    { expiresOn: far },
    { version: 1 },
  )
  expect(first.body).toMatchObject({ code: 'share_expiry_beyond', field: 'expiresOn' })
  expect(first.body.values.until).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  expect(later.status).toBe(422)
  expect(later.body).toMatchObject({ code: 'share_expiry_beyond', values: first.body.values })
})
