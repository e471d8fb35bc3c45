import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, giveSeat, meanwhile, sees } from '../../../tests/law.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
let opened: { id: string; ref: string }
let address = ''
beforeAll(async () => {
  world = await makeHttpWorld()
  opened = await world.openCase({ release: day(60), family: 'Zwerenz' })
  await giveSeat(world, opened.id, world.agency.probation.desk)
  await world.sql(
    `insert into app.milestones (authority_id, case_id, clause_id, code, anchor, offset_days, due_on, owner_principal)
     values (1, $1, $2, 'medication', 'release', -7, $3, $4)`,
    [opened.id, world.clause('timeline'), day(5), world.agency.probation.desk],
  )
  await addTwin(world)
  address = await make('probation')
})
afterAll(() => world.close())

async function make(who: AgencyName): Promise<string> {
  const { status, body } = await world.post(who, '/calendar-feed', {})
  expect(status, JSON.stringify(body)).toBe(201)
  return new URL(body.address).pathname
}
const fetched = (url = address, headers: Record<string, string> = {}) =>
  world.app.inject({ method: 'GET', url, headers })
const summaries = async (url = address) => {
  const { body, statusCode } = await fetched(url)
  expect(statusCode, body).toBe(200)
  return [...body.matchAll(/^SUMMARY:(.*)\r$/gm)].map((found) => found[1])
}

describe('IO3: a calendar by secret address', () => {
  test('it says the case number and what is due, and not one word more', async () => {
    expect(await summaries()).toEqual([`${opened.ref}: step due`])
    const { body } = await fetched()
    // What tells the entries apart is random, and may spell a name.
    expect(body.replace(/^UID:.*$/gm, '')).not.toMatch(/Zwerenz|medication|health|Ada|Probation/i)
  })
  test('it is iCalendar: lines end in CRLF, fold at 75 octets, and each event has what it must', async () => {
    const { body, headers } = await fetched()
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(headers['set-cookie']).toBeUndefined()
    expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of body.split('\r\n'))
      expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75)
    const lines = body.replaceAll('\r\n ', '').split('\r\n')
    expect(lines.slice(0, 2)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0'])
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1)
    for (const wanted of [/^PRODID:/, /^UID:milestone-[0-9a-f-]{36}@throughcare$/, /^SEQUENCE:0$/])
      expect(
        lines.some((line) => wanted.test(line)),
        String(wanted),
      ).toBe(true)
    expect(lines.some((line) => /^DTSTAMP:\d{8}T\d{6}Z$/.test(line))).toBe(true)
    expect(lines).toContain(`DTSTART;VALUE=DATE:${day(5).replaceAll('-', '')}`)
  })
  test('what moves keeps its number and counts on', async () => {
    const uid = (body: string) => /^UID:(.*)\r$/m.exec(body)?.[1]
    const before = (await fetched()).body
    const tag = (await fetched()).headers.etag as string
    expect((await fetched(address, { 'if-none-match': tag })).statusCode).toBe(304)
    await world.sql(
      `update app.milestones set due_on = due_on + 2, version = version + 1 where authority_id = 1 and case_id = $1`,
      [opened.id],
    )
    const after = await fetched(address, { 'if-none-match': tag })
    expect(after.statusCode).toBe(200)
    expect(uid(after.body)).toBe(uid(before))
    expect(after.body).toContain('SEQUENCE:1')
  })
  test('a session inside stands at its hour in UTC, for both agencies and no other', async () => {
    await world.sql(
      `insert into app.inreach_sessions (authority_id, id, prison_agency_id, asking_agency_id, asked_by, domain, topic, wish_on, minutes,
         group_size, state, slot_on, slot_at) values (1, $1, 2, 8, 1, 'work', 'Secret topic', '2026-07-01', 90, 5, 'planned', $2, '10:00')`,
      [randomUUID(), day(1)],
    )
    for (const who of ['prison', 'exit'] as const) {
      const url = await make(who)
      expect(await summaries(url)).toContain('Session inside')
      const { body } = await fetched(url)
      expect(body).toMatch(/DTSTART:\d{8}T(08|09|10)0000Z/)
      expect(body).not.toContain('Secret topic')
    }
    expect(await summaries(await make('police'))).toEqual([])
  })
})

describe('IO3: the address opens this reading, with the rights of this second', () => {
  const gone = async () => (await fetched()).statusCode
  test('each fetch is an event of its member, folded for a quarter of an hour', async () => {
    const count = async () => (await world.events('calendar.fetched')).length
    await fetched()
    const before = await count()
    await fetched()
    expect(await count()).toBe(before)
  })
  test('unknown, ended, absent: nothing, in the same words', async () => {
    const unknown = `/calendar/${'x'.repeat(43)}.ics`
    expect((await fetched(unknown)).json().code).toBe('calendar_not_found')
    expect((await fetched('/calendar/short.ics')).statusCode).toBe(404)
    const { member, id } = world.agency.probation
    const of = `where authority_id = 1 and id =`
    expect(
      await meanwhile(
        world,
        `update app.members set ended_at = now() ${of} ${member}`,
        `update app.members set ended_at = null ${of} ${member}`,
        gone,
      ),
    ).toBe(404)
    expect(
      await meanwhile(
        world,
        `update app.agencies set ended_on = current_date ${of} ${id}`,
        `update app.agencies set ended_on = null ${of} ${id}`,
        gone,
      ),
    ).toBe(404)
    expect(await gone()).toBe(200)
  })
  const { stringify } = JSON
  for (const [why, change, undo] of [
    [
      'the seat has ended',
      `update app.seats set period = tstzrange(now() - interval '2 days', now() - interval '1 day') where principal = 30`,
      `update app.seats set period = tstzrange(now() - interval '2 days', null) where principal = 30`,
    ],
    [
      'the seat is for another purpose',
      `update app.seats set purpose = 'supervision' where principal = 30`,
      `update app.seats set purpose = 'reintegration' where principal = 30`,
    ],
    [
      'the member has left the desk',
      `update app.desk_members set until = now() where desk_id = 30`,
      `update app.desk_members set until = null where desk_id = 30`,
    ],
    [
      'the agency has no sight of the timeline',
      `update app.clause_rights set sight = 'summary' where agency_id = 3 and clause_id = 3`,
      `update app.clause_rights set sight = 'full' where agency_id = 3 and clause_id = 3`,
    ],
    [
      'the agency has left the agreement',
      `update app.arrangement_parties set left_on = current_date where agency_id = 3`,
      `update app.arrangement_parties set left_on = null where agency_id = 3`,
    ],
    [
      'the agreement is over',
      `update app.arrangements set valid_until = current_date - 1`,
      `update app.arrangements set valid_until = current_date + 500`,
    ],
  ] as const)
    test(`the case is gone when ${why}`, async () => {
      expect(stringify(await summaries())).toContain(opened.ref)
      expect(await meanwhile(world, change, undo, () => summaries())).toEqual([])
    })
  test('a new address ends the former; a stopped one answers nobody', async () => {
    const former = await make('health')
    const next = await make('health')
    expect((await fetched(former)).statusCode).toBe(404)
    expect((await fetched(next)).statusCode).toBe(200)
    expect((await world.get('health', '/calendar-feed')).body.lastFetchedAt).not.toBeNull()
    const cookie = `__Host-throughcare=${world.agency.health.token}`
    await world.app.inject({ method: 'DELETE', url: '/api/v1/calendar-feed', headers: { cookie } })
    expect((await fetched(next)).statusCode).toBe(404)
  })
  test('members know of their own address only, and nobody reads a hash', async () => {
    const { member } = world.agency.probation
    await world.sql(
      `insert into app.calendar_feeds (authority_id, member_id, token_hash) values (2, $1, '\\x01')`,
      [member],
    )
    const own = `app.calendar_feeds where member_id = ${member} and authority_id = 1`
    expect(await sees(world, 'probation', own)).toBe(true)
    expect(await sees(world, 'probation', own.replace('= 1', '= 2'))).toBe(false)
    expect(await sees(world, 'police', own)).toBe(false)
    await expect(
      ask(world, 'probation', 'select token_hash from app.calendar_feeds'),
    ).rejects.toMatchObject({ status: 403 })
  })
})
