import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeWorld, type World } from '../../../tests/world.ts'
import { readPhrases } from '../http/phrases.ts'
import { sealPassword } from './mail-way.ts'
import { sendWaiting } from './send-waiting.ts'

let world: World
let server: SMTPServer
let answer: { code: number; says: string } | undefined
const dataDir = mkdtempSync('/tmp/throughcare-mail-')
const got: { to: string; text: string }[] = []
const origin = 'https://desk.valmare.example'

beforeAll(async () => {
  world = await makeWorld()
  server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    hideSTARTTLS: true,
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'desk' && password === 'right'
        ? done(null, { user: username })
        : done(Object.assign(new Error('no'), { responseCode: 535 })),
    onRcptTo: (_address, _session, done) =>
      done(answer ? Object.assign(new Error(answer.says), { responseCode: answer.code }) : null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join()
        got.push({ to, text: Buffer.concat(chunks).toString('utf8') })
        done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await world.drop()
  rmSync(dataDir, { recursive: true, force: true })
})
beforeEach(async () => {
  got.length = 0
  answer = undefined
  await world.sql(`delete from app.mail_news; delete from app.mail_waiting; delete from app.mail_wishes; delete from app.mail_settings;
    update auth.sessions set last_seen_at = now() - interval '14 minutes'`)
})

const port = () => (server.server.address() as { port: number }).port
const bySmtp = (more: Record<string, unknown> = {}) => {
  const row = {
    host: '127.0.0.1',
    port: port(),
    security: 'none',
    login: null,
    key: null,
    password: null,
    ...more,
  }
  return world.sql(
    `insert into app.mail_settings (authority_id, way, host, port, security, login, sender, key_wrapped, password_sealed)
     values (1, 'smtp', $1, $2, $3, $4, 'desk@valmare.example', $5, $6)`,
    [row.host, row.port, row.security, row.login, row.key, row.password],
  )
}
const tell = (...desks: number[]) =>
  world.sql('select act.tell(1, $1::int[]), act.spread_news()', [desks])
const dueNow = () => world.sql(`update app.mail_waiting set due_at = now()`)
const send = () =>
  sendWaiting({ databases: world.db, dataDir, origin, phrases: readPhrases('mail') })
const waiting = async () => {
  await world.sql('select act.spread_news()')
  return world.sql('select member_id, attempts, problem from app.mail_waiting')
}
const settings = async () =>
  (await world.sql<{ problem: string | null }>('select problem from app.mail_settings'))[0]?.problem

test('CO4 a mail says that there is something new and where to sign in, and nothing else', async () => {
  await bySmtp()
  await tell(world.agency.housing.desk)
  await dueNow()
  expect(await send()).toBe(1)
  const [mail] = got
  expect(mail?.to).toBe(`member-${world.agency.housing.member}@valmare.example`)
  expect(mail?.text).toContain('Subject: Something new at the desk')
  expect(mail?.text).toContain(`\r\n${origin}\r\n`)
  expect(mail?.text).not.toMatch(/Muster|Housing|Valmare Prison|case|TC-|release|\/cases/i)
  expect(await waiting()).toEqual([])
})

test('ten things in an hour are one mail, and the next one comes an hour later', async () => {
  await bySmtp()
  for (let times = 0; times < 10; times += 1) await tell(world.agency.housing.desk)
  expect(await send()).toBe(0) // what follows within two minutes goes with it
  await dueNow()
  expect(await send()).toBe(1)
  await tell(world.agency.housing.desk)
  const [next] = await world.sql<{ minutes: number }>(
    'select extract(epoch from due_at - now())::int / 60 as minutes from app.mail_waiting',
  )
  expect(next?.minutes).toBeGreaterThanOrEqual(58)
  expect(await send()).toBe(0)
})

test('once a day means at seven in the morning of the city, and never means never', async () => {
  const wish = (agency: 'housing' | 'police', rhythm: string) =>
    world.sql(`insert into app.mail_wishes (authority_id, member_id, rhythm) values (1, $1, $2)`, [
      world.agency[agency].member,
      rhythm,
    ])
  await wish('housing', 'daily')
  await wish('police', 'off')
  await tell(world.agency.housing.desk, world.agency.police.desk)
  expect(
    await world.sql(
      `select member_id, to_char(w.due_at at time zone a.time_zone, 'HH24:MI') as at, due_at > now() as later
         from app.mail_waiting w join app.authorities a on a.id = w.authority_id`,
    ),
  ).toEqual([{ member_id: world.agency.housing.member, at: '07:00', later: true }])
})

test('whoever was at the desk after the news is not written to', async () => {
  await bySmtp()
  await tell(world.agency.housing.desk)
  await dueNow()
  await world.sql('update auth.sessions set last_seen_at = now() where member_id = $1', [
    world.agency.housing.member,
  ])
  expect(await send()).toBe(0)
  expect(await waiting()).toEqual([])
})

test('a mail server that is down is tried again later and later, and the page says since when', async () => {
  await bySmtp({ port: 9 })
  await tell(world.agency.housing.desk, world.agency.police.desk)
  await dueNow()
  expect(await send()).toBe(2)
  expect(await settings()).toBe('refused')
  expect(await waiting()).toMatchObject([
    { attempts: 1, problem: 'refused' },
    { attempts: 1, problem: 'refused' },
  ])
  expect(await send()).toBe(0)
  await world.sql(`update app.mail_settings set port = $1`, [port()])
  await dueNow()
  expect(await send()).toBe(2)
  expect(await settings()).toBe(null)
})

test('a login that is refused, and a server without protection, are told apart', async () => {
  const sealed = sealPassword(world.db.keys, 1, 'wrong')
  await bySmtp({ login: 'desk', ...sealed })
  await tell(world.agency.housing.desk)
  await dueNow()
  await send()
  expect(await settings()).toBe('login')
  await world.sql(`update app.mail_settings set security = 'starttls', login = null`)
  await dueNow()
  await send()
  expect(await settings()).toBe('no_tls')
  const right = sealPassword(world.db.keys, 1, 'right')
  await world.sql(
    `update app.mail_settings set security = 'none', login = 'desk', key_wrapped = $1, password_sealed = $2`,
    [right.key, right.password],
  )
  await dueNow()
  await send()
  expect(got).toHaveLength(1)
})

test('an address that does not exist is not tried for ever, and its owner is asked', async () => {
  await bySmtp()
  answer = { code: 550, says: 'no such user' }
  await tell(world.agency.housing.desk)
  await dueNow()
  await send()
  expect(await waiting()).toEqual([])
  expect(
    await world.sql('select member_id, returned_at is not null as returned from app.mail_wishes'),
  ).toEqual([{ member_id: world.agency.housing.member, returned: true }])
})

test('an address with a line break in it adds no header and no second reader', async () => {
  await bySmtp()
  await world.sql(
    `update app.members set email = E'a@valmare.example\\r\\nBcc: spy@evil.example' where id = $1`,
    [world.agency.housing.member],
  )
  await tell(world.agency.housing.desk)
  await dueNow()
  await send()
  expect(got.map(({ to }) => to).join()).not.toContain('spy@evil.example')
  expect(got.map(({ text }) => text).join()).not.toMatch(/^Bcc:/im)
})

test('without a mail server mails are files that a mail program opens', async () => {
  await tell(world.agency.police.desk)
  await dueNow()
  await send()
  const [file = ''] = readdirSync(join(dataDir, 'mail'))
  expect(file).toMatch(/\.eml$/)
  const text = readFileSync(join(dataDir, 'mail', file), 'utf8')
  expect(text).toContain('From: no-reply@desk.valmare.example')
  expect(text).toContain(`To: member-${world.agency.police.member}@valmare.example`)
})

test('an offer writes to those who are asked, in the same transaction, and not to who asked', async () => {
  const { id } = await world.openCase()
  await world.sql('delete from app.mail_news; delete from app.mail_waiting')
  await world.sql(`select act.tell_case(1, $1, 'case')`, [id])
  const told = (await waiting()).map(({ member_id }) => member_id)
  expect(told).toContain(world.agency.city.member)
  await world.sql('delete from app.mail_news; delete from app.mail_waiting')
  await world.as('city', async (tx) => {
    const { CompiledQuery } = await import('kysely')
    await tx.executeQuery(
      CompiledQuery.raw('select read.move_kept($1, 1, current_date + 90, $2, null, $3)', [
        ...[id, 'expected', Buffer.from('x')],
      ]),
    )
  })
  expect((await waiting()).map(({ member_id }) => member_id)).not.toContain(
    world.agency.city.member,
  )
})
