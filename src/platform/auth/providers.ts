import * as oidc from 'openid-client'
import type { Databases } from '../db/connections.ts'
import { invalid, Problem } from '../errors.ts'
import { open } from '../seal/envelope.ts'
import { askGate } from './gate.ts'
import type { FindProvider, ProviderFound, ProviderTested } from './provider-contract.ts'
import { hashToken, newSessionToken, newToken } from './tokens.ts'

/** Where providers lead back to: the one address that is entered there. */
export const redirectOf = (origin: string): string => `${origin}/sign-in/answer`

export const secretContext = (authority: number): string => `providers.secret:${authority}`

/** A sign-in at a provider may be this old when it comes back, in seconds: it was asked for anew. */
const oldestSignIn = 300
const seconds = 8
/** So far clocks of two machines may differ, in seconds. */
const clockSkew = 60

interface Row {
  authority_id: number
  issuer: string
  client_id: string
  key_wrapped: Buffer | null
  secret_sealed: Buffer | null
  acr: string | null
  strong: string[]
  version: number
}

/** Whose button is shown. Asked of the domain alone: it says nothing about who has an account. */
export async function findProvider(
  { gate }: Pick<Databases, 'gate'>,
  by: FindProvider,
): Promise<ProviderFound> {
  const [found] =
    'email' in by
      ? await askGate<{ id: string; agency: string }>(gate, 'find_provider', [
          by.email.slice(by.email.lastIndexOf('@') + 1).toLowerCase(),
        ])
      : await askGate<{ id: string; agency: string }>(gate, 'provider_of_invitation', [
          hashToken(by.invitation),
        ])
  return { provider: found ?? null }
}

/** An address that may be asked: TLS, or a provider on this machine. Without user, query and fragment. */
export function readIssuer(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const here = url?.protocol === 'http:' && /^(127\.0\.0\.1|\[::1\]|localhost)$/.test(url.hostname)
  if (!url || !(url.protocol === 'https:' || here) || url.username || url.search || url.hash)
    throw invalid('issuer', 'provider_issuer_address')
  return url
}

function discover(issuer: string, clientId: string, secret?: string): Promise<oidc.Configuration> {
  const url = readIssuer(issuer)
  const execute = [
    // The signature of each token is checked with the published keys, not only the connection.
    oidc.enableNonRepudiationChecks,
    ...(url.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
  ]
  const auth = secret ? oidc.ClientSecretBasic(secret) : oidc.None()
  return oidc.discovery(url, clientId, secret, auth, { execute, timeout: seconds })
}

/** Looks at a provider as a sign-in would: its description, its keys, and what it can do. */
export async function testProvider(issuer: string): Promise<ProviderTested> {
  try {
    readIssuer(issuer)
  } catch {
    return { problem: 'address' }
  }
  let found: oidc.ServerMetadata
  try {
    found = (await discover(issuer, 'test')).serverMetadata()
  } catch (error) {
    const other =
      error instanceof Error && /issuer/i.test(`${error.message} ${String(error.cause)}`)
    return { problem: other ? 'other_issuer' : 'unreachable' }
  }
  if (!found.authorization_endpoint || !found.token_endpoint) return { problem: 'no_code' }
  const pkce = found.code_challenge_methods_supported
  if (!pkce?.includes('S256')) return { problem: 'no_pkce' }
  return { problem: found.jwks_uri ? null : 'no_keys' }
}

/** Speaks with providers; what they publish about themselves is asked for once while nothing changes. */
export function providerSignIn(databases: Databases, origin: string) {
  const known = new Map<string, Promise<oidc.Configuration>>()
  const openProvider = async (id: string) => {
    const [row] = await askGate<Row>(databases.gate, 'open_provider', [id])
    if (!row) throw new Problem(404, 'provider_not_found')
    const key = `${id}:${row.version}`
    const asked = known.get(key) ?? discover(row.issuer, row.client_id, secretOf(databases, row))
    if (known.size > 200) known.clear()
    known.set(key, asked)
    asked.catch(() => known.delete(key))
    const config = await asked.catch(() => {
      throw new Problem(503, 'provider_unreachable')
    })
    return { row, config }
  }
  return {
    /** Begins the way to a provider: its address, and the secret that only this browser keeps. */
    async begin(id: string, { invitation, token }: { invitation?: string; token?: string }) {
      const { row, config } = await openProvider(id)
      const [state, nonce, browser] = [newToken(), oidc.randomNonce(), newToken()]
      const verifier = oidc.randomPKCECodeVerifier()
      await askGate(databases.gate, 'begin_provider', [
        ...[id, row.version, hashToken(state), hashToken(browser), nonce, verifier],
        ...[invitation ? hashToken(invitation) : null, token ?? null],
      ])
      const address = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectOf(origin),
        scope: 'openid',
        response_type: 'code',
        ...{ state, nonce, code_challenge_method: 'S256' },
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        // A shared computer: whoever signs out here is asked for again there.
        ...{ prompt: 'login', max_age: String(oldestSignIn) },
        ...acrWanted(row),
      })
      return { address: address.href, browser }
    },
    /**
     * Takes what a provider leads back with; answers the token of the session, or null where somebody signed in
     * already has shown that it is still them.
     */
    async finish(query: string, browser: string, family: string): Promise<string | null> {
      const state = new URLSearchParams(query).get('state') ?? ''
      const [attempt] = await askGate<{
        provider_id: string
        nonce: string
        verifier: string
        invitation_hash: Buffer | null
        session_hash: Buffer | null
        begun_at: Date
      }>(databases.gate, 'take_provider', [hashToken(state), hashToken(browser)])
      if (!attempt) throw refused()
      const { row, config } = await openProvider(attempt.provider_id)
      const current = new URL(`${redirectOf(origin)}?${query}`)
      const tokens = await oidc
        .authorizationCodeGrant(config, current, {
          ...{ expectedState: state, expectedNonce: attempt.nonce },
          ...{ pkceCodeVerifier: attempt.verifier, idTokenExpected: true, maxAge: oldestSignIn },
        })
        .catch((error: unknown) => {
          throw refused(error)
        })
      const claims = tokens.claims()
      if (!claims || claims.iss !== row.issuer) throw refused()
      if (row.acr && claims.acr !== row.acr) throw refused()
      const strong = isStrong(claims, row.strong)
      const { session_hash: proving } = attempt
      if (proving) {
        // A sign-in from before the question shows nothing about who sits there now.
        const asked = attempt.begun_at.getTime() / 1000
        if (Number(claims.auth_time) < asked - clockSkew) throw refused()
        const values = [attempt.provider_id, claims.iss, claims.sub, proving, strong]
        const [shown] = await askGate<{ proved: boolean }>(
          databases.gate,
          'prove_by_provider',
          values,
        )
        if (!shown?.proved) throw refused()
        return null
      }
      const session = newSessionToken(family)
      const [answer] = await askGate<{ signed_in: boolean }>(
        databases.gate,
        'sign_in_by_provider',
        [
          ...[attempt.provider_id, claims.iss, claims.sub, attempt.invitation_hash],
          ...[hashToken(session), family, strong],
        ],
      )
      if (!answer?.signed_in) throw refused()
      return session
    },
  }
}

/** Names of single factors (RFC 8176): what stands in `amr` and is no level to ask for. */
const methods =
  /^(face|fpt|geo|hwk|iris|kba|mca|mfa|otp|pin|pop|pwd|rba|retina|sc|sms|swk|tel|user|vbm|wia)$/

/** The level to ask for: the one that is needed, or those that count as two factors. */
function acrWanted({ acr, strong }: Row): { acr_values?: string } {
  const levels = acr ? [acr] : strong.filter((value) => !methods.test(value) && !/\s/.test(value))
  return levels.length > 0 ? { acr_values: levels.join(' ') } : {}
}

/** Whether the provider says of this sign-in what was agreed to mean two factors. */
function isStrong(claims: oidc.IDToken, strong: readonly string[]): boolean {
  const methods = Array.isArray(claims.amr) ? claims.amr : []
  return [claims.acr, ...methods].some((said) => typeof said === 'string' && strong.includes(said))
}

/** One answer for everything that does not fit; why not is nobody's business but the log's. */
const refused = (cause?: unknown) =>
  Object.assign(new Problem(401, 'provider_refused'), cause === undefined ? {} : { cause })

function secretOf({ keys }: Databases, row: Row): string | undefined {
  const { authority_id: authority, key_wrapped: key, secret_sealed: sealed } = row
  if (!key || !sealed) return undefined
  return open(keys.dataKey(authority, key), sealed, secretContext(authority))
}
