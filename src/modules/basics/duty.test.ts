import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { today } from '../../../tests/zone.ts'

let world: HttpWorld
let desk: number
let other: { member: number; token: string }
let night: { member: number; token: string }
beforeAll(async () => {
  world = await makeHttpWorld()
  other = await world.session(1, ['coordinator'])
  night = await world.session(1, ['case_worker'])
  const made = await world.post('city', '/duty/desks', { name: 'Night and weekend' })
  expect(made.status).toBe(201)
  desk = made.body.desks[0].id
})
afterAll(() => world.close())
beforeEach(() => world.sql('delete from app.duty_shifts'))

/** Today and the hour in the authority's zone. */
const here = () => {
  const on = today()
  return { on, weekday: new Date(`${on}T12:00:00Z`).getUTCDay() || 7 }
}
const dayAndNight = { starts: '00:00', ends: '00:00' }
const add = (shift: object, who: 'city' | 'prison' = 'city') =>
  world.post(who, `/duty/desks/${desk}/shifts`, { ...dayAndNight, ...shift })
const onDuty = async () => (await world.get('housing', '/duty')).body.desks[0].now
const member = () => world.agency.city.member

describe('a duty roster (TC3, N11)', () => {
  test('everybody sees who is on duty now, until when and under which number', async () => {
    await add({ weekday: here().weekday, memberId: member(), phone: '0555 0100' })
    expect(await onDuty()).toMatchObject({ member: { id: member() }, phone: '0555 0100' })
  })
  test('a swap for one day goes before the week', async () => {
    await add({ weekday: here().weekday, memberId: member() })
    await add({ on: here().on, memberId: other.member, substituteId: member() })
    expect(await onDuty()).toMatchObject({
      member: { id: other.member },
      substitute: { id: member() },
    })
  })
  test('a shift over midnight still holds in the morning after', async () => {
    const rows = await world.sql<{ member_id: number }>(
      `with s as (insert into app.duty_shifts (authority_id, id, desk_id, weekday, starts, ends, member_id, valid_from, made_by)
         values (1, gen_random_uuid(), $1, 5, '18:00', '08:00', $2, '2026-01-01', $2))
       select 1 as member_id`,
      [desk, member()],
    )
    expect(rows).toHaveLength(1)
    const at = (when: string) =>
      world.sql('select member_id from read.on_duty(1, $1, $2::timestamp)', [desk, when])
    // 20 November 2026 is a Friday.
    expect(await at('2026-11-20 17:59')).toHaveLength(0)
    expect(await at('2026-11-20 18:00')).toHaveLength(1)
    expect(await at('2026-11-21 07:59')).toHaveLength(1)
    expect(await at('2026-11-21 08:00')).toHaveLength(0)
  })
  test('who has left is on duty no more: the substitute is, and without one nobody', async () => {
    const ended = (when: string) =>
      world.sql(`update app.members set ended_at = ${when} where id = $1`, [night.member])
    const shift = { on: here().on, memberId: night.member, phone: '0555 0100' }
    await add({ ...shift, substituteId: other.member })
    await ended('now()')
    expect(await onDuty()).toMatchObject({
      ...{ member: { id: other.member }, substitute: null, phone: '0555 0100' },
    })
    await world.sql('update app.duty_shifts set substitute_id = null')
    expect(await onDuty()).toBeNull()
    await ended('null')
  })
  test('who is away or blocked on the day is not asked: the substitute is, and without one nobody', async () => {
    const shift = { on: here().on, memberId: night.member, phone: '0555 0100' }
    await add({ ...shift, substituteId: other.member })
    const absent = (kind: string, who: number) =>
      world.sql(
        `insert into app.absences (authority_id, id, agency_id, member_id, kind, starts_at, cover, entered_by)
         select 1, gen_random_uuid(), p.agency_id, $2, $1, now() - interval '1 hour', array[p.id], $2
           from app.principals p where p.id = $3`,
        [kind, who, desk],
      )
    for (const kind of ['away', 'blocked']) {
      await absent(kind, night.member)
      expect(await onDuty(), kind).toMatchObject({
        ...{ member: { id: other.member }, substitute: null, phone: '0555 0100' },
      })
      await absent(kind, other.member)
      expect(await onDuty(), kind).toBeNull()
      await world.sql('delete from app.absences')
    }
    await absent('blocked', other.member)
    expect(await onDuty()).toMatchObject({ member: { id: night.member }, substitute: null })
    await world.sql('delete from app.absences')
    expect(await onDuty()).toMatchObject({ substitute: { id: other.member } })
  })
  test('no shift, nobody: and nothing is made up', async () => {
    expect(await onDuty()).toBeNull()
  })
  test('another agency writes nothing into it', async () => {
    const refused = await add({ weekday: 1, memberId: world.agency.prison.member }, 'prison')
    expect([refused.status, refused.body.code]).toEqual([403, 'duty_not_yours'])
  })
  test('who works elsewhere is not put on duty, nor two shifts for one person at once', async () => {
    const elsewhere = await add({ weekday: 1, memberId: world.agency.prison.member })
    expect([elsewhere.status, elsewhere.body.code, elsewhere.body.field]).toEqual([
      422,
      'duty_member_elsewhere',
      'memberId',
    ])
    const same = await add({ weekday: 1, memberId: member(), substituteId: member() })
    expect(same.body.code).toBe('duty_substitute_same')
    const neither = await add({ memberId: member() })
    expect(neither.body.code).toBe('duty_day_missing')
  })
  test('a shift that was taken out is gone', async () => {
    const made = await add({ weekday: here().weekday, memberId: member() })
    const id = made.body.desks[0].shifts[0].id
    expect((await world.post('city', `/duty/shifts/${id}/removal`, {})).status).toBe(200)
    expect(await onDuty()).toBeNull()
    expect((await world.post('city', `/duty/shifts/${id}/removal`, {})).status).toBe(404)
  })
  test('a seat of the duty desk reaches who is on duty, and nobody before or after', async () => {
    const opened = await world.openCase()
    await world.sql(
      `insert into app.seats (authority_id, case_id, person_id, principal, relation, purpose, period)
       values (1, $1, $2, $3, 'cover', 'reintegration', tstzrange(now(), null))`,
      [opened.id, opened.person, desk],
    )
    world.agency.unsigned = { ...world.agency.unsigned, token: night.token }
    const seen = async () => (await world.get('unsigned', `/cases/${opened.ref}`)).status
    expect(await seen()).toBe(404)
    await add({ weekday: here().weekday, memberId: night.member })
    expect(await seen()).toBe(200)
    await world.sql('delete from app.duty_shifts')
    expect(await seen()).toBe(404)
  })
  test('whom we ask first stands beside each basic, and is changed by the coordination', async () => {
    const wish = { basic: 'bed', agencyId: world.agency.housing.id, phone: '0555 0161' }
    expect((await world.post('housing', '/duty/contacts', wish)).body.code).toBe('duty_not_yours')
    await world.post('city', '/duty/contacts', wish)
    const { contacts } = (await world.get('prison', '/duty')).body
    expect(contacts).toMatchObject([{ basic: 'bed', phone: '0555 0161' }])
  })
})
