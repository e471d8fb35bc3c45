import { z } from 'zod'

export const CheckState = z.enum(['now', 'soon', 'unknown', 'fine'])
export type CheckState = z.infer<typeof CheckState>

/** One thing that was looked at; its words are at `operations.says.<code>-<variant>`. */
export const Check = z.object({
  code: z.string(),
  state: CheckState,
  variant: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Check = z.infer<typeof Check>

const folder = z
  .string()
  .trim()
  .min(1)
  .max(400)
  .regex(/^(\/|[A-Za-z]:\\)[^\p{C}]*$/u, { error: 'folder_not_absolute' })

export const Plan = z.object({
  enabled: z.boolean(),
  folder: z.string().nullable(),
  secondFolder: z.string().nullable(),
  keep: z.int(),
  beginsAt: z.string(),
  drillDays: z.int(),
  version: z.int(),
})
export type Plan = z.infer<typeof Plan>

export const ChangePlan = z.strictObject({
  enabled: z.boolean(),
  folder: folder.nullable(),
  secondFolder: folder.nullable(),
  keep: z.int().min(2).max(400),
  beginsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  drillDays: z.int().min(1).max(90),
})
export type ChangePlan = z.infer<typeof ChangePlan>

export const BackupEntry = z.object({
  at: z.string(),
  kind: z.enum(['scheduled', 'command']),
  whole: z.boolean(),
  bytes: z.number().nullable(),
  seconds: z.number(),
  secondCopy: z.boolean().nullable(),
  problem: z.string().nullable(),
})
export type BackupEntry = z.infer<typeof BackupEntry>

/** How the desk is: nothing in it is about a person. */
export const Safety = z.object({
  lookedAt: z.string(),
  worst: CheckState,
  checks: z.array(Check),
  plan: Plan,
  recent: z.array(BackupEntry),
  /** Where the plan may not be changed here: several cities on one machine, or a database of one's own. */
  planBy: z.enum(['here', 'operator', 'database_team']),
})
export type Safety = z.infer<typeof Safety>

export const MailSettings = z.object({
  way: z.enum(['file', 'smtp']),
  host: z.string().nullable(),
  port: z.int().nullable(),
  security: z.enum(['tls', 'starttls', 'none']),
  login: z.string().nullable(),
  hasPassword: z.boolean(),
  sender: z.string().nullable(),
  version: z.int(),
})
export type MailSettings = z.infer<typeof MailSettings>

/** Without a password the saved one stays. */
export const ChangeMail = z.strictObject({
  way: z.enum(['file', 'smtp']),
  host: z
    .string()
    .trim()
    .max(200)
    .regex(/^[A-Za-z0-9.:-]+$/)
    .nullable(),
  port: z.int().min(1).max(65535).nullable(),
  security: z.enum(['tls', 'starttls', 'none']),
  login: z.string().trim().min(1).max(200).nullable(),
  password: z.string().min(1).max(400).optional(),
  sender: z.email().max(200).nullable(),
})
export type ChangeMail = z.infer<typeof ChangeMail>

export const MailTested = z.object({
  outcome: z.enum(['sent', 'file', 'returned', 'later']),
  problem: z.string().nullable(),
  address: z.string(),
})
export type MailTested = z.infer<typeof MailTested>

export const Rhythm = z.enum(['at_once', 'daily', 'off'])
export type Rhythm = z.infer<typeof Rhythm>

export const MailWish = z.object({ rhythm: Rhythm, returned: z.boolean(), address: z.string() })
export type MailWish = z.infer<typeof MailWish>

export const ChangeWish = z.strictObject({ rhythm: Rhythm })

export const ShowKey = z.strictObject({ passphrase: z.string().min(1).max(1024) })

/** The master key as it is printed. */
export const KeySheet = z.object({
  authority: z.string(),
  date: z.iso.date(),
  groups: z.array(z.string()),
})
export type KeySheet = z.infer<typeof KeySheet>

export const ConfirmKey = z.strictObject({
  groups: z
    .array(z.strictObject({ number: z.int().min(1).max(14), text: z.string().max(12) }))
    .length(2),
})
export type ConfirmKey = z.infer<typeof ConfirmKey>
