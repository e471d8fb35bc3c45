import { createHmac, generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type ForgingProvider,
  type LoopbackProvider,
  openForger,
  openProvider,
} from '../../../tests/world-provider.ts'
import { openTestCity, origin, type TestCity } from './test-city.ts'

// Two providers of two agencies, made by others, and one that forges; beside accounts of the desk.
let city: TestCity
let north: LoopbackProvider
let south: LoopbackProvider
let forger: ForgingProvider
let admin: { cookie: string }
const redirect = `${origin}/sign-in/answer`

beforeAll(async () => {
  city = await openTestCity()
  await city.db.owner.query('update app.members set ended_at = null where id = 4')
  north = await openProvider(redirect, 'north-secret')
  south = await openProvider(redirect, 'south-secret')
  forger = await openForger()
  admin = await city.cookieOf('ada@valmare.example')
})
afterAll(async () => {
  await Promise.all([north, south, forger].map((one) => one.close()))
  await city.close()
})

const api = (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, headers = {}) =>
  city.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) })

interface Wish {
  issuer: string
  secret?: string
  acr?: string
  enabled?: boolean
}

/** Names the provider of an agency as its administrator does; 1 is the city, 2 the prison. */
async function set(agency: number, { issuer, secret = 'none', acr, enabled = true }: Wish) {
  const { provider } = (await api('GET', `/agencies/${agency}/provider`, undefined, admin)).json()
  const domains = [agency === 1 ? 'valmare.example' : 'prison.example']
  const body = { issuer, secret, clientId: 'desk', domains, enabled, ...(acr && { acr }) }
  const version = provider?.version ?? 0
  return api('PUT', `/agencies/${agency}/provider`, body, { ...admin, 'if-match': `"${version}"` })
}
beforeEach(async () => {
  await city.db.owner.query(
    'delete from auth.bindings; delete from auth.provider_attempts; delete from app.providers',
  )
  expect((await set(1, { issuer: north.issuer, secret: 'north-secret' })).statusCode).toBe(200)
  expect((await set(2, { issuer: south.issuer, secret: 'south-secret' })).statusCode).toBe(200)
})

const idOf = async (agency: number) =>
  (
    await city.db.owner.query<{ id: string }>('select id from app.providers where agency_id = $1', [
      agency,
    ])
  ).rows[0]?.id ?? ''

async function invite(member: number): Promise<string> {
  const { link } = (await api('POST', '/invitations', { member }, admin)).json()
  await city.db.owner.query(
    'update auth.invitations set confirmed_by = case member_id when 2 then 3 else 2 end where member_id = $1 and needs_second',
    [member],
  )
  return String(link).split('#')[1] ?? ''
}

/** Sets out for the provider of an agency: its address and the cookie that stays here. */
async function begin(agency: number, invitation?: string) {
  const answer = await api('POST', '/session/provider', {
    provider: await idOf(agency),
    ...(invitation && { invitation }),
  })
  const cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? ''
  return { status: answer.statusCode, address: String(answer.json().address), cookie }
}
const comeBack = (at: URL, cookie: string) =>
  city.app.inject({ url: at.pathname + at.search, headers: { cookie } })
const whither = (answer: Awaited<ReturnType<typeof comeBack>>) => answer.headers.location
const sessionIn = (answer: Awaited<ReturnType<typeof comeBack>>) => {
  const all = [answer.headers['set-cookie']].flat().map(String)
  return all.find((one) => /^__Host-throughcare=[\w-]{43};/.test(one))?.split(';', 1)[0] ?? ''
}

/** The whole way: out, sign-in there, back. */
async function enter(
  agency: number,
  subject: string,
  more: { invitation?: string; acr?: string } = {},
) {
  const way = await begin(agency, more.invitation)
  const there = agency === 1 ? north : south
  const at = await there.visit(way.address, subject, more.acr ? { acr: more.acr } : {})
  return comeBack(at, way.cookie)
}
const meOf = (cookie: string) => api('GET', '/session', undefined, { cookie })

describe('two providers side by side, and accounts of the desk (AD2, SEC-11)', () => {
  test('who is invited proves both, is bound, and signs in there from then on', async () => {
    const refused = await enter(2, 'eli-sub')
    expect(whither(refused)).toBe('/sign-in?provider=refused')
    expect(sessionIn(refused)).toBe('')
    const invitation = await invite(5)
    const first = await enter(2, 'eli-sub', { invitation })
    expect(whither(first)).toBe('/')
    expect((await meOf(sessionIn(first))).json().member).toMatchObject({ id: 5 })
    const again = await enter(2, 'eli-sub')
    expect((await meOf(sessionIn(again))).json().member).toMatchObject({ id: 5 })
    expect(whither(await enter(2, 'eli-sub', { invitation }))).toBe('/sign-in?provider=refused')
    const other = await enter(1, 'bea-sub', { invitation: await invite(2) })
    expect((await meOf(sessionIn(other))).json().member).toMatchObject({ id: 2 })
    expect((await city.signIn('cem@valmare.example')).statusCode).toBe(201)
  })
  test('the same subject at the second provider is somebody else: nobody', async () => {
    await enter(2, 'one-sub', { invitation: await invite(5) })
    expect(whither(await enter(1, 'one-sub'))).toBe('/sign-in?provider=refused')
  })
  test('an invitation binds to the provider of its own agency alone, and a taken subject to nobody else', async () => {
    expect(whither(await enter(1, 'x-sub', { invitation: await invite(5) }))).toBe(
      '/sign-in?provider=refused',
    )
    await enter(2, 'y-sub', { invitation: await invite(5) })
    expect(whither(await enter(2, 'y-sub', { invitation: await invite(3) }))).toBe(
      '/sign-in?provider=refused',
    )
    expect((await meOf(sessionIn(await enter(2, 'y-sub')))).json().member).toMatchObject({ id: 5 })
  })
  test('who is bound has a way in: an administrator alone gets no invitation for them', async () => {
    const first = (await api('POST', '/invitations', { member: 5 }, admin)).json()
    expect(first.needsSecond).toBe(false)
    await enter(2, 'eli-sub', { invitation: await invite(5) })
    const again = (await api('POST', '/invitations', { member: 5 }, admin)).json()
    expect(again.needsSecond).toBe(true)
    expect(
      (await enter(2, 'thief-sub', { invitation: again.link.split('#')[1] })).headers.location,
    ).toBe('/sign-in?provider=refused')
  })
  test('the button depends on the domain of the address, never on who has an account', async () => {
    const find = async (email: string) =>
      (await api('POST', '/session/provider/find', { email })).json()
    const known = await find('ada@valmare.example')
    expect(known.provider).toEqual({ id: await idOf(1), agency: 'City of Valmare' })
    expect(await find('nobody-at-all@VALMARE.example')).toEqual(known)
    expect(await find('ada@elsewhere.example')).toEqual({ provider: null })
    const invitation = await invite(5)
    const byLink = (await api('POST', '/session/provider/find', { invitation })).json()
    expect(byLink.provider.agency).toBe('Prison Leuvenhof')
  })
})

describe('switched off', () => {
  test('it ends its sessions in the same second, those of the desk stay', async () => {
    const cookie = sessionIn(await enter(2, 'eli-sub', { invitation: await invite(5) }))
    const own = await city.cookieOf('cem@valmare.example')
    expect((await meOf(cookie)).statusCode).toBe(200)
    const way = await begin(2)
    await set(2, { issuer: south.issuer, enabled: false })
    expect((await meOf(cookie)).statusCode).toBe(401)
    expect((await meOf(own.cookie)).statusCode).toBe(200)
    expect((await begin(2)).status).toBe(404)
    const at = await south.visit(way.address, 'eli-sub')
    expect(whither(await comeBack(at, way.cookie))).toBe('/sign-in?provider=refused')
  })
  test('with another issuer the people of the former one are strangers', async () => {
    const cookie = sessionIn(await enter(2, 'eli-sub', { invitation: await invite(5) }))
    await set(2, { issuer: north.issuer, secret: 'north-secret' })
    expect((await meOf(cookie)).statusCode).toBe(401)
    const { provider } = (await api('GET', '/agencies/2/provider', undefined, admin)).json()
    expect(provider).toMatchObject({ bound: 0, issuer: north.issuer })
  })
})

describe('the way back', () => {
  test('counts once, for the browser that set out, and for its own provider', async () => {
    await enter(2, 'eli-sub', { invitation: await invite(5) })
    const way = await begin(2)
    const at = await south.visit(way.address, 'eli-sub')
    const other = await begin(2)
    expect(whither(await comeBack(at, other.cookie))).toBe('/sign-in?provider=refused')
    expect(whither(await comeBack(at, way.cookie))).toBe('/sign-in?provider=refused')
    const fresh = await begin(2)
    const back = await south.visit(fresh.address, 'eli-sub')
    expect(whither(await comeBack(back, fresh.cookie))).toBe('/')
    expect(whither(await comeBack(back, fresh.cookie))).toBe('/sign-in?provider=refused')
  })
  test('a code of one provider under the state of the other opens nothing (mix-up)', async () => {
    await enter(2, 'eli-sub', { invitation: await invite(5) })
    const [toNorth, toSouth] = [await begin(1), await begin(2)]
    const code = (await south.visit(toSouth.address, 'eli-sub')).searchParams
    const state = new URL(toNorth.address).searchParams.get('state') ?? ''
    code.set('state', state)
    expect(whither(await comeBack(new URL(`${redirect}?${code}`), toNorth.cookie))).toBe(
      '/sign-in?provider=refused',
    )
  })
  test('a sign-in that is not strong enough there is refused here', async () => {
    await set(2, { issuer: south.issuer, secret: 'south-secret', acr: 'two-factors' })
    const weak = await enter(2, 'eli-sub', { invitation: await invite(5) })
    expect(whither(weak)).toBe('/sign-in?provider=refused')
    const strong = await enter(2, 'eli-sub', { invitation: await invite(5), acr: 'two-factors' })
    expect(whither(strong)).toBe('/')
  })
})

describe('tokens of attackers are refused', () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const plain = (claims: object, head: object) =>
    [head, claims].map((one) => Buffer.from(JSON.stringify(one)).toString('base64url')).join('.')
  const past = Math.floor(Date.now() / 1000) - 3600

  const forge = async (token: (nonce: string) => string) => {
    const way = await begin(2)
    const query = new URL(way.address).searchParams
    forger.next = token(query.get('nonce') ?? '')
    const at = new URL(`${redirect}?code=any&state=${query.get('state')}`)
    return whither(await comeBack(at, way.cookie))
  }
  const claims = (nonce: string, more: object = {}) => forger.claims({ nonce, ...more })
  beforeEach(async () => {
    await set(2, { issuer: forger.issuer })
    await city.db.owner.query(
      `insert into auth.bindings (authority_id, provider_id, issuer, subject, member_id) values (1, $1, $2, 'cem', 3)`,
      [await idOf(2), forger.issuer],
    )
  })

  test('the true one is taken: so it is the forgery that is refused below', async () => {
    expect(await forge((nonce) => forger.sign(claims(nonce)))).toBe('/')
  })
  const attacks: Record<string, (nonce: string) => string> = {
    'another issuer in the token': (nonce) =>
      forger.sign(claims(nonce, { iss: 'https://evil.example' })),
    'signed with a key that is not published': (nonce) => forger.sign(claims(nonce), {}, other),
    'algorithm none': (nonce) => `${plain(claims(nonce), { alg: 'none' })}.`,
    'HS256 with the public key as password': (nonce) => {
      const text = plain(claims(nonce), { alg: 'HS256', kid: 'one' })
      return `${text}.${createHmac('sha256', forger.published).update(text).digest('base64url')}`
    },
    'made for another client': (nonce) => forger.sign(claims(nonce, { aud: 'somebody-else' })),
    expired: (nonce) => forger.sign(claims(nonce, { exp: past, iat: past - 60 })),
    'of another sign-in (nonce)': () => forger.sign(claims('another-nonce')),
    'without a nonce': () => forger.sign(forger.claims({})),
    'signed in there an hour ago': (nonce) => forger.sign(claims(nonce, { auth_time: past })),
    'not saying when somebody signed in': (nonce) =>
      forger.sign(claims(nonce, { auth_time: undefined })),
    'changed after it was signed': (nonce) => {
      const [head, , signature] = forger.sign(claims(nonce)).split('.')
      return [
        head,
        Buffer.from(JSON.stringify(claims(nonce, { sub: 'cem', acr: 'x' }))).toString('base64url'),
        signature,
      ].join('.')
    },
    'with the key inside': (nonce) => {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      return forger.sign(claims(nonce), { jwk: publicKey.export({ format: 'jwk' }) }, privateKey)
    },
    'no token at all': () => 'x.y.z',
  }
  for (const [name, token] of Object.entries(attacks))
    test(name, async () => {
      expect(await forge(token)).toBe('/sign-in?provider=refused')
    })
})

describe('administrators name a provider', () => {
  test('and nobody else; the secret goes to no answer, no dump and no log', async () => {
    const { cookie } = await city.cookieOf('cem@valmare.example')
    expect((await api('GET', '/agencies/2/provider', undefined, { cookie })).statusCode).toBe(403)
    const body = {
      issuer: south.issuer,
      clientId: 'desk',
      domains: ['prison.example'],
      enabled: true,
    }
    const put = await api('PUT', '/agencies/2/provider', body, { cookie, 'if-match': '"1"' })
    expect(put.statusCode).toBe(403)
    expect(
      (await api('POST', '/agencies/2/provider/test', { issuer: south.issuer }, { cookie }))
        .statusCode,
    ).toBe(403)
    const read = await api('GET', '/agencies/2/provider', undefined, admin)
    expect(read.json()).toMatchObject({ redirect, provider: { hasSecret: true, bound: 0 } })
    const { rows } = await city.db.owner.query(`select * from app.providers`)
    expect(read.body + JSON.stringify(rows) + city.lines.join('')).not.toContain('south-secret')
  })
  test('the test says what is wrong with an address', async () => {
    const tested = async (issuer: string) =>
      (await api('POST', '/agencies/2/provider/test', { issuer }, admin)).json().problem
    expect(await tested(south.issuer)).toBeNull()
    expect(await tested(`${south.issuer}/`)).toBeNull()
    expect(await tested(south.issuer.replace('127.0.0.1', 'localhost'))).toBe('other_issuer')
    expect(await tested('http://192.0.2.1:80/x')).toBe('address')
    expect(await tested('https://127.0.0.1:1/')).toBe('unreachable')
  })
  test('a mail domain leads to one provider; an address without TLS is refused', async () => {
    const taken = {
      issuer: south.issuer,
      clientId: 'x',
      domains: ['valmare.example'],
      enabled: true,
    }
    const put = (body: object) =>
      api('PUT', '/agencies/2/provider', body, { ...admin, 'if-match': '"1"' })
    expect((await put(taken)).json().code).toBe('provider_domain_taken')
    const open = { ...taken, domains: ['prison.example'], issuer: 'http://provider.example' }
    expect((await put(open)).json()).toMatchObject({
      code: 'provider_issuer_address',
      field: 'issuer',
    })
  })
})
