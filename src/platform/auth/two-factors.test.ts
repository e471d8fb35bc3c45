import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type SoftDevice, softDevice } from '../../../tests/world-passkeys.ts'
import { openTestCity, origin, passphrase, readCookie, type TestCity } from './test-city.ts'

let city: TestCity
let today: string
beforeAll(async () => {
  city = await openTestCity()
  await city.db.owner.query('update app.members set activated_at = now() where ended_at is null')
  today = (await city.db.owner.query(`select actor.day_in(1)::text as day`)).rows[0].day
})
afterAll(() => city.close())
beforeEach(() =>
  city.db.owner.query(
    `delete from auth.attempts; delete from auth.sessions; delete from auth.passkeys; delete from auth.recovery_codes;
     delete from auth.second_steps; delete from app.one_time_codes; delete from app.mail_waiting; delete from auth.settings;
     delete from app.job_beats; update app.authorities set demo = false`,
  ),
)

const [ada, cem] = ['ada@valmare.example', 'cem@valmare.example']
type Headers = { cookie: string }
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

const send = (method: Method, path: string, mine: Headers, payload?: object) =>
  city.app.inject({ method, url: `/api/v1${path}`, headers: mine, ...(payload && { payload }) })

const rule = (columns: string, values: string) =>
  city.db.owner.query(`insert into auth.settings (authority_id, ${columns}) values (1, ${values})`)
const forEverybody = () => rule('everybody_from', `'${today}'`)

/** Signed in with the passphrase alone. */
async function enter(email = cem): Promise<Headers> {
  const answer = await city.signIn(email)
  expect(answer.json()).toMatchObject({ status: 403, code: 'second_factor_needed' })
  return { cookie: readCookie(answer) }
}

async function addPasskey(mine: Headers, device = softDevice(origin)): Promise<SoftDevice> {
  const asked = (await send('POST', '/session/passkeys/ask', mine)).json()
  const body = { attempt: asked.attempt, name: 'Phone', answer: device.make(asked) }
  expect((await send('POST', '/session/passkeys', mine, body)).statusCode).toBe(204)
  return device
}

const codeOf = (secret: string, ahead = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + ahead * 30_000,
  })
async function addCodes(mine: Headers): Promise<string> {
  const { secret } = (await send('POST', '/session/codes', mine)).json()
  const made = await send('POST', '/session/codes/confirm', mine, { code: codeOf(secret) })
  expect(made.statusCode).toBe(201)
  return secret
}

const whoAmI = async (mine: Headers) => (await send('GET', '/session', mine)).statusCode
const ways = async (mine: Headers) => (await send('GET', '/session/ways', mine)).json()

describe('where two factors are asked and one was shown (SEC-07)', () => {
  test('nothing of the interface opens but the way to a second one, and signing out', async () => {
    await forEverybody()
    const mine = await enter()
    const { paths } = (await city.app.inject('/api/v1/openapi.json')).json()
    type Operation = { operationId: string; security?: unknown[] }
    const asked = Object.entries(paths as Record<string, { get?: Operation }>).flatMap(
      ([path, { get }]) => (get && get.security === undefined ? [[path, get.operationId]] : []),
    ) as [string, string][]
    expect(asked.length).toBeGreaterThan(60)
    const opened: string[] = []
    for (const [path, operation] of asked) {
      const url = path.replaceAll(/\{(\w+)\}/g, '1').replace(/^\/api\/v1/, '')
      const answer = await send('GET', url, mine)
      if (answer.statusCode < 300) opened.push(operation)
    }
    expect(opened.sort()).toEqual(['readProofWays', 'readWays'])
    for (const [method, path, body] of [
      ['PATCH', '/session', { locale: 'fr' }],
      [
        'PUT',
        '/session/passphrase',
        { current: passphrase, passphrase: 'seven lamps, calm canal' },
      ],
      ['DELETE', '/sessions/others', undefined],
      ['POST', '/members', undefined],
      ['POST', '/invitations', { member: 5 }],
    ] as const)
      expect((await send(method, path, mine, body)).statusCode).toBeGreaterThanOrEqual(400)
    expect((await send('PATCH', '/session', mine, { locale: 'fr' })).json().code).toBe(
      'second_factor_needed',
    )
    const change = { current: passphrase, passphrase: 'seven lamps over a calm canal' }
    expect((await send('PUT', '/session/passphrase', mine, change)).json().code).toBe(
      'second_factor_needed',
    )
    expect((await send('DELETE', '/session', mine)).statusCode).toBe(204)
    expect((await send('GET', '/session/ways', mine)).statusCode).toBe(401)
  })

  test('the database says so itself: to whoever asks as the actor, and in each function of the sign-in but these', async () => {
    await forEverybody()
    const { cookie } = await enter()
    const token = cookie.split('=')[1]
    await expect(
      city.db.actorPool.query(`select actor.assume($1, 'reintegration')`, [token]),
    ).rejects.toThrow('second_factor_needed')
    expect(
      (await city.db.gate.query('select * from auth.watch_sessions($1)', [[token]])).rows,
    ).toEqual([])
    const { rows } = await city.db.owner.query(
      `select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname = 'auth' and has_function_privilege('throughcare_gate', p.oid, 'execute')
          and p.prosrc ~ 'auth\\.(begun_session|must_begin|may_add_factor)\\(' order by 1`,
    )
    expect(rows.map(({ name }) => name)).toEqual([
      ...['add_passkey', 'begin_challenge', 'begin_codes', 'begin_provider', 'confirm_codes'],
      ...['describe_ways', 'end_all_sessions', 'end_session', 'find_own_codes'],
      ...['find_own_credential', 'find_passkey_owner', 'proof_ways', 'prove_with_code'],
      ...['prove_with_passkey', 'prove_with_passphrase', 'take_challenge'],
    ])
  })

  test('a passkey or codes, added there, open this very session', async () => {
    await forEverybody()
    const mine = await enter()
    expect(await ways(mine)).toMatchObject({ owed: 'add', codesAllowed: true, neededFrom: today })
    await addPasskey(mine)
    expect(await whoAmI(mine)).toBe(200)
    expect(await ways(mine)).toMatchObject({ owed: 'nothing', neededFrom: null })
    const other = await enter('bea@valmare.example')
    await addCodes(other)
    expect(await whoAmI(other)).toBe(200)
  })

  test('who has a passkey shows it: with the passphrase alone nobody adds a key or codes of their own', async () => {
    const device = await addPasskey(await city.sessionOf(cem))
    await forEverybody()
    const mine = await enter()
    expect(await ways(mine)).toMatchObject({ owed: 'show' })
    for (const path of ['/session/passkeys/ask', '/session/codes'])
      expect((await send('POST', path, mine)).json().code).toBe('second_factor_shown_first')
    expect((await send('POST', '/session/proof', mine, { passphrase })).json().code).toBe(
      'proof_stronger_needed',
    )
    expect(await whoAmI(mine)).toBe(403)
    const asked = (await send('POST', '/session/proof/ask', mine)).json()
    const body = { attempt: asked.attempt, answer: device.answer(asked) }
    expect((await send('POST', '/session/proof', mine, body)).statusCode).toBe(204)
    expect(await whoAmI(mine)).toBe(200)
  })

  test('ten minutes after the sign-in a key is added after showing once more that it is the member', async () => {
    await forEverybody()
    const mine = await enter()
    await city.db.owner.query(`update auth.sessions set proved_at = now() - interval '11 minutes'`)
    expect((await send('POST', '/session/passkeys/ask', mine)).json().code).toBe('step_up_needed')
    expect((await send('POST', '/session/proof', mine, { passphrase })).statusCode).toBe(204)
    expect(await whoAmI(mine)).toBe(403)
    await addPasskey(mine)
  })

  test('a session that is open owes it with the next request, and so does one whose last key was removed', async () => {
    const mine = await city.sessionOf(cem)
    expect(await whoAmI(mine)).toBe(200)
    await forEverybody()
    expect(await whoAmI(mine)).toBe(403)
    await addPasskey(mine)
    await addPasskey(mine)
    const other = await enter('bea@valmare.example')
    await addPasskey(other)
    const [{ id }, { id: last }] = (await ways(mine)).passkeys
    expect((await send('DELETE', `/session/passkeys/${id}`, mine)).statusCode).toBe(204)
    expect(await whoAmI(mine), 'another one is left').toBe(200)
    const shown = `update auth.sessions set shown = $1 where member_id = 3 and ended_at is null`
    await city.db.owner.query(shown, ['provider'])
    expect((await send('DELETE', `/session/passkeys/${last}`, mine)).statusCode).toBe(204)
    expect(await whoAmI(mine), 'the provider vouches for two').toBe(200)
    await addPasskey(mine)
    await city.db.owner.query(shown, ['passkey'])
    const [{ id: again }] = (await ways(mine)).passkeys
    expect((await send('DELETE', `/session/passkeys/${again}`, mine)).statusCode).toBe(204)
    expect(await whoAmI(mine)).toBe(403)
    expect(await whoAmI(other), 'others keep what they showed').toBe(200)
    await addCodes(mine)
    expect((await send('DELETE', '/session/codes', mine)).statusCode).toBe(204)
    expect(await whoAmI(mine)).toBe(403)
  })
})

describe('whom it concerns', () => {
  test('nobody before the day, and functions earlier than everybody', async () => {
    await rule(
      'everybody_from, functions, functions_from',
      `'${today}'::date + 1, '{administrator}', '${today}'`,
    )
    expect((await city.signIn(cem)).statusCode).toBe(201)
    await enter(ada)
    await city.db.owner.query(`update auth.settings set functions_from = functions_from + 1`)
    expect((await city.signIn(ada)).statusCode).toBe(201)
  })

  test('the rule of another authority asks nobody here, and in an invented city none asks anybody', async () => {
    await city.db.owner.query(
      `insert into auth.settings (authority_id, everybody_from) values (2, current_date - 9)`,
    )
    expect((await city.signIn(cem)).statusCode).toBe(201)
    await forEverybody()
    await city.db.owner.query('update app.authorities set demo = true where id = 1')
    const answer = await city.signIn(cem)
    expect(answer.statusCode).toBe(201)
    expect(await ways({ cookie: readCookie(answer) })).toMatchObject({ owed: 'nothing' })
  })

  test('where codes do not count, they are not added, and the code beside the passphrase is not enough', async () => {
    const secret = await addCodes(await city.sessionOf(cem))
    await city.db.owner.query('update app.one_time_codes set last_step = 0')
    await rule('everybody_from, codes_allowed', `'${today}', false`)
    const { step } = (await city.signIn(cem)).json()
    const entry = await send(
      'POST',
      '/session/code',
      { cookie: '' },
      { step, code: codeOf(secret) },
    )
    expect(entry.json().code).toBe('second_factor_needed')
    const mine = { cookie: readCookie(entry) }
    expect(await ways(mine)).toMatchObject({ owed: 'add', codesAllowed: false })
    const other = await enter('bea@valmare.example')
    expect((await send('POST', '/session/codes', other)).json().code).toBe('codes_not_here')
    await addPasskey(mine)
    expect(await whoAmI(mine)).toBe(200)
  })
})

describe('the line above every page, ahead of the day (decision 0033)', () => {
  const day = (ahead: number) => `('${today}'::date + ${ahead})`
  const saidTo = async (mine: Headers) => (await send('GET', '/session', mine)).json().secondFactor
  const dayOf = async (ahead: number) =>
    (await city.db.owner.query(`select ${day(ahead)}::text as day`)).rows[0].day

  test('from fourteen days before, to whom it concerns, until they have a factor', async () => {
    const mine = await city.sessionOf(cem)
    expect(await saidTo(mine), 'no rule').toBeNull()
    await rule('everybody_from', day(15))
    expect(await saidTo(mine), 'fifteen days before').toBeNull()
    for (const ahead of [14, 1]) {
      await city.db.owner.query(`update auth.settings set everybody_from = ${day(ahead)}`)
      expect(await saidTo(mine)).toEqual({ from: await dayOf(ahead), functions: [], codes: true })
    }
    expect((await city.signIn(cem)).json().secondFactor, 'said at the sign-in too').toMatchObject({
      functions: [],
    })
    await addPasskey(mine)
    expect(await saidTo(mine), 'has a passkey').toBeNull()
    const other = await city.sessionOf('bea@valmare.example')
    expect(await saidTo(other)).not.toBeNull()
    await addCodes(other)
    expect(await saidTo(other), 'has codes').toBeNull()
    await city.db.owner.query('update auth.settings set codes_allowed = false')
    expect(await saidTo(other), 'codes no longer count').toMatchObject({ codes: false })
    await city.db.owner.query('update app.authorities set demo = true where id = 1')
    expect(await saidTo(other), 'an invented city asks nobody').toBeNull()
  })

  test('of an earlier day of a function, those who have it are told, and why', async () => {
    await rule(
      'everybody_from, functions, functions_from',
      `${day(13)}, '{administrator,coordinator}', ${day(3)}`,
    )
    const [admin, worker] = [await city.sessionOf(ada), await city.sessionOf(cem)]
    const early = { from: await dayOf(3), functions: ['administrator'], codes: true }
    expect(await saidTo(admin)).toEqual(early)
    expect(await saidTo(worker)).toEqual({ from: await dayOf(13), functions: [], codes: true })
    await city.db.owner.query(`update auth.settings set everybody_from = null`)
    expect(await saidTo(admin)).toEqual(early)
    expect(await saidTo(worker), 'nobody asks a case worker').toBeNull()
    await city.db.owner.query(`update auth.settings set everybody_from = ${day(2)}`)
    expect(await saidTo(admin), 'everybody sooner').toMatchObject({ functions: [] })
    await city.db.owner.query(`update auth.settings set authority_id = 2`)
    expect(await saidTo(admin), 'the rule of another city').toBeNull()
  })

  test('not to whoever signs in at a provider that asks for two', async () => {
    await rule('everybody_from', day(5))
    const mine = await city.sessionOf(cem)
    await city.db.owner.query(
      `insert into app.providers (authority_id, agency_id, issuer, client_id, domains, enabled, strong, changed_by)
         values (1, 2, 'https://prison.example', 'desk', '{prison.example}', true, '{mfa}', 1);
       insert into auth.bindings (authority_id, provider_id, issuer, subject, member_id)
         select 1, p.id, p.issuer, 'cem', 3 from app.providers p`,
    )
    expect(await saidTo(mine)).toBeNull()
    await city.db.owner.query(`update app.providers set strong = '{}'`)
    expect(await saidTo(mine)).not.toBeNull()
    await city.db.owner.query('delete from auth.bindings; delete from app.providers')
  })
})

describe('administrators set it and see who lacks it', () => {
  const set = (mine: Headers, change: object, version = 0) =>
    city.app.inject({
      ...{ method: 'PUT', url: '/api/v1/sign-in-rule' },
      headers: { ...mine, 'if-match': `"${version}"` },
      payload: { functions: [], codesAllowed: true, ...change },
    })

  test('nobody else does; the screen must be attended, the version the last, a function has its day', async () => {
    const worker = await city.sessionOf(cem)
    expect((await set(worker, {})).json().code).toBe('administrators_only')
    expect((await send('GET', '/sign-in-rule', worker)).json().code).toBe('administrators_only')
    expect((await send('POST', '/sign-in-rule/reminder', worker)).json().code).toBe(
      'administrators_only',
    )
    const mine = await city.sessionOf(ada)
    expect((await set(mine, { functions: ['coordinator'] })).json().field).toBe('functionsFrom')
    expect((await set(mine, {}, 3)).json().code).toBe('version_outdated')
    await city.db.owner.query(`update auth.sessions set proved_at = now() - interval '11 minutes'`)
    expect((await set(mine, {})).json().code).toBe('step_up_needed')
  })

  test('colleagues with one factor stand there by name, are told at once, and reminded once a day', async () => {
    const mine = await city.sessionOf(ada)
    await addPasskey(mine)
    const later = '2099-01-01'
    // Whoever left, was never here or comes from a provider that asks for two is nobody to remind; nor is another city's rule ours.
    await city.db.owner.query(
      `insert into auth.settings (authority_id, everybody_from) values (2, '2098-01-01');
       insert into app.members (authority_id, id, agency_id, name, email, activated_at, ended_at) values
         (1, 71, 1, 'Left', 'left@valmare.example', now(), now()), (1, 72, 1, 'Never here', 'never@valmare.example', null, null),
         (1, 73, 1, 'By provider', 'by@valmare.example', now(), null);
       insert into app.providers (authority_id, agency_id, issuer, client_id, domains, enabled, strong, changed_by)
         values (1, 1, 'https://issuer.example', 'desk', '{valmare.example}', true, '{mfa}', 1);
       insert into auth.bindings (authority_id, provider_id, issuer, subject, member_id)
         select 1, p.id, p.issuer, 'by', 73 from app.providers p`,
    )
    const saved = await set(mine, { everybodyFrom: later })
    expect(saved.json()).toMatchObject({ everybodyFrom: later, inForce: true, version: 1 })
    const names = (saved.json().lacking as { name: string; from: string }[]).map(
      ({ name, from }) => `${name} ${from}`,
    )
    expect(names.sort()).toEqual([`Bea Second ${later}`, `Cem Worker ${later}`, `Eli New ${later}`])
    const mails = `select member_id, kind from app.mail_waiting where kind = 'factor' order by 1`
    const told = [2, 3, 5].map((member_id) => ({ member_id, kind: 'factor' }))
    expect((await city.db.owner.query(mails)).rows).toEqual(told)
    await city.db.owner.query('delete from app.mail_waiting')
    expect((await send('POST', '/sign-in-rule/reminder', mine)).json()).toEqual({ written: 3 })
    expect((await send('POST', '/sign-in-rule/reminder', mine)).json().code).toBe('reminded_today')
    // A week before the day the job writes by itself, once.
    await city.db.owner.query(
      `delete from app.mail_waiting; delete from app.job_beats;
       update auth.settings set everybody_from = actor.day_in(1) + 7 where authority_id = 1`,
    )
    for (const written of [told, []]) {
      await city.db.worker.query('select auth.remind_in_time()')
      expect((await city.db.owner.query(mails)).rows).toEqual(written)
      await city.db.owner.query('delete from app.mail_waiting')
    }
  })
})
