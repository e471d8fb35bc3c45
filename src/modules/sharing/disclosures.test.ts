import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveSeat } from '../../../tests/law.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { type ItemWish, layItem, layVersion } from '../../../tests/world-items.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
  // The city's chair sits at its coordination desk; housing has nobody with that function.
  const chair = await world.session(1, ['chair'], 10)
  world.agency.stranger = { ...world.agency.stranger, ...chair }
})
afterAll(() => world.close())

/** The chair, in the place of an agency that has no part here. */
const chair = 'stranger' as const
const desk = (name: AgencyName) => world.agency[name].desk

async function table() {
  const opened = await world.openCase({ release: day(30) })
  for (const name of ['housing', 'probation', 'police'] as const)
    await giveSeat(world, opened.id, desk(name))
  return opened
}
const note = (kase: string, wish: ItemWish = {}) =>
  layItem(world, kase, { owner: 'housing', mode: 'named', audience: [desk('city')], ...wish })

const disclose = (who: AgencyName, ref: string, items: string[], more: object = {}) =>
  world.post(who, `/cases/${ref}/disclosures`, {
    items,
    to: 'The landlord of the flat in Quay Street',
    why: 'He lets the flat only if he knows from when it will be lived in.',
    informed: { on: day(0), how: 'talk' },
    expiresOn: day(10),
    ...more,
  })
const decide = (who: AgencyName, id: string, outcome = 'approved', version = 1) =>
  world.post(who, `/disclosures/${id}/decision`, { outcome, words: 'Only the date.' }, { version })
const hand = (who: AgencyName, id: string, version = 2) =>
  world.post(who, `/disclosures/${id}/hand-over`, {}, { version })
const sheet = (who: AgencyName, id: string) => world.get(who, `/disclosures/${id}/sheet`)

describe('a disclosure to somebody outside (MA-04)', () => {
  test('nothing leaves before the chair, somebody else, said yes in words', async () => {
    const { id, ref } = await table()
    const made = await disclose('housing', ref, [await note(id, { text: 'From 1 March.' })])
    const [one] = made.body.ids
    expect(made.status).toBe(201)
    expect((await sheet('housing', one)).status).toBe(404)
    expect((await hand('housing', one, 1)).body.code).toBe('disclosure_not_approved')
    for (const who of ['housing', 'probation', 'police'] as const)
      expect([403, 404]).toContain((await decide(who, one)).status)
    expect((await decide(chair, one)).status).toBe(200)
    const read = await sheet('housing', one)
    expect(read.body.items[0].text).toBe('From 1 March.')
    expect((await sheet('probation', one)).status).toBe(404)
    expect((await hand('housing', one)).status).toBe(200)
    expect((await hand('housing', one, 3)).body.code).toBe('disclosure_already_handed')
    expect(await world.events('disclosure.handed_over')).toHaveLength(1)
  })

  test('nobody approves what they asked for themselves', async () => {
    const { id, ref } = await table()
    const item = await layItem(world, id, { owner: 'city' })
    const [one] = (await disclose(chair, ref, [item])).body.ids
    expect((await decide(chair, one)).body.code).toBe('disclosure_by_two')
  })

  test('what changed, became contested or ran out of time stays, even when it was approved', async () => {
    const { id, ref } = await table()
    const item = await note(id)
    const [one] = (await disclose('housing', ref, [item])).body.ids
    await world.sql(`update app.items set state = 'contested' where id = $1`, [item])
    expect((await decide(chair, one)).body.code).toBe('hand_on_contested')
    await world.sql(`update app.items set state = 'current' where id = $1`, [item])
    expect((await decide(chair, one)).status).toBe(200)
    await layVersion(world, item, 2, 'From 1 April.')
    expect((await hand('housing', one)).body.code).toBe('hand_on_changed')
    await world.sql('update app.disclosures set expires_on = current_date - 1 where id = $1', [one])
    expect((await sheet('housing', one)).status).toBe(404)
    expect((await hand('housing', one)).body.code).toBe('disclosure_over')
  })

  test('the person was told, or it is said why not; without either it cannot be asked', async () => {
    const { id, ref } = await table()
    const item = await note(id)
    expect((await disclose('housing', ref, [item], { informed: undefined })).status).toBe(422)
    const waits = { informed: { postponed: 'A child would be in danger.' } }
    expect((await disclose('housing', ref, [item], waits)).status).toBe(201)
  })

  test('only items of one’s own agency that may be handed on, for at most 90 days', async () => {
    const { id, ref } = await table()
    expect((await disclose('police', ref, [await note(id)])).body.code).toBe('item_not_found')
    const kept = await note(id, { noOnward: true })
    expect((await disclose('housing', ref, [kept])).body.code).toBe('hand_on_no_onward')
    const long = { expiresOn: day(91) }
    expect((await disclose('housing', ref, [await note(id)], long)).body.code).toBe(
      'disclosure_too_long',
    )
  })

  test('withdrawn before it left, it never leaves', async () => {
    const { id, ref } = await table()
    const [one] = (await disclose('housing', ref, [await note(id)])).body.ids
    const back = (version: number) =>
      world.post('housing', `/disclosures/${one}/withdraw`, {}, { version })
    expect((await back(1)).status).toBe(200)
    expect((await decide(chair, one, 'approved', 2)).body.code).toBe('disclosure_already_decided')
    expect((await back(2)).body.code).toBe('disclosure_already_decided')
  })
})

describe('what an agency received (SH2, LED-39)', () => {
  const received = async (
    who: AgencyName,
    ref: string,
    agency: AgencyName,
    from = -30,
    until = 0,
  ) =>
    world.get(
      who,
      `/cases/${ref}/received?agency=${world.agency[agency].id}&from=${day(from)}&until=${day(until)}`,
    )

  test('items and versions, by which road, from when until when, opened or not', async () => {
    const { id, ref } = await table()
    const item = await note(id)
    await world.post('housing', `/cases/${ref}/shares`, {
      items: [item],
      recipients: [desk('probation')],
      expiresOn: day(5),
    })
    const before = (await received('housing', ref, 'probation')).body.rows
    expect(before).toEqual([
      expect.objectContaining({ item, version: 1, by: 'share', from: day(0), opened: 0 }),
    ])
    await world.sql(
      `insert into audit.events (authority_id, member_id, agency_id, action, case_id, detail, canonical, leaf)
       values (1, $1, 3, 'item.read', $2, $3, 'x', '\\x00')`,
      [world.agency.probation.member, id, JSON.stringify({ item, versions: [1] })],
    )
    expect((await received('housing', ref, 'probation')).body.rows[0].opened).toBe(1)
    expect((await received('housing', ref, 'police')).body.rows).toEqual([])
    expect((await received('housing', ref, 'probation', -30, -1)).body.rows).toEqual([])
  })

  test('told to the owner, to the agency itself, and to the data protection officer; to no third party', async () => {
    const { id, ref } = await table()
    const item = await note(id, { mode: 'table', audience: [] })
    await world.sql(
      `insert into app.item_audiences (authority_id, item_id, position, case_id, mode, audience, set_by) values (1, $1, 1, $2, 'table', '{}', 1)`,
      [item, id],
    )
    for (const who of ['housing', 'police', 'privacy'] as const)
      expect((await received(who, ref, 'police')).body.rows).toHaveLength(1)
    expect((await received('probation', ref, 'police')).body.rows).toEqual([])
    expect((await received('papers', ref, 'police')).status).toBe(404)
    expect((await received('papers', 'V-9999', 'police')).status).toBe(404)
  })
})

describe('who can see a case, and why can I (N5)', () => {
  test('every member to whom it opens, by seat, with clause and end; nobody else', async () => {
    const { id, ref } = await table()
    await world.sql(
      `update app.seats set period = tstzrange(lower(period), now() + interval '10 days') where case_id = $1 and principal = $2`,
      [id, desk('police')],
    )
    const { body } = await world.get('probation', `/cases/${ref}/who`)
    expect(body.clause).toMatchObject({ label: '4.4', basis: 'Municipal act art. 12' })
    const mine = body.readers.filter((one: { you: boolean }) => one.you)
    expect(mine).toEqual([
      expect.objectContaining({ relation: 'member', through: 'Probation Service desk' }),
    ])
    const police = body.readers.find((one: { agency: { id: number } }) => one.agency.id === 4)
    expect(police.until).toBe(day(10))
    const agencies = new Set(body.readers.map((one: { agency: { id: number } }) => one.agency.id))
    expect(agencies).toEqual(new Set([1, 2, 3, 4, 5]))
    expect((await world.get('exit', `/cases/${ref}/who`)).status).toBe(404)
  })

  test('whoever declared closeness, left or is blocked is not among them', async () => {
    const { id, ref } = await table()
    const names = async () =>
      (await world.get('probation', `/cases/${ref}/who`)).body.readers.map(
        (one: { name: string }) => one.name,
      )
    const police = `Member ${world.agency.police.member}`
    expect(await names()).toContain(police)
    await world.post('police', `/cases/${ref}/closeness`, { reason: 'A cousin of mine.' })
    expect(await names()).not.toContain(police)
    await giveSeat(world, id, desk('exit'))
    const exit = `Member ${world.agency.exit.member}`
    expect(await names()).toContain(exit)
    await world.sql(`update app.arrangement_parties set left_on = current_date where agency_id = 8`)
    expect(await names()).not.toContain(exit)
    await world.sql(`update app.arrangement_parties set left_on = null where agency_id = 8`)
  })
})

describe('what waits for the chair (MA-04)', () => {
  const waiting = async (who: AgencyName) =>
    ((await world.get(who, '/disclosures/waiting')).body.rows as { ref: string }[]).map(
      ({ ref }) => ref,
    )
  test('the chair finds it on cases where they sit, until it is decided; nobody else does', async () => {
    const { id, ref } = await table()
    const [asked] = (await disclose('housing', ref, [await note(id)])).body.ids
    expect(await waiting(chair)).toContain(ref)
    for (const who of ['housing', 'probation', 'city'] as const)
      expect(await waiting(who)).not.toContain(ref)
    expect((await decide(chair, asked)).status).toBe(200)
    expect(await waiting(chair)).not.toContain(ref)
  })
  test('without a seat of the desk the chair finds nothing', async () => {
    const { id, ref } = await table()
    await disclose('housing', ref, [await note(id)])
    await world.sql(
      `update app.seats set period = tstzrange(lower(period), now()) where case_id = $1 and principal = $2`,
      [id, desk('city')],
    )
    expect(await waiting(chair)).not.toContain(ref)
  })

  test('a chair who sits at no desk of the case hears nothing of it, not even by mail', async () => {
    const { id, ref } = await table()
    const elsewhere = await world.session(1, ['chair'])
    const news = async (member: number) =>
      (
        await world.sql(
          `select from app.mail_news n join app.principals p on p.authority_id = 1 and p.member_id = $1
            where p.id = any (n.principals)`,
          [member],
        )
      ).length
    await world.sql('delete from app.mail_news')
    await disclose('housing', ref, [await note(id)])
    expect(await news(world.agency[chair].member)).toBeGreaterThan(0)
    expect(await news(elsewhere.member)).toBe(0)
  })
})
