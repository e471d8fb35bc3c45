import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, outcome, type Reader, sees } from '../../../tests/law.ts'
import { day, makeWorld, type World } from '../../../tests/world.ts'
import { addApprovedImpact, wholeImpact } from '../../../tests/world-impact.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addApprovedImpact(world)
})
afterAll(() => world.drop())

const colleague = (functions: string[], agency = world.agency.papers.id) =>
  world.session(agency, functions)
const act = (who: Reader, text: string, values: unknown[] = []) =>
  outcome(ask(world, who, text, values))

// Who reads the register: those who write, advise, approve or check. Nobody's case is in it.
const reads = {
  coordinator: true,
  administrator: true,
  data_protection_officer: true,
  lawfulness_adviser: true,
  auditor: true,
  signatory: true,
  manager: true,
  chair: true,
  case_worker: false,
  resettlement_officer: false,
  provider: false,
  exit_worker: false,
  facilitator: false,
  trainer: false,
  strategy_lead: false,
  elected_member: false,
} as const

describe('app.impact_assessments', () => {
  for (const [held, expected] of Object.entries(reads)) {
    test(`a ${held.replaceAll('_', ' ')} ${expected ? 'reads' : 'does not read'} the register`, async () => {
      const its = 'app.impact_assessments where authority_id = 1 and id = 1'
      expect(await sees(world, await colleague([held]), its)).toBe(expected)
    })
  }
  test('of another authority nobody reads anything', async () => {
    await addTwin(world)
    const beside = 'app.impact_assessments where authority_id = 2'
    expect(await world.sql(`select from ${beside}`)).toHaveLength(1)
    expect(await sees(world, 'city', beside)).toBe(false)
  })
})

describe('who does what with a version', () => {
  const begin = async () => {
    const [row] = await ask<{ id: number }>(
      ...[world, 'city' as const, 'select act.begin_impact(null, $1::jsonb) as id'],
      [JSON.stringify(wholeImpact())],
    )
    return row?.id ?? 0
  }
  const change = 'select act.change_impact($1, 1, $2::jsonb)'
  const advise = 'select act.advise_on_impact($1, 1, $2)'
  const consult = `select act.note_consultation($1, 1, $2::date, 'directive', '2026/7', false, null, null)`
  const may: [string, string, (id: number) => unknown[], string[], string][] = [
    [
      'begins one',
      'select act.begin_impact(null, $1::jsonb)',
      () => [JSON.stringify(wholeImpact())],
      ['coordinator', 'administrator'],
      'steering_only',
    ],
    [
      'begins the next version',
      'select act.begin_impact(1, null)',
      () => [],
      ['coordinator', 'administrator'],
      'steering_only',
    ],
    [
      'writes in a draft',
      change,
      (id) => [id, JSON.stringify(wholeImpact())],
      ['coordinator', 'administrator'],
      'steering_only',
    ],
    [
      'discards a draft',
      'select act.discard_impact($1, 1)',
      (id) => [id],
      ['coordinator', 'administrator'],
      'steering_only',
    ],
    [
      'gives the advice',
      advise,
      (id) => [id, 'In favour.'],
      ['data_protection_officer'],
      'impact_advice_not_yours',
    ],
    [
      'writes down a consultation',
      consult,
      (id) => [id, day(0)],
      ['coordinator', 'administrator', 'data_protection_officer'],
      'impact_consultation_not_yours',
    ],
  ]
  for (const [deed, text, values, holders, refused] of may) {
    test(`who ${deed}: ${holders.join(', ').replaceAll('_', ' ')}, and nobody else`, async () => {
      for (const held of Object.keys(reads)) {
        await world.sql(
          `delete from app.impact_assessments where state = 'draft' and lineage_id = 1`,
        )
        const id = await begin()
        const expected = holders.includes(held) ? 'done' : refused
        expect(await act(await colleague([held]), text, values(id)), held).toBe(expected)
      }
    })
  }
  test('the manager or signatory of the coordinating office approves, and nobody else', async () => {
    const approve = 'select act.approve_impact($1, 2)'
    for (const held of Object.keys(reads)) {
      const id = await begin()
      await ask(world, 'privacy', advise, [id, 'In favour.'])
      const here = await colleague([held], world.agency.city.id)
      const elsewhere = await colleague([held], world.agency.housing.id)
      const holds = ['manager', 'signatory'].includes(held)
      expect(await act(elsewhere, approve, [id]), held).toBe('impact_approval_not_yours')
      expect(await act(here, approve, [id]), held).toBe(
        holds ? 'done' : 'impact_approval_not_yours',
      )
    }
  })
  test('nobody who wrote in it or advised on it approves it, by whatever function', async () => {
    const both = await colleague(['administrator', 'manager'], world.agency.city.id)
    const officer = await colleague(['data_protection_officer', 'manager'], world.agency.city.id)
    const id = await begin()
    expect(await act(both, change, [id, JSON.stringify(wholeImpact())])).toBe('done')
    expect(await act(officer, 'select act.advise_on_impact($1, 2, $2)', [id, 'Yes.'])).toBe('done')
    expect(await act(both, 'select act.approve_impact($1, 3)', [id])).toBe('impact_second_person')
    expect(await act(officer, 'select act.approve_impact($1, 3)', [id])).toBe(
      'impact_second_person',
    )
    await expect(
      world.sql(
        `update app.impact_assessments set state = 'approved', approved_by = writers[1], approved_at = now(), covers = '{}'
          where authority_id = 1 and id = $1`,
        [id],
      ),
    ).rejects.toThrow(/impact_assessments_two_persons/)
  })
  test('a version of another authority is not there', async () => {
    await world.sql(
      `insert into app.impact_assessments (authority_id, id, lineage_id, edition, content, writers, changed_by)
       values (2, 900, 900, 1, $1, array[$2::int], $2)`,
      [JSON.stringify(wholeImpact()), world.agency.city.member],
    )
    expect(await act('city', change, [900, JSON.stringify(wholeImpact())])).toBe('impact_not_found')
    expect(await act('privacy', advise, [900, 'Yes.'])).toBe('impact_not_found')
    expect(await act('city', consult, [900, day(0)])).toBe('impact_not_found')
    expect(await act('city', 'select act.begin_impact(900, null)')).toBe('impact_not_found')
    const manager = await colleague(['manager'], world.agency.city.id)
    expect(await act(manager, 'select act.approve_impact(900, 1)')).toBe('impact_not_found')
  })
})
