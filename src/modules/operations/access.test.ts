import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../../../tests/world.ts'
import { asActor } from '../../platform/db/as-actor.ts'
import { Problem } from '../../platform/errors.ts'

let world: World
let administrator: { member: number; token: string }
beforeAll(async () => {
  world = await makeWorld()
  administrator = await world.session(world.agency.city.id, ['administrator'])
})
afterAll(() => world.drop())

const act = async (token: string, text: string) => {
  try {
    const purpose = 'reintegration'
    return await asActor(world.db, { token, purpose, requestId: 'r' }, async (tx) => {
      const { rows } = await tx.executeQuery<{ x: unknown }>(CompiledQuery.raw(text))
      return rows[0]?.x || 'done'
    })
  } catch (error) {
    return error instanceof Problem ? error.code : String(error)
  }
}
const asked = {
  'the state of the desk': 'select read.safety() as x',
  'how mail leaves': 'select read.mail_way() as x',
  'a plan for backups': `select act.plan_backups(0, true, null, null, 7, '03:00', 7) as x`,
  'a backup now': 'select act.ask_backup() as x',
  'the key sheet': 'select act.show_key_sheet() as x',
  'another mail server': `select act.set_mail(0, 'file', null, null, 'tls', null, null, null, null, false) as x`,
} as const

for (const [what, text] of Object.entries(asked)) {
  test(`a coordinator does not get ${what}, an administrator does`, async () => {
    expect(await act(world.agency.city.token, text)).toBe('administrators_only')
    expect(await act(world.agency.privacy.token, text)).toBe('administrators_only')
    expect(JSON.stringify(await act(administrator.token, text))).not.toMatch(
      /administrators_only|error/i,
    )
  })
}

test('the tables of backups and mail are read by no login', async () => {
  for (const table of [
    'backups',
    'backup_plans',
    'mail_settings',
    'mail_wishes',
    'mail_waiting',
    'job_beats',
  ])
    for (const login of ['throughcare_actor', 'throughcare_worker', 'throughcare_gate'])
      expect(
        await world.sql(
          `select has_table_privilege($1, $2, 'select, insert, update, delete') as may`,
          [login, `app.${table}`],
        ),
      ).toEqual([{ may: false }])
})

test('the wish about mail is one’s own', async () => {
  expect(await act(world.agency.housing.token, `select act.wish_mail('off') as x`)).toBe('done')
  expect(await act(world.agency.housing.token, 'select read.mail_wish() as x')).toMatchObject({
    rhythm: 'off',
    returned: false,
  })
  expect(await act(world.agency.city.token, 'select read.mail_wish() as x')).toMatchObject({
    rhythm: 'at_once',
  })
})

test('two administrators who plan at once do not overwrite one another', async () => {
  const version = Number(
    (await act(
      administrator.token,
      `select (read.safety() -> 'plan' ->> 'version')::int as x`,
    )) as number,
  )
  const plan = (keep: number) =>
    act(
      administrator.token,
      `select act.plan_backups(${version}, true, null, null, ${keep}, '03:00', 7) as x`,
    )
  expect([await plan(8), await plan(9)]).toEqual(['done', 'version_outdated'])
})

test('where several cities share a machine, none of them plans its files or sees its key', async () => {
  await world.sql(`insert into app.authorities (id, name, country) values (2, 'Elsewhere', 'BE')`)
  try {
    expect(await act(administrator.token, asked['a plan for backups'])).toBe('machine_shared')
    expect(await act(administrator.token, asked['the key sheet'])).toBe('machine_shared')
    expect(await act(administrator.token, asked['a backup now'])).toBe('machine_shared')
  } finally {
    await world.sql('delete from app.authorities where id = 2')
  }
})

test('a backup is due from its hour on until one is whole, and a failure waits an hour', async () => {
  const due = async () =>
    (await world.db.worker.query('select act.backup_due() as due')).rows[0]?.due
  const record = (problem: string | null) =>
    world.db.worker.query(`select act.record_backup('scheduled', now(), '{"bytes": 5}', $1)`, [
      problem,
    ])
  await world.sql(`update app.backup_plans set begins_at = '00:00'`)
  expect(await due()).toBe(true)
  await record('The disk is not there.')
  expect(await due()).toBe(false)
  await world.sql(`update app.backups set ended_at = now() - interval '61 minutes'`)
  expect(await due()).toBe(true)
  await record(null)
  expect(await due()).toBe(false)
  await world.sql(`delete from app.backups; update app.backup_plans set enabled = false`)
  expect(await due()).toBe(false)
  await world.sql(
    `update app.backup_plans set enabled = true; update app.authorities set demo = true`,
  )
  expect(await due()).toBe(false)
  await world.sql('update app.authorities set demo = false')
})

test('AD6 a failed backup is told to the administrators by mail, once a day', async () => {
  const waiting = () =>
    world.sql(`select member_id from app.mail_waiting where kind = 'desk' order by 1`)
  await world.sql(`delete from app.mail_waiting; delete from app.job_beats`)
  const fail = () =>
    world.db.worker.query(`select act.record_backup('scheduled', now(), null, 'No space.')`)
  await fail()
  expect(await waiting()).toEqual([{ member_id: administrator.member }])
  await world.sql('delete from app.mail_waiting')
  await fail()
  expect(await waiting()).toEqual([])
  const [event] = await world.sql<{ detail: object }>(
    `select detail from audit.events where action = 'safety.backed_up' order by id desc limit 1`,
  )
  expect(event?.detail).toMatchObject({ whole: false })
})
