import { z } from 'zod'
import { AgencyBrief, AgencyKind, Day } from './contract.ts'

/** Whether this desk is set up, for whoever opens it; no word about anybody's data. */
export const SetUpState = z.object({
  state: z.enum(['open', 'done']),
  /** Everything in it is invented. */
  practice: z.boolean(),
})
export type SetUpState = z.infer<typeof SetUpState>

/** What the holder of a set-up link sees: it works, it has done its work, or it is none. */
export const SetUpLink = z.object({
  state: z.enum(['open', 'used', 'gone']),
  authority: z.string().nullable(),
})
export type SetUpLink = z.infer<typeof SetUpLink>

export const BySetUpToken = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) })

export const Country = z.string().regex(/^[A-Z]{2}$/)
export const Region = z.string().regex(/^[A-Z0-9-]{1,8}$/)

export const CalendarQuery = z.strictObject({
  country: Country,
  region: Region.optional(),
  language: z.string().max(12).default('en'),
})
export type CalendarQuery = z.infer<typeof CalendarQuery>

/** Parts of the country with holidays of their own, and the next public holidays as a proposal. */
export const CalendarProposal = z.object({
  regions: z.array(z.object({ code: z.string(), name: z.string() })),
  holidays: z.array(z.object({ on: Day, name: z.string() })),
})
export type CalendarProposal = z.infer<typeof CalendarProposal>

const Name = z.string().trim().min(2).max(120)

/** Everything that the wizard has collected; it is taken in whole, at the end. */
export const SetUp = z.strictObject({
  city: Name,
  office: Name,
  country: Country,
  region: Region.nullable(),
  languages: z.array(z.string().min(2).max(12)).min(1).max(12),
  language: z.string().min(2).max(12),
  timeZone: z.string().max(60),
  weekStarts: z.enum(['monday', 'saturday', 'sunday']),
  /** Names of the desks that come with a set-up, in the language of the city. */
  coordinationDesk: Name,
  privacyDesk: Name,
  administrator: z.strictObject({
    name: Name,
    email: z.string().trim().min(3).max(200).regex(/^\S+$/),
    passphrase: z.string().min(1).max(4096),
  }),
})
export type SetUp = z.infer<typeof SetUp>

export const SetUpDone = z.object({ authority: z.string() })

export const CertificateState = z.object({
  problems: z.array(
    z.enum([
      'unreadable',
      'key_unreadable',
      'key_mismatch',
      'expired',
      'not_yet',
      'wrong_name',
      'self_signed',
      'ends_soon',
    ]),
  ),
  names: z.array(z.string()),
  issuer: z.string(),
  from: z.string(),
  until: z.string(),
})

/** How this desk is opened now: for this computer, in the city's network, or by a proxy. */
export const Opening = z.object({
  way: z.enum(['computer', 'network', 'proxy']),
  origin: z.string(),
  port: z.int(),
  certificate: CertificateState.nullable(),
})
export type Opening = z.infer<typeof Opening>

export const LiveCriterion = z.object({
  code: z.enum(['agreement', 'signatures', 'impact', 'restore', 'key_sheet']),
  met: z.boolean(),
  on: Day.nullable(),
  by: z.string().nullable(),
})
export type LiveCriterion = z.infer<typeof LiveCriterion>

/** How far the set-up is. */
export const StartState = z.object({
  openedOn: Day.nullable(),
  openedBy: z.string().nullable(),
  practice: z.boolean(),
  country: z.string(),
  region: z.string().nullable(),
  languages: z.array(z.string()),
  weekStarts: z.string(),
  criteria: z.array(LiveCriterion),
  administrators: z.int(),
  coordinators: z.int(),
  tableFunctions: z.int(),
  filled: z.int(),
  asked: z.int(),
})
export type StartState = z.infer<typeof StartState>

export const TableSeat = z.object({
  id: z.int(),
  agency: AgencyBrief.extend({
    phone: z.string().nullable(),
    email: z.string().nullable(),
  }).nullable(),
  organisation: z.string().nullable(),
  contact: z.string().nullable(),
  askedOn: Day.nullable(),
  version: z.int(),
})
export type TableSeat = z.infer<typeof TableSeat>

export const TablePlace = z.object({
  function: z.string(),
  kind: AgencyKind,
  seats: z.array(TableSeat),
})
export type TablePlace = z.infer<typeof TablePlace>

export const PartnerTable = z.object({ places: z.array(TablePlace) })
export type PartnerTable = z.infer<typeof PartnerTable>

/** Filled by a partner agency, or somebody was asked on a day. */
export const SetTableSeat = z.strictObject({
  agencyId: z.int().optional(),
  organisation: z.string().trim().min(2).max(120).optional(),
  contact: z.string().trim().min(1).max(200).optional(),
  askedOn: Day.optional(),
})
export type SetTableSeat = z.infer<typeof SetTableSeat>

export const NewTableSeat = SetTableSeat.extend({ function: z.string().max(40) })
export type NewTableSeat = z.infer<typeof NewTableSeat>

export const ByTableSeat = z.strictObject({
  function: z.string().max(40),
  id: z.coerce.number().int(),
})

/** The practice city: off, starting, running at an address, or to be started by hand. */
export const Practice = z.object({
  state: z.enum(['off', 'starting', 'running', 'by_hand']),
  origin: z.string().nullable(),
  command: z.string(),
})
export type Practice = z.infer<typeof Practice>
