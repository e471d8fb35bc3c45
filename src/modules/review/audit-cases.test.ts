import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../../../tests/law.ts'
import { layRow } from '../../../tests/rows.ts'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { type ItemWish, layItem } from '../../../tests/world-items.ts'
import { newToken } from '../../platform/auth/tokens.ts'
import { seal } from '../../platform/seal/envelope.ts'

// One case is opened to one auditor, by two persons, for at most fourteen days (LED-35; R10 of the law).
let world: HttpWorld
let kase: { id: string; ref: string; person: string }
let auditor: { token: string; member: number }
let id: string
let administrator: { token: string }
let ofPolice: { token: string }
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

beforeAll(async () => {
  world = await makeHttpWorld()
  kase = await world.openCase()
  administrator = await world.session(world.agency.city.id, ['administrator'])
  ofPolice = await world.session(world.agency.police.id, ['data_protection_officer'])
  const wish = { name: 'Marta Ruiz', email: 'marta.ruiz@supervision.example' }
  const body = { ...wish, body: 'Data Protection Authority', endsAt: inDays(60) }
  id = (await world.post('privacy', '/auditors', body)).body.id
  await world.post('city', `/auditors/${id}/agreement`, {})
  const [account] = await world.sql<{ id: number }>('select id from app.members where email = $1', [
    wish.email,
  ])
  auditor = { token: newToken(), member: account?.id ?? 0 }
  await world.sql(
    `insert into auth.sessions (token_hash, authority_id, member_id) values (sha256(convert_to($1, 'UTF8')), 1, $2)`,
    [auditor.token, auditor.member],
  )
  await layBeside()
})
afterAll(() => world.close())

/** Another case with the same on it: whoever forgets which case it is tells of this one. */
async function layBeside() {
  const { id: case_id } = await world.openCase()
  const [{ housing, city }, clause_id] = [world.agency, world.clause('accommodation')]
  await layItem(world, case_id, { text: 'of another case' })
  await layRow(world, 'leads', {
    ...{ id: randomUUID(), case_id, clause_id, domain: 'accommodation', agency_id: housing.id },
    ...{ to_principal: housing.desk, from_agency_id: city.id, from_principal: city.desk },
    ...{ agreed: '[2030-01-01,2030-06-01)', period: '[2030-01-01,2030-06-01)' },
  })
  await layRow(world, 'milestones', {
    ...{ case_id, clause_id: world.clause('lead'), code: 'choir', anchor: 'release' },
    ...{ offset_days: 3, due_on: day(30), owner_principal: housing.desk },
  })
}

const reason = 'A complaint about who was told of the address.'
const wished = (more: object = {}) => ({
  ...{ auditorId: id, ref: kase.ref, endsAt: inDays(7), reason, ...more },
})
const read = (who: Parameters<HttpWorld['get']>[0] = auditor, ref = kase.ref) =>
  world.get(who, `/cases/${ref}/audited`)
let opened: string

test('the officer of the authority asks, and nobody else; one case, with a reason, not longer than the audit', async () => {
  for (const who of ['city', 'housing', ofPolice, administrator, auditor] as const)
    expect((await world.post(who, '/audit-cases', wished())).status).toBe(403)
  for (const [more, code] of [
    [{ endsAt: inDays(-1) }, 'audit_case_time_invalid'],
    [{ endsAt: inDays(14.1) }, 'audit_case_time_invalid'],
    [{ ref: 'V-999999' }, 'case_not_found'],
    [{ auditorId: kase.id }, 'auditor_not_found'],
  ] as const)
    expect((await world.post('privacy', '/audit-cases', wished(more))).body.code).toBe(code)
  expect((await world.post('privacy', '/audit-cases', wished({ reason: 'why' }))).status).toBe(422)
  await world.sql(`update app.auditors set ends_at = now() + interval '3 days'`)
  expect((await world.post('privacy', '/audit-cases', wished())).body.field).toBe('endsAt')
  for (const over of [
    `ends_at = now() - interval '1 second', starts_at = now() - interval '2 days'`,
    `ended_by = invited_by, ended_at = now(), ends_at = now() + interval '60 days'`,
  ]) {
    await world.sql(`update app.auditors set ${over}`)
    expect((await world.post('privacy', '/audit-cases', wished())).body.code).toBe('auditor_over')
  }
  await world.sql(`update app.auditors set ended_by = null, ended_at = null`)
  const asked = await world.post('privacy', '/audit-cases', wished())
  expect(asked.status).toBe(201)
  opened = asked.body.id
  expect((await world.post('privacy', '/audit-cases', wished())).body.code).toBe('audit_case_open')
})

test('both persons have just shown that it is them (SEC-09)', async () => {
  const proved = (when: string) => world.sql(`update auth.sessions set proved_at = ${when}`)
  await proved(`now() - interval '11 minutes'`)
  const path = `/audit-cases/${opened}/agreement`
  const both = [
    await world.post('privacy', '/audit-cases', wished()),
    await world.post('city', path, {}),
  ]
  await proved('now()')
  expect(both.map(({ body }) => body.code)).toEqual(['step_up_needed', 'step_up_needed'])
})

test('before the second person agrees nothing opens; who asked, the auditor and everybody else is not that person', async () => {
  expect((await read()).status).toBe(404)
  expect((await world.get(auditor, '/audit-cases')).body.cases).toEqual([])
  for (const [who, code] of [
    ['privacy', 'audit_case_second_person'],
    ['housing', 'audit_case_second_only'],
    [auditor, 'audit_case_second_only'],
  ] as const)
    expect((await world.post(who, `/audit-cases/${opened}/agreement`, {})).body.code).toBe(code)
  expect((await world.get('city', '/audit-cases')).body.cases).toMatchObject([
    { ref: kase.ref, state: 'waits', reason, mine: false, auditor: 'Marta Ruiz' },
  ])
  expect((await world.get('housing', '/audit-cases')).status).toBe(403)
  expect((await world.get('city', `/cases/${kase.ref}/who`)).body.auditors).toEqual([])
  // Who declared closeness to the person knows of no such case.
  const close = `insert into app.closeness (authority_id, id, member_id, person_id, case_id, key_wrapped, reason_sealed)
    select 1, gen_random_uuid(), $1, c.person_id, c.id, c.key_wrapped, '' from app.cases c where c.id = $2`
  await world.sql(close, [world.agency.city.member, kase.id])
  const path = `/audit-cases/${opened}/agreement`
  expect((await world.post('city', path, {})).body.code).toBe('audit_case_not_found')
  await world.sql('update app.closeness set lifted_at = now(), lifted_by = $1', [
    world.agency.privacy.member,
  ])
  for (const [table, over, undo] of [
    ['audit_cases', 'ended_by = asked_by, ended_at = now()', 'ended_by = null, ended_at = null'],
    [
      'audit_cases',
      `asked_at = now() - interval '2 days', ends_at = now() - interval '1 second'`,
      `ends_at = now() + interval '5 days'`,
    ],
    ['auditors', 'ended_by = invited_by, ended_at = now()', 'ended_by = null, ended_at = null'],
    ['auditors', `ends_at = now() - interval '1 second'`, `ends_at = now() + interval '60 days'`],
  ]) {
    await world.sql(`update app.${table} set ${over}`)
    expect((await world.post('city', path, {})).body.code, over).toBe('audit_case_over')
    await world.sql(`update app.${table} set ${undo}`)
  }
  expect((await world.post('city', path, {})).status).toBe(200)
  expect((await world.post('city', path, {})).body.code).toBe('audit_case_over')
})

test('then the auditor reads it: no name, and of the items those before the whole table that may be handed on', async () => {
  const housing = world.agency.housing
  await world.seat(kase.id, 'housing')
  const [meeting] = await world.sql<{ id: string }>(
    `insert into app.handover_meetings (authority_id, id, case_id, clause_id, planned_on, channel, invited, recorded_by)
     values (1, gen_random_uuid(), $1, 1, current_date, 'office', $2, $3) returning id`,
    [kase.id, [world.agency.city.id], world.agency.city.member],
  )
  const held: Record<string, ItemWish> = {
    'for named readers': { mode: 'named', audience: [housing.desk] },
    'a note of an agency': { mode: 'agency' },
    'taken back': { state: 'withdrawn' },
    restricted: { state: 'restricted' },
    contested: { state: 'contested' },
    stale: { reviewBy: day(-1) },
    'not onward': { noOnward: true },
    'to be asked about first': { askFirst: true },
    'for one meeting': { meetingId: meeting?.id ?? '' },
    'over today': { deleteOn: day(0) },
    'about health': { category: 'health', functional: true },
    special: {
      ...{ owner: 'housing', mode: 'named', audience: [world.agency.city.desk] },
      special: { approver: world.agency.city.member, approved: true },
    },
  }
  // Housing is not shown work, and from now on the desk that coordinates is not shown education.
  held['under a clause that its agency does not see'] = { owner: 'housing', category: 'work' }
  held['under a clause that the desk does not see'] = { owner: 'probation', category: 'education' }
  held['under a clause of which its agency sees a summary'] = { owner: 'papers' }
  for (const [who, category] of [
    ['city', 'education'],
    ['papers', 'accommodation'],
  ] as const)
    await world.sql(
      `update app.clause_rights set sight = 'summary', may_contribute = false where agency_id = $1 and clause_id = $2`,
      [world.agency[who].id, world.clause(category)],
    )
  for (const [text, wish] of Object.entries(held)) await layItem(world, kase.id, { ...wish, text })
  await layItem(world, kase.id, { text: 'for the table' })
  const { body, status } = await read()
  expect(status).toBe(200)
  expect(body.items.map((one: { words: { text: string } }) => one.words.text)).toEqual([
    'for the table',
  ])
  expect(body).toMatchObject({ ref: kase.ref, reason, continuity: { ref: kase.ref } })
  const lanes = body.continuity.lanes.map(({ domain }: { domain: string }) => domain)
  expect(lanes).toEqual(expect.arrayContaining(['lead', 'accommodation']))
  for (const domain of ['health', 'substance_use']) expect(lanes).not.toContain(domain)
  expect(JSON.stringify(body)).not.toContain('Muster')
  for (const road of ['', '/continuity', '/items', '/who', '/rights'])
    expect((await world.get(auditor, `/cases/${kase.ref}${road}`)).status, road).toBe(404)
})

test('voluntary help, wishes and the words beside an offer stay where they are', async () => {
  const { desk } = world.agency.housing
  const key = world.db.keys.newDataKey(1)
  const lead = async (domain: string, voluntary: boolean, note: string) => {
    const id = randomUUID()
    await layRow(world, 'leads', {
      ...{ id, case_id: kase.id, domain, clause_id: world.clause(domain), voluntary },
      ...{ agency_id: world.agency.housing.id, to_principal: desk },
      ...{ from_agency_id: world.agency.city.id, from_principal: world.agency.city.desk },
      ...{ agreed: '[2030-01-01,2030-06-01)', period: '[2030-01-01,2030-06-01)' },
      key_wrapped: key.wrapped,
      words_sealed: seal(key.key, JSON.stringify({ note }), `leads.words:${id}`),
    })
  }
  await lead('finance_papers', true, 'said of voluntary help')
  await lead('accommodation', false, 'said beside an offer')
  await world.sql(`delete from app.case_needs where case_id = $1 and domain = 'relations'`, [
    kase.id,
  ])
  await layRow(world, 'case_needs', {
    ...{ case_id: kase.id, domain: 'relations', clause_id: world.clause('relations') },
    required: 'wish',
  })
  await layRow(world, 'milestones', {
    ...{ case_id: kase.id, clause_id: world.clause('lead'), code: 'choir', anchor: 'release' },
    ...{ offset_days: 3, due_on: day(30), owner_principal: desk, voluntary: true },
  })
  const { lanes } = (await read()).body.continuity
  const of = (domain: string) => lanes.find((one: { domain: string }) => one.domain === domain)
  const offered = (domain: string) =>
    of(domain).leads.filter(({ state }: { state: string }) => state === 'offered')
  expect(offered('finance_papers')).toEqual([])
  expect(offered('accommodation')).toMatchObject([{ note: null, may: [] }])
  expect(of('relations').required).toBeNull()
  expect(JSON.stringify(lanes)).not.toMatch(/choir|said/)
})

test('each condition for itself shuts it in the same second', async () => {
  const other = await world.openCase()
  const key = world.db.keys.newDataKey(1).wrapped.toString('hex')
  expect((await read(auditor, other.ref)).status).toBe(404)
  for (const who of ['privacy', 'city', 'housing', ofPolice, administrator] as const)
    expect((await read(who)).status).toBe(404)
  const [desk] = await world.sql<{ period: string }>(
    `select period::text from app.seats where case_id = $1 and relation = 'coordination'`,
    [kase.id],
  )
  const seat = `update app.seats set period = '${desk?.period}' where case_id = '${kase.id}' and relation = 'coordination'`
  const past = `tstzrange(now() - interval '2 hours', now() - interval '1 hour')`
  // The auditor has another audit that runs: what was opened for one is not open for the other.
  await world.sql(
    `insert into app.auditors (authority_id, id, member_id, body, invited_by, ends_at, confirmed_by, confirmed_at)
     select 1, gen_random_uuid(), member_id, body, invited_by, now() + interval '30 days', confirmed_by, now() from app.auditors`,
  )
  const audit = (set: string) => `update app.auditors set ${set} where id = '${id}'`
  const opening = (set: string) => `update app.audit_cases set ${set}`
  const city = world.agency.city
  const shut: [string, string, string][] = [
    [
      'not agreed to',
      opening('confirmed_by = null, confirmed_at = null'),
      opening(`confirmed_by = ${city.member}, confirmed_at = now()`),
    ],
    [
      'ended',
      opening('ended_by = asked_by, ended_at = now()'),
      opening('ended_by = null, ended_at = null'),
    ],
    [
      'over',
      opening(`asked_at = now() - interval '2 days', ends_at = now() - interval '1 second'`),
      opening(`ends_at = now() + interval '5 days'`),
    ],
    [
      'of an audit that nobody agreed to',
      audit('confirmed_by = null, confirmed_at = null'),
      audit(`confirmed_by = ${city.member}, confirmed_at = now()`),
    ],
    [
      'of an audit that ended',
      audit('ended_by = invited_by, ended_at = now()'),
      audit('ended_by = null, ended_at = null'),
    ],
    [
      'of an audit that has not begun',
      audit(`starts_at = now() + interval '1 day'`),
      audit(`starts_at = now() - interval '9 days'`),
    ],
    [
      'of an audit that is over',
      audit(`ends_at = now() - interval '1 second'`),
      audit(`ends_at = now() + interval '60 days'`),
    ],
    [
      'of another auditor',
      audit(`member_id = ${world.agency.police.member}`),
      audit(`member_id = ${auditor.member}`),
    ],
    [
      'no auditor any more',
      `update app.member_functions set function = 'manager' where member_id = ${auditor.member}`,
      `update app.member_functions set function = 'auditor' where member_id = ${auditor.member}`,
    ],
    [
      'specially protected',
      `insert into app.protections (authority_id, id, case_id, kind, marked_by, named, key_wrapped)
       values (1, gen_random_uuid(), '${kase.id}', 'minor', ${city.member}, '{${city.member}}', '\\x${key}')`,
      'update app.protections set ended_at = now(), ended_by = marked_by, end_reason_sealed = key_wrapped',
    ],
    ['without a desk that coordinates', `${seat.replace(`'${desk?.period}'`, past)}`, seat],
    [
      'no agreement in force for that desk',
      `update app.arrangement_parties set left_on = current_date - 1 where agency_id = ${city.id}`,
      `update app.arrangement_parties set left_on = null where agency_id = ${city.id}`,
    ],
    [
      'a clause that this desk does not see',
      `update app.clause_rights set sight = 'summary' where agency_id = ${city.id} and clause_id = ${world.clause('lead')}`,
      `update app.clause_rights set sight = 'full' where agency_id = ${city.id} and clause_id = ${world.clause('lead')}`,
    ],
  ]
  for (const [what, shutIt, openIt] of shut) {
    await world.sql(shutIt)
    expect((await read()).status, what).toBe(404)
    await world.sql(openIt)
    expect((await read()).status, what).toBe(200)
  }
  await world.sql(
    `update app.arrangement_parties set left_on = current_date - 1 where agency_id = ${world.agency.housing.id}`,
  )
  await layItem(world, kase.id, { owner: 'housing', text: 'of an agency that left' })
  expect((await read()).body.items).toHaveLength(1)
  await world.sql(
    `update app.arrangement_parties set left_on = null where agency_id = ${world.agency.housing.id}`,
  )
  expect((await read()).body.items).toHaveLength(2)
})

test('each reading stands in the log as opened, with what left; the table sees that an auditor was let in', async () => {
  const read = await world.events('audit_case.read')
  expect(read.at(-1)).toMatchObject({ member_id: auditor.member, case_id: kase.id })
  expect((read.at(-1)?.detail as { items: unknown[] } | undefined)?.items).toHaveLength(2)
  const looks = await world.get('city', `/cases/${kase.ref}/log?use=lawfulness&kind=opened`)
  expect(looks.body.rows.map(({ name }: { name: string }) => name)).toContain('Marta Ruiz')
  for (const who of ['city', 'housing'] as const)
    expect((await world.get(who, `/cases/${kase.ref}/who`)).body.auditors).toMatchObject([
      { name: 'Marta Ruiz', body: 'Data Protection Authority', open: true },
    ])
  const asked = await ask(world, 'police', 'select read.let_in($1) as told', [kase.id])
  expect(asked).toEqual([{ told: [] }])
  expect(JSON.stringify((await world.get('city', `/cases/${kase.ref}/who`)).body)).not.toContain(
    'complaint',
  )
})

test('it is ended at once, by an officer or a second person; the table still sees that it was', async () => {
  expect((await world.post('housing', `/audit-cases/${opened}/end`, {})).status).toBe(403)
  expect((await world.post('city', `/audit-cases/${opened}/end`, {})).status).toBe(200)
  expect((await read()).status).toBe(404)
  expect((await world.post('privacy', `/audit-cases/${opened}/end`, {})).status).toBe(404)
  expect((await world.get('city', `/cases/${kase.ref}/who`)).body.auditors).toMatchObject([
    { open: false },
  ])
})

test('a specially protected case is not opened at all', async () => {
  await world.sql(
    `update app.protections set ended_at = null, ended_by = null, end_reason_sealed = null`,
  )
  expect((await world.post('privacy', '/audit-cases', wished())).body.code).toBe(
    'audit_case_protected',
  )
})
