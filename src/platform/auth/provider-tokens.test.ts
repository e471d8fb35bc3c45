import { createHash, createHmac, generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ForgingProvider, openForger } from '../../../tests/world-provider.ts'
import { providerDesk, redirect, type Wish, whither } from '../../../tests/world-provider-desk.ts'
import { openTestCity, type TestCity } from './test-city.ts'

// A provider that signs whatever it is told to: tokens of the public attack collections (SEC-11).
let city: TestCity
let forger: ForgingProvider
let admin: { cookie: string }
type Desk = ReturnType<typeof providerDesk>
let desk: Desk
beforeAll(async () => {
  city = await openTestCity()
  forger = await openForger()
  admin = await city.sessionOf('ada@valmare.example')
  desk = providerDesk(city, admin)
})
afterAll(async () => {
  await forger.close()
  await city.close()
})
beforeEach(() =>
  city.db.owner.query(
    'delete from auth.bindings; delete from auth.provider_attempts; delete from app.providers; delete from auth.settings',
  ),
)
const set = (agency: number, wish: Wish) => desk.set(agency, wish)
const begin = (agency: number) => desk.begin(agency)
const comeBack = (at: URL, cookie: string) => desk.comeBack(at, cookie)
const api = (...asked: Parameters<Desk['api']>) => desk.api(...asked)

describe('tokens of attackers are refused', () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const plain = (claims: object, head: object) =>
    [head, claims].map((one) => Buffer.from(JSON.stringify(one)).toString('base64url')).join('.')
  const past = Math.floor(Date.now() / 1000) - 3600

  const forge = async (token: (nonce: string) => string, more = '') => {
    const way = await begin(2)
    const query = new URL(way.address).searchParams
    forger.next = token(query.get('nonce') ?? '')
    const at = new URL(`${redirect}?code=any&state=${query.get('state')}${more}`)
    return whither(await comeBack(at, way.cookie))
  }
  const again = (head: object) => (nonce: string) => forger.sign(claims(nonce), head, other)
  const bind = async () =>
    city.db.owner.query(
      `insert into auth.bindings (authority_id, provider_id, issuer, subject, member_id) values (1, $1, $2, 'cem', 3)
       on conflict do nothing`,
      [await desk.idOf(2), forger.issuer],
    )
  const claims = (nonce: string, more: object = {}) => forger.claims({ nonce, ...more })
  beforeEach(async () => {
    await set(2, { issuer: forger.issuer })
    await bind()
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
    'made for two clients and not saying for which': (nonce) =>
      forger.sign(claims(nonce, { aud: ['desk', 'somebody-else'] })),
    'made for two clients, for the other one': (nonce) =>
      forger.sign(claims(nonce, { aud: ['desk', 'somebody-else'], azp: 'somebody-else' })),
    'not valid yet': (nonce) => forger.sign(claims(nonce, { nbf: past + 7200 })),
    'without an expiry': (nonce) => forger.sign(claims(nonce, { exp: undefined })),
    'with the address of a key (jku)': again({ jku: 'https://evil.example/jwks' }),
    'with the address of a certificate (x5u)': again({ x5u: 'https://evil.example/x5u' }),
    'with a certificate inside (x5c)': again({ x5c: ['MIIB'] }),
    'with a name of a key that is a path (kid)': again({ kid: '../../../../dev/null' }),
    'with a name of a key that nobody published': again({ kid: "two' or '1'='1" }),
    'with a head that must be understood and is not (crit)': (nonce) =>
      forger.sign(claims(nonce), { crit: ['b64'], b64: false }),
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

  test('a token that opened once opens nothing again, also under the state of another way', async () => {
    let taken = ''
    await forge((nonce) => (taken = forger.sign(claims(nonce))))
    expect(await forge(() => taken)).toBe('/sign-in?provider=refused')
  })
  test('an answer that names another provider is refused, and so is one that should name it and does not (mix-up, RFC 9207)', async () => {
    const evil = `&iss=${encodeURIComponent('https://evil.example')}`
    const good = (nonce: string) => forger.sign(claims(nonce))
    expect(await forge(good, evil)).toBe('/sign-in?provider=refused')
    forger.describes = { authorization_response_iss_parameter_supported: true }
    await set(2, { issuer: forger.issuer, strong: ['asked anew'] })
    expect(await forge(good)).toBe('/sign-in?provider=refused')
    expect(await forge(good, `&iss=${encodeURIComponent(forger.issuer)}`)).toBe('/')
    forger.describes = {}
  })
  test('the code is worth nothing without the secret of this browser, never in the clear (PKCE S256)', async () => {
    const way = await begin(2)
    const query = new URL(way.address).searchParams
    expect(query.get('code_challenge_method')).toBe('S256')
    forger.next = forger.sign(claims(query.get('nonce') ?? ''))
    await comeBack(new URL(`${redirect}?code=any&state=${query.get('state')}`), way.cookie)
    const verifier = new URLSearchParams(forger.asked).get('code_verifier') ?? ''
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(
      query.get('code_challenge'),
    )
    expect(way.address).not.toContain(verifier)
    forger.describes = { code_challenge_methods_supported: ['plain'] }
    const tested = await api('POST', '/agencies/2/provider/test', { issuer: forger.issuer }, admin)
    expect(tested.json().problem).toBe('no_pkce')
    forger.describes = {}
  })

  test('of amr and acr the values count that the administrator named, and no word that only looks like them', async () => {
    await set(2, { issuer: forger.issuer, strong: ['mfa'] })
    await bind()
    const by = (more: object) => forge((nonce) => forger.sign(claims(nonce, more)))
    const weak = '/sign-in?provider=weak'
    await city.db.owner.query(
      `insert into auth.settings (authority_id, everybody_from) values (1, current_date - 2)`,
    )
    for (const said of [{}, { amr: ['pwd'] }, { amr: 'mfa' }, { acr: ['mfa'] }, { amr: [['mfa']] }])
      expect(await by(said)).toBe(weak)
    expect(await by({ amr: ['pwd', 'mfa'] })).toBe('/')
    expect(await by({ acr: 'mfa' })).toBe('/')
    await city.db.owner.query('delete from auth.settings')
    expect(await by({ amr: ['pwd'] })).toBe('/')
  })

  test('a sign-in there from before the question shows nothing about who sits here now (SEC-09)', async () => {
    await bind()
    const mine = await city.sessionOf('cem@valmare.example')
    await city.db.owner.query(`update auth.sessions set proved_at = now() - interval '11 minutes'`)
    const prove = async (more: object) => {
      const answer = await api('POST', '/session/proof/provider', undefined, mine)
      const query = new URL(answer.json().address).searchParams
      expect([query.get('prompt'), query.get('max_age')]).toEqual(['login', '300'])
      forger.next = forger.sign(claims(query.get('nonce') ?? '', more))
      const cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? ''
      const at = new URL(`${redirect}?code=any&state=${query.get('state')}`)
      return whither(await comeBack(at, cookie))
    }
    const earlier = Math.floor(Date.now() / 1000) - 240
    expect(await prove({ auth_time: earlier })).toBe('/sign-in?provider=refused')
    expect(await prove({})).toBe('/sign-in?provider=proved')
  })
})
