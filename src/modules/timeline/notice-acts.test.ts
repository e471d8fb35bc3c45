import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, meanwhile, outcome, type Reader } from '../../../tests/law.ts'
import { makeWorld, type World } from '../../../tests/world.ts'

// Every refusal of the acts on lists and notices, each with all else as it should be.

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
  // A desk of the prison's number that belongs to the city elsewhere, and a second arrangement of the city alone.
  await world.sql('update app.principals set agency_id = 1 where authority_id = 2 and id = 20')
  await world.sql(
    `insert into app.arrangements (authority_id, id, reference, title, valid_from, document, fallback_principal)
     values (1, 2, '2026/2', 'Second', current_date - 100, 'x', 10)`,
  )
  await world.sql(
    `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id, signed_on, signed_by) values (1, 2, 1, '2026-01-01', 'x')`,
  )
  await world.sql('insert into app.notice_desks values (1, 2, 10)')
})
afterAll(() => world.drop())

const key = () => world.db.keys.newDataKey(1).wrapped
const stage = (who: Reader, prison = 2, id = randomUUID()) =>
  ask(world, who, 'select act.stage_import($1, $2, $3, $4, $5, $6)', [
    ...[id, prison, Buffer.from('f'), '{}', key(), Buffer.from('s')],
  ])
async function staged(): Promise<string> {
  const id = randomUUID()
  await stage('city', 2, id)
  return id
}
const compare = (who: Reader, prison = 2) =>
  outcome(ask(world, who, `select act.compare_import($1, '[]', '{}')`, [prison]))
const apply = (who: Reader, id: string, version = 1) =>
  outcome(ask(world, who, `select act.apply_import($1, $2, '[]', '{}')`, [id, version]))
const discard = (who: Reader, id: string, version = 1) =>
  outcome(ask(world, who, 'select act.discard_import($1, $2)', [id, version]))
const look = (who: Reader, id: string, version = 1) =>
  outcome(ask(world, who, 'select act.staged_import($1, $2)', [id, version]))

describe('a list is brought', () => {
  for (const [who, expected] of [
    ['city', 'done'],
    ['prison', 'done'],
    ['probation', 'import_not_yours'],
    ['privacy', 'import_not_yours'],
    ['stranger', 'import_not_yours'],
  ] as const) {
    test(`by ${who}: ${expected}`, async () => {
      expect(await outcome(stage(who))).toBe(expected)
      expect(await compare(who)).toBe(expected)
    })
  }
  test('by a worker of the prison who is no resettlement officer: not at all', async () => {
    const guard = await world.session(world.agency.prison.id, ['case_worker'], 20)
    expect(await outcome(stage(guard))).toBe('import_not_yours')
    const elsewhere = await world.session(world.agency.health.id, ['resettlement_officer'], 60)
    expect(await outcome(stage(elsewhere))).toBe('import_not_yours')
  })
  test('of an agency that announces nothing under an arrangement: not at all', async () => {
    expect(await outcome(stage('city', world.agency.probation.id))).toBe('import_no_arrangement')
    expect(await compare('city', world.agency.probation.id)).toBe('import_no_arrangement')
  })
})

const parties = 'app.arrangement_parties'
const missing = [
  [
    'the prison has not signed',
    `update ${parties} set signed_on = null, signed_by = null where authority_id = 1 and agency_id = 2`,
    `update ${parties} set signed_on = '2026-01-15', signed_by = 'x' where authority_id = 1 and agency_id = 2`,
  ],
  [
    'the prison signs next week',
    `update ${parties} set signed_on = current_date + 7 where authority_id = 1 and agency_id = 2`,
    `update ${parties} set signed_on = '2026-01-15' where authority_id = 1 and agency_id = 2`,
  ],
  [
    'the prison left',
    `update ${parties} set left_on = current_date where authority_id = 1 and agency_id = 2`,
    `update ${parties} set left_on = null where authority_id = 1 and agency_id = 2`,
  ],
  [
    'the receiving city left',
    `update ${parties} set left_on = current_date where authority_id = 1 and agency_id = 1 and arrangement_id = 1`,
    `update ${parties} set left_on = null where authority_id = 1 and agency_id = 1 and arrangement_id = 1`,
  ],
  [
    'the receiving city signs next week',
    `update ${parties} set signed_on = current_date + 7 where authority_id = 1 and agency_id = 1 and arrangement_id = 1`,
    `update ${parties} set signed_on = '2026-01-15' where authority_id = 1 and agency_id = 1 and arrangement_id = 1`,
  ],
  [
    'the arrangement has ended',
    'update app.arrangements set valid_until = current_date - 1 where authority_id = 1',
    'update app.arrangements set valid_until = current_date + 500 where authority_id = 1',
  ],
  [
    'the arrangement begins tomorrow',
    'update app.arrangements set valid_from = current_date + 1 where authority_id = 1',
    'update app.arrangements set valid_from = current_date - 100 where authority_id = 1',
  ],
  [
    'the prison may see notices but not bring them',
    'update app.clause_rights set may_contribute = false where authority_id = 1 and agency_id = 2',
    'update app.clause_rights set may_contribute = true where authority_id = 1 and agency_id = 2',
  ],
  [
    'the prison’s right is on another clause',
    'update app.clauses set category = category || $$x$$ where authority_id = 1 and id = 2',
    'update app.clauses set category = $$notice$$ where authority_id = 1 and id = 2',
  ],
  [
    'no desk is named',
    'delete from app.notice_desks where authority_id = 1 and arrangement_id = 1',
    'insert into app.notice_desks values (1, 1, 10)',
  ],
  [
    'only a desk of the prison itself is named',
    'update app.notice_desks set principal = 20 where authority_id = 1 and arrangement_id = 1',
    'update app.notice_desks set principal = 10 where authority_id = 1 and arrangement_id = 1',
  ],
] as const

describe('no list is taken in', () => {
  for (const [what, change, undo] of missing) {
    test(`when ${what}`, async () => {
      const id = await staged()
      const asked = async () => [await outcome(stage('prison')), await apply('prison', id)]
      expect(await meanwhile(world, change, undo, asked)).toEqual([
        'import_no_arrangement',
        'import_no_arrangement',
      ])
      expect(await outcome(stage('prison'))).toBe('done')
    })
  }
})

describe('a preview', () => {
  test('is used and thrown away by who may bring the list', async () => {
    const acts = [look, apply, discard]
    for (const act of acts) {
      const id = await staged()
      expect(await act('city', randomUUID())).toBe('import_not_found')
      expect(await act('probation', id)).toBe('import_not_found')
      expect(await act('city', id, 9)).toBe('version_outdated')
      expect(await act('city', id)).toBe('done')
    }
  })
  test('is used once, and not after it was thrown away', async () => {
    const [applied, gone] = [await staged(), await staged()]
    await apply('city', applied)
    await discard('city', gone)
    for (const act of [look, apply, discard]) {
      expect(await act('city', applied, 2)).toBe('import_already_applied')
      expect(await act('city', gone, 2)).toBe('import_discarded')
    }
  })
  test('of another authority is none', async () => {
    const id = await staged()
    await world.sql('update app.imports set authority_id = 2 where id = $1', [id])
    expect(await look('city', id)).toBe('import_not_found')
  })
})

describe('a notice is decided upon', () => {
  async function notice(more = `residence = 'unknown'`): Promise<string> {
    const { id } = await world.notice()
    await world.sql(`update app.release_notices set ${more} where authority_id = 1 and id = $1`, [
      id,
    ])
    return id
  }
  const residence = (who: Reader, id: string, version = 1) =>
    outcome(ask(world, who, 'select act.decide_residence($1, $2, true)', [id, version]))
  const held = (who: Reader, id: string, version = 1) =>
    outcome(ask(world, who, 'select act.decide_held($1, $2, true)', [id, version]))

  test('by the desk that is named, on the present version', async () => {
    const id = await notice()
    for (const who of ['prison', 'probation', 'stranger'] as const)
      expect(await residence(who, id), who).toBe('notice_not_found')
    expect(await residence('city', randomUUID())).toBe('notice_not_found')
    expect(await residence('city', id, 4)).toBe('version_outdated')
    expect(await residence('city', id)).toBe('done')
  })
  test('not without the clause, nor for another authority', async () => {
    const id = await notice()
    const its = 'where authority_id = 1 and agency_id = 1 and clause_id = 2'
    const blind = await meanwhile(
      world,
      `update app.clause_rights set sight = null ${its}`,
      `update app.clause_rights set sight = 'full' ${its}`,
      () => residence('city', id),
    )
    expect(blind).toBe('notice_not_found')
    await world.sql(
      `insert into app.imports select 2, id, agency_id, clause_id, status, file_hash, counts, null, null, created_by
         from app.imports where authority_id = 1 and id = (select import_id from app.release_notices where id = $1)`,
      [id],
    )
    await world.sql('update app.release_notices set authority_id = 2 where id = $1', [id])
    expect(await residence('city', id)).toBe('notice_not_found')
  })
  test('where there is something to decide', async () => {
    expect(await residence('city', await notice(`status = 'held', residence = 'unknown'`))).toBe(
      'notice_held',
    )
    expect(await residence('city', await notice(`residence = 'city'`))).toBe(
      'notice_residence_decided',
    )
    expect(await held('city', await notice())).toBe('notice_not_held')
    expect(await held('city', await notice(`status = 'held'`), 3)).toBe('version_outdated')
    const used = await notice(`status = 'case', identity_sealed = null, key_wrapped = null`)
    expect(await residence('city', used)).toBe('notice_already_case')
  })
})

describe('a notice is put to a case that is open already', () => {
  const link = (who: Reader, notice: string, kase: { id: string; person: string }, version = 1) =>
    outcome(
      ask(world, who, 'select act.link_notice($1, $2, $3, $4, $5)', [
        ...[notice, version, kase.person, Buffer.from('n'), kase.id],
      ]),
    )
  test('by a coordinator at both desks, for the same person, decided before', async () => {
    const kase = await world.openCase()
    const { id } = await world.notice()
    const officer = await world.session(world.agency.city.id, ['case_worker'], 10)
    expect(await link(officer, id, kase)).toBe('case_not_yours_to_open')
    expect(await link('city', id, kase, 5)).toBe('version_outdated')
    const other = await world.openCase()
    expect(await link('city', id, { id: kase.id, person: other.person })).toBe('person_not_found')
    const unseated = await world.openCase()
    await world.sql('update app.seats set principal = 90 where case_id = $1 and principal = 10', [
      unseated.id,
    ])
    expect(await link('city', id, unseated)).toBe('case_not_found')
    for (const [change, undo, code] of [
      [`residence = 'unknown'`, `residence = 'city'`, 'notice_residence_undecided'],
      [`status = 'held'`, `status = 'waiting'`, 'notice_held'],
    ]) {
      const its = `where id = '${id}'`
      const answer = await meanwhile(
        world,
        `update app.release_notices set ${change} ${its}`,
        `update app.release_notices set ${undo} ${its}`,
        () => link('city', id, kase),
      )
      expect(answer).toBe(code)
    }
    await world.sql('update app.cases set closed_on = current_date where id = $1', [other.id])
    expect(await link('city', id, other)).toBe('person_not_found')
    expect(await link('city', id, kase)).toBe('done')
  })
})
