import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'

/** The parts of life with which a service helps. */
export const ServiceDomain = z.enum([
  'accommodation',
  'work',
  'education',
  'health',
  'substance_use',
  'finance_papers',
  'family_community',
  'relations',
])
export type ServiceDomain = z.infer<typeof ServiceDomain>

export const ServiceCost = z.enum(['free', 'paid', 'unknown'])
export type ServiceCost = z.infer<typeof ServiceCost>

/** ISO 639: two or three letters. */
const Language = z.string().regex(/^[a-z]{2,3}$/)
/** A mail address, or nothing where none is known. */
export const emailOrNothing = /^$|^[^\s@]+@[^\s@]+\.[^\s@]+$/

const line = z.string().trim().max(200)
const words = z.string().trim().max(2000)

/** What an entry of the directory says. Text that is not known is empty; nothing here is a mark or a rank. */
export const ServiceEntry = z.strictObject({
  name: z.string().trim().min(2).max(200),
  /** A partner agency, or else the name of an organisation outside. */
  providerAgencyId: z.int().nullable(),
  providerName: z.string().trim().min(2).max(200).nullable(),
  method: words,
  targetGroup: words,
  domains: z.array(ServiceDomain).max(8),
  languages: z.array(Language).max(30),
  placeName: line,
  street: line,
  postcode: line,
  town: line,
  access: words,
  hours: words,
  waiting: line,
  eligibility: words,
  cost: ServiceCost,
  costNote: words,
  capacityUnits: z.int().min(0).max(100_000).nullable(),
  capacityNote: line,
  capacityAsOf: Day.nullable(),
  evidence: words,
  contact: line,
  phone: z.string().trim().max(60),
  email: z.string().trim().max(200).regex(emailOrNothing),
  website: z
    .string()
    .trim()
    .max(500)
    .regex(/^$|^https?:\/\/[^\s]+$/),
  /** Prisons inside which the service also works. */
  prisons: z.array(z.int()).max(50),
})
export type ServiceEntry = z.infer<typeof ServiceEntry>

const oneProvider = ({ providerAgencyId, providerName }: ServiceEntry) =>
  (providerAgencyId === null) !== (providerName === null)

/** A new entry or a changed one: one kind of provider, and at least one part of life. */
export const SaveService = ServiceEntry.refine(oneProvider, {
  path: ['providerName'],
  error: 'provider_missing',
}).refine(({ domains }) => domains.length > 0, { path: ['domains'], error: 'domain_missing' })

export const Service = ServiceEntry.extend({
  id: z.uuid(),
  domains: z.array(ServiceDomain),
  languages: z.array(z.string()),
  email: z.string(),
  website: z.string(),
  /** As people call it: the agency's name or that of the organisation outside. */
  provider: z.string(),
  owner: AgencyBrief,
  prisonNames: z.array(z.object({ id: z.int(), name: z.string() })),
  reviewedOn: Day,
  /** Not reviewed for twelve months. */
  overdue: z.boolean(),
  retiredOn: Day.nullable(),
  may: z.array(z.enum(['change', 'review', 'retire'])),
  version: z.int(),
})
export type Service = z.infer<typeof Service>

export const ServicesQuery = z.strictObject({
  q: z.string().trim().max(120).optional(),
  domain: ServiceDomain.optional(),
  language: Language.optional(),
  cost: ServiceCost.optional(),
  town: line.optional(),
  /** Number of a prison, or `any` for those that go inside at all. */
  inside: z.union([z.literal('any'), z.coerce.number().int()]).optional(),
  capacity: z.literal('stated').optional(),
  review: z.literal('overdue').optional(),
  /** Entries that were taken out of the directory instead of those in it. */
  retired: z.literal('true').optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: z.string().max(400).optional(),
})
export type ServicesQuery = z.infer<typeof ServicesQuery>

export const ServiceList = z.object({
  services: z.array(Service),
  /** How many fit the filters, shown or not. */
  count: z.int(),
  /** What there is to choose from in the directory, for the filters. */
  choices: z.object({ towns: z.array(z.string()), languages: z.array(z.string()) }),
  prisons: z.array(z.object({ id: z.int(), name: z.string() })),
  mayCreate: z.boolean(),
  mayImport: z.boolean(),
  nextCursor: z.string().nullable(),
})
export type ServiceList = z.infer<typeof ServiceList>

export const ChangeKind = z.enum([
  'created',
  'changed',
  'reviewed',
  'retired',
  'restored',
  'imported',
])

/** Who changed an entry, when, and which parts of it. */
export const DirectoryChange = z.object({
  id: z.string(),
  kind: ChangeKind,
  fields: z.array(z.string()),
  at: z.iso.datetime(),
  by: z.string(),
  agency: AgencyBrief,
})
export type DirectoryChange = z.infer<typeof DirectoryChange>

export const ServiceDetail = Service.extend({ changes: z.array(DirectoryChange) })
export type ServiceDetail = z.infer<typeof ServiceDetail>

export const ByService = z.strictObject({ id: z.uuid() })

/** The text of a file in the exchange format, as it was chosen. */
/** A file may bring so many services. */
export const mostServices = 2000

/** A file of services: JSON as its text, or a tabular data package (zip) in base64. */
export const DirectoryFile = z.strictObject({
  text: z.string().max(4_000_000).optional(),
  package: z.base64().max(4_000_000).optional(),
})
export type DirectoryFile = z.infer<typeof DirectoryFile>

/** What would become of one entry of a file. */
export const ImportRow = z.object({
  row: z.int(),
  name: z.string(),
  provider: z.string(),
  outcome: z.enum(['new', 'changed', 'unchanged', 'error']),
  /** Parts that would change. */
  fields: z.array(z.string()),
  /** What is wrong, as codes with the place in the file. */
  errors: z.array(z.object({ code: z.string(), at: z.string() })),
  /** What the file says and the directory has no place for. */
  notTaken: z.array(z.string()),
})
export type ImportRow = z.infer<typeof ImportRow>

export const ImportPreview = z.object({
  rows: z.array(ImportRow),
  counts: z.object({ new: z.int(), changed: z.int(), unchanged: z.int(), error: z.int() }),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const ImportDone = z.object({ added: z.int(), changed: z.int() })
export type ImportDone = z.infer<typeof ImportDone>

/** What waits for somebody of my agency, for the page of the day. */
export const ServicesToday = z.object({
  servicesOverdue: z.int(),
  cardsOverdue: z.int(),
  inreachWaiting: z.int(),
  inreachProposed: z.int(),
  issuesOpen: z.int(),
})
export type ServicesToday = z.infer<typeof ServicesToday>
