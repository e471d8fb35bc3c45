import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day, monthsLater } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { layItem, layMeeting } from '../../../tests/world-items.ts'
import type { Item, ItemReader } from './contract.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

async function table() {
  const opened = await world.openCase()
  for (const name of ['probation', 'housing', 'police', 'health'] as const)
    await world.seat(opened.id, name)
  return { ...opened, items: `/cases/${opened.ref}/items` }
}

const fact = {
  category: 'accommodation',
  text: 'The flat in the north district is free from Monday.',
}
const texts = (items: Item[]) => items.map(({ words }) => words?.text ?? null)

describe('a routine fact is text and category', () => {
  test('everything else has a usual value: seen today, for the table, to be looked at when the agreement says', async () => {
    const { items, ref } = await table()
    const made = await world.post('housing', items, fact)
    expect(made.status).toBe(201)
    const { body } = await world.get('probation', items)
    expect(body).toMatchObject({ ref, mayWrite: true, special: [] })
    expect(body.items).toHaveLength(1)
    expect(body.items[0]).toMatchObject({
      ...{ kind: 'fact', category: 'accommodation', mode: 'table', state: 'current', stale: false },
      ...{ own: false, asOf: day(0), reviewBy: monthsLater(6) },
      clause: { label: '4.5', arrangement: '2026/1' },
      words: { text: fact.text, sourceKind: 'observed', credibility: 'confirmed', version: 1 },
      handling: { noOnward: false, viewOnly: false, meetingId: null, deleteOn: null },
    })
  })
  test('a double click writes once', async () => {
    const { items } = await table()
    const key = randomUUID()
    const first = await world.post('housing', items, fact, { key })
    const second = await world.post('housing', items, fact, { key })
    expect(second.body.id).toBe(first.body.id)
    expect((await world.get('housing', items)).body.items).toHaveLength(1)
  })
  test('nothing of it lies open in the database', async () => {
    const { items, id } = await table()
    await world.post('housing', items, { ...fact, source: 'the caretaker told me' })
    const dump = await world.sql<{ row: string }>(
      `select row_to_json(v)::text as row from app.item_versions v where case_id = $1
       union all select row_to_json(i)::text from app.items i where case_id = $1`,
      [id],
    )
    expect(dump.map(({ row }) => row).join()).not.toMatch(/flat|caretaker/)
  })
})

describe('who will read it, before it is saved', () => {
  const preview = async (items: string, wish: object = {}) => {
    const answer = await world.post('housing', `${items}/readers`, {
      category: 'accommodation',
      ...wish,
    })
    expect(answer.status).toBe(200)
    return answer.body
  }
  const names = (readers: ItemReader[]) => readers.map(({ agency }) => agency.name).sort()

  test('by name, with rule and clause; the others with the reason', async () => {
    const { items } = await table()
    const body = await preview(items)
    expect(names(body.readers)).toEqual([
      ...[
        'City coordination',
        'Housing Office',
        'Local Police',
        'North Health Centre',
        'Probation Service',
        'Valmare Prison',
      ],
    ])
    expect(body.readers[0]).toMatchObject({
      rule: 'own',
      you: true,
      agency: { name: 'Housing Office' },
    })
    expect(body.clause).toMatchObject({ label: '4.5' })
    expect(body.others).toEqual([])
  })
  test('a category that the police do not see takes them off the list, and the clause says so', async () => {
    const { items } = await table()
    const body = await preview(items, { category: 'finance_papers' })
    expect(names(body.readers)).not.toContain('Local Police')
    expect(body.others).toContainEqual(
      expect.objectContaining({
        agency: expect.objectContaining({ name: 'Local Police' }),
        why: 'no_clause',
      }),
    )
  })
  test('each condition changes it: named seats, one meeting, own agency, the day of deletion', async () => {
    const { items, id } = await table()
    const { probation } = world.agency
    const named = await preview(items, { mode: 'named', audience: [probation.desk] })
    expect(names(named.readers)).toEqual(['Housing Office', 'Probation Service'])
    expect(named.others.map(({ why }: { why: string }) => why)).toContain('not_chosen')
    const meetingId = await layMeeting(world, id, day(0), ['probation'])
    expect(names((await preview(items, { meetingId })).readers)).toEqual([
      'Housing Office',
      'Probation Service',
    ])
    expect(names((await preview(items, { mode: 'agency' })).readers)).toEqual(['Housing Office'])
    const until = (await preview(items, { deleteOn: day(4) })).readers.map(
      (one: ItemReader) => one.until,
    )
    expect(new Set(until)).toEqual(new Set([day(3)]))
  })
  test('the list before and the list after saving are the same', async () => {
    const { items } = await table()
    const before = await preview(items)
    const { body } = await world.post('housing', items, fact)
    const after = await world.get('housing', `/items/${body.id}`)
    expect(names(after.body.readers)).toEqual(names(before.readers))
  })
  test('who may not write is not told who reads', async () => {
    const { ref, id } = await world.openCase()
    await world.seat(id, 'probation', 'guest')
    const wish = { category: 'accommodation' }
    expect((await world.post('probation', `/cases/${ref}/items/readers`, wish)).status).toBe(403)
    expect((await world.post('housing', `/cases/${ref}/items/readers`, wish)).status).toBe(404)
  })
})

describe('LED-14: conditions hold on paper', () => {
  for (const [what, wish] of Object.entries({
    view_only: { viewOnly: true },
    spoken_only: { spokenOnly: true },
    stale: { reviewBy: day(-1) },
    contested: { state: 'contested' },
    own_agency: { owner: 'city', mode: 'agency' },
  } as const))
    test(`${what}: the words are on the screen and not on paper, where it says why`, async () => {
      const { items, id } = await table()
      await layItem(world, id, wish)
      expect(texts((await world.get('city', items)).body.items)).toEqual(['He has a bed.'])
      const paper = (await world.get('city', `${items}?paper=true`)).body
      expect(paper.items[0]).toMatchObject({ leftOut: what, words: null })
      expect(JSON.stringify(paper)).not.toContain('a bed')
    })
  test('for one meeting: not on paper either', async () => {
    const { items, id } = await table()
    await layItem(world, id, { meetingId: await layMeeting(world, id, day(0), ['city']) })
    expect((await world.get('city', `${items}?paper=true`)).body.items[0].leftOut).toBe(
      'meeting_only',
    )
  })
  test('what is printed is in the access log, with ids and versions', async () => {
    const { items, id } = await table()
    const item = await layItem(world, id)
    await world.get('city', `${items}?paper=true`)
    expect((await world.events('items.printed')).at(-1)).toMatchObject({
      case_id: id,
      detail: { items: [[item, 1]] },
    })
  })
  test('LED-05: stale is a mark, and the item says that it is not handed on', async () => {
    const { id } = await table()
    const item = await layItem(world, id, { reviewBy: day(-1) })
    expect((await world.get('city', `/items/${item}`)).body).toMatchObject({
      stale: true,
      heldBack: 'stale',
    })
    const onward = await layItem(world, id, { noOnward: true })
    expect((await world.get('city', `/items/${onward}`)).body.heldBack).toBe('no_onward')
  })
})

describe('one item: its history and its owner', () => {
  test('a new version stands beside the former one, with its reason, for its own agency', async () => {
    const { items } = await table()
    const { body } = await world.post('housing', items, fact)
    const change = { text: 'The flat is free from Tuesday.', reason: 'The painter is late.' }
    const url = `/items/${body.id}/versions`
    expect((await world.post('housing', url, change)).status).toBe(428)
    expect((await world.post('housing', url, change, { version: 1 })).status).toBe(200)
    expect((await world.post('housing', url, change, { version: 1 })).status).toBe(412)
    const own = (await world.get('housing', `/items/${body.id}`)).body
    expect(
      own.versions.map(({ text, reason }: { text: string; reason: string }) => [text, reason]),
    ).toEqual([
      [change.text, change.reason],
      [fact.text, null],
    ])
    const other = (await world.get('probation', `/items/${body.id}`)).body
    expect(other.versions).toHaveLength(1)
    expect(other).toMatchObject({
      words: { text: change.text },
      may: [],
      audiences: [],
      changes: [],
    })
  })
  test('GD-04: a functional statement reads as one; words about health do not leave the agency', async () => {
    const { items } = await table()
    const health = { category: 'health' }
    const refused = await world.post('health', items, { ...health, text: 'He sleeps badly.' })
    expect([refused.status, refused.body.code]).toEqual([422, 'item_health_in_words'])
    const functional = { code: 'able_to_work', until: day(30) }
    expect((await world.post('health', items, { ...health, functional })).status).toBe(201)
    const seen = (await world.get('city', items)).body.items[0]
    expect(seen.words).toMatchObject({ text: null, functional })
    expect((await world.get('probation', items)).body.items).toEqual([])
  })
  test('LED-15: special words wait for the second person, and are in no list of others', async () => {
    const { items, id } = await table()
    const second = await world.session(
      world.agency.health.id,
      ['provider'],
      world.agency.health.desk,
    )
    const special = {
      ground: 'b',
      necessity: 'Without it the night shift cannot help.',
      approver: second.member,
    }
    const made = await world.post('health', items, {
      ...{
        category: 'health',
        text: 'Needs insulin.',
        mode: 'named',
        audience: [world.agency.city.desk],
        special,
      },
    })
    expect(made.status).toBe(201)
    expect((await world.get('city', items)).body.special).toEqual([])
    expect((await world.get('city', `/items/${made.body.id}`)).status).toBe(404)
    expect((await world.get('health', items)).body.special[0]).toMatchObject({ awaits: true })
    const decide = `/items/${made.body.id}/decision`
    expect((await world.post('health', decide, { approved: true }, { version: 1 })).body.code).toBe(
      'item_not_yours_to_approve',
    )
    world.agency.papers = { ...world.agency.papers, token: second.token }
    expect(
      (await world.post('papers', decide, { approved: false }, { version: 1 })).body.code,
    ).toBe('item_reason_missing')
    expect((await world.post('papers', decide, { approved: true }, { version: 1 })).status).toBe(
      200,
    )
    const seen = (await world.get('city', items)).body.special[0]
    expect(seen).toMatchObject({
      awaits: false,
      handling: { viewOnly: true, noOnward: true },
      words: { text: 'Needs insulin.' },
    })
    expect((await world.get('prison', items)).body.special ?? []).toEqual([])
    const paper = (await world.get('city', `${items}?paper=true`)).body
    expect(paper.special).toEqual([])
    expect(
      await world.sql('select 1 from audit.events where case_id = $1 and detail::text ~ $2', [
        id,
        'health',
      ]),
    ).toEqual([])
  })
  test('a draft comes back as it was, to its author alone, and goes when it is saved', async () => {
    const { items, ref } = await table()
    const content = JSON.stringify({ text: 'half a sen' })
    const kept = await world.app.inject({
      ...{ method: 'PUT', url: `/api/v1${items}/draft`, payload: { content } },
      headers: { cookie: `__Host-throughcare=${world.agency.housing.token}` },
    })
    expect(kept.statusCode).toBe(200)
    expect((await world.get('housing', `${items}/composer`)).body).toMatchObject({
      ref,
      draft: { content },
    })
    expect((await world.get('probation', `${items}/composer`)).body.draft).toBe(null)
    await world.post('housing', items, fact)
    expect((await world.get('housing', `${items}/composer`)).body.draft).toBe(null)
  })
})

test('LED-05: with the day it becomes a task of its own agency, and of nobody else', async () => {
  const { id, ref } = await table()
  const late = await layItem(world, id, { owner: 'housing', reviewBy: day(-1) })
  const soon = await layItem(world, id, { owner: 'housing', reviewBy: day(10) })
  await layItem(world, id, { owner: 'housing', reviewBy: day(40) })
  await layItem(world, id, { owner: 'housing', reviewBy: day(-1), state: 'withdrawn' })
  const mine = (await world.get('housing', '/items/due')).body
  const here = mine.rows.filter((row: { ref: string }) => row.ref === ref)
  expect(here.map((row: { id: string }) => row.id)).toEqual([late, soon])
  const others = (await world.get('probation', '/items/due')).body.rows
  expect(others.map((row: { id: string }) => row.id)).not.toContain(late)
})

describe('what does not fit is refused, with the field', () => {
  const wrong: [string, object, number, string][] = [
    ['no text', { category: 'accommodation' }, 422, 'item_text_missing'],
    ['a category that is none', { ...fact, category: 'religion' }, 422, 'item_category_not_yours'],
    ['an unknown key', { ...fact, level: 3 }, 422, 'unknown_key'],
    ['a kind of its own', { ...fact, kind: 'rumour' }, 422, ''],
    ['text of 5000 letters', { ...fact, text: 'x'.repeat(5000) }, 422, ''],
    ['only spaces', { ...fact, text: '   ' }, 422, ''],
    [
      'somebody who is not at the table',
      { ...fact, mode: 'named', audience: [99_999] },
      422,
      'item_reader_not_at_table',
    ],
    [
      'the list outside health',
      { category: 'work', functional: { code: 'able_to_work' } },
      422,
      'item_list_for_health',
    ],
    ['a day that is none', { ...fact, reviewBy: '2026-02-31' }, 422, ''],
    [
      'a fact that is none',
      { ...fact, kind: 'assessment', method: 'talk', facts: [randomUUID()] },
      422,
      'item_fact_unknown',
    ],
  ]
  for (const [what, body, status, code] of wrong)
    test(what, async () => {
      const { items } = await table()
      const answer = await world.post('city', items, body)
      expect(answer.status).toBe(status)
      if (code) expect(answer.body.code).toBe(code)
      expect((await world.get('city', items)).body.items).toEqual([])
    })
  test('words come back as they were, whatever they look like', async () => {
    const { items } = await table()
    const text = `</script><b>x</b> '; drop table app.items; -- \u202e ${'\u{1F3E0}'} {"a":1}`
    await world.post('city', items, { ...fact, text })
    expect(texts((await world.get('city', items)).body.items)).toEqual([text])
  })
  test('unseen and unknown are one answer', async () => {
    const { id } = await table()
    const item = await layItem(world, id, { mode: 'agency' })
    const unseen = await world.get('housing', `/items/${item}`)
    const unknown = await world.get('housing', `/items/${randomUUID()}`)
    expect([unseen.status, unseen.body.code]).toEqual([unknown.status, unknown.body.code])
    expect(unseen.status).toBe(404)
  })
})
