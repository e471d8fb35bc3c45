import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, sees } from '../../../tests/law.ts'
import type { AgencyName } from '../../../tests/world.ts'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

const college = {
  name: 'Reading group',
  providerAgencyId: null,
  providerName: 'Open Door',
  method: 'Reads together, twelve weeks',
  targetGroup: 'Adults',
  domains: ['education'],
  languages: ['nl', 'fr'],
  placeName: '',
  street: 'Canal Street 4',
  postcode: '1000',
  town: 'Valmare',
  access: 'Walk in',
  hours: 'Tuesdays 14:00',
  waiting: '',
  eligibility: '',
  cost: 'free',
  costNote: '',
  capacityUnits: 12,
  capacityNote: '',
  capacityAsOf: day(-3),
  evidence: '',
  contact: 'Front desk',
  phone: '0555 0699',
  email: '',
  website: '',
  prisons: [2],
}

const make = (who: AgencyName, change: object = {}) =>
  world.post(who, '/services', { ...college, ...change })

describe('SV1: the directory is open to all who work here, and each entry has an owner', () => {
  test('a worker writes an entry; an agency without any agreement reads it and may not change it', async () => {
    const made = await make('exit', { name: 'Reading group of Bridge' })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    expect(made.body).toMatchObject({ overdue: false, may: ['change', 'review', 'retire'] })
    const { body } = await world.get('stranger', '/services?q=reading%20bridge')
    expect(body.services).toMatchObject([{ name: 'Reading group of Bridge', may: [] }])
    const address = `/services/${made.body.id}/review`
    expect((await world.post('stranger', address, {}, { version: 1 })).body.code).toBe(
      'service_not_yours',
    )
    expect((await world.post('city', address, {}, { version: 1 })).status).toBe(200)
  })
  test('nobody but its members and the coordinator writes an entry for a partner agency', async () => {
    const theirs = { providerAgencyId: world.agency.health.id, providerName: null }
    expect((await make('police', theirs)).body.code).toBe('service_other_agency')
    const made = await make('city', theirs)
    expect(made.body).toMatchObject({
      owner: { id: world.agency.health.id },
      provider: 'North Health Centre',
    })
  })
  test('who is elected reads and changes nothing', async () => {
    const { token } = await world.session(world.agency.city.id, ['elected_member'])
    const former = world.agency.privacy.token
    world.agency.privacy.token = token
    expect((await make('privacy')).body.code).toBe('service_not_yours')
    expect((await world.get('privacy', '/services')).body.mayCreate).toBe(false)
    world.agency.privacy.token = former
  })
  test('what is missing or impossible is refused with its field', async () => {
    expect((await make('exit', { providerName: null })).body).toMatchObject({
      code: 'provider_missing',
      field: 'providerName',
    })
    expect((await make('exit', { domains: [] })).body).toMatchObject({ code: 'domain_missing' })
    expect((await make('exit', { prisons: [3] })).body).toMatchObject({ code: 'prison_not_known' })
    expect((await make('exit', { email: 'nobody' })).body).toMatchObject({ field: 'email' })
    expect((await world.get('exit', `/services/${randomUUID()}`)).status).toBe(404)
  })
  test('two who change an entry at once: the second gets both versions', async () => {
    const { body } = await make('exit')
    const address = `/services/${body.id}`
    const put = (payload: object, version: number) =>
      world.app.inject({
        method: 'PUT',
        url: `/api/v1${address}`,
        headers: {
          cookie: `__Host-throughcare=${world.agency.exit.token}`,
          'if-match': `"${version}"`,
        },
        payload,
      })
    expect((await put({ ...college, town: 'Harbour' }, 1)).statusCode).toBe(200)
    const late = await put({ ...college, town: 'Hill' }, 1)
    expect(late.statusCode).toBe(412)
    expect(late.json().current.town).toBe('Harbour')
    const read = await world.get('exit', address)
    expect(read.body.changes.map((one: { kind: string }) => one.kind)).toEqual([
      'changed',
      'created',
    ])
    expect(read.body.changes[0].fields).toEqual(['town'])
  })
})

describe('SV1: an entry is looked at once a year, or it is shown as overdue', () => {
  test('twelve months to the day make it overdue; "still right" makes it good again', async () => {
    const { body } = await make('exit', { name: 'Old entry' })
    const age = (text: string) =>
      world.sql(
        `update app.services set reviewed_on = ${text} where authority_id = 1 and id = $1`,
        [body.id],
      )
    await age(`current_date - interval '12 months' + interval '2 days'`)
    expect((await world.get('exit', `/services/${body.id}`)).body.overdue).toBe(false)
    await age(`current_date - interval '12 months'`)
    expect((await world.get('exit', `/services/${body.id}`)).body.overdue).toBe(true)
    const listed = await world.get('police', '/services?review=overdue')
    expect(listed.body.services.map((one: { name: string }) => one.name)).toEqual(['Old entry'])
    const again = await world.post('exit', `/services/${body.id}/review`, {}, { version: 1 })
    expect(again.body).toMatchObject({ overdue: false, version: 2 })
    expect(await world.events('service.reviewed')).not.toHaveLength(0)
  })
  test('on that day its owner is told, and finds it under Today', async () => {
    const { body } = await make('exit', { name: 'Forgotten' })
    await world.sql(
      `update app.services set reviewed_on = current_date - interval '12 months' where authority_id = 1 and id = $1`,
      [body.id],
    )
    const told = await world.sql<{ told: number }>(
      'select act.tell_overdue_entries(current_date) as told',
    )
    expect(told).toEqual([{ told: 1 }])
    // A machine that was off for three days tells it when it is on again, and once.
    await world.sql(`update app.services set reviewed_on = reviewed_on + 2 where id = $1`, [
      body.id,
    ])
    const later = () => world.sql('select act.tell_overdue_entries(current_date + 3) as told')
    expect([await later(), await later()]).toEqual([[{ told: 1 }], [{ told: 0 }]])
    await world.sql(`update app.services set reviewed_on = reviewed_on - 2 where id = $1`, [
      body.id,
    ])
    expect((await world.get('exit', '/services/today')).body.servicesOverdue).toBeGreaterThan(0)
    expect((await world.get('police', '/services/today')).body.servicesOverdue).toBe(0)
    await world.post('exit', `/services/${body.id}/retire`, {}, { version: 1 })
  })
  test('an entry that is taken out is in no list, and comes back as it was', async () => {
    const { body } = await make('exit', { name: 'Summer school' })
    const address = `/services/${body.id}`
    await world.post('exit', `${address}/retire`, {}, { version: 1 })
    expect((await world.get('exit', '/services?q=summer')).body.count).toBe(0)
    expect((await world.get('exit', '/services?q=summer&retired=true')).body.count).toBe(1)
    const back = await world.post('exit', `${address}/restore`, {}, { version: 2 })
    expect(back.body).toMatchObject({ retiredOn: null, name: 'Summer school' })
  })
})

describe('SV1: filters', () => {
  test('by part of life, language, cost, town, prison and stated places', async () => {
    await make('exit', {
      name: 'Wood workshop',
      domains: ['work'],
      languages: ['ar'],
      cost: 'paid',
      town: 'Oldquay',
      prisons: [],
      capacityUnits: null,
      capacityAsOf: null,
    })
    const found = async (query: string) => {
      const { body } = await world.get('police', `/services?q=workshop&${query}`)
      return body.count
    }
    for (const query of ['domain=work', 'language=ar', 'cost=paid', 'town=oldquay'])
      expect(await found(query), query).toBe(1)
    for (const query of [
      'domain=health',
      'language=nl',
      'inside=any',
      'inside=2',
      'capacity=stated',
    ])
      expect(await found(query), query).toBe(0)
    const { body } = await world.get('police', '/services?limit=1')
    const next = await world.get('police', `/services?limit=1&cursor=${body.nextCursor}`)
    expect(next.body.services[0].id).not.toBe(body.services[0].id)
  })
})

describe('each authority has its own', () => {
  beforeAll(async () => {
    await make('exit')
    await addTwin(world)
  })
  for (const table of ['app.services', 'app.directory_changes'])
    test(`${table}: the own authority and no other`, async () => {
      expect(await sees(world, 'stranger', `${table} where authority_id = 1`)).toBe(true)
      expect(await sees(world, 'stranger', `${table} where authority_id = 2`)).toBe(false)
    })
})
