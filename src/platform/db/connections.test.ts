import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase, testServer } from '../../../tests/world-database.ts'
import { assertSafeActor, openPool } from './connections.ts'

let databases: FreshDatabase
beforeAll(async () => {
  databases = await freshDatabase()
})
afterAll(() => databases.drop())

test('a day is read as it is written, whatever the zone of the machine', async () => {
  const { rows } = await databases.actorPool.query(
    `select date '2026-05-20' as day, array[date '2026-05-20', null] as days,
       daterange('2026-05-20', null) as period, 9007199254740991 as count,
       array[1::bigint, null] as counts, timestamptz '2026-05-20 10:00+02' as moment`,
  )
  expect(rows[0]).toEqual({
    day: '2026-05-20',
    days: ['2026-05-20', null],
    period: '[2026-05-20,)',
    count: 9007199254740991,
    counts: [1, null],
    moment: new Date('2026-05-20T08:00:00Z'),
  })
})

test('a number too large to be exact is refused rather than rounded', async () => {
  await expect(databases.actorPool.query('select 9007199254740993::bigint')).rejects.toThrow(
    'too large',
  )
})

test('the login of the actor is bound by row security', async () => {
  await expect(assertSafeActor(databases.actorPool)).resolves.toBeUndefined()
  await expect(assertSafeActor(databases.gate)).resolves.toBeUndefined()
})

test('the owner is refused as a login for actors', async () => {
  await expect(assertSafeActor(databases.owner)).rejects.toThrow('member of their owner')
})

test('a login that is a superuser is refused', async () => {
  const superuser = openPool(testServer().superuser, 1)
  await expect(assertSafeActor(superuser)).rejects.toThrow('superuser')
  await superuser.end()
})

test('a login that could become the owner of tables is refused', async () => {
  const superuser = openPool(testServer().superuser, 1)
  await superuser.query(`drop role if exists careless;
    create role careless login password 'careless' in role throughcare_owner`)
  const careless = openPool(
    { ...databases.owner.options, user: 'careless', password: 'careless' },
    1,
  )
  await expect(assertSafeActor(careless)).rejects.toThrow('member of their owner')
  await careless.end()
  await superuser.query('drop role careless')
  await superuser.end()
})

test('the actor cannot make tables, temporary ones included', async () => {
  for (const statement of [
    'create table public.mine (id int)',
    'create temp table mine (id int)',
    'create schema mine',
  ])
    await expect(databases.actorPool.query(statement)).rejects.toThrow('permission denied')
})

test('a broken password opens nothing', async () => {
  const pool = openPool({ ...databases.actorPool.options, password: 'x' }, 1)
  await expect(pool.query('select 1')).rejects.toThrow('password authentication failed')
  await pool.end()
})
