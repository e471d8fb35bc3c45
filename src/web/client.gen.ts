// Made by scripts/generate-client.mjs from the description of the interface. Do not edit.
import { type CallOptions, call, query } from './api.ts'

export type AcceptInvitationAnswer = { member: { id: number; name: string; email: string; locale: string }; agency: { id: number; name: string; kind: string; code: string }; authority: { name: string; timeZone: string; country: string }; functions: Array<string>; may: Array<string>; idleMinutes: number; demo: boolean }

export interface AcceptInvitationInput {
  path: { token: string }
  body: { passphrase: string }
}

/** POST /api/v1/invitations/{token} */
export const acceptInvitation = (input: AcceptInvitationInput, options?: CallOptions): Promise<AcceptInvitationAnswer> =>
  call<AcceptInvitationAnswer>('POST', `/invitations/${encodeURIComponent(input.path.token)}`, input.body, options)

export type ChangePassphraseAnswer = undefined

export interface ChangePassphraseInput {
  body: { current: string; passphrase: string }
}

/** PUT /api/v1/session/passphrase */
export const changePassphrase = (input: ChangePassphraseInput, options?: CallOptions): Promise<ChangePassphraseAnswer> =>
  call<ChangePassphraseAnswer>('PUT', '/session/passphrase', input.body, options)

export type ChangeSessionAnswer = { member: { id: number; name: string; email: string; locale: string }; agency: { id: number; name: string; kind: string; code: string }; authority: { name: string; timeZone: string; country: string }; functions: Array<string>; may: Array<string>; idleMinutes: number; demo: boolean }

export interface ChangeSessionInput {
  body: { locale: string }
}

/** PATCH /api/v1/session */
export const changeSession = (input: ChangeSessionInput, options?: CallOptions): Promise<ChangeSessionAnswer> =>
  call<ChangeSessionAnswer>('PATCH', '/session', input.body, options)

export type ConfirmInvitationAnswer = undefined

export interface ConfirmInvitationInput {
  body: { member: number }
}

/** POST /api/v1/invitations/confirm */
export const confirmInvitation = (input: ConfirmInvitationInput, options?: CallOptions): Promise<ConfirmInvitationAnswer> =>
  call<ConfirmInvitationAnswer>('POST', '/invitations/confirm', input.body, options)

export type FollowEventsAnswer = unknown

/** GET /api/v1/events */
export const followEvents = (options?: CallOptions): Promise<FollowEventsAnswer> =>
  call<FollowEventsAnswer>('GET', '/events', undefined, options)

export type InviteMemberAnswer = { link: string; expiresAt: string; needsSecond: boolean }

export interface InviteMemberInput {
  body: { member: number }
}

/** POST /api/v1/invitations */
export const inviteMember = (input: InviteMemberInput, options?: CallOptions): Promise<InviteMemberAnswer> =>
  call<InviteMemberAnswer>('POST', '/invitations', input.body, options)

export type ListDemoAccountsAnswer = { accounts: Array<{ email: string; name: string; functions: Array<string>; agency: string; passphrase: string }> }

/** GET /api/v1/demo/accounts */
export const listDemoAccounts = (options?: CallOptions): Promise<ListDemoAccountsAnswer> =>
  call<ListDemoAccountsAnswer>('GET', '/demo/accounts', undefined, options)

export type ListSessionsAnswer = { sessions: Array<{ createdAt: string; lastSeenAt: string; browser: string; thisOne: boolean }> }

/** GET /api/v1/sessions */
export const listSessions = (options?: CallOptions): Promise<ListSessionsAnswer> =>
  call<ListSessionsAnswer>('GET', '/sessions', undefined, options)

export type ReadHealthAnswer = { status: "ok" | "database_unreachable"; version: string; database: string | null; jobs: "running" | "off"; time: string }

/** GET /api/v1/health */
export const readHealth = (options?: CallOptions): Promise<ReadHealthAnswer> =>
  call<ReadHealthAnswer>('GET', '/health', undefined, options)

export type ReadInvitationAnswer = { name: string; email: string; locale: string; agency: string; authority: string; expiresAt: string }

export interface ReadInvitationInput {
  path: { token: string }
}

/** GET /api/v1/invitations/{token} */
export const readInvitation = (input: ReadInvitationInput, options?: CallOptions): Promise<ReadInvitationAnswer> =>
  call<ReadInvitationAnswer>('GET', `/invitations/${encodeURIComponent(input.path.token)}`, undefined, options)

export type ReadSessionAnswer = { member: { id: number; name: string; email: string; locale: string }; agency: { id: number; name: string; kind: string; code: string }; authority: { name: string; timeZone: string; country: string }; functions: Array<string>; may: Array<string>; idleMinutes: number; demo: boolean }

/** GET /api/v1/session */
export const readSession = (options?: CallOptions): Promise<ReadSessionAnswer> =>
  call<ReadSessionAnswer>('GET', '/session', undefined, options)

export type SignInAnswer = { member: { id: number; name: string; email: string; locale: string }; agency: { id: number; name: string; kind: string; code: string }; authority: { name: string; timeZone: string; country: string }; functions: Array<string>; may: Array<string>; idleMinutes: number; demo: boolean }

export interface SignInInput {
  body: { email: string; passphrase: string }
}

/** POST /api/v1/session */
export const signIn = (input: SignInInput, options?: CallOptions): Promise<SignInAnswer> =>
  call<SignInAnswer>('POST', '/session', input.body, options)

export type SignOutAnswer = undefined

export interface SignOutInput {
  query?: { everywhere?: "true" | "false" }
}

/** DELETE /api/v1/session */
export const signOut = (input: SignOutInput = {}, options?: CallOptions): Promise<SignOutAnswer> =>
  call<SignOutAnswer>('DELETE', `/session${query(input.query ?? {})}`, undefined, options)

export type SignOutEverywhereAnswer = undefined

/** DELETE /api/v1/sessions */
export const signOutEverywhere = (options?: CallOptions): Promise<SignOutEverywhereAnswer> =>
  call<SignOutEverywhereAnswer>('DELETE', '/sessions', undefined, options)
