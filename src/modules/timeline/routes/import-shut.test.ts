import { afterAll, beforeAll, expect, test } from 'vitest'
import { declareCloseness } from '../../../../tests/seated.ts'
import {
  type ImportWorld,
  openImportWorld,
  readFixture,
  truth,
} from '../../../../tests/world-imports.ts'
import type { ImportPreview } from '../import-contract.ts'

let city: ImportWorld
beforeAll(async () => {
  city = await openImportWorld()
})
afterAll(() => city.close())

const list = readFixture(truth.files.be.v1.path)
const preview = async (): Promise<ImportPreview> =>
  (await city.preview('city', city.prisons.be, list)).json()
const said = ({ id: _, ...rest }: ImportPreview) => rest

/** A case is open for the first person of the list, under the number that the list says. */
async function caseOnList() {
  const { world } = city
  await city.takeIn('city', city.prisons.be, list)
  const opened = await world.openCase()
  const [row] = await world.sql<{ number_token: string; fingerprint: Buffer }>(
    `delete from app.release_notices where id =
       (select id from app.release_notices where prison_agency_id = $1 and residence = 'city' order by id limit 1)
     returning number_token::text, fingerprint`,
    [city.prisons.be],
  )
  await world.sql(
    'update app.release_notices set prison_agency_id = $2, number_token = $3, fingerprint = $4 where case_id = $1',
    [opened.id, city.prisons.be, row?.number_token, row?.fingerprint],
  )
  return { ...opened, number: row?.number_token ?? '' }
}

test('whoever is close to a person finds them on a prison list as somebody unknown, before it is taken in and after (PI4, PI5)', async () => {
  const { world } = city
  const opened = await caseOnList()
  const open = await preview()
  expect(open.counts).toMatchObject({ new: 0, otherDates: 0 })
  await declareCloseness(world, opened, world.agency.city.member)
  const shut = await preview()
  expect(shut.counts).toMatchObject({ new: 1, unchanged: open.counts.unchanged - 1 })
  expect(shut.difference?.changes).toEqual([expect.objectContaining({ kinds: ['new'], ref: null })])
  const number = (token: string) =>
    world.sql('update app.release_notices set number_token = $2 where case_id = $1', [
      opened.id,
      token,
    ])
  await number('1')
  const unknown = await preview()
  await number(opened.number)
  expect(said(shut)).toEqual(said(unknown))
  const applied = await city.ask('city', 'POST', `/imports/${shut.id}/apply`, undefined, {
    'if-match': '"1"',
  })
  expect(applied.json()).toMatchObject({
    ...{ added: 1, changed: 0, held: 0, gone: 0 },
    unchanged: shut.counts.unchanged,
    otherDates: [],
  })
})
