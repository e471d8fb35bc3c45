import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../../../tests/world.ts'
import {
  type ImportWorld,
  openImportWorld,
  readFixture,
  truth,
} from '../../../../tests/world-imports.ts'

let city: ImportWorld
const { changes, v1, v2 } = truth.files.be
const numberOf = (type: string, how?: string) =>
  changes.find((one) => one.type === type && one.how === how && one.status === 'importable')
    ?.number ?? ''

beforeAll(async () => {
  city = await openImportWorld()
  await city.takeIn('city', city.prisons.be, readFixture(v1.path))
})
afterAll(() => city.close())

const findNotice = async (number: string) =>
  (await city.openAll(city.prisons.be)).find(({ identity }) => identity.number === number)

async function openFor(number: string): Promise<string> {
  const notice = await findNotice(number)
  const opened = await city.ask(
    'city',
    'POST',
    `/notices/${notice?.id}/case`,
    {
      clauseId: city.world.clause('lead'),
      reason: 'A bed and papers are needed.',
      informed: { state: 'informed', on: day(-1), how: 'letter', language: 'en' },
    },
    { 'if-match': '"1"' },
  )
  return opened.json().ref
}

test('a list never changes a case: it tells the other date, and a number given to somebody else is a new notice', async () => {
  const [moved, reissued, gone] = [
    numberOf('release_moved', 'later'),
    numberOf('number_reissued'),
    numberOf('gone'),
  ]
  const refs = [await openFor(moved), await openFor(reissued), await openFor(gone)]
  const before = await city.world.sql('select ref, release_on, version from app.cases order by ref')
  const applied = await city.takeIn('city', city.prisons.be, readFixture(v2.path))
  expect(applied.held).toBe(0)
  expect(applied.otherDates.map(({ ref }) => ref)).toEqual([refs[0]])
  expect(
    await city.world.sql('select ref, release_on, version from app.cases order by ref'),
  ).toEqual(before)
  const somebody = await findNotice(reissued)
  expect(somebody).toMatchObject({ status: 'waiting', identity: { family: 'Smajlovic' } })
  const file = (await city.ask('city', 'GET', `/notices/${somebody?.id}`)).json()
  expect(file.likely).toMatchObject([
    { ref: refs[1], reasons: expect.arrayContaining(['same_number']) },
  ])
  const again = await city.takeIn('city', city.prisons.be, readFixture(v2.path))
  expect(again).toMatchObject({ added: 0, changed: 0, held: 0, gone: 0 })
})

test('the prison brings its list and reads no notice: receiving is for the desks of the arrangement', async () => {
  const officer = await city.world.session(city.prisons.be, ['resettlement_officer'])
  await city.takeIn(officer, city.prisons.be, readFixture(v1.path))
  expect((await city.ask(officer, 'GET', '/notices')).json().notices).toEqual([])
  const held = (await city.openAll(city.prisons.be)).find(({ status }) => status === 'held')
  if (held) expect((await city.ask(officer, 'GET', `/notices/${held.id}`)).statusCode).toBe(404)
})

test('a held notice whose newer announcement is the same person keeps what was decided before', async () => {
  const notice = await findNotice(numberOf('release_moved', 'earlier'))
  await city.world.sql(`update app.release_notices set status = 'held' where id = $1`, [notice?.id])
  const decide = (person: string, version: number) =>
    city.ask(
      'city',
      'POST',
      `/notices/${notice?.id}/held`,
      { person },
      {
        'if-match': `"${version}"`,
      },
    )
  const version = notice?.version ?? 0
  expect((await decide('same', version)).statusCode).toBe(204)
  expect((await decide('same', version + 1)).json()).toMatchObject({
    status: 409,
    code: 'notice_not_held',
  })
})
