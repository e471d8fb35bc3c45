import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examples } from '../../../tests/examples.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import type { Continuity } from './contract.ts'
import { accountable, covers, inForce, laneOf, whoRemains } from './departures.test-program.ts'
import { anyStep, askable, helpedUnseen, type Step, step } from './steps.test-program.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

/** More than 1 for the long proof. */
const thoroughness = Number(process.env.THROUGHCARE_THOROUGHNESS ?? 1)

/** Days that are looked at one by one, from the opening on. */
const horizon = 420
const days = Array.from({ length: horizon }, (_, offset) => day(offset))
const needDays = 90

interface Played {
  ref: string
  version: number
  offers: { id: string; version: number; agency: AgencyName }[]
}

async function continuityOf(ref: string): Promise<Continuity> {
  const { status, body } = await world.get('city', `/cases/${ref}/continuity`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

/** What a preview shows is what the save then does, and what is read afterwards (decision 0024). */
async function move(played: Played, on: number | null, mover: AgencyName = 'city'): Promise<void> {
  const certainty = on === null ? 'unknown' : 'expected'
  const body = { on: on === null ? null : day(on), certainty, source: 'Call' }
  const url = `/cases/${played.ref}/release-dates`
  const tried = await world.post(mover, `${url}?preview=true`, body, { version: played.version })
  const moved = await world.post(mover, url, body, { version: played.version })
  expect(moved.status, JSON.stringify(moved.body)).toBe(tried.status)
  // An earlier move has ended the prison's access.
  if (mover === 'prison' && moved.status === 404) return
  expect(moved.status, JSON.stringify(moved.body)).toBe(200)
  expect(shown(tried.body)).toEqual(shown(moved.body))
  played.version += 1
  const read = await world.get(mover, `/cases/${played.ref}/continuity`)
  // Whose access ended with the move has seen the case for the last time.
  if (read.status !== 404) expect(shown(moved.body.continuity)).toEqual(shown(read.body))
}

/** A new milestone has its name when it is saved; the version of a case counts what was saved. */
function shown(seen: unknown): unknown {
  const hidden = new Set(['version', 'id'])
  return JSON.parse(JSON.stringify(seen, (key, one) => (hidden.has(key) ? undefined : one)))
}

async function play(played: Played, one: Step): Promise<void> {
  if (one.kind === 'move') return move(played, one.on, one.mover)
  if (one.kind === 'recall') return recall(played, one.from)
  if (one.kind === 'offer') {
    const asked = askable[one.lane] ?? []
    const agency = asked[one.agency % asked.length] ?? 'housing'
    const ends = one.lane !== 'lead' && one.length > 20
    const made = await world.post('city', `/cases/${played.ref}/leads`, {
      domain: one.lane,
      agencyId: world.agency[agency].id,
      tied: one.tied ? 'release' : 'calendar',
      from: day(one.from),
      ...(ends && { until: day(one.from + one.length) }),
    })
    expect([201, 409, 422]).toContain(made.status)
    if (made.status === 201) played.offers.push({ id: made.body.id, version: 1, agency })
    return
  }
  const offer = played.offers[one.lead % Math.max(1, played.offers.length)]
  if (!offer) return
  const read = await world.get('city', `/leads/${offer.id}`)
  const answer = one.accept ? { outcome: 'accepted' } : { outcome: 'declined', reason: 'Full' }
  const url = `/leads/${offer.id}/answer`
  const given = await world.post(offer.agency, url, answer, { version: read.body.version })
  expect([200, 404, 409], JSON.stringify(given.body)).toContain(given.status)
}

/** Back in prison: the next date of release opens milestones of a second cycle. */
async function recall(played: Played, from: number): Promise<void> {
  const made = await world.post(
    'city',
    `/cases/${played.ref}/periods`,
    { kind: 'recall', from: day(from), prisonId: world.agency.prison.id, source: 'Call' },
    { version: played.version },
  )
  expect([200, 201, 409, 422], JSON.stringify(made.body)).toContain(made.status)
  const { version } = (await world.get('city', `/cases/${played.ref}/continuity`)).body
  played.version = version
}

/** The oracle: the rules of the product, day by day, in the plainest words. */
function checkDays(seen: Continuity): void {
  const { release } = seen
  // What is wrong is gathered: an assertion for each of thousands of days costs more than the question.
  const wrong: string[] = []
  // The three basics are needed from the opening, in custody too, until 90 days after the release.
  const end = release.on === null ? null : plus(release.on, needDays)
  for (const on of days) {
    const leading = laneOf(seen, 'lead').leads.filter((lead) => inForce(lead) && covers(lead, on))
    if (leading.length !== 1) wrong.push(`${leading.length} lead the case on ${on}`)
    const afterRelease = release.on !== null && on >= release.on
    if (afterRelease && leading[0]?.agency.kind === 'custody') wrong.push(`custody leads on ${on}`)
    for (const domain of ['accommodation', 'health', 'finance_papers']) {
      const lane = laneOf(seen, domain)
      const accountable = lane.leads.filter((lead) => inForce(lead) && covers(lead, on))
      if (accountable.length > 1) wrong.push(`${accountable.length} for ${domain} on ${on}`)
      const needed = on >= seen.openedOn && (end === null || on < end)
      const bare = lane.gaps.filter((gap) => covers(gap, on)).length
      // What was promised and nobody holds is open also where nobody is needed (R9).
      if (!needed && lane.leads.some((lead) => lead.state === 'unheld' && covers(lead, on)))
        continue
      const expected = needed && accountable.length === 0 ? 1 : 0
      if (bare !== expected) wrong.push(`${bare} gaps of ${domain} on ${on}, not ${expected}`)
    }
  }
  expect(wrong).toEqual([])
}

const plus = (on: string, count: number) =>
  new Date(Date.parse(`${on}T12:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)

const milestonesOf = (seen: Continuity) => seen.lanes.flatMap(({ milestones }) => milestones)

/** What a reader sees, without versions, which count every change. */
function picture(seen: Continuity): unknown {
  const text = JSON.stringify(seen, (key, value) => (key === 'version' ? undefined : value))
  return JSON.parse(text)
}

test(
  'whatever is offered, answered and moved: one case lead every day, at most one accountable agency, gaps exactly where nobody is',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
        const { ref } = await world.openCase({ release: day(60) })
        const played: Played = { ref, version: 1, offers: [] }
        const codes = milestonesOf(await continuityOf(ref)).map(({ code }) => code)
        for (const one of steps) await play(played, one)
        const seen = await continuityOf(ref)
        checkDays(seen)
        expect(
          milestonesOf(seen)
            .map(({ code }) => code)
            .sort(),
        ).toEqual(codes.sort())
      }),
      { numRuns: examples(20) },
    )
  },
  600_000 * thoroughness,
)

test(
  'a preview shows what the save then does, for the desk and for the prison, also in a second cycle and with an end of measure',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { minLength: 2, maxLength: 7 }),
        fc.option(fc.integer({ min: 20, max: 300 })),
        async (steps, measure) => {
          const { id, ref } = await world.openCase({ release: day(60) })
          const played: Played = { ref, version: 1, offers: [] }
          if (measure !== null)
            await world.sql('update app.cases set measure_ends_on = $2 where id = $1', [
              id,
              day(measure),
            ])
          for (const one of steps) await play(played, one)
          const [told] = await world.sql(
            `select count(*)::int as twice from (select from app.told where case_id = $1
              group by principal, change having count(*) > 1) t`,
            [id],
          )
          expect(told).toEqual({ twice: 0 })
        },
      ),
      { numRuns: examples(20), examples: [[helpedUnseen, 284]] },
    )
  },
  600_000 * thoroughness,
)

test(
  'a release that is moved away and back leaves everything as it was',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 6 }),
        fc.constantFrom(-60, 140, 0, -200, null),
        async (steps, by) => {
          const { ref } = await world.openCase({ release: day(60) })
          const played: Played = { ref, version: 1, offers: [] }
          for (const one of steps) if (one.kind !== 'move') await play(played, one)
          const before = await continuityOf(ref)
          await move(played, by === null ? null : 60 + by)
          checkDays(await continuityOf(ref))
          await move(played, 60)
          expect(picture(await continuityOf(ref))).toEqual(picture(before))
        },
      ),
      { numRuns: examples(12) },
    )
  },
  600_000 * thoroughness,
)

const leaves = (agency: AgencyName, on: string | null) =>
  world.sql('update app.arrangement_parties set left_on = $2 where agency_id = $1', [
    world.agency[agency].id,
    on,
  ])

test(
  'R11: from the day on which an agency leaves nothing that it accepted counts, and all of it counts again when it stays',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('housing' as const, 'probation' as const, 'prison' as const),
        fc.integer({ min: -20, max: 200 }),
        async (steps, agency, offset) => {
          const { ref } = await world.openCase({ release: day(60) })
          const played: Played = { ref, version: 1, offers: [] }
          for (const lane of ['lead', 'accommodation'])
            await agreed(played, lane, offset % 2 === 0 ? 0 : 1, 1 + (offset + 20) / 2)
          for (const one of steps) await play(played, one)
          const before = await continuityOf(ref)
          const agencyId = world.agency[agency].id
          await leaves(agency, day(offset))
          try {
            const after = await continuityOf(ref)
            checkDays(after)
            const desk = world.agency.city.id
            for (const domain of ['lead', 'accommodation', 'health', 'finance_papers'])
              expect(
                days.map((on) => accountable(after, domain, on)?.agency.id),
                domain,
              ).toEqual(
                days.map((on) => whoRemains(before, domain, on, agencyId, day(offset), desk)),
              )
          } finally {
            await leaves(agency, null)
          }
          expect(picture(await continuityOf(ref))).toEqual(picture(before))
        },
      ),
      { numRuns: examples(6) },
    )
  },
  600_000 * thoroughness,
)

/** Marks the case; the desk of coordination keeps it, and one member of each agency that may have accepted is admitted. */
async function marked(id: string) {
  const { city, housing, probation, health } = world.agency
  await world.sql(
    `insert into app.protections (authority_id, id, case_id, kind, named, marked_by, key_wrapped)
     values (1, $1, $1, 'minor', array[$2::int], $2, $3)`,
    [id, city.member, world.db.keys.newDataKey(1).wrapped],
  )
  for (const { member } of [housing, probation, health])
    await world.sql(
      `insert into app.protection_admissions (authority_id, protection_id, case_id, member_id, until, admitted_by)
       values (1, $1, $1, $2, current_date + 300, $3)`,
      [id, member, city.member],
    )
}

test(
  'R9: as long as nobody of an agency can open a marked case nothing that it accepted counts, and all of it counts again with the next admission',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('housing' as const, 'probation' as const, 'prison' as const),
        fc.integer({ min: 1, max: 90 }),
        async (steps, agency, start) => {
          const { id, ref } = await world.openCase({ release: day(60) })
          const played: Played = { ref, version: 1, offers: [] }
          for (const lane of ['lead', 'accommodation'])
            await agreed(played, lane, (start + (lane === 'lead' ? 1 : 0)) % 2, start)
          for (const one of steps) await play(played, one)
          const open = await continuityOf(ref)
          await marked(id)
          const before = await continuityOf(ref)
          expect(lanesOf(before)).toEqual(lanesOf(open))
          const { id: agencyId, member } = world.agency[agency]
          const admitted = (until: string) =>
            world.sql(
              'update app.protection_admissions set until = $3 where case_id = $1 and member_id = $2',
              [id, member, until],
            )
          await admitted(day(-1))
          const after = await continuityOf(ref)
          checkDays(after)
          // What the law gives to a prison nobody there has to see.
          const gone = agency === 'prison' ? -1 : agencyId
          for (const domain of ['lead', 'accommodation', 'health', 'finance_papers'])
            expect(
              days.map((on) => accountable(after, domain, on)?.agency.id),
              domain,
            ).toEqual(
              days.map((on) => whoRemains(before, domain, on, gone, day(0), world.agency.city.id)),
            )
          await admitted(day(9))
          expect(picture(await continuityOf(ref))).toEqual(picture(before))
        },
      ),
      { numRuns: examples(6) },
    )
  },
  600_000 * thoroughness,
)

const lanesOf = (seen: Continuity) => picture({ ...seen, unseenBy: [] })

const row = async (ref: string) =>
  (await world.get('city', '/releases')).body.rows.find((one: { ref: string }) => one.ref === ref)

/** Offered by the desk and accepted; agencies stand in the order of `askable`. */
async function agreed(played: Played, lane: string, agency: number, from: number) {
  await play(played, { kind: 'offer', lane, agency, from, length: 1, tied: false })
  await play(played, { kind: 'answer', lead: played.offers.length - 1, accept: true })
}

test('R11: what somebody who has left would have done is taken by another, and stays taken when they come back', async () => {
  const { ref } = await world.openCase({ release: day(12) })
  const played: Played = { ref, version: 1, offers: [] }
  const at = async () => accountable(await continuityOf(ref), 'accommodation', day(70))?.agency.id
  const cell = async () =>
    (await row(ref)).lanes.find((lane: { domain: string }) => lane.domain === 'accommodation')
  await agreed(played, 'accommodation', 0, 1)
  expect([await at(), (await cell()).state]).toEqual([world.agency.housing.id, 'settled'])
  await leaves('housing', day(0))
  try {
    expect(await at()).toBe(undefined)
    expect(await cell()).toMatchObject({ state: 'gap', gap: { kind: 'unasked' } })
    await agreed(played, 'accommodation', 1, 1)
    expect([await at(), (await cell()).state]).toEqual([world.agency.probation.id, 'settled'])
  } finally {
    await leaves('housing', null)
  }
  expect(await at()).toBe(world.agency.probation.id)
})

test('R11: who leads until then leads on where the next one leaves before; the fallback leads where who leads leaves', async () => {
  const { ref } = await world.openCase({ release: day(12) })
  const played: Played = { ref, version: 1, offers: [] }
  const { city, probation, housing } = world.agency
  const at = async (on: number) => accountable(await continuityOf(ref), 'lead', day(on))?.agency.id
  await agreed(played, 'lead', 0, 3)
  await agreed(played, 'lead', 1, 10)
  try {
    await leaves('housing', day(6))
    expect([await at(9), await at(70)]).toEqual([probation.id, probation.id])
    expect(await row(ref)).toMatchObject({ leadAfter: { id: probation.id } })
    await leaves('probation', day(8))
    expect([await at(7), await at(8), await at(70)]).toEqual([probation.id, city.id, city.id])
    expect(await row(ref)).toMatchObject({ leadAfterState: 'fallback' })
    await leaves('housing', day(11))
    expect([await at(10), await at(11)]).toEqual([housing.id, city.id])
  } finally {
    await leaves('probation', null)
    await leaves('housing', null)
  }
  expect(await at(70)).toBe(housing.id)
})

test.each([-60, 200, -90, null])(
  'milestones: moved by %s days, none is lost or doubled, open ones follow and done ones stay',
  async (by) => {
    const { ref } = await world.openCase({ release: day(60) })
    const played: Played = { ref, version: 1, offers: [] }
    const before = milestonesOf(await continuityOf(ref))
    const done = before.find(({ code }) => code === 'plan_signed')
    const url = `/cases/${ref}/milestones/${done?.id}`
    await world.post('city', url, { status: 'done' }, { version: done?.version ?? 0 })
    await move(played, by === null ? null : 60 + by)
    const after = milestonesOf(await continuityOf(ref))
    expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort())
    for (const one of after) {
      const former = before.find(({ id }) => id === one.id)
      if (one.id === done?.id) expect(one).toMatchObject({ on: former?.on, status: 'done' })
      else expect(one.on).toBe(by === null ? null : plus(day(60 + by), one.offsetDays))
    }
  },
)
