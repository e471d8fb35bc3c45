import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readPhrases } from '../../src/platform/http/phrases.ts'
import { sendWaiting } from '../../src/platform/mail/send-waiting.ts'
import { type Asker, type CanaryCity, openCanaryCity, type Seeker, seekers } from './city.ts'
import { idsIn, idsOf, inTurns, textsIn } from './crawl.ts'
import { hideRest, type Laid, layKnown } from './hide.ts'
import { follow } from './kept.ts'
import { listRoads, type Road } from './roads.ts'
import { canariesIn } from './words.ts'
import { refusedWrites } from './writes.ts'

const whole = process.env.CANARY === 'whole'

let city: CanaryCity
let laid: Laid
let dark: Set<string>
const streams = new Map<Asker, { text: string; stop(): void }>()
const announced: string[] = []
let listener: pg.Client
let mailFolder: string

beforeAll(async () => {
  city = await openCanaryCity()
  mailFolder = await mkdtemp('/tmp/throughcare-canary-')
  await chmod(mailFolder, 0o711)
  listener = new pg.Client(city.world.db.owner.options)
  await listener.connect()
  listener.on('notification', ({ payload }) => announced.push(payload ?? ''))
  await listener.query('listen throughcare')
  const known = await layKnown(city)
  const address = await city.app.listen({ host: '127.0.0.1', port: 0 })
  for (const who of [...seekers, 'probation'] as const)
    streams.set(who, await follow(address, city.token(who)))
  laid = await hideRest(city, known)
  dark = await idsOf(city, [laid.unseated, laid.shut])
  await lastWordHeard()
})
afterAll(async () => {
  for (const stream of streams.values()) stream.stop()
  await listener.end()
  await city.close()
  await rm(mailFolder, { recursive: true, force: true })
})

/** What is told at the end has come to everybody: then whatever was told before has come too. */
async function lastWordHeard(): Promise<void> {
  const last = crypto.randomUUID()
  const { rows } = await city.world.db.owner.query<{ authority_id: number; principals: number[] }>(
    'select authority_id, array_agg(id) as principals from app.principals group by 1',
  )
  for (const { authority_id: authority, principals } of rows)
    await city.world.sql('select act.notify($1, $2, $3, $4)', [
      ...[authority, principals, 'case', [last]],
    ])
  const heard = () => [announced.join(), ...[...streams.values()].map(({ text }) => text)]
  await vi.waitUntil(() => heard().every((text) => text.includes(last)), { timeout: 300_000 })
}

const words = (text: string) => canariesIn(Buffer.from(text), city.hidden).map(({ place }) => place)

describe('roads that are no routes (N2, LED-28)', () => {
  test('live messages carry ids to those whom they concern, and no words to anybody', () => {
    expect(announced.length).toBeGreaterThan(5)
    expect(words(announced.join('\n'))).toEqual([])
    expect(streams.get('probation')?.text).toContain('data:')
    for (const who of seekers) {
      const text = streams.get(who)?.text ?? ''
      expect([who, words(text)]).toEqual([who, []])
      const answer = {
        status: 200,
        request: '',
        etag: '',
        bytes: Buffer.from(text),
        text,
        body: null,
      }
      // The prison that announced a person sits on the case from its first second; its seat was taken later.
      const opened = who === 'prison' ? [laid.unseated.ref] : []
      expect([who, idsIn(answer, '', dark)]).toEqual([who, opened])
    }
  })

  test('calendars of those who seek say nothing of a case that is not theirs; that of probation does', async () => {
    const calendar = async (who: Asker) => {
      const made = await city.send(who, 'POST', '/calendar-feed')
      const path = /\/calendar\/.*/.exec(made.body?.address ?? '')?.[0]
      return path ? city.send(null, 'GET', path) : null
    }
    expect((await calendar('probation'))?.text).toContain(laid.unseated.ref)
    for (const who of seekers) {
      const feed = await calendar(who)
      if (!feed) continue
      expect(idsIn(feed, '', dark)).toEqual([])
      expect(textsIn(feed, '', city.hidden)).toEqual([])
    }
  })

  test('public pages tell of agreements and of nobody, whoever opens them', async () => {
    const pages = ['/information', ...[1, 2, 7].map((n) => `/information/${n}/1`)]
    const previews = [1, 2, 3].map((n) => `/information/preview/${n}`)
    for (const who of [null, 'police', 'elsewhere'] as const)
      for (const page of [...pages, ...previews]) {
        const answer = await city.send(who, 'GET', page)
        expect([page, answer.status < 500]).toEqual([page, true])
        expect([page, words(answer.text), idsIn(answer, '', dark)]).toEqual([page, [], []])
      }
    expect((await city.send(null, 'GET', '/information')).status).toBe(200)
  })

  test('mails say that there is something new, and neither who nor which case', async () => {
    await city.world.sql(`update auth.sessions set last_seen_at = now() - interval '1 day'`)
    await city.world.sql('select act.spread_news()')
    await city.world.sql(`update app.mail_waiting set due_at = now() - interval '1 minute'`)
    await sendWaiting({
      ...{ databases: city.world.db, dataDir: mailFolder, origin: 'http://localhost:8080' },
      phrases: readPhrases('mail'),
    })
    const files = await readdir(join(mailFolder, 'mail'))
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      const text = `${file}\n${await readFile(join(mailFolder, 'mail', file), 'utf8')}`
      expect(words(text)).toEqual([])
      expect(text).not.toMatch(/\bV-\d+/)
    }
  })

  test('the technical log knows addresses as patterns, and no words, names or references', async () => {
    expect(city.lines.length).toBeGreaterThan(100)
    // A fault, of which the database quotes the whole row.
    const { sql } = city.world
    await sql('update auth.sessions set last_seen_at = now()')
    await sql('alter table audit.events add constraint broken check (false) not valid')
    const [hidden] = city.hidden
    const fault = await city.send('city', 'GET', `/persons/search?q=${hidden?.word}`)
    await sql('alter table audit.events drop constraint broken')
    expect([fault.status, words(fault.text)]).toEqual([500, []])
    expect(city.lines.at(-1)).toContain('request')
    expect(city.lines.join('')).toContain('"constraint":"broken"')
    const log = city.lines.join('')
    expect(words(log)).toEqual([])
    expect(log).not.toMatch(/\bV-\d{4}/)
  })

  test('jobs carry no words', async () => {
    const jobs = await rowsAsText('graphile_worker')
    expect(words(jobs)).toEqual([])
  })

  test('a copy of the database shows only what is sealed', async () => {
    const everything = `${await rowsAsText('app')}\n${await rowsAsText('audit')}\n${await rowsAsText('auth')}`
    expect(everything).toContain(laid.unseated.ref)
    // The name that a member gives to a list of their own is theirs and names nobody.
    expect(words(everything).filter((place) => place !== 'name of a filter')).toEqual([])
  })

  test('whoever speaks to the database as the jobs do reads no case', async () => {
    const { rows } = await city.world.db.worker.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname in ('app', 'audit', 'auth') and has_table_privilege(format('%I.%I', schemaname, tablename), 'select')`,
    )
    for (const { name } of rows) {
      const read = await city.world.db.worker.query(
        `select x::text as row from ${name} x limit 500`,
      )
      const text = read.rows.map(({ row }) => row).join('\n')
      expect([name, words(text)]).toEqual([name, []])
      expect([name, [...dark].filter((id) => text.includes(id))]).toEqual([name, []])
    }
  })
})

/** All rows of a schema as they lie on the disk, which is what a stolen copy shows. */
async function rowsAsText(schema: string): Promise<string> {
  const tables = await city.world.sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = $1`,
    [schema],
  )
  const parts = await Promise.all(
    tables.map(({ name }) =>
      city.world.sql<{ row: string }>(`select x::text as row from ${name} x`),
    ),
  )
  return parts
    .flat()
    .map(({ row }) => row)
    .join('\n')
}

describe('a refused change says nothing about what it was refused on (N2)', () => {
  let roads: Road[]
  beforeAll(async () => {
    roads = (await listRoads(city.app)).filter(({ method }) => method !== 'GET')
  })
  const tried: readonly Seeker[] = ['police', 'exit', 'unsigned', 'elsewhere']
  for (const [place, who] of tried.entries())
    test(`${who} tries every change on everything hidden`, async () => {
      const hidden = city.hidden.filter(({ from }) => from.includes(who))
      // Each kind of row by one of the four; by each of them with npm run prove:canary.
      const part = (ids: string[]) => ids.filter((_, at) => whole || at % tried.length === place)
      const { writes, skipped } = refusedWrites(roads, laid, dark, part)
      const answers = { tried: 0, done: 0 }
      const found: string[] = []
      await inTurns(writes, 6, async ({ road, url, body }) => {
        const answer = await city.send(who, road.method, url, body, 1)
        answers.tried += 1
        if (answer.status < 300) answers.done += 1
        if (answer.status >= 500) found.push(`${road.name} answers ${answer.status}`)
        const asked = `${url} ${JSON.stringify(body ?? {})}`
        for (const { place } of textsIn(answer, asked, hidden)) found.push(`${road.name}: ${place}`)
        for (const id of idsIn(answer, asked, dark)) found.push(`${road.name}: ${id}`)
        if (answer.status < 300 && new RegExp(laid.unseated.ref).test(url))
          found.push(`${road.name} was done on a case without a seat`)
      })
      expect(found).toEqual([])
      expect(answers.tried).toBeGreaterThan(100)
      expect(skipped.length).toBeLessThan(100)
    })
})
