import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveSeat, meanwhile, type Reader, type SeatWish, sees } from '../../../tests/law.ts'
import { layRow } from '../../../tests/rows.ts'
import { declareCloseness } from '../../../tests/seated.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'
import { layItem } from '../../../tests/world-items.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.drop())

const desk = (name: AgencyName) => world.agency[name].desk

/** A share of housing for probation, both seated as wished, laid down by the owner's hand. */
async function laid(seats: { housing?: SeatWish | null; probation?: SeatWish | null } = {}) {
  const { id } = await world.openCase({ release: day(30) })
  for (const name of ['housing', 'probation'] as const)
    if (seats[name] !== null) await giveSeat(world, id, desk(name), seats[name] ?? {})
  const item = await layItem(world, id, {
    owner: 'housing',
    mode: 'named',
    audience: [desk('city')],
  })
  const share = randomUUID()
  const key = world.db.keys.newDataKey(1).wrapped
  await world.sql(
    `insert into app.shares (authority_id, id, case_id, owner_agency_id, purpose, clause_id, recipients, key_wrapped, expires_on, decided_by)
     values (1, $1, $2, 5, 'reintegration', $3, $4, $5, current_date + 5, 1)`,
    [share, id, world.clause('accommodation'), [desk('probation')], key],
  )
  await world.sql(
    'insert into app.share_items (authority_id, share_id, item_id, version, case_id) values (1, $1, $2, 1, $3)',
    [share, item, id],
  )
  const out = randomUUID()
  await world.sql(
    `insert into app.disclosures (authority_id, id, case_id, owner_agency_id, purpose, clause_id, key_wrapped, to_sealed, why_sealed, necessity_token,
       informed_on, informed_how, expires_on, asked_by) values (1, $1, $2, 5, 'reintegration', $3, $4, '\\x01', '\\x01', 1, current_date, 'talk', current_date + 5, 1)`,
    [out, id, world.clause('accommodation'), key],
  )
  await world.sql(
    'insert into app.disclosure_items (authority_id, disclosure_id, item_id, version, case_id) values (1, $1, $2, 1, $3)',
    [out, item, id],
  )
  return { id, share, out }
}

const seesShare = async (who: Reader, { share }: { share: string }, purpose?: string) => {
  const known = await sees(world, who, 'app.shares where id = $1', [share], purpose)
  const listed = await sees(world, who, 'app.share_items where share_id = $1', [share], purpose)
  expect(listed).toBe(known)
  return known
}
const seesOut = async (who: Reader, { out }: { out: string }) => {
  const known = await sees(world, who, 'app.disclosures where id = $1', [out])
  const listed = await sees(world, who, 'app.disclosure_items where disclosure_id = $1', [out])
  expect(listed).toBe(known)
  return known
}
const ended = { from: `now() - interval '1 day'`, until: `now() - interval '1 second'` }

describe('a share is known to its owner’s table, and to whom it names while it is in force', () => {
  test('owner and recipient with a seat; nobody else at the table', async () => {
    const one = await laid()
    await giveSeat(world, one.id, desk('police'))
    expect(await seesShare('housing', one)).toBe(true)
    expect(await seesShare('probation', one)).toBe(true)
    for (const who of ['city', 'police', 'privacy', 'exit'] as const)
      expect(await seesShare(who, one)).toBe(false)
  })
  test.each([
    ['no seat', null],
    ['a seat that ended', ended],
    ['a seat for another purpose', { purpose: 'supervision' }],
  ])('%s: neither owner nor recipient', async (_, wish) => {
    const one = await laid({ housing: wish, probation: wish })
    expect(await seesShare('housing', one)).toBe(false)
    expect(await seesShare('probation', one)).toBe(false)
  })
  test('taken back or over: its owner still knows it, the recipient no longer', async () => {
    for (const wish of [
      'withdrawn_at = now(), withdrawn_by = 1',
      'expires_on = current_date - 1',
    ]) {
      const one = await laid()
      await world.sql(`update app.shares set ${wish} where id = $1`, [one.share])
      expect(await seesShare('housing', one)).toBe(true)
      expect(await seesShare('probation', one)).toBe(false)
    }
  })
  test('a recipient without right to the clause does not know it', async () => {
    const one = await laid()
    const its = `clause_id = ${world.clause('accommodation')} and agency_id = ${world.agency.probation.id}`
    await meanwhile(
      world,
      `update app.clause_rights set sight = null where ${its}`,
      `update app.clause_rights set sight = 'full' where ${its}`,
      async () => expect(await seesShare('probation', one)).toBe(false),
    )
  })
})

describe('a disclosure is known to the owner’s table and to the chair at the case', () => {
  test('owner, chair; neither other agencies nor a chair without a seat', async () => {
    const one = await laid()
    const chair = await world.session(world.agency.city.id, ['chair'], desk('city'))
    const elsewhere = await world.session(world.agency.exit.id, ['chair'], desk('exit'))
    expect(await seesOut('housing', one)).toBe(true)
    expect(await seesOut(chair, one)).toBe(true)
    for (const who of ['city', 'probation', elsewhere] as const)
      expect(await seesOut(who, one)).toBe(false)
  })
  test.each([
    ['no seat', null],
    ['a seat that ended', ended],
    ['a seat for another purpose', { purpose: 'supervision' }],
  ])('%s: not even its owner', async (_, wish) => {
    expect(await seesOut('housing', await laid({ housing: wish }))).toBe(false)
  })
})

test('the calendar of whoever declared closeness is silent about the case (PI5)', async () => {
  const { id, ref } = await world.openCase({ release: day(10) })
  const { member } = world.agency.city
  const hash = createHash('sha256').update('feed').digest()
  await world.sql(
    'insert into app.calendar_feeds (authority_id, member_id, token_hash) values (1, $1, $2)',
    [member, hash],
  )
  const feed = async () =>
    JSON.stringify(await world.sql('select read.calendar_of($1) as said', [hash]))
  expect(await feed()).toContain(ref)
  await declareCloseness(world, { id }, member)
  expect(await feed()).not.toContain(ref)
})

describe('a look in an emergency (app.overrides)', () => {
  /** Of the city's worker at a case of their own, as it stands. */
  async function looked(more: Record<string, unknown> = {}) {
    const { id: case_id } = await world.openCase()
    const { id: agency_id, member: member_id } = world.agency.city
    const id = await layRow(world, 'overrides', {
      ...{ id: randomUUID(), case_id, member_id, agency_id, purpose: 'reintegration' },
      ...{ asked_sealed: '\\x00', reason_sealed: '\\x00', ends_at: soon },
      ...{ key_wrapped: world.db.keys.newDataKey(1).wrapped, needs_second: true, ...more },
    })
    return (who: Reader) => sees(world, who, 'app.overrides where id = $1', [id])
  }
  const soon = new Date(Date.now() + 3_600_000)
  const ago = new Date(Date.now() - 1000)

  test('is known to who looked, to the officer of the authority, and to the one of their own agency', async () => {
    const reads = await looked()
    const { city, exit } = world.agency
    expect(await reads('city')).toBe(true)
    expect(await reads('privacy')).toBe(true)
    expect(await reads(await world.session(city.id, ['coordinator']))).toBe(false)
    const partner = await world.session(exit.id, ['data_protection_officer'])
    expect(await reads(partner)).toBe(false)
    const own = await looked({ member_id: exit.member, agency_id: exit.id })
    expect(await own(partner)).toBe(true)
    expect(await own(await world.session(exit.id, ['case_worker']))).toBe(false)
  })
  test('to chairs while it waits for a second person, and no longer', async () => {
    const chair = await world.session(world.agency.police.id, ['chair'])
    const answered = { second_at: ago, second_by: chair.member, second_said: 'agreed' }
    expect(await (await looked())(chair)).toBe(true)
    expect(await (await looked({ needs_second: false }))(chair)).toBe(false)
    expect(await (await looked({ ends_at: ago }))(chair)).toBe(false)
    expect(await (await looked(answered))(chair)).toBe(false)
  })
})
