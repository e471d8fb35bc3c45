import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { cheap } from '../../../tests/cheap-hashes.ts'
import { workOf } from '../../../tests/count-work.ts'
import { zone } from '../../../tests/zone.ts'
import { hashAtCost, isOutdated } from './passphrase.ts'
import { openTestCity, passphrase, readCookie, type TestCity } from './test-city.ts'

let city: TestCity
beforeAll(async () => {
  city = await openTestCity()
})
afterAll(() => city.close())
afterEach(() => hashAtCost(cheap))
beforeEach(() => city.db.owner.query('delete from auth.attempts; delete from auth.sessions'))

/** All attempts were made a moment ago, however long a busy machine took for them. */
const asOfNow = () => city.db.owner.query('update auth.attempts set at = clock_timestamp()')

const events = async () => {
  const { rows } = await city.db.owner.query(
    'select authority_id, member_id, action from audit.events order by id',
  )
  return rows
}

test('a member signs in with address and passphrase, however the address is written', async () => {
  const answer = await city.signIn(' Cem@Valmare.example ')
  expect(answer.statusCode).toBe(201)
  expect(answer.json()).toMatchObject({
    member: { id: 3, name: 'Cem Worker', locale: 'en' },
    agency: { id: 2, name: 'Prison Leuvenhof', kind: 'custody', code: 'PL' },
    authority: {
      name: 'Valmare',
      timeZone: zone,
      country: 'BE',
      weekStarts: 'monday',
      languages: ['en'],
    },
    functions: ['case_worker'],
    demo: false,
  })
  expect(answer.json().may).toContain('releases')
  expect(answer.json().may).not.toContain('admin')
  expect(answer.headers['set-cookie']).toMatch(
    /^__Host-throughcare=[\w-]{45}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  )
  expect((await events()).at(-1)).toEqual({
    authority_id: 1,
    member_id: 3,
    action: 'session.started',
  })
})

test('unknown, wrong and former are refused in the same words', async () => {
  const answers = [
    await city.signIn('nobody@valmare.example'),
    await city.signIn('cem@valmare.example', 'another passphrase here'),
    await city.signIn('dov@valmare.example'),
    await city.signIn('eli@valmare.example'),
  ]
  const told = answers.map((answer) => {
    const { instance: _, ...rest } = answer.json()
    return [answer.statusCode, Object.keys(answer.headers).sort(), rest]
  })
  expect(told[0]?.[0]).toBe(401)
  for (const other of told) expect(other).toEqual(told[0])
  expect((await events()).at(-1)).toMatchObject({ action: 'session.refused', member_id: 5 })
})

test('an unknown address is exactly the work of a wrong passphrase: the same derivation, the same questions', async () => {
  const work = (email: string) =>
    workOf(city.db.gate, () => city.signIn(email, 'another passphrase here'))
  await city.signIn('bea@valmare.example')
  const known = await work('bea@valmare.example')
  expect(known).toEqual([
    ...['SCRYPTREQUEST', 'auth.begin_attempt', 'auth.find_credential', 'auth.refuse_sign_in'],
  ])
  for (const email of ['nobody@valmare.example', 'dov@valmare.example', 'eli@valmare.example'])
    expect([email, await work(email)]).toEqual([email, known])
  // One derivation is as long as another, because each hash is of the factors that an empty one is given.
  const { rows } = await city.db.owner.query(
    `select hash from auth.credentials where authority_id = 1 and member_id = 2`,
  )
  expect(isOutdated(rows[0].hash)).toBe(false)
})

test('a hash with old work factors is made stronger at the next sign-in', async () => {
  hashAtCost()
  await city.signIn('ada@ostmark.example')
  const { rows } = await city.db.owner.query(
    'select hash from auth.credentials where authority_id = 2 and member_id = 1',
  )
  expect(rows[0].hash).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$/)
  expect((await city.signIn('ada@ostmark.example')).statusCode).toBe(201)
})

test('after five failures the next attempt waits, for known and unknown accounts alike', async () => {
  for (const email of ['cem@valmare.example', 'nobody@valmare.example']) {
    for (let tried = 0; tried < 5; tried += 1)
      expect((await city.signIn(email, 'wrong wrong wrong')).statusCode).toBe(401)
    await asOfNow()
    const answer = await city.signIn(email)
    expect(answer.statusCode).toBe(429)
    expect(answer.json().code).toBe('sign_in_wait')
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(5)
  }
})

test('waiting helps: nobody is locked out for good', async () => {
  const email = 'cem@valmare.example'
  for (let tried = 0; tried < 5; tried += 1) await city.signIn(email, 'wrong wrong wrong')
  await asOfNow()
  expect((await city.signIn(email)).statusCode).toBe(429)
  await city.db.owner.query(`update auth.attempts set at = at - interval '6 seconds'`)
  expect((await city.signIn(email)).statusCode).toBe(201)
})

test('a hundred attempts at once are not one: at most five are looked at', async () => {
  const email = 'bea@valmare.example'
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => city.signIn(email, 'wrong wrong wrong')),
  )
  expect(answers.filter((answer) => answer.statusCode === 401)).toHaveLength(5)
  expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(25)
})

test('somebody who guesses from elsewhere does not keep the member out', async () => {
  const email = 'cem@valmare.example'
  for (let tried = 0; tried < 5; tried += 1)
    await city.signIn(email, 'wrong wrong wrong', '127.0.0.9')
  await asOfNow()
  expect((await city.signIn(email, passphrase, '127.0.0.9')).statusCode).toBe(429)
  expect((await city.signIn(email)).statusCode).toBe(201)
})

test('success forgets the slips before it', async () => {
  await city.signIn('cem@valmare.example', 'wrong wrong wrong')
  await city.signIn('cem@valmare.example')
  const { rows } = await city.db.owner.query(
    `select count(*)::int as kept from auth.attempts where kind = 'pair'`,
  )
  expect(rows[0].kept).toBe(0)
})

test('neither the table of attempts nor the log tells who tried or with what', async () => {
  await city.signIn('cem@valmare.example', 'wrong wrong wrong')
  const { rows } = await city.db.owner.query(
    `select row_to_json(a)::text as row from auth.attempts a`,
  )
  const kept = rows.map((row) => row.row).join() + city.lines.join()
  expect(kept).not.toMatch(/cem|valmare|wrong|127\.0\.0\.1/)
})

test('signing in again ends the session that the browser had', async () => {
  const { cookie } = await city.cookieOf('cem@valmare.example')
  const again = await city.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { cookie },
    payload: { email: 'cem@valmare.example', passphrase },
  })
  expect(readCookie(again)).not.toBe(cookie)
  const old = await city.app.inject({ url: '/api/v1/session', headers: { cookie } })
  expect(old.statusCode).toBe(401)
})

test('the demo accounts are missing where there is no demo', async () => {
  expect((await city.app.inject('/api/v1/demo/accounts')).statusCode).toBe(404)
})
