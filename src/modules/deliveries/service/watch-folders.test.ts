import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type ImportWorld,
  openImportWorld,
  readFixture,
  truth,
} from '../../../../tests/world-imports.ts'
import { createLog } from '../../../platform/log.ts'
import { emptyFolders } from './watch-folders.ts'

let city: ImportWorld
const folder = mkdtempSync(join(tmpdir(), 'throughcare-drops-'))
const lines: string[] = []
const log = createLog('debug', (line) => lines.push(line))
beforeAll(async () => {
  city = await openImportWorld()
  for (const name of ['be', 'de', 'nobody']) mkdirSync(join(folder, name))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await city.close()
})

const put = (path: string, bytes: string | Buffer, seconds = 60) => {
  const file = join(folder, path)
  writeFileSync(file, bytes)
  const at = Date.now() / 1000 - seconds
  utimesSync(file, at, at)
  return file
}

test('a list in the folder of its prison is taken in sealed and removed from there (HA7)', async () => {
  const file = put('be/Liste de Jean Dupont.csv', readFixture(truth.files.be.v1.path))
  expect(await emptyFolders(city.world.db, folder, log)).toBe(1)
  expect(existsSync(file)).toBe(false)
  const { drops } = (await city.ask('city', 'GET', '/deliveries')).json()
  expect(drops).toMatchObject([{ prison: { id: city.prisons.be }, way: 'folder' }])
  const looked = await city.ask('city', 'POST', `/drops/${drops[0].id}/preview`, {})
  expect(looked.json().counts).toMatchObject({ importable: 425 })
  expect(`${await city.dump()}${lines.join('')}`).not.toContain('Dupont')
})

test('what is still being written, hidden, a link, too large or in nobody’s folder stays where it is', async () => {
  const outside = join(folder, 'outside.csv')
  writeFileSync(outside, 'secret of somebody else')
  symlinkSync(outside, join(folder, 'be', 'link.csv'))
  const left = [
    put('be/now.csv', 'a;b', 0),
    put('be/.hidden.csv', 'a;b'),
    put('be/empty.csv', ''),
    put('nobody/list.csv', 'a;b'),
    put('be/large.csv', Buffer.alloc(21 * 1024 * 1024)),
  ]
  expect(await emptyFolders(city.world.db, folder, log)).toBe(0)
  for (const file of [...left, outside]) expect(existsSync(file)).toBe(true)
})

test('without an agreement in force the file stays, and the log names no file', async () => {
  await city.world.sql(
    'update app.arrangement_parties set left_on = current_date where agency_id = $1',
    [city.prisons.de],
  )
  const file = put('de/Ingrid Muster.csv', 'a;b')
  expect(await emptyFolders(city.world.db, folder, log)).toBe(0)
  expect(existsSync(file)).toBe(true)
  expect(lines.join('')).toContain('import_no_arrangement')
  expect(lines.join('')).not.toMatch(/Ingrid|Muster/)
})

test('a folder that does not exist is no trouble', async () => {
  expect(await emptyFolders(city.world.db, join(folder, 'nowhere'), log)).toBe(0)
})
