import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveSeat, sees } from '../../../tests/law.ts'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { layItem } from '../../../tests/world-items.ts'
import type { RetentionRow } from './contract.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
  await world.sql(
    `insert into app.arrangement_retention (authority_id, arrangement_id, purpose, category, months, counted_from, outcome) values
     (1, 1, 'reintegration', 'accommodation', 6, 'written', 'erase'),
     (1, 1, 'reintegration', 'finance_papers', 2, 'written', 'restrict'),
     (1, 1, 'reintegration', 'work', 3, 'case_closed', 'erase')`,
  )
})
afterAll(() => world.close())

const clockAt = async (on: string) =>
  Number((await world.db.worker.query('select act.apply_retention($1) as n', [on])).rows[0].n)

const openTable = async () => {
  const opened = await world.openCase({ release: day(40) })
  for (const who of ['probation', 'housing'] as const)
    await giveSeat(world, opened.id, world.agency[who].desk)
  return opened
}

const gone = async () =>
  (
    await world.sql<{ id: string; how: string }>(
      `select id, case when erased_on is not null then 'erase' else 'restrict' end as how from app.items
        where erased_on is not null or state = 'restricted' union all
       select id, case when erased_on is not null then 'erase' else 'restrict' end from app.special_items
        where erased_on is not null or state = 'restricted' order by id`,
    )
  ).map(({ id, how }) => `${id} ${how}`)

test('with a moved clock exactly the rows of the preview go, once, however long it stood (RI3, N19, LED-06)', async () => {
  const { id, ref } = await openTable()
  const months = ['accommodation', 'finance_papers', 'work'] as const
  const items: string[] = []
  for (const category of months)
    for (const age of [0, 40, 90, 175]) {
      const item = await layItem(world, id, { owner: 'city', category })
      await world.sql('update app.items set review_by = null where id = $1', [item])
      await world.sql(`alter table app.items disable trigger keep_item`)
      await world.sql(
        `update app.items set written_at = now() - make_interval(days => $2) where id = $1`,
        [item, age],
      )
      await world.sql(`alter table app.items enable trigger keep_item`)
      items.push(item)
    }
  const dated = await layItem(world, id, { owner: 'city', category: 'work', deleteOn: day(50) })
  items.push(dated)
  const preview = async () => {
    const { body } = await world.get('city', `/cases/${ref}/rights`)
    return body.retention as RetentionRow[]
  }
  const shown = await preview()
  // Work counts from the end of the case, which has not come: only what its author dated is listed.
  expect(shown.filter(({ category }) => category === 'work')).toMatchObject([
    { item: dated, from: 'author', on: day(50), outcome: 'erase' },
  ])
  expect(shown).toHaveLength(9)
  expect(shown.every(({ clause, arrangement }) => clause !== '' && arrangement !== '')).toBe(true)
  for (const on of [day(30), day(75), day(400)]) {
    const expected = shown
      .filter((row) => row.on <= on)
      .map(({ item, outcome }) => `${item} ${outcome}`)
      .sort()
    await clockAt(on)
    expect(await gone()).toEqual(expected)
    expect(await clockAt(on), 'a second run does nothing').toBe(0)
  }
  expect(await preview()).toEqual([])
  // Statistics stay possible: the rows are there, without words and without a key.
  const left = await world.sql(
    `select count(*)::int as n from app.items i where i.erased_on is not null and i.key_wrapped is null
      and not exists (select from app.item_versions v where v.item_id = i.id)`,
  )
  expect(left).toEqual([{ n: 5 }])
  expect(await sees(world, 'city', `app.retention_marks where what = 'erased'`)).toBe(true)
  expect(await sees(world, 'probation', 'app.retention_marks')).toBe(false)
  const before = await gone()
  await world.sql(`update app.cases set closed_on = $2, stage = 'closed' where id = $1`, [
    id,
    day(400),
  ])
  await clockAt(day(800))
  expect((await gone()).length).toBe(before.length + 4)
})

/** Counts of what went, and counts of what was announced, as lines that can be compared. */
const lines = (rows: { month: string; class: string; outcome: string; items: number }[]) => {
  const sums = new Map<string, number>()
  for (const { month, class: kind, outcome, items } of rows) {
    const line = `${month} ${kind} ${outcome}`
    sums.set(line, (sums.get(line) ?? 0) + items)
  }
  return [...sums].map(([line, items]) => `${line} ${items}`).sort()
}

const wentSoFar = async () =>
  new Map(
    (
      await world.sql<{ line: string; items: number }>(
        `select case when i.special or m.category in ('health', 'substance_use') then 'protected' else m.category end || ' '
             || case m.what when 'erased' then 'erase' else 'restrict' end as line, count(*)::int as items
           from app.retention_marks m
           join (select id, false as special from app.items union all select id, true from app.special_items) i on i.id = m.item_id
          where m.what <> 'review' group by 1`,
      )
    ).map(({ line, items }) => [line, items]),
  )

test('the preview of the whole authority, in counts by month and class, is what goes when the clock is moved (N19, LED-06)', async () => {
  const { id } = await openTable()
  await world.sql('alter table app.items disable trigger keep_item')
  for (const [category, age] of [
    ['accommodation', 3],
    ['accommodation', 30],
    ['accommodation', 61],
    ['finance_papers', 2],
    ['finance_papers', 33],
  ] as const)
    await world.sql(
      'update app.items set written_at = now() - make_interval(days => $2) where id = $1',
      [await layItem(world, id, { owner: 'housing', category }), age],
    )
  await world.sql('alter table app.items enable trigger keep_item')
  const approver = world.agency.city.member
  const special = {
    category: 'finance_papers',
    mode: 'agency',
    special: { approver, approved: true },
  } as const
  await layItem(world, id, { owner: 'housing', ...special })
  for (const who of ['housing', 'police', 'probation'] as const)
    expect((await world.get(who, '/retention')).body.code).toBe('retention_not_yours')
  const until = day(360)
  const { body } = await world.get('privacy', `/retention?until=${until}`)
  expect((await world.get('city', `/retention?until=${until}`)).body.rows).toEqual(body.rows)
  expect(JSON.stringify(body)).not.toMatch(/health|substance|[0-9a-f]{8}-/)
  const went: string[] = []
  let before = await wentSoFar()
  const month = new Date(`${day(0).slice(0, 7)}-01T00:00:00Z`)
  for (let on = ''; on !== until; ) {
    const name = month.toISOString().slice(0, 7)
    month.setUTCMonth(month.getUTCMonth() + 1)
    const last = new Date(month.getTime() - 86_400_000).toISOString().slice(0, 10)
    on = last < until ? last : until
    await clockAt(on)
    const after = await wentSoFar()
    for (const [line, items] of after)
      if (items > (before.get(line) ?? 0))
        went.push(`${name} ${line} ${items - (before.get(line) ?? 0)}`)
    before = after
  }
  expect(went.length).toBeGreaterThan(3)
  expect(went.sort()).toEqual(lines(body.rows))
})

test('thirty days before the limit its agency is asked to look, once', async () => {
  const { id } = await openTable()
  const item = await layItem(world, id, { owner: 'housing', category: 'accommodation' })
  const [{ on } = { on: '' }] = await world.sql<{ on: string }>(
    `select (current_date + interval '6 months')::date::text as on`,
  )
  const before = (days: number) =>
    new Date(Date.parse(on) - days * 86_400_000).toISOString().slice(0, 10)
  const reviews = async () =>
    (
      await world.sql(`select 1 from app.retention_marks where item_id = $1 and what = 'review'`, [
        item,
      ])
    ).length
  await clockAt(before(31))
  expect(await reviews()).toBe(0)
  await clockAt(before(29))
  await clockAt(before(28))
  expect(await reviews()).toBe(1)
  expect(await sees(world, 'housing', 'app.retention_marks where item_id = $1', [item])).toBe(true)
  expect(await sees(world, 'probation', 'app.retention_marks where item_id = $1', [item])).toBe(
    false,
  )
})

test('kept longer only with reasons and a second person of the same agency', async () => {
  const { id, ref } = await openTable()
  const item = await layItem(world, id, { owner: 'housing', category: 'accommodation' })
  const due = (await world.get('housing', `/cases/${ref}/rights`)).body.retention[0].on as string
  const later = new Date(Date.parse(due) + 60 * 86_400_000).toISOString().slice(0, 10)
  const askFor = (until: string, reasons = 'An appeal is open.') =>
    world.post('housing', `/items/${item}/extensions`, { until, reasons })
  expect((await askFor(day(1))).body.code).toBe('extension_day_impossible')
  const { body } = await askFor(later)
  const answer = (who: 'housing' | 'probation') =>
    world.post(who, `/extensions/${body.id}/answer`, { approved: true })
  expect((await answer('housing')).body.code).toBe('extension_two_people')
  expect((await answer('probation')).body.code).toBe('item_not_yours')
  expect(await sees(world, 'probation', 'app.retention_extensions')).toBe(false)
  await clockAt(due)
  expect(await gone()).toContainEqual(`${item} erase`)
})

test('agreed by a second person it stays until that day', async () => {
  const { id, ref } = await openTable()
  const item = await layItem(world, id, { owner: 'housing', category: 'accommodation' })
  const due = (await world.get('housing', `/cases/${ref}/rights`)).body.retention[0].on as string
  const later = new Date(Date.parse(due) + 60 * 86_400_000).toISOString().slice(0, 10)
  const { body } = await world.post('housing', `/items/${item}/extensions`, {
    until: later,
    reasons: 'An appeal is open.',
  })
  const colleague = await world.session(
    world.agency.housing.id,
    ['case_worker'],
    world.agency.housing.desk,
  )
  const housing = world.agency.housing
  world.agency.housing = { ...housing, ...colleague }
  expect(
    (await world.post('housing', `/extensions/${body.id}/answer`, { approved: true })).status,
  ).toBe(200)
  for (const who of ['housing', 'probation'] as const) {
    const [row] = (await world.get(who, `/cases/${ref}/rights`)).body.retention
    expect(row).toMatchObject({ item, extendedUntil: later })
  }
  world.agency.housing = housing
  await clockAt(later)
  expect(await gone()).not.toContainEqual(`${item} erase`)
  await clockAt(new Date(Date.parse(later) + 86_400_000).toISOString().slice(0, 10))
  expect(await gone()).toContainEqual(`${item} erase`)
})

test('the desk reads what goes in all its cases, and nobody reads of items they do not see', async () => {
  const { id, ref } = await openTable()
  const item = await layItem(world, id, { owner: 'city', category: 'finance_papers' })
  const desk = async (who: 'city' | 'housing' | 'probation' | 'police') =>
    ((await world.get(who, `/rights?until=${day(400)}`)).body.retention as RetentionRow[]).map(
      (one) => one.item,
    )
  expect(await desk('city')).toContain(item)
  expect(await desk('housing')).toContain(item)
  expect(await desk('police')).not.toContain(item)
  expect((await world.get('police', `/cases/${ref}/rights`)).status).toBe(404)
})
