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
  'person',
  'case',
  'items',
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
  'corrections',
  'meetings',
  'consents',
  'leads',
  'basics',
  'times',
  'decisions',
  'told',
  'looks',
  'notices',
  'table',
  'pictures',
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
  /** Of a case or a person: which cases go, and whether nothing of the person is left. */
  refs: z.array(z.string()).optional(),
  person: z.boolean().optional(),
})
export type ErasureEffect = z.infer<typeof ErasureEffect>

/** Why something may not go yet. */
const HeldBy = z.enum(['open_elsewhere', 'measure', 'longer', 'duty', 'evidence'])

/** One such reason, with the first day on which it is none any more; no day: until somebody decides. */
const ErasureHold = z.object({
  ref: z.string(),
  why: HeldBy,
  until: z.string().nullable(),
  category: z.string().nullable(),
  months: z.int().nullable(),
  from: z.string().nullable(),
})
export type ErasureHold = z.infer<typeof ErasureHold>

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
  heldBy: HeldBy.nullable(),
  heldUntil: z.string().nullable(),
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

/** A case alone, or its person with every case. */
export const CaseErasureKind = z.enum(['case', 'person'])
export type CaseErasureKind = z.infer<typeof CaseErasureKind>

export const CaseErasureQuery = z.strictObject({ of: CaseErasureKind.default('case') })
export const AskCaseErasure = z.strictObject({ of: CaseErasureKind, ground: ErasureGround })

export const CaseErasure = ItemErasure.extend({ holds: z.array(ErasureHold) })
export type CaseErasure = z.infer<typeof CaseErasure>

/** What an agency is told that had a case which is gone. The number stands there until it has answered. */
export const ErasureTelling = z.object({
  id: z.uuid(),
  ref: z.string().nullable(),
  kind: z.enum(['case', 'person']),
  from: AgencyBrief,
  ground: ErasureGround,
  /** To how many outside the table the reader's agency had handed something. */
  outside: z.int(),
  toldAt: z.string(),
  dueOn: z.string(),
  acknowledgedAt: z.string().nullable(),
  acknowledgedBy: z.string().nullable(),
})
export type ErasureTelling = z.infer<typeof ErasureTelling>

export const Erasures = z.object({
  /** Whether the reader may be the second person. */
  decides: z.boolean(),
  tellings: z.array(ErasureTelling),
  erasures: z.array(
    Erasure.extend({
      effect: ErasureEffect.nullable(),
      /** What stands in the way, for who decides. */
      holds: z.array(ErasureHold),
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
