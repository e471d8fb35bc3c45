import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type LoopbackProvider, openProvider } from '../../../tests/world-provider.ts'
import { providerDesk, redirect, sessionIn, whither } from '../../../tests/world-provider-desk.ts'
import { openTestCity, type TestCity } from './test-city.ts'

// Two providers of two agencies, made by others, beside accounts of the desk.
let city: TestCity
let north: LoopbackProvider
let south: LoopbackProvider
let admin: { cookie: string }
type Desk = ReturnType<typeof providerDesk>
let desk: Desk

beforeAll(async () => {
  city = await openTestCity()
  await city.db.owner.query('update app.members set ended_at = null where id = 4')
  north = await openProvider(redirect, 'north-secret')
  south = await openProvider(redirect, 'south-secret')
  admin = await city.cookieOf('ada@valmare.example')
  desk = providerDesk(city, admin)
})
afterAll(async () => {
  await Promise.all([north, south].map((one) => one.close()))
  await city.close()
})

const api = (...asked: Parameters<Desk['api']>) => desk.api(...asked)
const set = (...wish: Parameters<Desk['set']>) => desk.set(...wish)
const begin = (...way: Parameters<Desk['begin']>) => desk.begin(...way)
const comeBack = (...at: Parameters<Desk['comeBack']>) => desk.comeBack(...at)
const idOf = (agency: number) => desk.idOf(agency)

beforeEach(async () => {
  await city.db.owner.query(
    'delete from auth.bindings; delete from auth.provider_attempts; delete from app.providers; delete from auth.settings; update auth.sessions set proved_at = now()',
  )
  expect((await set(1, { issuer: north.issuer, secret: 'north-secret' })).statusCode).toBe(200)
  expect((await set(2, { issuer: south.issuer, secret: 'south-secret' })).statusCode).toBe(200)
})

async function invite(member: number): Promise<string> {
  const { link } = (await api('POST', '/invitations', { member }, admin)).json()
  await city.db.owner.query(
    'update auth.invitations set confirmed_by = case member_id when 2 then 3 else 2 end where member_id = $1 and needs_second',
    [member],
  )
  return String(link).split('#')[1] ?? ''
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
  test('the page that was wanted comes along and back, also after a refusal, and never another site', async () => {
    await enter(2, 'eli-sub', { invitation: await invite(5) })
    const wanted = '/cases/V-0001?tab=log#end'
    const walk = async (subject: string, mend = (cookie: string) => cookie) => {
      const way = await begin(2, undefined, wanted)
      return whither(await comeBack(await south.visit(way.address, subject), mend(way.cookie)))
    }
    expect(await walk('eli-sub')).toBe(wanted)
    expect(await walk('nobody-sub')).toBe(
      `/sign-in?provider=refused&next=${encodeURIComponent(wanted)}`,
    )
    for (const other of ['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil']) {
      expect((await begin(2, undefined, other)).status, other).toBe(422)
      const forged = (cookie: string) =>
        cookie.replace(/\..*/, `.${Buffer.from(other).toString('base64url')}`)
      expect(await walk('eli-sub', forged), other).toBe('/')
    }
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

/** The city asks everybody for two factors. */
const demand = () =>
  city.db.owner.query(
    `insert into auth.settings (authority_id, everybody_from) values (1, current_date - 2)`,
  )

describe('two factors at the provider (SEC-11)', () => {
  const shown = async () =>
    (
      await city.db.owner.query(
        'select shown from auth.sessions where provider_id is not null order by created_at desc limit 1',
      )
    ).rows[0]?.shown
  test('what the administrator named as acr or amr counts; without it the way in is refused in words, and nothing is bound', async () => {
    await set(2, { issuer: south.issuer, secret: 'south-secret', strong: ['two-factors', 'mfa'] })
    const invitation = await invite(5)
    await demand()
    const weak = '/sign-in?provider=weak'
    expect(whither(await enter(2, 'eli-sub', { invitation }))).toBe(weak)
    expect(whither(await enter(2, 'eli-sub', { invitation, acr: 'two-factors' }))).toBe('/')
    expect(await shown()).toBe('provider')
    expect(whither(await enter(2, 'eli-sub'))).toBe(weak)
  })
})

describe('is it still you, for whoever signs in at a provider only (SEC-09)', () => {
  const enters = async () => ({
    cookie: sessionIn(await enter(2, 'eli-sub', { invitation: await invite(5) })),
  })
  const stale = () =>
    city.db.owner.query(`update auth.sessions set proved_at = now() - interval '11 minutes'`)
  const ways = async (mine: object) => (await api('GET', '/session/proof', undefined, mine)).json()
  async function prove(mine: { cookie: string }, subject = 'eli-sub') {
    const answer = await api('POST', '/session/proof/provider', undefined, mine)
    const cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? ''
    return comeBack(await south.visit(answer.json().address, subject), cookie)
  }
  test('the provider asks anew, in another window, and this session has proved it and no other', async () => {
    const mine = await enters()
    const there = { cookie: sessionIn(await enter(2, 'eli-sub')) }
    await stale()
    const agency = 'Prison Leuvenhof'
    expect(await ways(mine)).toMatchObject({
      passphrase: false,
      provider: { agency },
      fresh: false,
    })
    const back = await prove(mine)
    expect([whither(back), sessionIn(back)]).toEqual(['/sign-in?provider=proved', ''])
    expect(await ways(mine)).toMatchObject({ fresh: true })
    expect(await ways(there)).toMatchObject({ fresh: false })
  })
  test('it does not stand in for a passkey made meanwhile, nor for two factors where one was shown', async () => {
    const mine = await enters()
    await stale()
    const answer = await api('POST', '/session/proof/provider', undefined, mine)
    const cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? ''
    await city.db.owner.query(
      `insert into auth.passkeys (authority_id, member_id, credential_id, public_key, handle, counter, synced, name)
       values (1, 5, '\\x01', '\\x02', $1, 0, false, 'Phone')`,
      [Buffer.alloc(32)],
    )
    const back = await comeBack(await south.visit(answer.json().address, 'eli-sub'), cookie)
    await city.db.owner.query('delete from auth.passkeys')
    expect(whither(back)).toBe('/sign-in?provider=refused')
    await demand()
    expect(whither(await prove(mine))).toBe('/sign-in?provider=weak')
    expect(await ways(mine)).toMatchObject({ fresh: false })
  })
  test('a colleague at the same provider proves nothing about me; who has no provider is offered none', async () => {
    const mine = await enters()
    await enter(2, 'cem-sub', { invitation: await invite(3) })
    await stale()
    expect(whither(await prove(mine, 'cem-sub'))).toBe('/sign-in?provider=refused')
    expect(await ways(mine)).toMatchObject({ fresh: false })
    expect((await api('POST', '/session/proof/provider', undefined, admin)).statusCode).toBe(404)
  })
})

describe('administrators name a provider', () => {
  test('who finds their screen open neither names, changes nor ends one', async () => {
    const stale = `update auth.sessions set proved_at = now() - interval '11 minutes'`
    await city.db.owner.query(stale)
    const refused = [
      await set(1, { issuer: south.issuer }),
      await set(2, { issuer: south.issuer, enabled: false }),
    ]
    await city.db.owner.query('update auth.sessions set proved_at = now()')
    expect(refused.map((answer) => answer.json().code)).toEqual([
      'step_up_needed',
      'step_up_needed',
    ])
    expect((await begin(2)).status).toBe(201)
  })
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
