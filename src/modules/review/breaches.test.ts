import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../../../tests/law.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

// The breach register: LED art. 30 and GDPR art. 33 (LED-43, GD-19).
let world: HttpWorld
let ofPolice: { member: number; token: string }
let auditor: { member: number; token: string }
type Asker = Parameters<HttpWorld['get']>[0]
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()

beforeAll(async () => {
  world = await makeHttpWorld()
  ofPolice = await world.session(world.agency.police.id, ['data_protection_officer'])
  auditor = await world.session(world.agency.stranger.id, ['auditor'])
  await world.sql(
    `insert into app.auditors (authority_id, id, member_id, body, invited_by, invited_at, starts_at, ends_at, confirmed_by, confirmed_at)
     values (1, gen_random_uuid(), $1, 'Supervision', $2, now() - interval '2 days', now() - interval '1 day', now() + interval '9 days', $3, now() - interval '1 day')`,
    [auditor.member, world.agency.privacy.member, world.agency.city.member],
  )
})
afterAll(() => world.close())

const account = (more: object = {}) => ({
  ...{ awareAt: hoursAgo(5), kinds: ['confidentiality'], consequences: null, measures: null },
  ...{ what: 'A passphrase lay on a desk.', found: 'A colleague rang the officer.', ...more },
})
async function record(who: Asker, agencyId: number, more: object = {}): Promise<string> {
  const made = await world.post(who, '/breaches', { agencyId, ...account(more) })
  expect(made.status).toBe(201)
  return made.body.id
}
const read = (who: Asker, id: string, use = '?use=lawfulness') =>
  world.get(who, `/breaches/${id}${use}`)
const listed = async (who: Asker): Promise<string[]> =>
  (await world.get(who, '/breaches')).body.breaches.map(({ id }: { id: string }) => id)
const report = (who: Asker, id: string, more: object) =>
  world.post(who, `/breaches/${id}/reports`, {
    ...{ phase: 'first', at: hoursAgo(0), reference: null, reason: null, delay: null, ...more },
  })

describe('who reads the register', () => {
  let atHousing: string
  let atPolice: string
  beforeAll(async () => {
    atHousing = await record('privacy', world.agency.housing.id)
    atPolice = await record(ofPolice, world.agency.police.id)
  })

  test('the officer of the authority reads every breach, the officer of a partner those of their own people (AU5)', async () => {
    expect(await listed('privacy')).toEqual(expect.arrayContaining([atHousing, atPolice]))
    expect(await listed(ofPolice)).toEqual([atPolice])
    expect((await read('privacy', atPolice)).body.number).toBe(1)
    expect((await read(ofPolice, atPolice)).status).toBe(200)
    expect(await read(ofPolice, atHousing)).toMatchObject({
      status: 404,
      body: { code: 'breach_not_found' },
    })
  })

  test('the supervisory authority verifies: an auditor reads all of it with its words, and changes nothing (art. 33(5))', async () => {
    expect(await listed(auditor)).toEqual(expect.arrayContaining([atHousing, atPolice]))
    const { body } = await read(auditor, atHousing)
    expect(body).toMatchObject({ mayChange: false, mayPrint: false, members: [] })
    expect(body.accounts[0].what).toBe('A passphrase lay on a desk.')
    for (const [path, wish] of [
      ['closing', {}],
      ['tellings', { agencyId: 1 }],
      ['prints', {}],
    ] as const)
      expect((await world.post(auditor, `/breaches/${atHousing}/${path}`, wish)).status).toBe(403)
  })

  test('nobody else reads or writes, and no table opens', async () => {
    const administrator = await world.session(world.agency.city.id, ['administrator', 'manager'])
    for (const who of ['city', 'police', 'housing', administrator] as const) {
      expect((await world.get(who, '/breaches')).status).toBe(403)
      expect((await read(who, atHousing)).status).toBe(403)
      const wish = { agencyId: world.agency.police.id, ...account() }
      expect((await world.post(who, '/breaches', wish)).status).toBe(403)
      expect((await report(who, atHousing, {})).status).toBe(403)
    }
    for (const table of ['breaches', 'breach_accounts', 'breach_reports', 'breach_tellings'])
      await expect(ask(world, 'privacy', `select 1 from app.${table}`)).rejects.toThrow()
    for (const table of ['breach_extents', 'breach_extent_cases'])
      await expect(ask(world, 'privacy', `select 1 from app.${table}`)).rejects.toThrow()
  })

  test('the officer of a partner writes nothing of another agency, and learns nothing by trying', async () => {
    const wish = { agencyId: world.agency.housing.id, ...account() }
    expect((await world.post(ofPolice, '/breaches', wish)).status).toBe(404)
    expect((await report(ofPolice, atHousing, {})).status).toBe(404)
    const version = { version: 1 }
    const path = `/breaches/${atHousing}`
    expect((await world.post(ofPolice, `${path}/accounts`, account(), version)).status).toBe(404)
    const asked = { memberId: ofPolice.member, from: hoursAgo(2), until: hoursAgo(0) }
    expect((await world.post(ofPolice, `${path}/extents?use=lawfulness`, asked)).status).toBe(404)
    expect((await world.post(ofPolice, `${path}/prints`, {})).status).toBe(404)
    expect((await world.post(ofPolice, `${path}/closing`, {})).status).toBe(404)
    expect((await world.post(ofPolice, `${path}/tellings`, { agencyId: 1 })).status).toBe(404)
  })

  test('what does not exist is answered as missing, also to the officer of the authority', async () => {
    const nowhere = '00000000-0000-4000-8000-000000000000'
    const told = (await world.events('log.breach_read')).length
    expect((await read('privacy', nowhere)).status).toBe(404)
    expect(await world.events('log.breach_read')).toHaveLength(told)
    expect((await world.post('privacy', `/breaches/${nowhere}/closing`, {})).status).toBe(404)
    expect((await world.post('privacy', `/breaches/${nowhere}/prints`, {})).status).toBe(404)
    const wish = { agencyId: 4711, ...account() }
    expect((await world.post('privacy', '/breaches', wish)).body).toMatchObject({
      ...{ status: 404, code: 'agency_not_found', field: 'agencyId' },
    })
  })

  test('a breach is read for one of the four purposes of the log, said once a day, and each reading is in the log', async () => {
    const other = await world.session(world.agency.privacy.id, ['data_protection_officer'])
    expect((await read(other, atHousing, '')).body.code).toBe('log_use_missing')
    expect((await read(other, atHousing, '?use=integrity_security')).status).toBe(200)
    const events = await world.sql<{ action: string }>(
      'select action from audit.events where member_id = $1 order by id',
      [other.member],
    )
    const told = events.map(({ action }) => action)
    expect(told).toContain('log.breach_read')
    expect((await world.get(other, '/breaches')).status).toBe(200)
    expect((await world.events('breaches.read')).at(-1)?.member_id).toBe(other.member)
  })

  test('what cannot be logged does not happen', async () => {
    const before = await listed('privacy')
    await world.sql(
      `create function app.no_log() returns trigger language plpgsql as $$ begin raise exception 'no log'; end $$`,
    )
    await world.sql(
      `create trigger no_log before insert on audit.events for each row when (new.action like 'breach.%' or new.action like 'log.breach%') execute function app.no_log()`,
    )
    const wish = { agencyId: world.agency.housing.id, ...account() }
    const answers = [
      await world.post('privacy', '/breaches', wish),
      await report('privacy', atHousing, {}),
      await world.post('privacy', `/breaches/${atHousing}/prints`, {}),
    ]
    await world.sql('drop trigger no_log on audit.events')
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 500])
    expect(await listed('privacy')).toEqual(before)
    expect((await read('privacy', atHousing)).body.reports).toEqual([])
  })
})

describe('the clock runs from the moment of awareness', () => {
  test('72 hours later the report is due; nobody becomes aware tomorrow', async () => {
    const awareAt = hoursAgo(10)
    const { body } = await read('privacy', await record('privacy', 5, { awareAt }))
    expect(Date.parse(body.dueAt) - Date.parse(awareAt)).toBe(72 * 3_600_000)
    const later = { agencyId: 5, ...account({ awareAt: hoursAgo(-1) }) }
    expect((await world.post('privacy', '/breaches', later)).body).toMatchObject({
      ...{ code: 'breach_aware_later', field: 'awareAt' },
    })
  })

  test('a first report or the decision not to report after 72 hours owes the reason of the delay, beside its field', async () => {
    const late = await record('privacy', 5, { awareAt: hoursAgo(73) })
    for (const more of [{}, { phase: 'final' }, { phase: 'not_reported', reason: 'No risk.' }])
      expect((await report('privacy', late, more)).body).toMatchObject({
        ...{ code: 'breach_delay_missing', field: 'delay' },
      })
    expect((await report('privacy', late, { delay: 'It was a long weekend.' })).status).toBe(201)
    expect((await report('privacy', late, { phase: 'follow_up' })).status).toBe(201)
    expect((await read('privacy', late)).body.reports).toMatchObject([
      { phase: 'first', delay: 'It was a long weekend.' },
      { phase: 'follow_up', delay: null },
    ])
    const inTime = await record('privacy', 5, { awareAt: hoursAgo(71) })
    expect((await report('privacy', inTime, {})).status).toBe(201)
  })

  test('what was reported in time and entered later owes none; no report before awareness or tomorrow', async () => {
    const id = await record('privacy', 5, { awareAt: hoursAgo(90) })
    const codeAt = async (hours: number) =>
      (await report('privacy', id, { at: hoursAgo(hours) })).body.code
    expect(await codeAt(91)).toBe('breach_report_before')
    expect(await codeAt(-1)).toBe('breach_report_later')
    expect((await report('privacy', id, { at: hoursAgo(20) })).status).toBe(201)
    // A device that goes a minute ahead means now.
    const ahead = new Date(Date.now() + 60_000).toISOString()
    const next = { phase: 'follow_up', at: ahead }
    expect((await report('privacy', id, next)).status).toBe(201)
  })

  test('a report after the decision not to report comes late or in time by itself', async () => {
    const id = await record('privacy', 5, { awareAt: hoursAgo(100) })
    const decision = { phase: 'not_reported', reason: 'Nobody was named.', at: hoursAgo(50) }
    expect((await report('privacy', id, { ...decision, reason: null })).body).toMatchObject({
      ...{ code: 'breach_reason_missing', field: 'reason' },
    })
    expect((await report('privacy', id, decision)).status).toBe(201)
    expect((await report('privacy', id, decision)).body.code).toBe('breach_decided')
    expect((await report('privacy', id, {})).body.code).toBe('breach_delay_missing')
  })
})

describe('phases, accounts and the end', () => {
  test('first once, further reports after it, closed by the final one; then nothing is said any more', async () => {
    const id = await record('privacy', 5)
    const codeOf = async (phase: string) => (await report('privacy', id, { phase })).body.code
    expect(await codeOf('follow_up')).toBe('breach_first_missing')
    expect((await report('privacy', id, { reference: 'DPA-7' })).status).toBe(201)
    expect(await codeOf('first')).toBe('breach_first_once')
    expect(await codeOf('not_reported')).toBe('breach_decided')
    const close = () => world.post('privacy', `/breaches/${id}/closing`, {})
    expect((await close()).body.code).toBe('breach_not_settled')
    expect((await report('privacy', id, { phase: 'final' })).status).toBe(201)
    expect((await close()).status).toBe(200)
    expect((await close()).body.code).toBe('breach_closed')
    expect(await codeOf('follow_up')).toBe('breach_closed')
    const { body } = await read('privacy', id)
    expect(body).toMatchObject({ mayChange: false, phase: 'final' })
    expect(body.reports[0].reference).toBe('DPA-7')
  })

  test('the decision that there is no risk closes it as well, unless something was reported after all', async () => {
    const id = await record('privacy', 5)
    const reason = 'The list was sealed and nobody had the key.'
    expect((await report('privacy', id, { phase: 'not_reported', reason })).status).toBe(201)
    expect((await report('privacy', id, {})).status).toBe(201)
    const close = () => world.post('privacy', `/breaches/${id}/closing`, {})
    expect((await close()).body.code).toBe('breach_not_settled')
    const other = await record('privacy', 5)
    await report('privacy', other, { phase: 'not_reported', reason })
    expect((await world.post('privacy', `/breaches/${other}/closing`, {})).status).toBe(200)
  })

  test('what is said anew stands beside what was said before; two officers never overwrite one another', async () => {
    const id = await record('privacy', 5)
    const path = `/breaches/${id}/accounts`
    const wish = account({ what: 'The passphrase was used.', measures: 'The account is blocked.' })
    expect((await world.post('privacy', path, wish, { version: 1 })).status).toBe(200)
    expect((await world.post('privacy', path, wish, { version: 1 })).status).toBe(412)
    await report('privacy', id, { at: hoursAgo(3) })
    const after = account({ awareAt: hoursAgo(2) })
    expect((await world.post('privacy', path, after, { version: 2 })).body.code).toBe(
      'breach_reported_before',
    )
    expect((await read('privacy', id)).body.accounts).toMatchObject([
      { version: 2, what: 'The passphrase was used.', measures: 'The account is blocked.' },
      { version: 1, what: 'A passphrase lay on a desk.', measures: null },
    ])
  })

  test('the words are asked about like all words, and lie sealed', async () => {
    const harm = account({ what: 'The offender is a devout Muslim and wants it so.' })
    const refused = await world.post('privacy', '/breaches', { agencyId: 5, ...harm })
    expect(refused).toMatchObject({ status: 422, body: { code: 'wording_reason_missing' } })
    const open = await world.sql(
      `select 1 from app.breach_accounts where position(convert_to('passphrase', 'UTF8') in what_sealed) > 0`,
    )
    expect(open).toEqual([])
  })
})

describe('the other parties are told', () => {
  test('officers here by the notice of the desk, the rest by hand; who and when stands on the breach', async () => {
    const id = await record('privacy', world.agency.housing.id)
    const { tellings } = (await read('privacy', id)).body
    const of = (name: 'police' | 'prison' | 'unsigned' | 'stranger' | 'housing') =>
      tellings.find(({ agency }: { agency: { id: number } }) => agency.id === world.agency[name].id)
    expect(of('police')).toMatchObject({ toldAt: expect.any(String), whom: [expect.any(String)] })
    expect(of('prison')).toMatchObject({ toldAt: null, whom: [] })
    expect(of('housing')).toMatchObject({ toldAt: null })
    expect([of('unsigned'), of('stranger')]).toEqual([undefined, undefined])
    const path = `/breaches/${id}/tellings`
    const agencyId = world.agency.prison.id
    expect((await world.post('privacy', path, { agencyId })).status).toBe(200)
    expect((await world.post('privacy', path, { agencyId })).body.code).toBe('breach_told_already')
    const again = (await read('privacy', id)).body.tellings
    expect(
      again.filter(({ agency }: { agency: { id: number } }) => agency.id === agencyId),
    ).toMatchObject([{ toldAt: expect.any(String), by: expect.any(String) }])
    const { told, breaches } = (await world.get(ofPolice, '/breaches')).body
    expect(told.find((one: { id: string }) => one.id === id)).toEqual({
      ...{ id, agency: expect.objectContaining({ id: world.agency.housing.id }) },
      ...{ awareAt: expect.any(String), kinds: ['confidentiality'], closedAt: null },
      ...{ toldAt: expect.any(String), by: expect.any(String) },
    })
    expect(breaches.map((one: { id: string }) => one.id)).not.toContain(id)
    const news = await world.sql<{ principals: number[] }>('select principals from app.mail_news')
    expect(news.flatMap(({ principals }) => principals)).toContain(10_000 + ofPolice.member)
  })
})
