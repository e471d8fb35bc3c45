import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examples } from '../../../tests/examples.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import type { Continuity } from '../timeline/contract.ts'
import type { Milestone } from '../timeline/milestone-contract.ts'
import { addDays } from '../timeline/service/days.ts'
import type { CasePathway, PathwayChange } from './pathway-contract.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

/** Belgium, as cases begin here; a second version: one step later, one gone, one new. */
const [belgium, second, france] = [11, 90, 14]
const secondVersion = async () => {
  await world.sql(
    `insert into app.pathways (id, code, country, version, starts_on) values ($1, 'be', 'BE', 2, current_date) on conflict do nothing`,
    [second],
  )
  await world.sql(
    `insert into app.pathway_steps (pathway_id, position, code, anchor, offset_days, conference, owner, voluntary)
     select $1, s.position, s.code, s.anchor, case s.code when 'essentials_check' then -21 else s.offset_days end, s.conference, s.owner, s.voluntary
       from app.pathway_steps s where s.pathway_id = $2 and s.code <> 'plan_signed' on conflict do nothing`,
    [second, belgium],
  )
  await world.sql(
    `insert into app.pathway_steps (pathway_id, position, code, anchor, offset_days, owner) values ($1, 999, 'spip_summons', 'release', -3, 'prison') on conflict do nothing`,
    [second],
  )
}

const pathwayOf = async (ref: string, who: AgencyName = 'city'): Promise<CasePathway> =>
  (await world.get(who, `/cases/${ref}/periods`)).body.pathway
const take = async (ref: string, pathwayId: number, who: AgencyName = 'city', more = '') => {
  const { version } = (await world.get('city', `/cases/${ref}`)).body
  return world.post(who, `/cases/${ref}/pathway${more}`, { pathwayId }, { version })
}
const stepsOf = async (ref: string): Promise<Milestone[]> => {
  const { lanes } = (await world.get('city', `/cases/${ref}/continuity`)).body as Continuity
  return lanes.flatMap(({ milestones }) => milestones)
}
const toldOf = (id: string) =>
  world.sql<{ principal: number; change: string }>(
    'select principal, change from app.told where case_id = $1',
    [id],
  )

test('PR-05: a newer version changes no running case by itself; the case only says that it is there', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  const before = await stepsOf(ref)
  expect(await pathwayOf(ref)).toMatchObject({ id: belgium, code: 'be', version: 1 })
  await secondVersion()
  await world.sql('select act.recalculate(1, id) from app.cases where ref = $1', [ref])
  expect(await stepsOf(ref)).toEqual(before)
  expect((await pathwayOf(ref)).newest[0]).toEqual({ id: second, code: 'be', version: 2 })
})

test('the preview says what changes, comes and goes, and keeps nothing; taking it over does exactly that', async () => {
  await secondVersion()
  const { id, ref } = await world.openCase({ release: day(60) })
  // Opened with the second version as the newest: led back to the first.
  await world.sql('delete from app.milestones where case_id = $1', [id])
  await world.sql('update app.cases set pathway_id = $2 where id = $1', [id, belgium])
  await world.sql('select act.add_steps(1, $1, false), act.recalculate(1, $1)', [id])
  const before = await stepsOf(ref)
  const preview: PathwayChange = (await take(ref, second, 'city', '?preview=true')).body
  expect(preview.steps).toMatchObject([
    { code: 'essentials_check', change: 'changed', from: day(30), to: day(39), late: false },
    { code: 'spip_summons', change: 'new', to: day(57), owner: { code: 'Pr' } },
    { code: 'plan_signed', change: 'gone', from: day(46), to: null },
  ])
  expect(await stepsOf(ref)).toEqual(before)
  expect(await toldOf(id)).toEqual([])
  const { version: _v, ...shown } = preview
  const saved = await take(ref, second)
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  expect(saved.body).toMatchObject(shown)
  expect(await pathwayOf(ref)).toMatchObject({ id: second, version: 2 })
  expect((await world.events('pathway.taken_over')).at(-1)).toMatchObject({
    case_id: id,
    detail: { pathway: second },
  })
  expect((await toldOf(id)).map(({ principal }) => principal).sort()).toEqual(
    [world.agency.city.desk, world.agency.prison.desk].sort(),
  )
  expect((await take(ref, second)).body.code).toBe('pathway_already_taken')
})

test('the coordination desk and who leads take over; nobody else at the table, and an outdated version nobody', async () => {
  await secondVersion()
  const { id, ref } = await world.openCase({ release: day(60) })
  await world.seat(id, 'probation')
  expect((await take(ref, france, 'probation')).body.code).toBe('pathway_not_yours')
  expect((await pathwayOf(ref, 'probation')).may).toBe(false)
  expect((await take(ref, france, 'health')).status).toBe(404)
  expect((await take(ref, france, 'stranger')).status).toBe(404)
  expect((await take(ref, belgium)).body).toMatchObject({
    code: 'pathway_not_newest',
    field: 'pathwayId',
  })
  expect((await take(ref, 12_345)).body.field).toBe('pathwayId')
  expect((await pathwayOf(ref, 'prison')).may).toBe(true)
  expect((await take(ref, france, 'prison')).status).toBe(200)
  const outdated = await world.post(
    'city',
    `/cases/${ref}/pathway`,
    { pathwayId: second },
    { version: 1 },
  )
  expect(outdated.status).toBe(412)
})

test('PR-11: after a recall only the present time outside changes; what a recall asks for stays', async () => {
  const { id, ref } = await world.openCase({ release: day(10) })
  await world.sql(
    `update app.milestones set status = 'paused' where case_id = $1 and status = 'open'`,
    [id],
  )
  await world.sql('update app.cases set cycle = 2, cycle_from = $2 where id = $1', [id, day(1)])
  await world.sql('select act.add_recall_steps(c) from app.cases c where c.id = $1', [id])
  const paused = (await stepsOf(ref)).filter(({ cycle }) => cycle === 1)
  expect((await take(ref, france)).status).toBe(200)
  const after = await stepsOf(ref)
  expect(after.filter(({ cycle }) => cycle === 1)).toEqual(paused)
  const now = after.filter(({ cycle }) => cycle === 2)
  expect(now.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['keep_home', 'custody_contact', 'spip_summons']),
  )
  expect(now.every(({ status }) => status === 'open')).toBe(true)
})

type Step =
  | { kind: 'take'; pathway: number }
  | { kind: 'done'; place: number }
  | { kind: 'move'; on: number }
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('take' as const),
        pathway: fc.constantFrom(second, france, 2, 12, 13, 16),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('done' as const), place: fc.nat(30) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('move' as const),
        on: fc.integer({ min: 20, max: 300 }),
      }),
    },
  ),
  { minLength: 2, maxLength: 7 },
)

test('whatever is taken over in any order: nothing done is lost, nothing doubled, open steps are those of the pathway, each owner told once', async () => {
  await secondVersion()
  const known = await world.sql<{ pathway_id: number; code: string; offset_days: number }>(
    `select pathway_id, code, offset_days from app.pathway_steps where anchor = 'release' and not conference`,
  )
  await fc.assert(
    fc.asyncProperty(steps, async (played) => {
      const { id, ref } = await world.openCase({ release: day(120) })
      let [pathway, release] = [second, day(120)]
      for (const one of played) {
        const before = await stepsOf(ref)
        const toldBefore = (await toldOf(id)).length
        if (one.kind === 'take') {
          const { status } = await take(ref, one.pathway)
          expect(status).toBe(one.pathway === pathway ? 409 : 200)
          pathway = one.pathway
        } else await actOn(ref, one, before)
        if (one.kind === 'move') release = day(one.on)
        const after = await stepsOf(ref)
        expect(after.length).toBe(new Set(after.map(({ code }) => code)).size)
        for (const done of before.filter(({ status }) => status === 'done'))
          expect(after.find((now) => now.id === done.id)).toEqual(done)
        for (const old of before) expect(after.some((now) => now.id === old.id)).toBe(true)
        const isDone = new Set(
          after.filter(({ status }) => status === 'done').map(({ code }) => code),
        )
        const wanted = known
          .filter((step) => step.pathway_id === pathway && !isDone.has(step.code))
          .map(({ code, offset_days: offset }) => `${code} ${addDays(release, offset)}`)
        const stands = after.filter(({ status }) => status === 'open' || status === 'before_start')
        expect(stands.map(({ code, on }) => `${code} ${on}`).sort()).toEqual(wanted.sort())
        const told = await toldOf(id)
        expect(new Set(told.map(({ principal, change }) => `${principal} ${change}`)).size).toBe(
          told.length,
        )
        expect(told.length - toldBefore).toBe(one.kind === 'done' ? 0 : owners(before, after).size)
      }
    }),
    { numRuns: examples(20) },
  )
})

async function actOn(ref: string, one: Exclude<Step, { kind: 'take' }>, before: Milestone[]) {
  const { version } = (await world.get('city', `/cases/${ref}`)).body
  if (one.kind === 'move') {
    const body = { on: day(one.on), certainty: 'expected', source: 'Call' }
    const moved = await world.post('city', `/cases/${ref}/release-dates`, body, { version })
    expect(moved.status).toBe(200)
    return
  }
  const open = before.filter(({ status }) => status === 'open')
  const chosen = open[one.place % Math.max(1, open.length)]
  if (!chosen) return
  const url = `/cases/${ref}/milestones/${chosen.id}`
  const done = await world.post('city', url, { status: 'done' }, { version: chosen.version })
  expect(done.status).toBe(200)
}

/** Whose steps stand otherwise than before; what lay before the opening concerns nobody. */
function owners(before: Milestone[], after: Milestone[]): Set<number | undefined> {
  const former = new Map(before.map((one) => [one.id, one]))
  const quiet = ['before_start', 'expired']
  const touched = after.filter((now) => {
    const old = former.get(now.id)
    if (now.status === 'done') return false
    if (quiet.includes(now.status) && (old?.status ?? 'before_start') === 'before_start')
      return false
    return !old || old.on !== now.on || old.status !== now.status || old.owner?.id !== now.owner?.id
  })
  return new Set(touched.map(({ owner }) => owner?.id))
}
