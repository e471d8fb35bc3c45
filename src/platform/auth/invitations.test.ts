import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestCity, origin, passphrase, readCookie, type TestCity } from './test-city.ts'

let city: TestCity
beforeAll(async () => {
  city = await openTestCity()
})
afterAll(() => city.close())
beforeEach(() =>
  city.db.owner.query(
    'delete from auth.invitations; delete from auth.credentials where member_id = 5',
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

test('a link appears in no line of the technical log', () => {
  expect(city.lines.length).toBeGreaterThan(5)
  expect(city.lines.join()).not.toMatch(/invitations\/[\w-]{43}|kettle|Leuvenhof/)
})
