import { z } from 'zod'
import { AgencyBrief } from '../admin/contract.ts'
import { LogUse } from './contract.ts'

const at = z.iso.datetime({ offset: true })
const id = z.int().min(1).max(2_147_483_647)
const words = z.string().trim().min(3).max(4000)

export const breachKinds = ['confidentiality', 'integrity', 'availability'] as const
const Kinds = z.array(z.enum(breachKinds)).min(1).max(3)

/** A report in phases, or the decision that there is nothing to report. */
export const breachPhases = ['first', 'follow_up', 'final', 'not_reported'] as const
export const BreachPhase = z.enum(breachPhases)
export type BreachPhase = z.infer<typeof BreachPhase>

/** What is known so far; consequences and measures may come later. */
export const BreachAccount = z.strictObject({
  awareAt: at,
  kinds: Kinds,
  what: words,
  found: words,
  consequences: words.nullable(),
  measures: words.nullable(),
})
export type BreachAccount = z.infer<typeof BreachAccount>

export const NewBreach = BreachAccount.extend({ agencyId: id })
export type NewBreach = z.infer<typeof NewBreach>
export const RecordedBreach = z.object({ id: z.uuid() })

export const NewBreachReport = z.strictObject({
  phase: BreachPhase,
  at,
  /** What the supervisory authority calls it. */
  reference: z.string().trim().min(1).max(120).nullable(),
  /** Why it is not reported. */
  reason: words.nullable(),
  /** Why it came after 72 hours. */
  delay: words.nullable(),
})
export type NewBreachReport = z.infer<typeof NewBreachReport>

/** Whose account it was, and the period in which somebody else may have had it. */
export const NewBreachExtent = z.strictObject({ memberId: id, from: at, until: at })
export type NewBreachExtent = z.infer<typeof NewBreachExtent>

export const BreachTold = z.strictObject({ agencyId: id })
export const BreachQuery = z.strictObject({ use: LogUse.optional() })
export type BreachQuery = z.infer<typeof BreachQuery>

export const BreachLine = z.object({
  id: z.uuid(),
  number: z.int(),
  agency: AgencyBrief,
  awareAt: at,
  dueAt: at,
  kinds: Kinds,
  /** The newest entry about the supervisory authority. */
  phase: BreachPhase.nullable(),
  settledAt: at.nullable(),
  closedAt: at.nullable(),
})
export type BreachLine = z.infer<typeof BreachLine>

/** That another agency recorded a breach; told to the officers of the other parties. */
export const ToldBreach = z.object({
  id: z.uuid(),
  agency: AgencyBrief,
  awareAt: at,
  kinds: Kinds,
  closedAt: at.nullable(),
  toldAt: at,
  by: z.string(),
})
export type ToldBreach = z.infer<typeof ToldBreach>

export const Breaches = z.object({
  scope: z.enum(['all', 'own']),
  mayRecord: z.boolean(),
  /** The agency of the reader. */
  own: z.int(),
  /** Agencies of which the reader may record a breach. */
  concerned: z.array(AgencyBrief),
  breaches: z.array(BreachLine),
  told: z.array(ToldBreach),
})
export type Breaches = z.infer<typeof Breaches>

export const reachedHow = [
  ...(['opened', 'changed', 'handed_on', 'printed'] as const),
  ...(['exported', 'searched', 'listed'] as const),
] as const

export const BreachExtent = z.object({
  id: z.uuid(),
  member: z.string(),
  from: at,
  until: at,
  computedAt: at,
  computedBy: z.string(),
  entries: z.int(),
  /** Readings that name no case: lists that were empty, pages without persons. */
  nameless: z.int(),
  casesRead: z.int(),
  personsRead: z.int(),
  casesShown: z.int(),
  personsShown: z.int(),
  announced: z.int(),
  records: z.int(),
  whats: z.array(z.object({ what: z.string(), cases: z.int() })),
  categories: z.array(z.object({ category: z.string(), records: z.int() })),
  /** Cases without a line: erased since, or closed to the reader. */
  gone: z.int(),
  cases: z.array(
    z.object({
      ref: z.string(),
      opened: z.boolean(),
      how: z.array(z.enum(reachedHow)),
      entries: z.int(),
      records: z.int(),
      firstAt: at,
      lastAt: at,
    }),
  ),
})
export type BreachExtent = z.infer<typeof BreachExtent>

const said = { by: z.string() }

export const Breach = BreachLine.extend({
  use: LogUse,
  version: z.int(),
  mayChange: z.boolean(),
  mayPrint: z.boolean(),
  recordedAt: at,
  closedBy: z.string().nullable(),
  /** Where more is to be had (art. 30(3)(b)). */
  contact: z.object({
    name: z.string(),
    agency: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
  }),
  /** Newest first. */
  accounts: z.array(BreachAccount.extend({ ...said, version: z.int(), at }).strip()),
  reports: z.array(NewBreachReport.extend({ ...said, id: z.uuid(), recordedAt: at }).strip()),
  tellings: z.array(
    z.object({
      agency: AgencyBrief,
      toldAt: at.nullable(),
      by: z.string().nullable(),
      whom: z.array(z.string()),
      phone: z.string().nullable(),
      email: z.string().nullable(),
    }),
  ),
  extents: z.array(BreachExtent),
  /** Accounts of that agency, for the choice. */
  members: z.array(z.object({ id: z.int(), name: z.string() })),
})
export type Breach = z.infer<typeof Breach>
