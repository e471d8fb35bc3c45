import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import {
  absentReasons,
  credibilities,
  functionalStatements,
  heldReasons,
  itemKinds,
  itemModes,
  itemStates,
  readingRules,
  sourceKinds,
  specialGrounds,
} from './vocabulary.ts'
import { KeptWordings } from './wording/vocabulary.ts'

export const ItemKind = z.enum(itemKinds)
export type ItemKind = z.infer<typeof ItemKind>
export const ItemMode = z.enum(itemModes)
export type ItemMode = z.infer<typeof ItemMode>
export const FunctionalStatement = z.strictObject({
  code: z.enum(functionalStatements),
  until: Day.nullable().default(null),
})
export type FunctionalStatement = z.infer<typeof FunctionalStatement>

const Words = z.string().trim().min(1).max(4000)
const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
const Category = z.string().regex(/^[a-z][a-z_]{1,39}$/)

export const Handling = z.strictObject({
  noOnward: z.boolean().default(false),
  viewOnly: z.boolean().default(false),
  spokenOnly: z.boolean().default(false),
  askFirst: z.boolean().default(false),
  /** The one handover meeting for which it is meant. */
  meetingId: z.uuid().nullable().default(null),
  /** The day on which words and source are erased. */
  deleteOn: Day.nullable().default(null),
})
export type Handling = z.infer<typeof Handling>

/** What is said in one version of an item. Everything but text and category has a usual value. */
const said = {
  kind: ItemKind.default('fact'),
  text: Words.optional(),
  functional: FunctionalStatement.optional(),
  sourceKind: z.enum(sourceKinds).optional(),
  source: z.string().trim().max(500).optional(),
  credibility: z.enum(credibilities).optional(),
  method: Words.optional(),
  facts: z.array(z.uuid()).max(30).default([]),
  /** In which language the person said it. */
  language: Language.optional(),
  asOf: Day.optional(),
  reviewBy: Day.optional(),
  /** Why wordings stay that the check asked about. */
  kept: KeptWordings.optional(),
}

const readBy = {
  mode: ItemMode.default('table'),
  /** Principals at the table of the case; needed for named readers only. */
  audience: z.array(z.int()).max(60).default([]),
}

/** Special categories in words: the ground, why nothing less would do, and who is asked to approve. */
export const SpecialWish = z.strictObject({
  ground: z.enum(specialGrounds),
  necessity: Words,
  approver: z.int(),
})

export const WriteItem = z.strictObject({
  category: Category,
  ...said,
  ...readBy,
  handling: Handling.optional(),
  special: SpecialWish.optional(),
})
export type WriteItem = z.infer<typeof WriteItem>

export const ChangeItem = z.strictObject({
  ...said,
  reason: Words,
  /** The former version was wrong: it is closed, and everybody who was given it is told in the same moment. */
  wrong: z.boolean().optional(),
})
export type ChangeItem = z.infer<typeof ChangeItem>

/** A change of sensitive words, proposed; readers and conditions that are not named stay as they are. */
export const ChangeSpecial = z.strictObject({
  ...said,
  mode: ItemMode.optional(),
  audience: readBy.audience.unwrap().optional(),
  handling: Handling.optional(),
  special: SpecialWish,
  reason: Words,
})
export type ChangeSpecial = z.infer<typeof ChangeSpecial>

export const AddressItem = z.strictObject(readBy)
export const VerifyItem = z.strictObject({ reviewBy: Day })
export const ChangeState = z.strictObject({
  state: z.enum(['current', 'restricted', 'withdrawn']),
  reason: Words,
})
export const DecideItem = z.strictObject({ approved: z.boolean(), reason: Words.optional() })

export const PreviewReaders = z.strictObject({
  category: Category,
  ...readBy,
  meetingId: z.uuid().nullable().default(null),
  deleteOn: Day.nullable().default(null),
  /** An item that exists: its shares count too. */
  itemId: z.uuid().nullable().default(null),
})
export type PreviewReaders = z.infer<typeof PreviewReaders>

export const KeepDraft = z.strictObject({ content: z.string().min(2).max(20_000) })

const Clause = z.object({ label: z.string(), arrangement: z.string(), basis: z.string() })

/** The words of one version, opened. */
export const ItemWords = z.object({
  version: z.int(),
  kind: ItemKind,
  text: z.string().nullable(),
  functional: z.object({ code: z.enum(functionalStatements), until: Day.nullable() }).nullable(),
  sourceKind: z.enum(sourceKinds).nullable(),
  source: z.string().nullable(),
  credibility: z.enum(credibilities).nullable(),
  method: z.string().nullable(),
  language: z.string().nullable(),
  asOf: Day,
  writtenAt: z.string(),
  writtenBy: z.string().nullable(),
  verifiedAt: z.string().nullable(),
  verifiedBy: z.string().nullable(),
  reason: z.string().nullable(),
  restricted: z.boolean(),
})
export type ItemWords = z.infer<typeof ItemWords>

/** A change of sensitive words that waits for the second person, or was refused: for the two, nobody else. */
export const SpecialProposal = z.object({
  id: z.uuid(),
  words: ItemWords,
  ground: z.enum(specialGrounds),
  necessity: z.string(),
  mode: ItemMode,
  names: z.array(z.string()),
  reviewBy: Day,
  approver: z.string(),
  mine: z.boolean(),
  /** Somebody else's change was approved in the meantime. */
  outdated: z.boolean(),
  refusedAt: z.string().nullable(),
  refusal: z.string().nullable(),
  may: z.array(z.enum(['decide', 'drop'])),
})
export type SpecialProposal = z.infer<typeof SpecialProposal>

export const Item = z.object({
  id: z.uuid(),
  special: z.boolean(),
  kind: ItemKind,
  category: z.string(),
  clause: Clause.nullable(),
  state: z.enum(itemStates),
  stale: z.boolean(),
  /** A special item for which the second person has not answered yet, or has said no. */
  awaits: z.boolean(),
  refused: z.boolean(),
  owner: AgencyBrief,
  own: z.boolean(),
  mode: ItemMode,
  currentVersion: z.int(),
  asOf: Day,
  reviewBy: Day.nullable(),
  handling: Handling,
  /** Null on paper, where `leftOut` says why. */
  words: ItemWords.nullable(),
  leftOut: z.enum(heldReasons).nullable(),
  version: z.int(),
})
export type Item = z.infer<typeof Item>

export const CaseItems = z.object({
  ref: z.string(),
  today: Day,
  mayWrite: z.boolean(),
  items: z.array(Item),
  special: z.array(Item),
})
export type CaseItems = z.infer<typeof CaseItems>

export const ItemReader = z.object({
  name: z.string(),
  agency: AgencyBrief,
  rule: z.enum(readingRules),
  relations: z.array(z.string()),
  until: Day.nullable(),
  share: z.uuid().nullable(),
  you: z.boolean(),
})
export type ItemReader = z.infer<typeof ItemReader>

/** Why sensitive words may stand at all. */
const allowed = {
  ground: z.enum(specialGrounds).nullable(),
  necessity: z.string().nullable(),
}

export const ItemDetail = Item.extend({
  ref: z.string(),
  today: Day,
  versions: z.array(ItemWords.extend(allowed)),
  proposals: z.array(SpecialProposal),
  /** By when somebody looks again if it is looked at today: as the agreement says. */
  reviewUsual: Day,
  facts: z.array(
    z.object({ id: z.uuid(), version: z.int(), newer: z.boolean(), words: ItemWords.nullable() }),
  ),
  audience: z.array(z.int()),
  audiences: z.array(
    z.object({
      mode: ItemMode,
      names: z.array(z.string()),
      from: z.string(),
      until: z.string().nullable(),
      by: z.string().nullable(),
    }),
  ),
  changes: z.array(
    z.object({
      what: z.string(),
      at: z.string(),
      by: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  readers: z.array(ItemReader),
  /** Why it may not be handed on; null if it may. */
  heldBack: z.enum(heldReasons).nullable(),
  meetingOn: Day.nullable(),
  approver: z.string().nullable(),
  ...allowed,
  may: z.array(z.enum(['change', 'address', 'handle', 'verify', 'state', 'approve', 'erase'])),
})
export type ItemDetail = z.infer<typeof ItemDetail>

export const ReadersPreview = z.object({
  today: Day,
  clause: Clause.nullable(),
  readers: z.array(ItemReader),
  others: z.array(z.object({ agency: AgencyBrief, why: z.enum(absentReasons) })),
  informedOn: Day.nullable(),
})
export type ReadersPreview = z.infer<typeof ReadersPreview>

/** What an agency at the table may see of a category: whole, only by a decision, told of, or nothing. */
export const Cell = z.enum(['full', 'summary', 'on_decision'])

export const ItemComposer = z.object({
  ref: z.string(),
  today: Day,
  agency: AgencyBrief,
  mayWrite: z.boolean(),
  categories: z.array(
    z.object({ category: z.string(), clause: Clause, confirmed: z.boolean(), reviewBy: Day }),
  ),
  table: z.array(
    z.object({
      agency: AgencyBrief,
      principals: z.array(z.int()),
      relations: z.array(z.string()),
      signed: z.boolean(),
      cells: z.record(z.string(), Cell.nullable()),
    }),
  ),
  meetings: z.array(z.object({ id: z.uuid(), on: Day, agencies: z.array(z.int()) })),
  approvers: z.array(z.object({ id: z.int(), name: z.string() })),
  draft: z.object({ content: z.string(), savedAt: z.string() }).nullable(),
})
export type ItemComposer = z.infer<typeof ItemComposer>

export const ItemsQuery = z.strictObject({ paper: z.stringbool().default(false) })
export const ByRef = z.strictObject({ ref: z.string().regex(/^[A-Z]{1,4}-\d{1,9}$/) })
export const ItemId = z.strictObject({ id: z.uuid() })
export const ProposalId = z.strictObject({ id: z.uuid(), proposal: z.uuid() })
