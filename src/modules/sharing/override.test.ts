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
async function look(who: Who, ref: string) {
  const id = randomUUID()
  const [row] = await ask<{ until: Date | null }>(
    world,
    who,
    `select act.begin_override($1, $2, $3, '\\x01', '\\x02') as until`,
    [id, ref, world.db.keys.newDataKey(1).wrapped],
  )
  return { id, until: row?.until ?? null }
}
const readsCase = (who: Who, id: string) => sees(world, who, 'app.cases where id = $1', [id])

describe('a look in an emergency (SH5)', () => {
  test('opens four hours, for the one who asked and nobody beside them', async () => {
    const { id, ref } = await world.openCase({ release: day(20) })
    const colleague = await world.session(world.agency.probation.id, ['case_worker'], 30)
    expect(await readsCase('probation', id)).toBe(false)
    const { until } = await look('probation', ref)
    const hours = ((until?.getTime() ?? 0) - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(3.9)
    expect(hours).toBeLessThanOrEqual(4)
    expect(await readsCase('probation', id)).toBe(true)
    expect(await readsCase(colleague, id)).toBe(false)
  })

  test('reads what a member of the agency may read, and never acts', async () => {
    const { id, ref } = await world.openCase({ release: day(20) })
    await look('housing', ref)
    expect(await sees(world, 'housing', 'app.release_dates where case_id = $1', [id])).toBe(true)
    expect(
      await sees(world, 'housing', 'app.case_needs where case_id = $1 and clause_id = $2', [
        id,
        world.clause('health'),
      ]),
    ).toBe(false)
    for (const call of ['seated_case($1)', 'hold_case((select ref from app.cases where id = $1))'])
      if (call.startsWith('hold'))
        expect(await act('housing', call, [id])).toBe('override_reads_only')
    const need = `add_need($1, 'accommodation', 'imposed', 30, '\\x01')`
    expect(await act('housing', need, [id])).toBe('override_reads_only')
  })

  test('ends by itself, and by the hand of whoever looked', async () => {
    const { id, ref } = await world.openCase()
    const first = await look('probation', ref)
    await world.sql(
      `update app.seats set period = tstzrange(now() - interval '4 hours', now() - interval '1 second')
        where id = (select seat_id from app.overrides where id = $1)`,
      [first.id],
    )
    expect(await readsCase('probation', id)).toBe(false)
    const second = await look('probation', ref)
    expect(await readsCase('probation', id)).toBe(true)
    expect(await act('housing', 'end_override($1)', [second.id])).toBe('override_not_found')
    expect(await act('probation', 'end_override($1)', [second.id])).toBe('done')
    expect(await readsCase('probation', id)).toBe(false)
    expect(await act('probation', 'end_override($1)', [second.id])).toBe('override_over')
  })

  test('is not needed by who sits on the case', async () => {
    const { id, ref } = await world.openCase()
    await giveSeat(world, id, world.agency.probation.desk)
    await expect(look('probation', ref)).rejects.toMatchObject({ code: 'override_not_needed' })
  })

  test('whatever is behind a reference that does not open, answer and work are the same (PI4)', async () => {
    const known = await world.openCase()
    const shut = await world.openCase()
    await declareCloseness(world, shut, world.agency.probation.member)
    const work = async (who: Who, ref: string) => {
      const count = `select (select count(*) from app.overrides)::int as overrides, (select count(*) from app.seats)::int as seats,
        (select count(*) from audit.events)::int as events, (select count(*) from app.mail_news)::int as news`
      const [before] = await world.sql<Record<string, number>>(count)
      const { until } = await look(who, ref)
      const [after] = await world.sql<Record<string, number>>(count)
      const grown = Object.entries(after ?? {}).map(([name, n]) => [
        name,
        n - (before?.[name] ?? 0),
      ])
      return { until, ...Object.fromEntries(grown) }
    }
    const unknown = await work('probation', 'V-99999')
    expect(unknown).toEqual({ until: null, overrides: 1, seats: 0, events: 1, news: 1 })
    expect(await work('probation', shut.ref)).toEqual(unknown)
    expect(await work('stranger', known.ref)).toEqual(unknown)
    expect(await work('unsigned', known.ref)).toEqual(unknown)
    expect(await work('probation', known.ref)).toMatchObject({ overrides: 1, seats: 1, events: 1 })
  })

  test('is kept for the officer even if nothing opened, and known to nobody else', async () => {
    const { ref } = await world.openCase()
    const opened = await look('probation', ref)
    const nothing = await look('probation', 'V-88888')
    for (const { id } of [opened, nothing]) {
      expect(await sees(world, 'privacy', 'app.overrides where id = $1', [id])).toBe(true)
      expect(await sees(world, 'probation', 'app.overrides where id = $1', [id])).toBe(true)
      for (const who of ['city', 'prison', 'housing'] as const)
        expect(await sees(world, who, 'app.overrides where id = $1', [id])).toBe(false)
    }
  })

  test('the officer judges once, in words, and never their own', async () => {
    const { ref } = await world.openCase()
    const { id } = await look('probation', ref)
    const judge = (who: Who) => act(who, `judge_override($1, 'justified', '\\x01')`, [id])
    expect(await judge('probation')).toBe('privacy_only')
    expect(await judge('city')).toBe('privacy_only')
    expect(await judge('privacy')).toBe('done')
    expect(await judge('privacy')).toBe('override_already_judged')
    const officer = await world.session(world.agency.probation.id, ['data_protection_officer'])
    const own = await look(officer, ref)
    expect(await act(officer, `judge_override($1, 'justified', '\\x01')`, [own.id])).toBe(
      'override_not_yours_to_judge',
    )
    await declareCloseness(world, await world.openCase(), officer.member)
  })

  test('closed at once by a declaration of closeness', async () => {
    const { id, ref } = await world.openCase()
    await look('probation', ref)
    expect(
      await act('probation', `declare_closeness($1, $2, $3, '\\x02')`, [
        randomUUID(),
        ref,
        world.db.keys.newDataKey(1).wrapped,
      ]),
    ).toBe('done')
    expect(await readsCase('probation', id)).toBe(false)
    expect((await look('probation', ref)).until).toBeNull()
  })
})

describe('a question to the coordination desk (PI4)', () => {
  const put = async (who: Who) => {
    const id = randomUUID()
    await ask(world, who, `select act.ask_desk($1, $2, '\\x01')`, [
      id,
      world.db.keys.newDataKey(1).wrapped,
    ])
    return id
  }
  const answer = (who: Who, id: string, version = 1) =>
    act(who, `answer_question($1, $2, '\\x02')`, [id, version])

  test('anybody may ask, whatever their agency has signed; only who asked and the desk know of it', async () => {
    for (const who of ['stranger', 'unsigned', 'exit'] as const) {
      const id = await put(who)
      expect(await sees(world, who, 'app.desk_questions where id = $1', [id])).toBe(true)
      expect(await sees(world, 'city', 'app.desk_questions where id = $1', [id])).toBe(true)
      for (const other of ['police', 'privacy', 'prison'] as const)
        expect(await sees(world, other, 'app.desk_questions where id = $1', [id])).toBe(false)
    }
  })

  test('the desk answers once, nobody else', async () => {
    const id = await put('exit')
    expect(await answer('police', id)).toBe('question_not_found')
    expect(await answer('exit', id)).toBe('question_not_yours_to_answer')
    expect(await answer('city', id, 2)).toBe('version_outdated')
    expect(await answer('city', id)).toBe('done')
    expect(await answer('city', id, 2)).toBe('question_already_answered')
  })
})
