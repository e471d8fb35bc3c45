import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createNetServer } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../../../tests/world.ts'
import { hashPassphrase } from '../../platform/auth/passphrase.ts'
import { silentLog } from '../../platform/log.ts'
import { readKeyGroups } from '../../platform/seal/key-groups.ts'
import { createServer } from '../../server/app.ts'

let world: World
let app: FastifyInstance
let administrator: { member: number; token: string }
const dataDir = mkdtempSync('/tmp/throughcare-operations-')
const passphrase = 'several quiet words in a row'

beforeAll(async () => {
  writeFileSync(join(dataDir, 'master.key'), 'not read here', { mode: 0o600 })
  world = await makeWorld()
  administrator = await world.session(world.agency.city.id, ['administrator'])
  await world.sql(
    `insert into auth.credentials (authority_id, member_id, kind, hash) values (1, $1, 'passphrase', $2)`,
    [administrator.member, await hashPassphrase(passphrase, { ln: 10, r: 8, p: 1 })],
  )
  app = await createServer({
    ...{ databases: world.db, log: silentLog, version: '0.0.0', rateLimits: false },
    config: { origin: 'http://localhost:8080', trustedProxies: [] },
    machine: { dataDir, jobsHere: true, master: world.db.master },
  })
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await world.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

type Sent = { payload?: object; version?: number; token?: string; headers?: object; from?: string }

const send = async (method: 'GET' | 'POST' | 'PUT', url: string, sent: Sent = {}) => {
  const answer = await app.inject({
    ...{ method, url: `/api/v1${url}` },
    headers: {
      cookie: `__Host-throughcare=${sent.token ?? administrator.token}`,
      ...(sent.version !== undefined && { 'if-match': `"${sent.version}"` }),
      ...sent.headers,
    },
    ...(sent.payload && { payload: sent.payload }),
    ...(sent.from && { remoteAddress: sent.from }),
  })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: answer.body ? answer.json() : null,
  }
}

const plan = {
  ...{ enabled: true, folder: null, secondFolder: null, keep: 10, beginsAt: '03:15', drillDays: 7 },
}

test('more ask at once how the desk is than there are connections, and all are told', async () => {
  const asked = Array.from({ length: 30 }, () => send('GET', '/safety'))
  const told = await Promise.all(asked)
  expect(told.filter(({ status }) => status !== 200)).toEqual([])
})

test('AD6 the page says how the desk is and nothing about anybody', async () => {
  await world.openCase({ family: 'Findme' })
  const { status, body } = await send('GET', '/safety')
  expect(status).toBe(200)
  expect(body.worst).toBe('now')
  expect(body.checks.map(({ code }: { code: string }) => code).sort()).toEqual([
    'backup',
    'backup_keys',
    'clock',
    'disk',
    'drill',
    'jobs',
    'key',
    'log',
    'mail',
    'second_copy',
    'version',
  ])
  expect(JSON.stringify(body)).not.toMatch(/Findme|Muster|Ada|S\/\d/)
  expect((await send('GET', '/safety', { token: world.agency.city.token })).status).toBe(403)
})

test('a plan is saved, a folder that is not there is refused beside its field', async () => {
  const wrong = async (change: object) =>
    (await send('PUT', '/safety/backup-plan', { version: 0, payload: { ...plan, ...change } })).body
  expect(await wrong({ folder: '/no/such/folder' })).toMatchObject({
    ...{ code: 'folder_missing', errors: [{ field: 'folder' }] },
  })
  expect(await wrong({ secondFolder: 'backups' })).toMatchObject({ code: 'folder_not_absolute' })
  expect(await wrong({ folder: dataDir, secondFolder: dataDir })).toMatchObject({
    code: 'folder_same',
  })
  expect(await wrong({ beginsAt: '25:00' })).toMatchObject({ status: 422 })
  expect(await wrong({ keep: 1 })).toMatchObject({ code: 'too_low' })
  const saved = await send('PUT', '/safety/backup-plan', {
    version: 0,
    payload: { ...plan, folder: dataDir },
  })
  expect(saved.body.plan).toMatchObject({
    beginsAt: '03:15',
    keep: 10,
    folder: dataDir,
    version: 1,
  })
  expect((await send('PUT', '/safety/backup-plan', { version: 0, payload: plan })).status).toBe(412)
  expect((await send('POST', '/safety/backups')).status).toBe(202)
  expect(
    await world.sql(`select task_identifier from graphile_worker.jobs where key = 'backup-now'`),
  ).toEqual([{ task_identifier: 'backup-now' }])
})

test('the key is shown at the computer of the desk alone, after the passphrase, and once', async () => {
  const ask = (sent: Sent = {}) => send('POST', '/key-sheet', { payload: { passphrase }, ...sent })
  expect((await ask({ from: '192.0.2.7' })).body?.code).not.toBe(undefined)
  expect(await ask({ headers: { 'x-forwarded-for': '192.0.2.7' } })).toMatchObject({
    ...{ status: 403, body: { code: 'key_sheet_elsewhere' } },
  })
  expect(await ask({ payload: { passphrase: 'not that one' } })).toMatchObject({
    ...{ status: 422, body: { code: 'passphrase_not_yours' } },
  })
  expect(await world.sql(`select from audit.events where action = 'safety.key_shown'`)).toEqual([])
  const { status, body, headers } = await ask()
  expect(status).toBe(200)
  expect(headers['cache-control']).toBe('no-store')
  expect(readKeyGroups(body.groups.join(' ')).equals(world.db.master)).toBe(true)
  expect(
    await world.sql(`select from audit.events where action = 'safety.key_shown'`),
  ).toHaveLength(1)
})

test('two groups typed from the paper write down that there is a paper', async () => {
  const { groups } = (await send('POST', '/key-sheet', { payload: { passphrase } })).body
  const confirm = (first: string, second: string, numbers = [2, 9]) =>
    send('POST', '/key-sheet/printed', {
      payload: {
        groups: [
          { number: numbers[0], text: first },
          { number: numbers[1], text: second },
        ],
      },
    })
  expect((await confirm(groups[1], groups[2])).body).toMatchObject({
    ...{ code: 'key_group_wrong', errors: [{ field: 'groups.1' }] },
  })
  expect((await confirm(groups[1], groups[1], [2, 2])).body).toMatchObject({
    code: 'key_groups_same',
  })
  expect((await confirm(groups[1], ` ${groups[8].toLowerCase()} `)).status).toBe(204)
  const { body } = await send('GET', '/safety')
  expect(body.checks.find(({ code }: { code: string }) => code === 'key').state).toBe('fine')
})

const server = {
  ...{ way: 'smtp', host: '127.0.0.1', port: 587, security: 'none', login: null },
  sender: 'desk@valmare.example',
}

test('a test mail says in a code what the mail server answered', async () => {
  const file = await send('POST', '/mail/test')
  expect(file.body).toMatchObject({ outcome: 'file', problem: null })
  expect(readdirSync(join(dataDir, 'mail'))).toHaveLength(1)
  const closed = createNetServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => closed.once('listening', resolve))
  const { port } = closed.address() as { port: number }
  await new Promise((resolve) => closed.close(resolve))
  const saved = await send('PUT', '/mail', { version: 0, payload: { ...server, port } })
  expect(saved.body).toMatchObject({ way: 'smtp', hasPassword: false, version: 1 })
  expect((await send('POST', '/mail/test')).body).toMatchObject({
    outcome: 'later',
    problem: 'refused',
  })
})

test('a password goes to no screen, and to no other server than the one it was entered for', async () => {
  const { version } = (await send('GET', '/mail')).body
  const save = (change: object, at: number) =>
    send('PUT', '/mail', { version: at, payload: { ...server, ...change } })
  expect((await save({ security: 'none', host: 'mail.example' }, version)).body).toMatchObject({
    code: 'mail_needs_protection',
  })
  const secret = { host: 'mail.example', security: 'tls', login: 'desk', password: 'very secret' }
  const saved = await save(secret, version)
  expect(saved.body).toMatchObject({ hasPassword: true })
  expect(JSON.stringify(saved.body)).not.toContain('very secret')
  expect(
    await save({ ...secret, password: undefined, host: 'evil.example' }, saved.body.version),
  ).toMatchObject({
    ...{ status: 422, body: { code: 'mail_password_again' } },
  })
  const kept = await save({ ...secret, password: undefined, port: 465 }, saved.body.version)
  expect(kept.body).toMatchObject({ hasPassword: true, port: 465 })
  const [row] = await world.sql<{ password_sealed: Buffer }>(
    'select password_sealed from app.mail_settings',
  )
  expect(row?.password_sealed.includes('very secret')).toBe(false)
  for (const sender of ['a@b.example\r\nBcc: c@d.example', 'Desk <a@b.example>', ''])
    expect((await save({ sender }, kept.body.version)).status).toBe(422)
})

test('everybody chooses how often mail comes', async () => {
  const token = world.agency.housing.token
  const saved = await send('PUT', '/session/mail', { payload: { rhythm: 'daily' }, token })
  expect(saved.body).toMatchObject({ rhythm: 'daily', returned: false })
  expect((await send('GET', '/session/mail', { token })).body.rhythm).toBe('daily')
  expect(
    (await send('PUT', '/session/mail', { payload: { rhythm: 'hourly' }, token })).status,
  ).toBe(422)
})
