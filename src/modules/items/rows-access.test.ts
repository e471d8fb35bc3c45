import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveSeat, sees } from '../../../tests/law.ts'
import { type AgencyName, makeWorld, type World } from '../../../tests/world.ts'
import { type ItemWish, layItem, layVersion } from '../../../tests/world-items.ts'

// What hangs on an item: on which facts it relies, for whom it was meant before, what was done with it.
let world: World
let kase: string
beforeAll(async () => {
  world = await makeWorld()
  kase = (await world.openCase()).id
  for (const name of ['housing', 'probation', 'police'] as const)
    await giveSeat(world, kase, world.agency[name].desk)
})
afterAll(() => world.drop())

const named = (name: AgencyName): ItemWish => ({
  mode: 'named',
  audience: [world.agency[name].desk],
})
const lay = (wish: ItemWish) => layItem(world, kase, { owner: 'housing', ...wish })

describe('on which facts an assessment relies (LED-10)', () => {
  async function reads(assessment: ItemWish, fact: ItemWish, version = 2) {
    const item = await lay({ kind: 'assessment', ...assessment })
    await layVersion(world, item, 2, 'It will hold.')
    const relied = await lay(fact)
    await world.sql(
      `insert into app.item_facts (authority_id, item_id, version, case_id, fact_id, fact_version) values (1, $1, $2, $3, $4, 1)`,
      [item, version, kase, relied],
    )
    return sees(world, 'probation', 'app.item_facts where item_id = $1', [item])
  }
  test('is read by who reads that version of the one and the other', async () => {
    expect(await reads({}, {})).toBe(true)
    expect(await reads({}, {}, 1)).toBe(false)
    expect(await reads(named('police'), {})).toBe(false)
    expect(await reads({}, named('police'))).toBe(false)
  })
})

describe('for whom it was meant before, and what was done with it', () => {
  test('is a matter of its own agency, whoever else reads the item', async () => {
    const special = { approver: world.agency.health.member, approved: true }
    for (const wish of [{}, { ...named('probation'), special }]) {
      const item = await lay(wish)
      await world.sql(
        `insert into app.item_audiences (authority_id, item_id, position, case_id, mode, audience, set_by)
         values (1, $1, 9, $2, 'agency', '{}', 1)`,
        [item, kase],
      )
      await world.sql(
        `insert into app.item_changes (authority_id, item_id, position, case_id, what, changed_by) values (1, $1, 9, $2, 'handling', 1)`,
        [item, kase],
      )
      for (const what of ['item_audiences', 'item_changes'])
        for (const [who, expected] of [
          ['housing', true],
          ['probation', false],
        ] as const)
          expect([
            what,
            who,
            await sees(world, who, `app.${what} where item_id = $1`, [item]),
          ]).toEqual([...[what, who, expected]])
    }
  })
})

test('the items of a case are told as one item is', async () => {
  for (const wish of [{}, { kind: 'assessment' }, named('police')] satisfies ItemWish[])
    await layVersion(world, await lay(wish), 2, 'Newer words.')
  await world.sql(
    `update app.items set review_by = current_date - 1, delete_on = current_date + 9, ask_first = true where mode = 'named'`,
  )
  const told = await world.sql<{ told: unknown; one: unknown }>(
    `select read.item_told(i, 'stale', read.version_told(v, 'A', 'B'), current_date) as told,
            read.item_json(to_jsonb(i), false, current_date)
              || jsonb_build_object('leftOut', 'stale', 'words', read.version_json(to_jsonb(v), 'A', 'B')) as one
       from app.items i join app.item_versions w on w.authority_id = i.authority_id and w.item_id = i.id
       cross join lateral (select w as v union all select jsonb_populate_record(w,
         '{"source_sealed": "\\\\x0102", "reason_sealed": "\\\\x03", "method_sealed": "\\\\x04", "as_of": "2030-01-02", "verified_by": 3,
           "verified_at": "2030-01-02T03:04:05.006Z", "restricted": true}')) x`,
  )
  expect(told.length).toBeGreaterThan(5)
  for (const { told: many, one } of told) expect(many).toEqual(one)
})
