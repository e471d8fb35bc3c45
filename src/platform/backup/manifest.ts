import { z } from 'zod'

export const backupFormat = 1

/** First in every backup: what it is and what is needed to bring it back. */
export const Opening = z.object({
  product: z.literal('throughcare'),
  format: z.int(),
  /** Names the point at which recovery ends. */
  id: z.string(),
  version: z.string(),
  /** Number and name of the last migration. */
  schema: z.object({ number: z.int(), name: z.string() }),
  postgres: z.object({ version: z.string(), major: z.int() }),
  machine: z.object({ platform: z.string(), arch: z.string() }),
  systemIdentifier: z.string(),
  begunAt: z.iso.datetime(),
  startLsn: z.string(),
})
export type Opening = z.infer<typeof Opening>

/** Last in every backup: only a backup that has it is whole. */
export const Closing = z.object({
  /** Everything acknowledged before this moment is in the backup, nothing after it. */
  recoveryPoint: z.iso.datetime(),
  stopLsn: z.string(),
  pointLsn: z.string(),
  /** Rows per table at the point of recovery. */
  counts: z.record(z.string(), z.int()),
  /** False where writers never paused for long enough: the counts are then close, not equal. */
  countsExact: z.boolean(),
  /** SHA-256 of every file. */
  files: z.record(z.string(), z.string()),
})
export type Closing = z.infer<typeof Closing>

export const openingName = 'opening.json'
export const closingName = 'closing.json'

/** The name by which PostgreSQL finds the point of recovery in its log. */
export const recoveryTarget = (id: string) => `throughcare ${id}`

const ending = '.backup.age'

/** A name that sorts by time and tells nothing but the time. */
export function backupName(at: Date): string {
  return `throughcare-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z${ending}`
}

export const isBackupName = (name: string) =>
  /^throughcare-\d{4}-\d\d-\d\dT\d{6}Z\.backup\.age$/.test(name)
