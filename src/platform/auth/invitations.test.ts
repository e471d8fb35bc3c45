import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { softDevice } from '../../../tests/world-passkeys.ts'
import { openTestCity, origin, passphrase, readCookie, type TestCity } from './test-city.ts'

let city: TestCity
beforeAll(async () => {
  city = await openTestCity()
})
afterAll(() => city.close())
beforeEach(() =>
  city.db.owner.query(
    'delete from auth.invitations; delete from auth.credentials where member_id = 5; delete from auth.passkeys',
  ),
)

const cookies = new Map<string, { cookie: string }>()
async function as(name: string): Promise<{ cookie: string }> {
  const found = cookies.get(name) ?? (await city.cookieOf(`${name}@valmare.example`))
  cookies.set(name, found)
  return found
}

const invite = async (name: string, member: number, path = 'invitations') =>
  city.app.inject({
    method: 'POST',
    url: `/api/v1/${path}`,
    headers: await as(name),
    payload: { member },
  })

const look = (token: string) => city.app.inject(`/api/v1/invitations/${token}`)
const accept = (token: string, secret = 'a kettle full of morning rain') =>
  city.app.inject({
    method: 'POST',
    url: `/api/v1/invitations/${token}`,
    payload: { passphrase: secret },
  })
const tokenIn = (answer: { json(): { link: string } }) => answer.json().link.split('#')[1] ?? ''

test('an invited member sets a passphrase and is signed in; the administrator saw a link only', async () => {
  const made = await invite('ada', 5)
  expect(made.statusCode).toBe(201)
  expect(made.json()).toMatchObject({ needsSecond: false })
  expect(made.json().link).toMatch(new RegExp(`^${origin}/invitation#[\\w-]{43}$`))
  const token = tokenIn(made)
  expect((await look(token)).json()).toMatchObject({
    name: 'Eli New',
    agency: 'Prison Leuvenhof',
    authority: 'Valmare',
  })
  const answer = await accept(token)
  expect(answer.statusCode).toBe(201)
  expect(answer.json()).toMatchObject({ member: { id: 5 } })
  expect(readCookie(answer)).toMatch(/^__Host-throughcare=/)
  const { rows } = await city.db.owner.query(
    `select action, member_id from audit.events where action like 'invitation.%' order by id`,
  )
  expect(rows).toEqual([
    { action: 'invitation.made', member_id: 1 },
    { action: 'invitation.used', member_id: 5 },
  ])
})

test('a link works once, also when it is used ten times at the same moment', async () => {
  const token = tokenIn(await invite('ada', 5))
  const answers = await Promise.all(Array.from({ length: 10 }, () => accept(token)))
  expect(answers.filter((answer) => answer.statusCode === 201)).toHaveLength(1)
  expect(answers.filter((answer) => answer.statusCode === 404)).toHaveLength(9)
  expect((await look(token)).statusCode).toBe(404)
})

test('used, expired, replaced and invented links are missing alike', async () => {
  const expired = tokenIn(await invite('ada', 5))
  await city.db.owner.query(`update auth.invitations set expires_at = now() - interval '1 second'`)
  const replaced = tokenIn(await invite('ada', 5))
  await invite('ada', 5)
  for (const token of [expired, replaced, 'A'.repeat(43)]) {
    expect((await look(token)).json()).toMatchObject({ code: 'invitation_not_found' })
    expect((await accept(token)).json()).toMatchObject({ code: 'invitation_not_found' })
  }
})

test('a weak passphrase is refused and leaves the link alive', async () => {
  const token = tokenIn(await invite('ada', 5))
  expect((await accept(token, 'Leuvenhof-Valmare')).json()).toMatchObject({
    code: 'passphrase_too_common',
    field: 'passphrase',
  })
  expect((await look(token)).statusCode).toBe(200)
})

test('only administrators invite, and only members of their own authority', async () => {
  expect((await invite('cem', 5)).json()).toMatchObject({
    status: 403,
    code: 'administrators_only',
  })
  expect((await invite('ada', 99)).json()).toMatchObject({ status: 404, code: 'member_not_found' })
  expect((await invite('ada', 4)).json()).toMatchObject({ status: 404, code: 'member_not_found' })
})

test('no administrator alone becomes somebody who has a passphrase already', async () => {
  const made = await invite('ada', 3)
  expect(made.json()).toMatchObject({ needsSecond: true })
  const token = tokenIn(made)
  expect((await accept(token)).statusCode).toBe(404)
  expect((await invite('ada', 3, 'invitations/confirm')).statusCode).toBe(404)
  expect((await invite('cem', 3, 'invitations/confirm')).statusCode).toBe(403)
  expect((await look(token)).statusCode).toBe(404)
  expect((await invite('bea', 3, 'invitations/confirm')).statusCode).toBe(204)
  expect((await accept(token)).statusCode).toBe(201)
  // Whoever was signed in with the former passphrase is out.
  const former = await city.app.inject({ url: '/api/v1/session', headers: await as('cem') })
  expect(former.statusCode).toBe(401)
  expect((await city.signIn('cem@valmare.example', passphrase)).statusCode).toBe(401)
})

const post = (path: string, payload?: object) =>
  city.app.inject({
    ...{ method: 'POST' as const, url: `/api/v1/invitations/${path}` },
    ...(payload && { payload }),
  })

/** Answers a link with a passkey of this device, instead of a passphrase. */
async function acceptWith(token: string, device = softDevice(origin), attemptOf = token) {
  const asked = (await post(`${attemptOf}/passkey/ask`)).json()
  if (!asked.options) return post(`${token}/passkey/ask`)
  const body = { attempt: asked.attempt, name: 'First device', answer: device.make(asked) }
  return post(`${token}/passkey`, body)
}

test('an invited member makes a passkey instead: no passphrase is ever set, and the key opens from then on', async () => {
  const device = softDevice(origin)
  const answer = await acceptWith(tokenIn(await invite('ada', 5)), device)
  expect(answer.statusCode).toBe(201)
  expect(answer.json()).toMatchObject({ member: { id: 5 } })
  const { rows } = await city.db.owner.query(
    `select (select count(*)::int from auth.credentials where member_id = 5) as passphrases,
            (select shown from auth.sessions where member_id = 5 order by created_at desc limit 1) as shown`,
  )
  expect(rows).toEqual([{ passphrases: 0, shown: 'passkey' }])
  const headers = { cookie: readCookie(answer) }
  const asked = (
    await city.app.inject({ method: 'POST', url: '/api/v1/session/passkey/ask' })
  ).json()
  const entry = await city.app.inject({
    ...{ method: 'POST', url: '/api/v1/session/passkey', headers },
    payload: { attempt: asked.attempt, answer: device.answer(asked) },
  })
  expect(entry.statusCode).toBe(201)
})

test('with a passkey a link works once, for the question that was asked for it, and not before it is confirmed', async () => {
  const [mine, theirs] = [tokenIn(await invite('ada', 5)), tokenIn(await invite('ada', 2))]
  await city.db.owner.query('update auth.invitations set needs_second = false where member_id = 2')
  expect((await acceptWith(mine, softDevice(origin), theirs)).json().code).toBe(
    'passkey_attempt_over',
  )
  const asked = (await post(`${mine}/passkey/ask`)).json()
  const wrong = softDevice(origin).make(asked, { unverified: true })
  const body = { attempt: asked.attempt, name: 'x', answer: wrong }
  expect((await post(`${mine}/passkey`, body)).json().code).toBe('passkey_not_made')
  expect((await acceptWith(mine)).statusCode).toBe(201)
  for (const token of [mine, 'A'.repeat(43)])
    expect((await acceptWith(token)).json().code).toBe('invitation_not_found')
  // Whoever has a passkey has a way in: an administrator alone gets no other link for them.
  const again = await invite('ada', 5)
  expect(again.json()).toMatchObject({ needsSecond: true })
  const link = tokenIn(again)
  expect((await post(`${link}/passkey/ask`)).json().code).toBe('invitation_not_found')
  // Nor with a question from a moment at which it was confirmed.
  const confirm = (by: string) =>
    city.db.owner.query(
      `update auth.invitations set confirmed_by = ${by} where member_id = 5 and used_at is null`,
    )
  await confirm('2')
  const early = (await post(`${link}/passkey/ask`)).json()
  await confirm('null')
  const late = { attempt: early.attempt, name: 'x', answer: softDevice(origin).make(early) }
  expect((await post(`${link}/passkey`, late)).json().code).toBe('invitation_not_found')
})

test('who comes back in with a passkey has no passphrase any more that somebody may know', async () => {
  const token = tokenIn(await invite('ada', 3))
  expect((await invite('bea', 3, 'invitations/confirm')).statusCode).toBe(204)
  expect((await acceptWith(token)).statusCode).toBe(201)
  expect(
    (await city.signIn('cem@valmare.example', 'a kettle full of morning rain')).statusCode,
  ).toBe(401)
})

test('a link appears in no line of the technical log', () => {
  expect(city.lines.length).toBeGreaterThan(5)
  expect(city.lines.join()).not.toMatch(/invitations\/[\w-]{43}|kettle|Leuvenhof/)
})
