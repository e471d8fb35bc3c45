// A city of an earlier state, filled by the program of then, is brought to the program of today: no row is lost, every account
// reads the same cases as before with the same names, the tables are those of a new city, the log and the rows agree and the log
// verifies, and the main screens open. Run: npm run prove:upgrade [-- --from COMMIT] [--port N] [--no-screens]
import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openWitnesses } from '../demo/witnesses.ts'
import { projectRoot } from '../src/platform/config.ts'
import { memoryFolder } from '../tests/memory-folder.ts'
import { joined } from './kills/join.ts'
import { callItReal, countRows, describe, inDatabase, refsOf } from './upgrade/database.ts'
import { checkOut, type Earlier, earlierStates, fillCity } from './upgrade/old-program.ts'
import {
  type Account,
  accountsOf,
  differences,
  type Reading,
  readAll,
  signIn,
} from './upgrade/readings.ts'
import { changed } from './upgrade/rows.ts'
import { openScreens } from './upgrade/screens.ts'
import { run, startService } from './upgrade/service.ts'

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    port: { type: 'string', default: '18560' },
    'no-screens': { type: 'boolean', default: false },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const throughcare = (...args: string[]) => run(projectRoot, ['dist/throughcare.mjs', ...args])
const place = memoryFolder('throughcare-upgrade-')
chmodSync(place, 0o711)
let wrong = 0
const found = (lines: readonly string[]) => {
  wrong += lines.length
  for (const line of lines.slice(0, 20)) say(`  WRONG  ${line}`)
  if (lines.length > 20) say(`  WRONG  and ${lines.length - 20} more`)
}

try {
  await run(projectRoot, ['scripts/build.mjs'])
  const fresh = join(place, 'fresh')
  await throughcare('migrate', '--data', fresh)
  const wanted = await inDatabase(fresh, describe)
  const asked = values.from ? [{ commit: values.from, what: 'as asked' }] : earlierStates
  for (const earlier of asked) await prove(earlier, wanted)
} finally {
  rmSync(place, { recursive: true, force: true })
}
say(wrong === 0 ? 'Every city is whole after the upgrade.' : `${wrong} things are wrong`)
process.exitCode = wrong === 0 ? 0 : 1

interface City {
  data: string
  accounts: Account[]
  refs: string[]
  before: Map<string, Reading>
  rows: Map<string, number>
}

async function prove(earlier: Earlier, wanted: Set<string>): Promise<void> {
  say(`\nFrom ${earlier.commit}: ${earlier.what}`)
  const data = join(place, earlier.commit)
  const city = await ofThen(earlier, data)
  const begun = Date.now()
  const applied = await throughcare('migrate', '--data', data)
  const steps = applied.split('\n').filter((line) => line.startsWith('applied ')).length
  say(`  ${steps} steps in ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  if (steps > 0 && !readdirSync(join(data, 'backups')).some((one) => one.startsWith('before-')))
    found(['the former state was not saved'])
  await inDatabase(data, async (pool) => {
    found(changed(city.rows, await countRows(pool)))
    const now = await describe(pool)
    found([...wanted.difference(now)].map((line) => `missing: ${line}`))
    found([...now.difference(wanted)].map((line) => `left over: ${line}`))
  })
  await check(data)
  await ofToday(city)
  await check(data)
  rmSync(data, { recursive: true, force: true })
}

/** The city as its own program fills and shows it. */
async function ofThen(earlier: Earlier, data: string): Promise<City> {
  const folder = join(place, `program-${earlier.commit}`)
  const remove = checkOut(earlier, folder)
  try {
    await fillCity(folder, data)
    const refs = await inDatabase(data, refsOf)
    const args = ['--demo', '--no-jobs', '--data', data, '--port', values.port]
    const service = await startService(folder, args)
    const accounts = await accountsOf(service.origin)
    const before = await readByAll(service.origin, accounts, refs)
    await service.stop()
    const rows = await inDatabase(data, async (pool) => {
      await callItReal(pool)
      return countRows(pool)
    })
    const sum = [...rows.values()].reduce((all, one) => all + one, 0)
    say(`  ${refs.length} cases, ${accounts.length} accounts, ${sum} rows in ${rows.size} tables`)
    return { data, accounts, refs, before, rows }
  } finally {
    remove()
  }
}

async function readByAll(origin: string, accounts: readonly Account[], refs: readonly string[]) {
  const readings = new Map<string, Reading>()
  for (const account of accounts)
    readings.set(account.email, await readAll(await signIn(origin, account), refs))
  return readings
}

/** The same city under the program of today, served and read. */
async function ofToday(city: City): Promise<void> {
  const { data, accounts, refs, before } = city
  const service = await startService(projectRoot, ['--data', data, '--port', values.port])
  try {
    const now = await readByAll(service.origin, accounts, refs)
    let same = 0
    for (const [email, reading] of before) {
      const lines = differences(reading, now.get(email) ?? { listed: [], cases: new Map() })
      same += reading.cases.size - lines.length
      found(lines.map((line) => `${email}: ${line}`))
    }
    say(`  ${same} answers about cases are the same for ${before.size} accounts`)
    const shown = [...before.values()].find(({ listed }) => listed.length > 0)?.listed[0] ?? ''
    if (!values['no-screens']) {
      const { opened, troubles } = await openScreens(service.origin, accounts, shown)
      found(troubles)
      say(`  ${opened} screens opened`)
    }
    await witnessed(city, () => verifyLog(service.origin, accounts, data))
  } finally {
    await service.stop()
  }
}

/**
 * The witnesses of a city run beside its desk, as they do for an operator, and remember what they signed of it in its former
 * state: they sign what the program of today says only if it continues that.
 */
async function witnessed({ data, rows }: City, verify: () => Promise<void>): Promise<void> {
  if (!rows.get('app.witnesses')) {
    await throughcare('log', 'sign', '--data', data)
    return verify()
  }
  await joined(data, async (_, context) => {
    const stop = await openWitnesses(context)
    try {
      await throughcare('log', 'sign', '--data', data)
      await verify()
    } finally {
      stop()
    }
  })
}

/** The officer takes the log home and lets it be verified, by the program and by the one file that leans on nothing. */
async function verifyLog(origin: string, accounts: readonly Account[], data: string) {
  const officer = accounts.find(({ functions }) => functions.includes('data_protection_officer'))
  if (!officer) return found(['nobody answers for data protection'])
  const ask = await signIn(origin, officer)
  const { status, body } = await ask('/log/file?use=integrity_security')
  if (status !== 200) return found([`the log is not handed out: ${status} ${body.slice(0, 200)}`])
  const file = `${data}-log.jsonl`
  writeFileSync(file, body)
  const said = await throughcare('verify', file)
  await run(projectRoot, ['docs/verify/verify.mjs', file])
  say(`  ${said.split('\n')[0]}`)
}

async function check(data: string): Promise<void> {
  const said = await throughcare('log', 'check', '--data', data).catch((error) => String(error))
  if (!said.includes('Every row is what the log says of it.')) found([`log check: ${said}`])
}
