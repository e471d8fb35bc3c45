import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { DirectoryChange, emailOrNothing } from './contract.ts'

const line = z.string().trim().max(200)
const words = z.string().trim().max(4000)

/** A word that is used in this prison, and what it means. */
export const Term = z.strictObject({
  term: z.string().trim().min(1).max(80),
  meaning: z.string().trim().min(1).max(400),
})
export type Term = z.infer<typeof Term>

/** A contact that was agreed between this prison and another agency. */
export const Liaison = z.strictObject({
  agencyId: z.int(),
  who: z.string().trim().min(1).max(120),
  how: z.string().trim().max(200),
})
export type Liaison = z.infer<typeof Liaison>

/** What outside services have to know about a prison. Contacts are functions, not names. */
export const PrisonCardEntry = z.strictObject({
  address: line,
  contact: line,
  phone: z.string().trim().max(60),
  email: z.string().trim().max(200).regex(emailOrNothing),
  hours: line,
  visiting: words,
  bring: words,
  booking: words,
  releaseTimes: line,
  releasePlace: line,
  money: words,
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(30),
  terms: z.array(Term).max(100),
  liaisons: z.array(Liaison).max(50),
})
export type PrisonCardEntry = z.infer<typeof PrisonCardEntry>

export const VisitIssue = z.object({
  id: z.uuid(),
  question: z.string(),
  answer: z.string().nullable(),
  answeredOn: Day.nullable(),
  answeredBy: z.string().nullable(),
  version: z.int(),
})
export type VisitIssue = z.infer<typeof VisitIssue>

export const Visit = z.object({
  id: z.uuid(),
  on: Day,
  by: AgencyBrief,
  topic: z.string(),
  issues: z.array(VisitIssue),
  mayAnswer: z.boolean(),
})
export type Visit = z.infer<typeof Visit>

/** A prison in the list of cards. Version 0: nobody has written the card yet. */
export const PrisonBrief = z.object({
  prison: AgencyBrief,
  contact: z.string(),
  phone: z.string(),
  email: z.string(),
  hours: z.string(),
  reviewedOn: Day.nullable(),
  /** Nobody has looked at it for 180 days. */
  overdue: z.boolean(),
  openIssues: z.int(),
  version: z.int(),
})
export type PrisonBrief = z.infer<typeof PrisonBrief>

export const PrisonList = z.object({ prisons: z.array(PrisonBrief) })
export type PrisonList = z.infer<typeof PrisonList>

export const PrisonsQuery = z.strictObject({ q: z.string().trim().max(120).optional() })

export const PrisonCard = PrisonBrief.extend(
  PrisonCardEntry.omit({ contact: true, phone: true, email: true, hours: true, liaisons: true })
    .shape,
).extend({
  email: z.string(),
  languages: z.array(z.string()),
  liaisons: z.array(z.object({ agency: AgencyBrief, who: z.string(), how: z.string() })),
  visits: z.array(Visit),
  changes: z.array(DirectoryChange),
  /** Services of the directory that also work inside this prison. */
  services: z.array(z.object({ id: z.uuid(), name: z.string(), provider: z.string() })),
  may: z.array(z.enum(['change', 'review', 'visit'])),
})
export type PrisonCard = z.infer<typeof PrisonCard>

export const ByPrison = z.strictObject({ id: z.coerce.number().int() })
export const ByIssue = z.strictObject({ id: z.uuid() })

export const NewVisit = z.strictObject({
  agencyId: z.int(),
  on: Day,
  topic: line,
  issues: z.array(z.string().trim().min(2).max(500)).max(20),
})
export type NewVisit = z.infer<typeof NewVisit>

/** An empty answer opens the issue again. */
export const IssueAnswer = z.strictObject({ answer: z.string().trim().max(1000) })
export type IssueAnswer = z.infer<typeof IssueAnswer>
