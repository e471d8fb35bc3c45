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

export type AddNeedAnswer = { ref: string; domain: string; required: "wish" | "imposed"; days: number }

export interface AddNeedInput {
  path: { ref: string }
  body: { domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; required: "wish" | "imposed"; days?: number; reason: string }
}

/** POST /api/v1/cases/{ref}/needs */
export const addNeed = (input: AddNeedInput, options?: CallOptions): Promise<AddNeedAnswer> =>
  call<AddNeedAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/needs`, input.body, options)

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

export type DecideConferencesAnswer = { ref: string; version: number; conferencesNeeded: boolean }

export interface DecideConferencesInput {
  path: { ref: string }
  body: { needed: true; reason: string }
}

/** POST /api/v1/cases/{ref}/conferences */
export const decideConferences = (input: DecideConferencesInput, options?: CallOptions): Promise<DecideConferencesAnswer> =>
  call<DecideConferencesAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/conferences`, input.body, options)

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

export type ListCasesAnswer = { cases: Array<{ ref: string; person: { initials: string; name: string | null }; stage: "preparation" | "release" | "community" | "closing" | "closed"; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; lead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; leadState: "accepted" | "fallback"; relation: string }>; nextCursor: string | null }

export interface ListCasesInput {
  query?: { order?: "release" | "ref"; stage?: "preparation" | "release" | "community" | "closing" | "closed"; limit?: number; cursor?: string }
}

/** GET /api/v1/cases */
export const listCases = (input: ListCasesInput = {}, options?: CallOptions): Promise<ListCasesAnswer> =>
  call<ListCasesAnswer>('GET', `/cases${query(input.query ?? {})}`, undefined, options)

export type ListDemoAccountsAnswer = { accounts: Array<{ email: string; name: string; functions: Array<string>; agency: string; passphrase: string }> }

/** GET /api/v1/demo/accounts */
export const listDemoAccounts = (options?: CallOptions): Promise<ListDemoAccountsAnswer> =>
  call<ListDemoAccountsAnswer>('GET', '/demo/accounts', undefined, options)

export type ListSessionsAnswer = { sessions: Array<{ createdAt: string; lastSeenAt: string; browser: string; thisOne: boolean }> }

/** GET /api/v1/sessions */
export const listSessions = (options?: CallOptions): Promise<ListSessionsAnswer> =>
  call<ListSessionsAnswer>('GET', '/sessions', undefined, options)

export type ReadCaseAnswer = { ref: string; version: number; stage: "preparation" | "release" | "community" | "closing" | "closed"; person: { initials: string; name: string | null; birth: string | null; language: string | null; numbers: Array<{ issuer: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; number: string }> }; purpose: string; openedOn: string; openedBy: string; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; lead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; leadState: "accepted" | "fallback"; leadSince: string; basis: { arrangement: string; clause: string; basis: string; validUntil: string | null }; informed: { state: "informed" | "not_yet"; on: string | null; how: string | null; language: string | null; ground: string | null; reviewOn: string | null }; conferencesNeeded: boolean; seats: Array<{ principal: number; name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; relation: "coordination" | "lead" | "member" | "guest" | "provider" | "cover"; from: string; until: string | null; members: number }>; readers: number; may: Array<"offer" | "move_release" | "decide_conferences" | "complete_milestone"> }

export interface ReadCaseInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref} */
export const readCase = (input: ReadCaseInput, options?: CallOptions): Promise<ReadCaseAnswer> =>
  call<ReadCaseAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}`, undefined, options)

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

export type SearchPersonsAnswer = { persons: Array<{ personId: string; refs: Array<string>; person: { initials: string; name: string | null }; birth: string | null; releaseOn: string | null }>; askCoordination: { name: string; phone: string | null } }

export interface SearchPersonsInput {
  query: { q: string }
}

/** GET /api/v1/persons/search */
export const searchPersons = (input: SearchPersonsInput, options?: CallOptions): Promise<SearchPersonsAnswer> =>
  call<SearchPersonsAnswer>('GET', `/persons/search${query(input.query ?? {})}`, undefined, options)

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
