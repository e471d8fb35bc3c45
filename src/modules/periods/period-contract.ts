import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { CasePathway } from './pathway-contract.ts'
import { periodKinds } from './vocabulary.ts'

export const PeriodKind = z.enum(periodKinds)
export type PeriodKind = z.infer<typeof PeriodKind>

/** Where the person is held or supervised. Without a last day it lasts until the release, or on. */
export const Period = z.object({
  id: z.uuid(),
  kind: PeriodKind,
  from: Day,
  until: Day.nullable(),
  prison: AgencyBrief.nullable(),
  /** The release before a recall belongs to the first cycle, the next one to the second. */
  cycle: z.int(),
  source: z.string(),
  recordedOn: Day,
  recordedBy: z.string(),
  may: z.array(z.enum(['change', 'remove'])),
  version: z.int(),
})
export type Period = z.infer<typeof Period>

export const CasePeriods = z.object({
  ref: z.string(),
  version: z.int(),
  today: Day,
  pathway: CasePathway,
  /** Under which clause custody and supervision are read; false: your agency has no right to them. */
  visible: z.boolean(),
  mayAdd: z.boolean(),
  periods: z.array(Period),
  /** How often the person was recalled: what statistics count (ST-09). */
  recalls: z.int(),
  prisons: z.array(AgencyBrief),
})
export type CasePeriods = z.infer<typeof CasePeriods>

export const NewPeriod = z.strictObject({
  kind: PeriodKind,
  from: Day,
  until: Day.nullable().optional(),
  prisonId: z.int().optional(),
  /** Who said so and how. Needed to save, not to try. */
  source: z.string().trim().max(500).optional(),
})
export type NewPeriod = z.infer<typeof NewPeriod>

export const ChangePeriod = z.strictObject({
  from: Day,
  until: Day.nullable(),
  source: z.string().trim().min(1).max(500).optional(),
})
export type ChangePeriod = z.infer<typeof ChangePeriod>

export const PeriodQuery = z.strictObject({ preview: z.enum(['true', 'false']).optional() })

export const ByPeriod = z.strictObject({
  ref: z.string().regex(/^[A-Z]{1,4}-\d{1,9}$/),
  id: z.uuid(),
})
