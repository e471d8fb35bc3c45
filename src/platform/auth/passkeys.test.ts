import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { workOf } from '../../../tests/count-work.ts'
import { type Lies, type SoftDevice, softDevice } from '../../../tests/world-passkeys.ts'
import type { PasskeyAnswer, PasskeyAsked } from './passkey-contract.ts'
import { openTestCity, origin, readCookie, type TestCity } from './test-city.ts'

let city: TestCity
beforeAll(async () => {
  city = await openTestCity()
})
afterAll(() => city.close())
beforeEach(() =>
  city.db.owner.query(
    `delete from auth.attempts; delete from auth.sessions; delete from auth.passkeys;
     delete from auth.challenges; delete from app.mail_waiting`,
  ),
)

const cem = 'cem@valmare.example'
type Headers = { cookie?: string }
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

const send = (method: Method, path: string, headers: Headers = {}, payload?: object) =>
  city.app.inject({ method, url: `/api/v1${path}`, headers, ...(payload && { payload }) })

const ask = async (): Promise<PasskeyAsked> => (await send('POST', '/session/passkey/ask')).json()

async function withPasskey(email = cem): Promise<{ mine: Headers; device: SoftDevice }> {
  const mine = await city.sessionOf(email)
  const device = softDevice(origin)
  const added = await add(mine, device)
  expect(added.statusCode).toBe(204)
  return { mine, device }
}

async function add(mine: Headers, device: SoftDevice, lies?: Lies) {
  const asked = (await send('POST', '/session/passkeys/ask', mine)).json()
  const answer = device.make(asked, lies)
  return send('POST', '/session/passkeys', mine, { attempt: asked.attempt, name: 'Phone', answer })
}

const enter = (attempt: string, answer: PasskeyAnswer) =>
  send('POST', '/session/passkey', {}, { attempt, answer })

async function trySigningIn(device: SoftDevice, lies?: Lies) {
  const asked = await ask()
  return enter(asked.attempt, device.answer(asked, lies))
}

const ways = async (mine: Headers) => (await send('GET', '/session/ways', mine)).json()

const lastRefusal = async () => {
  const { rows } = await city.db.owner.query(
    `select detail from audit.events where action = 'session.refused' order by id desc limit 1`,
  )
  return rows[0]?.detail
}

describe('a passkey is enough (AD2, SEC-07)', () => {
  test('whoever has only a passkey signs in with it, and the log says how', async () => {
    const { device } = await withPasskey()
    const kept = await city.db.owner.query(
      `delete from auth.credentials where authority_id = 1 and member_id = 3 returning hash`,
    )
    const answer = await trySigningIn(device)
    await city.db.owner.query('insert into auth.credentials values (1, 3, $1, $2)', [
      ...['passphrase', kept.rows[0].hash],
    ])
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toMatchObject({ member: { id: 3, email: cem } })
    expect(readCookie(answer)).toMatch(/^__Host-throughcare=[\w-]{45}$/)
    const { rows } = await city.db.owner.query(
      `select detail from audit.events where action = 'session.started' order by id desc limit 1`,
    )
    expect(rows[0].detail).toEqual({ how: 'passkey' })
  })

  test('the question names nobody, wants finger or PIN, and is made for the host of the desk', async () => {
    const { attempt, options } = await ask()
    expect(attempt).toMatch(/^[\w-]{43}$/)
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
    expect(options.allowCredentials ?? []).toEqual([])
    expect(Buffer.from(String(options.challenge), 'base64url').length).toBeGreaterThanOrEqual(32)
  })

  test('a new passkey must be kept in the device, under a handle that names nobody', async () => {
    const mine = await city.sessionOf(cem)
    const { options } = (await send('POST', '/session/passkeys/ask', mine)).json()
    expect(options.authenticatorSelection).toMatchObject({
      residentKey: 'required',
      userVerification: 'required',
    })
    expect(options.attestation).toBe('none')
    const handle = Buffer.from(options.user.id, 'base64url')
    expect(handle).toHaveLength(32)
  })
})

describe('what is refused', () => {
  const lies: [string, Lies, string][] = [
    ['made for another origin', { origin: 'http://localhost:8081' }, 'site'],
    ['made for another site', { origin: 'https://valmare.example' }, 'site'],
    ['made for another relying party', { site: 'valmare.example' }, 'site'],
    ['without finger or PIN', { unverified: true }, 'form'],
    [
      'for another challenge',
      { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
      'challenge',
    ],
    ['signed by another key', { forged: true }, 'signature'],
    ['with the handle of somebody else', { handle: 'AAAA' }, 'owner'],
    ['with an old counter', { counter: 1 }, 'counter'],
    ['of the making of a passkey', { type: 'webauthn.create' }, 'form'],
  ]
  test.each(lies)(
    'an answer %s opens nothing, in the words of an unknown key',
    async (_what, lie, why) => {
      const { device } = await withPasskey()
      expect((await trySigningIn(device)).statusCode).toBe(201)
      const told = async (answer: Awaited<ReturnType<typeof enter>>) => {
        const { instance: _, ...rest } = answer.json()
        return [answer.statusCode, Object.keys(answer.headers).sort(), rest]
      }
      const unknown = await told(await trySigningIn(softDevice(origin)))
      expect(unknown[2]).toMatchObject({ status: 401, code: 'passkey_refused' })
      expect(await told(await trySigningIn(device, lie))).toEqual(unknown)
      expect(await lastRefusal()).toEqual({ how: 'passkey', why })
    },
  )

  test('an unknown key is exactly the work of a wrong answer: one signature checked, the same questions', async () => {
    const { device } = await withPasskey()
    const work = (one: SoftDevice, lies?: Lies) =>
      workOf(city.db.gate, () => trySigningIn(one, lies))
    const wrong = await work(device, { forged: true })
    expect(wrong[0]).toBe('SIGNREQUEST')
    expect(wrong.filter((one) => one.startsWith('auth.'))).toEqual([
      ...[
        'auth.begin_challenge',
        'auth.take_challenge',
        'auth.find_passkey',
        'auth.refuse_passkey',
      ],
    ])
    expect(await work(softDevice(origin))).toEqual(wrong)
  })

  test('an answer counts once: replayed, with its own attempt or another, it opens nothing', async () => {
    const { device } = await withPasskey()
    const asked = await ask()
    const answer = device.answer(asked)
    expect((await enter(asked.attempt, answer)).statusCode).toBe(201)
    expect((await enter(asked.attempt, answer)).json().code).toBe('passkey_attempt_over')
    expect((await enter((await ask()).attempt, answer)).json().code).toBe('passkey_refused')
  })

  test('a challenge is used up by a wrong answer too, and after five minutes', async () => {
    const { device } = await withPasskey()
    const wrong = await ask()
    await enter(wrong.attempt, device.answer(wrong, { forged: true }))
    expect((await enter(wrong.attempt, device.answer(wrong))).json().code).toBe(
      'passkey_attempt_over',
    )
    const late = await ask()
    await city.db.owner.query(`update auth.challenges set expires_at = now() - interval '1 second'`)
    expect((await enter(late.attempt, device.answer(late))).json().code).toBe(
      'passkey_attempt_over',
    )
  })

  test('of two answers with the same counter at once one is refused', async () => {
    const { device } = await withPasskey()
    const asked = [await ask(), await ask()]
    const answers = await Promise.all(
      asked.map((one) => enter(one.attempt, device.answer(one, { counter: 9 }))),
    )
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 401])
  })

  test('a device that counts nothing may say nought each time, until it has counted', async () => {
    const { device } = await withPasskey()
    await city.db.owner.query('update auth.passkeys set counter = 0')
    expect((await trySigningIn(device, { counter: 0 })).statusCode).toBe(201)
    expect((await trySigningIn(device, { counter: 0 })).statusCode).toBe(201)
    expect((await trySigningIn(device, { counter: 3 })).statusCode).toBe(201)
    expect((await trySigningIn(device, { counter: 0 })).statusCode).toBe(401)
  })

  test('the passkey of a member who has left opens nothing', async () => {
    const { device } = await withPasskey()
    await city.db.owner.query('update app.members set ended_at = now() where email = $1', [cem])
    const answer = await trySigningIn(device)
    await city.db.owner.query('update app.members set ended_at = null where email = $1', [cem])
    expect(answer.json().code).toBe('passkey_refused')
  })

  test.each([
    ['another origin', { origin: 'http://localhost:8081' }],
    ['another relying party', { site: 'valmare.example' }],
    ['no finger or PIN', { unverified: true }],
    ['another challenge', { challenge: 'AAAA' }],
  ] as [string, Lies][])('a passkey made for %s is not added', async (_what, lie) => {
    const mine = await city.sessionOf(cem)
    expect((await add(mine, softDevice(origin), lie)).json().code).toBe('passkey_not_made')
    expect((await ways(mine)).passkeys).toEqual([])
  })

  test('a challenge for a new passkey belongs to the session that asked, and signs nobody in', async () => {
    const { mine, device } = await withPasskey()
    const other = await city.sessionOf('bea@valmare.example')
    const stolen = (await send('POST', '/session/passkeys/ask', mine)).json()
    const body = { attempt: stolen.attempt, name: 'Mine now', answer: device.make(stolen) }
    expect((await send('POST', '/session/passkeys', other, body)).json().code).toBe(
      'passkey_attempt_over',
    )
    const asked = (await send('POST', '/session/passkeys/ask', mine)).json()
    expect((await enter(asked.attempt, device.answer(asked))).json().code).toBe(
      'passkey_attempt_over',
    )
  })

  test('the same key is added once, for one member', async () => {
    const { device } = await withPasskey()
    const other = await city.sessionOf('bea@valmare.example')
    expect((await add(other, device)).json().code).toBe('passkey_known')
  })
})

describe('my ways in', () => {
  test('I see my passkeys, name them and see when they were used; nobody else does', async () => {
    const { mine, device } = await withPasskey()
    const [passkey] = (await ways(mine)).passkeys
    expect(passkey).toMatchObject({ label: 'Phone', lastUsedAt: null, synced: false })
    await trySigningIn(device)
    const path = `/session/passkeys/${passkey.id}`
    expect((await send('PATCH', path, mine, { name: 'Key on my ring' })).statusCode).toBe(204)
    expect((await ways(mine)).passkeys[0]).toMatchObject({
      label: 'Key on my ring',
      lastUsedAt: expect.stringMatching(/Z$/),
    })
    const other = await city.sessionOf('bea@valmare.example')
    expect((await ways(other)).passkeys).toEqual([])
    for (const answer of [
      await send('PATCH', path, other, { name: 'Taken' }),
      await send('DELETE', path, other),
    ])
      expect(answer.json().code).toBe('passkey_not_found')
    expect((await send('GET', '/session/ways')).statusCode).toBe(401)
  })

  test('a removed passkey opens nothing, other sessions end, and a mail is on its way', async () => {
    const { mine, device } = await withPasskey()
    const elsewhere = { cookie: readCookie(await trySigningIn(device)) }
    await city.db.owner.query('delete from app.mail_waiting')
    const [passkey] = (await ways(mine)).passkeys
    expect((await send('DELETE', `/session/passkeys/${passkey.id}`, mine)).statusCode).toBe(204)
    expect((await send('GET', '/session', elsewhere)).statusCode).toBe(401)
    expect((await send('GET', '/session', mine)).statusCode).toBe(200)
    expect((await trySigningIn(device)).json().code).toBe('passkey_refused')
    const { rows } = await city.db.owner.query('select member_id, kind from app.mail_waiting')
    expect(rows).toEqual([{ member_id: 3, kind: 'account' }])
    const changes = (await ways(mine)).changes.map(({ what }: { what: string }) => what)
    expect(changes.slice(0, 2)).toEqual(['passkey_removed', 'passkey_added'])
  })

  test('the last way in stays, also when two devices remove the last two at once', async () => {
    const { mine } = await withPasskey('bea@valmare.example')
    await add(mine, softDevice(origin))
    const { rows } = await city.db.owner.query(
      `delete from auth.credentials where authority_id = 1 and member_id = 2 returning *`,
    )
    const there = { cookie: mine.cookie ?? '' }
    const { passkeys } = await ways(mine)
    const answers = await Promise.all(
      passkeys.map(({ id }: { id: string }) => send('DELETE', `/session/passkeys/${id}`, there)),
    )
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([204, 409])
    expect((await ways(mine)).passkeys).toHaveLength(1)
    const [kept] = rows
    await city.db.owner.query('insert into auth.credentials values ($1, $2, $3, $4)', [
      ...[kept.authority_id, kept.member_id, kept.kind, kept.hash],
    ])
  })

  test('whoever has only a passkey is invited anew by two persons, never by one (SEC-07)', async () => {
    await withPasskey()
    const kept = await city.db.owner.query(
      `delete from auth.credentials where authority_id = 1 and member_id = 3 returning hash`,
    )
    const ada = await city.sessionOf('ada@valmare.example')
    const made = (await send('POST', '/invitations', ada, { member: 3 })).json()
    expect(made.needsSecond).toBe(true)
    const token = String(made.link).split('#')[1]
    expect((await send('GET', `/invitations/${token}`)).statusCode).toBe(404)
    expect((await send('POST', '/invitations/confirm', ada, { member: 3 })).statusCode).toBe(404)
    const bea = await city.sessionOf('bea@valmare.example')
    expect((await send('POST', '/invitations/confirm', bea, { member: 3 })).statusCode).toBe(204)
    expect((await send('GET', `/invitations/${token}`)).statusCode).toBe(200)
    await city.db.owner.query('insert into auth.credentials values (1, 3, $1, $2)', [
      ...['passphrase', kept.rows[0].hash],
    ])
  })
})

describe('my sessions', () => {
  test('I end one of them, or all but this one; those of others I cannot', async () => {
    const [here, there, third] = [
      await city.sessionOf(cem),
      await city.sessionOf(cem),
      await city.sessionOf(cem),
    ]
    const other = await city.sessionOf('bea@valmare.example')
    const { sessions } = (await send('GET', '/sessions', there)).json()
    const { id } = sessions.find(({ thisOne }: { thisOne: boolean }) => thisOne)
    expect((await send('DELETE', `/sessions/${id}`, other)).json().code).toBe('session_not_found')
    expect((await send('DELETE', `/sessions/${id}`, here)).statusCode).toBe(204)
    expect((await send('GET', '/session', there)).statusCode).toBe(401)
    expect((await send('DELETE', `/sessions/${id}`, here)).json().code).toBe('session_not_found')
    expect((await send('DELETE', '/sessions/others', here)).statusCode).toBe(204)
    expect((await send('GET', '/session', third)).statusCode).toBe(401)
    expect((await send('GET', '/session', here)).statusCode).toBe(200)
    expect((await send('GET', '/session', other)).statusCode).toBe(200)
  })
})

test.each(['actorPool', 'worker', 'gate'] as const)(
  'the login %s reads no passkey',
  async (name) => {
    for (const table of ['passkeys', 'challenges'])
      await expect(city.db[name].query(`select * from auth.${table}`)).rejects.toThrow(
        'permission denied',
      )
    await expect(city.db[name].query(`select auth.count_passkey('\\x00', 1)`)).rejects.toThrow(
      'permission denied',
    )
  },
)

test('under a bare number there are no passkeys, and the answer says why', async () => {
  const numbered = await openTestCity({
    config: { origin: 'http://127.0.0.1:8080', trustedProxies: [] },
  })
  const answer = await numbered.app.inject({ method: 'POST', url: '/api/v1/session/passkey/ask' })
  await numbered.close()
  expect(answer.json().code).toBe('passkeys_need_a_name')
})
