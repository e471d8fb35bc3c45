import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, giveSeat, type Reader, sees } from '../../../tests/law.ts'
import { layRow, type Seats, seatsThatAreNone, withoutClause } from '../../../tests/rows.ts'
import { proveSeated } from '../../../tests/seated.ts'
import { day, makeWorld, type World } from '../../../tests/world.ts'
import { layMeeting } from '../../../tests/world-items.ts'

// Each part of the rules about rows of this module, on rows laid down by the owner's hand.
let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

/** A case with a meeting, one question of its checklist and one part of what was handed over. */
const withMeeting = (): World => ({
  ...world,
  openCase: async (wish) => {
    const opened = await world.openCase(wish)
    const of = {
      meeting_id: await layMeeting(world, opened.id, day(3), ['prison']),
      case_id: opened.id,
      clause_id: world.clause('accommodation'),
    }
    await layRow(world, 'handover_checks', { ...of, code: 'first_night' })
    const content = { content_sealed: '\\x00', sha256: Buffer.alloc(32) }
    await layRow(world, 'handover_packages', { ...of, category: 'accommodation', ...content })
    return opened
  },
})

proveSeated(withMeeting, { table: 'app.handover_meetings', category: 'lead' })
proveSeated(withMeeting, { table: 'app.handover_checks', category: 'accommodation' })
proveSeated(withMeeting, { table: 'app.handover_packages', category: 'accommodation' })

describe('what was declined twice (app.escalations)', () => {
  /** Between the city and the housing office. */
  async function raised(seats: Seats, elsewhere: Seats = []) {
    const [one, other] = [await world.openCase(), await world.openCase()]
    for (const [principal, wish] of seats) await giveSeat(world, one.id, principal, wish)
    for (const [principal, wish] of elsewhere) await giveSeat(world, other.id, principal, wish)
    const id = await layRow(world, 'escalations', {
      ...{ id: randomUUID(), case_id: one.id, ref: one.ref, domain: 'accommodation' },
      ...{ clause_id: world.clause('accommodation'), agencies: [1, 5], from_agency_id: 1 },
    })
    return (who: Reader) => sees(world, who, 'app.escalations where id = $1', [id])
  }

  test('is known to the managers of the agencies concerned, not to their colleagues and not to other managers', async () => {
    const reads = await raised([])
    const { housing, police } = world.agency
    expect(await reads(await world.session(housing.id, ['manager']))).toBe(true)
    expect(await reads(await world.session(housing.id, ['case_worker']))).toBe(false)
    expect(await reads(await world.session(police.id, ['manager']))).toBe(false)
  })
  test('and to whoever leads or coordinates, from a seat as it stands now, on that case and for this purpose', async () => {
    const { desk } = world.agency.police
    expect(await (await raised([[desk, { relation: 'lead' }]]))('police')).toBe(true)
    expect(await (await raised([[desk, { relation: 'coordination' }]]))('police')).toBe(true)
    expect(await (await raised([[desk, { relation: 'member' }]]))('police')).toBe(false)
    for (const [what, seats, elsewhere] of seatsThatAreNone(desk, 'lead'))
      expect([what, await (await raised(seats, elsewhere))('police')]).toEqual([what, false])
  })
  test('not to whom the agreement does not show that part of life', async () => {
    const reads = await raised([[world.agency.police.desk, { relation: 'lead' }]])
    const found = () => reads('police')
    expect(await withoutClause(world, 'police', 'accommodation', found)).toBe(false)
    expect(await found()).toBe(true)
  })
})

describe('a link for an agency without account (app.offer_links)', () => {
  /** Probation asks the housing office by a link; the police asked it something else without one. */
  async function sent(clause = 'accommodation') {
    const { id: case_id } = await world.openCase()
    const { probation, police, housing } = world.agency
    for (const { desk } of [probation, police]) await giveSeat(world, case_id, desk)
    const ask = async (by: typeof police) =>
      layRow(world, 'leads', {
        ...{ id: randomUUID(), case_id, domain: 'accommodation' },
        ...{ clause_id: world.clause('accommodation'), agency_id: housing.id },
        ...{ to_principal: housing.desk, from_agency_id: by.id, from_principal: by.desk },
        ...{ offered_by: by.member, answer_by: day(5), state: 'offered', voluntary: false },
        ...{ agreed: `[${day(60)},)`, period: `[${day(60)},)` },
      })
    await ask(police)
    const id = await layRow(world, 'offer_links', {
      ...{ id: randomUUID(), lead_id: await ask(probation), case_id },
      ...{ clause_id: world.clause(clause), agency_id: housing.id, made_by: probation.member },
      token_hash: Buffer.from(randomUUID()),
    })
    return (who: Reader) => sees(world, who, 'app.offer_links where id = $1', [id])
  }

  test('is known to who asked by it and to who coordinates, not to who asked otherwise or is asked', async () => {
    const reads = await sent()
    for (const [who, expected] of [
      ['probation', true],
      ['city', true],
      ['police', false],
      ['housing', false],
    ] as const)
      expect([who, await reads(who)]).toEqual([who, expected])
  })
  test('while the agreement shows them the part of life that it is about', async () => {
    const reads = await sent('work')
    const found = () => reads('probation')
    expect(await withoutClause(world, 'probation', 'work', found)).toBe(false)
    expect(await found()).toBe(true)
  })
})

test('a word given in advance is read by the desk that gave it, and by nobody else (app.standing_acceptances)', async () => {
  const { housing } = world.agency
  const id = await layRow(world, 'standing_acceptances', {
    ...{
      id: randomUUID(),
      agency_id: housing.id,
      principal: housing.desk,
      domain: 'accommodation',
    },
    ...{ at_once: 2, valid: `[${day(0)},${day(90)})`, made_by: housing.member },
  })
  const reads = (who: Reader) => sees(world, who, 'app.standing_acceptances where id = $1', [id])
  expect(await reads('housing')).toBe(true)
  expect(await reads(await world.session(housing.id, ['case_worker']))).toBe(false)
  for (const who of ['city', 'probation', 'stranger'] as const) expect(await reads(who)).toBe(false)
})
