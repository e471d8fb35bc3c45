import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveSeat } from '../../../../tests/law.ts'
import { declareCloseness } from '../../../../tests/seated.ts'
import { day } from '../../../../tests/world.ts'
import {
  type ImportWorld,
  openImportWorld,
  readFixture,
  truth,
} from '../../../../tests/world-imports.ts'

let city: ImportWorld
let officer: { token: string; member: number }
let closeMember: { token: string; member: number }
beforeAll(async () => {
  city = await openImportWorld()
  officer = await city.world.session(city.prisons.be, ['resettlement_officer'])
  closeMember = await city.world.session(city.prisons.be, ['resettlement_officer'])
})
afterAll(() => city.close())

const { changes, v1, v2 } = truth.files.be
const ours = (type: string) =>
  changes.filter((one) => one.type === type && one.status === 'importable').map((one) => one.number)

const chosen = ['release_moved', 'gone', 'number_reissued', 'name_respelled', 'new'].flatMap(
  (type) => ours(type).slice(0, 2),
)
const changed = new Set(changes.map(({ number }) => number))

/** The two lines of headings and a few rows: what is compared does not grow with the list. */
function shortened(path: string): Buffer {
  const lines = readFixture(path).toString('latin1').split('\r\n')
  const kept = lines.filter((line, place) => {
    const number = line.split(';')[0] ?? ''
    return place < 2 || chosen.includes(number) || (place < 20 && !changed.has(number))
  })
  return Buffer.from(`${kept.join('\r\n')}\r\n`, 'latin1')
}
const week = { first: shortened(v1.path), second: shortened(v2.path) }

type Who = { token: string }

async function preview(who: Who, list: Buffer) {
  const answer = await city.ask(who, 'POST', '/imports', {
    agencyId: city.prisons.be,
    content: list.toString('base64'),
  })
  const { id, ...said } = answer.json()
  return { id: id as string, said }
}

/** Everything that the lists of two weeks ever answer: looked at, taken in, how it would be undone, undone. */
async function answersTo(who: Who) {
  const same = await preview(who, week.first)
  const { id, said } = await preview(who, week.second)
  const act = (path: string, version: number) =>
    city.ask(who, 'POST', `/imports/${id}/${path}`, undefined, { 'if-match': `"${version}"` })
  const { id: _, ...applied } = (await act('apply', 1)).json()
  const again = await preview(who, week.second)
  const plan = (await city.ask(who, 'GET', `/imports/${id}/undo`)).json()
  const undone = (await act('undo', 2)).json()
  return { same: same.said, second: said, applied, again: again.said, plan, undone }
}

async function openCase(number: string) {
  const notice = (await city.openAll(city.prisons.be)).find(
    ({ identity }) => identity.number === number,
  )
  const made = await city.ask(
    'city',
    'POST',
    `/notices/${notice?.id}/case`,
    {
      clauseId: city.world.clause('lead'),
      reason: 'A bed and papers are needed.',
      informed: { state: 'informed', on: day(-1), how: 'letter', language: 'en' },
    },
    { 'if-match': `"${notice?.version}"` },
  )
  const [found] = await city.world.sql<{ id: string }>('select id from app.cases where ref = $1', [
    made.json().ref,
  ])
  return { id: found?.id ?? '' }
}

test('a case that does not open to an officer of the prison answers as a notice that waits: first, second and each later delivery, figures, undoing (PI4, PI5)', async () => {
  await city.takeIn('city', city.prisons.be, week.first)
  const waiting = await answersTo(officer)
  expect(waiting.second.counts).toMatchObject({ otherDates: 0 })
  expect(waiting.plan.stay).toEqual([])
  // Same row, other date, gone from the list, and a number that now means somebody else.
  const standing = await city.openAll(city.prisons.be)
  const same = standing.find(
    ({ identity, residence }) => residence === 'city' && !changed.has(identity.number ?? ''),
  )
  const shut = [
    same?.identity.number,
    ours('release_moved')[0],
    ours('gone')[0],
    ours('number_reissued')[0],
  ]
  const opened = []
  for (const number of shut) opened.push(await openCase(number ?? ''))
  // Without a seat, and shut by closeness although they sit on it.
  expect(await answersTo(officer)).toEqual(waiting)
  for (const { id } of opened) await giveSeat(city.world, id, 10_000 + closeMember.member)
  const { said } = await preview(closeMember, week.second)
  expect(said.counts.otherDates).toBe(1)
  for (const one of opened) await declareCloseness(city.world, one, closeMember.member)
  expect(await answersTo(closeMember)).toEqual(waiting)
})
