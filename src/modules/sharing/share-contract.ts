import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'

export const ByShare = z.strictObject({ id: z.uuid() })

/** A statement chosen from the closed list instead of words (health, substance use). */
const Functional = z.object({ code: z.string(), until: Day.nullable() }).nullable()

const Words = z.string().trim().min(1).max(2000)
const conditions = ['view_only', 'spoken_only', 'ask_first'] as const
const ways = ['talk', 'letter', 'talk_and_letter', 'video'] as const

/** That the person was told, or why it waits and until when it is looked at again. */
export const ToldOrWhy = z.union([
  z.strictObject({ on: Day, how: z.enum(ways) }),
  z.strictObject({ postponed: Words, until: Day }),
])
export type ToldOrWhy = z.infer<typeof ToldOrWhy>

export const NewShare = z.strictObject({
  items: z.array(z.uuid()).min(1).max(50),
  /** Desks and members at the table. */
  recipients: z.array(z.int()).min(1).max(50),
  expiresOn: Day,
  conditions: z.array(z.enum(conditions)).max(conditions.length).default([]),
  /** Only where clause and task do not say it: outside the matrix, and for special categories. */
  necessity: Words.min(20).optional(),
  /** On what ground professional secrecy is lifted, where the agreement names it. */
  releaseGround: Words.optional(),
  informed: ToldOrWhy.optional(),
})
export type NewShare = z.infer<typeof NewShare>

export const Made = z.object({ ids: z.array(z.uuid()) })
export type Made = z.infer<typeof Made>
export const Versioned = z.object({ version: z.int() })

export const Extension = z.strictObject({ expiresOn: Day })
export const ToldOfShare = z.strictObject({ on: Day, how: z.enum(ways) })
export type ToldOfShare = z.infer<typeof ToldOfShare>

export const NewDisclosure = z.strictObject({
  items: z.array(z.uuid()).min(1).max(50),
  to: Words,
  why: Words.min(20),
  conditions: Words.optional(),
  informed: z.union([
    z.strictObject({ on: Day, how: z.enum(ways) }),
    z.strictObject({ postponed: Words }),
  ]),
  expiresOn: Day,
})
export type NewDisclosure = z.infer<typeof NewDisclosure>

export const Decision = z.strictObject({
  outcome: z.enum(['approved', 'refused']),
  words: Words,
})
export type Decision = z.infer<typeof Decision>

/** An item in a share or disclosure; what it is stands only for those who may read it. */
const HandedItem = z.object({
  id: z.uuid(),
  version: z.int(),
  special: z.boolean(),
  kind: z.string().nullable(),
  category: z.string().nullable(),
  state: z.string().nullable(),
  stale: z.boolean().nullable(),
  currentVersion: z.int().nullable(),
  /** That version was wrong and is closed: nobody reads it by this any more. Only its own agency knows. */
  wasWrong: z.boolean(),
})
export type HandedItem = z.infer<typeof HandedItem>

const Recipient = z.object({ principal: z.int(), name: z.string(), agency: AgencyBrief })

export const Share = z.object({
  id: z.uuid(),
  owner: AgencyBrief,
  own: z.boolean(),
  recipients: z.array(Recipient),
  clause: z.string(),
  arrangement: z.string(),
  basis: z.string(),
  conditions: z.array(z.string()),
  expiresOn: Day,
  /** The last day as things stand; null: no longer in force. */
  until: Day.nullable(),
  decidedAt: z.iso.datetime(),
  decidedBy: z.string(),
  withdrawnAt: z.iso.datetime().nullable(),
  informedOn: Day.nullable(),
  informedHow: z.string().nullable(),
  postponedUntil: Day.nullable(),
  postponed: z.string().nullable(),
  necessity: z.string().nullable(),
  release: z.string().nullable(),
  items: z.array(HandedItem),
  version: z.int(),
})
export type Share = z.infer<typeof Share>

export const Disclosure = z.object({
  id: z.uuid(),
  owner: AgencyBrief,
  own: z.boolean(),
  state: z.enum(['asked', 'approved', 'refused', 'withdrawn']),
  to: z.string(),
  why: z.string(),
  conditions: z.string().nullable(),
  postponed: z.string().nullable(),
  decision: z.string().nullable(),
  expiresOn: Day,
  askedAt: z.iso.datetime(),
  askedBy: z.string(),
  mine: z.boolean(),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
  handedAt: z.iso.datetime().nullable(),
  informedOn: Day.nullable(),
  informedHow: z.string().nullable(),
  items: z.array(HandedItem),
  version: z.int(),
})
export type Disclosure = z.infer<typeof Disclosure>

const Informed = z.object({
  state: z.string(),
  on: Day.nullable(),
  how: z.string().nullable(),
})

/** What was shared of a case, and what shall leave the table. */
export const Sharing = z.object({
  ref: z.string(),
  today: Day,
  mayShare: z.boolean(),
  chair: z.boolean(),
  informed: Informed,
  shares: z.array(Share),
  disclosures: z.array(Disclosure),
  agencies: z.array(AgencyBrief),
})
export type Sharing = z.infer<typeof Sharing>

/** What can be shared, with whom, on what. */
export const ShareChoice = z.object({
  ref: z.string(),
  today: Day,
  informed: Informed,
  items: z.array(
    z.object({
      id: z.uuid(),
      special: z.boolean(),
      kind: z.string(),
      category: z.string(),
      clause: z.int(),
      asOf: Day,
      version: z.int(),
      text: z.string(),
      functional: Functional,
      /** Why it may not be handed on now; null: it may. */
      heldBack: z.string().nullable(),
    }),
  ),
  table: z.array(
    Recipient.extend({ cells: z.record(z.string(), z.enum(['full', 'on_decision']).nullable()) }),
  ),
  clauses: z.array(
    z.object({
      id: z.int(),
      category: z.string(),
      label: z.string(),
      basis: z.string(),
      arrangement: z.string(),
      until: Day.nullable(),
      secrecy: z.boolean(),
    }),
  ),
})
export type ShareChoice = z.infer<typeof ShareChoice>

export const ReceivedQuery = z.strictObject({
  agency: z.coerce.number().int(),
  from: Day,
  until: Day,
})
export type ReceivedQuery = z.infer<typeof ReceivedQuery>

/** What an agency received about a person in a stretch of time: items and versions, by which road, opened or not. */
export const Received = z.object({
  ref: z.string(),
  agency: AgencyBrief,
  from: Day,
  until: Day,
  rows: z.array(
    z.object({
      item: z.uuid(),
      version: z.int(),
      owner: AgencyBrief,
      category: z.string(),
      kind: z.string(),
      special: z.boolean(),
      by: z.enum(['table', 'named', 'share']),
      share: z.uuid().nullable(),
      from: Day,
      until: Day.nullable(),
      opened: z.int(),
      openedLast: z.iso.datetime().nullable(),
    }),
  ),
})
export type Received = z.infer<typeof Received>

/** What waits for the chair, on cases where they sit: never what it is or for whom. */
export const DisclosuresWaiting = z.object({
  rows: z.array(z.object({ id: z.uuid(), ref: z.string(), owner: AgencyBrief, expiresOn: Day })),
})
export type DisclosuresWaiting = z.infer<typeof DisclosuresWaiting>

/** The sheet of a disclosure: what is handed over, after the chair said yes. */
export const DisclosureSheet = z.object({
  id: z.uuid(),
  ref: z.string(),
  to: z.string(),
  why: z.string(),
  conditions: z.string().nullable(),
  owner: AgencyBrief,
  decidedBy: z.string(),
  decidedAt: z.iso.datetime(),
  expiresOn: Day,
  items: z.array(
    z.object({
      id: z.uuid(),
      version: z.int(),
      kind: z.string(),
      category: z.string(),
      asOf: Day,
      credibility: z.string().nullable(),
      sourceKind: z.string().nullable(),
      text: z.string(),
      functional: Functional,
    }),
  ),
})
export type DisclosureSheet = z.infer<typeof DisclosureSheet>
