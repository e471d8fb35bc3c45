import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestCity, passphrase, type TestCity } from './test-city.ts'

let city: TestCity
beforeAll(async () => {
  city = await openTestCity({
    demoAccounts: async () => [
      { email: 'a@b.example', name: 'A', functions: ['chair'], agency: 'B', passphrase: 'c' },
    ],
  })
})
afterAll(() => city.close())
beforeEach(() => city.db.owner.query('delete from auth.sessions; delete from auth.attempts'))

const cem = 'cem@valmare.example'
const session = (cookie: string, method: 'GET' | 'DELETE' = 'GET', path = 'session') =>
  city.app.inject({ method, url: `/api/v1/${path}`, headers: { cookie } })

test('without a session nobody is anybody', async () => {
  for (const cookie of ['', '__Host-throughcare=x', `__Host-throughcare=${'A'.repeat(43)}`]) {
    const answer = await session(cookie)
    expect(answer.json()).toMatchObject({ status: 401, code: 'session_missing' })
  }
})

test('a token that somebody planted in the browser opens nothing, before the sign-in or after it', async () => {
  const planted = `__Host-throughcare=${'P'.repeat(43)}`
  const entry = await city.app.inject({
    ...{ method: 'POST', url: '/api/v1/session', headers: { cookie: planted } },
    payload: { email: cem, passphrase },
  })
  expect(entry.statusCode).toBe(201)
  expect(String(entry.headers['set-cookie'])).not.toContain('PPPP')
  expect((await session(planted)).statusCode).toBe(401)
})

test('the database keeps a hash of the token, and the token opens the session', async () => {
  const { cookie } = await city.cookieOf(cem)
  const token = cookie.split('=')[1] ?? ''
  const { rows } = await city.db.owner.query(
    `select row_to_json(s)::text as row, token_hash = sha256(convert_to($1, 'UTF8')) as same,
            absolute_expires_at - created_at = '10 hours' and idle_limit = '15 minutes' as lives
     from auth.sessions s`,
    [token],
  )
  expect(rows[0]).toMatchObject({ same: true, lives: true })
  expect(rows[0].row).not.toContain(token)
  expect((await session(cookie)).json()).toMatchObject({ member: { id: 3 }, demo: true })
})

test('a cookie that was copied into another kind of browser opens nothing, with its sign, without it or with that of the other (LED-37)', async () => {
  const asks = (cookie: string, browser: string) =>
    city.app.inject({ url: '/api/v1/session', headers: { cookie, 'user-agent': browser } })
  const [chrome, later] = ['Mozilla/5.0 Chrome/140.0 Safari/537', 'Mozilla/5.0 Chrome/141.0 Safari']
  const firefox = 'Mozilla/5.0 (X11; Linux) Firefox/143.0'
  const entered = async (browser: string) => {
    const answer = await city.app.inject({
      ...{ method: 'POST', url: '/api/v1/session', headers: { 'user-agent': browser } },
      payload: { email: cem, passphrase },
    })
    return String(answer.headers['set-cookie']).split(';')[0] ?? ''
  }
  const [own, others] = [await entered(chrome), await entered(firefox)]
  expect((await asks(own, chrome)).statusCode).toBe(200)
  expect((await asks(own, later)).statusCode).toBe(200)
  for (const stolen of [own, own.slice(0, -2), own.slice(0, -2) + others.slice(-2)])
    expect((await asks(stolen, firefox)).json()).toMatchObject({ code: 'session_missing' })
  // Whose it is has lost nothing by it.
  expect((await asks(own, chrome)).statusCode).toBe(200)
})

test.each([
  ['idle for a quarter of an hour', `last_seen_at = now() - interval '15 minutes 1 second'`],
  ['older than the longest session', `absolute_expires_at = now() - interval '1 second'`],
  ['ended', `ended_at = now()`],
])('a session that is %s is over with the next request', async (_what, change) => {
  const { cookie } = await city.cookieOf(cem)
  const almost = `update auth.sessions set last_seen_at = now() - interval '14 minutes 50 seconds'`
  await city.db.owner.query(almost)
  expect((await session(cookie)).statusCode).toBe(200)
  await city.db.owner.query(`update auth.sessions set ${change}`)
  expect((await session(cookie)).statusCode).toBe(401)
  expect((await session(cookie, 'GET', 'sessions')).statusCode).toBe(401)
})

test('an authority may decide for shorter sessions', async () => {
  await city.db.owner.query(
    `insert into auth.settings values (1, interval '5 minutes', interval '1 hour')`,
  )
  const { cookie } = await city.cookieOf(cem)
  await city.db.owner.query('delete from auth.settings')
  const { rows } = await city.db.owner.query(
    `select absolute_expires_at < now() + interval '61 minutes' as short from auth.sessions`,
  )
  expect(rows).toEqual([{ short: true }])
  await city.db.owner.query(`update auth.sessions set last_seen_at = now() - interval '6 minutes'`)
  expect((await session(cookie)).statusCode).toBe(401)
})

test('a member who leaves is out with the next request', async () => {
  const { cookie } = await city.cookieOf(cem)
  await city.db.owner.query('update app.members set ended_at = now() where email = $1', [cem])
  expect((await session(cookie)).statusCode).toBe(401)
  expect((await session(cookie, 'GET', 'sessions')).statusCode).toBe(401)
  await city.db.owner.query('update app.members set ended_at = null where email = $1', [cem])
})

test('signing out ends the session and asks the browser to forget', async () => {
  const { cookie } = await city.cookieOf(cem)
  const answer = await session(cookie, 'DELETE')
  expect(answer.statusCode).toBe(204)
  expect(answer.headers['clear-site-data']).toBe('"cache", "storage"')
  expect(answer.headers['set-cookie']).toMatch(
    /^__Host-throughcare(-practice)?=; .*(Expires|Max-Age)/,
  )
  expect((await session(cookie)).statusCode).toBe(401)
  expect((await session(cookie, 'DELETE')).statusCode).toBe(204)
})

test('signing out everywhere ends my sessions and nobody else’s', async () => {
  const [one, two, other] = [
    await city.cookieOf(cem),
    await city.cookieOf(cem),
    await city.cookieOf('bea@valmare.example'),
  ]
  const list = await session(one.cookie, 'GET', 'sessions')
  expect(list.json().sessions).toHaveLength(2)
  expect(list.json().sessions.filter((s: { thisOne: boolean }) => s.thisOne)).toHaveLength(1)
  expect((await session(one.cookie, 'DELETE', 'session?everywhere=true')).statusCode).toBe(204)
  expect((await session(two.cookie)).statusCode).toBe(401)
  expect((await session(other.cookie)).statusCode).toBe(200)
})

test('a member chooses a language, and problems are told in it', async () => {
  const { cookie } = await city.cookieOf(cem)
  const change = (locale: string) =>
    city.app.inject({
      method: 'PATCH',
      url: '/api/v1/session',
      headers: { cookie },
      payload: { locale },
    })
  expect((await change('fr')).json().member.locale).toBe('fr')
  expect((await change('<script>')).json()).toMatchObject({ status: 422, code: 'wrong_format' })
  expect((await change('en')).json().member.locale).toBe('en')
})

test('a changed passphrase ends the other sessions and only the new one opens', async () => {
  const fresh = 'seven lamps over a calm canal'
  const [here, there] = [await city.cookieOf(cem), await city.cookieOf(cem)]
  const change = (current: string, next: string) =>
    city.app.inject({
      method: 'PUT',
      url: '/api/v1/session/passphrase',
      headers: here,
      payload: { current, passphrase: next },
    })
  expect((await change('not mine at all', fresh)).json()).toMatchObject({
    code: 'passphrase_not_yours',
    field: 'current',
  })
  expect((await change(passphrase, 'Valmare2026!')).json().code).toBe('passphrase_too_common')
  expect((await change(passphrase, fresh)).statusCode).toBe(204)
  expect((await session(there.cookie)).statusCode).toBe(401)
  expect((await session(here.cookie)).statusCode).toBe(200)
  expect((await city.signIn(cem)).statusCode).toBe(401)
  expect((await city.signIn(cem, fresh)).statusCode).toBe(201)
  expect((await change(fresh, passphrase)).statusCode).toBe(204)
})

test('a purpose that nobody knows opens nothing', async () => {
  const { cookie } = await city.cookieOf(cem)
  const ask = (purpose: string) =>
    city.app.inject({ url: '/api/v1/session', headers: { cookie, 'x-purpose': purpose } })
  const supervises = await ask('supervision')
  expect(supervises.statusCode).toBe(200)
  // An agency without any agreement has nothing to choose.
  expect(supervises.json()).toMatchObject({ purpose: 'supervision', purposes: [] })
  expect((await ask('curiosity')).json()).toMatchObject({ status: 422, code: 'purpose_unknown' })
  expect((await ask("x'; drop")).json()).toMatchObject({ status: 422, code: 'purpose_unknown' })
})

test.each(['actorPool', 'worker'] as const)(
  'the login %s reads nothing of sign-in',
  async (name) => {
    for (const table of ['sessions', 'credentials', 'invitations', 'attempts', 'settings'])
      await expect(city.db[name].query(`select * from auth.${table}`)).rejects.toThrow(
        'permission denied',
      )
    for (const call of [
      `start_session(1, 1, '\\x00', 'x', 'x')`,
      `find_credential('${cem}')`,
      `save_passphrase(1, 1, 'x')`,
      `live_session('x')`,
    ])
      await expect(city.db[name].query(`select auth.${call}`)).rejects.toThrow('permission denied')
  },
)

test('the gate reads no table and may not set a passphrase without a link or a session', async () => {
  const { gate } = city.db
  for (const table of ['auth.sessions', 'auth.credentials', 'app.members', 'audit.events'])
    await expect(gate.query(`select * from ${table}`)).rejects.toThrow('permission denied')
  await expect(gate.query(`select auth.save_passphrase(1, 1, 'x')`)).rejects.toThrow(
    'permission denied',
  )
})

test('what is long over is forgotten', async () => {
  await city.cookieOf(cem)
  await city.db.owner.query(
    `update auth.sessions set ended_at = now() - interval '8 days';
     insert into auth.attempts values (gen_random_uuid(), 'pair', '\\x01', now() - interval '2 hours')`,
  )
  await city.db.worker.query('select auth.tidy()')
  const { rows } = await city.db.owner.query(
    'select (select count(*) from auth.sessions) + (select count(*) from auth.attempts) as kept',
  )
  expect(rows[0].kept).toBe(0)
})

test('a demo city tells its accounts', async () => {
  const answer = await city.app.inject('/api/v1/demo/accounts')
  expect(answer.json().accounts[0]).toMatchObject({ email: 'a@b.example', passphrase: 'c' })
})
