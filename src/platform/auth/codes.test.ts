import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestCity, passphrase, readCookie, type TestCity } from './test-city.ts'

let city: TestCity
beforeAll(async () => {
  city = await openTestCity()
})
afterAll(() => city.close())
beforeEach(() =>
  city.db.owner.query(
    `delete from auth.attempts; delete from auth.sessions; delete from auth.passkeys; delete from auth.recovery_codes;
     delete from auth.second_steps; delete from app.one_time_codes; delete from app.mail_waiting`,
  ),
)

const cem = 'cem@valmare.example'
type Headers = { cookie: string }

const send = (method: 'GET' | 'POST' | 'DELETE', path: string, mine?: Headers, payload?: object) =>
  city.app.inject({
    ...{ method, url: `/api/v1${path}`, headers: mine ?? {} },
    ...(payload && { payload }),
  })

/** What the phone shows, so many half minutes from now. */
const codeOf = (secret: string, ahead = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + ahead * 30_000,
  })

async function withCodes(email = cem) {
  const mine = await city.sessionOf(email)
  const { secret } = (await send('POST', '/session/codes', mine)).json()
  const code = codeOf(secret)
  const confirmed = await send('POST', '/session/codes/confirm', mine, { code })
  expect(confirmed.statusCode).toBe(201)
  // As if half a minute had passed since.
  await city.db.owner.query('update app.one_time_codes set last_step = 0')
  return { mine, secret, recovery: confirmed.json().codes as string[] }
}

const owed = async (): Promise<string> => (await city.signIn(cem)).json().step
const give = (step: string, code: string) =>
  send('POST', '/session/code', undefined, { step, code })

describe('codes beside the passphrase (AD2, SEC-07)', () => {
  test('they are asked for once the phone has shown one; a wrong one begins nothing', async () => {
    const mine = await city.sessionOf(cem)
    const begun = (await send('POST', '/session/codes', mine)).json()
    expect(begun.secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(begun.path).toMatch(/^M\d+ \d+h1v1h-1z/)
    const wrong = await send('POST', '/session/codes/confirm', mine, { code: '000000' })
    expect(wrong.json()).toMatchObject({ code: 'code_wrong', field: 'code' })
    expect((await city.signIn(cem)).statusCode).toBe(201)
    const made = await send('POST', '/session/codes/confirm', mine, { code: codeOf(begun.secret) })
    expect(new Set(made.json().codes).size).toBe(10)
    const answer = await city.signIn(cem)
    expect([answer.statusCode, Object.keys(answer.json())]).toEqual([202, ['step']])
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect((await send('GET', '/session/ways', mine)).json()).toMatchObject({
      ...{ codesSince: expect.stringMatching(/Z$/), recoveryLeft: 10 },
    })
  })

  test('passphrase and code open the account; the same code, and an earlier one, do not open it again', async () => {
    const { secret } = await withCodes()
    const [before, now] = [codeOf(secret, -1), codeOf(secret)]
    const opened = await give(await owed(), now)
    expect(opened.json()).toMatchObject({ member: { email: cem } })
    expect(readCookie(opened)).toMatch(/^__Host-throughcare=[\w-]{45}$/)
    const step = await owed()
    for (const used of [now, before])
      expect((await give(step, used)).json().code).toBe('code_wrong')
    expect((await give(step, codeOf(secret, 1))).statusCode).toBe(201)
  })

  test('of the same code given twice at once one opens', async () => {
    const { secret } = await withCodes()
    const steps = [await owed(), await owed()]
    const code = codeOf(secret)
    const answers = await Promise.all(steps.map((step) => give(step, code)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 422])
  })

  test('a code of half a minute too many ago or ahead opens nothing', async () => {
    const { secret } = await withCodes()
    for (const ahead of [-3, 3])
      expect((await give(await owed(), codeOf(secret, ahead))).json().code).toBe('code_wrong')
  })

  test('a recovery code opens once, however it is typed, and is told by mail', async () => {
    const { recovery, mine } = await withCodes()
    await city.db.owner.query('delete from app.mail_waiting')
    const typed = recovery[3]?.toLowerCase().replaceAll('-', ' ') ?? ''
    expect((await give(await owed(), typed)).statusCode).toBe(201)
    expect((await give(await owed(), typed)).json().code).toBe('code_wrong')
    const { rows } = await city.db.owner.query('select kind from app.mail_waiting')
    expect(rows).toEqual([{ kind: 'account' }])
    expect((await send('GET', '/session/ways', mine)).json()).toMatchObject({
      recoveryLeft: 9,
      changes: expect.arrayContaining([expect.objectContaining({ what: 'recovery_code_used' })]),
    })
  })

  test('guessing waits; the right passphrase in between buys no more guesses', async () => {
    const { secret } = await withCodes()
    await city.db.owner.query('delete from auth.attempts')
    const codes: string[] = []
    for (let tries = 0; tries < 6; tries += 1) {
      const entry = await city.signIn(cem)
      const answer = entry.statusCode === 202 ? await give(entry.json().step, '000000') : entry
      codes.push(answer.json().code)
    }
    expect(codes.at(-1)).toBe('sign_in_wait')
    expect(codes.filter((code) => code === 'code_wrong').length).toBeLessThanOrEqual(4)
    await city.db.owner.query('delete from auth.attempts')
    expect((await give(await owed(), codeOf(secret))).statusCode).toBe(201)
  })

  test('five tries, or five minutes, end the attempt', async () => {
    const { secret } = await withCodes()
    const step = await owed()
    for (let tries = 0; tries < 5; tries += 1) {
      await city.db.owner.query('delete from auth.attempts')
      expect((await give(step, '000000')).json().code).toBe('code_wrong')
    }
    expect((await give(step, codeOf(secret))).json().code).toBe('code_attempt_over')
    const late = await owed()
    await city.db.owner.query(
      `update auth.second_steps set expires_at = now() - interval '1 second'`,
    )
    expect((await give(late, codeOf(secret))).json().code).toBe('code_attempt_over')
    expect((await give('A'.repeat(43), codeOf(secret))).json().code).toBe('code_attempt_over')
  })

  test('with a wrong passphrase nobody learns that a code would be asked', async () => {
    await withCodes()
    const told = async (email: string) => {
      const answer = await city.signIn(email, 'not the passphrase at all')
      const { instance: _, ...rest } = answer.json()
      return [answer.statusCode, rest]
    }
    expect(await told(cem)).toEqual(await told('nobody@valmare.example'))
  })

  test('the database keeps neither secret nor recovery codes in the clear', async () => {
    const { secret, recovery } = await withCodes()
    const { rows } = await city.db.owner.query(
      `select string_agg(x, ' ') as text from (
         select row_to_json(c)::text as x from app.one_time_codes c
         union all select row_to_json(r)::text from auth.recovery_codes r
         union all select encode(c.secret_sealed, 'escape') from app.one_time_codes c) all_of`,
    )
    expect(rows[0].text).not.toContain(secret)
    for (const code of recovery)
      for (const form of [code, code.replaceAll('-', ''), code.toLowerCase()])
        expect(rows[0].text).not.toContain(form)
  })

  test('who finds a screen open neither begins nor removes codes', async () => {
    const { mine } = await withCodes()
    await city.db.owner.query(`update auth.sessions set proved_at = now() - interval '11 minutes'`)
    expect((await send('POST', '/session/codes', mine)).json().code).toBe('step_up_needed')
    expect((await send('DELETE', '/session/codes', mine)).json().code).toBe('step_up_needed')
  })

  test('a code shows that it is still me, the passphrase no longer does; then codes can be removed', async () => {
    const { mine, secret } = await withCodes()
    await city.db.owner.query(`update auth.sessions set proved_at = now() - interval '11 minutes'`)
    expect((await send('GET', '/session/proof', mine)).json()).toEqual({
      ...{ passkey: false, code: true, passphrase: false, provider: null, fresh: false },
    })
    expect((await send('POST', '/session/proof', mine, { passphrase })).json().code).toBe(
      'proof_stronger_needed',
    )
    const code = codeOf(secret)
    expect((await send('POST', '/session/proof', mine, { code })).statusCode).toBe(204)
    expect((await send('POST', '/session/proof', mine, { code })).json().code).toBe('code_wrong')
    expect((await send('DELETE', '/session/codes', mine)).statusCode).toBe(204)
    expect((await city.signIn(cem)).statusCode).toBe(201)
  })

  test('adding codes ends the other sessions; codes that count are not replaced unseen', async () => {
    const elsewhere = await city.sessionOf(cem)
    const { mine } = await withCodes()
    expect((await send('GET', '/session', elsewhere)).statusCode).toBe(401)
    expect((await send('POST', '/session/codes', mine)).json().code).toBe('codes_there_already')
  })

  test('who lost phone and recovery codes gets in again by two persons, never by one', async () => {
    await withCodes()
    const ada = await city.sessionOf('ada@valmare.example')
    const made = (await send('POST', '/invitations', ada, { member: 3 })).json()
    expect(made.needsSecond).toBe(true)
    const path = `/invitations/${String(made.link).split('#')[1]}`
    const body = { passphrase: 'nine herons above the weir' }
    expect((await send('POST', path, undefined, body)).statusCode).toBe(404)
    expect((await city.signIn(cem)).statusCode).toBe(202)
    const bea = await city.sessionOf('bea@valmare.example')
    await send('POST', '/invitations/confirm', bea, { member: 3 })
    expect((await send('POST', path, undefined, body)).statusCode).toBe(201)
    expect((await city.signIn(cem, body.passphrase)).statusCode).toBe(201)
    await city.db.owner.query(
      `update auth.credentials c set hash = o.hash from auth.credentials o
        where c.authority_id = 1 and c.member_id = 3 and o.authority_id = 1 and o.member_id = 1`,
    )
  })
})

test.each(['actorPool', 'worker', 'gate'] as const)('the login %s reads no codes', async (name) => {
  for (const table of ['app.one_time_codes', 'auth.recovery_codes', 'auth.second_steps'])
    await expect(city.db[name].query(`select * from ${table}`)).rejects.toThrow('permission denied')
})
