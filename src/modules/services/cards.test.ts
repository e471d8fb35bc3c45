import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, sees } from '../../../tests/law.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

const card = {
  address: 'Moor Road 1',
  contact: 'Resettlement office',
  phone: '0555 0219-7',
  email: 'resettlement@prison.example',
  hours: 'Monday to Friday 9:00 to 12:00',
  visiting: 'Announce three working days before. Identity card at the gate.',
  bring: 'Paper and pens. No telephones.',
  booking: 'Ask here, under Sessions inside.',
  releaseTimes: 'From 8:30, on working days',
  releasePlace: 'Small gate, east side',
  money: 'Cash up to 200 euros, the rest by card',
  languages: ['nl', 'fr'],
  terms: [{ term: 'PSD', meaning: 'The psychosocial service of the prison' }],
  liaisons: [{ agencyId: 1, who: 'Coordination desk', how: 'First Tuesday of a month' }],
}

const put = async (who: AgencyName, version: number, change: object = {}) => {
  const answer = await world.app.inject({
    method: 'PUT',
    url: '/api/v1/prison-cards/2',
    headers: {
      cookie: `__Host-throughcare=${world.agency[who].token}`,
      'if-match': `"${version}"`,
    },
    payload: { ...card, ...change },
  })
  return { status: answer.statusCode, body: answer.json() }
}

describe('TC9: one card for each prison', () => {
  test('before anybody wrote it there is an empty card; the prison writes it, others do not', async () => {
    const empty = await world.get('stranger', '/prison-cards/2')
    expect(empty.body).toMatchObject({ version: 0, contact: '', reviewedOn: null, may: ['visit'] })
    expect((await put('police', 0)).body.code).toBe('prison_card_not_yours')
    const written = await put('prison', 0)
    expect(written.status, JSON.stringify(written.body)).toBe(200)
    expect(written.body).toMatchObject({ version: 1, reviewedOn: day(0), terms: card.terms })
    expect((await put('city', 1, { hours: 'Mornings' })).body.changes[0]).toMatchObject({
      kind: 'changed',
      fields: ['hours'],
    })
    expect((await put('prison', 1)).status).toBe(412)
  })
  test('an agency that is no prison has no card', async () => {
    expect((await world.get('city', '/prison-cards/3')).status).toBe(404)
    expect((await world.get('city', '/prison-cards/999')).status).toBe(404)
  })
  test('the card is found by the telephone number that rings, however it is written', async () => {
    const found = async (q: string) =>
      (await world.get('police', `/prison-cards?q=${encodeURIComponent(q)}`)).body.prisons.length
    expect(await found('05550219')).toBe(1)
    expect(await found('0555/02197')).toBe(1)
    expect(await found('moor')).toBe(1)
    expect(await found('0555 9999')).toBe(0)
  })
  test('after 180 days nobody has looked at it, and it says so; one press makes it good', async () => {
    const age = (days: number) =>
      world.sql(
        'update app.prison_cards set reviewed_on = current_date - $1::int where authority_id = 1',
        [days],
      )
    await age(180)
    expect((await world.get('police', '/prison-cards')).body.prisons[0].overdue).toBe(false)
    await age(181)
    const { body } = await world.get('police', '/prison-cards')
    expect(body.prisons[0].overdue).toBe(true)
    const { version } = body.prisons[0]
    const looked = await world.post('prison', '/prison-cards/2/review', {}, { version })
    expect(looked.body).toMatchObject({ overdue: false, reviewedOn: day(0) })
  })
})

describe('TC9: visits of the liaison and what they leave open', () => {
  const visit = {
    agencyId: 3,
    on: day(-2),
    topic: 'Releases on Fridays',
    issues: ['Bus?', 'Keys?'],
  }
  test('a visit with two issues, one answered, shows one open', async () => {
    const made = await world.post('probation', '/prison-cards/2/visits', visit)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    expect(made.body.openIssues).toBe(2)
    const [first] = made.body.visits[0].issues
    const answer = { answer: 'The 8:50 waits on release days' }
    const address = `/visit-issues/${first.id}/answer`
    expect((await world.post('police', address, answer, { version: 1 })).status).toBe(403)
    const answered = await world.post('prison', address, answer, { version: 1 })
    expect(answered.body).toMatchObject({ openIssues: 1 })
    expect(answered.body.visits[0].issues[0]).toMatchObject({
      answeredBy: 'Valmare Prison',
      answeredOn: day(0),
    })
    expect((await world.post('prison', address, answer, { version: 1 })).status).toBe(412)
    const again = await world.post('probation', address, { answer: '' }, { version: 2 })
    expect(again.body.openIssues).toBe(2)
  })
  test('a visit is written down by who made it, by the prison or by the coordinator', async () => {
    const write = (who: AgencyName, change: object = {}) =>
      world.post(who, '/prison-cards/2/visits', { ...visit, ...change })
    expect((await write('police')).body.code).toBe('visit_not_yours')
    expect((await write('city')).status).toBe(201)
    expect((await write('prison')).status).toBe(201)
    expect((await write('probation', { on: day(1) })).body.code).toBe('day_in_future')
    expect((await write('city', { agencyId: 99 })).body.code).toBe('agency_not_found')
  })
})

describe('each authority has its own', () => {
  beforeAll(() => addTwin(world))
  for (const table of ['app.prison_cards', 'app.prison_visits', 'app.visit_issues'])
    test(`${table}: the own authority and no other`, async () => {
      expect(await sees(world, 'stranger', `${table} where authority_id = 1`)).toBe(true)
      expect(await sees(world, 'stranger', `${table} where authority_id = 2`)).toBe(false)
    })
})
