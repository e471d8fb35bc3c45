import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../config.ts'
import { assess, type Check, type CheckCode, worst } from './assess.ts'
import type { MachineFacts, SafetyFacts } from './facts.ts'

const now = new Date('2026-11-20T10:00:00Z')
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString()
const gigabyte = 1024 ** 3

const facts: SafetyFacts = {
  ...{ authority: 1, demo: false, databaseTime: now.toISOString(), timeZone: 'Europe/Brussels' },
  newestEvent: ago(0.1),
  beats: { minute: ago(0.01) },
  plan: {
    ...{ enabled: true, folder: null, secondFolder: '/media/usb', keep: 14, beginsAt: '02:30' },
    ...{ drillDays: 7, version: 1 },
  },
  lastWhole: {
    ...{ at: ago(8), bytes: 5_000_000, file: 'x', recoveryPoint: ago(8), secondCopy: true },
  },
  lastFailed: null,
  drillAt: ago(30),
  keySheetAt: ago(500),
  keySheetBy: 'Joris',
  mail: {
    way: 'smtp',
    problem: null,
    problemAt: null,
    lastSentAt: ago(1),
    waiting: 0,
    returned: 0,
  },
  log: {
    ...{ state: 'signing', since: ago(200), signedAt: ago(0.1), quorum: 2, cosigned: 2 },
    ...{ witnesses: 3, rows: 0 },
  },
}
const key = (hours: number) => ({
  id: '0a1b2c3d',
  begunAt: ago(hours),
  lastAt: ago(hours),
  made: 1,
})
const keyFiles = { open: 14, former: 0, formerByHand: 0, formerNights: 0, expired: 0, lost: 0 }
const machine: MachineFacts = {
  ...{ now, version: '1.0.0', node: '24.20.0', clockSynchronised: true, keyFile: 'closed' },
  disks: [{ place: 'data', path: '/srv/desk', used: 0.4, free: 50 * gigabyte }],
  database: { version: '18.4', embedded: true, newerOnMachine: null },
  jobsHere: true,
  backupKeys: {
    ring: { ring: '0a1b2c3d', version: 3, keys: [key(40), key(8)], gone: [], masters: [] },
    ...{ damaged: false, copies: [{ folder: '/media/usb', state: 'same' }], stale: [] },
    files: keyFiles,
  },
}

const words: Record<string, string> = JSON.parse(
  readFileSync(join(projectRoot, 'locales/en/operations.json'), 'utf8'),
)

/** What is said, after making sure that there are words for it and, where it is not fine, a way out. */
function found(code: CheckCode, change: { facts?: object; machine?: object } = {}): Check {
  const all = assess({ ...facts, ...change.facts }, { ...machine, ...change.machine })
  const check = all.find((one) => one.code === code) as Check
  const name = `${check.code}-${check.variant}`
  expect(words[`operations.says.${name}`], name).toBeDefined()
  if (check.state !== 'fine') expect(words[`operations.do.${name}`], name).toBeDefined()
  const asked = [...(words[`operations.says.${name}`] ?? '').matchAll(/\{(\w+)[,}]/g)]
  for (const [, value = ''] of asked) expect(Object.keys(check.values), name).toContain(value)
  return check
}
const disk = (used: number | null, free: number) => ({
  machine: { disks: [{ place: 'data', path: '/srv', used, free }] },
})
const backup = (change: object) => found('backup', { facts: change })
const mail = (change: object) => found('mail', { facts: { mail: { ...facts.mail, ...change } } })

test('AD6 when everything is in order every line says so', () => {
  const checks = assess(facts, machine)
  expect(checks.filter(({ state }) => state !== 'fine')).toEqual([])
  expect(worst(checks)).toBe('fine')
})

test('AD6 a disk at 95 % is for today, at 85 % for this week, and a missing one is named', () => {
  expect(found('disk', disk(0.949, 9 * gigabyte))).toMatchObject({
    state: 'soon',
    variant: 'filling',
  })
  expect(found('disk', disk(0.95, 9 * gigabyte))).toMatchObject({
    ...{ state: 'now', variant: 'full', values: { used: 95, free: '9.0' } },
  })
  expect(found('disk', disk(0.5, 0.1 * gigabyte))).toMatchObject({
    state: 'soon',
    variant: 'small',
  })
  expect(found('disk', disk(null, 0))).toMatchObject({ state: 'now', variant: 'missing' })
})

test('AD6 a clock that is wrong is noticed, and one that nobody can check is not called right', () => {
  const clock = (change: { facts?: object; machine?: object }) => found('clock', change)
  expect(clock({ facts: { newestEvent: ago(-1) } })).toMatchObject({
    ...{ state: 'now', variant: 'went-back', values: { minutes: 60 } },
  })
  expect(clock({ facts: { databaseTime: ago(0.01) } })).toMatchObject({
    ...{ state: 'now', variant: 'apart', values: { seconds: 36 } },
  })
  expect(clock({ machine: { clockSynchronised: false } }).state).toBe('soon')
  expect(clock({ machine: { clockSynchronised: null } }).state).toBe('unknown')
})

test('AD6 mail that is down says what is wrong, and after four hours it is for today', () => {
  for (const problem of [
    'unreachable',
    'refused',
    'certificate',
    'no_tls',
    'login',
    'sender',
    'folder',
    'other',
  ])
    expect(mail({ problem, problemAt: ago(1) })).toMatchObject({
      state: 'soon',
      variant: `problem-${problem}`,
    })
  expect(mail({ problem: 'refused', problemAt: ago(5), waiting: 3 })).toMatchObject({
    ...{ state: 'now', values: { hours: 5, waiting: 3 } },
  })
  expect(mail({ returned: 2 }).variant).toBe('returned')
  expect(mail({ way: 'file' })).toMatchObject({ state: 'soon', variant: 'file' })
})

test('a backup that is old, failed, never made or switched off is said', () => {
  const lastWhole = (hours: number) => ({ ...facts.lastWhole, at: ago(hours) })
  expect(backup({ lastWhole: null })).toMatchObject({ state: 'now', variant: 'never' })
  expect(backup({ lastWhole: lastWhole(27) }).variant).toBe('late')
  expect(backup({ lastWhole: lastWhole(60) })).toMatchObject({
    state: 'now',
    variant: 'old',
    values: { days: 2 },
  })
  const lastFailed = { at: ago(2), problem: 'No space.' }
  expect(backup({ lastFailed })).toMatchObject({ state: 'soon', values: { problem: 'No space.' } })
  expect(backup({ lastFailed, lastWhole: lastWhole(60) }).state).toBe('now')
  expect(backup({ lastFailed, lastWhole: null }).variant).toBe('failed-ever')
  expect(backup({ plan: { ...facts.plan, enabled: false } }).variant).toBe('not-planned')
  const own = { database: { version: '17.2', embedded: false, newerOnMachine: null } }
  expect(found('backup', { machine: own })).toMatchObject({ state: 'unknown', variant: 'external' })
})

test('second copy, drill, key and jobs each have their word', () => {
  const plan = { ...facts.plan, secondFolder: null }
  expect(found('second_copy', { facts: { plan } }).variant).toBe('none')
  const lastWhole = { ...facts.lastWhole, secondCopy: false }
  expect(found('second_copy', { facts: { lastWhole } }).state).toBe('now')
  expect(found('second_copy', { facts: { lastWhole: null } }).variant).toBe('not-yet')
  expect(found('drill', { facts: { drillAt: null } }).variant).toBe('never')
  expect(found('drill', { facts: { drillAt: ago(24 * 15) } }).variant).toBe('late')
  expect(found('key', { facts: { keySheetAt: null } })).toMatchObject({
    state: 'now',
    variant: 'not-printed',
  })
  expect(found('key', { machine: { keyFile: 'open' } }).variant).toBe('open')
  expect(found('key', { machine: { keyFile: 'missing' } }).variant).toBe('missing')
  expect(found('key', { machine: { keyFile: 'changing' } })).toMatchObject({
    ...{ state: 'now', variant: 'changing' },
  })
  expect(found('jobs', { facts: { beats: { minute: ago(1) } } })).toMatchObject({ state: 'now' })
  expect(found('jobs', { facts: { beats: {} } }).variant).toBe('not-yet')
  // One task that fails again and again stands still while the others go on (OPS-06).
  const failing = (hours: number) =>
    found('jobs', { facts: { beats: { minute: ago(0), 'failed:erase-notices': ago(hours) } } })
  expect(failing(0.1)).toMatchObject({ state: 'fine' })
  expect(failing(1).values).toMatchObject({ minutes: 60, hours: 0 })
  expect(failing(2)).toMatchObject({
    ...{ state: 'now', values: { tasks: 'erase-notices', minutes: 120, hours: 2, count: 1 } },
  })
  const database = { version: '18.4', embedded: true, newerOnMachine: '18.6' }
  expect(found('version', { machine: { database } }).variant).toBe('embedded-newer')
  expect(found('version').variant).toBe('embedded')
})

test('OPS-06 a log that is not signed or not witnessed is said, and a changed row is for today', () => {
  const log = (change: object | null) =>
    found('log', { facts: { log: change && { ...facts.log, ...change } } })
  expect(log(null)).toMatchObject({ state: 'unknown', variant: 'not-yet' })
  expect(log({ signedAt: null }).variant).toBe('not-yet')
  expect(log({ state: 'clock_apart' })).toMatchObject({ state: 'now', variant: 'clock' })
  expect(log({ state: 'went_back' })).toMatchObject({ state: 'now', variant: 'went-back' })
  for (const state of ['state_missing', 'forked', 'tiles_broken'])
    expect(log({ state })).toMatchObject({ state: 'now', variant: 'broken' })
  expect(log({ state: 'awaiting_witnesses' })).toMatchObject({ state: 'soon', variant: 'awaiting' })
  expect(log({ signedAt: ago(2) })).toMatchObject({ state: 'now', values: { hours: 2 } })
  expect(log({ cosigned: 1 })).toMatchObject({ state: 'soon', variant: 'unwitnessed' })
  expect(log({ rows: 1 })).toMatchObject({ state: 'now', values: { rows: 1 } })
  const alone = { quorum: 0, cosigned: 0, witnesses: 0 }
  expect(log(alone)).toMatchObject({ state: 'fine', variant: 'alone' })
})

test('the worst stands first', () => {
  const checks = assess(
    { ...facts, keySheetAt: null, drillAt: null },
    { ...machine, clockSynchronised: null },
  )
  expect(checks.slice(0, 3).map(({ state }) => state)).toEqual(['now', 'soon', 'unknown'])
})

test('OPS-02 the keys of backups: lost, missing, not copied, not destroyed everywhere, and of the former kind', () => {
  const keys = (change: object) =>
    found('backup_keys', { machine: { backupKeys: { ...machine.backupKeys, ...change } } })
  const files = (change: object) => keys({ files: { ...keyFiles, ...change } })
  const copy = (state: string) => keys({ copies: [{ folder: '/media/usb', state }] })
  expect(keys({})).toMatchObject({ state: 'fine', values: { count: 2, days: 14 } })
  expect(files({ lost: 2 })).toMatchObject({ state: 'now', variant: 'lost', values: { count: 2 } })
  expect(keys({ damaged: true, ring: undefined })).toMatchObject({ state: 'now' })
  expect(keys({ ring: undefined })).toMatchObject({ state: 'now', variant: 'missing' })
  expect(copy('missing')).toMatchObject({ state: 'soon', values: { folder: '/media/usb' } })
  expect(copy('behind')).toMatchObject({ state: 'soon', variant: 'copy-behind' })
  // A disk that is away is said once, as the second copy that could not be made.
  expect(copy('away')).toMatchObject({ state: 'fine' })
  const stale = (why: string) => ({ stale: [{ folder: '/media/usb', since: ago(400), why }] })
  expect(keys(stale('former_master'))).toMatchObject({ state: 'soon', variant: 'away-master' })
  expect(keys(stale('destroyed'))).toMatchObject({
    ...{ state: 'soon', variant: 'away', values: { folder: '/media/usb', date: '2026-11-03' } },
  })
  expect(files({ formerByHand: 1 })).toMatchObject({ state: 'soon', values: { count: 1 } })
  expect(files({ expired: 3 })).toMatchObject({ state: 'soon', variant: 'expired' })
  expect(files({ former: 3, formerNights: 11 })).toMatchObject({
    ...{ state: 'fine', variant: 'former', values: { count: 3, nights: 11 } },
  })
  const none = { ring: undefined, copies: [], files: { ...keyFiles, open: 0 } }
  expect(keys(none)).toMatchObject({ state: 'unknown', variant: 'not-yet' })
})
