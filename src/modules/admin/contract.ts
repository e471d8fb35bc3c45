import { z } from 'zod'
import { InvitationMade } from '../../platform/auth/contract.ts'

/** What an agency does in the partnership; colours of the screens follow it, rights never do. */
export const AgencyKind = z.enum([
  'custody',
  'probation',
  'city',
  'health',
  'work',
  'association',
  'police',
  'justice',
])
export type AgencyKind = z.infer<typeof AgencyKind>

/** What a member does in their agency. A function opens pages, never a case: only a seat does. */
export const MemberFunction = z.enum([
  'coordinator',
  'chair',
  'case_worker',
  'resettlement_officer',
  'provider',
  'exit_worker',
  'facilitator',
  'trainer',
  'strategy_lead',
  'elected_member',
  'data_protection_officer',
  'administrator',
  'manager',
  'signatory',
  'lawfulness_adviser',
  'auditor',
])
export type MemberFunction = z.infer<typeof MemberFunction>

/** A day without a time of day, `yyyy-mm-dd`. */
export const Day = z.iso.date()

/** Two letters and a name: how an agency is shown in bars, badges and tables. */
export const AgencyBrief = z.object({
  id: z.int(),
  name: z.string(),
  code: z.string(),
  kind: AgencyKind,
})
export type AgencyBrief = z.infer<typeof AgencyBrief>

export const Agency = AgencyBrief.extend({
  phone: z.string().nullable(),
  email: z.string().nullable(),
  /** Desks that may be asked: the agency's contact point, a team, the coordination desk. */
  desks: z.array(z.object({ id: z.int(), name: z.string(), kind: z.string() })),
  members: z.int(),
  version: z.int(),
})
export type Agency = z.infer<typeof Agency>

export const AgencyList = z.object({ agencies: z.array(Agency) })
export type AgencyList = z.infer<typeof AgencyList>

export const Member = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string(),
  functions: z.array(MemberFunction),
  agency: AgencyBrief,
  desks: z.array(z.object({ id: z.int(), name: z.string() })),
  locale: z.string(),
  state: z.enum(['invited', 'active', 'ended']),
  /** Last day of the contract, to administrators; at the end of it the membership ends by itself. */
  endsOn: Day.nullable(),
  version: z.int(),
})
export type Member = z.infer<typeof Member>

export const MemberList = z.object({ members: z.array(Member), nextCursor: z.string().nullable() })
export type MemberList = z.infer<typeof MemberList>

export const NewAgency = z.strictObject({
  name: z.string().trim().min(2).max(120),
  code: z.string().trim().min(2).max(2),
  kind: AgencyKind,
  phone: z.string().trim().max(40).optional(),
  email: z.email().max(200).optional(),
})
export type NewAgency = z.infer<typeof NewAgency>

export const NewMember = z.strictObject({
  agencyId: z.int(),
  name: z.string().trim().min(2).max(120),
  email: z.email().max(200),
  functions: z.array(MemberFunction).min(1).max(6),
  desks: z.array(z.int()).max(20).default([]),
  locale: z.string().max(12).default('en'),
  endsOn: Day.nullable().optional(),
})
export type NewMember = z.infer<typeof NewMember>

/** What is left out stays as it is; the kind never changes, because duties hang on it. */
export const ChangeAgency = z.strictObject({
  name: z.string().trim().min(2).max(120).optional(),
  code: z.string().trim().min(2).max(2).optional(),
  phone: z.string().trim().max(40).nullable().optional(),
  email: z.email().max(200).nullable().optional(),
})
export type ChangeAgency = z.infer<typeof ChangeAgency>

export const NewDesk = z.strictObject({
  name: z.string().trim().min(2).max(120),
  kind: z.enum(['contact', 'duty', 'team']),
})
export type NewDesk = z.infer<typeof NewDesk>

/** The link is in the first answer only; who lost it makes a new one. */
export const MemberInvited = Member.extend({ invitation: InvitationMade.nullable() })
export type MemberInvited = z.infer<typeof MemberInvited>

export const ChangeMember = z.strictObject({
  functions: z.array(MemberFunction).min(1).max(6).optional(),
  desks: z.array(z.int()).max(20).optional(),
  locale: z.string().max(12).optional(),
  endsOn: Day.nullable().optional(),
})
export type ChangeMember = z.infer<typeof ChangeMember>

export const MembersQuery = z.strictObject({
  agency: z.coerce.number().int().optional(),
  q: z.string().trim().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type MembersQuery = z.infer<typeof MembersQuery>

export const ByAgency = z.strictObject({ id: z.coerce.number().int() })
export const ByMember = z.strictObject({ id: z.coerce.number().int() })
