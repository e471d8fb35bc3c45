import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveSeat, sees } from '../../../tests/law.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

const plan = (on = day(3)) => ({
  on,
  at: '14:30',
  channel: 'prison',
  place: 'Visitors’ room 2',
  invited: [2, 3],
  interpreter: 'ar',
})
const open = async () => {
  const opened = await world.openCase({ release: day(10) })
  const made = await world.post('city', `/cases/${opened.ref}/handover-meetings`, plan())
  expect(made.status).toBe(201)
  return { ...opened, meeting: made.body.id as string }
}
const meetings = async (ref: string, who: AgencyName = 'city') =>
  (await world.get(who, `/cases/${ref}/handover-meetings`)).body
const act = (who: AgencyName, id: string, what: string, body: object, version: number) =>
  world.post(who, `/handover-meetings/${id}/${what}`, body, { version })
const minutes = {
  on: day(0),
  present: [
    { agencyId: 1, names: 'Anna Lind' },
    { agencyId: 2, names: 'Dirk Peeters' },
  ],
  person: 'present',
  said: 'I want to sleep at my sister’s the first night.',
  saidLanguage: 'en',
  outcome: 'Keys on the day before.',
}

test('a meeting is planned with its checklist, prepared and held with the person (HA2)', async () => {
  const { ref, meeting } = await open()
  const found = await meetings(ref)
  expect(found).toMatchObject({ may: ['plan', 'check'], release: { on: day(10) } })
  expect(found.meetings[0]).toMatchObject({
    state: 'planned',
    place: 'Visitors’ room 2',
    plannedAt: '14:30',
    interpreter: 'ar',
    invited: [{ code: 'Pr' }, { code: 'Pb' }],
    version: 1,
  })
  expect(found.meetings[0].checks).toHaveLength(11)
  const answers = [
    { code: 'medication', answer: 'no', agency: 6, until: day(9) },
    { code: 'first_night', answer: 'yes', agency: 5 },
    { code: 'victims_notice', answer: 'no', agency: 4, until: day(9) },
  ]
  expect((await act('city', meeting, 'checks', { answers }, 1)).status).toBe(200)
  expect((await act('city', meeting, 'held', minutes, 1)).status).toBe(412)
  expect((await act('city', meeting, 'held', minutes, 2)).status).toBe(200)
  const after = (await meetings(ref)).meetings[0]
  expect(after).toMatchObject({
    state: 'held',
    person: 'present',
    said: minutes.said,
    outcome: minutes.outcome,
    present: [{ agency: { code: 'Ci' }, names: 'Anna Lind' }, { agency: { code: 'Pr' } }],
  })
  const check = (code: string) => after.checks.find((one: { code: string }) => one.code === code)
  expect(check('medication')).toMatchObject({ answer: 'no', agency: { code: 'He' }, until: day(9) })
  expect(check('first_night')).toMatchObject({ answer: 'yes', agency: null })
  // Of those who suffered it is said whether they were told, and nothing beside it.
  expect(check('victims_notice')).toMatchObject({ answer: 'no', agency: null, until: null })
  expect((await act('city', meeting, 'held', minutes, 3)).status).toBe(409)
})

test('held means a day and two agencies; who was not asked has a reason', async () => {
  const { meeting } = await open()
  const wrong = [
    [{ present: [minutes.present[0]] }, 'present', 'meeting_two_agencies'],
    [{ present: [minutes.present[0], minutes.present[0]] }, 'present', 'meeting_two_agencies'],
    [{ on: day(1) }, 'on', 'meeting_held_later'],
    [{ on: day(-1) }, 'on', 'meeting_before_case'],
    [{ person: 'not_asked' }, 'personReason', 'meeting_not_asked_reason'],
  ] as const
  for (const [part, field, code] of wrong)
    expect(await act('city', meeting, 'held', { ...minutes, ...part }, 1)).toMatchObject({
      status: 422,
      body: { field, code },
    })
})

test('what was handed over stays as it was on that day, whatever changes afterwards (HA3)', async () => {
  const { ref, meeting } = await open()
  expect((await act('city', meeting, 'held', minutes, 1)).status).toBe(200)
  const then = (await world.get('city', `/handover-meetings/${meeting}/package`)).body
  const { version } = (await world.get('city', `/cases/${ref}`)).body
  const moved = { on: day(40), certainty: 'fixed', source: 'Letter' }
  expect((await world.post('city', `/cases/${ref}/release-dates`, moved, { version })).status).toBe(
    200,
  )
  const later = (await world.get('city', `/handover-meetings/${meeting}/package`)).body
  expect(later).toEqual(then)
  expect(later.release.on).toBe(day(10))
  expect(later.parts.every(({ unchanged }: { unchanged: boolean }) => unchanged)).toBe(true)
  const bed = later.parts.find(({ category }: { category: string }) => category === 'accommodation')
  expect(bed.leads).toMatchObject([{ agency: 'Valmare Prison', until: day(10) }])
  expect(bed.checks).toMatchObject([{ code: 'first_night' }])
  await expect(
    world.sql('update app.handover_packages set sha256 = content_sealed where meeting_id = $1', [
      meeting,
    ]),
  ).rejects.toThrow('package_never_changes')
})

test('voluntary help and wishes are no part of what is handed over', async () => {
  const { ref, meeting } = await open()
  const wish = {
    domain: 'relations',
    agencyId: 8,
    from: day(12),
    tied: 'calendar',
    voluntary: true,
  }
  const { id } = (await world.post('city', `/cases/${ref}/leads`, wish)).body
  await world.post('exit', `/leads/${id}/answer`, { outcome: 'accepted' }, { version: 1 })
  await act('city', meeting, 'held', minutes, 1)
  const { parts } = (await world.get('city', `/handover-meetings/${meeting}/package`)).body
  const part = parts.find(({ category }: { category: string }) => category === 'relations')
  expect(part).toMatchObject({ leads: [], gaps: [] })
})

test('a plan may be changed or called off by who leads or coordinates, and by nobody else', async () => {
  const { ref, id, meeting } = await open()
  await world.seat(id, 'probation')
  expect((await act('probation', meeting, 'cancel', {}, 1)).body.code).toBe('meeting_not_yours')
  expect((await act('housing', meeting, 'cancel', {}, 1)).status).toBe(404)
  expect((await world.post('probation', `/cases/${ref}/handover-meetings`, plan())).status).toBe(
    403,
  )
  expect((await act('prison', meeting, 'cancel', {}, 1)).status).toBe(200)
  expect((await meetings(ref)).meetings[0].state).toBe('cancelled')
})

describe('who sees what of a meeting', () => {
  const rows = {
    meeting: 'app.handover_meetings where case_id = $1',
    checks: `app.handover_checks where case_id = $1 and code = 'medication'`,
    bed: `app.handover_checks where case_id = $1 and code = 'first_night'`,
    package: `app.handover_packages where case_id = $1 and category = 'health'`,
    bedPackage: `app.handover_packages where case_id = $1 and category = 'accommodation'`,
  }
  test.each([
    ['city', true, rows.package, true],
    ['prison', true, rows.checks, true],
    ['probation', true, rows.meeting, true],
    ['probation', true, rows.checks, false],
    ['probation', true, rows.package, false],
    ['probation', true, rows.bedPackage, true],
    ['police', true, rows.bed, true],
    ['police', true, rows.checks, false],
    ['health', true, rows.checks, true],
    ['probation', false, rows.meeting, false],
    ['housing', false, rows.bed, false],
    ['housing', false, rows.bedPackage, false],
    ['stranger', false, rows.meeting, false],
  ] as const)('%s at the table: %s; %s: %s', async (who, seated, from, expected) => {
    const { id, meeting } = await open()
    await act('city', meeting, 'held', minutes, 1)
    if (seated && who !== 'city' && who !== 'prison')
      await giveSeat(world, id, world.agency[who].desk)
    expect(await sees(world, who, from, [id])).toBe(expected)
  })
  test('who may not see a part of life cannot answer its item either', async () => {
    const { id, meeting } = await open()
    await world.seat(id, 'probation')
    const answers = (code: string) => ({ answers: [{ code, answer: 'yes' }] })
    expect((await act('probation', meeting, 'checks', answers('medication'), 1)).status).toBe(422)
    expect((await act('probation', meeting, 'checks', answers('money'), 1)).status).toBe(200)
  })
})

test('handed over with the person before the release: as counted by hand on 50 cases (HA2)', async () => {
  const from = day(-40)
  const until = day(-5)
  const byHand = { released: 0, withPerson: 0, held: 0, withoutMeeting: 0 }
  for (let n = 0; n < 50; n += 1) {
    const release = -3 - n
    const { id } = await world.openCase({ release: day(release) })
    const state = ['held', 'planned', 'cancelled', 'held', 'held'][n % 5] ?? 'held'
    const person = n % 3 === 0 ? 'present' : 'could_not'
    const heldOn = n % 7 === 0 ? day(release + 1) : day(release - 2)
    await world.sql(
      `insert into app.handover_meetings (authority_id, id, case_id, clause_id, state, planned_on, channel, present, held_on, person_presence, recorded_by)
       values (1, $1, $2, $3, $4, $5, 'prison', '{1,2}', case when $4 = 'held' then $5::date end, case when $4 = 'held' then $6 end, 1)`,
      [randomUUID(), id, world.clause('lead'), state, heldOn, person],
    )
    if (day(release) < from || day(release) >= until) continue
    const held = state === 'held' && heldOn <= day(release)
    byHand.released += 1
    if (held) byHand.held += 1
    else byHand.withoutMeeting += 1
    if (held && person === 'present') byHand.withPerson += 1
  }
  expect(byHand.withPerson).toBeGreaterThan(2)
  const figures = (await world.get('city', `/handovers/figures?from=${from}&until=${until}`)).body
  expect(figures).toMatchObject({ ...byHand, fallback: byHand.released })
})

test('on the day of release the fallback desk gets the task, once; the lead shows as fallback (HA8)', async () => {
  const { ref, id } = await world.openCase({ release: day(0) })
  const accepted = await world.openCase({ release: day(5) })
  await world.sql('select act.tell_fallbacks($1)', [day(0)])
  await world.sql('select act.tell_fallbacks($1)', [day(0)])
  const tasks = await world.sql(
    'select owner_principal, due_on::text from app.milestones where case_id = $1 and code = $2',
    [id, 'fallback_leads'],
  )
  expect(tasks).toEqual([{ owner_principal: world.agency.city.desk, due_on: day(0) }])
  expect(
    await world.sql('select 1 from app.milestones where case_id = $1 and code = $2', [
      accepted.id,
      'fallback_leads',
    ]),
  ).toEqual([])
  const { lanes } = (await world.get('city', `/cases/${ref}/continuity`)).body
  expect(lanes[0].leads.at(-1)).toMatchObject({
    agency: { code: 'Ci' },
    state: 'fallback',
    from: day(0),
  })
  const due = (await world.get('city', '/today')).body.due
  expect(
    due.some(
      (one: { ref: string; milestone: { code: string } }) =>
        one.ref === ref && one.milestone.code === 'fallback_leads',
    ),
  ).toBe(true)
})
