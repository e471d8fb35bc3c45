import { z } from 'zod'
import { AgencyBrief } from '../admin/contract.ts'

/** On which the law allows, or demands, that something is erased (GDPR art. 17, LED art. 16). */
export const ErasureGround = z.enum([
  'unlawful',
  'not_needed',
  'consent_withdrawn',
  'objection',
  'retention_ended',
  'legal_duty',
  'supervisory_order',
])
export type ErasureGround = z.infer<typeof ErasureGround>

/** What the second person answers; restricted: kept as evidence, used by nobody. */
export const ErasureAnswer = z.enum(['erased', 'restricted', 'refused'])
export type ErasureAnswer = z.infer<typeof ErasureAnswer>

export const AskErasure = z.strictObject({ ground: ErasureGround })
export const DecideErasure = z.strictObject({ answer: ErasureAnswer })

/** What goes, as the preview names it. */
const ErasedPart = z.enum([
  'versions',
  'key',
  'history',
  'links',
  'contests',
  'retention',
  'shares',
  'disclosures',
  'proposals',
  'receipts',
])

/** What would go, counted by the list from which the act deletes. */
export const ErasureEffect = z.object({
  goes: z.array(
    z.object({
      what: ErasedPart,
      rows: z.int(),
    }),
  ),
  events: z.int(),
  agencies: z.array(AgencyBrief),
  thirdParties: z.int(),
  /** Assessments that rely on it and stay. */
  reliedOn: z.int(),
})
export type ErasureEffect = z.infer<typeof ErasureEffect>

/** One request; once done, the mark that stays. It names no person, no part of life and nothing that was said. */
export const Erasure = z.object({
  id: z.uuid(),
  kind: z.enum(['item', 'case', 'person']),
  agency: AgencyBrief,
  ground: ErasureGround,
  state: z.enum(['asked', 'erased', 'restricted', 'refused', 'overtaken']),
  ref: z.string().nullable(),
  askedBy: z.string().nullable(),
  askedAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  rows: z.int().nullable(),
  told: z.int().nullable(),
  mine: z.boolean(),
})
export type Erasure = z.infer<typeof Erasure>

export const ItemErasure = z.object({
  ref: z.string(),
  effect: ErasureEffect,
  waiting: Erasure.nullable(),
  /** Who could be the second person. */
  deciders: z.array(z.string()),
})
export type ItemErasure = z.infer<typeof ItemErasure>

export const Erasures = z.object({
  /** Whether the reader may be the second person. */
  decides: z.boolean(),
  erasures: z.array(
    Erasure.extend({
      effect: ErasureEffect.nullable(),
      /** When the journal outside, the log and the files of the database were done. */
      steps: z
        .object({
          filed: z.string().nullable(),
          blinded: z.string().nullable(),
          swept: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
})
export type Erasures = z.infer<typeof Erasures>
