import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, giveSeat, type Reader, sees } from '../../../tests/law.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'
import { layItem, layMeeting } from '../../../tests/world-items.ts'
import { zone } from '../../../tests/zone.ts'

// The list of readers that a writer is shown must be the law itself, not a copy of it: for generated states,
// whoever stands in the list sees the item under the policies, and whoever does not stand there does not.

const names = ['city', 'probation', 'housing', 'police', 'exit'] as const
interface Member {
  agency: AgencyName
  id: number
  reader: Reader
}

let world: World
const members: Member[] = []
beforeAll(async () => {
  world = await makeWorld()
  for (const agency of names) {
    members.push({ agency, id: world.agency[agency].member, reader: agency })
    // A colleague who is at no desk.
    const { member, token } = await world.session(world.agency[agency].id, ['case_worker'])
    members.push({ agency, id: member, reader: { token } })
  }
})
afterAll(() => world.drop())

const rarely = <T>(what: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: what })
const agency = fc.constantFrom(...names)
const seat = fc.record({
  agency,
  holder: fc.constantFrom('desk', 'worker', 'colleague'),
  relation: fc.constantFrom('coordination', 'lead', 'member', 'cover', 'guest', 'provider'),
  when: fc.constantFrom('now', 'now', 'now', 'now', 'now', 'over', 'to come'),
})
const state = fc.record({
  seats: fc.array(seat, { minLength: 3, maxLength: 9 }),
  cells: fc.array(
    fc.record({
      agency,
      category: fc.constantFrom('accommodation', 'accommodation', 'lead'),
      sight: fc.constantFrom('full', 'summary', null),
      brings: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  away: rarely(fc.record({ agency, by: fc.constantFrom('desk', 'colleague') })),
  owner: agency,
  mode: fc.constantFrom('table', 'table', 'table', 'named', 'named', 'agency'),
  audience: fc.array(
    fc.record({ agency, holder: fc.constantFrom('desk', 'worker', 'colleague') }),
    {
      minLength: 1,
      maxLength: 5,
    },
  ),
  state: fc.constantFrom(
    'current',
    'current',
    'current',
    'current',
    'contested',
    'restricted',
    'withdrawn',
  ),
  deleteOn: rarely(fc.constantFrom(day(0), day(3))),
  meeting: fc.option(fc.record({ on: fc.constantFrom(0, 2), with: fc.subarray([...names]) }), {
    freq: 3,
  }),
  special: rarely(fc.boolean()),
})
type State = typeof state extends fc.Arbitrary<infer S> ? S : never

function principalOf(name: AgencyName, holder: string): number {
  if (holder === 'desk') return world.agency[name].desk
  const [worker, colleague] = members.filter((member) => member.agency === name)
  return 10_000 + ((holder === 'worker' ? worker : colleague)?.id ?? 0)
}

const periods = {
  now: {},
  over: { from: `now() - interval '2 days'`, until: `now() - interval '1 second'` },
  'to come': { from: `now() + interval '1 hour'` },
} as const

async function arrange(given: State) {
  await world.sql(`update app.clause_rights set sight = 'full' where clause_id = $1`, [
    world.clause('lead'),
  ])
  const { id } = await world.openCase()
  await world.sql('delete from app.seats where case_id = $1', [id])
  for (const one of given.seats)
    await giveSeat(world, id, principalOf(one.agency, one.holder), {
      relation: one.relation,
      ...periods[one.when as keyof typeof periods],
    }).catch(() => undefined) // The same seat twice is one seat.
  // Of the category itself, and of the clause on which the case stands.
  await world.sql(
    `update app.clause_rights set sight = 'full', may_contribute = true where clause_id = any ($1)`,
    [[world.clause('accommodation'), world.clause('lead')]],
  )
  for (const cell of given.cells)
    await world.sql(
      'update app.clause_rights set sight = $3, may_contribute = $4 where clause_id = $1 and agency_id = $2',
      [world.clause(cell.category), world.agency[cell.agency].id, cell.sight, cell.brings],
    )
  await world.sql('delete from app.absences')
  if (given.away) {
    const { agency: name, by } = given.away
    await world.sql(
      `insert into app.absences (authority_id, id, agency_id, member_id, kind, starts_at, cover, entered_by)
       values (1, gen_random_uuid(), $1, $2, 'away', now() - interval '1 hour', $3, 1)`,
      [world.agency[name].id, world.agency[name].member, [principalOf(name, by)]],
    )
  }
  const meetingId = given.meeting
    ? await layMeeting(world, id, day(given.meeting.on), given.meeting.with)
    : null
  const mode = given.special !== null && given.mode === 'table' ? 'agency' : given.mode
  const owner = members.filter((member) => member.agency === given.owner)
  const item = await layItem(world, id, {
    owner: given.owner,
    mode: mode as 'table',
    audience:
      mode === 'named' ? given.audience.map((one) => principalOf(one.agency, one.holder)) : [],
    state: given.state as 'current',
    deleteOn: given.deleteOn,
    meetingId,
    ...(given.special !== null && {
      special: { approver: owner[1]?.id ?? 0, approved: given.special },
    }),
  })
  return { item, table: given.special === null ? 'app.items' : 'app.special_items' }
}

describe('who can read it: the list and the law are one', () => {
  let listed = 0
  test('for generated tables, matrices, absences, meetings and items', async () => {
    await fc.assert(
      fc.asyncProperty(state, async (given) => {
        const { item, table } = await arrange(given)
        const list = await world.sql<{ member: number }>(
          'select member from actor.item_readers(1, $1)',
          [item],
        )
        const seen = []
        for (const member of members)
          if (await sees(world, member.reader, `${table} where id = $1`, [item]))
            seen.push(member.id)
        listed += seen.length
        expect(list.map(({ member }) => member).sort()).toEqual([...seen].sort())
      }),
      { numRuns: 60 },
    )
    expect(listed).toBeGreaterThan(20)
  })
  test('principals of a colleague are those that their session would have', async () => {
    for (const member of members) {
      const [mine] = await ask<{ principals: number[] }>(
        world,
        member.reader,
        'select actor.principals() as principals',
      )
      const [told] = await world.sql<{ principals: number[] }>(
        `select actor.principals_of(1, $1, $2, '${zone}') as principals`,
        [member.id, world.agency[member.agency].id],
      )
      expect([...(told?.principals ?? [])].sort()).toEqual([...(mine?.principals ?? [])].sort())
    }
  })
})
