import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../../../tests/world.ts'
import {
  type ImportWorld,
  openImportWorld,
  type PairSide,
  readFixture,
  systems,
  truth,
} from '../../../../tests/world-imports.ts'
import type { NoticeFile } from '../import-contract.ts'

let city: ImportWorld
const ids = new Map<string, string>()
beforeAll(async () => {
  city = await openImportWorld()
  for (const system of systems) {
    await city.takeIn('city', city.prisons[system], readFixture(truth.files[system].v1.path))
    for (const { id, identity } of await city.openAll(city.prisons[system]))
      ids.set(`${system} ${identity.number}`, id)
  }
})
afterAll(() => city.close())

const read = async ({ file, number }: PairSide): Promise<NoticeFile> =>
  (await city.ask('city', 'GET', `/notices/${ids.get(`${file} ${number}`)}`)).json()

/** Opens a case for one side and answers whether the other side is shown as perhaps the same. */
async function isProposed(a: PairSide, b: PairSide): Promise<boolean> {
  const here = await read(a)
  const opened = await city.ask(
    'city',
    'POST',
    `/notices/${here.id}/case`,
    {
      clauseId: city.world.clause('lead'),
      reason: 'A bed and papers are needed.',
      informed: { state: 'informed', on: day(-1), how: 'letter', language: 'en' },
      notSameAs: here.likely.map(({ personId }) => personId),
    },
    { 'if-match': `"${here.version}"` },
  )
  if (opened.statusCode !== 201) throw new Error(opened.body)
  const { ref } = opened.json()
  const there = await read(b)
  return there.likely.some((likely) => likely.ref === ref)
}

test('of 40 persons on two lists at least 38 are shown as perhaps the same, found by blind tokens (IA7)', async () => {
  const missed: string[] = []
  for (const { id, a, b } of truth.true_pairs) if (!(await isProposed(a, b))) missed.push(id)
  expect(missed.length, missed.join()).toBeLessThanOrEqual(2)
})

test('of 25 pairs that only look alike at most two are shown', async () => {
  const shown: string[] = []
  for (const { id, a, b } of truth.false_pairs) {
    const isOpen = (side: PairSide) =>
      city.ask('city', 'GET', `/notices/${ids.get(`${side.file} ${side.number}`)}`)
    if ((await isOpen(a)).statusCode === 404 || (await isOpen(b)).statusCode === 404) continue
    if (await isProposed(a, b)) shown.push(id)
  }
  expect(shown.length, shown.join()).toBeLessThanOrEqual(2)
})
