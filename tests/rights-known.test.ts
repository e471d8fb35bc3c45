import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, meanwhile, sees } from './law.ts'
import { makeWorld, type World } from './world.ts'

// What an agency may is kept as it was worked out. Nothing that is kept may outlive what it follows from.

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

const held = async (who: 'probation' | 'housing' | 'city' = 'probation') =>
  (await ask<{ held: string[] }>(world, who, 'select actor.categories() as held'))[0]?.held ?? []
const keeps = (agency: number) =>
  world.sql('select day, stamp, fields from actor.rights_known where agency_id = $1', [agency])
const signature = 'authority_id = 1 and arrangement_id = 1 and agency_id = 3'

describe('what is kept holds no longer than what it follows from', () => {
  test('every table from which rights follow tells when it changes', async () => {
    const untold = await world.sql(
      `select distinct d.refobjid::regclass::text as name from pg_depend d
        where d.classid = 'pg_proc'::regclass and d.refclassid = 'pg_class'::regclass
          and d.objid in (select p.oid from pg_proc p where p.proname in ('rights_of', 'editions') and p.pronamespace = 'actor'::regnamespace)
          and not exists (select from pg_trigger t where t.tgrelid = d.refobjid and t.tgname = 'law_changed'
            and t.tgenabled = 'O' and t.tgtype = ${1 + 4 + 8 + 16})`,
    )
    expect(untold).toEqual([])
    const asked = await world.sql(
      `select d.refobjid::regproc::text as name from pg_depend d
        where d.classid = 'pg_proc'::regclass and d.refclassid = 'pg_proc'::regclass
          and d.objid in (select p.oid from pg_proc p where p.proname in ('rights_of', 'editions') and p.pronamespace = 'actor'::regnamespace)`,
    )
    // A further function would have tables of its own.
    expect(asked).toEqual([{ name: 'actor.editions' }])
  })
  test('it is worked out once, and anew after each change', async () => {
    const before = await held()
    const kept = await keeps(3)
    expect(kept).toHaveLength(1)
    await held()
    expect(await keeps(3)).toEqual(kept)
    const changes = [
      [
        `update app.arrangement_parties set left_on = current_date where ${signature}`,
        `update app.arrangement_parties set left_on = null where ${signature}`,
      ],
      [
        'update app.arrangements set valid_from = current_date - 9, valid_until = current_date - 2 where authority_id = 1 and id = 1',
        `update app.arrangements set valid_from = '2026-01-01', valid_until = null where authority_id = 1 and id = 1`,
      ],
      [
        `update app.clauses set purpose = 'supervision' where authority_id = 1`,
        `update app.clauses set purpose = 'reintegration' where authority_id = 1`,
      ],
      [
        'create table public.away as select * from app.clause_rights where agency_id = 3 and authority_id = 1; delete from app.clause_rights where agency_id = 3 and authority_id = 1',
        'insert into app.clause_rights select * from public.away; drop table public.away',
      ],
    ]
    for (const [change = '', undo = ''] of changes) {
      expect(await meanwhile(world, change, undo, held), change).toEqual([])
      expect(await held(), undo).toEqual(before)
    }
  })
  test('who read while it changed keeps nothing of the old beyond the change', async () => {
    const before = await held()
    await world.sql('delete from actor.rights_known')
    const client = await world.db.owner.connect()
    try {
      await client.query('begin')
      await client.query(
        `update app.arrangement_parties set left_on = current_date where ${signature}`,
      )
      expect(await held()).toEqual(before)
      await client.query('commit')
    } finally {
      client.release()
    }
    expect(await held()).toEqual([])
    await world.sql(`update app.arrangement_parties set left_on = null where ${signature}`)
    expect(await held()).toEqual(before)
  })
  test('what was worked out yesterday does not hold today', async () => {
    const before = await held()
    await world.sql(
      `update actor.rights_known set day = day - 1, fields = '{"{}","{}","{}","{}","{}"}' where agency_id = 3`,
    )
    expect(await held()).toEqual(before)
  })
  test('another authority, agency and purpose have rights of their own', async () => {
    expect(await held('housing')).not.toEqual(await held('city'))
    await world.sql(
      `insert into actor.rights_known select 2, agency_id, purpose, day, stamp, '{"{99}","{all}","{}","{}","{}"}' from actor.rights_known
         on conflict (authority_id, agency_id, purpose) do update set fields = excluded.fields`,
    )
    expect(await held('housing')).not.toContain('all')
    const elsewhere = await ask(
      world,
      'city',
      'select actor.categories() as held',
      [],
      'supervision',
    )
    expect(elsewhere).toEqual([{ held: [] }])
  })
})

describe('whoever injects SQL neither reads nor writes what is kept', () => {
  const statements = [
    'select * from actor.rights_known',
    'select * from actor.law_stamps',
    `update actor.rights_known set fields = '{}'`,
    'update actor.law_stamps set stamp = 0',
    'delete from actor.law_stamps',
    `select actor.rights_known(1, 3, 'reintegration', current_date)`,
  ]
  test.each(statements)('refused: %s', async (statement) => {
    await expect(ask(world, 'city', statement)).rejects.toMatchObject({ code: 'forbidden' })
  })
  test('who holds its lock is answered nevertheless, and so is everybody else', async () => {
    await world.sql('delete from actor.rights_known')
    const client = await world.db.actorPool.connect()
    try {
      await client.query('begin')
      await client.query(
        `select pg_advisory_xact_lock(hashtext('throughcare.rights_known'), hashtext('1|3|reintegration'))`,
      )
      expect(await held()).not.toEqual([])
      expect(await keeps(3)).toEqual([])
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

describe('who is blocked is nobody', () => {
  const block = (from: string, until: string, kind: string, authority: number, member: number) =>
    world.sql(
      `insert into app.absences (authority_id, id, agency_id, member_id, kind, starts_at, ends_at, cover, entered_by)
       select $1, gen_random_uuid(), m.agency_id, m.id, $3, now() + $4::interval, now() + $5::interval, '{1}', m.id
         from app.members m where m.authority_id = $1 and m.id = $2`,
      [authority, member, kind, from, until],
    )
  test.each([
    ['now', '-1 hour', '1 hour', 'blocked', true],
    ['until an hour ago', '-2 hours', '-1 hour', 'blocked', false],
    ['from tomorrow', '1 day', '2 days', 'blocked', false],
    ['away and not blocked', '-1 hour', '1 hour', 'away', false],
  ] as const)('%s', async (_, from, until, kind, blocked) => {
    const mine = await world.session(3, ['case_worker'])
    await block(from, until, kind, 1, mine.member)
    const asked = sees(world, mine, 'app.agencies')
    if (blocked) await expect(asked).rejects.toMatchObject({ code: 'session_missing' })
    else expect(await asked).toBe(true)
  })
  test('a colleague, or a member of the same number elsewhere, blocks nobody else', async () => {
    const [mine, other] = [
      await world.session(3, ['case_worker']),
      await world.session(3, ['case_worker']),
    ]
    await block('-1 hour', '1 hour', 'blocked', 1, other.member)
    await world.sql(
      `insert into app.members (authority_id, id, agency_id, name, email) values (2, $1, 1, 'Namesake', 'namesake-blocked@twin.example')`,
      [mine.member],
    )
    await block('-1 hour', '1 hour', 'blocked', 2, mine.member)
    expect(await sees(world, mine, 'app.agencies')).toBe(true)
  })
})
