import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveSeat, type Reader, sees } from '../../../tests/law.ts'
import { layRow, type Seats, seatsThatAreNone, withoutClause } from '../../../tests/rows.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'
import { layItem } from '../../../tests/world-items.ts'

// Each part of the rules about rows of this module, on rows laid down by the owner's hand.
let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.drop())

const desk = (name: AgencyName) => world.agency[name].desk
const id = (name: AgencyName) => world.agency[name].id
const own = (member: number) => 10_000 + member

/** A case, and seats on it, or beside it on another one. */
async function table(seats: Seats, elsewhere: Seats = []) {
  const [one, other] = [await world.openCase(), await world.openCase()]
  for (const [principal, wish] of seats) await giveSeat(world, one.id, principal, wish)
  for (const [principal, wish] of elsewhere) await giveSeat(world, other.id, principal, wish)
  return one.id
}

const lay = (what: string, row: Record<string, unknown>) => layRow(world, what, row)
const without = (who: AgencyName, category: string, act: () => Promise<boolean>) =>
  withoutClause(world, who, category, act)

const consentOf = async (kase: string, to: AgencyName, by = world.agency.city.member) => {
  const consent = await lay('consents', {
    ...{
      id: randomUUID(),
      case_id: kase,
      domain: 'accommodation',
      answer: 'given',
      language: 'nl',
    },
    ...{ clause_id: world.clause('accommodation'), text_version: 'help-1', way: 'talk' },
    ...{ shown_sealed: '\\x00', explainer_sealed: '\\x00', capacity: 'alone', given_on: day(0) },
    ...{ recorded_by: by },
  })
  await lay('consent_recipients', {
    ...{ consent_id: consent, agency_id: id(to), case_id: kase },
    clause_id: world.clause('accommodation'),
  })
  return consent
}
const reads = async (who: Reader, consent: string) =>
  Promise.all([
    sees(world, who, 'app.consents where id = $1', [consent]),
    sees(world, who, 'app.consent_recipients where consent_id = $1', [consent]),
  ])

describe('a consent (SH3, SH4, GD-03)', () => {
  test('is read by the agency that it lets help, from a seat of its own, now and for this purpose', async () => {
    const seated = await consentOf(await table([[desk('housing')]]), 'housing')
    expect(await reads('housing', seated)).toEqual([true, true])
    for (const [what, seats, elsewhere] of seatsThatAreNone(desk('housing'))) {
      const consent = await consentOf(await table(seats, elsewhere), 'housing')
      expect([what, ...(await reads('housing', consent))]).toEqual([what, false, false])
    }
  })
  test('not by an agency that the agreement does not show that part of life', async () => {
    const consent = await consentOf(await table([[desk('housing')]]), 'housing')
    for (const at of [0, 1])
      expect(
        await without('housing', 'accommodation', async () =>
          Boolean((await reads('housing', consent))[at]),
        ),
      ).toBe(false)
  })
  test('not by an agency that helps by another consent, nor once it was taken back', async () => {
    const kase = await table([[desk('housing')]])
    await consentOf(kase, 'housing')
    const toOthers = await consentOf(kase, 'health')
    expect(await reads('housing', toOthers)).toEqual([false, false])
    const back = await consentOf(await table([[desk('housing')]]), 'housing')
    await world.sql(
      `update app.consent_recipients set withdrawn_on = current_date, withdrawn_at = now(), withdrawn_way = 'talk',
         withdrawn_by = 1, withdrawn_sealed = '\\x00' where consent_id = $1`,
      [back],
    )
    expect(await reads('housing', back)).toEqual([false, false])
  })
  test('by whoever wrote it down, and by the coordination; not by a colleague who merely sits there', async () => {
    const writer = await world.session(id('city'), ['case_worker'])
    const colleague = await world.session(id('city'), ['case_worker'])
    const kase = await table([[own(writer.member)], [own(colleague.member)]])
    const consent = await consentOf(kase, 'housing', writer.member)
    expect(await reads(writer, consent)).toEqual([true, false])
    expect(await reads(colleague, consent)).toEqual([false, false])
    expect(await reads('city', consent)).toEqual([true, true])
  })
  test('whoever wrote it down reads it from a seat on its case only, and the coordination only what it may see', async () => {
    const writer = await world.session(id('city'), ['case_worker'])
    for (const [what, seats, elsewhere] of seatsThatAreNone(own(writer.member))) {
      const consent = await consentOf(await table(seats, elsewhere), 'housing', writer.member)
      expect([what, ...(await reads(writer, consent))]).toEqual([what, false, false])
    }
    const consent = await consentOf(await table([]), 'housing')
    expect(await reads('city', consent)).toEqual([true, true])
    for (const at of [0, 1])
      expect(
        await without('city', 'accommodation', async () =>
          Boolean((await reads('city', consent))[at]),
        ),
      ).toBe(false)
  })
  test('never by those who enforce measures, were they to coordinate, be named or have written it', async () => {
    const { police } = world.agency
    const kase = await table([[desk('police'), { relation: 'coordination' }]])
    expect(await reads('police', await consentOf(kase, 'police', police.member))).toEqual([
      false,
      false,
    ])
  })
})

const shareOf = (kase: string, owner: AgencyName) =>
  lay('shares', {
    ...{ id: randomUUID(), case_id: kase, owner_agency_id: id(owner), purpose: 'reintegration' },
    ...{
      clause_id: world.clause('accommodation'),
      recipients: [desk('papers')],
      expires_on: day(5),
    },
    ...{ key_wrapped: world.db.keys.newDataKey(1).wrapped, decided_by: world.agency[owner].member },
  })

test('who lost a share with a consent is known to the agency that gave that share; never to those who enforce measures', async () => {
  const kase = await table([[desk('housing')], [desk('probation')], [desk('police')]])
  const leaves = async (owner: AgencyName) => {
    const share = await shareOf(kase, owner)
    await lay('share_departures', { share_id: share, principal: desk('papers'), case_id: kase })
    return (who: AgencyName) =>
      sees(world, who, 'app.share_departures where share_id = $1', [share])
  }
  const [housing, city, probation] = [
    await leaves('housing'),
    await leaves('city'),
    await leaves('probation'),
  ]
  expect(await housing('housing')).toBe(true)
  expect(await housing('city')).toBe(false)
  expect(await city('housing')).toBe(false)
  expect(await probation('probation')).toBe(false)
})

describe('what is kept about an item is read by whom the item is for (LED-12, LED-24, LED-25)', () => {
  const special = { approver: 1, approved: true }
  const itemOf = (kase: string, wish: Parameters<typeof layItem>[2]) =>
    layItem(world, kase, { owner: 'housing', ...wish })

  test('words beside an item: by who reads that very item, of either kind', async () => {
    const kase = await table([[desk('housing')], [desk('probation')]])
    const named = { mode: 'named' as const, audience: [desk('probation')] }
    const contested = async (item: string) => {
      await lay('item_contests', {
        ...{
          id: randomUUID(),
          item_id: item,
          case_id: kase,
          statement_sealed: '\\x00',
          language: 'nl',
        },
        ...{ wish: 'correct', way: 'talk', said_on: day(0), against_version: 1, recorded_by: 1 },
      })
      return sees(world, 'probation', 'app.item_contests where item_id = $1', [item])
    }
    expect(await contested(await itemOf(kase, {}))).toBe(true)
    expect(await contested(await itemOf(kase, { ...named, special }))).toBe(true)
    expect(await contested(await itemOf(kase, { mode: 'agency' }))).toBe(false)
    expect(await contested(await itemOf(kase, { mode: 'agency', special }))).toBe(false)
  })
  test('tellings and longer keeping: by the agency that owns that item', async () => {
    const kase = await table([[desk('housing')], [desk('probation')]])
    const kept = async (item: string) => {
      await lay('restriction_tellings', {
        ...{ item_id: item, case_id: kase, told_on: day(0), how: 'talk', told_by: 1 },
      })
      await lay('retention_extensions', {
        ...{
          id: randomUUID(),
          item_id: item,
          case_id: kase,
          until: day(9),
          reasons_sealed: '\\x00',
        },
        asked_by: 1,
      })
      const who = async (name: AgencyName) =>
        Promise.all(
          ['restriction_tellings', 'retention_extensions'].map((one) =>
            sees(world, name, `app.${one} where item_id = $1`, [item]),
          ),
        )
      return [...(await who('housing')), ...(await who('probation')), ...(await who('city'))]
    }
    const named = { mode: 'named' as const, audience: [desk('probation'), desk('city')] }
    expect(await kept(await itemOf(kase, {}))).toEqual([true, true, false, false, false, false])
    expect(await kept(await itemOf(kase, { ...named, special }))).toEqual([
      ...[true, true, false, false, false, false],
    ])
  })
  test('what the clock did: by the agency that owns the item, while the case opens to it', async () => {
    const marked = async (kase: string) => {
      const item = randomUUID()
      await lay('retention_marks', {
        ...{ item_id: item, case_id: kase, what: 'review', category: 'accommodation' },
        ...{ agency_id: id('housing'), clause_id: world.clause('accommodation'), due_on: day(0) },
      })
      return async (who: AgencyName) =>
        sees(world, who, 'app.retention_marks where item_id = $1', [item])
    }
    const reader = await marked(await table([[desk('housing')], [desk('probation')]]))
    expect([await reader('housing'), await reader('probation')]).toEqual([true, false])
    for (const [what, seats, elsewhere] of seatsThatAreNone(desk('housing'))) {
      const far = await marked(await table(seats, elsewhere))
      expect([what, await far('housing')]).toEqual([what, false])
    }
  })
})

describe('a notice of a correction (GD-10, N20)', () => {
  const notice = async (kase: string) => {
    const told = await lay('correction_notices', {
      ...{
        id: randomUUID(),
        item_id: randomUUID(),
        case_id: kase,
        clause_id: world.clause('accommodation'),
      },
      ...{
        kind: 'corrected',
        item_version: 2,
        from_agency_id: id('housing'),
        agency_id: id('probation'),
      },
      ...{ recipients: [desk('probation')], made_by: 1, due_on: day(7) },
    })
    return (who: Reader) => sees(world, who, 'app.correction_notices where id = $1', [told])
  }
  test('is read by whom it is for, by the managers of that agency, and by nobody else there', async () => {
    const reads = await notice(await table([[desk('police')]]))
    const manager = await world.session(id('probation'), ['manager'])
    const worker = await world.session(id('probation'), ['case_worker'])
    const other = await world.session(id('police'), ['manager'], desk('police'))
    expect(await reads('probation')).toBe(true)
    expect(await reads(manager)).toBe(true)
    expect(await reads(worker)).toBe(false)
    expect(await reads(other)).toBe(false)
  })
  test('and by the agency that gave the item, from a seat of its own on that case, now and for this purpose', async () => {
    expect(await (await notice(await table([[desk('housing')]])))('housing')).toBe(true)
    for (const [what, seats, elsewhere] of seatsThatAreNone(desk('housing'))) {
      const reads = await notice(await table(seats, elsewhere))
      expect([what, await reads('housing')]).toEqual([what, false])
    }
  })
})
