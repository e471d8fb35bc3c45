import { randomBytes } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Decrypter, Encrypter } from 'age-encryption'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { memoryFolder } from '../../../tests/memory-folder.ts'
import { clock } from '../clock.ts'
import { masterMark } from '../seal/derive.ts'
import { formerIdentity, identityOf, recipientOf } from './age-identity.ts'
import { adoptRing, copyRing, settleBackupKeys, takeBackupKey } from './backup-keys.ts'
import { appendErasures, journalFile } from './erasure-journal.ts'
import { findKey, ringsAround } from './find-key.ts'
import { marking, readMark } from './key-mark.ts'
import type { KeyRing } from './key-ring.ts'
import { readKeyStatus } from './key-status.ts'
import { listRings, openRing, readPlaces, ringCopy, ringFile, writeRing } from './ring-file.ts'
import { doubleRings, settleRings } from './ring-master.ts'

const master = randomBytes(32)
const other = randomBytes(32)
const words = 'He sleeps at the ferry.'
const keep = 14
let root: string
let dataDir: string
let folder: string
let second: string

beforeEach(() => {
  root = memoryFolder('throughcare-keys-')
  dataDir = join(root, 'city')
  folder = join(dataDir, 'backups')
  second = join(root, 'stick')
  for (const path of [folder, second]) mkdirSync(path, { recursive: true })
  onDay(0)
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(root, { recursive: true, force: true })
})

const onDay = (day: number) =>
  vi.spyOn(clock, 'now').mockReturnValue(new Date(Date.UTC(2026, 2, 1 + day, 2, 30)))
const place = (more: Partial<Parameters<typeof takeBackupKey>[0]> = {}) => ({
  ...{ dataDir, master, folders: [folder, second], ...more },
})

/** A backup in everything but the database: closed, named and settled as the real one is. */
async function backUp(day: number, text = 'of that day', where = place()): Promise<string> {
  onDay(day)
  const { mark, secret } = await takeBackupKey(where)
  const file = join(where.folders[0] ?? '', `throughcare-${nameOf(day)}.backup.age`)
  writeFileSync(file, await closed(text, identityOf(secret), mark))
  await settleBackupKeys(where, mark, keep)
  await copyRing(where.dataDir, second)
  copyFileSync(file, join(second, `throughcare-${nameOf(day)}.backup.age`))
  return file
}
const nameOf = (day: number) =>
  `${new Date(Date.UTC(2026, 2, 1 + day, 2, 30)).toISOString().slice(0, 10)}T023000Z`

async function closed(text: string, identity: string, mark?: { ring: string; key: string }) {
  const encrypter = new Encrypter()
  if (mark) encrypter.addRecipient(marking(mark))
  encrypter.addRecipient(await recipientOf(identity))
  return encrypter.encrypt(text)
}

async function read(file: string, ...identities: readonly string[]): Promise<string> {
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  return decrypter.decrypt(readFileSync(file), 'text')
}
const opensWith = async (file: string, rings = ringsAround(file), key = master) =>
  read(file, ...(await findKey(file, key, rings)).identities)
const ringAt = (file: string) => openRing(readFileSync(file, 'utf8'), master) as KeyRing
const ownCopyOf = (where: string) => listRings(where)[0] ?? ''
const ownCopy = (where: string) => ringCopy(where, ringAt(ringFile(dataDir)).ring)

test('OPS-02, GD-09 after its key died no key of this installation opens an old backup, the master key included', async () => {
  const old = await backUp(0, words)
  const forgotten = join(root, 'forgotten.backup.age')
  copyFileSync(old, forgotten)
  expect(await opensWith(old)).toBe(words)
  const erasedAt = new Date(Date.UTC(2026, 2, 1, 12)).toISOString()
  const line = { authority: 1, idHash: 'ab'.repeat(32), kind: 'item' as const, erasedAt }
  await appendErasures(journalFile(dataDir), [line])
  // Fourteen more nights became whole, and the last backup that holds the words is fourteen days old.
  for (let day = 1; day <= 13; day += 1) await backUp(day)
  expect(await opensWith(old)).toBe(words)
  const newest = await backUp(14)

  for (const file of [old, forgotten])
    await expect(opensWith(file, [ringFile(dataDir), ...listRings(second)])).rejects.toMatchObject({
      code: 'backup_expired',
      message: expect.stringMatching(
        /destroyed on 2026-03-15, as planned.*not even with the master/,
      ),
    })
  // Not only our program refuses: every key that is left anywhere is tried, and the one of the former kind.
  const rings = [ringFile(dataDir), ...listRings(folder), ...listRings(second)].map(ringAt)
  const left = rings.flatMap(({ secrets }) => [...secrets.values()].map(identityOf))
  expect(left.length).toBeGreaterThan(2)
  for (const identity of [...left, identityOf(master), formerIdentity(master)])
    await expect(read(forgotten, identity)).rejects.toThrow('no identity matched')
  expect(await opensWith(newest)).toBe('of that day')
  const status = await readKeyStatus(dataDir, [folder, second], keep)
  expect(status).toMatchObject({ files: { expired: 1, open: 14, lost: 0 }, stale: [] })
  expect(status.copies.map(({ state }) => state)).toEqual(['same', 'same'])
})

test('the second copy opens on another machine with the printed key, and the ring goes on there', async () => {
  await backUp(0, 'whole city')
  const elsewhere = join(root, 'elsewhere')
  mkdirSync(elsewhere)
  for (const name of readdirSync(second)) copyFileSync(join(second, name), join(elsewhere, name))
  rmSync(dataDir, { recursive: true })
  const file = join(elsewhere, `throughcare-${nameOf(0)}.backup.age`)
  const { keys, identities } = await findKey(file, master, ringsAround(file))
  expect(await read(file, ...identities)).toBe('whole city')
  const next = join(root, 'next')
  if (keys) await adoptRing(next, master, keys)
  const after = await backUp(1, 'the next day', place({ dataDir: next, folders: [elsewhere] }))
  expect((await readMark(after)) as object).toEqual(await readMark(file))
})

test('a backup without its ring, with a damaged, a foreign or an older one is refused in a sentence each', async () => {
  const first = await backUp(0)
  const [beside = ''] = listRings(folder)
  const old = join(root, 'old.ring')
  copyFileSync(beside, old)
  const file = await backUp(40)
  const refused = (rings: string[], from = file, key = master) =>
    findKey(from, key, rings).then(
      () => 'opened',
      (error) => `${error.code}: ${error.message}`,
    )
  expect(await refused([])).toMatch(/^backup_keys_missing: .* is not beside it: .*--ring FILE/)
  expect(await refused([old])).toMatch(/^backup_keys_behind: /)
  expect(await refused([beside], file, other)).toMatch(/^backup_wrong_key: .*Nothing was changed/)
  const text = readFileSync(beside, 'utf8')
  const changed = {
    cut: text.slice(0, text.length - 40),
    half: text.slice(0, text.length / 2),
    empty: '',
    // A key that is alive is said to be dead, and a dead one to be alive: neither is believed.
    said: text.replace(/"made": \d/, '"made": 9'),
    swapped: text.replace(/"sealed": "..../, '"sealed": "AQAA'),
  }
  for (const [how, now] of Object.entries(changed)) {
    const wrong = ringCopy(second, ringAt(beside).ring)
    writeFileSync(wrong, now)
    expect(await refused([wrong]), how).toMatch(/^backup_keys_damaged: /)
    expect(await refused([wrong, beside]), how).toBe('opened')
  }
  const stranger = join(root, 'stranger')
  mkdirSync(join(stranger, 'backups'), { recursive: true })
  await backUp(
    0,
    'x',
    place({ dataDir: stranger, master: other, folders: [join(stranger, 'backups')] }),
  )
  const theirs = listRings(join(stranger, 'backups'))
  expect(await refused(theirs)).toMatch(/^backup_keys_other: /)
  expect(await refused([...theirs, beside], first)).toBe('opened')
})

test('killed between the ring and its copy, the next backup goes on, and drafts with keys in them are removed', async () => {
  await backUp(0)
  const before = readFileSync(ownCopy(folder), 'utf8')
  onDay(31)
  const { mark } = await takeBackupKey(place())
  // As after a kill: the ring here is new, the copy is not, and half-made files lie about.
  writeFileSync(ownCopy(folder), before)
  writeFileSync(`${ownCopy(folder)}.0a1b2c.draft`, before)
  writeFileSync(`${ringFile(dataDir)}.0a1b2c.draft`, before)
  expect((await readKeyStatus(dataDir, [folder], keep)).copies[0]?.state).toBe('behind')
  const file = await backUp(31)
  expect(await readMark(file)).toEqual(mark)
  expect(await opensWith(file, listRings(folder))).toBe('of that day')
  for (const where of [folder, join(dataDir, 'backup-keys')])
    expect(readdirSync(where).filter((name) => name.endsWith('.draft'))).toEqual([])
})

test('a ring that is lost or damaged is made again out of its copies; only where there is none a new one begins', async () => {
  const first = await backUp(0)
  const { ring } = ringAt(ringFile(dataDir))
  rmSync(join(dataDir, 'backup-keys'), { recursive: true })
  await backUp(1)
  expect(ringAt(ringFile(dataDir)).ring).toBe(ring)
  writeFileSync(ringFile(dataDir), 'half of a r')
  await backUp(2)
  expect(ringAt(ringFile(dataDir))).toMatchObject({ ring, keys: [{ made: 3 }] })

  for (const file of [...listRings(folder), ...listRings(second)]) rmSync(file)
  writeFileSync(ringFile(dataDir), 'half of a r')
  const file = await backUp(3)
  expect(readdirSync(join(dataDir, 'backup-keys'))).toContainEqual(
    expect.stringMatching(/^ring\.unusable-/),
  )
  expect(await opensWith(file)).toBe('of that day')
  await expect(opensWith(first)).rejects.toMatchObject({ code: 'backup_keys_other' })
  expect((await readKeyStatus(dataDir, [folder, second], keep)).files).toMatchObject({
    ...{ open: 1, lost: 3 },
  })
})

test('a stick that was away holds destroyed keys until it is back, and the page can say so', async () => {
  const away = join(root, 'away')
  await backUp(0, words)
  // From here on the stick lies in a drawer.
  const drawer = readFileSync(ownCopy(second), 'utf8')
  const stick = ownCopy(second)
  for (let day = 31; day <= 46; day += 1) {
    onDay(day)
    const { mark } = await takeBackupKey(place({ folders: [folder] }))
    rmSync(second, { recursive: true, force: true })
    await settleBackupKeys(place({ folders: [folder] }), mark, keep)
  }
  expect(ringAt(ringFile(dataDir)).gone).toHaveLength(1)
  expect((await readKeyStatus(dataDir, [folder, away], keep)).stale).toMatchObject([
    { folder: second },
  ])
  mkdirSync(second)
  writeFileSync(stick, drawer)
  expect((await readPlaces(dataDir)).map((one) => one.folder)).toContain(second)
  await backUp(47)
  expect(ringAt(stick)).toMatchObject({ gone: ringAt(ringFile(dataDir)).gone })
  expect(ringAt(ringFile(dataDir)).gone).toHaveLength(1)
  expect((await readKeyStatus(dataDir, [folder], keep)).stale).toEqual([])
})

test('backups of the former kind open with the master key, are counted, and go with the nights', async () => {
  const text = await closed('of before', formerIdentity(master))
  const former = [`throughcare-${nameOf(-2)}.backup.age`, 'before-upgrade-from-0100.backup.age']
  for (const name of former) writeFileSync(join(folder, name), text)
  await backUp(0)
  await backUp(1)
  const [file = ''] = former.map((name) => join(folder, name))
  expect(await readMark(file)).toBe('former')
  expect(await opensWith(file)).toBe('of before')
  const { keys } = await findKey(file, master, ringsAround(file))
  expect(keys?.ring.ring).toBe(ringAt(ringFile(dataDir)).ring)
  expect((await readKeyStatus(dataDir, [folder, second], keep)).files).toEqual({
    ...{ open: 2, former: 1, formerByHand: 1, formerNights: 12, expired: 0, lost: 0 },
  })
  // Another master key opens them too, as long as the ring keeps the one of their time.
  await doubleRings(place(), other)
  await settleRings(place({ master: other }), masterMark(master))
  expect(await opensWith(file, ringsAround(file), other)).toBe('of before')
  expect(openRing(readFileSync(ownCopyOf(second), 'utf8'), master)).toBe('other_master')
})

test('the ring says its names and dates to anybody, and its keys to the master key only', async () => {
  await backUp(0)
  const text = readFileSync(ownCopy(folder), 'utf8')
  const secrets = [...ringAt(ringFile(dataDir)).secrets.values()]
  for (const secret of secrets)
    for (const form of ['hex', 'base64'] as const) expect(text).not.toContain(secret.toString(form))
  expect(openRing(text, other)).toBe('other_master')
})

test('the former ring is overwritten where it lies; a copy that shares its bytes is left alone', async () => {
  const file = join(root, 'a.ring')
  await writeRing(file, 'the first ring')
  const former = openSync(file, 'r')
  await writeRing(file, 'the second ring')
  expect(readFileSync(former, 'latin1')).toBe('\0'.repeat('the first ring'.length))
  closeSync(former)
  linkSync(file, join(root, 'snapshot'))
  await writeRing(file, 'the third ring')
  expect(readFileSync(join(root, 'snapshot'), 'utf8')).toBe('the second ring')
  expect(readFileSync(file, 'utf8')).toBe('the third ring')
})
