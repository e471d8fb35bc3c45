import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examples } from '../../../tests/examples.ts'
import { addTwin, ask, giveSeat } from '../../../tests/law.ts'
import { proveSeatedAct, twinCase } from '../../../tests/seated.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

interface ListRow {
  id: string
  person: { id: string } | null
  lanes: Record<'segments' | 'leads' | 'gaps', Record<string, unknown>[]>
}

const fromPictures = async (who: AgencyName, cases: string[], named = true): Promise<ListRow[]> =>
  (
    await ask<{ rows: ListRow[] }>(
      world,
      who,
      'select read.list_rows(actor.authority(), $1::uuid[], actor.today(), $2) as rows',
      [cases, named],
    )
  )[0]?.rows ?? []

const underPolicies = async (who: AgencyName, cases: string[]): Promise<ListRow[]> =>
  (
    await ask<{ rows: ListRow[] }>(
      world,
      who,
      'select read.release_rows(actor.authority(), $1::uuid[], actor.today()) as rows',
      [cases],
    )
  )[0]?.rows ?? []

/** The clause that a part stands on is kept beside it; readers need not see it. */
const told = (rows: ListRow[]) =>
  rows.map(({ lanes, ...row }) => ({
    ...row,
    lanes: Object.fromEntries(
      Object.entries(lanes).map(([lane, parts]) => [
        lane,
        parts
          .map(({ clause: _, ...part }) => part)
          .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
      ]),
    ),
  }))

describe('the picture of a case follows the law of the case', () => {
  proveSeatedAct(() => world, {
    table: 'read.pictured_rows',
    asks: async ({ id }) => (await fromPictures('probation', [id])).length > 0,
  })
  proveSeatedAct(() => world, {
    table: 'read.pictured_rows: the person',
    category: 'identity',
    asks: async ({ id }) => (await fromPictures('probation', [id]))[0]?.person != null,
  })
})

test('no login reads, writes or forges a picture or a stamp', async () => {
  const { id } = await world.openCase({ release: day(30) })
  await fromPictures('city', [id])
  expect(await world.sql('select from app.case_pictures where case_id = $1', [id])).toHaveLength(1)
  for (const text of [
    'select * from app.case_pictures',
    'select * from app.case_stamps',
    `update app.case_pictures set row = '{}'`,
    'delete from app.case_stamps',
    `select read.paint(1, array['${id}']::uuid[], current_date)`,
    `select * from read.parts_of(null, null, null, null, current_date)`,
  ])
    await expect(ask(world, 'city', text), text).rejects.toThrow('forbidden')
})

test('no row of another authority under the same numbers is in a list, whatever it pictured', async () => {
  const { id } = await world.openCase({ release: day(30) })
  await giveSeat(world, id, world.agency.probation.desk)
  const listed = () => fromPictures('probation', [id])
  const before = await listed()
  await twinCase(world, id)
  expect(await listed()).toEqual(before)
  await world.sql(
    `insert into app.case_pictures select (jsonb_populate_record(p, '{"authority_id": 2}')).* from app.case_pictures p
      where p.authority_id = 1 and p.case_id = $1`,
    [id],
  )
  expect(await listed()).toEqual(before)
})

test('a picture of yesterday is made anew, and so is one that somebody changed behind its back', async () => {
  const { id } = await world.openCase({ release: day(30) })
  const now = told(await fromPictures('city', [id]))
  await world.sql(
    `update app.case_pictures set painted_on = painted_on - 1, row = '{"segments": [], "leads": [], "gaps": []}' where case_id = $1`,
    [id],
  )
  expect(told(await fromPictures('city', [id]))).toEqual(now)
})

test('a change that is saved while a picture is made leaves that picture unused', async () => {
  const { id } = await world.openCase({ release: day(30) })
  await fromPictures('city', [id])
  const [before] = await world.sql<{ stamp: string }>(
    'select stamp from app.case_pictures where case_id = $1',
    [id],
  )
  await world.sql('update app.case_needs set days = 30 where case_id = $1', [id])
  // As a painter would leave it that had read the stamp before the change and the rows before it too.
  await world.sql(`update app.case_pictures set stamp = $2 where case_id = $1`, [id, before?.stamp])
  expect(told(await fromPictures('city', [id]))).toEqual(told(await underPolicies('city', [id])))
})

type Part = Record<string, unknown>

/** What the reader is shown who opens the case itself, cut down to what a list row tells. */
async function opened(who: AgencyName, id: string): Promise<ListRow['lanes']> {
  const [answer] = await ask<{
    seen: ListRow['lanes'] & { today: string; release: { on: string } }
  }>(world, who, 'select read.continuity_of($1) as seen', [id])
  if (!answer?.seen) return { segments: [], leads: [], gaps: [] }
  const { today, release, segments, leads, gaps } = answer.seen
  const lasts = (end: unknown) => end == null || String(end) > today
  const stands = new Set<unknown>(['offered', 'accepted', 'to_confirm', 'unconfirmed'])
  return {
    segments: segments.filter(({ ends }) => lasts(ends)),
    leads: leads
      .filter(({ state }) => stands.has(state))
      .filter(({ state, domain, until }) => {
        const over = until != null && String(until) <= release.on
        return state === 'offered' || domain === 'lead' || !over
      })
      .map(({ id, domain, agency, from, until, state, answerBy }) => ({
        ...{ id, domain, agency, from, until, state, answerBy },
      })),
    gaps: gaps.filter(({ until }) => lasts(until)),
  }
}

/** The same whatever order keys and parts stand in. */
const ordered = (lanes: ListRow['lanes'] | undefined) =>
  Object.values(lanes ?? {}).map((parts) =>
    parts
      .map((part: Part) => JSON.stringify(Object.entries(part).sort()))
      .sort((a, b) => a.localeCompare(b)),
  )

const readers = ['city', 'prison', 'probation', 'housing', 'health', 'police'] as const
const relations: Partial<Record<AgencyName, string>> = {
  probation: 'lead',
  housing: 'lead',
  // Also one who coordinates and enforces measures: they may not know what goes on after it.
  police: 'coordination',
}
const domains = ['lead', 'accommodation', 'health', 'work', 'finance_papers'] as const

type Change =
  | { kind: 'lead'; domain: number; to: number; voluntary: boolean; from: number; days: number }
  | { kind: 'state'; place: number; state: 'accepted' | 'declined' | 'withdrawn' | 'offered' }
  | { kind: 'phone'; place: number; confirm: number }
  | { kind: 'need'; domain: number; required: 'default' | 'wish' | 'imposed' }
  | { kind: 'release'; on: number | null }
  | { kind: 'clause'; place: number; other: number }
  | { kind: 'measure'; ends: number | null }
  | { kind: 'goesOn'; domain: number; to: number; ends: number | null }
  | { kind: 'leaves'; who: number; on: number | null }

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('lead' as const),
    domain: fc.nat(domains.length - 1),
    to: fc.nat(readers.length - 1),
    voluntary: fc.boolean(),
    from: fc.integer({ min: -30, max: 90 }),
    days: fc.integer({ min: 1, max: 120 }),
  }),
  fc.record({
    kind: fc.constant('state' as const),
    place: fc.nat(5),
    state: fc.constantFrom('accepted' as const, 'declined' as const, 'withdrawn' as const),
  }),
  fc.record({
    kind: fc.constant('phone' as const),
    place: fc.nat(5),
    confirm: fc.integer({ min: -9, max: 9 }),
  }),
  fc.record({
    kind: fc.constant('need' as const),
    domain: fc.integer({ min: 1, max: domains.length - 1 }),
    required: fc.constantFrom('default' as const, 'wish' as const, 'imposed' as const),
  }),
  fc.record({
    kind: fc.constant('release' as const),
    on: fc.option(fc.integer({ min: -20, max: 200 })),
  }),
  fc.record({ kind: fc.constant('clause' as const), place: fc.nat(5), other: fc.nat(4) }),
  fc.record({
    kind: fc.constant('measure' as const),
    ends: fc.option(fc.integer({ min: -20, max: 200 })),
  }),
  fc.record({
    kind: fc.constant('goesOn' as const),
    domain: fc.nat(domains.length - 1),
    to: fc.nat(readers.length - 1),
    ends: fc.option(fc.integer({ min: 0, max: 300 })),
  }),
  fc.record({
    kind: fc.constant('leaves' as const),
    who: fc.integer({ min: 1, max: readers.length - 1 }),
    on: fc.option(fc.integer({ min: -20, max: 90 }), { freq: 3 }),
  }),
)

const nth = 'select id from app.leads where case_id = $1 order by id offset $2 limit 1'

/** By the owner's hand, so that every state can come about, also those that no act would make. */
async function make(id: string, one: Change): Promise<void> {
  const domain = 'domain' in one ? (domains[one.domain] ?? 'lead') : 'lead'
  if (one.kind === 'lead') {
    const { id: agency, desk } = world.agency[readers[one.to] ?? 'city']
    await world.sql(
      `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id,
         from_principal, answer_by, voluntary, agreed, period)
       values (1, gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, current_date + $8::int, $9, daterange($10, $11), daterange($10, $11))`,
      [
        ...[id, domain, world.clause(domain), agency, desk, world.agency.city.id],
        ...[world.agency.city.desk, one.from - 20, one.voluntary, day(one.from)],
        day(one.from + one.days),
      ],
    )
  } else if (one.kind === 'state')
    await world
      .sql(
        `update app.leads set state = $3, answered_at = case when $3 in ('accepted', 'declined') then now() end,
           channel = 'self', confirm_by = null where id = (${nth})`,
        [id, one.place, one.state],
      )
      // Two who are accountable on one day are refused, whatever is tried.
      .catch((error: { code?: string }) => expect(error.code).toBe('23P01'))
  else if (one.kind === 'phone')
    await world.sql(
      `update app.leads set channel = 'phone', confirm_by = current_date + $3::int where id = (${nth})`,
      [id, one.place, one.confirm],
    )
  else if (one.kind === 'need')
    await world.sql(
      `insert into app.case_needs (authority_id, case_id, domain, clause_id, required) values (1, $1, $2, $3, $4)
       on conflict (authority_id, case_id, domain) do update set required = $4`,
      [id, domain, world.clause(domain), one.required],
    )
  else if (one.kind === 'leaves')
    await world.sql(
      'update app.arrangement_parties set left_on = $2 where authority_id = 1 and agency_id = $1',
      [world.agency[readers[one.who] ?? 'police'].id, one.on === null ? null : day(one.on)],
    )
  else if (one.kind === 'release')
    await world.sql(
      `update app.cases set release_on = $2::date, release_certainty = case when $2 is null then 'unknown' else 'expected' end where id = $1`,
      [id, one.on === null ? null : day(one.on)],
    )
  else if (one.kind === 'measure')
    await world.sql('update app.cases set measure_ends_on = $2::date where id = $1', [
      id,
      one.ends === null ? null : day(one.ends),
    ])
  else if (one.kind === 'goesOn') {
    await world.sql(
      'update app.continuations set in_force = false where case_id = $1 and domain = $2 and in_force',
      [id, domain],
    )
    await world.sql(
      `insert into app.continuations (authority_id, case_id, domain, clause_id, to_principal, goes_on, ends_on, way, said_on, language, recorded_by)
       values (1, $1, $2, $3, $4, $5::date is null, $5, 'on_screen', current_date, 'en', 1)`,
      [
        ...[id, domain, world.clause(domain), world.agency[readers[one.to] ?? 'city'].desk],
        one.ends === null ? null : day(one.ends),
      ],
    )
  } else
    await world.sql(`update app.leads set clause_id = $3 where id = (${nth})`, [
      id,
      one.place,
      world.clause(domains[one.other] ?? 'lead'),
    ])
}

test('for every reader a list from pictures says what the policies and the opened case say, whatever happened (SEC-12)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      await world.sql('update app.arrangement_parties set left_on = null where authority_id = 1')
      // Beside a second case: of many cases the rows are made by another question than of one that is opened.
      const { id } = await world.openCase({ release: day(40) })
      const second = await world.openCase({ release: day(45) })
      const ids = [id, second.id]
      for (const one of ids)
        for (const who of readers)
          await giveSeat(world, one, world.agency[who].desk, { relation: relations[who] })
      for (const one of changes) {
        await make(id, one)
        for (const who of readers)
          expect(told(await fromPictures(who, ids)), who).toEqual(
            told(await underPolicies(who, ids)),
          )
      }
      for (const who of readers) {
        const row = (await fromPictures(who, ids)).find((one) => one.id === id)
        const { segments = [], leads = [], gaps = [] } = row?.lanes ?? {}
        expect(ordered({ segments, leads, gaps }), who).toEqual(ordered(await opened(who, id)))
      }
    }),
    { numRuns: examples(12) },
  )
})
