import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, giveSeat, outcome, sees } from '../../../tests/law.ts'
import { declareCloseness } from '../../../tests/seated.ts'
import { day, makeWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.drop())

type Who = Parameters<typeof ask>[1]
const act = (who: Who, call: string, values: unknown[] = []) =>
  outcome(ask(world, who, `select act.${call}`, values))
const opens = (who: Who, id: string) => sees(world, who, 'app.cases where id = $1', [id])
const own = async (member: number) =>
  (
    await world.sql<{ id: number }>('select id from app.principals where member_id = $1', [member])
  )[0]?.id as number
const key = () => world.db.keys.newDataKey(1).wrapped
const mark = (who: Who, id: string, named: number[], kind = 'minor', protection = randomUUID()) =>
  act(who, 'protect_case($1, $2, $3, $4, $5)', [protection, id, kind, named, key()])

const city = () => world.agency.city
const colleague = () => world.session(city().id, ['coordinator'], city().desk)

/** A case with the coordination desk and the desk of housing at its table, marked by the coordinator. */
async function marked(named: number[] = [city().member]) {
  const { id, ref } = await world.openCase({ release: day(30) })
  await giveSeat(world, id, world.agency.housing.desk)
  const protection = randomUUID()
  expect(await mark('city', id, named, 'victim', protection)).toBe('done')
  return { id, ref, protection }
}

describe('a specially protected case opens through a desk to named members only (PI5)', () => {
  test('before the mark both desks see it; after it only who is named, with the next request', async () => {
    const { id } = await world.openCase({ release: day(30) })
    await giveSeat(world, id, world.agency.housing.desk)
    const other = await colleague()
    for (const who of ['city', 'housing', other] as const) expect(await opens(who, id)).toBe(true)
    expect(await mark('city', id, [city().member])).toBe('done')
    expect(await opens('city', id)).toBe(true)
    for (const who of ['housing', other] as const) expect(await opens(who, id)).toBe(false)
  })

  test('no row of any table of the case is left to a member of the desk, and the mark is not among what they see', async () => {
    const { id } = await marked()
    const tables = await world.sql<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'app'
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped
        where c.relkind = 'r' and has_table_privilege('throughcare_actor', c.oid, 'select')`,
    )
    expect(tables.map(({ name }) => name)).toContain('app.protections')
    for (const { name } of tables)
      expect(await sees(world, 'housing', `${name} where case_id = $1`, [id]), name).toBe(false)
    expect(await sees(world, 'city', 'app.protections where case_id = $1', [id])).toBe(true)
  })

  test('a seat of their own names a member; a look in an emergency does not bring the desk to life', async () => {
    const { id } = await marked()
    const principal = await own(world.agency.housing.member)
    await giveSeat(world, id, principal)
    expect(await opens('housing', id)).toBe(true)
    await world.sql(
      `update app.seats set relation = 'override' where case_id = $1 and principal = $2`,
      [id, principal],
    )
    expect(await opens('housing', id)).toBe(true)
    const need = `add_need($1, 'accommodation', 'imposed', 30, '\\x01')`
    expect(await act('housing', need, [id])).toBe('override_reads_only')
    await world.sql(
      `update app.seats set period = tstzrange(now() - interval '5 hours', now() - interval '1 hour') where case_id = $1 and principal = $2`,
      [id, principal],
    )
    expect(await opens('housing', id)).toBe(false)
  })

  test('one member is admitted until a day; their colleague is not, and the day ends it', async () => {
    const { id, protection } = await marked()
    const other = await world.session(
      world.agency.housing.id,
      ['case_worker'],
      world.agency.housing.desk,
    )
    const admit = (member: number, until: string) =>
      act('city', 'admit($1, $2, $3)', [protection, member, until])
    expect(await admit(world.agency.police.member, day(5))).toBe('protection_member_without_seat')
    expect(await admit(world.agency.housing.member, day(-1))).toBe('protection_until_past')
    expect(await admit(world.agency.housing.member, day(400))).toBe('protection_too_long')
    expect(await admit(world.agency.housing.member, day(0))).toBe('done')
    expect(await opens('housing', id)).toBe(true)
    expect(await opens(other, id)).toBe(false)
    await world.sql(
      'update app.protection_admissions set until = current_date - 2 where protection_id = $1',
      [protection],
    )
    expect(await opens('housing', id)).toBe(false)
    await admit(world.agency.housing.member, day(9))
    const [{ admission } = { admission: '' }] = await world.sql<{ admission: string }>(
      'select id as admission from app.protection_admissions where protection_id = $1 and ended_at is null',
      [protection],
    )
    expect(await act(other, 'end_admission($1)', [admission])).toBe('protection_not_found')
    expect(await act('city', 'end_admission($1)', [admission])).toBe('done')
    expect(await opens('housing', id)).toBe(false)
  })

  test('who covers for a named colleague is not named by that', async () => {
    const { id } = await marked()
    const { housing } = world.agency
    await giveSeat(world, id, await own(housing.member))
    const other = await world.session(housing.id, ['case_worker'])
    await world.sql(
      `insert into app.absences (authority_id, id, agency_id, member_id, kind, starts_at, cover, entered_by)
       values (1, gen_random_uuid(), $1, $2, 'away', now() - interval '1 hour', array[$3::int], 1)`,
      [housing.id, housing.member, await own(other.member)],
    )
    expect(await opens(other, id)).toBe(false)
    await world.sql(
      'update app.protections set ended_at = now(), ended_by = 1, end_reason_sealed = $2 where case_id = $1',
      [id, key()],
    )
    expect(await opens(other, id)).toBe(true)
    await world.sql('delete from app.absences')
  })

  test('admitted, and closed to themselves all the same: closeness is never opened by an admission', async () => {
    const { id, protection } = await marked()
    await act('city', 'admit($1, $2, $3)', [protection, world.agency.housing.member, day(9)])
    await declareCloseness(world, { id }, world.agency.housing.member)
    expect(await opens('housing', id)).toBe(false)
    expect(
      await act('city', 'admit($1, $2, $3)', [protection, world.agency.housing.member, day(9)]),
    ).toBe('protection_member_without_seat')
  })
})

describe('who marks, and how a mark ends (PI5)', () => {
  test('the coordination desk, or the agency that leads; nobody else at the table', async () => {
    const { id } = await world.openCase({ release: day(30) })
    await giveSeat(world, id, world.agency.housing.desk)
    expect(await mark('housing', id, [city().member])).toBe('protection_not_yours')
    expect(await mark('police', id, [city().member])).toBe('case_not_found')
    await world.sql('update app.case_leads set agency_id = $2 where case_id = $1', [
      id,
      world.agency.housing.id,
    ])
    expect(await mark('housing', id, [city().member])).toBe('done')
    expect(await opens('housing', id)).toBe(true)
    expect(await opens('city', id)).toBe(true)
  })

  test('that a case was marked, and who was admitted, is read by whoever that case opens to now, for this purpose', async () => {
    const { id, protection } = await marked()
    await act('city', 'admit($1, $2, $3)', [protection, world.agency.housing.member, day(9)])
    expect(await act('city', `end_protection($1, '\\x01')`, [protection])).toBe('done')
    const other = await world.openCase({ release: day(30) })
    await giveSeat(world, other.id, world.agency.police.desk)
    for (const table of ['app.protections', 'app.protection_admissions']) {
      const known = (who: Who, purpose?: string) =>
        sees(world, who, `${table} where case_id = $1`, [id], purpose)
      for (const who of ['city', 'housing'] as const) expect(await known(who), table).toBe(true)
      // The police sit on another case, probation on none.
      for (const who of ['police', 'probation'] as const)
        expect(await known(who), table).toBe(false)
      expect(await known('city', 'supervision'), table).toBe(false)
    }
  })

  test('there is always a name of the coordination desk, and only of it; a case is marked once', async () => {
    const { id } = await world.openCase({ release: day(30) })
    expect(await mark('city', id, [])).toBe('protection_needs_name')
    expect(await mark('city', id, [world.agency.housing.member])).toBe('protection_not_of_desk')
    expect(await mark('city', id, [city().member])).toBe('done')
    expect(await mark('city', id, [city().member])).toBe('protection_already')
  })

  test('it ends by an act with a reason, and then the desks see the case again', async () => {
    const { id, protection } = await marked()
    const other = await colleague()
    expect(await act(other, `end_protection($1, '\\x01')`, [protection])).toBe(
      'protection_not_found',
    )
    expect(
      await act('city', 'name_for_protection($1, $2)', [protection, [city().member, other.member]]),
    ).toBe('done')
    expect(await opens(other, id)).toBe(true)
    expect(await act(other, `end_protection($1, '\\x01')`, [protection])).toBe('done')
    for (const who of ['city', 'housing', other] as const) expect(await opens(who, id)).toBe(true)
    expect(await act('city', `end_protection($1, '\\x01')`, [protection])).toBe('protection_over')
    const log = await world.sql<{ action: string }>(
      `select action from audit.events where case_id = $1 and action like 'case.prot%' order by at`,
      [id],
    )
    expect(log.map(({ action }) => action)).toEqual([
      'case.protected',
      'case.protection_named',
      'case.protection_ended',
    ])
  })
})

describe('messages and lists of readers follow (PI5)', () => {
  test('"who can see this" names nobody who is kept out, and live messages reach only who is named', async () => {
    const { id, ref } = await marked()
    const readers = await world.sql<{ member: number }>(
      'select distinct member from actor.case_readers(1, $1)',
      [id],
    )
    expect(readers).toEqual([{ member: city().member }])
    const [{ told } = { told: [] }] = await world.sql<{ told: number[] }>(
      'select act.named_of(1, $1, $2) as told',
      [id, [city().desk, world.agency.housing.desk]],
    )
    expect(told).toEqual([await own(city().member)])
    const among = await world.sql('select id from act.protected_among(1, $1)', [[ref, 'V-0']])
    expect(among).toEqual([{ id: ref }])
    await world.sql('delete from app.mail_news')
    await world.sql(`select act.notify(1, $1, 'case', $2)`, [[world.agency.housing.desk], [ref]])
    const news = await world.sql<{ principals: number[] }>('select principals from app.mail_news')
    expect(news).toEqual([{ principals: [] }])
  })
})

describe('a look in an emergency at such a case waits for a second person (PI5, SH5)', () => {
  const look = async (who: Who, ref: string) => {
    const id = randomUUID()
    const [row] = await ask<{ until: Date | null }>(
      world,
      who,
      `select act.begin_override($1, $2, $3, '\\x01', '\\x02') as until`,
      [id, ref, key()],
    )
    return { id, until: row?.until ?? null }
  }
  const chair = () => world.session(world.agency.police.id, ['chair'])

  test('nothing opens before the chair agreed; then it opens to whoever asked, for four hours', async () => {
    const { id, ref } = await marked()
    const who = await chair()
    const asked = await look('housing', ref)
    expect(asked.until).toBeNull()
    expect(await opens('housing', id)).toBe(false)
    expect(await act('police', 'second_override($1, true)', [asked.id])).toBe('override_chair_only')
    expect(await sees(world, who, 'app.overrides where id = $1', [asked.id])).toBe(true)
    expect(await sees(world, 'police', 'app.overrides where id = $1', [asked.id])).toBe(false)
    expect(await act(who, 'second_override($1, true)', [asked.id])).toBe('done')
    expect(await opens('housing', id)).toBe(true)
    expect(await opens(who, id)).toBe(false)
    expect(await sees(world, who, 'app.overrides where id = $1', [asked.id])).toBe(false)
    expect(await act(who, 'second_override($1, true)', [asked.id])).toBe('override_over')
    // The officer judges it, although the case is closed to them.
    expect(await sees(world, 'privacy', 'app.overrides where id = $1', [asked.id])).toBe(true)
    expect(await act('privacy', `judge_override($1, 'justified', '\\x01')`, [asked.id])).toBe(
      'done',
    )
  })

  test('refused, or not answered within a day, it opens nothing', async () => {
    const { id, ref } = await marked()
    const who = await chair()
    const refused = await look('housing', ref)
    expect(await act(who, 'second_override($1, false)', [refused.id])).toBe('done')
    expect(await opens('housing', id)).toBe(false)
    const late = await look('housing', ref)
    await world.sql('update app.overrides set ends_at = now() where id = $1', [late.id])
    expect(await act(who, 'second_override($1, true)', [late.id])).toBe('override_over')
    expect(await sees(world, who, 'app.overrides where id = $1', [late.id])).toBe(false)
  })

  test('a look at a case that is not marked waits for nobody, and no chair reads of it', async () => {
    const { ref } = await world.openCase({ release: day(30) })
    const asked = await look('housing', ref)
    expect(asked.until).not.toBeNull()
    const its = 'app.overrides where id = $1'
    expect(await sees(world, 'housing', its, [asked.id])).toBe(true)
    expect(await sees(world, await chair(), its, [asked.id])).toBe(false)
  })

  test('a chair never agrees to their own look', async () => {
    const { ref } = await marked()
    const who = await world.session(world.agency.housing.id, ['chair', 'case_worker'])
    const asked = await look(who, ref)
    expect(await act(who, 'second_override($1, true)', [asked.id])).toBe('override_second_person')
  })
})
