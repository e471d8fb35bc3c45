import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'

export const CaseStage = z.enum(['preparation', 'release', 'community', 'closing', 'closed'])
export type CaseStage = z.infer<typeof CaseStage>

/**
 * How who leads today came to it. `fallback`: nobody has accepted; `unheld`: somebody has, but nobody there can
 * open the case, and the fallback leads in their place; `closing`: the last measure is over.
 */
export const CaseLeadState = z.enum(['accepted', 'fallback', 'unheld', 'closing'])
export type CaseLeadState = z.infer<typeof CaseLeadState>

export const CaseSeat = z.object({
  principal: z.int(),
  name: z.string(),
  agency: AgencyBrief,
  relation: z.enum(['coordination', 'lead', 'member', 'guest', 'provider', 'cover', 'override']),
  from: Day,
  until: Day.nullable(),
  members: z.int(),
})
export type CaseSeat = z.infer<typeof CaseSeat>

export const CaseDetail = z.object({
  ref: z.string(),
  version: z.int(),
  stage: CaseStage,
  person: z.object({
    initials: z.string(),
    name: z.string().nullable(),
    birth: z.string().nullable(),
    language: z.string().nullable(),
    numbers: z.array(z.object({ issuer: AgencyBrief, number: z.string() })),
  }),
  purpose: z.string(),
  openedOn: Day,
  openedBy: z.string(),
  release: z.object({
    on: Day.nullable(),
    certainty: z.enum(['earliest', 'expected', 'fixed', 'unknown']),
    earliestOn: Day.nullable(),
  }),
  lead: AgencyBrief,
  leadState: CaseLeadState,
  leadSince: Day,
  basis: z.object({
    arrangement: z.string(),
    clause: z.string(),
    basis: z.string(),
    validUntil: Day.nullable(),
  }),
  informed: z.object({
    state: z.enum(['informed', 'not_yet']),
    on: Day.nullable(),
    how: z.string().nullable(),
    language: z.string().nullable(),
    ground: z.string().nullable(),
    reviewOn: Day.nullable(),
  }),
  conferencesNeeded: z.boolean(),
  seats: z.array(CaseSeat),
  readers: z.int(),
  /** Who at the table is away or has left, and who covers. */
  cover: z.array(
    z.object({
      principal: z.int(),
      name: z.string(),
      left: z.boolean(),
      until: Day.nullable(),
      /** The reader covers. */
      mine: z.boolean(),
      by: z.array(z.string()),
    }),
  ),
  may: z.array(z.enum(['offer', 'move_release', 'decide_conferences', 'complete_milestone'])),
})
export type CaseDetail = z.infer<typeof CaseDetail>

export const CaseRow = z.object({
  ref: z.string(),
  person: z.object({ initials: z.string(), name: z.string().nullable() }),
  stage: CaseStage,
  release: z.object({
    on: Day.nullable(),
    certainty: z.enum(['earliest', 'expected', 'fixed', 'unknown']),
    earliestOn: Day.nullable(),
  }),
  prison: AgencyBrief.nullable(),
  lead: AgencyBrief,
  leadState: CaseLeadState,
  /** Why the reader sits there; `cover` where only for somebody who is away. */
  relation: z.string(),
})
export type CaseRow = z.infer<typeof CaseRow>

export const CaseList = z.object({
  cases: z.array(CaseRow),
  /** How many of those looked at fit; with `more` there are others behind them. */
  count: z.int(),
  more: z.boolean(),
  nextCursor: z.string().nullable(),
})
export type CaseList = z.infer<typeof CaseList>

const Lane = z.enum([
  'accommodation',
  'work',
  'education',
  'health',
  'substance_use',
  'finance_papers',
  'family_community',
  'relations',
])

/** Parts of life by which a list may be narrowed: never health nor substance use (LED-15). */
export const ListedLane = Lane.exclude(['health', 'substance_use'])
export type ListedLane = z.infer<typeof ListedLane>

/** What narrows the case list, on the screen, on paper and in a file alike. */
export const CasesFilter = z.strictObject({
  order: z.enum(['release', 'ref']).default('release'),
  stage: CaseStage.optional(),
  prison: z.coerce.number().int().optional(),
  /** A part of life in which nobody is accountable on some day; `any`: in whichever. */
  domain: z.union([ListedLane, z.literal('any')]).optional(),
  relation: z
    .enum(['coordination', 'lead', 'member', 'guest', 'provider', 'cover', 'override'])
    .optional(),
  from: Day.optional(),
  until: Day.optional(),
  lead: z.coerce.number().int().optional(),
  /** An offer without an answer: any, or only those whose day has passed. */
  unanswered: z.enum(['any', 'late']).optional(),
  /** A case reference or a part of one. */
  ref: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9-]{1,16}$/)
    .optional(),
})
export type CasesFilter = z.infer<typeof CasesFilter>

export const CasesQuery = CasesFilter.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type CasesQuery = z.infer<typeof CasesQuery>

/** Conferences enter the pathway of a case only after somebody decided that it needs them. */
export const DecideConferences = z.strictObject({
  needed: z.literal(true),
  reason: z.string().trim().min(3).max(2000),
})
export type DecideConferences = z.infer<typeof DecideConferences>

export const ConferencesDecided = z.object({
  ref: z.string(),
  version: z.int(),
  conferencesNeeded: z.boolean(),
})
export type ConferencesDecided = z.infer<typeof ConferencesDecided>

/** A part of life in which the person wishes help, or in which a measure imposes it. */
export const NewNeed = z.strictObject({
  domain: Lane,
  required: z.enum(['wish', 'imposed']),
  /** How long somebody must be accountable, from the release on. */
  days: z.int().min(1).max(3660).default(90),
  reason: z.string().trim().min(3).max(2000),
})
export type NewNeed = z.infer<typeof NewNeed>

export const Need = z.object({
  ref: z.string(),
  domain: z.string(),
  required: z.enum(['wish', 'imposed']),
  days: z.int(),
})
export type Need = z.infer<typeof Need>

export const ByCase = z.strictObject({ ref: z.string().regex(/^[A-Z]{1,4}-\d{1,9}$/) })
