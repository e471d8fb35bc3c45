import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'

export const CaseStage = z.enum(['preparation', 'release', 'community', 'closing', 'closed'])
export type CaseStage = z.infer<typeof CaseStage>

export const CaseSeat = z.object({
  principal: z.int(),
  name: z.string(),
  agency: AgencyBrief,
  relation: z.enum(['coordination', 'lead', 'member', 'guest', 'provider', 'cover']),
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
  leadState: z.enum(['accepted', 'fallback']),
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
  lead: AgencyBrief,
  leadState: z.enum(['accepted', 'fallback']),
  relation: z.string(),
})
export type CaseRow = z.infer<typeof CaseRow>

export const CaseList = z.object({ cases: z.array(CaseRow), nextCursor: z.string().nullable() })

export const CasesQuery = z.strictObject({
  order: z.enum(['release', 'ref']).default('release'),
  stage: CaseStage.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type CasesQuery = z.infer<typeof CasesQuery>
