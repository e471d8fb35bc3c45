import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type ImportWorld,
  openImportWorld,
  readFixture,
  systems,
  truth,
} from '../../../../tests/world-imports.ts'
import type { DeliveryChange, DeliveryDifference } from '../delivery-contract.ts'

let city: ImportWorld
beforeAll(async () => {
  city = await openImportWorld()
})
afterAll(() => city.close())

const { deliveries } = truth
const numbers = (list: readonly { number: string | null }[]) => list.map(({ number }) => number)

describe.each(systems)('the second list of %s, change by change (IO2)', (system) => {
  const { changes, unchanged, v1, v2, change_counts, still_bad_in_v2 } = truth.files[system]
  const ours = changes.filter(({ status }) => status !== 'out_of_area')
  const others = changes.filter(({ status }) => status === 'out_of_area')
  const of = (type: string, from = ours) => from.filter((change) => change.type === type)
  let difference: DeliveryDifference
  const found = (kind: DeliveryChange['kinds'][number]) =>
    difference.changes.filter(({ kinds }) => kinds.includes(kind))

  beforeAll(async () => {
    const prison = city.prisons[system]
    await city.takeIn('city', prison, readFixture(v1.path), deliveries.v1)
    const bytes = readFixture(v2.path)
    const answer = await city.preview('city', prison, bytes, undefined, deliveries.v2)
    expect(answer.statusCode).toBe(201)
    difference = answer.json().difference
  })

  test('is counted as the truth counts it, persons of the city and of elsewhere', () => {
    const { counts, elsewhere } = difference
    expect(counts).toEqual({
      new: of('new').length,
      moved: of('release_moved').length,
      earlier: ours.filter(({ how }) => how === 'earlier').length,
      later: ours.filter(({ how }) => how === 'later').length,
      toUnknown: ours.filter(({ how }) => how === 'to_unknown').length,
      fromUnknown: ours.filter(({ how }) => how === 'from_unknown').length,
      gone: of('gone').length,
      released: ours.filter(({ why }) => why === 'released').length,
      left: ours.filter(({ why }) => why === 'transferred').length,
      nowElsewhere: 0,
      respelled: of('name_respelled').length,
      reissued: of('number_reissued').length,
      repaired: of('bad_row_repaired').length,
      stillBad: still_bad_in_v2,
      newlyBad: 0,
      back: 0,
      details: 0,
      unchanged: (unchanged.by_status.importable ?? 0) + (unchanged.by_status.area_unknown ?? 0),
    })
    expect(elsewhere).toEqual({
      new: of('new', others).length,
      moved: of('release_moved', others).length,
      respelled: of('name_respelled', others).length,
      gone: of('gone', others).length,
      unchanged: unchanged.by_status.out_of_area,
    })
    const { new: added, moved, gone, respelled, reissued, repaired } = counts
    const far = elsewhere ?? { new: 0, moved: 0, gone: 0, respelled: 0 }
    expect({
      new: added + far.new,
      release_moved: moved + far.moved,
      gone: gone + far.gone,
      name_respelled: respelled + far.respelled,
      number_reissued: reissued,
      bad_row_repaired: repaired,
    }).toEqual(change_counts)
  })

  test('says of each moved release from which day to which', () => {
    const told = found('moved').map(({ number, way, release, formerRelease, line }) => ({
      number,
      how: way,
      from: formerRelease?.on ?? null,
      to: release?.on ?? null,
      line,
    }))
    const expected = of('release_moved').map(({ number, how, from, to, line_v2 }) => ({
      number,
      how,
      from: from ?? null,
      to: to ?? null,
      line: line_v2,
    }))
    expect(sorted(told)).toEqual(sorted(expected))
  })

  test('says of each respelled and each reissued name what stood and what the list says', () => {
    for (const [kind, type] of [
      ['respelled', 'name_respelled'],
      ['reissued', 'number_reissued'],
    ] as const) {
      const told = found(kind).map(({ number, formerly, person }) => ({
        number,
        from: formerly && { family: formerly.family, given: formerly.given },
        to: person && { family: person.family, given: person.given },
      }))
      const expected = of(type).map(({ number, from, to }) => ({ number, from, to }))
      expect(sorted(told)).toEqual(sorted(expected))
    }
  })

  test('says of each who is gone whether the day had come', () => {
    const told = found('gone').map(({ number, way, formerRelease }) => ({
      number,
      why: way === 'left' ? 'transferred' : way,
      release_in_v1: formerRelease?.on,
    }))
    const expected = of('gone').map(({ number, why, release_in_v1 }) => {
      return { number, why, release_in_v1 }
    })
    expect(sorted(told)).toEqual(sorted(expected))
  })

  test('names who is new and which bad row can be read now, and nobody else', () => {
    expect(numbers(found('new')).sort()).toEqual(numbers(of('new')).sort())
    expect(numbers(found('repaired')).sort()).toEqual(numbers(of('bad_row_repaired')).sort())
    const told = new Set(numbers(difference.changes))
    expect(told.size).toBe(ours.length)
    expect(difference.changes).toHaveLength(ours.length)
    for (const number of [...unchanged.reordered, ...numbers(others)])
      expect(told.has(number)).toBe(false)
  })

  test('changes nothing when it comes again', async () => {
    const prison = city.prisons[system]
    await city.takeIn('city', prison, readFixture(v2.path), deliveries.v2)
    const bytes = readFixture(v2.path)
    const again = (await city.preview('city', prison, bytes, undefined, deliveries.v2)).json()
    expect(again.difference.changes).toEqual([])
    expect(again.difference.elsewhere).toMatchObject({ new: 0, moved: 0, gone: 0, respelled: 0 })
    expect(again.counts).toMatchObject({ new: 0, changed: 0, held: 0, gone: 0 })
  })
})

function sorted<T extends { number: string | null }>(list: T[]): T[] {
  return [...list].sort((a, b) => (String(a.number) < String(b.number) ? -1 : 1))
}

test('what is kept to compare with holds no name, no number and no date', async () => {
  const kept = await city.world.sql<{ row: string }>(
    `select t::text as row from app.delivery_marks t union all select t::text from app.import_deeds t`,
  )
  const text = kept.map(({ row }) => row).join('\n')
  expect(text.length).toBeGreaterThan(10_000)
  for (const { number } of systems.flatMap((system) => truth.files[system].changes))
    expect(text.includes(number)).toBe(false)
})

test('the officer of the prison who brings a list sees counts, not what stands about persons', async () => {
  const officer = await city.world.session(city.prisons.be, ['resettlement_officer'])
  const bytes = readFixture(truth.files.be.v1.path)
  const { difference } = (await city.preview(officer, city.prisons.be, bytes)).json()
  expect(difference.changes.filter((change: DeliveryChange) => change.formerRelease)).toEqual([])
  expect(difference.counts.gone).toBe(0)
})

test('a list may be dated a few days ahead, not more', async () => {
  const bytes = readFixture(truth.files.be.v2.path)
  const far = await city.preview('city', city.prisons.be, bytes, undefined, '2199-01-01')
  expect(far.json()).toMatchObject({
    status: 422,
    errors: [{ code: 'delivery_in_future', field: 'deliveredOn' }],
  })
})
