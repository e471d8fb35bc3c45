import type { FastifyInstance } from 'fastify'
import { type FreshDatabase, freshDatabase } from '../../../tests/world-database.ts'
import { createServer, type ServerOptions } from '../../server/app.ts'
import { createLog } from '../log.ts'
import { firstKeys } from '../seal/keyring.ts'
import { hashPassphrase } from './passphrase.ts'
import { hashToken, newToken } from './tokens.ts'

export const origin = 'http://localhost:8080'
export const passphrase = 'violet tram beside the quiet mill'

type Answer = Awaited<ReturnType<FastifyInstance['inject']>>

/** Two authorities with a few members, enough to sign in and to be kept apart. */
export interface TestCity {
  db: FreshDatabase
  app: FastifyInstance
  lines: string[]
  signIn(email: string, secret?: string, address?: string): Promise<Answer>
  /** The cookie header of a fresh session. */
  cookieOf(email: string): Promise<{ cookie: string }>
  /** The same without the work that a passphrase takes: straight into the database. */
  sessionOf(email: string): Promise<{ cookie: string }>
  close(): Promise<void>
}

/** Members: 1 administrator, 2 second administrator, 3 case worker, 4 left, 5 without passphrase. */
export async function openTestCity(options: Partial<ServerOptions> = {}): Promise<TestCity> {
  const db = await freshDatabase()
  // Cheap on purpose; one sign-in of each account makes it as strong as any.
  const hash = await hashPassphrase(passphrase, { ln: 10, r: 8, p: 1 })
  await db.owner.query(people)
  for (const key of firstKeys(db.master, 1))
    await db.owner.query(
      'insert into app.authority_keys (authority_id, id, kind, wrapped) values ($1, $2, $3, $4)',
      [1, key.id, key.kind, key.wrapped],
    )
  await db.learnKeys()
  await db.owner.query(
    `insert into auth.credentials (authority_id, member_id, kind, hash)
     select authority_id, id, 'passphrase', $1 from app.members where id <> 5`,
    [hash],
  )
  const lines: string[] = []
  const app = await createServer({
    databases: db,
    config: { origin, trustedProxies: [] },
    log: createLog('info', (line) => lines.push(line)),
    version: '0.0.0',
    rateLimits: false,
    ...options,
  })
  await app.ready()
  const signIn = (email: string, secret = passphrase, remoteAddress = '127.0.0.1') =>
    app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { email, passphrase: secret },
      remoteAddress,
    })
  return {
    db,
    app,
    lines,
    signIn,
    cookieOf: async (email) => ({ cookie: readCookie(await signIn(email)) }),
    sessionOf: async (email) => {
      const token = newToken()
      await db.owner.query(
        `insert into auth.sessions (token_hash, authority_id, member_id)
         select $1, authority_id, id from app.members where email = $2`,
        [hashToken(token), email],
      )
      return { cookie: `__Host-throughcare=${token}` }
    },
    close: async () => {
      await app.close()
      await db.drop()
    },
  }
}

/** `__Host-throughcare=…` out of an answer. */
export function readCookie(answer: { headers: Record<string, unknown> }): string {
  const header = answer.headers['set-cookie']
  const text = Array.isArray(header) ? String(header[0]) : String(header ?? '')
  return text.split(';', 1)[0] ?? ''
}

const people = `
  insert into app.authorities (id, name, country) values (1, 'Valmare', 'BE'), (2, 'Ostmark', 'DE');
  insert into app.agencies (authority_id, id, name, code, kind) values
    (1, 1, 'City of Valmare', 'CV', 'city'), (1, 2, 'Prison Leuvenhof', 'PL', 'custody'),
    (2, 1, 'City of Ostmark', 'CO', 'city');
  insert into app.members (authority_id, id, agency_id, name, email, ended_at) values
    (1, 1, 1, 'Ada Admin', 'ada@valmare.example', null),
    (1, 2, 1, 'Bea Second', 'bea@valmare.example', null),
    (1, 3, 2, 'Cem Worker', 'cem@valmare.example', null),
    (1, 4, 1, 'Dov Former', 'dov@valmare.example', now()),
    (1, 5, 2, 'Eli New', 'eli@valmare.example', null),
    (2, 1, 1, 'Ada Other', 'ada@ostmark.example', null);
  insert into app.member_functions (authority_id, member_id, function) values
    (1, 1, 'administrator'), (1, 2, 'administrator'), (1, 3, 'case_worker'), (2, 1, 'administrator');
  insert into app.principals (authority_id, id, kind, agency_id, member_id, name)
    select authority_id, 100 + id, 'member', agency_id, id, name from app.members;
  insert into app.principals (authority_id, id, kind, agency_id, desk_kind, name)
    values (1, 10, 'desk', 1, 'coordination', 'Coordination desk');
  insert into app.desk_members (authority_id, desk_id, member_id) values (1, 10, 2)`
