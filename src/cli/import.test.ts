import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDemoAccounts, loadDemo } from '../../demo/load.ts'
import { buildProgram, builtProgram } from '../../tests/built-program.ts'
import { memoryFolder } from '../../tests/memory-folder.ts'
import { projectRoot } from '../platform/config.ts'
import { openDatabases } from '../platform/db/open-databases.ts'
import { silentLog } from '../platform/log.ts'

const list = join(projectRoot, 'tests/fixtures/prison-lists/be-greffe-v1.csv')
let dataDir = ''
let account = { email: '', passphrase: '' }

beforeAll(async () => {
  await buildProgram()
  dataDir = memoryFolder('throughcare-import-')
  chmodSync(dataDir, 0o711)
  const opened = await openDatabases({ dataDir }, { log: silentLog })
  await loadDemo(opened.databases, { master: opened.master, log: silentLog })
  const accounts = await listDemoAccounts(opened.databases)
  account = accounts.find(({ functions }) => functions.includes('coordinator')) ?? account
  await opened.close()
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('a dry run says what would change, row by row, and takes nothing in; then the list goes in once', async () => {
  const tried = await bring(list, '--dry-run')
  expect(tried.said).toContain('500 rows')
  expect(tried.said).toContain('On line 56 the date in Vrijlatingsdatum does not exist.')
  expect(tried.said).toContain('Dry run: nothing was taken in.')
  expect(tried.code).toBe(0)
  const done = await bring(list)
  expect(done.said).toContain('Taken in: 433 new, 0 changed')
  expect(done.code).toBe(4)
  expect((await bring(list)).said).toContain('Taken in: 0 new, 0 changed, 433 unchanged')
})

test('a wrong passphrase, an unknown prison and a missing file are said in a sentence', async () => {
  const wrong = await bring(list, { passphrase: 'not the right one at all' })
  expect(wrong.code).toBe(2)
  expect(wrong.said).not.toContain('at Object')
  expect((await bring(list, { prison: 'Nowhere' })).said).toContain('No prison is called "Nowhere"')
  expect((await bring('/tmp/no-such-file.csv')).said).toContain('cannot be read')
})

test('the folders of prisons are emptied once, and what cannot be taken stays and is said', async () => {
  const put = (code: string, name: string) => {
    mkdirSync(join(dataDir, 'drops', code), { recursive: true })
    const file = join(dataDir, 'drops', code, name)
    copyFileSync(list, file)
    utimesSync(file, 1, 1)
    return file
  }
  const known = put('Em', 'list.csv')
  const unknown = put('nobody', 'list.csv')
  const { code, said } = await throughcare(['import', '--drop-folder', '--data', dataDir])
  expect(said).toContain('Taken in: 1 files. Left in the folders: 1.')
  expect(code).toBe(4)
  expect([existsSync(known), existsSync(unknown)]).toEqual([false, true])
  const both = ['import', '--drop-folder', '--as', 'a', '--data', dataDir]
  expect((await throughcare(both)).code).toBe(2)
})

interface Wish {
  passphrase?: string
  prison?: string
}

function bring(
  file: string,
  ...wishes: (string | Wish)[]
): Promise<{ code: number; said: string }> {
  const wish = wishes.find((one): one is Wish => typeof one !== 'string') ?? {}
  const options = wishes.filter((one) => typeof one === 'string')
  const whose = ['--prison', wish.prison ?? 'Ellan Moor Prison', '--as', account.email]
  const secret = wish.passphrase ?? account.passphrase
  return throughcare(['import', file, ...whose, '--data', dataDir, ...options], secret)
}

/** The passphrase stands in the environment of the command alone, not of the tests that follow here. */
function throughcare(args: string[], secret?: string): Promise<{ code: number; said: string }> {
  const env = { ...process.env, ...(secret !== undefined && { THROUGHCARE_PASSPHRASE: secret }) }
  const child = spawn(process.execPath, [builtProgram, ...args], { env })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? 1, said })))
}
