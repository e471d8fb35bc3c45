import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { giveSeat, sees } from '../../../tests/law.ts'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
type Someone = { member: number; token: string }
let worker: Someone
let colleague: Someone
let administrator: Someone

/** A request of somebody who is no agency's first worker. */
async function send(
  who: Someone,
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
  version?: number,
) {
  const answer = await world.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: {
      cookie: `__Host-throughcare=${who.token}`,
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, body: answer.body ? JSON.parse(answer.body) : null }
}
const principal = ({ member }: Someone) => 10_000 + member
const seesCase = (who: Someone, id: string) => sees(world, who, 'app.cases where id = $1', [id])

beforeAll(async () => {
  world = await makeHttpWorld()
  administrator = await world.session(world.agency.city.id, ['administrator'])
})
beforeEach(async () => {
  const { housing } = world.agency
  worker = await world.session(housing.id, ['case_worker'])
  colleague = await world.session(housing.id, ['case_worker'])
})
afterAll(() => world.close())

describe('a worker is blocked today', () => {
  test('35 cases are at the desk in the next request, and none is unowned (HA5)', async () => {
    const cases = []
    for (let n = 0; n < 35; n += 1) {
      const opened = await world.openCase()
      cases.push(opened)
      await giveSeat(world, opened.id, principal(worker), { relation: 'lead' })
      await world.sql('update app.milestones set owner_principal = $2 where case_id = $1', [
        opened.id,
        principal(worker),
      ])
    }
    expect(await seesCase(world.agency.housing, cases[0]?.id ?? '')).toBe(false)
    const blocked = await send(administrator, 'POST', '/absences', {
      memberId: worker.member,
      kind: 'blocked',
    })
    expect(blocked.status).toBe(201)
    expect(blocked.body.cover).toEqual([{ principal: 50, name: 'Housing Office desk' }])
    const list = await world.get('housing', '/cases?limit=200')
    const refs = list.body.cases.map(({ ref }: { ref: string }) => ref)
    expect(cases.every(({ ref }) => refs.includes(ref))).toBe(true)
    expect(list.body.cases.every((row: { relation: string }) => row.relation === 'cover')).toBe(
      true,
    )
    const bare = await world.get('city', '/cover/unattended')
    expect(
      bare.body.agencies.filter((one: { agency: { id: number } }) => one.agency.id === 5),
    ).toEqual([])
    expect((await send(worker, 'GET', '/cases')).status).toBe(401)
    expect(await seesCase(colleague, cases[0]?.id ?? '')).toBe(false)
    await send(administrator, 'POST', `/absences/${blocked.body.id}/end`, {}, 1)
    expect(await seesCase(world.agency.housing, cases[0]?.id ?? '')).toBe(false)
  })
  test('and only an administrator blocks, not a coordinator and not a colleague', async () => {
    for (const who of [world.agency.city, colleague, world.agency.housing]) {
      const asked = { memberId: worker.member, kind: 'blocked' }
      expect((await send(who, 'POST', '/absences', asked)).body.code).toBe('absence_not_yours')
    }
  })
})

describe('cover', () => {
  const away = (more: object = {}) => send(worker, 'POST', '/absences', more)
  test('by a named colleague: the case is theirs meanwhile, visibly as cover, and again not afterwards', async () => {
    const { id, ref } = await world.openCase()
    await giveSeat(world, id, principal(worker))
    const absence = await away({ until: day(3), cover: [principal(colleague)] })
    expect(absence.status).toBe(201)
    expect(await seesCase(colleague, id)).toBe(true)
    const opened = await send(colleague, 'GET', `/cases/${ref}`)
    expect(opened.body.cover).toMatchObject([{ left: false, until: day(3), mine: true }])
    const cover = await send(colleague, 'GET', '/cover')
    expect(cover.body.covered).toMatchObject([{ cases: 1, kind: 'away', until: day(3) }])
    await world.sql(
      `update app.absences set starts_at = now() - interval '2 days', ends_at = now() where id = $1`,
      [absence.body.id],
    )
    expect(await seesCase(colleague, id)).toBe(false)
  })
  test('counts for a case that comes during the absence, too', async () => {
    await away({ cover: [principal(colleague)] })
    const { id } = await world.openCase()
    await giveSeat(world, id, principal(worker))
    expect(await seesCase(colleague, id)).toBe(true)
  })
  test('begins on its day and not before', async () => {
    const { id } = await world.openCase()
    await giveSeat(world, id, principal(worker))
    const planned = await away({ from: day(2), until: day(4), cover: [principal(colleague)] })
    expect(planned.body).toMatchObject({ now: false, from: day(2), until: day(4) })
    expect(await seesCase(colleague, id)).toBe(false)
    await world.sql(`update app.absences set starts_at = now() where id = $1`, [planned.body.id])
    expect(await seesCase(colleague, id)).toBe(true)
  })
  test('is never given across agencies, whoever asks', async () => {
    const other = await world.session(world.agency.papers.id, ['case_worker'])
    const asked = { memberId: worker.member, cover: [principal(other)] }
    for (const who of [worker, administrator]) {
      const refused = await send(who, 'POST', '/absences', asked)
      expect(refused.body).toMatchObject({ status: 422, code: 'absence_cover_other_agency' })
    }
  })
  test('is not given to a colleague whose functions do not reach cases', async () => {
    const trainer = await world.session(world.agency.housing.id, ['trainer'])
    expect((await away({ cover: [principal(trainer)] })).body.code).toBe('absence_cover_cannot')
  })
  test('is not given to oneself by whoever enters the absence of another', async () => {
    const lead = await world.session(world.agency.housing.id, ['coordinator'])
    const asked = { memberId: worker.member, cover: [principal(lead)] }
    expect((await send(lead, 'POST', '/absences', asked)).body.code).toBe(
      'absence_cover_not_oneself',
    )
  })
  test('is not given to somebody who is away then; and who covers a coverer covers both', async () => {
    const third = await world.session(world.agency.housing.id, ['case_worker'])
    const { id } = await world.openCase()
    await giveSeat(world, id, principal(worker))
    await away({ cover: [principal(colleague)] })
    expect(
      (await send(colleague, 'POST', '/absences', { cover: [principal(worker)] })).body.code,
    ).toBe('absence_cover_away')
    await send(colleague, 'POST', '/absences', { cover: [principal(third)] })
    expect(await seesCase(third, id)).toBe(true)
  })
  test('gives only what the own agency may see: another purpose or clause stays closed', async () => {
    const { id } = await world.openCase()
    await giveSeat(world, id, principal(worker))
    await away({ cover: [principal(colleague)] })
    const health = `app.leads where case_id = $1 and domain = 'health'`
    expect(await sees(world, colleague, health, [id])).toBe(false)
  })
  test('is entered once for a day, and ended by who may', async () => {
    const first = await away({ until: day(5) })
    expect((await away({ from: day(4) })).body.code).toBe('absence_overlaps')
    expect((await send(colleague, 'POST', `/absences/${first.body.id}/end`, {}, 1)).status).toBe(
      403,
    )
    expect(
      (await send(world.agency.papers, 'POST', `/absences/${first.body.id}/end`, {}, 1)).status,
    ).toBe(404)
    expect((await send(worker, 'POST', `/absences/${first.body.id}/end`, {}, 1)).status).toBe(200)
    expect((await away({ from: day(4) })).status).toBe(201)
  })
  test('of a past day or a turned period is refused beside the field', async () => {
    expect((await away({ from: day(-1) })).body).toMatchObject({ code: 'absence_in_past' })
    expect((await away({ from: day(4), until: day(3) })).body).toMatchObject({
      code: 'absence_period_impossible',
    })
  })
  test('absences are read in the own agency and by administrators, not by other agencies', async () => {
    await away({})
    const rows = `app.absences where member_id = ${worker.member}`
    expect(await sees(world, colleague, rows)).toBe(true)
    expect(await sees(world, administrator, rows)).toBe(true)
    expect(await sees(world, 'papers', rows)).toBe(false)
  })
  test('what a coverer does is logged as theirs', async () => {
    const { id, ref } = await world.openCase()
    await giveSeat(world, id, principal(worker))
    await away({ cover: [principal(colleague)] })
    await send(colleague, 'GET', `/cases/${ref}`)
    const [event] = await world.sql(
      `select member_id from audit.events where action = 'case.read' and case_id = $1`,
      [id],
    )
    expect(event).toEqual({ member_id: colleague.member })
  })
})

describe('nobody is present', () => {
  test('the city reads which agency has nobody for its work; the references only of its own cases', async () => {
    const { exit } = world.agency
    const { id, ref } = await world.openCase()
    await giveSeat(world, id, exit.desk, { relation: 'provider' })
    expect((await world.get('city', '/cover/unattended')).body.agencies).toEqual([])
    await send(administrator, 'POST', '/absences', { memberId: exit.member })
    const told = await world.get('city', '/cover/unattended')
    expect(told.body.agencies).toMatchObject([{ agency: { id: exit.id }, cases: 1, refs: [ref] }])
    expect((await send(administrator, 'GET', '/cover/unattended')).body.agencies).toMatchObject([
      { refs: [] },
    ])
    expect((await world.get('papers', '/cover/unattended')).body.agencies).toEqual([])
  })
})
