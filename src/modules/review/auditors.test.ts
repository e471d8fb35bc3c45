import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../../../tests/law.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { newToken } from '../../platform/auth/tokens.ts'

let world: HttpWorld
let kase: { id: string; ref: string; person: string }
let auditor: { token: string; member: number }
let id: string
let administrator: { token: string }
let ofPolice: { token: string }
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const wish = {
  ...{ name: 'Marta Ruiz', email: 'marta.ruiz@supervision.example' },
  ...{ body: 'Data Protection Authority', endsAt: inDays(14) },
}

beforeAll(async () => {
  world = await makeHttpWorld()
  kase = await world.openCase()
  administrator = await world.session(world.agency.city.id, ['administrator'])
  ofPolice = await world.session(world.agency.police.id, ['data_protection_officer'])
})
afterAll(() => world.close())

/** A session of a member, as the gate would open one. */
async function signIn(member: number) {
  const token = newToken()
  await world.sql(
    `insert into auth.sessions (token_hash, authority_id, member_id) values (sha256(convert_to($1, 'UTF8')), 1, $2)`,
    [token, member],
  )
  return { token, member }
}

describe('an auditor is named by two persons, for a time (LED-34)', () => {
  test('the officer of the authority names, and nobody else; not for longer than 90 days', async () => {
    for (const who of ['city', 'housing', 'police'] as const)
      expect((await world.post(who, '/auditors', wish)).status).toBe(403)
    expect((await world.post(ofPolice, '/auditors', wish)).status).toBe(403)
    for (const endsAt of [inDays(-1), inDays(91)])
      expect((await world.post('privacy', '/auditors', { ...wish, endsAt })).body).toMatchObject({
        code: 'audit_time_invalid',
      })
    const named = await world.post('privacy', '/auditors', wish)
    expect(named).toMatchObject({ status: 201, body: { link: expect.stringContaining('#') } })
    id = named.body.id
    expect((await world.post('privacy', '/auditors', wish)).body.code).toBe('member_email_taken')
    const other = { ...wish, email: 'somebody.else@supervision.example', body: 'Local police' }
    expect((await world.post('privacy', '/auditors', other)).body.code).toBe('agency_name_taken')
  })

  test('before the second person agrees there is no way in; whoever named is not the second', async () => {
    const [account] = await world.sql<{ id: number }>(
      'select id from app.members where email = $1',
      [wish.email],
    )
    const member = account?.id ?? 0
    await expect(signIn(member)).rejects.toThrow('sign_in_refused')
    expect((await world.post('privacy', `/auditors/${id}/agreement`, {})).body.code).toBe(
      'auditor_second_person',
    )
    expect((await world.post('housing', `/auditors/${id}/agreement`, {})).body.code).toBe(
      'auditor_second_only',
    )
    const agree = async (auditor = id) =>
      (await world.post('city', `/auditors/${auditor}/agreement`, {})).body.code
    expect(await agree(kase.id)).toBe('auditor_not_found')
    for (const [over, undo] of [
      ['ended_by = invited_by, ended_at = now()', 'ended_by = null, ended_at = null'],
      [
        `starts_at = now() - interval '2 days', ends_at = now() - interval '1 second'`,
        `starts_at = now(), ends_at = now() + interval '14 days'`,
      ],
    ]) {
      await world.sql(`update app.auditors set ${over}`)
      expect(await agree(), over).toBe('auditor_over')
      await world.sql(`update app.auditors set ${undo}`)
    }
    expect((await world.post('city', `/auditors/${id}/agreement`, {})).status).toBe(200)
    expect(await agree()).toBe('auditor_over')
    auditor = await signIn(member)
    expect((await world.get('city', '/auditors')).body).toMatchObject({
      mayInvite: false,
      auditors: [{ name: 'Marta Ruiz', state: 'open', mine: false }],
    })
    expect((await world.get('housing', '/auditors')).status).toBe(403)
  })

  test('no administrator makes somebody an auditor, or gives an auditor anything more', async () => {
    const change = (member: number, functions: string[]) =>
      ask(world, administrator, 'select act.change_member($1, 1, $2)', [
        member,
        JSON.stringify({ functions }),
      ])
    const refused = { code: 'auditor_invited_only' }
    await expect(change(world.agency.police.member, ['auditor'])).rejects.toMatchObject(refused)
    for (const functions of [['auditor', 'coordinator'], ['coordinator']])
      await expect(change(auditor.member, functions)).rejects.toMatchObject(refused)
  })
})

describe('what an auditor sees', () => {
  test('the log of a case and the list of looks with verdicts, said what for; each look is in the log', async () => {
    await world.get('city', `/cases/${kase.ref}`)
    expect(await world.get(auditor, `/cases/${kase.ref}/log`)).toMatchObject({
      status: 422,
      body: { code: 'log_use_missing' },
    })
    const log = await world.get(auditor, `/cases/${kase.ref}/log?use=lawfulness`)
    expect(log.body).toMatchObject({ scope: 'all' })
    expect(log.body.rows.map(({ kind }: { kind: string }) => kind)).toContain('opened')
    await world.sql(
      `insert into audit.reviews (authority_id, id, kind, member_id, agency_id, on_day, events, facts, verdict, judged_by, judged_at, key_wrapped, note_sealed)
       values (1, gen_random_uuid(), 'off_hours', $1, $2, current_date, '{}', '{}', 'justified', $3, now(), '\\x01', '\\x02')`,
      [world.agency.police.member, world.agency.police.id, world.agency.privacy.member],
    )
    const list = await world.get(auditor, '/reviews?use=lawfulness&state=judged')
    expect(list.body).toMatchObject({
      ...{ scope: 'all', mayJudge: false, practice: [] },
      reviews: [{ verdict: 'justified', note: null }],
    })
    expect((await world.get(auditor, '/log')).body.may).toEqual({ change: false, decide: false })
    expect((await world.get(auditor, '/agreements')).status).toBe(200)
    const events = await world.sql<{ action: string }>(
      'select action from audit.events where member_id = $1 order by id',
      [auditor.member],
    )
    const told = events.map(({ action }) => action)
    for (const action of ['log.read', 'log.reviews_read', 'log.state_read', 'agreements.read'])
      expect(told).toContain(action)
  })

  test('never a case, a name, an item or a search', async () => {
    const tables = ['persons', 'cases', 'items', 'leads', 'release_notices', 'seats', 'shares']
    for (const table of tables)
      expect(
        await ask(world, auditor, `select 1 from app.${table}`).catch(() => []),
        table,
      ).toEqual([])
    const roads = ['', '/continuity', '/items', '/rights', '/consents', '/who']
    for (const road of roads)
      expect(
        [403, 404].includes((await world.get(auditor, `/cases/${kase.ref}${road}`)).status),
        road,
      ).toBe(true)
    expect(JSON.stringify((await world.get(auditor, '/persons/search?q=Muster')).body)).not.toMatch(
      /Muster|V-\d/,
    )
    expect((await world.get(auditor, '/log/file?use=lawfulness')).status).toBe(403)
    expect((await world.get(auditor, `/cases/${kase.ref}/log/file`)).status).toBe(403)
  })
})

test('every act of the database refuses an auditor, and nothing is written', async () => {
  const functions = await world.sql<{ name: string; types: string[] }>(
    `select p.oid::regproc::text as name, array(select t::regtype::text from unnest(p.proargtypes) t) as types
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'act' and p.prorettype <> 'trigger'::regtype
        and has_function_privilege('throughcare_actor', p.oid, 'execute') order by 1`,
  )
  expect(functions.length).toBeGreaterThan(150)
  const guess: Record<string, string> = {
    ...{ uuid: `'${kase.id}'`, text: `'${kase.ref}'`, integer: '1', boolean: 'true' },
    ...{
      jsonb: `'{}'`,
      bytea: `'\\x01'`,
      date: 'current_date',
      'timestamp with time zone': 'now()',
    },
    ...{ bigint: '1', 'text[]': `'{}'`, 'integer[]': `'{1}'`, 'uuid[]': `'{${kase.id}}'` },
  }
  const acted = () =>
    world.sql(
      `select (select count(*) from audit.row_changes where table_name <> 'members') as rows, count(*) as acts from audit.events where action <> 'refused'`,
    )
  const before = await acted()
  const done: string[] = []
  for (const { name, types } of functions) {
    const values = types.map((type) => guess[type] ?? `null::${type}`)
    const statement = `select ${name}(${values.join(', ')})`
    await ask(world, auditor, statement).then(
      () => done.push(name),
      () => {},
    )
  }
  expect(await acted()).toEqual(before)
  // These ask something, or touch what is one's own: language, draft, calendar address, a link that one has made.
  const harmless = ['choose_locale', 'drop_draft', 'stop_calendar_feed', 'offer_link_mailed']
  const asking = [
    ...['approvers', 'audience_of', 'category_of_basic', 'days', 'describe_me', 'last_marks'],
    ...['may_bring', 'may_enter_absence', 'may_import', 'may_look_after', 'notice_clause'],
    ...['open_letter', 'own_desk', 'relations', 'share_refusal', 'told_arrived'],
    ...['unseen_among', 'unseen_by', 'working_days_after'],
  ]
  const named = done.map((name) => name.replace('act.', ''))
  expect(named.filter((name) => ![...harmless, ...asking].includes(name))).toEqual([])
})

test('an audit ends by itself, and before its time in the same second', async () => {
  expect((await world.get(auditor, '/log')).status).toBe(200)
  const [bound] = await world.sql<{ within: boolean }>(
    `select s.absolute_expires_at <= a.ends_at as within from auth.sessions s join app.auditors a on a.member_id = s.member_id`,
  )
  expect(bound?.within).toBe(true)
  await world.sql(
    `update app.auditors set starts_at = now() - interval '2 days', ends_at = now() - interval '1 second'`,
  )
  expect((await world.get(auditor, '/reviews?use=lawfulness')).status).toBe(403)
  await expect(signIn(auditor.member)).rejects.toThrow('sign_in_refused')
  await world.sql(`update app.auditors set ends_at = now() + interval '1 day'`)
  expect((await world.get(auditor, '/reviews?use=lawfulness')).status).toBe(200)
  for (const who of ['city', ofPolice] as const)
    expect((await world.post(who, `/auditors/${id}/end`, {})).status).toBe(403)
  expect((await world.post('privacy', `/auditors/${id}/end`, {})).status).toBe(200)
  expect((await world.post('privacy', `/auditors/${id}/end`, {})).body.code).toBe(
    'auditor_not_found',
  )
  expect((await world.get(auditor, '/log')).status).toBe(401)
})
