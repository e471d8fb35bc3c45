import { z } from 'zod'
import type { KeyStatus } from '../backup/key-status.ts'

const moment = z.string()
const Whole = z.object({
  at: moment,
  bytes: z.number().nullable(),
  file: z.string().nullable(),
  recoveryPoint: moment.nullable(),
  secondCopy: z.boolean().nullable(),
})

/** When and where backups are made. */
export const BackupPlan = z.object({
  enabled: z.boolean(),
  folder: z.string().nullable(),
  secondFolder: z.string().nullable(),
  keep: z.int(),
  beginsAt: z.string(),
  drillDays: z.int(),
  version: z.int(),
})
export type BackupPlan = z.infer<typeof BackupPlan>

/** What the database knows about its own safety; the answer of `act.safety_facts`. */
export const SafetyFacts = z.object({
  authority: z.int(),
  demo: z.boolean(),
  databaseTime: moment,
  timeZone: z.string(),
  newestEvent: moment.nullable(),
  beats: z.record(z.string(), moment),
  plan: BackupPlan,
  lastWhole: Whole.nullable(),
  lastFailed: z.object({ at: moment, problem: z.string().nullable() }).nullable(),
  drillAt: moment.nullable(),
  keySheetAt: moment.nullable(),
  keySheetBy: z.string().nullable(),
  mail: z.object({
    way: z.enum(['file', 'smtp']),
    problem: z.string().nullable(),
    problemAt: moment.nullable(),
    lastSentAt: moment.nullable(),
    waiting: z.int(),
    returned: z.int(),
  }),
  /** What the signer of the access log said last; nothing before it said anything. */
  log: z
    .object({
      state: z.string(),
      since: moment,
      signedAt: moment.nullable(),
      quorum: z.int(),
      cosigned: z.int(),
      witnesses: z.int(),
      /** Rows that are not what the log says of them, in the last two nights. */
      rows: z.int(),
    })
    .nullable(),
})
export type SafetyFacts = z.infer<typeof SafetyFacts>

/** What this machine says about itself. */
export interface MachineFacts {
  now: Date
  version: string
  node: string
  /** Used part of each disk that matters, with what is free. */
  disks: { place: 'data' | 'backups' | 'second'; path: string; used: number | null; free: number }[]
  /** Whether the clock is set by the network; null where the machine does not say. */
  clockSynchronised: boolean | null
  database: { version: string; embedded: boolean; newerOnMachine: string | null }
  /** The keys of the backups; null where a database team makes those. */
  backupKeys: KeyStatus | null
  /** Changing: a new master key was begun and did not take over whole. */
  keyFile: 'closed' | 'open' | 'elsewhere' | 'missing' | 'changing'
  /** Whether jobs run in this process; null where another process does them. */
  jobsHere: boolean | null
}
