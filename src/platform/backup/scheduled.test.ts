import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { clock } from '../clock.ts'
import type { Opened } from '../db/open-databases.ts'
import type { BackupPlan } from '../operations/facts.ts'
import { openInstallation } from './backup-load.test-program.ts'
import { readFacts, recordBackup, recordDrill } from './record.ts'
import { listRings } from './ring-file.ts'
import { drill, listBackups, makePlanned } from './scheduled.ts'

let city: { dataDir: string } & Opened
let second: string
beforeAll(async () => {
  city = await openInstallation('throughcare-planned')
  second = `${city.dataDir}-second`
  mkdirSync(second)
})
afterAll(async () => {
  vi.restoreAllMocks()
  await city.close()
  for (const folder of [city.dataDir, second]) rmSync(folder, { recursive: true, force: true })
})

const cluster = () => city.cluster as NonNullable<Opened['cluster']>
const wish = () => ({
  ...{ cluster: cluster(), dataDir: city.dataDir, master: city.master, version: '1.0.0' },
})
const plan = (change: Partial<BackupPlan> = {}): BackupPlan => ({
  ...{ enabled: true, folder: null, secondFolder: second, keep: 2, beginsAt: '02:30' },
  ...{ drillDays: 7, version: 1 },
  ...change,
})
/** Backups are named after the second in which they are made. */
const atMinute = (minute: number) =>
  vi.spyOn(clock, 'now').mockReturnValue(new Date(Date.UTC(2026, 10, 20, 2, minute)))

test('the planned backup is copied, compared, and only the newest are kept in both folders', async () => {
  const usual = join(city.dataDir, 'backups')
  writeFileSync(join(second, 'holiday.jpg'), 'not ours')
  for (const minute of [1, 2, 3]) {
    atMinute(minute)
    expect(await makePlanned(wish(), plan())).toMatchObject({ secondCopy: true })
  }
  for (const folder of [usual, second]) {
    const names = ['T020300Z', 'T020200Z'].map((time) => `throughcare-2026-11-20${time}.backup.age`)
    expect(listBackups(folder)).toEqual(names)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  }
  const [newest = ''] = listBackups(second)
  const copies = [usual, second].map((folder) => readFileSync(join(folder, newest)))
  expect(copies[0]?.equals(copies[1] as Buffer)).toBe(true)
  expect(readdirSync(second)).toContain('holiday.jpg')
})

test('a disk that is not connected is said, and its folder is not made on another disk', async () => {
  atMinute(4)
  const away = join(city.dataDir, 'not-connected')
  await expect(makePlanned(wish(), plan({ folder: away }))).rejects.toMatchObject({
    ...{ code: 'backup_place_unusable', message: expect.stringContaining('connected') },
  })
  expect(await makePlanned(wish(), plan({ secondFolder: away }))).toMatchObject({
    secondCopy: false,
  })
  expect(readdirSync(city.dataDir)).not.toContain('not-connected')
})

test('AD5 a drill brings the newest backup back out of the second folder alone, is written down, and leaves nothing', async () => {
  const [newest = ''] = listBackups(second)
  const elsewhere = `${city.dataDir}-elsewhere`
  const place = { dataDir: elsewhere, master: city.master, knownSchema: 9999 }
  const [ring = ''] = listRings(second)
  await rename(ring, `${ring}.away`)
  await expect(drill(join(second, newest), place)).rejects.toMatchObject({
    code: 'backup_keys_missing',
  })
  await rename(`${ring}.away`, ring)
  const restored = await drill(join(second, newest), place)
  expect(restored.countsEqual).toBe(true)
  await recordDrill(cluster(), restored, 1.5)
  await recordBackup(cluster(), 'scheduled', new Date(), undefined, 'No space.')
  const facts = await readFacts(cluster())
  expect(facts).toMatchObject({ drillAt: expect.any(String), lastFailed: { problem: 'No space.' } })
  expect(existsSync(elsewhere) ? readdirSync(elsewhere) : []).toEqual([])
  rmSync(elsewhere, { recursive: true, force: true })
})
