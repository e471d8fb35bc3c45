import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, open, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noteChange } from './change-note.ts'
import { masterMark } from './derive.ts'
import { loadMasterKey, nextMasterKey } from './master-key.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'throughcare-key-'))
})
afterEach(async () => {
  await rm(dataDir, { recursive: true })
})

const load = (env: Record<string, string> = {}, create = false) =>
  loadMasterKey({ dataDir, env, create })

test('the first start makes a key that only its owner can read; the next finds the same', async () => {
  const key = await load({}, true)
  expect(key.length).toBe(32)
  expect((await stat(join(dataDir, 'master.key'))).mode & 0o777).toBe(0o600)
  expect(await load()).toEqual(key)
})

test('without a key nothing is made unless asked', async () => {
  await expect(load()).rejects.toMatchObject({ code: 'master_key_missing' })
})

test('a key file that others can read is refused with the sentence that helps', async () => {
  await load({}, true)
  await chmod(join(dataDir, 'master.key'), 0o640)
  await expect(load()).rejects.toThrow(/chmod 600/)
})

test('a lost key is never replaced by a new one', async () => {
  await load({}, true)
  await unlink(join(dataDir, 'master.key'))
  await expect(load({}, true)).rejects.toThrow(/a new key would open nothing/)
})

test('a key that did not seal this database is refused', async () => {
  await load({}, true)
  const other = randomBytes(32).toString('base64')
  await expect(load({ THROUGHCARE_MASTER_KEY: other })).rejects.toMatchObject({
    code: 'master_key_other',
  })
})

test('the key may come from the environment or from a command', async () => {
  const key = randomBytes(32)
  expect(await load({ THROUGHCARE_MASTER_KEY: key.toString('hex') })).toEqual(key)
  const command = `echo ${key.toString('base64')}`
  expect(await load({ THROUGHCARE_MASTER_KEY_COMMAND: command })).toEqual(key)
})

test('short, patterned and unreadable keys are refused and never repeated in the message', async () => {
  for (const weak of ['secret', 'a'.repeat(64), Buffer.alloc(32, 'abcd').toString('base64')]) {
    const refused = load({ THROUGHCARE_MASTER_KEY: weak })
    await expect(refused).rejects.toMatchObject({ code: 'master_key_weak' })
    await expect(refused).rejects.not.toThrow(weak)
  }
  const failing = load({ THROUGHCARE_MASTER_KEY_COMMAND: 'echo half-a-key; exit 3' })
  await expect(failing).rejects.toMatchObject({ code: 'master_key_command' })
  await expect(failing).rejects.not.toThrow('half-a-key')
})

test('the next key waits, survives a second call, takes over, and overwrites the former file', async () => {
  const former = await load({}, true)
  const next = (create: boolean) => nextMasterKey({ dataDir, env: {}, create })
  expect(await next(false)).toBeUndefined()
  const staged = await next(true)
  expect((await next(false))?.key).toEqual(staged?.key)
  expect(await load()).toEqual(former)
  const formerFile = await open(join(dataDir, 'master.key'))
  await staged?.adopt()
  expect((await formerFile.readFile('utf8')).replaceAll('\0', '')).toBe('')
  await formerFile.close()
  expect(await load()).toEqual(staged?.key)
  expect(staged?.key).not.toEqual(former)
  expect(await next(false)).toBeUndefined()
})

test('a key from elsewhere is followed by one from elsewhere, and either is known while the change is under way', async () => {
  const [former, next] = [randomBytes(32), randomBytes(32)]
  const env = (key: Buffer) => ({ THROUGHCARE_MASTER_KEY: key.toString('base64') })
  await load(env(former))
  const given = { ...env(former), THROUGHCARE_NEW_MASTER_KEY: next.toString('base64') }
  expect(await nextMasterKey({ dataDir, env: env(former), create: true })).toBeUndefined()
  await expect(load(env(next))).rejects.toMatchObject({ code: 'master_key_other' })
  const begunAt = new Date().toISOString()
  await noteChange(dataDir, { from: masterMark(former), to: masterMark(next), begunAt })
  expect(await load(env(next))).toEqual(next)
  const found = await nextMasterKey({ dataDir, env: given, create: true })
  expect(found?.key).toEqual(next)
  await found?.adopt()
  expect(await load(env(former))).toEqual(former)
  expect(await readFile(join(dataDir, 'master.id'), 'utf8')).toBe(`${masterMark(next)}\n`)
})

test('the mark beside the key tells which key it was, but not the key', async () => {
  const key = await load({}, true)
  const mark = await readFile(join(dataDir, 'master.id'), 'utf8')
  expect(mark.trim()).toMatch(/^[0-9a-f]{8}$/)
  expect(key.toString('hex')).not.toContain(mark.trim())
  await writeFile(join(dataDir, 'master.id'), 'ffffffff\n')
  await expect(load()).rejects.toMatchObject({ code: 'master_key_other' })
})
