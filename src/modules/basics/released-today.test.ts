import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import type { BasicLine } from './contract.ts'

let world: HttpWorld
let desk: number
let onDuty: { member: number; token: string }
let substitute: { member: number; token: string }
beforeAll(async () => {
  world = await makeHttpWorld()
  onDuty = await world.session(1, ['case_worker'])
  substitute = await world.session(1, ['case_worker'])
  const made = await world.post('city', '/duty/desks', { name: 'Duty' })
  desk = made.body.desks[0].id
  await world.post('city', `/duty/desks/${desk}/shifts`, {
    on: day(0),
    starts: '00:00',
    ends: '00:00',
    memberId: onDuty.member,
    substituteId: substitute.member,
  })
})
afterAll(() => world.close())

const said = { saidBy: 'Clerk of the court', nowAt: 'Station square', reach: '0555 0199' }
const press = (ref: string, who: 'city' | 'prison' | 'police' = 'city') =>
  world.post(who, `/cases/${ref}/released-today`, said)
const firstDay = async (who: 'city' | 'prison' | 'housing' | 'probation', ref: string) =>
  (await world.get(who, `/cases/${ref}/basics`)).body
const line = (body: { basics: BasicLine[] }, basic: BasicLine['basic']) =>
  body.basics.find((one) => one.basic === basic) as BasicLine
const say = (ref: string, what: object, who: 'city' | 'prison' | 'housing' = 'city') =>
  world.post(who, `/cases/${ref}/basics`, { source: 'phone', ...what })
/** Speaks for somebody of the duty desk. */
function as(who: { token: string; member: number }) {
  world.agency.unsigned = { ...world.agency.unsigned, ...who }
  return 'unsigned' as const
}

describe('released today (TC3, N11)', () => {
  test('the date is today, and duty and coordination are told in the same moment', async () => {
    const { ref } = await world.openCase({ release: day(40) })
    expect((await press(ref)).status).toBe(201)
    const seen = await firstDay('city', ref)
    expect(seen.release).toMatchObject({ on: day(0), certainty: 'fixed' })
    expect(seen.basics.map((one: { basic: string }) => one.basic)[0]).toBe('bed')
    expect(seen.unplanned.circumstances).toEqual(said)
    const roles = seen.unplanned.told.map((one: { role: string }) => one.role)
    expect(roles.sort()).toEqual(['coordination', 'duty'])
    expect(await world.events('released.today')).toHaveLength(1)
  })
  test('pressed twice, it is one release', async () => {
    const { ref } = await world.openCase({ release: day(40) })
    await press(ref)
    const again = await press(ref)
    expect([again.status, again.body.code]).toEqual([409, 'released_already'])
  })
  test('who is on duty sees the case for these 72 hours and says "I have it"', async () => {
    const { ref } = await world.openCase({ release: day(40) })
    const { id } = (await press(ref)).body
    const list = await world.get(as(onDuty), '/released-today')
    expect(list.body.releases.find((one: { id: string }) => one.id === id)).toMatchObject({
      ref,
      waiting: true,
      bed: 'open',
    })
    const done = await world.post('unsigned', `/released-today/${id}/acknowledgement`, {})
    expect(done.status).toBe(204)
    const told = (await firstDay('city', ref)).unplanned.told
    const duty = told.find((one: { role: string }) => one.role === 'duty')
    expect(duty.deliveredAt).not.toBeNull()
    expect(duty.acknowledgedBy).toBe(`Member ${onDuty.member}`)
    await world.sql(
      `update app.seats set period = tstzrange(lower(period), now()) where principal = $1`,
      [desk],
    )
    expect((await world.get('unsigned', `/cases/${ref}/basics`)).status).toBe(404)
  })
  test('who stands in does not answer for who is on duty, before being told', async () => {
    const { ref } = await world.openCase({ release: day(40) })
    const { id } = (await press(ref)).body
    const list = await world.get(as(substitute), '/released-today')
    expect(list.body.releases.find((one: { id: string }) => one.id === id).waiting).toBe(false)
    const early = await world.post('unsigned', `/released-today/${id}/acknowledgement`, {})
    expect(early.status).toBe(404)
    const duty = (await firstDay('city', ref)).unplanned.told.find(
      (one: { role: string }) => one.role === 'duty',
    )
    expect(duty).toMatchObject({ deliveredAt: null, acknowledgedAt: null })
  })
  test('who has left is not waited for: whoever stands in is told at once', async () => {
    const ended = (when: string) =>
      world.sql(`update app.members set ended_at = ${when} where id = $1`, [onDuty.member])
    const { ref } = await world.openCase({ release: day(40) })
    await ended('now()')
    await press(ref)
    await ended('null')
    const duty = (await firstDay('city', ref)).unplanned.told.filter(
      (one: { role: string }) => one.role === 'duty',
    )
    expect(duty).toMatchObject([{ member: `Member ${substitute.member}` }])
  })
  test('after ten minutes without an answer the substitute is told, once', async () => {
    const { ref } = await world.openCase({ release: day(40) })
    const { id } = (await press(ref)).body
    const escalate = () => world.sql('select act.escalate_unplanned()')
    const substitutes = async () =>
      (await firstDay('city', ref)).unplanned.told.filter(
        (one: { role: string }) => one.role === 'substitute',
      )
    await escalate()
    expect(await substitutes()).toHaveLength(0)
    await world.sql(
      `update app.unplanned_told set told_at = now() - interval '11 minutes' where release_id = $1 and role = 'duty'`,
      [id],
    )
    await escalate()
    await escalate()
    expect(await substitutes()).toMatchObject([{ member: `Member ${substitute.member}` }])
  })
  test('who only watches cannot press it, and of an unseen case it says nothing', async () => {
    const opened = await world.openCase({ release: day(40) })
    expect((await press(opened.ref, 'police')).status).toBe(404)
    await world.seat(opened.id, 'police')
    expect((await press(opened.ref, 'police')).status).toBe(403)
  })
  test('nobody known: a notice by hand becomes a followed case in one step', async () => {
    const made = await world.post('city', '/released-today', {
      ...said,
      prisonId: world.agency.prison.id,
      family: 'Unbekannt',
      given: 'Ira',
      birth: '1991-02-03',
      open: {
        clauseId: world.clause('lead'),
        reason: 'Out without anything',
        informed: { state: 'informed', on: day(0), how: 'talk', language: 'fr' },
        notSameAs: [],
      },
    })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    expect((await firstDay('city', made.body.ref)).unplanned).not.toBeNull()
  })
  test('who may not open a case leaves a notice, and the coordination finds it', async () => {
    const made = await world.post('prison', '/released-today', {
      ...said,
      prisonId: world.agency.prison.id,
      family: 'Neu',
      given: 'Jo',
    })
    expect(made.body.ref).toBeNull()
    const list = (await world.get('city', '/released-today')).body
    expect(list.notices).toContainEqual({ id: made.body.id })
    const police = await world.post('police', '/released-today', {
      ...said,
      prisonId: world.agency.prison.id,
      family: 'Neu',
      given: 'Jo',
    })
    expect([police.status, police.body.code]).toEqual([403, 'released_not_yours'])
  })
})

describe('the five basics (TC3)', () => {
  test('a bed asked and confirmed by phone is an offer and its answer, to be confirmed', async () => {
    const { ref, id } = await world.openCase({ release: day(40) })
    await press(ref)
    const agencyId = world.agency.housing.id
    const asked = await say(ref, { basic: 'bed', state: 'asked', agencyId })
    expect(asked.status, JSON.stringify(asked.body)).toBe(200)
    const confirmed = await say(ref, {
      basic: 'bed',
      state: 'confirmed',
      agencyId,
      saidBy: 'Mrs Roos',
    })
    expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200)
    const bed = line(confirmed.body, 'bed')
    expect(bed.said.map(({ state }) => state)).toEqual(['asked', 'confirmed'])
    expect(bed.said[1]?.saidBy).toBe('Mrs Roos')
    expect(bed.accepted?.agency.id).toBe(agencyId)
    const [lead] = await world.sql(
      `select state, channel, confirmed_at from app.leads where case_id = $1 and agency_id = $2`,
      [id, agencyId],
    )
    expect(lead).toMatchObject({ state: 'accepted', channel: 'phone', confirmed_at: null })
    expect(
      confirmed.body.unplanned.told.some((one: { role: string }) => one.role === 'agency'),
    ).toBe(true)
  })
  test('what a prison said for another day does not settle the bed of an unplanned release', async () => {
    const { ref } = await world.openCase({ release: day(40) })
    const agencyId = world.agency.prison.id
    const own = { basic: 'money', state: 'confirmed', saidBy: 'Wing 3', agencyId }
    const before = await say(ref, own)
    expect(line(before.body, 'money').said[0]?.outdated).toBe(false)
    await press(ref)
    expect(line(await firstDay('city', ref), 'money').said[0]?.outdated).toBe(true)
    const list = (await world.get('city', '/released-today')).body.releases
    expect(list.find((one: { ref: string }) => one.ref === ref).bed).toBe('open')
  })
  test('an agency outside the arrangement is asked too, without an offer', async () => {
    const { ref } = await world.openCase({ release: day(0) })
    const agencyId = world.agency.stranger.id
    const asked = await say(ref, { basic: 'bed', state: 'asked', agencyId })
    expect(line(asked.body, 'bed')).toMatchObject({ accepted: null, said: [{ state: 'asked' }] })
  })
  test('a confirmation needs a name, and never comes from the screen of somebody else', async () => {
    const { ref } = await world.openCase({ release: day(0) })
    const wish = { basic: 'bed', state: 'confirmed', agencyId: world.agency.housing.id }
    expect((await say(ref, wish)).body).toMatchObject({
      code: 'basic_said_by_missing',
      field: 'saidBy',
    })
    expect((await say(ref, { ...wish, source: 'screen' })).body.code).toBe(
      'basic_confirmed_elsewhere',
    )
  })
  test('medication is read by who may see health; others whose task needs it: "arranged"', async () => {
    const { ref, id } = await world.openCase({ release: day(0) })
    await world.seat(id, 'probation')
    await world.seat(id, 'housing')
    const agencyId = world.agency.health.id
    await say(ref, { basic: 'medication', state: 'confirmed', agencyId, saidBy: 'Dr Novak' })
    const medication = line(await firstDay('probation', ref), 'medication')
    expect(medication).toMatchObject({ view: 'summary', arranged: true, said: [], contact: null })
    expect(line(await firstDay('city', ref), 'medication').said).toHaveLength(1)
  })
  test('"not wanted" is known to the coordination and the helper, never to prison or probation', async () => {
    const { ref, id } = await world.openCase({ release: day(0) })
    await world.seat(id, 'probation')
    await world.seat(id, 'housing')
    const agencyId = world.agency.housing.id
    await say(ref, { basic: 'bed', state: 'not_wanted', agencyId })
    expect(line(await firstDay('city', ref), 'bed').said).toHaveLength(1)
    expect(line(await firstDay('housing', ref), 'bed').said).toHaveLength(1)
    expect(line(await firstDay('probation', ref), 'bed').said).toHaveLength(0)
    expect(line(await firstDay('prison', ref), 'bed').said).toHaveLength(0)
  })
  test('who neither leads nor covers records nothing, the prison speaks for itself', async () => {
    const { ref, id } = await world.openCase({ release: day(5) })
    const papers = { basic: 'papers', state: 'confirmed', saidBy: 'Wing 3' }
    const own = { ...papers, agencyId: world.agency.prison.id }
    await world.seat(id, 'housing')
    expect((await say(ref, own, 'housing')).body.code).toBe('basic_not_yours')
    await world.sql(
      `update app.seats set relation = 'member' where case_id = $1 and relation = 'lead'`,
      [id],
    )
    expect((await say(ref, own, 'prison')).status).toBe(200)
    const others = await say(ref, { ...own, agencyId: world.agency.papers.id }, 'prison')
    expect([others.status, others.body.code]).toEqual([403, 'basic_not_yours'])
  })
})
