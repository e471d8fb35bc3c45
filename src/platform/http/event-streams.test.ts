import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../auth/test-city.ts'

let city: TestCity
let address: string
beforeAll(async () => {
  city = await openTestCity()
  address = await city.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => city.close())
beforeEach(() => city.db.owner.query('delete from auth.sessions'))

interface Heard {
  text: string
  over: boolean
  stop(): void
}

/** Follows the stream as a browser does and collects what it hears. */
async function follow(headers: { cookie: string }): Promise<Heard> {
  const abort = new AbortController()
  const answer = await fetch(`${address}/api/v1/events`, { headers, signal: abort.signal })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const heard: Heard = { text: '', over: false, stop: () => abort.abort() }
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const part of answer.body ?? []) heard.text += decoder.decode(part)
    heard.over = true
  }
  read().catch(() => {
    heard.over = true
  })
  return heard
}

const tell = (authority: number, principals: number[], id: string) =>
  city.db.owner.query('select act.notify($1, $2, $3, $4)', [authority, principals, 'case', [id]])

const until = (truth: () => boolean) => expect.poll(truth).toBe(true)

test('a message reaches the sessions of those whom it names, and tells ids only', async () => {
  const [cem, bea, stranger] = await Promise.all([
    city.cookieOf('cem@valmare.example').then(follow),
    city.cookieOf('bea@valmare.example').then(follow),
    city.cookieOf('ada@ostmark.example').then(follow),
  ])
  await tell(1, [10], 'for-the-desk')
  await tell(1, [103], 'for-cem')
  await tell(2, [101], 'for-ostmark')
  // Another authority has a principal of the same number.
  await tell(1, [101], 'for-the-other-101')
  await until(() => cem.text.includes('for-cem') && bea.text.includes('for-the-desk'))
  await until(() => stranger.text.includes('for-ostmark'))
  expect(cem.text).toContain('data: {"kind":"case","ids":["for-cem"]}\n\n')
  expect(cem.text).not.toMatch(/desk|other-101|principals/)
  expect(bea.text).not.toMatch(/for-cem|other-101/)
  expect(stranger.text).not.toMatch(/desk|cem|other-101/)
  for (const heard of [cem, bea, stranger]) heard.stop()
})

test('a message to a desk passes by the member whom it must not reach (PI5)', async () => {
  const [cem, bea] = await Promise.all([
    city.cookieOf('cem@valmare.example').then(follow),
    city.cookieOf('bea@valmare.example').then(follow),
  ])
  const { rows } = await city.db.owner.query<{ member_id: number; principal: number }>(
    `select m.id as member_id, p.id as principal from app.members m
       join app.principals p on p.authority_id = 1 and p.member_id = m.id
      where m.authority_id = 1 and m.email in ('bea@valmare.example', 'cem@valmare.example')
      order by m.email`,
  )
  const [forBea] = rows
  await city.db.owner.query(`select pg_notify('throughcare', $1)`, [
    JSON.stringify({
      authority: 1,
      principals: rows.map(({ principal }) => principal),
      kind: 'case',
      ids: ['closed-to-bea'],
      except: [forBea?.member_id],
    }),
  ])
  await tell(
    1,
    rows.map(({ principal }) => principal),
    'for-both',
  )
  await until(() => cem.text.includes('for-both') && bea.text.includes('for-both'))
  expect(cem.text).toContain('closed-to-bea')
  expect(bea.text).not.toContain('closed-to-bea')
  for (const heard of [cem, bea]) heard.stop()
})

test('the stream ends when the member signs out', async () => {
  const headers = await city.cookieOf('cem@valmare.example')
  const heard = await follow(headers)
  await city.app.inject({ method: 'DELETE', url: '/api/v1/session', headers })
  await until(() => heard.over)
  expect(heard.text).toContain('event: ended')
})

test('an open stream does not count as use of the session', async () => {
  const headers = await city.cookieOf('cem@valmare.example')
  await city.db.owner.query(`update auth.sessions set last_seen_at = now() - interval '10 minutes'`)
  const heard = await follow(headers)
  const { rows } = await city.db.owner.query(
    `select last_seen_at < now() - interval '9 minutes' as untouched from auth.sessions`,
  )
  expect(rows).toEqual([{ untouched: true }])
  heard.stop()
})

test('a broken connection to the database is made again, and browsers are told to read anew', async () => {
  const heard = await city.cookieOf('bea@valmare.example').then(follow)
  await breakListener()
  await until(() => heard.text.includes('"kind":"resync"'))
  await tell(1, [10], 'after-the-break')
  await until(() => heard.text.includes('after-the-break'))
  heard.stop()
})

test('without a session there is nothing to follow', async () => {
  const answer = await city.app.inject('/api/v1/events')
  expect(answer.json()).toMatchObject({ status: 401, code: 'session_missing' })
  const invented = { cookie: `__Host-throughcare=${'A'.repeat(43)}` }
  const other = await city.app.inject({ url: '/api/v1/events', headers: invented })
  expect(other.statusCode).toBe(401)
})

/** Ends the listening connection as a restart of the database would. */
async function breakListener(): Promise<void> {
  await city.db.actorPool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = current_user and query = 'listen throughcare'`,
  )
}
