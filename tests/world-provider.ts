import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A provider of an agency on this machine. */
export interface LoopbackProvider {
  issuer: string
  /** Who signs in there next, where a real browser goes there; null: it sends them back with a refusal. */
  expects(subject: string | null): void
  /** Goes there as a browser would, signs in as somebody, and answers where it leads back to. */
  visit(address: string, subject: string, more?: { acr?: string }): Promise<URL>
  close(): Promise<void>
}

const listen = (server: Server) =>
  new Promise<string>((done) =>
    server.listen(0, '127.0.0.1', () =>
      done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    ),
  )
const shut = (server: Server) =>
  new Promise<void>((done) => {
    server.closeAllConnections()
    server.close(() => done())
  })

interface Engine {
  callback(): (request: IncomingMessage, response: ServerResponse) => void
  interactionFinished(...args: unknown[]): Promise<void>
  Grant: new (of: object) => { addOIDCScope(scope: string): void; save(): Promise<string> }
  proxy: boolean
}

/** A whole OpenID provider, made by people who make nothing else. It knows one client: our desk. */
export async function openProvider(redirect: string, secret: string): Promise<LoopbackProvider> {
  // It ships no types.
  const name: string = 'oidc-provider'
  const { default: Provider } = (await import(name)) as {
    default: new (issuer: string, setting: object) => Engine
  }
  let engine: Engine | undefined
  let who: { accountId: string; acr?: string; remember: boolean } | null = null
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/'))
      void engine?.interactionFinished(
        request,
        response,
        who ? { login: who } : { error: 'access_denied' },
      )
    else engine?.callback()(request, response)
  })
  const issuer = await listen(server)
  engine = new Provider(
    issuer,
    setting(redirect, secret, () => engine),
  )
  return {
    issuer,
    expects: (subject) => {
      who = subject === null ? null : { accountId: subject, remember: false }
    },
    visit: async (address, subject, { acr } = {}) => {
      who = { accountId: subject, remember: false, ...(acr && { acr }) }
      return walk(new URL(address), redirect)
    },
    close: () => shut(server),
  }
}

const setting = (redirect: string, secret: string, engine: () => Engine | undefined) => ({
  clients: [
    {
      ...{ client_id: 'desk', client_secret: secret, redirect_uris: [redirect] },
      ...{ grant_types: ['authorization_code'], response_types: ['code'] },
    },
  ],
  acrValues: ['two-factors'],
  pkce: { required: () => true },
  cookies: { keys: ['only for tests'] },
  jwks: { keys: [rsa().privateKey.export({ format: 'jwk' })] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
  findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: async () => ({ sub }) }),
  loadExistingGrant: async ({ oidc }: { oidc: { session: { accountId: string } } }) => {
    const Grant = engine()?.Grant
    if (!Grant) return undefined
    const grant = new Grant({ clientId: 'desk', accountId: oidc.session.accountId })
    grant.addOIDCScope('openid')
    await grant.save()
    return grant
  },
})

/** Follows a provider's redirects with its cookies until it leads back to the desk. */
async function walk(from: URL, redirect: string): Promise<URL> {
  const jar = new Map<string, string>()
  let at = from
  for (let step = 0; step < 10; step += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const one of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []
      jar.set(name, value)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`${answer.status}: ${await answer.text()}`)
    at = new URL(location, at)
    if (at.href.startsWith(redirect)) return at
  }
  throw new Error('The provider led round in circles')
}

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const part = (value: object | Buffer) =>
  Buffer.isBuffer(value)
    ? value.toString('base64url')
    : Buffer.from(JSON.stringify(value)).toString('base64url')

/** A provider that hands out whatever token it is told to: for tokens of attackers. */
export interface ForgingProvider {
  issuer: string
  key: KeyObject
  /** The published key as text, which the attack by HS256 uses as a password. */
  published: string
  /** What the next exchange of a code answers. */
  next: string
  /** What the last exchange brought: the code and the secret of PKCE. */
  asked: string
  /** Whether its description says that it names itself in each answer, and how it protects the code. */
  describes: object
  claims(more: object): object
  sign(claims: object, head?: object, key?: KeyObject): string
  close(): Promise<void>
}

export async function openForger(): Promise<ForgingProvider> {
  const { privateKey, publicKey } = rsa()
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }
  let forger: ForgingProvider | undefined
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      if (forger && request.url === '/token') forger.asked = body
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(answerOf(forger, jwk, request.url ?? '')))
    })
  })
  const issuer = await listen(server)
  forger = {
    ...{ issuer, key: privateKey, next: '', asked: '', describes: {} },
    published: String(publicKey.export({ type: 'spki', format: 'pem' })),
    claims: (more) => {
      const now = Math.floor(Date.now() / 1000)
      const times = { iat: now, exp: now + 300, auth_time: now }
      return { iss: issuer, aud: 'desk', sub: 'cem', ...times, ...more }
    },
    sign: (claims, head = {}, key = privateKey) => {
      const text = `${part({ alg: 'RS256', kid: 'one', typ: 'JWT', ...head })}.${part(claims)}`
      return `${text}.${part(createSign('sha256').update(text).sign(key))}`
    },
    close: () => shut(server),
  }
  return forger
}

function answerOf(forger: ForgingProvider | undefined, jwk: object, url: string): object {
  if (url === '/jwks') return { keys: [jwk] }
  if (url === '/token')
    return { access_token: 'none', token_type: 'Bearer', expires_in: 60, id_token: forger?.next }
  const issuer = forger?.issuer
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    ...forger?.describes,
  }
}
