import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outcome } from '../../../tests/law.ts'
import { day, monthsLater } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { writeItem } from '../../../tests/world-items.ts'

// LED-06, LED-11: by when an item is looked at again is agreed, in the retention class of its clause.
let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

/** What the register of the agreement says for one category; the text is not fixed in the test partnership. */
async function agreed(
  category: string,
  more: { months?: number; from?: string; review?: number | null },
) {
  await world.sql(
    `insert into app.arrangement_retention (authority_id, arrangement_id, purpose, category, months, counted_from, outcome, review_months)
     select authority_id, arrangement_id, purpose, category, $2, $3, 'erase', $4 from app.clauses
      where authority_id = 1 and id = $1
     on conflict (authority_id, arrangement_id, purpose, category)
     do update set months = $2, counted_from = $3, review_months = $4`,
    [world.clause(category), more.months ?? 12, more.from ?? 'case_closed', more.review ?? null],
  )
}
const reviewBy = async (id: string) => {
  const [row] = await world.sql<{ day: string }>(
    `select review_by::text as day from app.items where id = $1`,
    [id],
  )
  return row?.day
}

async function table() {
  const opened = await world.openCase()
  for (const name of ['probation', 'housing'] as const) await world.seat(opened.id, name)
  return { ...opened, items: `/cases/${opened.ref}/items` }
}
const fact = { category: 'accommodation', text: 'The flat is free from Monday.' }
const made = async (items: string, more: object = {}) =>
  (await world.post('housing', items, { ...fact, ...more })).body.id as string

describe('by when somebody looks again', () => {
  test('follows from the retention class of the clause', async () => {
    await agreed('accommodation', { review: 3 })
    const { items } = await table()
    expect(await reviewBy(await made(items))).toBe(monthsLater(3))
  })
  test('a class that names nothing takes what the edition says for all', async () => {
    await agreed('accommodation', {})
    const { items } = await table()
    expect(await reviewBy(await made(items))).toBe(monthsLater(6))
    await world.sql('update app.arrangements set review_months = 9 where authority_id = 1')
    expect(await reviewBy(await made(items))).toBe(monthsLater(9))
    await world.sql('update app.arrangements set review_months = 6 where authority_id = 1')
  })
  test('is never after the day on which it goes anyhow', async () => {
    await agreed('accommodation', { months: 2, from: 'written', review: 5 })
    const { items } = await table()
    expect(await reviewBy(await made(items))).toBe(monthsLater(2))
  })
  test('the composer shows it, and a new version and a second look follow it too', async () => {
    await agreed('accommodation', { review: 4 })
    const { items } = await table()
    const { body } = await world.get('housing', `${items}/composer`)
    const shown = body.categories.find(
      ({ category }: { category: string }) => category === fact.category,
    )
    expect(shown.reviewBy).toBe(monthsLater(4))
    const id = await made(items, { reviewBy: day(10) })
    expect(await reviewBy(id)).toBe(day(10))
    expect((await world.get('housing', `/items/${id}`)).body.reviewUsual).toBe(monthsLater(4))
    const again = { text: 'The flat is free.', reason: 'It is earlier.' }
    await world.post('housing', `/items/${id}/versions`, again, { version: 1 })
    expect(await reviewBy(id)).toBe(monthsLater(4))
  })
  test('its author may choose an earlier day, never a later one, on no road', async () => {
    await agreed('accommodation', { review: 3 })
    const { items, id: kase } = await table()
    const late = { reviewBy: day(100) }
    const refused = await world.post('housing', items, { ...fact, ...late })
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'item_review_too_late', field: 'reviewBy' },
    })
    const id = await made(items)
    const code = async (url: string, body: object) =>
      (await world.post('housing', url, body, { version: 1 })).body.code
    expect(await code(`/items/${id}/verify`, late)).toBe('item_review_too_late')
    expect(await code(`/items/${id}/versions`, { ...fact, reason: 'x', ...late })).toBeTruthy()
    expect(await outcome(writeItem(world, 'housing', kase, late))).toBe('item_review_too_late')
  })
})

describe('a stale item is marked and goes nowhere (R6)', () => {
  const share = (ref: string, id: string) =>
    world.post('housing', `/cases/${ref}/shares`, {
      ...{ items: [id], recipients: [world.agency.probation.desk], expiresOn: day(20) },
      informed: { on: day(0), how: 'talk' },
    })
  const disclose = (ref: string, id: string) =>
    world.post('housing', `/cases/${ref}/disclosures`, {
      ...{ items: [id], to: 'The landlord in Quay Street', why: whyOutside, expiresOn: day(10) },
      informed: { on: day(0), how: 'talk' },
    })
  const whyOutside = 'He lets the flat only if he knows from when it is lived in.'
  const grow = (id: string, on = day(-1)) =>
    world.sql('update app.items set review_by = $2 where id = $1', [id, on])

  test('readers still read it, with the mark; it is in no share, no disclosure, no choice and on no paper', async () => {
    const { items, ref } = await table()
    const id = await made(items)
    await grow(id)
    const seen = await world.get('probation', `/items/${id}`)
    expect(seen.body).toMatchObject({
      ...{ stale: true, heldBack: 'stale', words: { text: fact.text } },
    })
    const answers = [await share(ref, id), await disclose(ref, id)]
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'hand_on_stale'],
      [409, 'hand_on_stale'],
    ])
    const choice = (await world.get('housing', `/cases/${ref}/share-choice`)).body.items
    expect(choice.find((one: { id: string }) => one.id === id).heldBack).toBe('stale')
    const paper = (await world.get('probation', `${items}?paper=true`)).body.items
    expect(paper[0]).toMatchObject({ words: null, leftOut: 'stale' })
  })
  test('what was asked while it was fresh is neither approved, nor handed over, nor printed when it is stale', async () => {
    const chair = await world.session(1, ['chair'], 10)
    const { items, ref } = await table()
    const id = await made(items)
    const [one] = (await disclose(ref, id)).body.ids
    const decide = (version: number) =>
      world.post(
        chair,
        `/disclosures/${one}/decision`,
        { outcome: 'approved', words: 'Only the date.' },
        { version },
      )
    await grow(id)
    expect((await decide(1)).body.code).toBe('hand_on_stale')
    await grow(id, day(1))
    expect((await decide(1)).status).toBe(200)
    const hand = () => world.post('housing', `/disclosures/${one}/hand-over`, {}, { version: 2 })
    const sheet = async () => (await world.get('housing', `/disclosures/${one}/sheet`)).body
    expect((await sheet()).items[0].text).toBe(fact.text)
    await grow(id)
    expect((await hand()).body.code).toBe('hand_on_stale')
    expect(await sheet()).toMatchObject({ status: 409, code: 'hand_on_stale' })
    // Looked at again it may leave.
    expect(
      (await world.post('housing', `/items/${id}/verify`, { reviewBy: day(5) }, { version: 1 }))
        .status,
    ).toBe(200)
    expect((await hand()).status).toBe(200)
  })
})
