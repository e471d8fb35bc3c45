import { openDays } from '../backup/key-ring.ts'
import type { KeyStatus } from '../backup/key-status.ts'
import type { MachineFacts, SafetyFacts } from './facts.ts'

/** Fine, worth a look in the next days, to be put right today, or beyond our knowledge. */
export type CheckState = 'fine' | 'soon' | 'now' | 'unknown'
export type CheckCode =
  | 'disk'
  | 'clock'
  | 'backup'
  | 'second_copy'
  | 'drill'
  | 'backup_keys'
  | 'key'
  | 'mail'
  | 'jobs'
  | 'log'
  | 'version'

/** One thing that was looked at: its words are at `operations.says.<code>-<variant>`. */
export interface Check {
  code: CheckCode
  state: CheckState
  variant: string
  values: Record<string, string | number>
}

const hour = 3_600_000
const day = 24 * hour

/** Looks at everything that an administrator without an IT department should know, worst first. */
export function assess(facts: SafetyFacts, machine: MachineFacts): Check[] {
  const checks = [
    checkDisk(facts, machine),
    checkClock(facts, machine),
    ...(machine.database.embedded ? checkBackups(facts, machine) : [external()]),
    checkKey(facts, machine),
    checkMail(facts, machine),
    checkJobs(facts, machine),
    checkLog(facts, machine),
    checkVersion(machine),
  ]
  const order: CheckState[] = ['now', 'soon', 'unknown', 'fine']
  return checks.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
}

/** The worst of all states, for one line. */
export function worst(checks: readonly Check[]): CheckState {
  return checks[0]?.state ?? 'unknown'
}

const check = (
  code: CheckCode,
  state: CheckState,
  variant: string,
  values: Check['values'] = {},
): Check => ({ code, state, variant, values })

function checkDisk({ lastWhole }: SafetyFacts, { disks }: MachineFacts): Check {
  const missing = disks.find(({ used }) => used === null)
  if (missing) return check('disk', 'now', 'missing', { folder: missing.path })
  const fullest = disks.reduce((a, b) => ((a.used ?? 0) >= (b.used ?? 0) ? a : b))
  const used = Math.floor((fullest.used ?? 0) * 100)
  const values = { used, free: gigabytes(fullest.free), folder: fullest.path }
  const small = disks.some(
    ({ free }) => free < Math.max(512 * 1024 ** 2, (lastWhole?.bytes ?? 0) * 2),
  )
  if (used >= 95) return check('disk', 'now', 'full', values)
  if (small) return check('disk', 'soon', 'small', values)
  if (used >= 85) return check('disk', 'soon', 'filling', values)
  return check('disk', 'fine', 'fine', values)
}

/** An entry of the access log that lies ahead of the clock proves that the clock went back. */
function checkClock(facts: SafetyFacts, { now, clockSynchronised }: MachineFacts): Check {
  const ahead = facts.newestEvent ? Date.parse(facts.newestEvent) - now.getTime() : 0
  if (ahead > 60_000)
    return check('clock', 'now', 'went-back', { minutes: Math.ceil(ahead / 60_000) })
  const apart = Math.abs(Date.parse(facts.databaseTime) - now.getTime()) / 1000
  if (apart > 5) return check('clock', 'now', 'apart', { seconds: Math.round(apart) })
  if (clockSynchronised === false) return check('clock', 'soon', 'not-set')
  if (clockSynchronised === null) return check('clock', 'unknown', 'unknown')
  return check('clock', 'fine', 'fine')
}

function checkBackups(facts: SafetyFacts, machine: MachineFacts): Check[] {
  return [
    checkBackup(facts, machine),
    checkSecond(facts),
    checkDrill(facts, machine),
    ...(machine.backupKeys ? [checkBackupKeys(machine.backupKeys, facts.plan.keep)] : []),
  ]
}

function checkBackup({ plan, lastWhole, lastFailed }: SafetyFacts, { now }: MachineFacts): Check {
  const problem = lastFailed?.problem ?? ''
  if (!lastWhole)
    return lastFailed
      ? check('backup', 'now', 'failed-ever', { problem })
      : check('backup', 'now', 'never')
  const hours = Math.floor((now.getTime() - Date.parse(lastWhole.at)) / hour)
  const values = { hours, days: Math.floor(hours / 24), size: megabytes(lastWhole.bytes ?? 0) }
  const failed = lastFailed && lastFailed.at > lastWhole.at
  if (failed) return check('backup', hours > 48 ? 'now' : 'soon', 'failed', { ...values, problem })
  if (hours >= 50) return check('backup', 'now', 'old', values)
  if (!plan.enabled) return check('backup', 'soon', 'not-planned', values)
  if (hours >= 26) return check('backup', 'soon', 'late', values)
  return check('backup', 'fine', 'fine', { ...values, at: plan.beginsAt })
}

function checkSecond({ plan, lastWhole }: SafetyFacts): Check {
  if (!plan.secondFolder) return check('second_copy', 'soon', 'none')
  if (lastWhole?.secondCopy === false)
    return check('second_copy', 'now', 'failed', { folder: plan.secondFolder })
  if (!lastWhole?.secondCopy) return check('second_copy', 'unknown', 'not-yet')
  return check('second_copy', 'fine', 'fine', { folder: plan.secondFolder })
}

function checkDrill({ drillAt, plan }: SafetyFacts, { now }: MachineFacts): Check {
  if (!drillAt) return check('drill', 'soon', 'never')
  const days = Math.floor((now.getTime() - Date.parse(drillAt)) / day)
  const late = days > Math.max(2 * plan.drillDays, plan.drillDays + 3)
  return check('drill', late ? 'soon' : 'fine', late ? 'late' : 'fine', { days })
}

/** Without its key a backup is worthless, and with a key that should be dead it tells what was erased. */
function checkBackupKeys(status: KeyStatus, keep: number): Check {
  const { ring, damaged, stale, files } = status
  if (files.lost > 0) return check('backup_keys', 'now', 'lost', { count: files.lost })
  if (damaged) return check('backup_keys', 'now', 'damaged')
  if (!ring && files.open > 0) return check('backup_keys', 'now', 'missing')
  const copy = status.copies.find(({ state }) => state === 'behind' || state === 'missing')
  if (copy) return check('backup_keys', 'soon', `copy-${copy.state}`, { folder: copy.folder })
  const [away] = stale
  if (away)
    return check('backup_keys', 'soon', away.why === 'destroyed' ? 'away' : 'away-master', {
      ...{ folder: away.folder, date: away.since.slice(0, 10) },
    })
  if (files.formerByHand > 0)
    return check('backup_keys', 'soon', 'former-by-hand', { count: files.formerByHand })
  if (files.expired > 0) return check('backup_keys', 'soon', 'expired', { count: files.expired })
  if (files.former > 0)
    return check('backup_keys', 'fine', 'former', {
      ...{ count: files.former, nights: files.formerNights },
    })
  if (!ring) return check('backup_keys', 'unknown', 'not-yet')
  return check('backup_keys', 'fine', 'fine', { count: ring.keys.length, days: openDays(keep) })
}

const external = () => check('backup', 'unknown', 'external')

function checkKey({ keySheetAt, keySheetBy }: SafetyFacts, { keyFile }: MachineFacts): Check {
  if (keyFile === 'open') return check('key', 'now', 'open')
  if (keyFile === 'missing') return check('key', 'now', 'missing')
  if (keyFile === 'changing') return check('key', 'now', 'changing')
  if (!keySheetAt) return check('key', 'now', 'not-printed')
  return check('key', 'fine', 'fine', { date: keySheetAt.slice(0, 10), who: keySheetBy ?? '' })
}

function checkMail({ mail }: SafetyFacts, { now }: MachineFacts): Check {
  if (mail.problem && mail.problemAt) {
    const hours = Math.floor((now.getTime() - Date.parse(mail.problemAt)) / hour)
    const state = hours >= 4 ? 'now' : 'soon'
    return check('mail', state, `problem-${mail.problem}`, { hours, waiting: mail.waiting })
  }
  if (mail.returned > 0) return check('mail', 'soon', 'returned', { count: mail.returned })
  if (mail.way === 'file') return check('mail', 'soon', 'file')
  return check('mail', 'fine', 'fine')
}

function checkJobs({ beats }: SafetyFacts, { now }: MachineFacts): Check {
  const last = beats.minute
  if (!last) return check('jobs', 'unknown', 'not-yet')
  const minutes = Math.floor((now.getTime() - Date.parse(last)) / 60_000)
  if (minutes > 15) return check('jobs', 'now', 'stopped', inWords(minutes))
  const failing = failingTasks(beats, now)
  if (failing[0])
    return check('jobs', 'now', 'failing', {
      count: failing.length,
      tasks: failing.map(({ task }) => task).join(', '),
      ...inWords(failing[0].minutes),
    })
  return check('jobs', 'fine', 'fine')
}

/** Nobody reads 1,310 minutes: from two hours on whole hours are said; before that, none. */
const inWords = (minutes: number) => ({
  minutes,
  hours: minutes < 120 ? 0 : Math.floor(minutes / 60),
})

/** Tasks that have failed for a quarter of an hour, again and again; a single slip is tried anew before. */
function failingTasks(beats: SafetyFacts['beats'], now: Date) {
  return Object.entries(beats)
    .filter(([name]) => name.startsWith('failed:'))
    .map(([name, at]) => ({
      task: name.slice('failed:'.length),
      minutes: Math.floor((now.getTime() - Date.parse(at)) / 60_000),
    }))
    .filter(({ minutes }) => minutes >= 15)
    .sort((a, b) => b.minutes - a.minutes)
}

const unsigned: Record<string, string> = {
  clock_apart: 'clock',
  went_back: 'went-back',
  state_missing: 'broken',
  forked: 'broken',
  tiles_broken: 'broken',
}

/** Signed each ten minutes; two hours without a signature, or a changed row, is for today. */
function checkLog({ log }: SafetyFacts, { now }: MachineFacts): Check {
  if (!log) return check('log', 'unknown', 'not-yet')
  const { quorum, cosigned, witnesses, rows } = log
  if (rows > 0) return check('log', 'now', 'rows', { rows })
  const why = unsigned[log.state]
  if (why) return check('log', 'now', why)
  if (log.state === 'awaiting_witnesses') return check('log', 'soon', 'awaiting')
  if (!log.signedAt) return check('log', 'unknown', 'not-yet')
  const hours = Math.floor((now.getTime() - Date.parse(log.signedAt)) / hour)
  if (hours >= 2) return check('log', 'now', 'late', { hours })
  const values = { cosigned, witnesses, quorum }
  if (cosigned < quorum) return check('log', 'soon', 'unwitnessed', values)
  return check('log', 'fine', witnesses === 0 ? 'alone' : 'fine', values)
}

function checkVersion({ version, node, database }: MachineFacts): Check {
  const values = { version, node, database: database.version, newer: database.newerOnMachine ?? '' }
  if (!database.embedded) return check('version', 'fine', 'own', values)
  return check('version', 'fine', database.newerOnMachine ? 'embedded-newer' : 'embedded', values)
}

export const gigabytes = (bytes: number) => (bytes / 1024 ** 3).toFixed(1)
export const megabytes = (bytes: number) => (bytes / 1024 ** 2).toFixed(1)
