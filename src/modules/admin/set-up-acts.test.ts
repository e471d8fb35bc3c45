import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ask, meanwhile, outcome, type Reader } from '../../../tests/law.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { addApprovedImpact } from '../../../tests/world-impact.ts'

let world: World
let administrator: Reader
const colleague = (functions: string[]) => world.session(world.agency.papers.id, functions)
beforeAll(async () => {
  world = await makeWorld()
  await addApprovedImpact(world)
  administrator = await colleague(['administrator'])
})
afterAll(() => world.drop())

const shut = 'update app.authority_state set opened_at = null, opened_by = null'
const open = 'update app.authority_state set opened_at = now()'
const act = (who: Reader, text: string, values: unknown[] = []) =>
  outcome(ask(world, who, text, values))

describe('no person is written down before the desk is open for live cases', () => {
  test('a case is opened where the desk is open', async () => {
    expect((await world.openCase()).ref).toMatch(/^V-/)
  })
  test('a case from a notice is refused while it is not', async () => {
    const answer = await meanwhile(world, shut, open, () => outcome(world.openCase()))
    expect(answer).toBe('not_open_for_live_cases')
  })
  test('an import is refused before anything of it is kept', async () => {
    const stage = () =>
      act('city', `select act.stage_import(gen_random_uuid(), $1, '\\x01', '{}', null, null)`, [
        world.agency.prison.id,
      ])
    expect(await meanwhile(world, shut, open, stage)).toBe('not_open_for_live_cases')
    expect(await stage()).toBe('done')
  })
  test('whatever may hold real persons is guarded by the same rule, and nothing else by chance', async () => {
    const guarded = await world.sql<{ name: string }>(
      `select tgrelid::regclass::text as name from pg_trigger where tgname = 'only_when_open' order by 1`,
    )
    expect(guarded.map(({ name }) => name)).toEqual([
      ...['app.cases', 'app.drops', 'app.imports', 'app.persons', 'app.release_notices'],
    ])
  })
  test('an open authority beside it opens nothing', async () => {
    const missing = `delete from app.authority_state; insert into app.authorities (id, name, country) values (7, 'Beside', 'BE');
      insert into app.authority_state (authority_id, opened_at) values (7, now())`
    const back = `delete from app.authority_state where authority_id = 7; delete from app.authorities where id = 7;
      insert into app.authority_state (authority_id, opened_at) values (1, now())`
    expect(await meanwhile(world, missing, back, () => outcome(world.openCase()))).toBe(
      'not_open_for_live_cases',
    )
  })
})

describe('the door for live cases opens when all five proofs are there, and says which is missing', () => {
  const drill = () => world.db.worker.query(`select act.record_restore_drill('restore command')`)
  const criteria = async () => {
    const [row] = await ask<{ s: { criteria: { code: string; met: boolean }[] } }>(
      world,
      'housing',
      'select read.set_up() as s',
    )
    return row?.s.criteria.filter(({ met }) => !met).map(({ code }) => code)
  }
  beforeEach(async () => {
    await world.sql(`${shut}, restore_drill_at = null, key_sheet_at = null`)
  })
  afterAll(() => world.sql(open))

  test('everybody at work here may know what is missing', async () => {
    expect(await criteria()).toEqual(['restore', 'key_sheet'])
  })
  test('an agreement that is over is none, and neither is one with a single party', async () => {
    const over = 'update app.arrangements set valid_until = current_date - 1'
    const back = 'update app.arrangements set valid_until = null'
    expect(await meanwhile(world, over, back, criteria)).toContain('agreement')
    const later = 'update app.arrangements set valid_from = current_date + 1'
    const before = 'update app.arrangements set valid_from = current_date - 100'
    expect(await meanwhile(world, later, before, criteria)).toContain('agreement')
  })
  test('a single signature is not enough, and the desk that leads as fallback must have signed', async () => {
    const only = (agency: string) =>
      `update app.arrangement_parties set signed_on = null, signed_by = null where agency_id ${agency}`
    const back = `update app.arrangement_parties set signed_on = current_date - 9, signed_by = 'Director' where agency_id <> 10`
    expect(await meanwhile(world, only('<> 1'), back, criteria)).toContain('signatures')
    expect(await meanwhile(world, only('= 1'), back, criteria)).toContain('signatures')
  })
  test('a party that has left signs for nothing', async () => {
    const left = 'update app.arrangement_parties set left_on = current_date where agency_id <> 1'
    const back = 'update app.arrangement_parties set left_on = null'
    expect(await meanwhile(world, left, back, criteria)).toContain('signatures')
  })
  test('an impact assessment that is none, covers less than there is, or is to be looked at again opens nothing', async () => {
    // The guard of an approved version is lifted for a moment: no act could do any of this.
    const guard = (state: string) =>
      `alter table app.impact_assessments ${state} trigger impact_stays`
    const lifted = (change: string) =>
      `${guard('disable')}; update app.impact_assessments set ${change}; ${guard('enable')}`
    const back = lifted(
      `state = 'approved', replaced_at = null, covers = act.data_categories(1),
       content = content || jsonb_build_object('reviewOn', current_date + 300)`,
    )
    for (const change of [
      `state = 'replaced', replaced_at = now()`,
      `covers = array_remove(covers, 'domain:health')`,
      `content = content || jsonb_build_object('reviewOn', current_date - 2)`,
    ])
      expect(await meanwhile(world, lifted(change), back, criteria), change).toContain('impact')
    expect(await criteria()).not.toContain('impact')
  })
  test('a desk that is open already stays open when its assessment has to be looked at again', async () => {
    await world.sql(open)
    const came = `insert into app.domains (authority_id, code, position) values (1, 'debts', 20)`
    const went = `delete from app.domains where code = 'debts'`
    const meet = async () => [await criteria(), (await world.openCase()).ref.slice(0, 2)]
    const [missing, ref] = await meanwhile(world, came, went, meet)
    expect(missing).toContain('impact')
    expect(ref).toBe('V-')
  })
  test('it opens with all five, once, for an administrator only, and the log has it', async () => {
    const please = (who: Reader) => act(who, 'select act.open_for_live()')
    expect(await please(administrator)).toBe('live_criteria_missing')
    await drill()
    expect(await please(administrator)).toBe('live_criteria_missing')
    expect(await act(administrator, 'select act.record_key_sheet_printed()')).toBe('done')
    expect(await please('city')).toBe('administrators_only')
    expect(await please(administrator)).toBe('done')
    expect(await please(administrator)).toBe('already_open_for_live')
    const events = await world.sql(
      `select action from audit.events where action ~ '^(safety|authority)\\.' order by id`,
    )
    expect(events.map(({ action }) => action)).toEqual([
      'safety.restored',
      'safety.key_sheet_printed',
      'authority.opened',
    ])
  })
  test('nobody at a screen can claim that a backup was restored', async () => {
    expect(await act(administrator, `select act.record_restore_drill('me')`)).toBe('forbidden')
  })
  test('the key sheet is claimed by an administrator or by a command, and by nobody else', async () => {
    expect(await act('city', 'select act.record_key_sheet_printed()')).toBe('administrators_only')
    await world.db.worker.query(`select act.record_key_sheet_printed('keys command')`)
    expect(await criteria()).toEqual(['restore'])
  })
})

describe('the table with its places', () => {
  const put = 'select act.set_table_seat($1, $2, $3, $4, $5, $6, $7::date) as id'
  const asked = [
    null,
    null,
    'victims',
    null,
    'Harbour victim support',
    'Mara, 02 555 01',
    '2026-01-05',
  ]
  test('administrators and coordinators lay it, nobody else', async () => {
    expect(await act('city', put, asked)).toBe('done')
    expect(await act(administrator, put, asked)).toBe('done')
    for (const who of ['prison', 'privacy', 'stranger'] as const)
      expect(await act(who, put, asked)).toBe('steering_only')
    expect(await act('police', 'select act.clear_table_seat(1, 1)')).toBe('steering_only')
  })
  test('everybody who works here sees who is missing', async () => {
    const [row] = await ask<{ t: { function: string; seats: unknown[] }[] }>(
      world,
      'stranger',
      'select read.partner_table() as t',
    )
    expect(row?.t.map((one) => one.function)).toHaveLength(18)
    expect(row?.t.find((one) => one.function === 'victims')?.seats).toHaveLength(2)
    expect(row?.t.find((one) => one.function === 'debt')?.seats).toEqual([])
  })
  test('a place needs somebody, a known name, a partner of today and a day that has been', async () => {
    const wrong: [unknown[], string][] = [
      [[null, null, 'victims', null, null, null, null], 'table_seat_empty'],
      [[null, null, 'choir', 5, null, null, null], 'table_function_unknown'],
      [[null, null, 'housing', 99, null, null, null], 'agency_not_found'],
      [[null, null, 'housing', null, 'Roof', null, '2999-01-01'], 'table_asked_later'],
      [[77, 1, 'housing', 5, null, null, null], 'table_seat_not_found'],
    ]
    for (const [values, code] of wrong) expect(await act('city', put, values)).toBe(code)
  })
  test('who was asked becomes a partner; two writers never overwrite one another', async () => {
    const [made] = await ask<{ id: number }>(world, 'city', put, [
      ...[null, null, 'housing', null, 'Roof', null, '2026-01-05'],
    ])
    const fill = [made?.id, 1, 'housing', 5, null, 'Desk', '2026-01-05']
    expect(await act('city', put, fill)).toBe('done')
    expect(await act('city', put, fill)).toBe('version_outdated')
    expect(await act('city', put, [null, null, 'housing', 5, null, null, null])).toBe(
      'table_seat_taken',
    )
    expect(await act('city', 'select act.clear_table_seat($1, 1)', [made?.id])).toBe(
      'version_outdated',
    )
    expect(await act('city', 'select act.clear_table_seat($1, 2)', [made?.id])).toBe('done')
    expect(await act('city', 'select act.clear_table_seat($1, 2)', [made?.id])).toBe(
      'table_seat_not_found',
    )
  })
})
