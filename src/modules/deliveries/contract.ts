import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { MovePreview, PersonBrief, ReleaseDate } from '../timeline/contract.ts'
import { NewImport } from '../timeline/import-contract.ts'
import { importDeeds, undoReasons } from './vocabulary.ts'

export const ById = z.strictObject({ id: z.uuid() })

const Named = z.object({ initials: z.string(), name: z.string().nullable() })

/** What undoing an import puts back, and what stays with its reason. */
export const UndoPlan = z.object({
  version: z.int(),
  /** How many of each deed go back. */
  back: z.object({
    new: z.int().optional(),
    changed: z.int().optional(),
    held: z.int().optional(),
    case: z.int().optional(),
    replaced: z.int().optional(),
    gone: z.int().optional(),
    back: z.int().optional(),
    elsewhere: z.int().optional(),
  }),
  stay: z.array(
    z.object({
      deed: z.enum(importDeeds),
      why: z.enum(undoReasons),
      notice: z.uuid(),
      /** Whom it is about, where the reader sees the notice or sits on the case. */
      person: Named.nullable(),
      number: z.string().nullable(),
      ref: z.string().nullable(),
    }),
  ),
})
export type UndoPlan = z.infer<typeof UndoPlan>

/** A list says something of somebody who has a case. The case changes by a decision only. */
export const Proposal = z.object({
  id: z.uuid(),
  kind: z.enum(['date', 'gone']),
  ref: z.string(),
  caseVersion: z.int(),
  person: PersonBrief,
  prison: AgencyBrief,
  listedOn: Day,
  announced: ReleaseDate.nullable(),
  inCase: ReleaseDate,
  /** Notices of other prisons that may be the same person, for somebody who is gone. */
  elsewhere: z.array(z.object({ notice: z.uuid(), prison: AgencyBrief })),
  mine: z.boolean(),
  version: z.int(),
})
export type Proposal = z.infer<typeof Proposal>

export const AnswerProposal = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('applied') }),
  z.strictObject({
    outcome: z.literal('declined'),
    reason: z.string().trim().min(3).max(1000),
  }),
  z.strictObject({ outcome: z.literal('noted'), reason: z.string().trim().min(3).max(1000) }),
])
export type AnswerProposal = z.infer<typeof AnswerProposal>

export const ProposalPreview = z.object({ moved: MovePreview })

const TransferSide = z.object({
  notice: z.uuid(),
  prison: AgencyBrief,
  number: z.string(),
  person: Named,
  birth: z.string().nullable(),
  release: ReleaseDate,
  version: z.int(),
})

/** Gone from one prison's list, new on another's, and likely one person. A human decides. */
export const Transfer = z.object({
  from: TransferSide,
  to: TransferSide,
  /** Words at `persons.reasons.<code>`; reasons, never a number. */
  reasons: z.array(z.string()),
})
export type Transfer = z.infer<typeof Transfer>

export const AnswerTransfer = z.strictObject({
  from: z.uuid(),
  to: z.uuid(),
  person: z.enum(['same', 'other']),
})
export type AnswerTransfer = z.infer<typeof AnswerTransfer>

/** A file that a prison left at the door. What it holds is seen only by looking at it as a list. */
export const Drop = z.object({
  id: z.uuid(),
  prison: AgencyBrief,
  way: z.enum(['link', 'folder']),
  receipt: z.string(),
  bytes: z.int(),
  receivedAt: z.iso.datetime(),
  version: z.int(),
})
export type Drop = z.infer<typeof Drop>

/** Everything of deliveries that waits for a person. */
export const Waiting = z.object({
  drops: z.array(Drop),
  proposals: z.array(Proposal),
  transfers: z.array(Transfer),
})
export type Waiting = z.infer<typeof Waiting>

export const WaitingCount = z.object({
  drops: z.int(),
  proposals: z.int(),
  transfers: z.int(),
})
export type WaitingCount = z.infer<typeof WaitingCount>

export const DropLink = z.object({
  id: z.uuid(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresOn: Day,
  revokedAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  open: z.boolean(),
})
export type DropLink = z.infer<typeof DropLink>

export const DropLinks = z.object({ links: z.array(DropLink) })

export const NewDropLink = z.strictObject({ agencyId: z.int(), expiresOn: Day })
export type NewDropLink = z.infer<typeof NewDropLink>

/** The address with the secret behind `#`, shown once: the table keeps only its hash. */
export const DropLinkMade = z.object({ id: z.uuid(), link: z.string(), secret: z.string() })
export type DropLinkMade = z.infer<typeof DropLinkMade>

/** All that the sender ever learns. */
export const DropReceipt = z.object({ receipt: z.string() })
export type DropReceipt = z.infer<typeof DropReceipt>

/** How a file from the door is to be read: as any list that somebody brings. */
export const LookAtDrop = NewImport.omit({ agencyId: true, content: true })

/** A file as large as a list may be. */
export const largestDrop = 20 * 1024 * 1024
