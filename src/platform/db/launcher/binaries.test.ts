import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { carriedPackage, prepareBinaries } from './binaries.ts'
import { chooseSystemUser } from './system-user.ts'

const user = chooseSystemUser()
const carried = carriedPackage()
let folder = ''

beforeAll(() => {
  folder = mkdtempSync('/tmp/throughcare-binaries-')
  chmodSync(folder, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('links to libraries that npm could not carry are made in place', () => {
  const native = installed('fresh')
  expect(existsSync(join(native, 'lib/libicuuc.so.60'))).toBe(false)
  const binaries = prepareBinaries(user, folder, { ...carried, native })
  expect(binaries).toMatchObject({ native, major: 18 })
  expect(existsSync(join(native, 'lib/libicuuc.so.60'))).toBe(true)
})

test.runIf(process.getuid?.() === 0)(
  'a package that the user of the database cannot reach is copied once',
  () => {
    const native = installed('closed')
    chmodSync(join(folder, 'closed'), 0o700)
    const first = prepareBinaries(user, folder, { ...carried, native })
    expect(first.native).toBe(join(folder, `postgresql-${carried.release}`))
    expect(prepareBinaries(user, folder, { ...carried, native })).toEqual(first)
    expect(readdirSync(folder).filter((name) => name.startsWith('postgresql-'))).toHaveLength(1)
  },
)

/** As after `npm ci` with install scripts off: no links. */
function installed(name: string): string {
  const native = join(folder, name, 'native')
  cpSync(carried.native, native, { recursive: true, verbatimSymlinks: true })
  for (const entry of readdirSync(join(native, 'lib'), { withFileTypes: true }))
    if (entry.isSymbolicLink()) rmSync(join(native, 'lib', entry.name))
  return native
}
