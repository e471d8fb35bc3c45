import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../../../tests/law.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { testServer } from '../../../tests/world-database.ts'
import { openPool } from '../../platform/db/connections.ts'
import { silentLog } from '../../platform/log.ts'
import { verifyExport } from '../../platform/tlog/verifier/verify-export.mjs'
import type { Finding } from './queries/check.ts'
import { listLogs } from './queries/log.ts'
import { checkLogs } from './service/check-log.ts'
import { exportLog, type LogWish } from './service/export-log.ts'
import type { LogContext } from './service/open-log.ts'
import { sealEvents } from './service/seal-events.ts'
import { signLog } from './service/sign-log.ts'

let world: World
let superuser: Pool
let context: LogContext
let theCase: { id: string; person: string }
beforeAll(async () => {
  world = await makeWorld()
  const dataDir = await mkdtemp(join(tmpdir(), 'rows-'))
  context = { databases: world.db, dataDir, origin: 'https://desk.example', log: silentLog }
  const [{ name } = { name: '' }] = await world.sql<{ name: string }>(
    'select current_database() as name',
  )
  superuser = openPool({ ...testServer().superuser, database: name }, 1)
  await checkLogs(context)
  theCase = await world.openCase()
})
afterAll(async () => {
  await superuser.end()
  await rm(context.dataDir, { recursive: true })
  await world.drop()
})

async function settle() {
  const unsealed = async () => {
    await sealEvents(context)
    return (await listLogs(world.db.worker))[0]?.unsealed
  }
  await expect.poll(unsealed).toBe(false)
}

/** What is found now and was not before. */
let before: Finding[] = []
async function found(): Promise<[string, string, string][]> {
  await settle()
  const all = await checkLogs(context)
  const fresh = all.filter(
    (one) => !before.some((old) => JSON.stringify(old) === JSON.stringify(one)),
  )
  before = all
  return fresh.map(({ kind, table, key }) => [kind, table, key])
}
/** As somebody with all rights who knows how to keep the triggers quiet. */
const quietly = (text: string) =>
  superuser.query(
    `set session_replication_role = replica; ${text}; set session_replication_role = origin`,
  )

describe('TL-07 a row changed behind the application is found and named', () => {
  test('what members do is no finding; the notices that the test itself laid down are not watched', async () => {
    expect(await found()).toEqual([])
    const [count] = await world.sql(
      `select count(*) > 5 as many from audit.row_changes where case_id is not null`,
    )
    expect(count).toEqual({ many: true })
  })
  test('UPDATE by a superuser', async () => {
    await quietly(`update app.cases set opened_on = opened_on - 1`)
    expect(await found()).toEqual([['changed', 'cases', theCase.id]])
  })
  test('the data protection officer of the authority is written to, once a day, and nobody else', async () => {
    const waiting = () =>
      world.sql(`select member_id as member from app.mail_waiting where kind = 'log' order by 1`)
    expect(await waiting()).toEqual([{ member: world.agency.privacy.member }])
    await world.sql(`delete from app.mail_waiting where kind = 'log'`)
    await world.sql(`select act.tell_officers(1, 'rows')`)
    expect(await waiting()).toEqual([])
    // A fork is another matter than a row, and is told besides.
    await world.sql(`select audit.say_log_state(1, 'went_back')`)
    expect(await waiting()).toHaveLength(1)
    await world.sql(`delete from app.mail_waiting where kind = 'log'`)
    await world.sql(`select audit.say_log_state(1, 'signing'), audit.tell_missed()`)
    expect(await waiting()).toEqual([])
    await world.sql(`update app.access_logs set began_at = now() - interval '3 hours'`)
    await world.sql(`update audit.checkpoints set signed_at = now() - interval '121 minutes'`)
    await world.sql('select audit.tell_missed()')
    expect(await waiting()).toHaveLength(1)
  })
  test('DELETE by a superuser', async () => {
    const [seat] = await world.sql<{ id: string }>(
      'select id from app.seats where case_id = $1 limit 1',
      [theCase.id],
    )
    await quietly(`delete from app.seats where id = '${seat?.id}'`)
    expect(await found()).toEqual([['deleted', 'seats', expect.stringContaining(String(seat?.id))]])
  })
  test('INSERT by a superuser', async () => {
    await quietly(
      `insert into app.member_functions (authority_id, member_id, function) values (1, ${world.agency.police.member}, 'data_protection_officer')`,
    )
    expect(await found()).toEqual([
      ['inserted', 'member_functions', `${world.agency.police.member}/data_protection_officer`],
    ])
  })
  test('a superuser or owner who does not keep the triggers quiet is named by the log itself', async () => {
    await superuser.query(
      `update app.members set name = 'Somebody else' where id = ${world.agency.health.member}`,
    )
    expect(await found()).toEqual([['by_hand', 'members', String(world.agency.health.member)]])
    const [finding] = await world.sql(`select login from audit.row_findings where kind = 'by_hand'`)
    expect(finding).toEqual({ login: 'postgres' })
    await world.sql(`update app.members set name = 'Another' where id = $1`, [
      world.agency.police.member,
    ])
    expect(await found()).toEqual([['by_hand', 'members', String(world.agency.police.member)]])
  })
  test('the log itself: an event told otherwise, an entry taken away, a hash replaced', async () => {
    await settle()
    await ask(world, 'city', `select audit.record('test.case', $1)`, [theCase.id])
    await ask(world, 'city', `select audit.record('test.one', null)`)
    await ask(world, 'city', `select audit.record('test.two', null)`)
    await ask(world, 'city', `select audit.record('test.three', null)`)
    await settle()
    await signLog(context, (await listLogs(world.db.worker))[0] as never, { now: true })
    const places = await world.sql<{ place: number }>(
      `select l.place from audit.leaves l join audit.events e on e.id = l.event_id where e.action in ('test.one', 'test.two', 'test.three') order by 1`,
    )
    const [one = 0, two = 0, three = 0] = places.map(({ place }) => place)
    await world.sql(`update audit.events set agency_id = agency_id + 1 where action = 'test.one'`)
    await world.sql(`delete from audit.events where action = 'test.two'`)
    // Somebody who knows the form makes event, text and leaf anew; the tiles that were signed do not follow.
    await world.sql(
      `update audit.events set canonical = replace(canonical, 'three', 'other'), action = 'test.other', leaf = sha256('x') where action = 'test.three'`,
    )
    await world.sql(`update audit.leaves set hash = sha256('x') where place = $1`, [three])
    expect(await found()).toEqual(
      [one, two, three].map((place) => ['log_changed', 'audit.leaves', String(place)]),
    )
  })
  test('what a trigger hashes of a row is what the job compares, whatever stands in it', async () => {
    const tables = await world.sql<{ name: string; digest: string }>(
      'select table_name as name, audit.digest_of(table_name) as digest from audit.row_watches',
    )
    expect(tables.length).toBeGreaterThan(30)
    for (const { name, digest } of tables) {
      const said = await world.sql(
        `with filled as (
           select jsonb_object_agg(attname, case format_type(atttypid, null)
               when 'boolean' then 'true' when 'integer' then '-7' when 'bigint' then '9007199254740993' when 'smallint' then '3'
               when 'uuid' then to_jsonb(gen_random_uuid()) when 'date' then '"2024-02-29"' when 'bytea' then to_jsonb('\\x00ff'::text)
               when 'timestamp with time zone' then '"2024-07-01T12:00:00.5+02:00"' when 'jsonb' then '{"z": null, "a": [1.50, null, {"q": null}]}'
               when 'daterange' then '"[2024-01-01,)"' when 'tstzrange' then '"(,2024-01-01 00:00+02)"'
               when 'integer[]' then '[1, null, 2]' when 'bigint[]' then '[5]' when 'uuid[]' then '[]' when 'app.sight' then '"full"'
               when 'text[]' then '["a\\"b", "ü,}"]' else '"\\"quoted\\" \\\\ line\\nté\\u0001"' end::jsonb) as every
             from pg_attribute where attrelid = ('app.' || $1::text)::regclass and attnum > 0 and not attisdropped and attgenerated = '')
         select count(*) filter (where ${digest.replaceAll('@', 'n')} = audit.row_digest(to_jsonb(n)))::int as same
           from filled cross join lateral (
             select * from jsonb_populate_record(null::app.${name}, every)
             union all select * from jsonb_populate_record(null::app.${name}, '{}')) n`,
        [name],
      )
      expect({ name, said }).toEqual({ name, said: [{ same: 2 }] })
    }
  })
  test('a finding stays one finding, and the officer reads it, nobody else', async () => {
    const count = () => world.sql('select count(*) from audit.row_findings')
    const first = await count()
    await found()
    expect(await count()).toEqual(first)
    expect(
      (await ask(world, 'privacy', 'select 1 from audit.row_findings')).length,
    ).toBeGreaterThan(5)
    expect(await ask(world, 'city', 'select 1 from audit.row_findings')).toEqual([])
    const other = await world.session(world.agency.city.id, ['administrator'])
    expect(await ask(world, other, 'select 1 from audit.row_findings')).toEqual([])
  })
  test('a statement leaves the rows that it changed; a row with another key is a deleted and a new one', async () => {
    const { city, police } = world.agency
    const left = async (text: string, values: unknown[] = []) => {
      const [{ last } = { last: 0 }] = await world.sql<{ last: number }>(
        'select coalesce(max(id), 0)::int as last from audit.row_changes',
      )
      await world.sql(text, values)
      return world.sql(
        `select table_name, r.key, r.value is null as gone, case_id, exists (select from audit.waiting w where not w.is_event and w.id = c.id) as unsealed
           from audit.row_changes c cross join lateral jsonb_each_text(audit.rows_of(c.canonical)) r where c.id > $1 order by gone, key`,
        [last],
      )
    }
    expect(await left('update app.principals set name = name')).toEqual([])
    expect(await left(`update app.persons set key_wrapped = key_wrapped || '\\x00'`)).toEqual([])
    const person = { case_id: null, unsealed: true, gone: false }
    expect(await left('update app.persons set version = version + 1')).toEqual([
      { ...person, table_name: 'persons', key: theCase.person },
    ])
    const moved = 'update app.desk_members set desk_id = $1 where desk_id = $2 and member_id = $3'
    expect(await left(moved, [city.desk, police.desk, police.member])).toEqual([
      { ...person, table_name: 'desk_members', key: `${city.desk}/${police.member}` },
      { ...person, gone: true, table_name: 'desk_members', key: `${police.desk}/${police.member}` },
    ])
  })
})

describe('LED-35 the officer hands out the log', () => {
  const exported = (wish: LogWish) =>
    world.as('privacy', async (tx) => {
      const lines: string[] = []
      for await (const line of await exportLog(tx, context, wish)) lines.push(line)
      return Buffer.from(lines.join(''))
    })
  const size = async () => (await listLogs(world.db.worker))[0]?.checkpoint?.size ?? 0

  test('a range and a case are verified by the program that partners have', async () => {
    const count = 5
    const range = await verifyExport([await exported({ first: 3, count })])
    expect(range).toMatchObject({
      events: count,
      gone: 0,
      proofs: 'range',
      origin: expect.stringMatching(/^desk.example\/access-log\//),
    })
    const ofCase = await exported({ caseId: theCase.id })
    expect(await verifyExport([ofCase])).toMatchObject({ events: 1, gone: 0, proofs: 'each' })
    expect(ofCase.toString()).toContain(`case=${theCase.id}`)
  })
  test('what was bent in the database does not pass as an export', async () => {
    await expect(
      exported({ first: 0, count: await size() }).then((bytes) => verifyExport([bytes])),
    ).rejects.toThrow()
  })
  test('only the officer, only what is signed; and that it was handed out is in the log', async () => {
    await expect(
      world.as('city', (tx) => exportLog(tx, context, { first: 0, count: 1 })),
    ).rejects.toMatchObject({ status: 403, code: 'log_not_yours' })
    await expect(exported({ first: 0, count: (await size()) + 1 })).rejects.toMatchObject({
      code: 'log_range_unsigned',
    })
    const [event] = await world.sql(
      `select count(*) > 0 as told from audit.events where action = 'log.exported'`,
    )
    expect(event).toEqual({ told: true })
  })
})
