import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { giveSeat, sees } from '../../../tests/law.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
type Someone = { member: number; token: string }
let giver: Someone
let receiver: Someone
let administrator: Someone
const all = ['coordination', 'lead', 'provider', 'member', 'guest', 'offers', 'milestones']
const principal = ({ member }: Someone) => 10_000 + member
const seesCase = (who: Someone, id: string) => sees(world, who, 'app.cases where id = $1', [id])

async function post(who: Someone, url: string, payload: object, version?: number) {
  const answer = await world.app.inject({
    method: 'POST',
    url: `/api/v1${url}`,
    headers: {
      cookie: `__Host-throughcare=${who.token}`,
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    payload,
  })
  return { status: answer.statusCode, body: JSON.parse(answer.body) }
}

/** So many cases in which somebody sits, owns the milestones and has been asked something. */
async function busy(who: Someone, count: number) {
  const cases = []
  for (let n = 0; n < count; n += 1) {
    const opened = await world.openCase()
    cases.push(opened)
    await giveSeat(world, opened.id, principal(who))
    await world.sql('update app.milestones set owner_principal = $2 where case_id = $1', [
      opened.id,
      principal(who),
    ])
    await world.sql(
      `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id, from_principal, agreed, period)
       values (1, gen_random_uuid(), $1, 'accommodation', $2, 5, $3, 1, 10, '[2026-12-01,)', '[2026-12-01,)')`,
      [opened.id, world.clause('accommodation'), principal(who)],
    )
  }
  return cases
}

beforeAll(async () => {
  world = await makeHttpWorld()
  administrator = await world.session(world.agency.city.id, ['administrator'])
})
beforeEach(async () => {
  giver = await world.session(world.agency.housing.id, ['case_worker'])
  receiver = await world.session(world.agency.housing.id, ['case_worker'])
})
afterAll(() => world.close())

const ask = (more: object = {}) => ({
  from: principal(giver),
  to: principal(receiver),
  kinds: all,
  ...more,
})

describe('roles handed on in many cases at once (HA5)', () => {
  test('a preview says what each case would see, and nothing has happened', async () => {
    const [one] = await busy(giver, 2)
    const seen = await post(giver, '/reassignments', ask({ preview: true }))
    expect(seen.status).toBe(200)
    expect(seen.body.results).toHaveLength(2)
    expect(seen.body.results[0]).toMatchObject({
      ref: one?.ref,
      refused: null,
      relations: ['member'],
      offers: 1,
    })
    expect(seen.body.results[0].milestones).toBeGreaterThan(3)
    expect(await seesCase(receiver, one?.id ?? '')).toBe(false)
    expect(await world.events('case.reassigned')).toEqual([])
  })
  test('each case is handed on whole, with one decision, and the giver no longer sits there', async () => {
    const cases = await busy(giver, 3)
    const done = await post(giver, '/reassignments', ask())
    expect(done.body.results.map(({ refused }: { refused: unknown }) => refused)).toEqual([
      null,
      null,
      null,
    ])
    for (const { id } of cases) {
      expect(await seesCase(receiver, id)).toBe(true)
      expect(await seesCase(giver, id)).toBe(false)
    }
    const rows = await world.sql(
      'select count(*)::int as n from app.reassignments where bulk_id = $1',
      [done.body.id],
    )
    expect(rows).toEqual([{ n: 3 }])
    const events = await world.events('case.reassigned')
    expect(
      events
        .slice(-3)
        .map(({ case_id }) => case_id)
        .sort(),
    ).toEqual(cases.map(({ id }) => id).sort())
    const owned = await world.sql(
      `select (select count(*)::int from app.milestones where owner_principal = $1 and status = 'open')
         + (select count(*)::int from app.leads where to_principal = $1) as n`,
      [principal(giver)],
    )
    expect(owned).toEqual([{ n: 0 }])
  })
  test('is taken back while nothing else has changed, by whoever did it', async () => {
    const [first, second] = await busy(giver, 2)
    const done = await post(giver, '/reassignments', ask())
    await world.sql('update app.leads set version = version + 1 where case_id = $1', [second?.id])
    expect((await post(receiver, `/reassignments/${done.body.id}/undo`, {})).status).toBe(404)
    const undone = await post(giver, `/reassignments/${done.body.id}/undo`, {})
    const refused = Object.fromEntries(
      undone.body.results.map((row: { ref: string; refused: string | null }) => [
        row.ref,
        row.refused,
      ]),
    )
    expect(refused).toEqual({
      [first?.ref ?? '']: null,
      [second?.ref ?? '']: 'reassign_changed_since',
    })
    expect(await seesCase(giver, first?.id ?? '')).toBe(true)
    expect(await seesCase(receiver, first?.id ?? '')).toBe(false)
    expect(await seesCase(receiver, second?.id ?? '')).toBe(true)
  })
  test('only chosen cases and kinds', async () => {
    const [first, second] = await busy(giver, 2)
    await post(giver, '/reassignments', ask({ refs: [first?.ref], kinds: ['member'] }))
    expect(await seesCase(receiver, first?.id ?? '')).toBe(true)
    expect(await seesCase(receiver, second?.id ?? '')).toBe(false)
    const rows = await world.sql(
      'select count(*)::int as n from app.leads where to_principal = $1',
      [principal(giver)],
    )
    expect(rows).toEqual([{ n: 2 }])
  })
  test('never to another agency, to who does not work on cases, or to who left', async () => {
    await busy(giver, 1)
    const other = await world.session(world.agency.papers.id, ['case_worker'])
    const trainer = await world.session(world.agency.housing.id, ['trainer'])
    expect((await post(giver, '/reassignments', ask({ to: principal(other) }))).body.code).toBe(
      'reassign_other_agency',
    )
    expect((await post(giver, '/reassignments', ask({ to: principal(trainer) }))).body.code).toBe(
      'reassign_cannot_receive',
    )
    await world.sql('update app.members set ended_at = now() where id = $1', [receiver.member])
    expect((await post(giver, '/reassignments', ask())).body.code).toBe('reassign_cannot_receive')
  })
  test('not by a colleague who neither covers nor coordinates, nor by another agency', async () => {
    const [one] = await busy(giver, 1)
    expect((await post(receiver, '/reassignments', ask())).body.code).toBe('reassign_not_yours')
    expect((await post(world.agency.papers, '/reassignments', ask())).status).toBe(404)
    const lead = await world.session(world.agency.housing.id, ['coordinator'])
    const seen = await post(lead, '/reassignments', ask({ refs: [one?.ref] }))
    expect(seen.body.results).toMatchObject([{ refused: 'case_not_found' }])
  })
  test('the coordination of a case goes only to who coordinates; that case stays as it is', async () => {
    const [one] = await busy(giver, 1)
    await giveSeat(world, one?.id ?? '', principal(giver), { relation: 'coordination' })
    const seen = await post(giver, '/reassignments', ask())
    expect(seen.body.results).toMatchObject([{ refused: 'reassign_needs_coordinator', offers: 0 }])
    expect(await seesCase(receiver, one?.id ?? '')).toBe(false)
  })
})

describe('a colleague has left', () => {
  test('what waited for them waits at the desk, named by them, and is handed on from there', async () => {
    const cases = await busy(giver, 2)
    await post(administrator, `/members/${giver.member}/end`, {}, 1)
    const inbox = await world.get('housing', '/cover')
    const left = inbox.body.covered.find(({ kind }: { kind: string }) => kind === 'left')
    expect(left).toMatchObject({ principal: principal(giver), cases: 2, offers: 2, until: null })
    const done = await post(world.agency.housing, '/reassignments', ask())
    expect(done.body.results).toHaveLength(2)
    for (const { id } of cases) expect(await seesCase(receiver, id)).toBe(true)
    const after = await world.get('housing', '/cover')
    expect(
      after.body.covered.filter(
        ({ principal: one }: { principal: number }) => one === principal(giver),
      ),
    ).toEqual([])
    expect(await seesCase(world.agency.papers, cases[0]?.id ?? '')).toBe(false)
  })
})

describe('who handed what to whom', () => {
  test('is read at the table of the case, and nowhere else', async () => {
    const [one] = await busy(giver, 1)
    await post(giver, '/reassignments', ask())
    const rows = 'app.reassignments where case_id = $1'
    expect(await sees(world, receiver, rows, [one?.id])).toBe(true)
    expect(await sees(world, 'city', rows, [one?.id])).toBe(true)
    expect(await sees(world, giver, rows, [one?.id])).toBe(false)
    expect(await sees(world, 'papers', rows, [one?.id])).toBe(false)
  })
})
