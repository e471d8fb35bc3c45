import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testServer } from '../../../tests/world-database.ts'
import { openPool } from './connections.ts'
import { migrate } from './migrate.ts'
import { type SqlFiles, sha256 } from './migration-files.ts'
import { ensureDatabase, ensureLogins, loginsAt } from './roles.ts'

let superuser: Pool
let owner: Pool
let actor: Pool
let name = ''

beforeAll(() => {
  superuser = openPool(testServer().superuser, 2)
})
afterAll(async () => {
  await close()
  await superuser.end()
})
beforeEach(async () => {
  await close()
  name = `migrate_${randomBytes(4).toString('hex')}`
  await ensureDatabase(superuser, name)
  const { superuser: address, master } = testServer()
  const logins = loginsAt({ ...address, database: name }, Buffer.from(master, 'hex'), 'derived')
  owner = openPool(logins.owner ?? {}, 4)
  actor = openPool(logins.actor, 2)
})

async function close() {
  if (!name) return
  await Promise.all([owner.end(), actor.end()])
  await superuser.query(`drop database ${name} with (force)`)
}

const tables = 'create schema app; create table app.notes (id int primary key, hidden boolean);'
const law = `
  alter table app.notes enable row level security;
  grant usage on schema app to throughcare_actor;
  grant select on app.notes to throughcare_actor;
  create policy read_shown on app.notes for select to throughcare_actor using (not hidden);`

test('tables are built once, the law is laid down once, and a second start changes nothing', async () => {
  const files = filesOf([tables], [law])
  expect(await migrate(owner, files)).toEqual({ applied: ['0001_step.sql'], accessRenewed: true })
  expect(await migrate(owner, files)).toEqual({ applied: [], accessRenewed: false })
})

test('two servers that start at the same moment build the database once', async () => {
  const files = filesOf([tables], [law])
  const both = await Promise.all([migrate(owner, files), migrate(owner, files)])
  expect(both.flatMap((one) => one.applied)).toEqual(['0001_step.sql'])
})

test('a policy that left the file leaves the database, and its grants too', async () => {
  await migrate(owner, filesOf([tables], [law]))
  await owner.query('insert into app.notes values (1, false), (2, true)')
  expect((await actor.query('select id from app.notes')).rows).toEqual([{ id: 1 }])
  await owner.query(`create policy planted on app.notes to throughcare_actor using (true);
    grant insert (id) on app.notes to throughcare_actor`)
  expect((await actor.query('select id from app.notes')).rows).toHaveLength(2)
  await migrate(owner, filesOf([tables], [`${law} -- changed`]))
  expect((await actor.query('select id from app.notes')).rows).toEqual([{ id: 1 }])
  await expect(actor.query('insert into app.notes (id) values (3)')).rejects.toThrow(
    'permission denied',
  )
  await migrate(owner, filesOf([tables], ['select 1']))
  await expect(actor.query('select id from app.notes')).rejects.toThrow('permission denied')
})

test('a function is for nobody until the law says for whom', async () => {
  const made = `create or replace function app.one() returns int language sql return 1;
    grant usage on schema app to throughcare_actor;`
  await migrate(owner, filesOf([tables], [made]))
  await expect(actor.query('select app.one()')).rejects.toThrow('permission denied')
  await migrate(
    owner,
    filesOf([tables], [`${made} grant execute on function app.one() to throughcare_actor;`]),
  )
  expect((await actor.query('select app.one() as one')).rows).toEqual([{ one: 1 }])
})

test('law that does not apply leaves the former law in force', async () => {
  await migrate(owner, filesOf([tables], [law]))
  await owner.query('insert into app.notes values (1, false)')
  await expect(
    migrate(owner, filesOf([tables], [law, 'select 1;\nselect mistake();'])),
  ).rejects.toMatchObject({
    code: 'migration_failed',
    message: expect.stringContaining('law-2.sql:2: function mistake() does not exist'),
  })
  expect((await actor.query('select id from app.notes')).rows).toEqual([{ id: 1 }])
})

test('a step that fails leaves nothing half done', async () => {
  const broken = filesOf([tables, 'create table app.more (id int); select mistake();'], [])
  await expect(migrate(owner, broken)).rejects.toMatchObject({ code: 'migration_failed' })
  const { rows } = await owner.query(`select to_regclass('app.notes') as notes,
    to_regclass('app.more') as more, (select count(*) from setup.migrations) as steps`)
  expect(rows[0]).toEqual({ notes: 'app.notes', more: null, steps: 1 })
})

test('a step edited after it was applied is refused', async () => {
  await migrate(owner, filesOf([tables], []))
  await expect(migrate(owner, filesOf([`${tables} -- edited`], []))).rejects.toMatchObject({
    code: 'migration_edited',
    message: expect.stringContaining('0001_step.sql'),
  })
})

test('two steps with one number are refused before either is applied', async () => {
  const files = filesOf([tables], [])
  const [first] = files.migrations
  if (first) files.migrations.push({ ...first, name: '0001_other.sql' })
  await expect(migrate(owner, files)).rejects.toMatchObject({ code: 'migration_number_twice' })
})

test('a database of a newer program is refused', async () => {
  await migrate(owner, filesOf([tables, 'select 1'], []))
  await expect(migrate(owner, filesOf([tables], []))).rejects.toMatchObject({
    code: 'database_newer',
  })
})

test('logins can be made by two databases of one server at the same time', async () => {
  const other = openPool({ ...testServer().superuser, database: name }, 1)
  const master = Buffer.from(testServer().master, 'hex')
  await Promise.all([
    ensureLogins(superuser, master, true),
    ensureLogins(other, master, true),
    ensureLogins(superuser, master, true),
  ])
  await other.end()
  expect((await actor.query('select session_user as me')).rows).toEqual([
    { me: 'throughcare_actor' },
  ])
})

test('an owner who is no superuser makes the other logins, joins the worker and can build', async () => {
  const { superuser: address, master } = testServer()
  await superuser.query(`create role city_dba login createrole password 'x'`)
  await superuser.query(`create database ${name}_own owner city_dba`)
  const dba = openPool({ ...address, database: `${name}_own`, user: 'city_dba', password: 'x' }, 2)
  // The logins of this server have another maker, who may hand them on.
  await superuser.query(
    'grant throughcare_gate, throughcare_actor, throughcare_worker, throughcare_system to city_dba with admin option',
  )
  await ensureLogins(dba, Buffer.from(master, 'hex'), false)
  const done = await migrate(dba, filesOf([tables], [law]))
  const { rows } = await dba.query(`select pg_has_role('throughcare_worker', 'usage') as worker`)
  await dba.end()
  await superuser.query(`drop database ${name}_own with (force)`)
  await superuser.query('drop owned by city_dba; drop role city_dba')
  expect(done.applied).toHaveLength(1)
  expect(rows[0]).toEqual({ worker: true })
})

function filesOf(steps: string[], laws: string[]): SqlFiles {
  const file = (named: string, text: string) => ({ name: named, text, sha256: sha256(text) })
  return {
    migrations: steps.map((text, index) => ({
      ...file(`000${index + 1}_step.sql`, text),
      number: index + 1,
    })),
    repeatable: laws.map((text, index) => file(`law-${index + 1}.sql`, text)),
  }
}
