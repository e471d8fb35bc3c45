import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, giveSeat } from '../../../tests/law.ts'
import { day, makeWorld, type World } from '../../../tests/world.ts'
import { layItem } from '../../../tests/world-items.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  // So that versions can be laid into the past; nothing else may change them.
  await world.sql('alter table app.item_versions disable trigger keep_item_version')
})
afterAll(() => world.drop())

/** Noon of a day so many days from today, in the zone of the authority. */
const noon = (offset: number) => `${day(offset)}T12:00:00+01:00`
const first = -20

interface Line {
  version: number
  by: string
  from: string
  until: string
}

/** What happened to one item, in days from today. */
interface Story {
  written: number
  /** Closed to others from a day, and opened again on a day or never. */
  closed: { from: number; until: number | null }[]
  /** A second version, and whether the first was set aside with it. */
  second: { on: number; setAside: boolean } | null
  named: boolean
  share: { on: number; expires: number; withdrawn: number | null; left: number | null } | null
  deleteOn: number | null
}

/** What the desk of probation could read on a day, said in plain words of the law. */
function readable(story: Story, d: number): string[] {
  const closed = story.closed.some(({ from, until }) => from < d && (until === null || until > d))
  if (d < story.written || closed) return []
  if (story.deleteOn !== null && d >= story.deleteOn) return []
  const { second, share } = story
  const versions = [1, ...(second ? [2] : [])]
  const since = (version: number) => (version === 1 ? story.written : (second?.on ?? 0))
  const current = versions.filter(
    (version) => since(version) <= d && (version === 2 || !second || second.on >= d),
  )
  const whole = (version: number) => version === 2 || !second?.setAside || second.on >= d
  const named = story.named ? current.filter(whole).map((version) => `${version} named`) : []
  const given =
    share !== null &&
    share.on <= d &&
    share.expires >= d &&
    (share.withdrawn === null || share.withdrawn >= d) &&
    (share.left === null || share.left >= d) &&
    whole(1)
  return [...named, ...(given ? ['1 share'] : [])]
}

/** Stretches of days without a break, as the account tells them. */
function expected(story: Story): string[] {
  const lines: string[] = []
  for (const what of ['1 named', '2 named', '1 share']) {
    let begun: number | null = null
    for (let d = first; d <= 1; d += 1) {
      const has = d <= 0 && readable(story, d).includes(what)
      if (has && begun === null) begun = d
      if (!has && begun !== null) {
        lines.push(`${what} ${day(begun)} ${day(d - 1)}`)
        begun = null
      }
    }
  }
  return lines.sort()
}

async function lay(story: Story): Promise<{ id: string; item: string }> {
  const { id } = await world.openCase({ release: day(40) })
  const { probation } = world.agency
  await giveSeat(world, id, probation.desk, { from: `timestamptz '${noon(-60)}'` })
  const item = await layItem(world, id, {
    owner: 'city',
    mode: 'named',
    audience: [story.named ? probation.desk : world.agency.exit.desk],
    deleteOn: story.deleteOn === null ? null : day(story.deleteOn),
  })
  await world.sql('update app.item_versions set written_at = $2 where item_id = $1', [
    item,
    noon(story.written),
  ])
  await world.sql(
    `insert into app.item_audiences (authority_id, item_id, position, case_id, mode, audience, from_at, set_by)
     values (1, $1, 1, $2, 'named', $3, $4, 1)`,
    [item, id, [story.named ? probation.desk : world.agency.exit.desk], noon(story.written)],
  )
  if (story.second) {
    await world.sql(
      `insert into app.item_versions select (x.v).* from (select jsonb_populate_record(v, jsonb_build_object('version', 2, 'written_at', $2::text, 'reason_sealed', '\\x01')) as v
         from app.item_versions v where v.item_id = $1) x`,
      [item, noon(story.second.on)],
    )
    if (story.second.setAside)
      await world.sql(
        'update app.item_versions set restricted = true where item_id = $1 and version = 1',
        [item],
      )
    await world.sql(
      'update app.item_versions set restricted_at = $2 where item_id = $1 and restricted',
      [item, noon(story.second.on)],
    )
  }
  for (const { from, until } of story.closed)
    await world.sql(
      'insert into app.item_closures (authority_id, item_id, case_id, from_at, until_at) values (1, $1, $2, $3, $4)',
      [item, id, noon(from), until === null ? null : noon(until)],
    )
  if (story.share) await layShare(id, item, story.share)
  return { id, item }
}

async function layShare(id: string, item: string, share: NonNullable<Story['share']>) {
  const { city, exit, probation } = world.agency
  const shareId = randomUUID()
  await world.sql(
    `insert into app.shares (authority_id, id, case_id, owner_agency_id, purpose, clause_id, recipients, key_wrapped, expires_on, decided_by, decided_at, withdrawn_at, withdrawn_by)
     values (1, $1, $2, $3, 'reintegration', $4, $5, $11, $6, $7, $8, $9, $10)`,
    [
      ...[shareId, id, city.id, world.clause('accommodation')],
      share.left === null ? [probation.desk] : [exit.desk],
      ...[day(share.expires), city.member, noon(share.on)],
      share.withdrawn === null ? null : noon(share.withdrawn),
      share.withdrawn === null ? null : city.member,
      world.db.keys.newDataKey(1).wrapped,
    ],
  )
  await world.sql(
    'insert into app.share_items (authority_id, share_id, item_id, version, case_id) values (1, $1, $2, 1, $3)',
    [shareId, item, id],
  )
  if (share.left !== null)
    await world.sql(
      'insert into app.share_departures (authority_id, share_id, principal, case_id, left_at) values (1, $1, $2, $3, $4)',
      [shareId, probation.desk, id, noon(share.left)],
    )
}

async function account(id: string): Promise<string[]> {
  const [row] = await ask<{ lines: Line[] }>(
    world,
    'city',
    'select read.received_by($1, $2, $3::date, $4::date) as lines',
    [id, world.agency.probation.id, day(first), day(0)],
  )
  return (row?.lines ?? [])
    .map(({ version, by, from, until }) => `${version} ${by} ${from} ${until}`)
    .sort()
}

const offset = fc.integer({ min: first - 2, max: 0 })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const story: fc.Arbitrary<Story> = fc
  .record({
    written: fc.integer({ min: first - 2, max: -8 }),
    cuts: fc.uniqueArray(offset, { maxLength: 4 }),
    second: maybe(fc.record({ on: fc.integer({ min: -7, max: 0 }), setAside: fc.boolean() })),
    named: fc.boolean(),
    share: maybe(
      fc.record({
        on: offset,
        expires: fc.integer({ min: first, max: 5 }),
        withdrawn: maybe(offset),
        left: maybe(offset),
      }),
    ),
    deleteOn: maybe(fc.integer({ min: -6, max: 3 })),
  })
  .map(({ cuts, ...rest }) => {
    const days = [...cuts].sort((one, other) => one - other)
    const closed = days.flatMap((from, at) =>
      at % 2 === 0 ? [{ from, until: days[at + 1] ?? null }] : [],
    )
    // Nothing is shared before it is written.
    const share = rest.share && { ...rest.share, on: Math.max(rest.share.on, rest.written) }
    return { ...rest, share, closed }
  })

describe('what did an agency receive, day by day (SH2, LED-25)', () => {
  test('restricted, withdrawn, set aside, deleted, departed: each stretch ends with the day on which it could last be read', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const { id } = await lay(told)
        expect(await account(id)).toEqual(expected(told))
      }),
      { numRuns: 60, seed: 3 },
    )
  })

  test('whatever closes an item is written down: by its agency, by a decision on what the person contests, by the clock', async () => {
    const { id } = await world.openCase({ release: day(40) })
    const item = await layItem(world, id, { owner: 'city' })
    const closures = () =>
      world.sql<{ open: boolean }>(
        'select until_at is null as open from app.item_closures where item_id = $1 order by from_at',
        [item],
      )
    await world.sql(`update app.items set state = 'restricted' where id = $1`, [item])
    expect(await closures()).toEqual([{ open: true }])
    await world.sql(`update app.items set state = 'withdrawn' where id = $1`, [item])
    expect(await closures()).toEqual([{ open: true }])
    await world.sql(`update app.items set state = 'current' where id = $1`, [item])
    expect(await closures()).toEqual([{ open: false }])
    await world.sql('update app.item_versions set restricted = true where item_id = $1', [item])
    const [version] = await world.sql<{ at: Date | null }>(
      'select restricted_at as at from app.item_versions where item_id = $1',
      [item],
    )
    expect(version?.at).not.toBeNull()
  })
})
