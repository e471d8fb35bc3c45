import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, asReader, giveSeat, outcome, type Reader, sees } from '../../../tests/law.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'
import { layItem, layMeeting, writeItem, written } from '../../../tests/world-items.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.drop())

const desk = (name: AgencyName) => world.agency[name].desk
const its = 'app.items where id = $1'

async function table(): Promise<string> {
  const { id } = await world.openCase()
  for (const name of ['probation', 'housing', 'police', 'health'] as const)
    await giveSeat(world, id, desk(name))
  return id
}

/** An act as somebody; `done`, or the code with which it is refused. */
const acts = (who: Reader, text: string, values: unknown[]) =>
  outcome(
    asReader(world, who, (tx) => tx.executeQuery(CompiledQuery.raw(`select ${text}`, values))),
  )
const writes = async (who: Reader, kase: string, wish: Record<string, unknown> = {}) =>
  outcome(writeItem(world, who, kase, wish))

describe('R4: who writes', () => {
  test('whoever is seated and may bring the category; it belongs to their agency', async () => {
    const kase = await table()
    const id = await writeItem(world, 'housing', kase)
    const [row] = await world.sql(
      'select owner_agency_id, clause_id, written_by, mode from app.items where id = $1',
      [id],
    )
    expect(row).toEqual({
      owner_agency_id: world.agency.housing.id,
      clause_id: world.clause('accommodation'),
      written_by: world.agency.housing.member,
      mode: 'table',
    })
    expect(await sees(world, 'probation', its, [id])).toBe(true)
  })
  test('the police see accommodation and may not bring anything about it', async () => {
    expect(await writes('police', await table())).toBe('item_category_not_yours')
  })
  test('without a seat the case is not there', async () => {
    const { id } = await world.openCase()
    expect(await writes('probation', id)).toBe('case_not_found')
  })
  test('a guest reads and does not write', async () => {
    const { id } = await world.openCase()
    await giveSeat(world, id, desk('probation'), { relation: 'guest' })
    expect(await writes('probation', id)).toBe('item_seat_reads_only')
  })
  test('nothing is added to a closed case', async () => {
    const kase = await table()
    await world.sql(`update app.cases set closed_on = current_date where id = $1`, [kase])
    expect(await writes('housing', kase)).toBe('case_closed')
  })
})

describe('LED-10: facts, assessments and statements stand apart', () => {
  test('a fact without a source is refused', async () => {
    expect(await writes('housing', await table(), { sourceKind: null })).toBe('item_source_missing')
  })
  test('an assessment needs a method and at least one fact that its author reads', async () => {
    const kase = await table()
    const assessment = { kind: 'assessment', sourceKind: null }
    const fact = await writeItem(world, 'housing', kase)
    const hidden = await writeItem(world, 'health', kase, { category: 'health', mode: 'agency' })
    const other = await writeItem(world, 'housing', await table())
    expect(await writes('housing', kase, assessment)).toBe('item_method_missing')
    const how = { ...assessment, method: '00' }
    expect(await writes('housing', kase, how)).toBe('item_facts_missing')
    expect(await writes('housing', kase, { ...how, facts: [{ id: hidden }] })).toBe(
      'item_fact_unknown',
    )
    expect(await writes('housing', kase, { ...how, facts: [{ id: other }] })).toBe(
      'item_fact_unknown',
    )
    expect(await writes('housing', kase, { ...how, facts: [{ id: fact }] })).toBe('done')
  })
  test('an assessment is not cited as a fact', async () => {
    const kase = await table()
    const fact = await writeItem(world, 'housing', kase)
    const how = { kind: 'assessment', sourceKind: null, method: '00' }
    const first = await writeItem(world, 'housing', kase, { ...how, facts: [{ id: fact }] })
    expect(await writes('housing', kase, { ...how, facts: [{ id: first }] })).toBe(
      'item_fact_unknown',
    )
  })
  test('the person’s statement needs neither', async () => {
    expect(await writes('housing', await table(), { kind: 'statement', sourceKind: null })).toBe(
      'done',
    )
  })
  test('another kind is another version, and the former one stays', async () => {
    const kase = await table()
    const id = await writeItem(world, 'housing', kase)
    const { body } = written(world, id, { kind: 'statement', sourceKind: null, reason: '00' }, 2)
    expect(
      await acts('housing', 'act.change_item($1, 1, $2::jsonb)', [id, JSON.stringify(body)]),
    ).toBe('done')
    const kinds = await world.sql(
      'select version, kind from app.item_versions where item_id = $1 order by 1',
      [id],
    )
    expect(kinds).toEqual([
      { version: 1, kind: 'fact' },
      { version: 2, kind: 'statement' },
    ])
  })
})

describe('MA-01: only its own agency changes it', () => {
  const asks: [string, (id: string) => [string, unknown[]]][] = [
    [
      'writes a new version',
      (id) => [
        'act.change_item($1, 1, $2::jsonb)',
        [id, JSON.stringify(written(world, id, { reason: '00' }, 2).body)],
      ],
    ],
    ['says for whom', (id) => ['act.address_item($1, 1, $2, $3)', [id, 'agency', []]]],
    [
      'sets conditions',
      (id) => [
        'act.handle_item($1, 1, $2::jsonb)',
        [
          id,
          JSON.stringify({ noOnward: true, viewOnly: false, spokenOnly: false, askFirst: false }),
        ],
      ],
    ],
    ['looks again', (id) => ['act.verify_item($1, 1, $2::date)', [id, day(90)]]],
    [
      'withdraws it',
      (id) => ['act.set_item_state($1, 1, $2, $3)', [id, 'withdrawn', Buffer.from('x')]],
    ],
    [
      'restricts it',
      (id) => ['act.set_item_state($1, 1, $2, $3)', [id, 'restricted', Buffer.from('x')]],
    ],
  ]
  for (const [what, call] of asks) {
    test(`a member of its agency ${what}; the coordinator and others may not`, async () => {
      const id = await writeItem(world, 'housing', await table())
      expect(await acts('city', ...call(id))).toBe('item_not_yours')
      expect(await acts('probation', ...call(id))).toBe('item_not_yours')
      expect(await acts('exit', ...call(id))).toBe('item_not_found')
      const colleague = await world.session(world.agency.housing.id, ['case_worker'])
      expect(await acts(colleague, ...call(id))).toBe('item_not_found')
      expect(await acts('housing', ...call(id))).toBe('done')
      expect(await acts('housing', ...call(id))).toBe('version_outdated')
    })
  }
  test('withdrawn is gone for the others in the same second, and cannot come back', async () => {
    const id = await writeItem(world, 'housing', await table())
    expect(await sees(world, 'probation', its, [id])).toBe(true)
    expect(
      await acts('housing', 'act.set_item_state($1, 1, $2, $3)', [
        id,
        'withdrawn',
        Buffer.from('x'),
      ]),
    ).toBe('done')
    expect(await sees(world, 'probation', its, [id])).toBe(false)
    expect(
      await acts('housing', 'act.set_item_state($1, 2, $2, $3)', [id, 'current', Buffer.from('x')]),
    ).toBe('item_state_passed')
  })
  test('taking back needs a reason', async () => {
    const id = await writeItem(world, 'housing', await table())
    expect(await acts('housing', 'act.set_item_state($1, 1, $2, null)', [id, 'withdrawn'])).toBe(
      'item_reason_missing',
    )
  })
  test('an agency that leaves takes its items out of sight, and gets none', async () => {
    const kase = await table()
    const id = await writeItem(world, 'housing', kase)
    await world.sql(
      'update app.arrangement_parties set left_on = current_date where agency_id = $1',
      [world.agency.probation.id],
    )
    expect(await sees(world, 'probation', its, [id])).toBe(false)
    await world.sql('update app.arrangement_parties set left_on = null where agency_id = $1', [
      world.agency.probation.id,
    ])
    expect(await sees(world, 'probation', its, [id])).toBe(true)
  })
})

describe('SH6, LED-14: for whom, and how', () => {
  test('only seats at the table can be named', async () => {
    const kase = await table()
    expect(await writes('housing', kase, { mode: 'named', audience: [desk('exit')] })).toBe(
      'item_reader_not_at_table',
    )
    expect(await writes('housing', kase, { mode: 'named', audience: [] })).toBe(
      'item_reader_not_at_table',
    )
    const id = await writeItem(world, 'housing', kase, {
      mode: 'named',
      audience: [desk('probation')],
    })
    expect(await sees(world, 'police', its, [id])).toBe(false)
  })
  test('another audience takes sight in the same transaction and keeps who had it', async () => {
    const id = await writeItem(world, 'housing', await table())
    expect(
      await acts('housing', 'act.address_item($1, 1, $2, $3)', [id, 'named', [desk('probation')]]),
    ).toBe('done')
    expect(await sees(world, 'police', its, [id])).toBe(false)
    const kept = await world.sql(
      'select mode, until_at is null as now from app.item_audiences where item_id = $1 order by position',
      [id],
    )
    expect(kept).toEqual([
      { mode: 'table', now: false },
      { mode: 'named', now: true },
    ])
  })
  test('a meeting of another case cannot be the one', async () => {
    const meetingId = await layMeeting(world, await table(), day(3), ['city'])
    expect(await writes('housing', await table(), { meetingId })).toBe('item_meeting_not_known')
  })
  for (const [field, wish] of Object.entries({
    reviewBy: { reviewBy: day(0) },
    deleteOn: { deleteOn: day(0) },
  }))
    test(`a day that has passed is refused: ${field}`, async () => {
      expect(await writes('housing', await table(), wish)).toBe('item_day_passed')
    })
  test('what is to come is not known yet', async () => {
    expect(await writes('housing', await table(), { asOf: day(1) })).toBe('item_day_to_come')
  })
  test('GD-04: words about health stay in the agency; a functional statement goes to the table', async () => {
    const kase = await table()
    const health = { category: 'health' }
    expect(await writes('health', kase, health)).toBe('item_health_in_words')
    expect(await writes('health', kase, { ...health, mode: 'agency' })).toBe('done')
    const id = await writeItem(world, 'health', kase, { ...health, functional: true })
    expect(
      await acts('health', 'act.change_item($1, 1, $2::jsonb)', [
        id,
        JSON.stringify(written(world, id, { reason: '00' }, 2).body),
      ]),
    ).toBe('item_health_in_words')
  })
})

describe('LED-05, delete by date: the author’s day acts, once', () => {
  test('on its day words, source and key are gone, also after days without the job', async () => {
    const kase = await table()
    const id = await layItem(world, kase, { owner: 'housing', deleteOn: day(-10) })
    const stays = await layItem(world, kase, { owner: 'housing', deleteOn: day(1) })
    const erased = async () =>
      (await world.db.worker.query<{ n: number }>('select act.erase_items_due() as n')).rows[0]?.n
    expect(await erased()).toBe(1)
    expect(await erased()).toBe(0)
    const [row] = await world.sql(
      'select key_wrapped, erased_on is not null as gone, state from app.items where id = $1',
      [id],
    )
    expect(row).toEqual({ key_wrapped: null, gone: true, state: 'withdrawn' })
    expect(await world.sql('select 1 from app.item_versions where item_id = $1', [id])).toEqual([])
    expect(await sees(world, 'housing', its, [stays])).toBe(true)
    const events = await world.sql(
      `select detail ->> 'item' as item from audit.events where action = 'item.erased'`,
    )
    expect(events).toEqual([{ item: id }])
  })
})

describe('LED-39: every writing is in the access log, in the same transaction', () => {
  test('who wrote, changed, addressed and took back what, by id and version', async () => {
    const kase = await table()
    const id = await writeItem(world, 'housing', kase)
    await acts('housing', 'act.verify_item($1, 1, $2::date)', [id, day(90)])
    await acts('housing', 'act.set_item_state($1, 2, $2, $3)', [id, 'restricted', Buffer.from('x')])
    const events = await world.sql(
      `select action, member_id from audit.events where detail ->> 'item' = $1 and (action like 'item.%' or action = 'correction.told') order by id`,
      [id],
    )
    const member_id = world.agency.housing.member
    expect(events).toEqual(
      // A restriction reaches recipients in the same act.
      ['item.written', 'item.verified', 'correction.told', 'item.restricted'].map((action) => ({
        action,
        member_id,
      })),
    )
  })
  test('what is refused leaves nothing behind', async () => {
    const before = await world.sql('select count(*) from app.items')
    await writes('housing', await table(), { sourceKind: null })
    expect(await world.sql('select count(*) from app.items')).toEqual(before)
    expect(
      await ask(
        world,
        'housing',
        'select 1 from app.item_versions v where not exists (select from app.items i where i.id = v.item_id)',
      ),
    ).toEqual([])
  })
})
