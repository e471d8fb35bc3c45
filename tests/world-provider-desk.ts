import type { FastifyInstance } from 'fastify'
import { origin, type TestCity } from '../src/platform/auth/test-city.ts'

export const redirect = `${origin}/sign-in/answer`

type Answer = Awaited<ReturnType<FastifyInstance['inject']>>

/** What an administrator says of a provider. */
export interface Wish {
  issuer: string
  secret?: string
  acr?: string
  strong?: string[]
  enabled?: boolean
}

/** What members and an administrator do with providers of agencies; 1 is the city, 2 the prison. */
export function providerDesk(city: TestCity, admin: { cookie: string }) {
  const api = (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, headers = {}) =>
    city.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) })
  const idOf = async (agency: number) =>
    (
      await city.db.owner.query<{ id: string }>(
        'select id from app.providers where agency_id = $1',
        [agency],
      )
    ).rows[0]?.id ?? ''
  return {
    api,
    idOf,
    /** Names the provider of an agency as its administrator does. */
    set: async (agency: number, wish: Wish) => {
      const { issuer, secret = 'none', acr, strong, enabled = true } = wish
      const found = await api('GET', `/agencies/${agency}/provider`, undefined, admin)
      const domains = [agency === 1 ? 'valmare.example' : 'prison.example']
      const body = {
        issuer,
        secret,
        clientId: 'desk',
        domains,
        enabled,
        strong,
        ...(acr && { acr }),
      }
      const version = found.json().provider?.version ?? 0
      const headers = { ...admin, 'if-match': `"${version}"` }
      return api('PUT', `/agencies/${agency}/provider`, body, headers)
    },
    /** Sets out for the provider of an agency: its address and the cookie that stays here. */
    begin: async (agency: number, invitation?: string, next?: string) => {
      const provider = await idOf(agency)
      const answer = await api('POST', '/session/provider', {
        ...{ provider, ...(invitation && { invitation }), ...(next !== undefined && { next }) },
      })
      const cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? ''
      return { status: answer.statusCode, address: String(answer.json().address), cookie }
    },
    comeBack: (at: URL, cookie: string) =>
      city.app.inject({ url: at.pathname + at.search, headers: { cookie } }),
  }
}

export const whither = (answer: Answer) => answer.headers.location

/** The cookie of the session that an answer opens. */
export const sessionIn = (answer: Answer) => {
  const all = [answer.headers['set-cookie']].flat().map(String)
  return all.find((one) => /^__Host-throughcare=[\w-]{45};/.test(one))?.split(';', 1)[0] ?? ''
}
