import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { scopeNames } from './vocabulary.ts'

const ScopeName = z.enum(scopeNames)

/** An IPv4 or IPv6 address, or a network of them. */
const Network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])

/** A key that is asked for; a second person of the agency makes it work. */
export const NewSystemKey = z.strictObject({
  agencyId: z.int(),
  /** The desk for which the system asks. */
  desk: z.int(),
  purpose: z.string().regex(/^[a-z][a-z_]{1,39}$/),
  label: z.string().trim().min(2).max(80),
  scopes: z.array(ScopeName).min(1).max(scopeNames.length),
  /** From where it works; empty: from anywhere. */
  addresses: z.array(Network).max(20).default([]),
  validUntil: Day,
})
export type NewSystemKey = z.infer<typeof NewSystemKey>

export const SystemKeyAsked = z.object({ id: z.uuid() })

/** The key itself, for whoever agreed to it, this once. */
export const SystemKeyMade = z.object({ id: z.uuid(), key: z.string() })
export type SystemKeyMade = z.infer<typeof SystemKeyMade>

export const SystemKey = z.object({
  id: z.uuid(),
  label: z.string(),
  agency: AgencyBrief,
  desk: z.string(),
  purpose: z.string(),
  scopes: z.array(ScopeName),
  addresses: z.array(z.string()),
  validUntil: Day,
  lastUsedOn: Day.nullable(),
  askedBy: z.string(),
  askedOn: Day,
  confirmedBy: z.string().nullable(),
  endedBy: z.string().nullable(),
  state: z.enum(['waits', 'open', 'over']),
  /** Different cases that it opened, and lists that it read, in the last seven days. */
  openedLately: z.int(),
  listsLately: z.int(),
  may: z.array(z.enum(['confirm', 'end'])),
})
export type SystemKey = z.infer<typeof SystemKey>

export const SystemKeys = z.object({
  keys: z.array(SystemKey),
  mayAsk: z.boolean(),
  /** The last day that a new key may have. */
  until: Day,
  purposes: z.array(z.string()),
  desks: z.array(z.object({ id: z.int(), name: z.string(), agency: AgencyBrief })),
})
export type SystemKeys = z.infer<typeof SystemKeys>

export const ById = z.strictObject({ id: z.uuid() })
