import { BackupError } from '../platform/backup/backup-error.ts'
import { configSentences } from '../platform/config.ts'
import { AddressError } from '../platform/db/address.ts'
import { LauncherError } from '../platform/db/launcher/launcher-error.ts'
import { MigrationError } from '../platform/db/migrate.ts'
import { Problem } from '../platform/errors.ts'
import { describeFault } from '../platform/fault.ts'
import { SealError } from '../platform/seal/seal-error.ts'

/** Something the person at the terminal did wrong or can put right; said without a stack. */
export class CommandError extends Error {
  constructor(
    sentence: string,
    readonly exitCode = 1,
  ) {
    super(sentence)
    this.name = 'CommandError'
  }
}

/** Says why a command failed, in a sentence where we know one, and returns its exit code. */
export function sayWhy(error: unknown): number {
  const [sentence, exitCode] = sayWhyIn(error)
  process.stderr.write(`${sentence}\n`)
  return exitCode
}

/** 2: something was named wrongly; 4: the file does not open or is not whole; 1: everything else. */
const backupExit: Partial<Record<BackupError['code'], number>> = {
  backup_external_database: 2,
  backup_no_database: 2,
  restore_place_taken: 2,
  backup_wrong_key: 4,
  backup_expired: 4,
  backup_keys_missing: 4,
  backup_keys_other: 4,
  backup_keys_damaged: 4,
  backup_keys_behind: 4,
  backup_damaged: 4,
  backup_not_one_of_ours: 4,
  backup_newer: 4,
  backup_other_machine: 4,
  backup_counts_differ: 4,
}

/** The sentence and the exit code of a failed command. */
export function sayWhyIn(error: unknown): [string, number] {
  if (error instanceof CommandError) return [error.message, error.exitCode]
  if (error instanceof LauncherError) return [error.message, 3]
  if (error instanceof BackupError) return [error.message, backupExit[error.code] ?? 1]
  if (error instanceof MigrationError || error instanceof SealError) return [error.message, 1]
  if (error instanceof AddressError) return [error.message, 2]
  if (error instanceof Problem) return [configSentences[error.code] ?? error.code, 2]
  const code = codeOf(error)
  if (code.startsWith('ERR_PARSE_ARGS')) return [`${(error as Error).message} See --help.`, 2]
  if (code === 'EADDRINUSE')
    return ['The port is taken by another program. Choose another one with --port.', 1]
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(code))
    return [`The database cannot be reached (${code}). Is it running, and is its address right?`, 3]
  if (code === '28P01' || code === '28000')
    return [
      'The database refused a login. The passwords follow from the master key: run "throughcare migrate" with DATABASE_OWNER_URL to set them.',
      3,
    ]
  // A file that is not there is told by the name that the person at the terminal gave.
  if (error instanceof Error && 'syscall' in error) return [error.message, 1]
  const fault = Object.entries(describeFault(error)).filter(([, value]) => value)
  return [`A fault. ${fault.map(([key, value]) => `${key}: ${value}`).join(', ')}`, 1]
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''
