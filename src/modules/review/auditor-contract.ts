import { z } from 'zod'

/** An account of the supervisory authority, until a moment. */
export const NewAuditor = z.strictObject({
  name: z.string().trim().min(2).max(120),
  email: z.email().max(200),
  /** The body that the auditor belongs to. */
  body: z.string().trim().min(2).max(200),
  endsAt: z.iso.datetime({ offset: true }),
})
export type NewAuditor = z.infer<typeof NewAuditor>

/** The link for the auditor; it works once a second person has agreed. */
export const InvitedAuditor = z.object({
  id: z.uuid(),
  link: z.string(),
  expiresAt: z.iso.datetime({ offset: true }),
})
export type InvitedAuditor = z.infer<typeof InvitedAuditor>

export const Auditor = z.object({
  id: z.uuid(),
  name: z.string(),
  body: z.string(),
  state: z.enum(['waits', 'open', 'over']),
  invitedBy: z.string(),
  invitedAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  confirmedBy: z.string().nullable(),
  endedAt: z.iso.datetime({ offset: true }).nullable(),
  /** The reader invited them, and so cannot be the second person. */
  mine: z.boolean(),
})
export type Auditor = z.infer<typeof Auditor>

export const Auditors = z.object({
  mayInvite: z.boolean(),
  /** May be the second person. */
  maySecond: z.boolean(),
  auditors: z.array(Auditor),
})
export type Auditors = z.infer<typeof Auditors>
