import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushBack } from '../../../tests/earlier.ts'
import { examples } from '../../../tests/examples.ts'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import type { Continuity, ContinuityLane, LaneLead } from '../timeline/contract.ts'
import type { Milestone } from '../timeline/milestone-contract.ts'
import { addDays } from '../timeline/service/days.ts'

let world: HttpWorld
const otherPrison = 20
beforeAll(async () => {
  world = await makeHttpWorld()
  const first = world.agency.prison.id
  for (const one of [
    `insert into app.agencies (authority_id, id, name, code, kind) values (1, 20, 'Ellan Moor Prison', 'Em', 'custody')`,
    `insert into app.principals (authority_id, id, kind, agency_id, desk_kind, name) values (1, 200, 'desk', 20, 'contact', 'Desk')`,
    `insert into app.arrangement_parties select authority_id, arrangement_id, 20, signed_on, signed_by, left_on from app.arrangement_parties where agency_id = ${first}`,
    `insert into app.clause_rights (authority_id, clause_id, agency_id, may_contribute, sight)
     select authority_id, clause_id, 20, may_contribute, sight from app.clause_rights where agency_id = ${first}`,
  ])
    await world.sql(one)
})
afterAll(() => world.close())

/** More than 1 for the long proof. */
const thoroughness = Number(process.env.THROUGHCARE_THOROUGHNESS ?? 1)

type Step =
  | { kind: 'move'; on: number | null }
  | { kind: 'done'; place: number }
  | { kind: 'recall' | 'transfer'; other: boolean }
  | { kind: 'custody'; from: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      on: fc.option(fc.constantFrom(-60, -20, -1, 0, 10, 60, 140, 260)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('done' as const), place: fc.nat(30) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('recall' as const, 'transfer' as const),
      other: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('custody' as const),
      from: fc.integer({ min: -90, max: -1 }),
    }),
  },
)

const comesBack: Step[] = [
  { kind: 'recall', other: false },
  { kind: 'move', on: 60 },
  { kind: 'done', place: 3 },
]

interface Told {
  principal: number
  change: string
}

const keyOf = ({ principal, change }: Told) => `${principal} ${change}`

async function seen(ref: string): Promise<Continuity> {
  const { status, body } = await world.get('city', `/cases/${ref}/continuity`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const milestonesOf = (read: Continuity): Milestone[] =>
  read.lanes.flatMap(({ milestones }) => milestones)
const toldOf = (id: string) =>
  world.sql<Told>('select principal, change from app.told where case_id = $1', [id])

/** Plays one step over HTTP; false: refused, and then nothing may have changed. */
async function play(ref: string, one: Step): Promise<boolean> {
  const { version } = (await world.get('city', `/cases/${ref}`)).body
  if (one.kind === 'done') {
    const open = milestonesOf(await seen(ref)).filter(({ status }) => status === 'open')
    const chosen = open[one.place % Math.max(1, open.length)]
    if (!chosen) return false
    const url = `/cases/${ref}/milestones/${chosen.id}`
    return (
      (await world.post('city', url, { status: 'done' }, { version: chosen.version })).status ===
      200
    )
  }
  const url = one.kind === 'move' ? 'release-dates' : 'periods'
  const heard = await world.post('city', `/cases/${ref}/${url}`, bodyOf(one), { version })
  expect([200, 409, 422], JSON.stringify(heard.body)).toContain(heard.status)
  return heard.status === 200
}

function bodyOf(one: Exclude<Step, { kind: 'done' }>): object {
  if (one.kind === 'move') {
    const on = one.on === null ? null : day(one.on)
    return { on, certainty: on === null ? 'unknown' : 'expected', source: 'Call' }
  }
  if (one.kind === 'custody')
    return {
      kind: 'custody',
      from: day(one.from),
      prisonId: world.agency.prison.id,
      source: 'List',
    }
  const prisonId = one.other ? otherPrison : world.agency.prison.id
  return { kind: one.kind, from: day(0), prisonId, source: 'Call' }
}

const inForce = ({ state }: LaneLead) => ['accepted', 'fallback', 'to_confirm'].includes(state)
const covers = ({ from, until }: LaneLead, on: string) =>
  (from === null || from <= on) && (until === null || on < until)

/** Exactly one leads the case on every day, and at most one answers for a part of life. */
function checkDays(read: Continuity): void {
  const wrong: string[] = []
  for (const domain of ['lead', 'accommodation', 'health'] as const) {
    const lane = read.lanes.find((one) => one.domain === domain) as ContinuityLane
    const held = lane.leads.filter(inForce)
    for (let later = -40; later < 300; later += 1) {
      const on = day(later)
      const found = held.filter((lead) => covers(lead, on)).length
      if (found > 1 || (domain === 'lead' && found !== 1)) wrong.push(`${domain} ${on}: ${found}`)
    }
  }
  expect(wrong).toEqual([])
}

/** Nothing lost, nothing doubled, done ones where they were. */
function checkMilestones(before: Milestone[], after: Milestone[]): void {
  const ids = new Set(after.map(({ id }) => id))
  for (const one of before) expect(ids.has(one.id), `lost ${one.code}`).toBe(true)
  expect(new Set(after.map(({ cycle, code }) => `${cycle} ${code}`)).size).toBe(after.length)
  for (const one of before.filter(({ status }) => status === 'done'))
    expect(after.find(({ id }) => id === one.id)).toMatchObject({
      status: 'done',
      on: one.on,
      doneOn: one.doneOn,
    })
  for (const one of after.filter(({ status }) => status === 'paused'))
    expect(one.overdue).toBe(false)
}

test(
  'PR-02, PR-11: moves, recalls, transfers and done steps in any order: nothing lost or doubled, each owner told once, one lead every day',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        const { id, ref } = await world.openCase({ release: day(80) })
        // Opened 100 days ago and released 20 days ago, so that somebody can come back.
        await pushBack(world, id, 100)
        for (const one of steps) {
          const [before, toldBefore] = [milestonesOf(await seen(ref)), await toldOf(id)]
          const kept = await play(ref, one)
          const read = await seen(ref)
          const [after, told] = [milestonesOf(read), await toldOf(id)]
          checkMilestones(before, after)
          checkDays(read)
          // Rows come in any order: what is new is what was not there before.
          const former = new Set(toldBefore.map(keyOf))
          const news = told.filter((one) => !former.has(keyOf(one)))
          expect(new Set(told.map(keyOf)).size).toBe(told.length)
          expect(new Set(news.map(({ change }) => change)).size).toBeLessThanOrEqual(1)
          if (!kept) expect([after, news]).toEqual([before, []])
          // Whoever owns a step that moved is told, and nobody else.
          const owners = movedOwners(before, after)
          expect(news.length).toBe(one.kind === 'done' || !kept ? 0 : owners.size)
        }
      }),
      // Whatever the seed, somebody is recalled and released again.
      { numRuns: examples(25), examples: [[comesBack]] },
    )
    const [{ recalls }] = (await world.sql<{ recalls: number }>(
      `select count(*)::int as recalls from app.periods where kind = 'recall'`,
    )) as [{ recalls: number }]
    expect(recalls, 'nobody was recalled, so nothing was shown').toBeGreaterThan(0)
  },
  600_000 * thoroughness,
)

/** Owners of milestones that stand otherwise than before, apart from what lay before the opening. */
function movedOwners(before: Milestone[], after: Milestone[]): Set<number> {
  const former = new Map(before.map((one) => [one.id, one]))
  const moved = after.filter((one) => {
    const old = former.get(one.id)
    if (one.status === 'done') return false
    if (one.status === 'before_start' && (old?.status ?? 'before_start') === 'before_start')
      return false
    return !old || old.on !== one.on || old.status !== one.status || old.owner?.id !== one.owner?.id
  })
  return new Set(moved.map(({ owner }) => owner?.id ?? 0))
}

test(
  'PR-01: in a sentence of any length steps keep their order, and none lies before the reception',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 200 }),
        async (length, ago) => {
          const reception = day(-ago)
          const release = addDays(reception, length)
          const { ref } = await world.openCase({ release })
          const custody = {
            kind: 'custody',
            from: reception,
            prisonId: world.agency.prison.id,
            source: 'List',
          }
          const heard = await world.post('city', `/cases/${ref}/periods`, custody, { version: 1 })
          expect(heard.status, JSON.stringify(heard.body)).toBe(200)
          const all = milestonesOf(await seen(ref))
          for (const anchor of ['reception', 'release']) {
            const inOrder = all
              .filter((one) => one.anchor === anchor)
              .sort((a, b) => a.offsetDays - b.offsetDays)
            const days = inOrder.map(({ on }) => on ?? '')
            expect(days).toEqual([...days].sort())
            for (const on of days) expect(on >= reception, `${on} before ${reception}`).toBe(true)
          }
          const early = all.filter(
            ({ anchor, offsetDays }) => anchor === 'release' && offsetDays < 0,
          )
          for (const { on } of early) expect((on ?? '') <= release).toBe(true)
          expect(all.filter(({ code }) => code === 'reception')).toHaveLength(1)
        },
      ),
      { numRuns: examples(12) },
    )
  },
  600_000 * thoroughness,
)
