// Made by scripts/generate-client.mjs from the description of the interface. Do not edit.
import { type CallOptions, call, query } from './api.ts'

export type AcceptInvitationAnswer = { member: { id: number; name: string; email: string; locale: string }; agency: { id: number; name: string; kind: string; code: string }; authority: { name: string; timeZone: string; country: string; weekStarts: "monday" | "saturday" | "sunday"; languages: Array<string> }; functions: Array<string>; purposes: Array<{ code: "reintegration" | "supervision"; sits: boolean }>; may: Array<string>; secondFactor: { from: string; functions: Array<string>; codes: boolean } | null; idleMinutes: number; purpose: string; demo: boolean }

export interface AcceptInvitationInput {
  path: { token: string }
  body: { passphrase: string }
}

/** POST /api/v1/invitations/{token} */
export const acceptInvitation = (input: AcceptInvitationInput, options?: CallOptions): Promise<AcceptInvitationAnswer> =>
  call<AcceptInvitationAnswer>('POST', `/invitations/${encodeURIComponent(input.path.token)}`, input.body, options)

export type AcceptInvitationWithPasskeyAnswer = { member: { id: number; name: string; email: string; locale: string }; agency: { id: number; name: string; kind: string; code: string }; authority: { name: string; timeZone: string; country: string; weekStarts: "monday" | "saturday" | "sunday"; languages: Array<string> }; functions: Array<string>; purposes: Array<{ code: "reintegration" | "supervision"; sits: boolean }>; may: Array<string>; secondFactor: { from: string; functions: Array<string>; codes: boolean } | null; idleMinutes: number; purpose: string; demo: boolean }

export interface AcceptInvitationWithPasskeyInput {
  path: { token: string }
  body: { attempt: string; name: string; answer: { id: string; rawId: string; type: "public-key"; clientExtensionResults?: Record<string, unknown>; authenticatorAttachment?: string | null; response: { attestationObject: string; clientDataJSON: string; transports?: Array<string>; publicKeyAlgorithm?: number; publicKey?: string; authenticatorData?: string } } }
}

/** POST /api/v1/invitations/{token}/passkey */
export const acceptInvitationWithPasskey = (input: AcceptInvitationWithPasskeyInput, options?: CallOptions): Promise<AcceptInvitationWithPasskeyAnswer> =>
  call<AcceptInvitationWithPasskeyAnswer>('POST', `/invitations/${encodeURIComponent(input.path.token)}/passkey`, input.body, options)

export type AcknowledgeCorrectionAnswer = { id: string }

export interface AcknowledgeCorrectionInput {
  path: { id: string }
}

/** POST /api/v1/corrections/{id}/acknowledgement */
export const acknowledgeCorrection = (input: AcknowledgeCorrectionInput, options?: CallOptions): Promise<AcknowledgeCorrectionAnswer> =>
  call<AcknowledgeCorrectionAnswer>('POST', `/corrections/${encodeURIComponent(input.path.id)}/acknowledgement`, undefined, options)

export type AcknowledgeErasureAnswer = { id: string }

export interface AcknowledgeErasureInput {
  path: { id: string }
}

/** POST /api/v1/erasure-tellings/{id}/acknowledgement */
export const acknowledgeErasure = (input: AcknowledgeErasureInput, options?: CallOptions): Promise<AcknowledgeErasureAnswer> =>
  call<AcknowledgeErasureAnswer>('POST', `/erasure-tellings/${encodeURIComponent(input.path.id)}/acknowledgement`, undefined, options)

export type AcknowledgeReleasedAnswer = undefined

export interface AcknowledgeReleasedInput {
  path: { id: string }
}

/** POST /api/v1/released-today/{id}/acknowledgement */
export const acknowledgeReleased = (input: AcknowledgeReleasedInput, options?: CallOptions): Promise<AcknowledgeReleasedAnswer> =>
  call<AcknowledgeReleasedAnswer>('POST', `/released-today/${encodeURIComponent(input.path.id)}/acknowledgement`, undefined, options)

export type ActivateLegalBasisAnswer = { id: number; content: { kind: "legal_obligation" | "public_task" | "vital_interests" | "consent" | "contract" | "legitimate_interests" | "criminal_law_task"; citation: string; objective: string; categories: Array<"identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision">; purposes: Array<"reintegration" | "supervision">; bodies: Array<number>; validFrom: string | null; validUntil: string | null; reviewOn: string | null; textLink: string; description: string }; state: "draft" | "active" | "withdrawn"; holds: boolean; reviewedBy: string | null; reviewedOn: string | null; questions: Array<{ id: number; question: string; askedBy: string; askedOn: string; answer: string | null; answeredBy: string | null }>; version: number }

export interface ActivateLegalBasisInput {
  path: { id: number }
}

/** POST /api/v1/legal-bases/{id}/activate */
export const activateLegalBasis = (input: ActivateLegalBasisInput, options?: CallOptions): Promise<ActivateLegalBasisAnswer> =>
  call<ActivateLegalBasisAnswer>('POST', `/legal-bases/${encodeURIComponent(input.path.id)}/activate`, undefined, options)

export type AddNeedAnswer = { ref: string; domain: string; required: "wish" | "imposed"; days: number }

export interface AddNeedInput {
  path: { ref: string }
  body: { domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; required: "wish" | "imposed"; days?: number; reason: string }
}

/** POST /api/v1/cases/{ref}/needs */
export const addNeed = (input: AddNeedInput, options?: CallOptions): Promise<AddNeedAnswer> =>
  call<AddNeedAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/needs`, input.body, options)

export type AddPasskeyAnswer = undefined

export interface AddPasskeyInput {
  body: { attempt: string; name: string; answer: { id: string; rawId: string; type: "public-key"; clientExtensionResults?: Record<string, unknown>; authenticatorAttachment?: string | null; response: { attestationObject: string; clientDataJSON: string; transports?: Array<string>; publicKeyAlgorithm?: number; publicKey?: string; authenticatorData?: string } } }
}

/** POST /api/v1/session/passkeys */
export const addPasskey = (input: AddPasskeyInput, options?: CallOptions): Promise<AddPasskeyAnswer> =>
  call<AddPasskeyAnswer>('POST', '/session/passkeys', input.body, options)

export type AddPeriodAnswer = { from: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; to: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; days: number | null; warnings: Array<"friday" | "weekend" | "past" | "before_opening" | "far">; consequences: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; leadId: string | null; effect: "moves" | "holds" | "breaks" | "idle" | "falls_away" | "restored"; from: string | null; until: string | null; uncoveredBefore: number; uncoveredAfter: number }>; milestones: { moved: number; intoPast: number; paused: number; done: number }; told: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; continuity: { ref: string; version: number; today: string; openedOn: string; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; measureEndsOn: string | null; releaseDay: { kind: "friday" | "weekend" | "holiday" | "before_holiday"; holiday: Record<string, string> | null; opensOn: string; proposal: string | null } | null; usualAnswerBy: string; unseenBy: Array<number>; lanes: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; view: "full" | "summary"; required: "default" | "wish" | "imposed" | null; arrangedUntil: string | null; leads: Array<{ id: string | null; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; instead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; from: string | null; until: string | null; state: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; tied: "release" | "calendar"; offeredOn: string | null; answerBy: string | null; confirmBy: string | null; voluntary: boolean; standing: { on: string; by: string } | null; standingRefusal: "prison" | "dates" | "open_end" | "too_long" | "month_full" | "full" | "taken" | "unseen" | null; endsWithMeasure: boolean; note: string | null; reason: string | null; may: Array<"answer" | "record_answer" | "confirm" | "withdraw" | "end">; version: number }>; gaps: Array<{ from: string; until: string | null; kind: "unasked" | "awaiting" | "overdue" | "declined" }>; milestones: Array<{ id: string; code: string; on: string | null; anchor: "reception" | "release" | "end_of_supervision" | "recall"; offsetDays: number; status: "open" | "done" | "before_start" | "paused" | "expired"; cycle: number; overdue: boolean; doneOn: string | null; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; version: number }> }> } }

export interface AddPeriodInput {
  path: { ref: string }
  query?: { preview?: "true" | "false" }
  body: { kind: "custody" | "leave" | "day_release" | "electronic_monitoring" | "supervision" | "transfer" | "recall"; from: string; until?: string | null; prisonId?: number; source?: string }
}

/** POST /api/v1/cases/{ref}/periods */
export const addPeriod = (input: AddPeriodInput, options?: CallOptions): Promise<AddPeriodAnswer> =>
  call<AddPeriodAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/periods${query(input.query ?? {})}`, input.body, options)

export type AddShiftAnswer = { today: string; desks: Array<{ id: number; name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; now: { member: { id: number; name: string }; substitute: { id: number; name: string } | null; phone: string | null; until: string } | null; shifts: Array<{ id: string; weekday: number | null; on: string | null; starts: string; ends: string; member: { id: number; name: string }; substitute: { id: number; name: string } | null; phone: string | null; from: string; until: string | null }>; mayEdit: boolean }>; contacts: Array<{ basic: "bed" | "money" | "medication" | "papers" | "appointment"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; phone: string | null }>; mayEditContacts: boolean; mayOpenDesk: boolean }

export interface AddShiftInput {
  path: { id: number }
  body: { weekday?: number; on?: string; starts: string; ends: string; memberId: number; substituteId?: number; phone?: string }
}

/** POST /api/v1/duty/desks/{id}/shifts */
export const addShift = (input: AddShiftInput, options?: CallOptions): Promise<AddShiftAnswer> =>
  call<AddShiftAnswer>('POST', `/duty/desks/${encodeURIComponent(input.path.id)}/shifts`, input.body, options)

export type AddStandingAcceptanceAnswer = { id: string }

export interface AddStandingAcceptanceInput {
  body: { domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; prisons?: Array<number>; atOnce?: number | null; perMonth?: number | null; maxDays?: number | null; from: string; until: string }
}

/** POST /api/v1/standing-acceptances */
export const addStandingAcceptance = (input: AddStandingAcceptanceInput, options?: CallOptions): Promise<AddStandingAcceptanceAnswer> =>
  call<AddStandingAcceptanceAnswer>('POST', '/standing-acceptances', input.body, options)

export type AddTableSeatAnswer = { places: Array<{ function: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; seats: Array<{ id: number; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; phone: string | null; email: string | null } | null; organisation: string | null; contact: string | null; askedOn: string | null; version: number }> }> }

export interface AddTableSeatInput {
  body: { agencyId?: number; organisation?: string; contact?: string; askedOn?: string; function: string }
}

/** POST /api/v1/start/partners */
export const addTableSeat = (input: AddTableSeatInput, options?: CallOptions): Promise<AddTableSeatAnswer> =>
  call<AddTableSeatAnswer>('POST', '/start/partners', input.body, options)

export type AddressItemAnswer = { id: string }

export interface AddressItemInput {
  path: { id: string }
  body: { mode?: "table" | "named" | "agency"; audience?: Array<number> }
}

/** PUT /api/v1/items/{id}/audience */
export const addressItem = (input: AddressItemInput, options?: CallOptions): Promise<AddressItemAnswer> =>
  call<AddressItemAnswer>('PUT', `/items/${encodeURIComponent(input.path.id)}/audience`, input.body, options)

export type AdmitToProtectedAnswer = { done: true }

export interface AdmitToProtectedInput {
  path: { id: string }
  body: { member: number; until: string }
}

/** POST /api/v1/protections/{id}/admissions */
export const admitToProtected = (input: AdmitToProtectedInput, options?: CallOptions): Promise<AdmitToProtectedAnswer> =>
  call<AdmitToProtectedAnswer>('POST', `/protections/${encodeURIComponent(input.path.id)}/admissions`, input.body, options)

export type AdviseOnDraftAnswer = { opinions: Array<{ id: number; stance: "in_favour" | "reservations" | "against"; opinion: string; givenBy: string; givenOn: string; answer: string | null; answeredBy: string | null }> }

export interface AdviseOnDraftInput {
  path: { id: number }
  body: { stance: "in_favour" | "reservations" | "against"; opinion: string }
}

/** POST /api/v1/agreement-drafts/{id}/opinions */
export const adviseOnDraft = (input: AdviseOnDraftInput, options?: CallOptions): Promise<AdviseOnDraftAnswer> =>
  call<AdviseOnDraftAnswer>('POST', `/agreement-drafts/${encodeURIComponent(input.path.id)}/opinions`, input.body, options)

export type AdviseOnEditionAnswer = { opinions: Array<{ id: number; stance: "in_favour" | "reservations" | "against"; opinion: string; givenBy: string; givenOn: string; answer: string | null; answeredBy: string | null }> }

export interface AdviseOnEditionInput {
  path: { id: number }
  body: { stance: "in_favour" | "reservations" | "against"; opinion: string }
}

/** POST /api/v1/agreements/{id}/opinions */
export const adviseOnEdition = (input: AdviseOnEditionInput, options?: CallOptions): Promise<AdviseOnEditionAnswer> =>
  call<AdviseOnEditionAnswer>('POST', `/agreements/${encodeURIComponent(input.path.id)}/opinions`, input.body, options)

export type AdviseOnImpactAnswer = { id: number; lineageId: number; edition: number; title: string; state: "draft" | "approved" | "review" | "replaced"; changedOn: string; changedBy: string; approvedOn: string | null; approvedBy: string | null; reviewOn: string | null; remains: "low" | "medium" | "high" | null; uncovered: Array<string>; content: { title: string; description: string; necessity: string; dangers: Array<{ what: string; source: string; likelyBefore: "low" | "medium" | "high" | null; severeBefore: "low" | "medium" | "high" | null; measures: string; likelyAfter: "low" | "medium" | "high" | null; severeAfter: "low" | "medium" | "high" | null; responsible: string }>; measures: string; sought: "asked" | "not_asked" | null; views: string; reviewOn: string | null }; writers: Array<string>; mine: boolean; advice: { words: string; by: string; on: string; outdated: boolean } | null; consultation: { sentOn: string; under: "directive" | "regulation"; reference: string; extended: boolean; answer: string | null; answeredOn: string | null; dueOn: string } | null; covers: Array<string>; missing: string | null; next: number | null; version: number }

export interface AdviseOnImpactInput {
  path: { id: number }
  body: { advice: string }
}

/** POST /api/v1/impact-assessments/{id}/advice */
export const adviseOnImpact = (input: AdviseOnImpactInput, options?: CallOptions): Promise<AdviseOnImpactAnswer> =>
  call<AdviseOnImpactAnswer>('POST', `/impact-assessments/${encodeURIComponent(input.path.id)}/advice`, input.body, options)

export type AgreeAuditCaseAnswer = { done: true }

export interface AgreeAuditCaseInput {
  path: { id: string }
}

/** POST /api/v1/audit-cases/{id}/agreement */
export const agreeAuditCase = (input: AgreeAuditCaseInput, options?: CallOptions): Promise<AgreeAuditCaseAnswer> =>
  call<AgreeAuditCaseAnswer>('POST', `/audit-cases/${encodeURIComponent(input.path.id)}/agreement`, undefined, options)

export type AnswerBasisQuestionAnswer = { id: number; content: { kind: "legal_obligation" | "public_task" | "vital_interests" | "consent" | "contract" | "legitimate_interests" | "criminal_law_task"; citation: string; objective: string; categories: Array<"identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision">; purposes: Array<"reintegration" | "supervision">; bodies: Array<number>; validFrom: string | null; validUntil: string | null; reviewOn: string | null; textLink: string; description: string }; state: "draft" | "active" | "withdrawn"; holds: boolean; reviewedBy: string | null; reviewedOn: string | null; questions: Array<{ id: number; question: string; askedBy: string; askedOn: string; answer: string | null; answeredBy: string | null }>; version: number }

export interface AnswerBasisQuestionInput {
  path: { id: number }
  body: { answer: string }
}

/** POST /api/v1/basis-questions/{id}/answer */
export const answerBasisQuestion = (input: AnswerBasisQuestionInput, options?: CallOptions): Promise<AnswerBasisQuestionAnswer> =>
  call<AnswerBasisQuestionAnswer>('POST', `/basis-questions/${encodeURIComponent(input.path.id)}/answer`, input.body, options)

export type AnswerExtensionAnswer = { id: string }

export interface AnswerExtensionInput {
  path: { id: string }
  body: { approved: boolean }
}

/** POST /api/v1/extensions/{id}/answer */
export const answerExtension = (input: AnswerExtensionInput, options?: CallOptions): Promise<AnswerExtensionAnswer> =>
  call<AnswerExtensionAnswer>('POST', `/extensions/${encodeURIComponent(input.path.id)}/answer`, input.body, options)

export type AnswerHandoverChecksAnswer = { id: string }

export interface AnswerHandoverChecksInput {
  path: { id: string }
  body: { answers: Array<{ code: string; answer: "open" | "yes" | "no" | "not_applicable"; agency?: number | null; until?: string | null }> }
}

/** POST /api/v1/handover-meetings/{id}/checks */
export const answerHandoverChecks = (input: AnswerHandoverChecksInput, options?: CallOptions): Promise<AnswerHandoverChecksAnswer> =>
  call<AnswerHandoverChecksAnswer>('POST', `/handover-meetings/${encodeURIComponent(input.path.id)}/checks`, input.body, options)

export type AnswerLeadAnswer = { id: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; instead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; from: string | null; until: string | null; state: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; tied: "release" | "calendar"; offeredOn: string | null; answerBy: string | null; confirmBy: string | null; voluntary: boolean; standing: { on: string; by: string } | null; standingRefusal: "prison" | "dates" | "open_end" | "too_long" | "month_full" | "full" | "taken" | "unseen" | null; endsWithMeasure: boolean; note: string | null; reason: string | null; may: Array<"answer" | "record_answer" | "confirm" | "withdraw" | "end">; version: number; ref: string; domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; saidBy?: string | null }

export interface AnswerLeadInput {
  path: { id: string }
  body: { outcome: "accepted" | "declined" | "confirmed" | "withdrawn" | "ended"; reason?: string; channel?: "phone" | "paper"; saidBy?: string; saidOn?: string; endsOn?: string }
}

/** POST /api/v1/leads/{id}/answer */
export const answerLead = (input: AnswerLeadInput, options?: CallOptions): Promise<AnswerLeadAnswer> =>
  call<AnswerLeadAnswer>('POST', `/leads/${encodeURIComponent(input.path.id)}/answer`, input.body, options)

export type AnswerLeadsAnswer = { results: Array<{ id: string; result: "done" | "already" | "changed" | "gone" | "refused"; code: string | null }> }

export interface AnswerLeadsInput {
  body: { outcome: "accepted" | "declined"; reason?: string; offers: Array<{ id: string; version: number }> }
}

/** POST /api/v1/leads/answers */
export const answerLeads = (input: AnswerLeadsInput, options?: CallOptions): Promise<AnswerLeadsAnswer> =>
  call<AnswerLeadsAnswer>('POST', '/leads/answers', input.body, options)

export type AnswerOpinionAnswer = undefined

export interface AnswerOpinionInput {
  path: { id: number }
  body: { answer: string }
}

/** POST /api/v1/agreement-opinions/{id}/answer */
export const answerOpinion = (input: AnswerOpinionInput, options?: CallOptions): Promise<AnswerOpinionAnswer> =>
  call<AnswerOpinionAnswer>('POST', `/agreement-opinions/${encodeURIComponent(input.path.id)}/answer`, input.body, options)

export type AnswerProposalAnswer = { moved: { from: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; to: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; days: number | null; warnings: Array<"friday" | "weekend" | "past" | "before_opening" | "far">; consequences: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; leadId: string | null; effect: "moves" | "holds" | "breaks" | "idle" | "falls_away" | "restored"; from: string | null; until: string | null; uncoveredBefore: number; uncoveredAfter: number }>; milestones: { moved: number; intoPast: number; paused: number; done: number }; told: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; continuity: { ref: string; version: number; today: string; openedOn: string; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; measureEndsOn: string | null; releaseDay: { kind: "friday" | "weekend" | "holiday" | "before_holiday"; holiday: Record<string, string> | null; opensOn: string; proposal: string | null } | null; usualAnswerBy: string; unseenBy: Array<number>; lanes: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; view: "full" | "summary"; required: "default" | "wish" | "imposed" | null; arrangedUntil: string | null; leads: Array<{ id: string | null; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; instead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; from: string | null; until: string | null; state: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; tied: "release" | "calendar"; offeredOn: string | null; answerBy: string | null; confirmBy: string | null; voluntary: boolean; standing: { on: string; by: string } | null; standingRefusal: "prison" | "dates" | "open_end" | "too_long" | "month_full" | "full" | "taken" | "unseen" | null; endsWithMeasure: boolean; note: string | null; reason: string | null; may: Array<"answer" | "record_answer" | "confirm" | "withdraw" | "end">; version: number }>; gaps: Array<{ from: string; until: string | null; kind: "unasked" | "awaiting" | "overdue" | "declined" }>; milestones: Array<{ id: string; code: string; on: string | null; anchor: "reception" | "release" | "end_of_supervision" | "recall"; offsetDays: number; status: "open" | "done" | "before_start" | "paused" | "expired"; cycle: number; overdue: boolean; doneOn: string | null; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; version: number }> }> } } | null }

export interface AnswerProposalInput {
  path: { id: string }
  body: { outcome: "applied" } | { outcome: "declined"; reason: string } | { outcome: "noted"; reason: string }
}

/** POST /api/v1/proposals/{id}/answer */
export const answerProposal = (input: AnswerProposalInput, options?: CallOptions): Promise<AnswerProposalAnswer> =>
  call<AnswerProposalAnswer>('POST', `/proposals/${encodeURIComponent(input.path.id)}/answer`, input.body, options)

export type AnswerQuestionAnswer = { done: true }

export interface AnswerQuestionInput {
  path: { id: string }
  body: { answer: string }
}

/** POST /api/v1/questions/{id}/answer */
export const answerQuestion = (input: AnswerQuestionInput, options?: CallOptions): Promise<AnswerQuestionAnswer> =>
  call<AnswerQuestionAnswer>('POST', `/questions/${encodeURIComponent(input.path.id)}/answer`, input.body, options)

export type AnswerTransferAnswer = undefined

export interface AnswerTransferInput {
  body: { from: string; to: string; person: "same" | "other" }
}

/** POST /api/v1/transfers */
export const answerTransfer = (input: AnswerTransferInput, options?: CallOptions): Promise<AnswerTransferAnswer> =>
  call<AnswerTransferAnswer>('POST', '/transfers', input.body, options)

export type AnswerVisitIssueAnswer = { prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; contact: string; phone: string; email: string; hours: string; reviewedOn: string | null; overdue: boolean; openIssues: number; version: number; address: string; visiting: string; bring: string; booking: string; releaseTimes: string; releasePlace: string; money: string; languages: Array<string>; terms: Array<{ term: string; meaning: string }>; liaisons: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; who: string; how: string }>; visits: Array<{ id: string; on: string; by: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; topic: string; issues: Array<{ id: string; question: string; answer: string | null; answeredOn: string | null; answeredBy: string | null; version: number }>; mayAnswer: boolean }>; changes: Array<{ id: string; kind: "created" | "changed" | "reviewed" | "retired" | "restored" | "imported"; fields: Array<string>; at: string; by: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }>; services: Array<{ id: string; name: string; provider: string }>; may: Array<"change" | "review" | "visit"> }

export interface AnswerVisitIssueInput {
  path: { id: string }
  body: { answer: string }
}

/** POST /api/v1/visit-issues/{id}/answer */
export const answerVisitIssue = (input: AnswerVisitIssueInput, options?: CallOptions): Promise<AnswerVisitIssueAnswer> =>
  call<AnswerVisitIssueAnswer>('POST', `/visit-issues/${encodeURIComponent(input.path.id)}/answer`, input.body, options)

export type ApplyImportAnswer = { id: string; added: number; changed: number; unchanged: number; held: number; gone: number; otherDates: Array<{ ref: string; announced: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; inCase: string | null }> }

export interface ApplyImportInput {
  path: { id: string }
}

/** POST /api/v1/imports/{id}/apply */
export const applyImport = (input: ApplyImportInput, options?: CallOptions): Promise<ApplyImportAnswer> =>
  call<ApplyImportAnswer>('POST', `/imports/${encodeURIComponent(input.path.id)}/apply`, undefined, options)

export type ApproveImpactAnswer = { id: number; lineageId: number; edition: number; title: string; state: "draft" | "approved" | "review" | "replaced"; changedOn: string; changedBy: string; approvedOn: string | null; approvedBy: string | null; reviewOn: string | null; remains: "low" | "medium" | "high" | null; uncovered: Array<string>; content: { title: string; description: string; necessity: string; dangers: Array<{ what: string; source: string; likelyBefore: "low" | "medium" | "high" | null; severeBefore: "low" | "medium" | "high" | null; measures: string; likelyAfter: "low" | "medium" | "high" | null; severeAfter: "low" | "medium" | "high" | null; responsible: string }>; measures: string; sought: "asked" | "not_asked" | null; views: string; reviewOn: string | null }; writers: Array<string>; mine: boolean; advice: { words: string; by: string; on: string; outdated: boolean } | null; consultation: { sentOn: string; under: "directive" | "regulation"; reference: string; extended: boolean; answer: string | null; answeredOn: string | null; dueOn: string } | null; covers: Array<string>; missing: string | null; next: number | null; version: number }

export interface ApproveImpactInput {
  path: { id: number }
}

/** POST /api/v1/impact-assessments/{id}/approve */
export const approveImpact = (input: ApproveImpactInput, options?: CallOptions): Promise<ApproveImpactAnswer> =>
  call<ApproveImpactAnswer>('POST', `/impact-assessments/${encodeURIComponent(input.path.id)}/approve`, undefined, options)

export type AskAuditCaseAnswer = { id: string }

export interface AskAuditCaseInput {
  body: { auditorId: string; ref: string; endsAt: string; reason: string }
}

/** POST /api/v1/audit-cases */
export const askAuditCase = (input: AskAuditCaseInput, options?: CallOptions): Promise<AskAuditCaseAnswer> =>
  call<AskAuditCaseAnswer>('POST', '/audit-cases', input.body, options)

export type AskBackupAnswer = undefined

/** POST /api/v1/safety/backups */
export const askBackup = (options?: CallOptions): Promise<AskBackupAnswer> =>
  call<AskBackupAnswer>('POST', '/safety/backups', undefined, options)

export type AskCaseErasureAnswer = { id: string }

export interface AskCaseErasureInput {
  path: { ref: string }
  body: { of: "case" | "person"; ground: "unlawful" | "not_needed" | "consent_withdrawn" | "objection" | "retention_ended" | "legal_duty" | "supervisory_order" }
}

/** POST /api/v1/cases/{ref}/erasures */
export const askCaseErasure = (input: AskCaseErasureInput, options?: CallOptions): Promise<AskCaseErasureAnswer> =>
  call<AskCaseErasureAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/erasures`, input.body, options)

export type AskCheckpointAnswer = { done: true }

/** POST /api/v1/log/checkpoints */
export const askCheckpoint = (options?: CallOptions): Promise<AskCheckpointAnswer> =>
  call<AskCheckpointAnswer>('POST', '/log/checkpoints', undefined, options)

export type AskDeskAnswer = { id: string }

export interface AskDeskInput {
  body: { question: string }
}

/** POST /api/v1/questions */
export const askDesk = (input: AskDeskInput, options?: CallOptions): Promise<AskDeskAnswer> =>
  call<AskDeskAnswer>('POST', '/questions', input.body, options)

export type AskDisclosureAnswer = { ids: Array<string> }

export interface AskDisclosureInput {
  path: { ref: string }
  body: { items: Array<string>; to: string; why: string; conditions?: string; informed: { on: string; how: "talk" | "letter" | "talk_and_letter" | "video" } | { postponed: string }; expiresOn: string }
}

/** POST /api/v1/cases/{ref}/disclosures */
export const askDisclosure = (input: AskDisclosureInput, options?: CallOptions): Promise<AskDisclosureAnswer> =>
  call<AskDisclosureAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/disclosures`, input.body, options)

export type AskExtensionAnswer = { id: string }

export interface AskExtensionInput {
  path: { id: string }
  body: { until: string; reasons: string }
}

/** POST /api/v1/items/{id}/extensions */
export const askExtension = (input: AskExtensionInput, options?: CallOptions): Promise<AskExtensionAnswer> =>
  call<AskExtensionAnswer>('POST', `/items/${encodeURIComponent(input.path.id)}/extensions`, input.body, options)

export type AskInreachAnswer = { id: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; asking: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; service: { id: string; name: string } | null; topic: string; wishOn: string; wishTime: string; minutes: number; groupSize: number; needs: string; state: "asked" | "proposed" | "planned" | "declined" | "withdrawn" | "held" | "not_held"; slotOn: string | null; slotAt: string | null; room: string; answerNote: string; declineReason: string | null; notHeldBecause: "prison" | "provider" | "other" | null; attended: number | null; workers: Array<{ id: string; name: string; role: string; clearance: "asked" | "cleared" | "refused"; clearedUntil: string | null; reason: string | null; version: number }>; side: "prison" | "asking"; may: Array<"slot" | "decline" | "take" | "withdraw" | "record" | "clear">; version: number }

export interface AskInreachInput {
  body: { prisonId: number; domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; serviceId: string | null; topic: string; wishOn: string; wishTime: string; minutes: number; groupSize: number; needs: string; workers: Array<{ name: string; role: string }> }
}

/** POST /api/v1/inreach */
export const askInreach = (input: AskInreachInput, options?: CallOptions): Promise<AskInreachAnswer> =>
  call<AskInreachAnswer>('POST', '/inreach', input.body, options)

export type AskInvitedPasskeyAnswer = { attempt: string; options: { challenge: string; timeout: number; rp: { id: string; name: string }; user: { id: string; name: string; displayName: string }; pubKeyCredParams: Array<{ alg: number; type: "public-key" }>; attestation: "none"; excludeCredentials: Array<{ id: string; type: "public-key" }>; authenticatorSelection: { residentKey: "required"; requireResidentKey: true; userVerification: "required" } } }

export interface AskInvitedPasskeyInput {
  path: { token: string }
}

/** POST /api/v1/invitations/{token}/passkey/ask */
export const askInvitedPasskey = (input: AskInvitedPasskeyInput, options?: CallOptions): Promise<AskInvitedPasskeyAnswer> =>
  call<AskInvitedPasskeyAnswer>('POST', `/invitations/${encodeURIComponent(input.path.token)}/passkey/ask`, undefined, options)

export type AskItemErasureAnswer = { id: string }

export interface AskItemErasureInput {
  path: { id: string }
  body: { ground: "unlawful" | "not_needed" | "consent_withdrawn" | "objection" | "retention_ended" | "legal_duty" | "supervisory_order" }
}

/** POST /api/v1/items/{id}/erasures */
export const askItemErasure = (input: AskItemErasureInput, options?: CallOptions): Promise<AskItemErasureAnswer> =>
  call<AskItemErasureAnswer>('POST', `/items/${encodeURIComponent(input.path.id)}/erasures`, input.body, options)

export type AskNewPasskeyAnswer = { attempt: string; options: { challenge: string; timeout: number; rp: { id: string; name: string }; user: { id: string; name: string; displayName: string }; pubKeyCredParams: Array<{ alg: number; type: "public-key" }>; attestation: "none"; excludeCredentials: Array<{ id: string; type: "public-key" }>; authenticatorSelection: { residentKey: "required"; requireResidentKey: true; userVerification: "required" } } }

/** POST /api/v1/session/passkeys/ask */
export const askNewPasskey = (options?: CallOptions): Promise<AskNewPasskeyAnswer> =>
  call<AskNewPasskeyAnswer>('POST', '/session/passkeys/ask', undefined, options)

export type AskPasskeyAnswer = { attempt: string; options: { challenge: string; timeout: number; rpId: string; userVerification: "required"; allowCredentials: Array<{ id: string; type: "public-key" }> } }

/** POST /api/v1/session/passkey/ask */
export const askPasskey = (options?: CallOptions): Promise<AskPasskeyAnswer> =>
  call<AskPasskeyAnswer>('POST', '/session/passkey/ask', undefined, options)

export type AskProofAnswer = { attempt: string; options: { challenge: string; timeout: number; rpId: string; userVerification: "required"; allowCredentials: Array<{ id: string; type: "public-key" }> } }

/** POST /api/v1/session/proof/ask */
export const askProof = (options?: CallOptions): Promise<AskProofAnswer> =>
  call<AskProofAnswer>('POST', '/session/proof/ask', undefined, options)

export type AskSystemKeyAnswer = { id: string }

export interface AskSystemKeyInput {
  body: { agencyId: number; desk: number; purpose: string; label: string; scopes: Array<"cases" | "continuity" | "offers" | "names">; addresses?: Array<string>; validUntil: string }
}

/** POST /api/v1/system-keys */
export const askSystemKey = (input: AskSystemKeyInput, options?: CallOptions): Promise<AskSystemKeyAnswer> =>
  call<AskSystemKeyAnswer>('POST', '/system-keys', input.body, options)

export type BeginCodesAnswer = { secret: string; size: number; path: string }

/** POST /api/v1/session/codes */
export const beginCodes = (options?: CallOptions): Promise<BeginCodesAnswer> =>
  call<BeginCodesAnswer>('POST', '/session/codes', undefined, options)

export type BeginEditionAnswer = { id: number; content: { reference: string; title: string; document: string; validFrom: string | null; validUntil: string | null; includesRemand: boolean; fallbackAgencyId: number | null; basis: string; parties: Array<{ agencyId: number; rights: Record<string, "none" | "told" | "decision" | "sees" | "brings">; supervision: Record<string, "none" | "told" | "decision" | "sees" | "brings">; secrecy: Record<string, string>; bases: Record<string, number> }>; objective: string; supersedesId: number | null; transitionUntil: string | null; reviewOn: string | null; duties: Record<string, number>; reviewMonths: number; retention: Array<{ purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review: number | null }>; contact: { name: string; address: string; phone: string; email: string; complaints: string }; template: string | null }; changedAt: string; changedBy: string; agreementId: number | null; version: number }

export interface BeginEditionInput {
  path: { id: number }
}

/** POST /api/v1/agreements/{id}/editions */
export const beginEdition = (input: BeginEditionInput, options?: CallOptions): Promise<BeginEditionAnswer> =>
  call<BeginEditionAnswer>('POST', `/agreements/${encodeURIComponent(input.path.id)}/editions`, undefined, options)

export type BeginImpactAnswer = { id: number; lineageId: number; edition: number; title: string; state: "draft" | "approved" | "review" | "replaced"; changedOn: string; changedBy: string; approvedOn: string | null; approvedBy: string | null; reviewOn: string | null; remains: "low" | "medium" | "high" | null; uncovered: Array<string>; content: { title: string; description: string; necessity: string; dangers: Array<{ what: string; source: string; likelyBefore: "low" | "medium" | "high" | null; severeBefore: "low" | "medium" | "high" | null; measures: string; likelyAfter: "low" | "medium" | "high" | null; severeAfter: "low" | "medium" | "high" | null; responsible: string }>; measures: string; sought: "asked" | "not_asked" | null; views: string; reviewOn: string | null }; writers: Array<string>; mine: boolean; advice: { words: string; by: string; on: string; outdated: boolean } | null; consultation: { sentOn: string; under: "directive" | "regulation"; reference: string; extended: boolean; answer: string | null; answeredOn: string | null; dueOn: string } | null; covers: Array<string>; missing: string | null; next: number | null; version: number }

/** POST /api/v1/impact-assessments */
export const beginImpact = (options?: CallOptions): Promise<BeginImpactAnswer> =>
  call<BeginImpactAnswer>('POST', '/impact-assessments', undefined, options)

export type BeginNextImpactAnswer = { id: number; lineageId: number; edition: number; title: string; state: "draft" | "approved" | "review" | "replaced"; changedOn: string; changedBy: string; approvedOn: string | null; approvedBy: string | null; reviewOn: string | null; remains: "low" | "medium" | "high" | null; uncovered: Array<string>; content: { title: string; description: string; necessity: string; dangers: Array<{ what: string; source: string; likelyBefore: "low" | "medium" | "high" | null; severeBefore: "low" | "medium" | "high" | null; measures: string; likelyAfter: "low" | "medium" | "high" | null; severeAfter: "low" | "medium" | "high" | null; responsible: string }>; measures: string; sought: "asked" | "not_asked" | null; views: string; reviewOn: string | null }; writers: Array<string>; mine: boolean; advice: { words: string; by: string; on: string; outdated: boolean } | null; consultation: { sentOn: string; under: "directive" | "regulation"; reference: string; extended: boolean; answer: string | null; answeredOn: string | null; dueOn: string } | null; covers: Array<string>; missing: string | null; next: number | null; version: number }

export interface BeginNextImpactInput {
  path: { id: number }
}

/** POST /api/v1/impact-assessments/{id}/next */
export const beginNextImpact = (input: BeginNextImpactInput, options?: CallOptions): Promise<BeginNextImpactAnswer> =>
  call<BeginNextImpactAnswer>('POST', `/impact-assessments/${encodeURIComponent(input.path.id)}/next`, undefined, options)

export type BeginOverrideAnswer = { id: string; ref: string; until: string | null }

export interface BeginOverrideInput {
  body: { ref: string; reason: string }
}

/** POST /api/v1/overrides */
export const beginOverride = (input: BeginOverrideInput, options?: CallOptions): Promise<BeginOverrideAnswer> =>
  call<BeginOverrideAnswer>('POST', '/overrides', input.body, options)

export type CancelHandoverMeetingAnswer = { id: string }

export interface CancelHandoverMeetingInput {
  path: { id: string }
}

/** POST /api/v1/handover-meetings/{id}/cancel */
export const cancelHandoverMeeting = (input: CancelHandoverMeetingInput, options?: CallOptions): Promise<CancelHandoverMeetingAnswer> =>
  call<CancelHandoverMeetingAnswer>('POST', `/handover-meetings/${encodeURIComponent(input.path.id)}/cancel`, undefined, options)

export type ChangeAgencyAnswer = { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; phone: string | null; email: string | null; desks: Array<{ id: number; name: string; kind: string }>; members: number; version: number }

export interface ChangeAgencyInput {
  path: { id: number }
  body: { name?: string; code?: string; phone?: string | null; email?: string | null }
}

/** PATCH /api/v1/agencies/{id} */
export const changeAgency = (input: ChangeAgencyInput, options?: CallOptions): Promise<ChangeAgencyAnswer> =>
  call<ChangeAgencyAnswer>('PATCH', `/agencies/${encodeURIComponent(input.path.id)}`, input.body, options)

export type ChangeAgreementDraftAnswer = { id: number; content: { reference: string; title: string; document: string; validFrom: string | null; validUntil: string | null; includesRemand: boolean; fallbackAgencyId: number | null; basis: string; parties: Array<{ agencyId: number; rights: Record<string, "none" | "told" | "decision" | "sees" | "brings">; supervision: Record<string, "none" | "told" | "decision" | "sees" | "brings">; secrecy: Record<string, string>; bases: Record<string, number> }>; objective: string; supersedesId: number | null; transitionUntil: string | null; reviewOn: string | null; duties: Record<string, number>; reviewMonths: number; retention: Array<{ purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review: number | null }>; contact: { name: string; address: string; phone: string; email: string; complaints: string }; template: string | null }; changedAt: string; changedBy: string; agreementId: number | null; version: number }

export interface ChangeAgreementDraftInput {
  path: { id: number }
  body: { reference: string; title: string; document: string; validFrom: string | null; validUntil: string | null; includesRemand: boolean; fallbackAgencyId: number | null; basis: string; parties: Array<{ agencyId: number; rights: Record<string, "none" | "told" | "decision" | "sees" | "brings">; supervision?: Record<string, "none" | "told" | "decision" | "sees" | "brings">; secrecy?: Record<string, string>; bases?: Record<string, number> }>; objective?: string; supersedesId?: number | null; transitionUntil?: string | null; reviewOn?: string | null; duties?: Record<string, number>; reviewMonths?: number; retention?: Array<{ purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review?: number | null }>; contact?: { name: string; address?: string; phone?: string; email?: string; complaints?: string }; template?: string | null }
}

/** PUT /api/v1/agreement-drafts/{id} */
export const changeAgreementDraft = (input: ChangeAgreementDraftInput, options?: CallOptions): Promise<ChangeAgreementDraftAnswer> =>
  call<ChangeAgreementDraftAnswer>('PUT', `/agreement-drafts/${encodeURIComponent(input.path.id)}`, input.body, options)

export type ChangeBreachAnswer = { done: true }

export interface ChangeBreachInput {
  path: { id: string }
  body: { awareAt: string; kinds: Array<"confidentiality" | "integrity" | "availability">; what: string; found: string; consequences: string | null; measures: string | null }
}

/** POST /api/v1/breaches/{id}/accounts */
export const changeBreach = (input: ChangeBreachInput, options?: CallOptions): Promise<ChangeBreachAnswer> =>
  call<ChangeBreachAnswer>('POST', `/breaches/${encodeURIComponent(input.path.id)}/accounts`, input.body, options)

export type ChangeContactPointAnswer = { agreement: { id: number; lineageId: number; edition: number; mine: boolean; transitionUntil: string | null; reference: string; title: string; document: string; validFrom: string; validUntil: string | null; state: "not_yet" | "waits" | "in_force" | "followed" | "over"; fallback: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; parties: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; signedOn: string | null; signedBy: string | null; how: "here" | "paper" | null; leftOn: string | null }> }; reviewOn: string | null; reviewMonths: number; includesRemand: boolean; fixed: boolean; cells: Array<{ agencyId: number; purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; right: "none" | "told" | "decision" | "sees" | "brings"; secrecy: boolean; releaseGround: string | null; basisId: number | null }>; bases: Array<{ id: number; citation: string; state: string; validUntil: string | null }>; duties: Record<string, number>; retention: Array<{ purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review: number | null }>; contacts: Array<{ name: string; address: string; phone: string; email: string; complaints: string; since: string }>; opinions: Array<{ id: number; stance: "in_favour" | "reservations" | "against"; opinion: string; givenBy: string; givenOn: string; answer: string | null; answeredBy: string | null }>; papers: Array<number>; editions: Array<{ id: number; edition: number; state: "not_yet" | "waits" | "in_force" | "followed" | "over"; validFrom: string }>; publicPage: string; nextDraft: number | null }

export interface ChangeContactPointInput {
  path: { id: number }
  body: { name: string; address?: string; phone?: string; email?: string; complaints?: string }
}

/** PUT /api/v1/agreements/{id}/contact */
export const changeContactPoint = (input: ChangeContactPointInput, options?: CallOptions): Promise<ChangeContactPointAnswer> =>
  call<ChangeContactPointAnswer>('PUT', `/agreements/${encodeURIComponent(input.path.id)}/contact`, input.body, options)

export type ChangeFilterAnswer = { filters: Array<{ id: string; name: string; search: { order?: "release" | "ref"; stage?: "preparation" | "release" | "community" | "closing" | "closed"; prison?: number; domain?: "accommodation" | "work" | "education" | "finance_papers" | "family_community" | "relations" | "any"; relation?: "coordination" | "lead" | "member" | "guest" | "provider" | "cover" | "override"; from?: string; until?: string; lead?: number; unanswered?: "any" | "late"; ref?: string }; place: number; byDefault: boolean; version: number }> }

export interface ChangeFilterInput {
  path: { id: string }
  body: { name?: string; search?: { order?: "release" | "ref"; stage?: "preparation" | "release" | "community" | "closing" | "closed"; prison?: number; domain?: "accommodation" | "work" | "education" | "finance_papers" | "family_community" | "relations" | "any"; relation?: "coordination" | "lead" | "member" | "guest" | "provider" | "cover" | "override"; from?: string; until?: string; lead?: number; unanswered?: "any" | "late"; ref?: string }; place?: number; byDefault?: boolean }
}

/** PATCH /api/v1/filters/{id} */
export const changeFilter = (input: ChangeFilterInput, options?: CallOptions): Promise<ChangeFilterAnswer> =>
  call<ChangeFilterAnswer>('PATCH', `/filters/${encodeURIComponent(input.path.id)}`, input.body, options)

export type ChangeHandoverMeetingAnswer = { id: string }

export interface ChangeHandoverMeetingInput {
  path: { ref: string; id: string }
  body: { on: string; at?: string; channel: "prison" | "office" | "video" | "phone" | "elsewhere"; place?: string; invited?: Array<number>; interpreter?: string }
}

/** PUT /api/v1/cases/{ref}/handover-meetings/{id} */
export const changeHandoverMeeting = (input: ChangeHandoverMeetingInput, options?: CallOptions): Promise<ChangeHandoverMeetingAnswer> =>
  call<ChangeHandoverMeetingAnswer>('PUT', `/cases/${encodeURIComponent(input.path.ref)}/handover-meetings/${encodeURIComponent(input.path.id)}`, input.body, options)

export type ChangeImpactAnswer = { id: number; lineageId: number; edition: number; title: string; state: "draft" | "approved" | "review" | "replaced"; changedOn: string; changedBy: string; approvedOn: string | null; approvedBy: string | null; reviewOn: string | null; remains: "low" | "medium" | "high" | null; uncovered: Array<string>; content: { title: string; description: string; necessity: string; dangers: Array<{ what: string; source: string; likelyBefore: "low" | "medium" | "high" | null; severeBefore: "low" | "medium" | "high" | null; measures: string; likelyAfter: "low" | "medium" | "high" | null; severeAfter: "low" | "medium" | "high" | null; responsible: string }>; measures: string; sought: "asked" | "not_asked" | null; views: string; reviewOn: string | null }; writers: Array<string>; mine: boolean; advice: { words: string; by: string; on: string; outdated: boolean } | null; consultation: { sentOn: string; under: "directive" | "regulation"; reference: string; extended: boolean; answer: string | null; answeredOn: string | null; dueOn: string } | null; covers: Array<string>; missing: string | null; next: number | null; version: number }

export interface ChangeImpactInput {
  path: { id: number }
  body: { title: string; description: string; necessity: string; dangers: Array<{ what: string; source: string; likelyBefore: "low" | "medium" | "high" | null; severeBefore: "low" | "medium" | "high" | null; measures: string; likelyAfter: "low" | "medium" | "high" | null; severeAfter: "low" | "medium" | "high" | null; responsible: string }>; measures: string; sought: "asked" | "not_asked" | null; views: string; reviewOn: string | null }
}

/** PUT /api/v1/impact-assessments/{id} */
export const changeImpact = (input: ChangeImpactInput, options?: CallOptions): Promise<ChangeImpactAnswer> =>
  call<ChangeImpactAnswer>('PUT', `/impact-assessments/${encodeURIComponent(input.path.id)}`, input.body, options)

export type ChangeItemAnswer = { id: string }

export interface ChangeItemInput {
  path: { id: string }
  body: { kind?: "fact" | "assessment" | "statement"; text?: string; functional?: { code: "able_to_work" | "able_to_work_partly" | "not_able_to_work" | "appointment_made" | "appointment_kept" | "appointment_not_possible" | "support_in_place" | "support_needed" | "support_ended" | "needs_company_to_appointments" | "needs_short_appointments" | "needs_ground_floor" | "medication_arranged" | "can_live_alone" | "needs_support_at_home"; until?: string | null }; sourceKind?: "observed" | "document" | "register" | "agency" | "person" | "third_party"; source?: string; credibility?: "documented" | "confirmed" | "plausible" | "doubtful" | "not_checked"; method?: string; facts?: Array<string>; language?: string; asOf?: string; reviewBy?: string; kept?: Array<{ kind: "belief" | "origin" | "opinion" | "stigma" | "intimacy" | "address" | "diagnosis"; reason: "needed_for_task" | "own_words" | "means_something_else" | "quoted_document" }>; reason: string; wrong?: boolean }
}

/** POST /api/v1/items/{id}/versions */
export const changeItem = (input: ChangeItemInput, options?: CallOptions): Promise<ChangeItemAnswer> =>
  call<ChangeItemAnswer>('POST', `/items/${encodeURIComponent(input.path.id)}/versions`, input.body, options)

export type ChangeItemStateAnswer = { id: string }

export interface ChangeItemStateInput {
  path: { id: string }
  body: { state: "current" | "restricted" | "withdrawn"; reason: string }
}

/** POST /api/v1/items/{id}/state */
export const changeItemState = (input: ChangeItemStateInput, options?: CallOptions): Promise<ChangeItemStateAnswer> =>
  call<ChangeItemStateAnswer>('POST', `/items/${encodeURIComponent(input.path.id)}/state`, input.body, options)

export type ChangeLegalBasisAnswer = { id: number; content: { kind: "legal_obligation" | "public_task" | "vital_interests" | "consent" | "contract" | "legitimate_interests" | "criminal_law_task"; citation: string; objective: string; categories: Array<"identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision">; purposes: Array<"reintegration" | "supervision">; bodies: Array<number>; validFrom: string | null; validUntil: string | null; reviewOn: string | null; textLink: string; description: string }; state: "draft" | "active" | "withdrawn"; holds: boolean; reviewedBy: string | null; reviewedOn: string | null; questions: Array<{ id: number; question: string; askedBy: string; askedOn: string; answer: string | null; answeredBy: string | null }>; version: number }

export interface ChangeLegalBasisInput {
  path: { id: number }
  body: { kind: "legal_obligation" | "public_task" | "vital_interests" | "consent" | "contract" | "legitimate_interests" | "criminal_law_task"; citation: string; objective: string; categories: Array<"identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision">; purposes: Array<"reintegration" | "supervision">; bodies: Array<number>; validFrom: string | null; validUntil: string | null; reviewOn: string | null; textLink: string; description: string }
}

/** PUT /api/v1/legal-bases/{id} */
export const changeLegalBasis = (input: ChangeLegalBasisInput, options?: CallOptions): Promise<ChangeLegalBasisAnswer> =>
  call<ChangeLegalBasisAnswer>('PUT', `/legal-bases/${encodeURIComponent(input.path.id)}`, input.body, options)

export type ChangeMailAnswer = { way: "file" | "smtp"; host: string | null; port: number | null; security: "tls" | "starttls" | "none"; login: string | null; hasPassword: boolean; sender: string | null; version: number }

export interface ChangeMailInput {
  body: { way: "file" | "smtp"; host: string | null; port: number | null; security: "tls" | "starttls" | "none"; login: string | null; password?: string; sender: string | null }
}

/** PUT /api/v1/mail */
export const changeMail = (input: ChangeMailInput, options?: CallOptions): Promise<ChangeMailAnswer> =>
  call<ChangeMailAnswer>('PUT', '/mail', input.body, options)

export type ChangeMailWishAnswer = { rhythm: "at_once" | "daily" | "off"; returned: boolean; address: string }

export interface ChangeMailWishInput {
  body: { rhythm: "at_once" | "daily" | "off" }
}

/** PUT /api/v1/session/mail */
export const changeMailWish = (input: ChangeMailWishInput, options?: CallOptions): Promise<ChangeMailWishAnswer> =>
  call<ChangeMailWishAnswer>('PUT', '/session/mail', input.body, options)

export type ChangeMemberAnswer = { id: number; name: string; email: string; functions: Array<"coordinator" | "chair" | "case_worker" | "resettlement_officer" | "provider" | "exit_worker" | "facilitator" | "trainer" | "strategy_lead" | "elected_member" | "data_protection_officer" | "administrator" | "manager" | "signatory" | "lawfulness_adviser" | "auditor">; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; desks: Array<{ id: number; name: string }>; locale: string; state: "invited" | "active" | "ended"; endsOn: string | null; version: number }

export interface ChangeMemberInput {
  path: { id: number }
  body: { functions?: Array<"coordinator" | "chair" | "case_worker" | "resettlement_officer" | "provider" | "exit_worker" | "facilitator" | "trainer" | "strategy_lead" | "elected_member" | "data_protection_officer" | "administrator" | "manager" | "signatory" | "lawfulness_adviser" | "auditor">; desks?: Array<number>; locale?: string; endsOn?: string | null }
}

/** PATCH /api/v1/members/{id} */
export const changeMember = (input: ChangeMemberInput, options?: CallOptions): Promise<ChangeMemberAnswer> =>
  call<ChangeMemberAnswer>('PATCH', `/members/${encodeURIComponent(input.path.id)}`, input.body, options)

export type ChangePassphraseAnswer = undefined

export interface ChangePassphraseInput {
  body: { current: string; passphrase: string }
}

/** PUT /api/v1/session/passphrase */
export const changePassphrase = (input: ChangePassphraseInput, options?: CallOptions): Promise<ChangePassphraseAnswer> =>
  call<ChangePassphraseAnswer>('PUT', '/session/passphrase', input.body, options)

export type ChangePeriodAnswer = { from: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; to: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; days: number | null; warnings: Array<"friday" | "weekend" | "past" | "before_opening" | "far">; consequences: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; leadId: string | null; effect: "moves" | "holds" | "breaks" | "idle" | "falls_away" | "restored"; from: string | null; until: string | null; uncoveredBefore: number; uncoveredAfter: number }>; milestones: { moved: number; intoPast: number; paused: number; done: number }; told: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; continuity: { ref: string; version: number; today: string; openedOn: string; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; measureEndsOn: string | null; releaseDay: { kind: "friday" | "weekend" | "holiday" | "before_holiday"; holiday: Record<string, string> | null; opensOn: string; proposal: string | null } | null; usualAnswerBy: string; unseenBy: Array<number>; lanes: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; view: "full" | "summary"; required: "default" | "wish" | "imposed" | null; arrangedUntil: string | null; leads: Array<{ id: string | null; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; instead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; from: string | null; until: string | null; state: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; tied: "release" | "calendar"; offeredOn: string | null; answerBy: string | null; confirmBy: string | null; voluntary: boolean; standing: { on: string; by: string } | null; standingRefusal: "prison" | "dates" | "open_end" | "too_long" | "month_full" | "full" | "taken" | "unseen" | null; endsWithMeasure: boolean; note: string | null; reason: string | null; may: Array<"answer" | "record_answer" | "confirm" | "withdraw" | "end">; version: number }>; gaps: Array<{ from: string; until: string | null; kind: "unasked" | "awaiting" | "overdue" | "declined" }>; milestones: Array<{ id: string; code: string; on: string | null; anchor: "reception" | "release" | "end_of_supervision" | "recall"; offsetDays: number; status: "open" | "done" | "before_start" | "paused" | "expired"; cycle: number; overdue: boolean; doneOn: string | null; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; version: number }> }> } }

export interface ChangePeriodInput {
  path: { ref: string; id: string }
  body: { from: string; until: string | null; source?: string }
}

/** POST /api/v1/cases/{ref}/periods/{id} */
export const changePeriod = (input: ChangePeriodInput, options?: CallOptions): Promise<ChangePeriodAnswer> =>
  call<ChangePeriodAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/periods/${encodeURIComponent(input.path.id)}`, input.body, options)

export type ChangePrisonCardAnswer = { prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; contact: string; phone: string; email: string; hours: string; reviewedOn: string | null; overdue: boolean; openIssues: number; version: number; address: string; visiting: string; bring: string; booking: string; releaseTimes: string; releasePlace: string; money: string; languages: Array<string>; terms: Array<{ term: string; meaning: string }>; liaisons: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; who: string; how: string }>; visits: Array<{ id: string; on: string; by: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; topic: string; issues: Array<{ id: string; question: string; answer: string | null; answeredOn: string | null; answeredBy: string | null; version: number }>; mayAnswer: boolean }>; changes: Array<{ id: string; kind: "created" | "changed" | "reviewed" | "retired" | "restored" | "imported"; fields: Array<string>; at: string; by: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }>; services: Array<{ id: string; name: string; provider: string }>; may: Array<"change" | "review" | "visit"> }

export interface ChangePrisonCardInput {
  path: { id: number }
  body: { address: string; contact: string; phone: string; email: string; hours: string; visiting: string; bring: string; booking: string; releaseTimes: string; releasePlace: string; money: string; languages: Array<string>; terms: Array<{ term: string; meaning: string }>; liaisons: Array<{ agencyId: number; who: string; how: string }> }
}

/** PUT /api/v1/prison-cards/{id} */
export const changePrisonCard = (input: ChangePrisonCardInput, options?: CallOptions): Promise<ChangePrisonCardAnswer> =>
  call<ChangePrisonCardAnswer>('PUT', `/prison-cards/${encodeURIComponent(input.path.id)}`, input.body, options)

export type ChangeRegimeAnswer = { id: string }

export interface ChangeRegimeInput {
  path: { ref: string }
  body: { items: Array<string>; purpose: "reintegration" | "supervision"; law: string; necessity: string; proportionality: string }
}

/** POST /api/v1/cases/{ref}/regimes */
export const changeRegime = (input: ChangeRegimeInput, options?: CallOptions): Promise<ChangeRegimeAnswer> =>
  call<ChangeRegimeAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/regimes`, input.body, options)

export type ChangeServiceAnswer = { name: string; providerAgencyId: number | null; providerName: string | null; method: string; targetGroup: string; domains: Array<"accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations">; languages: Array<string>; placeName: string; street: string; postcode: string; town: string; access: string; hours: string; waiting: string; eligibility: string; cost: "free" | "paid" | "unknown"; costNote: string; capacityUnits: number | null; capacityNote: string; capacityAsOf: string | null; evidence: string; contact: string; phone: string; email: string; website: string; prisons: Array<number>; id: string; provider: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; prisonNames: Array<{ id: number; name: string }>; reviewedOn: string; overdue: boolean; retiredOn: string | null; may: Array<"change" | "review" | "retire">; version: number; changes: Array<{ id: string; kind: "created" | "changed" | "reviewed" | "retired" | "restored" | "imported"; fields: Array<string>; at: string; by: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }> }

export interface ChangeServiceInput {
  path: { id: string }
  body: { name: string; providerAgencyId: number | null; providerName: string | null; method: string; targetGroup: string; domains: Array<"accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations">; languages: Array<string>; placeName: string; street: string; postcode: string; town: string; access: string; hours: string; waiting: string; eligibility: string; cost: "free" | "paid" | "unknown"; costNote: string; capacityUnits: number | null; capacityNote: string; capacityAsOf: string | null; evidence: string; contact: string; phone: string; email: string; website: string; prisons: Array<number> }
}

/** PUT /api/v1/services/{id} */
export const changeService = (input: ChangeServiceInput, options?: CallOptions): Promise<ChangeServiceAnswer> =>
  call<ChangeServiceAnswer>('PUT', `/services/${encodeURIComponent(input.path.id)}`, input.body, options)

export type ChangeSessionAnswer = { member: { id: number; name: string; email: string; locale: string }; agency: { id: number; name: string; kind: string; code: string }; authority: { name: string; timeZone: string; country: string; weekStarts: "monday" | "saturday" | "sunday"; languages: Array<string> }; functions: Array<string>; purposes: Array<{ code: "reintegration" | "supervision"; sits: boolean }>; may: Array<string>; secondFactor: { from: string; functions: Array<string>; codes: boolean } | null; idleMinutes: number; purpose: string; demo: boolean }

export interface ChangeSessionInput {
  body: { locale: string }
}

/** PATCH /api/v1/session */
export const changeSession = (input: ChangeSessionInput, options?: CallOptions): Promise<ChangeSessionAnswer> =>
  call<ChangeSessionAnswer>('PATCH', '/session', input.body, options)

export type ChangeSpecialItemAnswer = { id: string }

export interface ChangeSpecialItemInput {
  path: { id: string }
  body: { kind?: "fact" | "assessment" | "statement"; text?: string; functional?: { code: "able_to_work" | "able_to_work_partly" | "not_able_to_work" | "appointment_made" | "appointment_kept" | "appointment_not_possible" | "support_in_place" | "support_needed" | "support_ended" | "needs_company_to_appointments" | "needs_short_appointments" | "needs_ground_floor" | "medication_arranged" | "can_live_alone" | "needs_support_at_home"; until?: string | null }; sourceKind?: "observed" | "document" | "register" | "agency" | "person" | "third_party"; source?: string; credibility?: "documented" | "confirmed" | "plausible" | "doubtful" | "not_checked"; method?: string; facts?: Array<string>; language?: string; asOf?: string; reviewBy?: string; kept?: Array<{ kind: "belief" | "origin" | "opinion" | "stigma" | "intimacy" | "address" | "diagnosis"; reason: "needed_for_task" | "own_words" | "means_something_else" | "quoted_document" }>; mode?: "table" | "named" | "agency"; audience?: Array<number>; handling?: { noOnward?: boolean; viewOnly?: boolean; spokenOnly?: boolean; askFirst?: boolean; meetingId?: string | null; deleteOn?: string | null }; special: { ground: "a" | "b" | "c"; necessity: string; approver: number }; reason: string }
}

/** POST /api/v1/items/{id}/special-versions */
export const changeSpecialItem = (input: ChangeSpecialItemInput, options?: CallOptions): Promise<ChangeSpecialItemAnswer> =>
  call<ChangeSpecialItemAnswer>('POST', `/items/${encodeURIComponent(input.path.id)}/special-versions`, input.body, options)

export type ChangeTableSeatAnswer = { places: Array<{ function: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; seats: Array<{ id: number; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; phone: string | null; email: string | null } | null; organisation: string | null; contact: string | null; askedOn: string | null; version: number }> }> }

export interface ChangeTableSeatInput {
  path: { function: string; id: number }
  body: { agencyId?: number; organisation?: string; contact?: string; askedOn?: string }
}

/** PUT /api/v1/start/partners/{function}/{id} */
export const changeTableSeat = (input: ChangeTableSeatInput, options?: CallOptions): Promise<ChangeTableSeatAnswer> =>
  call<ChangeTableSeatAnswer>('PUT', `/start/partners/${encodeURIComponent(input.path.function)}/${encodeURIComponent(input.path.id)}`, input.body, options)

export type ChangeWitnessesAnswer = { done: boolean }

export interface ChangeWitnessesInput {
  body: { kind: "add"; agencyId: number | null; publicKey: string; url: string } | { kind: "remove"; witnessId: number } | { kind: "rule"; arrangementId: number; quorum: number; secondPerson: boolean }
}

/** POST /api/v1/log/changes */
export const changeWitnesses = (input: ChangeWitnessesInput, options?: CallOptions): Promise<ChangeWitnessesAnswer> =>
  call<ChangeWitnessesAnswer>('POST', '/log/changes', input.body, options)

export type ClearInreachWorkerAnswer = { id: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; asking: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; service: { id: string; name: string } | null; topic: string; wishOn: string; wishTime: string; minutes: number; groupSize: number; needs: string; state: "asked" | "proposed" | "planned" | "declined" | "withdrawn" | "held" | "not_held"; slotOn: string | null; slotAt: string | null; room: string; answerNote: string; declineReason: string | null; notHeldBecause: "prison" | "provider" | "other" | null; attended: number | null; workers: Array<{ id: string; name: string; role: string; clearance: "asked" | "cleared" | "refused"; clearedUntil: string | null; reason: string | null; version: number }>; side: "prison" | "asking"; may: Array<"slot" | "decline" | "take" | "withdraw" | "record" | "clear">; version: number }

export interface ClearInreachWorkerInput {
  path: { id: string }
  body: { until: string | null; reason: string | null }
}

/** POST /api/v1/inreach-workers/{id}/clearance */
export const clearInreachWorker = (input: ClearInreachWorkerInput, options?: CallOptions): Promise<ClearInreachWorkerAnswer> =>
  call<ClearInreachWorkerAnswer>('POST', `/inreach-workers/${encodeURIComponent(input.path.id)}/clearance`, input.body, options)

export type ClearTableSeatAnswer = { places: Array<{ function: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; seats: Array<{ id: number; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; phone: string | null; email: string | null } | null; organisation: string | null; contact: string | null; askedOn: string | null; version: number }> }> }

export interface ClearTableSeatInput {
  path: { function: string; id: number }
}

/** DELETE /api/v1/start/partners/{function}/{id} */
export const clearTableSeat = (input: ClearTableSeatInput, options?: CallOptions): Promise<ClearTableSeatAnswer> =>
  call<ClearTableSeatAnswer>('DELETE', `/start/partners/${encodeURIComponent(input.path.function)}/${encodeURIComponent(input.path.id)}`, undefined, options)

export type CloseBreachAnswer = { done: true }

export interface CloseBreachInput {
  path: { id: string }
}

/** POST /api/v1/breaches/{id}/closing */
export const closeBreach = (input: CloseBreachInput, options?: CallOptions): Promise<CloseBreachAnswer> =>
  call<CloseBreachAnswer>('POST', `/breaches/${encodeURIComponent(input.path.id)}/closing`, undefined, options)

export type CloseDayAnswer = { year: number; country: string; region: string | null; days: Array<{ day: string; names: Record<string, string>; source: "library" | "city"; struck: boolean; changedBy: string | null }>; mayChange: boolean }

export interface CloseDayInput {
  body: { day: string; name?: string }
}

/** POST /api/v1/calendar/days */
export const closeDay = (input: CloseDayInput, options?: CallOptions): Promise<CloseDayAnswer> =>
  call<CloseDayAnswer>('POST', '/calendar/days', input.body, options)

export type CompareDraftAnswer = { former: { id: number; edition: number; title: string }; latter: { id: number | null; edition: number; title: string }; agencies: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; differences: Array<{ kind: "party"; agencyId: number; added: boolean } | { kind: "cell"; agencyId: number; purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; from: "none" | "told" | "decision" | "sees" | "brings"; to: "none" | "told" | "decision" | "sees" | "brings" } | { kind: "secrecy"; agencyId: number; purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; now: boolean; ground: string | null } | { kind: "basis"; agencyId: number; purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; from: string | null; to: string | null } | { kind: "duty"; duty: "inform" | "access" | "rectify" | "erase" | "restrict" | "object" | "breach" | "security" | "retention" | "assessment" | "training"; from: number | null; to: number | null } | { kind: "retention"; purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; from: { purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review: number | null } | null; to: { purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review: number | null } | null } | { kind: "fact"; fact: "title" | "reference" | "document" | "validFrom" | "validUntil" | "transitionUntil" | "reviewOn" | "reviewMonths" | "includesRemand" | "fallback"; from: string | null; to: string | null }> }

export interface CompareDraftInput {
  path: { id: number }
}

/** GET /api/v1/agreement-drafts/{id}/comparison */
export const compareDraft = (input: CompareDraftInput, options?: CallOptions): Promise<CompareDraftAnswer> =>
  call<CompareDraftAnswer>('GET', `/agreement-drafts/${encodeURIComponent(input.path.id)}/comparison`, undefined, options)

export type CompareEditionsAnswer = { former: { id: number; edition: number; title: string }; latter: { id: number | null; edition: number; title: string }; agencies: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; differences: Array<{ kind: "party"; agencyId: number; added: boolean } | { kind: "cell"; agencyId: number; purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; from: "none" | "told" | "decision" | "sees" | "brings"; to: "none" | "told" | "decision" | "sees" | "brings" } | { kind: "secrecy"; agencyId: number; purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; now: boolean; ground: string | null } | { kind: "basis"; agencyId: number; purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; from: string | null; to: string | null } | { kind: "duty"; duty: "inform" | "access" | "rectify" | "erase" | "restrict" | "object" | "breach" | "security" | "retention" | "assessment" | "training"; from: number | null; to: number | null } | { kind: "retention"; purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; from: { purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review: number | null } | null; to: { purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review: number | null } | null } | { kind: "fact"; fact: "title" | "reference" | "document" | "validFrom" | "validUntil" | "transitionUntil" | "reviewOn" | "reviewMonths" | "includesRemand" | "fallback"; from: string | null; to: string | null }> }

export interface CompareEditionsInput {
  path: { id: number }
  query: { with: number }
}

/** GET /api/v1/agreements/{id}/comparison */
export const compareEditions = (input: CompareEditionsInput, options?: CallOptions): Promise<CompareEditionsAnswer> =>
  call<CompareEditionsAnswer>('GET', `/agreements/${encodeURIComponent(input.path.id)}/comparison${query(input.query ?? {})}`, undefined, options)

export type CompleteMilestoneAnswer = { id: string; code: string; on: string | null; anchor: "reception" | "release" | "end_of_supervision" | "recall"; offsetDays: number; status: "open" | "done" | "before_start" | "paused" | "expired"; cycle: number; overdue: boolean; doneOn: string | null; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; version: number }

export interface CompleteMilestoneInput {
  path: { ref: string; id: string }
  body: { status: "done" }
}

/** POST /api/v1/cases/{ref}/milestones/{id} */
export const completeMilestone = (input: CompleteMilestoneInput, options?: CallOptions): Promise<CompleteMilestoneAnswer> =>
  call<CompleteMilestoneAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/milestones/${encodeURIComponent(input.path.id)}`, input.body, options)

export type ComputeBreachAnswer = { id: string }

export interface ComputeBreachInput {
  path: { id: string }
  query?: { use?: "lawfulness" | "self_monitoring" | "integrity_security" | "criminal_proceedings" }
  body: { memberId: number; from: string; until: string }
}

/** POST /api/v1/breaches/{id}/extents */
export const computeBreach = (input: ComputeBreachInput, options?: CallOptions): Promise<ComputeBreachAnswer> =>
  call<ComputeBreachAnswer>('POST', `/breaches/${encodeURIComponent(input.path.id)}/extents${query(input.query ?? {})}`, input.body, options)

export type ConfirmAuditorAnswer = { done: true }

export interface ConfirmAuditorInput {
  path: { id: string }
}

/** POST /api/v1/auditors/{id}/agreement */
export const confirmAuditor = (input: ConfirmAuditorInput, options?: CallOptions): Promise<ConfirmAuditorAnswer> =>
  call<ConfirmAuditorAnswer>('POST', `/auditors/${encodeURIComponent(input.path.id)}/agreement`, undefined, options)

export type ConfirmCodesAnswer = { codes: Array<string> }

export interface ConfirmCodesInput {
  body: { code: string }
}

/** POST /api/v1/session/codes/confirm */
export const confirmCodes = (input: ConfirmCodesInput, options?: CallOptions): Promise<ConfirmCodesAnswer> =>
  call<ConfirmCodesAnswer>('POST', '/session/codes/confirm', input.body, options)

export type ConfirmInvitationAnswer = undefined

export interface ConfirmInvitationInput {
  body: { member: number }
}

/** POST /api/v1/invitations/confirm */
export const confirmInvitation = (input: ConfirmInvitationInput, options?: CallOptions): Promise<ConfirmInvitationAnswer> =>
  call<ConfirmInvitationAnswer>('POST', '/invitations/confirm', input.body, options)

export type ConfirmKeySheetAnswer = undefined

export interface ConfirmKeySheetInput {
  body: { groups: Array<{ number: number; text: string }> }
}

/** POST /api/v1/key-sheet/printed */
export const confirmKeySheet = (input: ConfirmKeySheetInput, options?: CallOptions): Promise<ConfirmKeySheetAnswer> =>
  call<ConfirmKeySheetAnswer>('POST', '/key-sheet/printed', input.body, options)

export type ConfirmRegimeAnswer = { id: string }

export interface ConfirmRegimeInput {
  path: { id: string }
}

/** POST /api/v1/regimes/{id}/confirmation */
export const confirmRegime = (input: ConfirmRegimeInput, options?: CallOptions): Promise<ConfirmRegimeAnswer> =>
  call<ConfirmRegimeAnswer>('POST', `/regimes/${encodeURIComponent(input.path.id)}/confirmation`, undefined, options)

export type ConfirmSystemKeyAnswer = { id: string; key: string }

export interface ConfirmSystemKeyInput {
  path: { id: string }
}

/** POST /api/v1/system-keys/{id}/agreement */
export const confirmSystemKey = (input: ConfirmSystemKeyInput, options?: CallOptions): Promise<ConfirmSystemKeyAnswer> =>
  call<ConfirmSystemKeyAnswer>('POST', `/system-keys/${encodeURIComponent(input.path.id)}/agreement`, undefined, options)

export type ContestItemAnswer = { id: string }

export interface ContestItemInput {
  path: { id: string }
  body: { statement: string; language: string; wish: "correct" | "complete" | "restrict" | "erase"; way: "talk" | "paper" | "witnessed"; on: string }
}

/** POST /api/v1/items/{id}/contests */
export const contestItem = (input: ContestItemInput, options?: CallOptions): Promise<ContestItemAnswer> =>
  call<ContestItemAnswer>('POST', `/items/${encodeURIComponent(input.path.id)}/contests`, input.body, options)

export type CorrectItemAnswer = { told: number }

export interface CorrectItemInput {
  path: { id: string }
}

/** POST /api/v1/items/{id}/correction */
export const correctItem = (input: CorrectItemInput, options?: CallOptions): Promise<CorrectItemAnswer> =>
  call<CorrectItemAnswer>('POST', `/items/${encodeURIComponent(input.path.id)}/correction`, undefined, options)

export type CountInreachAnswer = { month: string; counts: Array<{ prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; waiting: number; planned: number; held: number; attended: number; notHeld: number }> }

export interface CountInreachInput {
  query: { month: string }
}

/** GET /api/v1/inreach/counts */
export const countInreach = (input: CountInreachInput, options?: CallOptions): Promise<CountInreachAnswer> =>
  call<CountInreachAnswer>('GET', `/inreach/counts${query(input.query ?? {})}`, undefined, options)

export type CountReleasesAnswer = { releases: number; missing: number; withoutBed: number; onFriday: number; withoutAcceptedLead: number; more: boolean }

export interface CountReleasesInput {
  query?: { weeks?: number; prison?: number; lead?: number; domain?: "lead" | "accommodation" | "work" | "education" | "finance_papers" | "family_community" | "relations"; missing?: "true" | "false" }
}

/** GET /api/v1/releases/counts */
export const countReleases = (input: CountReleasesInput = {}, options?: CallOptions): Promise<CountReleasesAnswer> =>
  call<CountReleasesAnswer>('GET', `/releases/counts${query(input.query ?? {})}`, undefined, options)

export type CountWaitingDeliveriesAnswer = { drops: number; proposals: number; transfers: number }

/** GET /api/v1/deliveries/count */
export const countWaitingDeliveries = (options?: CallOptions): Promise<CountWaitingDeliveriesAnswer> =>
  call<CountWaitingDeliveriesAnswer>('GET', '/deliveries/count', undefined, options)

export type CreateAgencyAnswer = { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; phone: string | null; email: string | null; desks: Array<{ id: number; name: string; kind: string }>; members: number; version: number }

export interface CreateAgencyInput {
  body: { name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; phone?: string; email?: string }
}

/** POST /api/v1/agencies */
export const createAgency = (input: CreateAgencyInput, options?: CallOptions): Promise<CreateAgencyAnswer> =>
  call<CreateAgencyAnswer>('POST', '/agencies', input.body, options)

export type CreateAgreementDraftAnswer = { id: number; content: { reference: string; title: string; document: string; validFrom: string | null; validUntil: string | null; includesRemand: boolean; fallbackAgencyId: number | null; basis: string; parties: Array<{ agencyId: number; rights: Record<string, "none" | "told" | "decision" | "sees" | "brings">; supervision: Record<string, "none" | "told" | "decision" | "sees" | "brings">; secrecy: Record<string, string>; bases: Record<string, number> }>; objective: string; supersedesId: number | null; transitionUntil: string | null; reviewOn: string | null; duties: Record<string, number>; reviewMonths: number; retention: Array<{ purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review: number | null }>; contact: { name: string; address: string; phone: string; email: string; complaints: string }; template: string | null }; changedAt: string; changedBy: string; agreementId: number | null; version: number }

export interface CreateAgreementDraftInput {
  body: { reference: string; title: string; document: string; validFrom: string | null; validUntil: string | null; includesRemand: boolean; fallbackAgencyId: number | null; basis: string; parties: Array<{ agencyId: number; rights: Record<string, "none" | "told" | "decision" | "sees" | "brings">; supervision?: Record<string, "none" | "told" | "decision" | "sees" | "brings">; secrecy?: Record<string, string>; bases?: Record<string, number> }>; objective?: string; supersedesId?: number | null; transitionUntil?: string | null; reviewOn?: string | null; duties?: Record<string, number>; reviewMonths?: number; retention?: Array<{ purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review?: number | null }>; contact?: { name: string; address?: string; phone?: string; email?: string; complaints?: string }; template?: string | null }
}

/** POST /api/v1/agreement-drafts */
export const createAgreementDraft = (input: CreateAgreementDraftInput, options?: CallOptions): Promise<CreateAgreementDraftAnswer> =>
  call<CreateAgreementDraftAnswer>('POST', '/agreement-drafts', input.body, options)

export type CreateDeskAnswer = { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; phone: string | null; email: string | null; desks: Array<{ id: number; name: string; kind: string }>; members: number; version: number }

export interface CreateDeskInput {
  path: { id: number }
  body: { name: string; kind: "contact" | "duty" | "team" }
}

/** POST /api/v1/agencies/{id}/desks */
export const createDesk = (input: CreateDeskInput, options?: CallOptions): Promise<CreateDeskAnswer> =>
  call<CreateDeskAnswer>('POST', `/agencies/${encodeURIComponent(input.path.id)}/desks`, input.body, options)

export type CreateLegalBasisAnswer = { id: number; content: { kind: "legal_obligation" | "public_task" | "vital_interests" | "consent" | "contract" | "legitimate_interests" | "criminal_law_task"; citation: string; objective: string; categories: Array<"identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision">; purposes: Array<"reintegration" | "supervision">; bodies: Array<number>; validFrom: string | null; validUntil: string | null; reviewOn: string | null; textLink: string; description: string }; state: "draft" | "active" | "withdrawn"; holds: boolean; reviewedBy: string | null; reviewedOn: string | null; questions: Array<{ id: number; question: string; askedBy: string; askedOn: string; answer: string | null; answeredBy: string | null }>; version: number }

export interface CreateLegalBasisInput {
  body: { kind: "legal_obligation" | "public_task" | "vital_interests" | "consent" | "contract" | "legitimate_interests" | "criminal_law_task"; citation: string; objective: string; categories: Array<"identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision">; purposes: Array<"reintegration" | "supervision">; bodies: Array<number>; validFrom: string | null; validUntil: string | null; reviewOn: string | null; textLink: string; description: string }
}

/** POST /api/v1/legal-bases */
export const createLegalBasis = (input: CreateLegalBasisInput, options?: CallOptions): Promise<CreateLegalBasisAnswer> =>
  call<CreateLegalBasisAnswer>('POST', '/legal-bases', input.body, options)

export type CreateMemberAnswer = { id: number; name: string; email: string; functions: Array<"coordinator" | "chair" | "case_worker" | "resettlement_officer" | "provider" | "exit_worker" | "facilitator" | "trainer" | "strategy_lead" | "elected_member" | "data_protection_officer" | "administrator" | "manager" | "signatory" | "lawfulness_adviser" | "auditor">; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; desks: Array<{ id: number; name: string }>; locale: string; state: "invited" | "active" | "ended"; endsOn: string | null; version: number; invitation: { link: string; expiresAt: string; needsSecond: boolean } | null }

export interface CreateMemberInput {
  body: { agencyId: number; name: string; email: string; functions: Array<"coordinator" | "chair" | "case_worker" | "resettlement_officer" | "provider" | "exit_worker" | "facilitator" | "trainer" | "strategy_lead" | "elected_member" | "data_protection_officer" | "administrator" | "manager" | "signatory" | "lawfulness_adviser" | "auditor">; desks?: Array<number>; locale?: string; endsOn?: string | null }
}

/** POST /api/v1/members */
export const createMember = (input: CreateMemberInput, options?: CallOptions): Promise<CreateMemberAnswer> =>
  call<CreateMemberAnswer>('POST', '/members', input.body, options)

export type CreateServiceAnswer = { name: string; providerAgencyId: number | null; providerName: string | null; method: string; targetGroup: string; domains: Array<"accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations">; languages: Array<string>; placeName: string; street: string; postcode: string; town: string; access: string; hours: string; waiting: string; eligibility: string; cost: "free" | "paid" | "unknown"; costNote: string; capacityUnits: number | null; capacityNote: string; capacityAsOf: string | null; evidence: string; contact: string; phone: string; email: string; website: string; prisons: Array<number>; id: string; provider: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; prisonNames: Array<{ id: number; name: string }>; reviewedOn: string; overdue: boolean; retiredOn: string | null; may: Array<"change" | "review" | "retire">; version: number; changes: Array<{ id: string; kind: "created" | "changed" | "reviewed" | "retired" | "restored" | "imported"; fields: Array<string>; at: string; by: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }> }

export interface CreateServiceInput {
  body: { name: string; providerAgencyId: number | null; providerName: string | null; method: string; targetGroup: string; domains: Array<"accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations">; languages: Array<string>; placeName: string; street: string; postcode: string; town: string; access: string; hours: string; waiting: string; eligibility: string; cost: "free" | "paid" | "unknown"; costNote: string; capacityUnits: number | null; capacityNote: string; capacityAsOf: string | null; evidence: string; contact: string; phone: string; email: string; website: string; prisons: Array<number> }
}

/** POST /api/v1/services */
export const createService = (input: CreateServiceInput, options?: CallOptions): Promise<CreateServiceAnswer> =>
  call<CreateServiceAnswer>('POST', '/services', input.body, options)

export type DecideConferencesAnswer = { ref: string; version: number; conferencesNeeded: boolean }

export interface DecideConferencesInput {
  path: { ref: string }
  body: { needed: true; reason: string }
}

/** POST /api/v1/cases/{ref}/conferences */
export const decideConferences = (input: DecideConferencesInput, options?: CallOptions): Promise<DecideConferencesAnswer> =>
  call<DecideConferencesAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/conferences`, input.body, options)

export type DecideContestAnswer = { id: string }

export interface DecideContestInput {
  path: { id: string }
  body: { outcome: "corrected" | "completed" | "restricted" | "erased" | "refused"; reasons: string }
}

/** POST /api/v1/contests/{id}/decision */
export const decideContest = (input: DecideContestInput, options?: CallOptions): Promise<DecideContestAnswer> =>
  call<DecideContestAnswer>('POST', `/contests/${encodeURIComponent(input.path.id)}/decision`, input.body, options)

export type DecideDisclosureAnswer = { version: number }

export interface DecideDisclosureInput {
  path: { id: string }
  body: { outcome: "approved" | "refused"; words: string }
}

/** POST /api/v1/disclosures/{id}/decision */
export const decideDisclosure = (input: DecideDisclosureInput, options?: CallOptions): Promise<DecideDisclosureAnswer> =>
  call<DecideDisclosureAnswer>('POST', `/disclosures/${encodeURIComponent(input.path.id)}/decision`, input.body, options)

export type DecideErasureAnswer = { id: string }

export interface DecideErasureInput {
  path: { id: string }
  body: { answer: "erased" | "restricted" | "refused" }
}

/** POST /api/v1/erasures/{id}/decision */
export const decideErasure = (input: DecideErasureInput, options?: CallOptions): Promise<DecideErasureAnswer> =>
  call<DecideErasureAnswer>('POST', `/erasures/${encodeURIComponent(input.path.id)}/decision`, input.body, options)

export type DecideHeldAnswer = undefined

export interface DecideHeldInput {
  path: { id: string }
  body: { person: "same" | "other" }
}

/** POST /api/v1/notices/{id}/held */
export const decideHeld = (input: DecideHeldInput, options?: CallOptions): Promise<DecideHeldAnswer> =>
  call<DecideHeldAnswer>('POST', `/notices/${encodeURIComponent(input.path.id)}/held`, input.body, options)

export type DecideResidenceAnswer = undefined

export interface DecideResidenceInput {
  path: { id: string }
  body: { residence: "city" | "elsewhere" }
}

/** POST /api/v1/notices/{id}/residence */
export const decideResidence = (input: DecideResidenceInput, options?: CallOptions): Promise<DecideResidenceAnswer> =>
  call<DecideResidenceAnswer>('POST', `/notices/${encodeURIComponent(input.path.id)}/residence`, input.body, options)

export type DecideShareAnswer = { ids: Array<string> }

export interface DecideShareInput {
  path: { ref: string }
  body: { items: Array<string>; recipients: Array<number>; expiresOn: string; conditions?: Array<"view_only" | "spoken_only" | "ask_first">; necessity?: string; releaseGround?: string; informed?: { on: string; how: "talk" | "letter" | "talk_and_letter" | "video" } | { postponed: string; until: string } }
}

/** POST /api/v1/cases/{ref}/shares */
export const decideShare = (input: DecideShareInput, options?: CallOptions): Promise<DecideShareAnswer> =>
  call<DecideShareAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/shares`, input.body, options)

export type DecideSpecialChangeAnswer = { id: string }

export interface DecideSpecialChangeInput {
  path: { id: string; proposal: string }
  body: { approved: boolean; reason?: string }
}

/** POST /api/v1/items/{id}/proposals/{proposal}/decision */
export const decideSpecialChange = (input: DecideSpecialChangeInput, options?: CallOptions): Promise<DecideSpecialChangeAnswer> =>
  call<DecideSpecialChangeAnswer>('POST', `/items/${encodeURIComponent(input.path.id)}/proposals/${encodeURIComponent(input.path.proposal)}/decision`, input.body, options)

export type DecideSpecialItemAnswer = { id: string }

export interface DecideSpecialItemInput {
  path: { id: string }
  body: { approved: boolean; reason?: string }
}

/** POST /api/v1/items/{id}/decision */
export const decideSpecialItem = (input: DecideSpecialItemInput, options?: CallOptions): Promise<DecideSpecialItemAnswer> =>
  call<DecideSpecialItemAnswer>('POST', `/items/${encodeURIComponent(input.path.id)}/decision`, input.body, options)

export type DecideWitnessChangeAnswer = { done: true }

export interface DecideWitnessChangeInput {
  path: { id: string }
  body: { agreed: boolean }
}

/** POST /api/v1/log/changes/{id} */
export const decideWitnessChange = (input: DecideWitnessChangeInput, options?: CallOptions): Promise<DecideWitnessChangeAnswer> =>
  call<DecideWitnessChangeAnswer>('POST', `/log/changes/${encodeURIComponent(input.path.id)}`, input.body, options)

export type DeclareClosenessAnswer = { done: true }

export interface DeclareClosenessInput {
  path: { ref: string }
  body: { reason: string }
}

/** POST /api/v1/cases/{ref}/closeness */
export const declareCloseness = (input: DeclareClosenessInput, options?: CallOptions): Promise<DeclareClosenessAnswer> =>
  call<DeclareClosenessAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/closeness`, input.body, options)

export type DeclineInreachAnswer = { id: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; asking: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; service: { id: string; name: string } | null; topic: string; wishOn: string; wishTime: string; minutes: number; groupSize: number; needs: string; state: "asked" | "proposed" | "planned" | "declined" | "withdrawn" | "held" | "not_held"; slotOn: string | null; slotAt: string | null; room: string; answerNote: string; declineReason: string | null; notHeldBecause: "prison" | "provider" | "other" | null; attended: number | null; workers: Array<{ id: string; name: string; role: string; clearance: "asked" | "cleared" | "refused"; clearedUntil: string | null; reason: string | null; version: number }>; side: "prison" | "asking"; may: Array<"slot" | "decline" | "take" | "withdraw" | "record" | "clear">; version: number }

export interface DeclineInreachInput {
  path: { id: string }
  body: { reason: string }
}

/** POST /api/v1/inreach/{id}/decline */
export const declineInreach = (input: DeclineInreachInput, options?: CallOptions): Promise<DeclineInreachAnswer> =>
  call<DeclineInreachAnswer>('POST', `/inreach/${encodeURIComponent(input.path.id)}/decline`, input.body, options)

export type DiscardDropAnswer = undefined

export interface DiscardDropInput {
  path: { id: string }
}

/** DELETE /api/v1/drops/{id} */
export const discardDrop = (input: DiscardDropInput, options?: CallOptions): Promise<DiscardDropAnswer> =>
  call<DiscardDropAnswer>('DELETE', `/drops/${encodeURIComponent(input.path.id)}`, undefined, options)

export type DiscardImpactAnswer = undefined

export interface DiscardImpactInput {
  path: { id: number }
}

/** DELETE /api/v1/impact-assessments/{id} */
export const discardImpact = (input: DiscardImpactInput, options?: CallOptions): Promise<DiscardImpactAnswer> =>
  call<DiscardImpactAnswer>('DELETE', `/impact-assessments/${encodeURIComponent(input.path.id)}`, undefined, options)

export type DiscardImportAnswer = undefined

export interface DiscardImportInput {
  path: { id: string }
}

/** DELETE /api/v1/imports/{id} */
export const discardImport = (input: DiscardImportInput, options?: CallOptions): Promise<DiscardImportAnswer> =>
  call<DiscardImportAnswer>('DELETE', `/imports/${encodeURIComponent(input.path.id)}`, undefined, options)

export type DropItemDraftAnswer = { ref: string }

export interface DropItemDraftInput {
  path: { ref: string }
}

/** DELETE /api/v1/cases/{ref}/items/draft */
export const dropItemDraft = (input: DropItemDraftInput, options?: CallOptions): Promise<DropItemDraftAnswer> =>
  call<DropItemDraftAnswer>('DELETE', `/cases/${encodeURIComponent(input.path.ref)}/items/draft`, undefined, options)

export type DropSpecialChangeAnswer = { id: string }

export interface DropSpecialChangeInput {
  path: { id: string; proposal: string }
}

/** DELETE /api/v1/items/{id}/proposals/{proposal} */
export const dropSpecialChange = (input: DropSpecialChangeInput, options?: CallOptions): Promise<DropSpecialChangeAnswer> =>
  call<DropSpecialChangeAnswer>('DELETE', `/items/${encodeURIComponent(input.path.id)}/proposals/${encodeURIComponent(input.path.proposal)}`, undefined, options)

export type EndAbsenceAnswer = { id: string; member: { id: number; name: string }; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; kind: "away" | "blocked"; from: string; until: string | null; now: boolean; cover: Array<{ principal: number; name: string }>; mayEnd: boolean; version: number }

export interface EndAbsenceInput {
  path: { id: string }
}

/** POST /api/v1/absences/{id}/end */
export const endAbsence = (input: EndAbsenceInput, options?: CallOptions): Promise<EndAbsenceAnswer> =>
  call<EndAbsenceAnswer>('POST', `/absences/${encodeURIComponent(input.path.id)}/end`, undefined, options)

export type EndAdmissionAnswer = { done: true }

export interface EndAdmissionInput {
  path: { id: string }
}

/** POST /api/v1/protection-admissions/{id}/end */
export const endAdmission = (input: EndAdmissionInput, options?: CallOptions): Promise<EndAdmissionAnswer> =>
  call<EndAdmissionAnswer>('POST', `/protection-admissions/${encodeURIComponent(input.path.id)}/end`, undefined, options)

export type EndAuditCaseAnswer = { done: true }

export interface EndAuditCaseInput {
  path: { id: string }
}

/** POST /api/v1/audit-cases/{id}/end */
export const endAuditCase = (input: EndAuditCaseInput, options?: CallOptions): Promise<EndAuditCaseAnswer> =>
  call<EndAuditCaseAnswer>('POST', `/audit-cases/${encodeURIComponent(input.path.id)}/end`, undefined, options)

export type EndAuditorAnswer = { done: true }

export interface EndAuditorInput {
  path: { id: string }
}

/** POST /api/v1/auditors/{id}/end */
export const endAuditor = (input: EndAuditorInput, options?: CallOptions): Promise<EndAuditorAnswer> =>
  call<EndAuditorAnswer>('POST', `/auditors/${encodeURIComponent(input.path.id)}/end`, undefined, options)

export type EndMemberAnswer = { id: number; name: string; email: string; functions: Array<"coordinator" | "chair" | "case_worker" | "resettlement_officer" | "provider" | "exit_worker" | "facilitator" | "trainer" | "strategy_lead" | "elected_member" | "data_protection_officer" | "administrator" | "manager" | "signatory" | "lawfulness_adviser" | "auditor">; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; desks: Array<{ id: number; name: string }>; locale: string; state: "invited" | "active" | "ended"; endsOn: string | null; version: number }

export interface EndMemberInput {
  path: { id: number }
}

/** POST /api/v1/members/{id}/end */
export const endMember = (input: EndMemberInput, options?: CallOptions): Promise<EndMemberAnswer> =>
  call<EndMemberAnswer>('POST', `/members/${encodeURIComponent(input.path.id)}/end`, undefined, options)

export type EndOtherSessionsAnswer = undefined

/** DELETE /api/v1/sessions/others */
export const endOtherSessions = (options?: CallOptions): Promise<EndOtherSessionsAnswer> =>
  call<EndOtherSessionsAnswer>('DELETE', '/sessions/others', undefined, options)

export type EndOverrideAnswer = { done: true }

export interface EndOverrideInput {
  path: { id: string }
}

/** POST /api/v1/overrides/{id}/end */
export const endOverride = (input: EndOverrideInput, options?: CallOptions): Promise<EndOverrideAnswer> =>
  call<EndOverrideAnswer>('POST', `/overrides/${encodeURIComponent(input.path.id)}/end`, undefined, options)

export type EndProtectionAnswer = { done: true }

export interface EndProtectionInput {
  path: { id: string }
  body: { reason: string }
}

/** POST /api/v1/protections/{id}/end */
export const endProtection = (input: EndProtectionInput, options?: CallOptions): Promise<EndProtectionAnswer> =>
  call<EndProtectionAnswer>('POST', `/protections/${encodeURIComponent(input.path.id)}/end`, input.body, options)

export type EndSessionOfMineAnswer = undefined

export interface EndSessionOfMineInput {
  path: { id: string }
}

/** DELETE /api/v1/sessions/{id} */
export const endSessionOfMine = (input: EndSessionOfMineInput, options?: CallOptions): Promise<EndSessionOfMineAnswer> =>
  call<EndSessionOfMineAnswer>('DELETE', `/sessions/${encodeURIComponent(input.path.id)}`, undefined, options)

export type EndStandingAcceptanceAnswer = { id: string }

export interface EndStandingAcceptanceInput {
  path: { id: string }
}

/** POST /api/v1/standing-acceptances/{id}/end */
export const endStandingAcceptance = (input: EndStandingAcceptanceInput, options?: CallOptions): Promise<EndStandingAcceptanceAnswer> =>
  call<EndStandingAcceptanceAnswer>('POST', `/standing-acceptances/${encodeURIComponent(input.path.id)}/end`, undefined, options)

export type EndSystemKeyAnswer = undefined

export interface EndSystemKeyInput {
  path: { id: string }
}

/** DELETE /api/v1/system-keys/{id} */
export const endSystemKey = (input: EndSystemKeyInput, options?: CallOptions): Promise<EndSystemKeyAnswer> =>
  call<EndSystemKeyAnswer>('DELETE', `/system-keys/${encodeURIComponent(input.path.id)}`, undefined, options)

export type EnterAbsenceAnswer = { id: string; member: { id: number; name: string }; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; kind: "away" | "blocked"; from: string; until: string | null; now: boolean; cover: Array<{ principal: number; name: string }>; mayEnd: boolean; version: number }

export interface EnterAbsenceInput {
  body: { memberId?: number; kind?: "away" | "blocked"; from?: string; until?: string; cover?: Array<number> }
}

/** POST /api/v1/absences */
export const enterAbsence = (input: EnterAbsenceInput, options?: CallOptions): Promise<EnterAbsenceAnswer> =>
  call<EnterAbsenceAnswer>('POST', '/absences', input.body, options)

export type ExportCaseLogAnswer = unknown

export interface ExportCaseLogInput {
  path: { ref: string }
  query?: { member?: number; kind?: "opened" | "searched" | "emergency" | "printed" | "exported" | "handed_on" | "changed" | "listed" | "log" | "refused"; day?: string; use?: "lawfulness" | "self_monitoring" | "integrity_security" | "criminal_proceedings" }
}

/** GET /api/v1/cases/{ref}/log/file */
export const exportCaseLog = (input: ExportCaseLogInput, options?: CallOptions): Promise<ExportCaseLogAnswer> =>
  call<ExportCaseLogAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/log/file${query(input.query ?? {})}`, undefined, options)

export type ExportCasesAnswer = unknown

export interface ExportCasesInput {
  query?: { order?: "release" | "ref"; stage?: "preparation" | "release" | "community" | "closing" | "closed"; prison?: number; domain?: "accommodation" | "work" | "education" | "finance_papers" | "family_community" | "relations" | "any"; relation?: "coordination" | "lead" | "member" | "guest" | "provider" | "cover" | "override"; from?: string; until?: string; lead?: number; unanswered?: "any" | "late"; ref?: string; bom?: "true" | "false" }
}

/** GET /api/v1/exports/cases */
export const exportCases = (input: ExportCasesInput = {}, options?: CallOptions): Promise<ExportCasesAnswer> =>
  call<ExportCasesAnswer>('GET', `/exports/cases${query(input.query ?? {})}`, undefined, options)

export type ExportHandoversAnswer = unknown

export interface ExportHandoversInput {
  query?: { box?: "waiting" | "asked" | "answered"; bom?: "true" | "false" }
}

/** GET /api/v1/exports/handovers */
export const exportHandovers = (input: ExportHandoversInput = {}, options?: CallOptions): Promise<ExportHandoversAnswer> =>
  call<ExportHandoversAnswer>('GET', `/exports/handovers${query(input.query ?? {})}`, undefined, options)

export type ExportImpactAnswer = unknown

export interface ExportImpactInput {
  path: { id: number }
  query: { format: "docx" | "odt" }
}

/** GET /api/v1/impact-assessments/{id}/paper */
export const exportImpact = (input: ExportImpactInput, options?: CallOptions): Promise<ExportImpactAnswer> =>
  call<ExportImpactAnswer>('GET', `/impact-assessments/${encodeURIComponent(input.path.id)}/paper${query(input.query ?? {})}`, undefined, options)

export type ExportLogAnswer = unknown

export interface ExportLogInput {
  query?: { ref?: string; first?: number; count?: number; use?: "lawfulness" | "self_monitoring" | "integrity_security" | "criminal_proceedings" }
}

/** GET /api/v1/log/file */
export const exportLog = (input: ExportLogInput = {}, options?: CallOptions): Promise<ExportLogAnswer> =>
  call<ExportLogAnswer>('GET', `/log/file${query(input.query ?? {})}`, undefined, options)

export type ExportPaperAnswer = unknown

export interface ExportPaperInput {
  path: { paper: "agreement" | "impact" }
  query: { format: "docx" | "odt" }
}

/** GET /api/v1/start/papers/{paper} */
export const exportPaper = (input: ExportPaperInput, options?: CallOptions): Promise<ExportPaperAnswer> =>
  call<ExportPaperAnswer>('GET', `/start/papers/${encodeURIComponent(input.path.paper)}${query(input.query ?? {})}`, undefined, options)

export type ExportReleasesAnswer = unknown

export interface ExportReleasesInput {
  query?: { weeks?: number; prison?: number; lead?: number; domain?: "lead" | "accommodation" | "work" | "education" | "finance_papers" | "family_community" | "relations"; missing?: "true" | "false"; bom?: "true" | "false" }
}

/** GET /api/v1/exports/releases */
export const exportReleases = (input: ExportReleasesInput = {}, options?: CallOptions): Promise<ExportReleasesAnswer> =>
  call<ExportReleasesAnswer>('GET', `/exports/releases${query(input.query ?? {})}`, undefined, options)

export type ExportServicesAnswer = string

/** GET /api/v1/services/hsds */
export const exportServices = (options?: CallOptions): Promise<ExportServicesAnswer> =>
  call<ExportServicesAnswer>('GET', '/services/hsds', undefined, options)

export type ExportServicesPackageAnswer = string

/** GET /api/v1/services/hsds/package */
export const exportServicesPackage = (options?: CallOptions): Promise<ExportServicesPackageAnswer> =>
  call<ExportServicesPackageAnswer>('GET', '/services/hsds/package', undefined, options)

export type ExtendShareAnswer = { version: number }

export interface ExtendShareInput {
  path: { id: string }
  body: { expiresOn: string }
}

/** POST /api/v1/shares/{id}/extend */
export const extendShare = (input: ExtendShareInput, options?: CallOptions): Promise<ExtendShareAnswer> =>
  call<ExtendShareAnswer>('POST', `/shares/${encodeURIComponent(input.path.id)}/extend`, input.body, options)

export type FindProviderAnswer = { provider: { id: string; agency: string } | null }

export interface FindProviderInput {
  body: { email: string } | { invitation: string }
}

/** POST /api/v1/session/provider/find */
export const findProvider = (input: FindProviderInput, options?: CallOptions): Promise<FindProviderAnswer> =>
  call<FindProviderAnswer>('POST', '/session/provider/find', input.body, options)

export type FollowEventsAnswer = unknown

/** GET /api/v1/events */
export const followEvents = (options?: CallOptions): Promise<FollowEventsAnswer> =>
  call<FollowEventsAnswer>('GET', '/events', undefined, options)

export type ForgetFilterAnswer = { filters: Array<{ id: string; name: string; search: { order?: "release" | "ref"; stage?: "preparation" | "release" | "community" | "closing" | "closed"; prison?: number; domain?: "accommodation" | "work" | "education" | "finance_papers" | "family_community" | "relations" | "any"; relation?: "coordination" | "lead" | "member" | "guest" | "provider" | "cover" | "override"; from?: string; until?: string; lead?: number; unanswered?: "any" | "late"; ref?: string }; place: number; byDefault: boolean; version: number }> }

export interface ForgetFilterInput {
  path: { id: string }
}

/** DELETE /api/v1/filters/{id} */
export const forgetFilter = (input: ForgetFilterInput, options?: CallOptions): Promise<ForgetFilterAnswer> =>
  call<ForgetFilterAnswer>('DELETE', `/filters/${encodeURIComponent(input.path.id)}`, undefined, options)

export type GiveInreachSlotAnswer = { id: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; asking: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; service: { id: string; name: string } | null; topic: string; wishOn: string; wishTime: string; minutes: number; groupSize: number; needs: string; state: "asked" | "proposed" | "planned" | "declined" | "withdrawn" | "held" | "not_held"; slotOn: string | null; slotAt: string | null; room: string; answerNote: string; declineReason: string | null; notHeldBecause: "prison" | "provider" | "other" | null; attended: number | null; workers: Array<{ id: string; name: string; role: string; clearance: "asked" | "cleared" | "refused"; clearedUntil: string | null; reason: string | null; version: number }>; side: "prison" | "asking"; may: Array<"slot" | "decline" | "take" | "withdraw" | "record" | "clear">; version: number }

export interface GiveInreachSlotInput {
  path: { id: string }
  body: { on: string; at: string; room: string; note: string }
}

/** POST /api/v1/inreach/{id}/slot */
export const giveInreachSlot = (input: GiveInreachSlotInput, options?: CallOptions): Promise<GiveInreachSlotAnswer> =>
  call<GiveInreachSlotAnswer>('POST', `/inreach/${encodeURIComponent(input.path.id)}/slot`, input.body, options)

export type GoToProofAnswer = { address: string }

/** POST /api/v1/session/proof/provider */
export const goToProof = (options?: CallOptions): Promise<GoToProofAnswer> =>
  call<GoToProofAnswer>('POST', '/session/proof/provider', undefined, options)

export type GoToProviderAnswer = { address: string }

export interface GoToProviderInput {
  body: { provider: string; next?: string; invitation?: string }
}

/** POST /api/v1/session/provider */
export const goToProvider = (input: GoToProviderInput, options?: CallOptions): Promise<GoToProviderAnswer> =>
  call<GoToProviderAnswer>('POST', '/session/provider', input.body, options)

export type HandOverDisclosureAnswer = { version: number }

export interface HandOverDisclosureInput {
  path: { id: string }
}

/** POST /api/v1/disclosures/{id}/hand-over */
export const handOverDisclosure = (input: HandOverDisclosureInput, options?: CallOptions): Promise<HandOverDisclosureAnswer> =>
  call<HandOverDisclosureAnswer>('POST', `/disclosures/${encodeURIComponent(input.path.id)}/hand-over`, undefined, options)

export type HandleItemAnswer = { id: string }

export interface HandleItemInput {
  path: { id: string }
  body: { noOnward?: boolean; viewOnly?: boolean; spokenOnly?: boolean; askFirst?: boolean; meetingId?: string | null; deleteOn?: string | null }
}

/** PUT /api/v1/items/{id}/handling */
export const handleItem = (input: HandleItemInput, options?: CallOptions): Promise<HandleItemAnswer> =>
  call<HandleItemAnswer>('PUT', `/items/${encodeURIComponent(input.path.id)}/handling`, input.body, options)

export type HoldHandoverMeetingAnswer = { id: string }

export interface HoldHandoverMeetingInput {
  path: { id: string }
  body: { on: string; present: Array<{ agencyId: number; names?: string }>; person: "present" | "did_not_want" | "could_not" | "not_asked"; personReason?: string; said?: string; saidLanguage?: string; outcome?: string; kept?: Array<{ kind: "belief" | "origin" | "opinion" | "stigma" | "intimacy" | "address" | "diagnosis"; reason: "needed_for_task" | "own_words" | "means_something_else" | "quoted_document" }> }
}

/** POST /api/v1/handover-meetings/{id}/held */
export const holdHandoverMeeting = (input: HoldHandoverMeetingInput, options?: CallOptions): Promise<HoldHandoverMeetingAnswer> =>
  call<HoldHandoverMeetingAnswer>('POST', `/handover-meetings/${encodeURIComponent(input.path.id)}/held`, input.body, options)

export type ImportServicesAnswer = { added: number; changed: number }

export interface ImportServicesInput {
  body: { text?: string; package?: string }
}

/** POST /api/v1/services/import */
export const importServices = (input: ImportServicesInput, options?: CallOptions): Promise<ImportServicesAnswer> =>
  call<ImportServicesAnswer>('POST', '/services/import', input.body, options)

export type InviteAuditorAnswer = { id: string; link: string; expiresAt: string }

export interface InviteAuditorInput {
  body: { name: string; email: string; body: string; endsAt: string }
}

/** POST /api/v1/auditors */
export const inviteAuditor = (input: InviteAuditorInput, options?: CallOptions): Promise<InviteAuditorAnswer> =>
  call<InviteAuditorAnswer>('POST', '/auditors', input.body, options)

export type InviteMemberAnswer = { link: string; expiresAt: string; needsSecond: boolean }

export interface InviteMemberInput {
  body: { member: number }
}

/** POST /api/v1/invitations */
export const inviteMember = (input: InviteMemberInput, options?: CallOptions): Promise<InviteMemberAnswer> =>
  call<InviteMemberAnswer>('POST', '/invitations', input.body, options)

export type JudgeOverrideAnswer = { done: true }

export interface JudgeOverrideInput {
  path: { id: string }
  body: { verdict: "justified" | "not_justified"; words: string }
}

/** POST /api/v1/overrides/{id}/judgement */
export const judgeOverride = (input: JudgeOverrideInput, options?: CallOptions): Promise<JudgeOverrideAnswer> =>
  call<JudgeOverrideAnswer>('POST', `/overrides/${encodeURIComponent(input.path.id)}/judgement`, input.body, options)

export type JudgeReviewAnswer = { done: true }

export interface JudgeReviewInput {
  path: { id: string }
  body: { verdict: "justified" | "to_clarify" | "not_justified"; note: string }
}

/** POST /api/v1/reviews/{id}/verdict */
export const judgeReview = (input: JudgeReviewInput, options?: CallOptions): Promise<JudgeReviewAnswer> =>
  call<JudgeReviewAnswer>('POST', `/reviews/${encodeURIComponent(input.path.id)}/verdict`, input.body, options)

export type KeepFilterAnswer = { filters: Array<{ id: string; name: string; search: { order?: "release" | "ref"; stage?: "preparation" | "release" | "community" | "closing" | "closed"; prison?: number; domain?: "accommodation" | "work" | "education" | "finance_papers" | "family_community" | "relations" | "any"; relation?: "coordination" | "lead" | "member" | "guest" | "provider" | "cover" | "override"; from?: string; until?: string; lead?: number; unanswered?: "any" | "late"; ref?: string }; place: number; byDefault: boolean; version: number }> }

export interface KeepFilterInput {
  body: { id?: string; name: string; search: { order?: "release" | "ref"; stage?: "preparation" | "release" | "community" | "closing" | "closed"; prison?: number; domain?: "accommodation" | "work" | "education" | "finance_papers" | "family_community" | "relations" | "any"; relation?: "coordination" | "lead" | "member" | "guest" | "provider" | "cover" | "override"; from?: string; until?: string; lead?: number; unanswered?: "any" | "late"; ref?: string }; place?: number }
}

/** POST /api/v1/filters */
export const keepFilter = (input: KeepFilterInput, options?: CallOptions): Promise<KeepFilterAnswer> =>
  call<KeepFilterAnswer>('POST', '/filters', input.body, options)

export type KeepItemDraftAnswer = { ref: string }

export interface KeepItemDraftInput {
  path: { ref: string }
  body: { content: string }
}

/** PUT /api/v1/cases/{ref}/items/draft */
export const keepItemDraft = (input: KeepItemDraftInput, options?: CallOptions): Promise<KeepItemDraftAnswer> =>
  call<KeepItemDraftAnswer>('PUT', `/cases/${encodeURIComponent(input.path.ref)}/items/draft`, input.body, options)

export type KeepSignatureScanAnswer = undefined

export interface KeepSignatureScanInput {
  path: { id: number; agencyId: number }
}

/** PUT /api/v1/agreements/{id}/scans/{agencyId} */
export const keepSignatureScan = (input: KeepSignatureScanInput, options?: CallOptions): Promise<KeepSignatureScanAnswer> =>
  call<KeepSignatureScanAnswer>('PUT', `/agreements/${encodeURIComponent(input.path.id)}/scans/${encodeURIComponent(input.path.agencyId)}`, undefined, options)

export type LeaveAgreementAnswer = { agreement: { id: number; lineageId: number; edition: number; mine: boolean; transitionUntil: string | null; reference: string; title: string; document: string; validFrom: string; validUntil: string | null; state: "not_yet" | "waits" | "in_force" | "followed" | "over"; fallback: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; parties: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; signedOn: string | null; signedBy: string | null; how: "here" | "paper" | null; leftOn: string | null }> }; reviewOn: string | null; reviewMonths: number; includesRemand: boolean; fixed: boolean; cells: Array<{ agencyId: number; purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; right: "none" | "told" | "decision" | "sees" | "brings"; secrecy: boolean; releaseGround: string | null; basisId: number | null }>; bases: Array<{ id: number; citation: string; state: string; validUntil: string | null }>; duties: Record<string, number>; retention: Array<{ purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review: number | null }>; contacts: Array<{ name: string; address: string; phone: string; email: string; complaints: string; since: string }>; opinions: Array<{ id: number; stance: "in_favour" | "reservations" | "against"; opinion: string; givenBy: string; givenOn: string; answer: string | null; answeredBy: string | null }>; papers: Array<number>; editions: Array<{ id: number; edition: number; state: "not_yet" | "waits" | "in_force" | "followed" | "over"; validFrom: string }>; publicPage: string; nextDraft: number | null }

export interface LeaveAgreementInput {
  path: { id: number }
  body: { agencyId: number; leftOn: string; whole: boolean }
}

/** POST /api/v1/agreements/{id}/departures */
export const leaveAgreement = (input: LeaveAgreementInput, options?: CallOptions): Promise<LeaveAgreementAnswer> =>
  call<LeaveAgreementAnswer>('POST', `/agreements/${encodeURIComponent(input.path.id)}/departures`, input.body, options)

export type LeaveListAnswer = { receipt: string }

/** POST /api/v1/drops */
export const leaveList = (options?: CallOptions): Promise<LeaveListAnswer> =>
  call<LeaveListAnswer>('POST', '/drops', undefined, options)

export type LiftClosenessAnswer = { done: true }

export interface LiftClosenessInput {
  path: { id: string }
}

/** POST /api/v1/closeness/{id}/lift */
export const liftCloseness = (input: LiftClosenessInput, options?: CallOptions): Promise<LiftClosenessAnswer> =>
  call<LiftClosenessAnswer>('POST', `/closeness/${encodeURIComponent(input.path.id)}/lift`, undefined, options)

export type LinkNoticeAnswer = { id: string; ref: string }

export interface LinkNoticeInput {
  path: { id: string }
  body: { samePersonAs: string }
}

/** POST /api/v1/notices/{id}/person */
export const linkNotice = (input: LinkNoticeInput, options?: CallOptions): Promise<LinkNoticeAnswer> =>
  call<LinkNoticeAnswer>('POST', `/notices/${encodeURIComponent(input.path.id)}/person`, input.body, options)

export type ListAbsencesAnswer = { absences: Array<{ id: string; member: { id: number; name: string }; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; kind: "away" | "blocked"; from: string; until: string | null; now: boolean; cover: Array<{ principal: number; name: string }>; mayEnd: boolean; version: number }> }

/** GET /api/v1/absences */
export const listAbsences = (options?: CallOptions): Promise<ListAbsencesAnswer> =>
  call<ListAbsencesAnswer>('GET', '/absences', undefined, options)

export type ListAgenciesAnswer = { agencies: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; phone: string | null; email: string | null; desks: Array<{ id: number; name: string; kind: string }>; members: number; version: number }> }

/** GET /api/v1/agencies */
export const listAgencies = (options?: CallOptions): Promise<ListAgenciesAnswer> =>
  call<ListAgenciesAnswer>('GET', '/agencies', undefined, options)

export type ListArrangementsAnswer = { arrangements: Array<{ id: number; reference: string; title: string; document: string; validFrom: string; validUntil: string | null; includesRemand: boolean; fallback: { desk: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }; parties: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; state: "signed" | "earlier" | "not_signed" | "left"; signedOn: string | null; keepsUntil: string | null }>; clauses: Array<{ id: number; label: string; purpose: string; category: string; basis: string; mayContribute: boolean }> }>; bound: boolean }

/** GET /api/v1/arrangements */
export const listArrangements = (options?: CallOptions): Promise<ListArrangementsAnswer> =>
  call<ListArrangementsAnswer>('GET', '/arrangements', undefined, options)

export type ListAuditCasesAnswer = { cases: Array<{ id: string; ref: string; auditor: string; body: string; state: "waits" | "open" | "over"; askedBy: string; askedAt: string; endsAt: string; confirmedBy: string | null; endedAt: string | null; mine: boolean; reason: string }> }

/** GET /api/v1/audit-cases */
export const listAuditCases = (options?: CallOptions): Promise<ListAuditCasesAnswer> =>
  call<ListAuditCasesAnswer>('GET', '/audit-cases', undefined, options)

export type ListAuditorsAnswer = { mayInvite: boolean; maySecond: boolean; auditors: Array<{ id: string; name: string; body: string; state: "waits" | "open" | "over"; invitedBy: string; invitedAt: string; endsAt: string; confirmedBy: string | null; endedAt: string | null; mine: boolean }> }

/** GET /api/v1/auditors */
export const listAuditors = (options?: CallOptions): Promise<ListAuditorsAnswer> =>
  call<ListAuditorsAnswer>('GET', '/auditors', undefined, options)

export type ListBreachesAnswer = { scope: "all" | "own"; mayRecord: boolean; own: number; concerned: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; breaches: Array<{ id: string; number: number; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; awareAt: string; dueAt: string; kinds: Array<"confidentiality" | "integrity" | "availability">; phase: "first" | "follow_up" | "final" | "not_reported" | null; settledAt: string | null; closedAt: string | null }>; told: Array<{ id: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; awareAt: string; kinds: Array<"confidentiality" | "integrity" | "availability">; closedAt: string | null; toldAt: string; by: string }> }

/** GET /api/v1/breaches */
export const listBreaches = (options?: CallOptions): Promise<ListBreachesAnswer> =>
  call<ListBreachesAnswer>('GET', '/breaches', undefined, options)

export type ListCaseMomentsAnswer = { ref: string; since: string; now: string; moments: Array<{ kind: string; at: string; before: string; domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | null; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; on: string | null }> }

export interface ListCaseMomentsInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref}/moments */
export const listCaseMoments = (input: ListCaseMomentsInput, options?: CallOptions): Promise<ListCaseMomentsAnswer> =>
  call<ListCaseMomentsAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/moments`, undefined, options)

export type ListCasesAnswer = { cases: Array<{ ref: string; person: { initials: string; name: string | null }; stage: "preparation" | "release" | "community" | "closing" | "closed"; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; lead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; leadState: "accepted" | "fallback" | "unheld" | "closing"; relation: string }>; count: number; more: boolean; nextCursor: string | null }

export interface ListCasesInput {
  query?: { order?: "release" | "ref"; stage?: "preparation" | "release" | "community" | "closing" | "closed"; prison?: number; domain?: "accommodation" | "work" | "education" | "finance_papers" | "family_community" | "relations" | "any"; relation?: "coordination" | "lead" | "member" | "guest" | "provider" | "cover" | "override"; from?: string; until?: string; lead?: number; unanswered?: "any" | "late"; ref?: string; limit?: number; cursor?: string }
}

/** GET /api/v1/cases */
export const listCases = (input: ListCasesInput = {}, options?: CallOptions): Promise<ListCasesAnswer> =>
  call<ListCasesAnswer>('GET', `/cases${query(input.query ?? {})}`, undefined, options)

export type ListColleaguesAnswer = { colleagues: Array<{ principal: number; kind: "member" | "desk"; member: number | null; name: string; works: boolean; coordinates: boolean; away: boolean }> }

export interface ListColleaguesInput {
  query?: { agency?: number }
}

/** GET /api/v1/colleagues */
export const listColleagues = (input: ListColleaguesInput = {}, options?: CallOptions): Promise<ListColleaguesAnswer> =>
  call<ListColleaguesAnswer>('GET', `/colleagues${query(input.query ?? {})}`, undefined, options)

export type ListConcernsAnswer = { told: Array<{ id: string; ref: string; kind: "release_moved" | "recalled" | "transferred" | "pathway_changed" | "period_changed" | "taken_over"; on: string; milestones: Array<{ code: string; from: string | null; to: string | null; status: "open" | "before_start" | "paused" | "expired" }> }>; missing: Array<{ ref: string; kind: "no_appointment" | "no_contact"; release: string; lead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; seated: boolean }> }

/** GET /api/v1/concerns */
export const listConcerns = (options?: CallOptions): Promise<ListConcernsAnswer> =>
  call<ListConcernsAnswer>('GET', '/concerns', undefined, options)

export type ListConsentsAnswer = { ref: string; today: string; language: string | null; enforces: boolean; lanes: Array<{ domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; refusal: "consent_purpose_compulsory" | "consent_need_imposed" | "consent_no_voluntary_help" | null; clause: string; basis: string; mine: boolean; helpers: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }> }>; agencies: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; consents: Array<{ id: string; domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; answer: "given" | "refused"; textVersion: string; language: string; spoken: string | null; text: { shown: { version: string; language: "en" | "fr" | "de" | "es" | "it" | "nl"; title: string; paragraphs: Array<string>; sign: { yes: string; no: string; name: string; day: string; signature: string } }; reader: { version: string; language: "en" | "fr" | "de" | "es" | "it" | "nl"; title: string; paragraphs: Array<string>; sign: { yes: string; no: string; name: string; day: string; signature: string } } | null }; way: "talk" | "paper" | "witnessed"; witness: string | null; explainedBy: string; capacity: "alone" | "with_support" | "with_guardian"; on: string; recordedBy: string; recipients: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; withdrawn: { on: string; way: "talk" | "paper" | "witnessed"; by: string; text: { shown: { version: string; language: "en" | "fr" | "de" | "es" | "it" | "nl"; title: string; paragraphs: Array<string>; sign: { yes: string; no: string; name: string; day: string; signature: string } }; reader: { version: string; language: "en" | "fr" | "de" | "es" | "it" | "nl"; title: string; paragraphs: Array<string>; sign: { yes: string; no: string; name: string; day: string; signature: string } } | null } } | null }> }> }

export interface ListConsentsInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref}/consents */
export const listConsents = (input: ListConsentsInput, options?: CallOptions): Promise<ListConsentsAnswer> =>
  call<ListConsentsAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/consents`, undefined, options)

export type ListCoverAnswer = { covered: Array<{ member: { id: number; name: string }; principal: number; kind: "away" | "blocked" | "left"; since: string; until: string | null; cases: number; offers: number; milestones: number }> }

/** GET /api/v1/cover */
export const listCover = (options?: CallOptions): Promise<ListCoverAnswer> =>
  call<ListCoverAnswer>('GET', '/cover', undefined, options)

export type ListDemoAccountsAnswer = { accounts: Array<{ email: string; name: string; functions: Array<string>; agency: string; passphrase: string }> }

/** GET /api/v1/demo/accounts */
export const listDemoAccounts = (options?: CallOptions): Promise<ListDemoAccountsAnswer> =>
  call<ListDemoAccountsAnswer>('GET', '/demo/accounts', undefined, options)

export type ListDraftOpinionsAnswer = { opinions: Array<{ id: number; stance: "in_favour" | "reservations" | "against"; opinion: string; givenBy: string; givenOn: string; answer: string | null; answeredBy: string | null }> }

export interface ListDraftOpinionsInput {
  path: { id: number }
}

/** GET /api/v1/agreement-drafts/{id}/opinions */
export const listDraftOpinions = (input: ListDraftOpinionsInput, options?: CallOptions): Promise<ListDraftOpinionsAnswer> =>
  call<ListDraftOpinionsAnswer>('GET', `/agreement-drafts/${encodeURIComponent(input.path.id)}/opinions`, undefined, options)

export type ListDropLinksAnswer = { links: Array<{ id: string; createdBy: string; createdAt: string; expiresOn: string; revokedAt: string | null; lastUsedAt: string | null; open: boolean }> }

export interface ListDropLinksInput {
  path: { id: number }
}

/** GET /api/v1/agencies/{id}/drop-links */
export const listDropLinks = (input: ListDropLinksInput, options?: CallOptions): Promise<ListDropLinksAnswer> =>
  call<ListDropLinksAnswer>('GET', `/agencies/${encodeURIComponent(input.path.id)}/drop-links`, undefined, options)

export type ListEndingsAnswer = { endings: Array<{ what: "agreement" | "basis" | "transition"; id: number; title: string; endsOn: string; days: number; names: Array<string> }>; departed: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; leftOn: string; cases: number; refs: Array<string> }> }

/** GET /api/v1/agreements/endings */
export const listEndings = (options?: CallOptions): Promise<ListEndingsAnswer> =>
  call<ListEndingsAnswer>('GET', '/agreements/endings', undefined, options)

export type ListErasuresAnswer = { decides: boolean; tellings: Array<{ id: string; ref: string | null; kind: "case" | "person"; from: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; ground: "unlawful" | "not_needed" | "consent_withdrawn" | "objection" | "retention_ended" | "legal_duty" | "supervisory_order"; outside: number; toldAt: string; dueOn: string; acknowledgedAt: string | null; acknowledgedBy: string | null }>; erasures: Array<{ id: string; kind: "item" | "case" | "person"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; ground: "unlawful" | "not_needed" | "consent_withdrawn" | "objection" | "retention_ended" | "legal_duty" | "supervisory_order"; state: "asked" | "erased" | "restricted" | "refused" | "overtaken"; ref: string | null; askedBy: string | null; askedAt: string; decidedBy: string | null; decidedAt: string | null; rows: number | null; told: number | null; heldBy: "open_elsewhere" | "measure" | "longer" | "duty" | "evidence" | null; heldUntil: string | null; mine: boolean; effect: { goes: Array<{ what: "person" | "case" | "items" | "versions" | "key" | "history" | "links" | "contests" | "retention" | "shares" | "disclosures" | "proposals" | "receipts" | "corrections" | "meetings" | "consents" | "leads" | "basics" | "times" | "decisions" | "told" | "looks" | "notices" | "table" | "pictures"; rows: number }>; events: number; agencies: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; thirdParties: number; reliedOn: number; refs?: Array<string>; person?: boolean } | null; holds: Array<{ ref: string; why: "open_elsewhere" | "measure" | "longer" | "duty" | "evidence"; until: string | null; category: string | null; months: number | null; from: string | null }>; steps: { filed: string | null; blinded: string | null; swept: string | null } | null }> }

/** GET /api/v1/erasures */
export const listErasures = (options?: CallOptions): Promise<ListErasuresAnswer> =>
  call<ListErasuresAnswer>('GET', '/erasures', undefined, options)

export type ListEscalationsAnswer = { escalations: Array<{ id: string; ref: string; domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; agencies: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; from: string | null; raisedOn: string; state: "open" | "resolved" | "settled"; outcome: "agency" | "desk" | null; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; until: string | null; decidedOn: string | null; words: string | null; mayResolve: boolean; seated: boolean; version: number }> }

/** GET /api/v1/escalations */
export const listEscalations = (options?: CallOptions): Promise<ListEscalationsAnswer> =>
  call<ListEscalationsAnswer>('GET', '/escalations', undefined, options)

export type ListFiltersAnswer = { filters: Array<{ id: string; name: string; search: { order?: "release" | "ref"; stage?: "preparation" | "release" | "community" | "closing" | "closed"; prison?: number; domain?: "accommodation" | "work" | "education" | "finance_papers" | "family_community" | "relations" | "any"; relation?: "coordination" | "lead" | "member" | "guest" | "provider" | "cover" | "override"; from?: string; until?: string; lead?: number; unanswered?: "any" | "late"; ref?: string }; place: number; byDefault: boolean; version: number }> }

/** GET /api/v1/filters */
export const listFilters = (options?: CallOptions): Promise<ListFiltersAnswer> =>
  call<ListFiltersAnswer>('GET', '/filters', undefined, options)

export type ListHandoverMeetingsAnswer = { ref: string; today: string; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; meetings: Array<{ id: string; state: "planned" | "held" | "cancelled"; plannedOn: string; plannedAt: string | null; channel: "prison" | "office" | "video" | "phone" | "elsewhere"; place: string | null; invited: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; interpreter: string | null; heldOn: string | null; present: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; names: string }>; person: "present" | "did_not_want" | "could_not" | "not_asked" | null; personReason: string | null; said: string | null; saidLanguage: string | null; outcome: string | null; recordedBy: string; checks: Array<{ code: string; answer: "open" | "yes" | "no" | "not_applicable"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; until: string | null; plain: boolean }>; packages: Array<{ category: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; sha256: string }>; version: number }>; agencies: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; atTable: boolean }>; may: Array<"plan" | "check"> }

export interface ListHandoverMeetingsInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref}/handover-meetings */
export const listHandoverMeetings = (input: ListHandoverMeetingsInput, options?: CallOptions): Promise<ListHandoverMeetingsAnswer> =>
  call<ListHandoverMeetingsAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/handover-meetings`, undefined, options)

export type ListHandoversAnswer = { handovers: Array<{ id: string; ref: string; person: { initials: string; name: string | null; birth: string | null }; domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; askedBy: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; from: string | null; until: string | null; tied: "release" | "calendar"; state: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; voluntary: boolean; standing: { on: string; by: string } | null; standingRefusal: "prison" | "dates" | "open_end" | "too_long" | "month_full" | "full" | "taken" | "unseen" | null; offeredOn: string | null; answerBy: string | null; answeredOn: string | null; confirmBy: string | null; overdue: boolean; channel: "self" | "phone" | "paper" | "link"; saidBy: string | null; note: string | null; reason: string | null; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; may: Array<"answer" | "record_answer" | "confirm" | "withdraw" | "end">; mayLink: boolean; link: { madeAt: string; openedAt: string | null; expiresAt: string } | null; version: number }>; nextCursor: string | null }

export interface ListHandoversInput {
  query?: { box?: "waiting" | "asked" | "answered"; limit?: number; cursor?: string }
}

/** GET /api/v1/handovers */
export const listHandovers = (input: ListHandoversInput = {}, options?: CallOptions): Promise<ListHandoversAnswer> =>
  call<ListHandoversAnswer>('GET', `/handovers${query(input.query ?? {})}`, undefined, options)

export type ListImportsAnswer = { prisons: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; live: boolean }>; imports: Array<{ id: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; status: "previewed" | "applied" | "discarded" | "undone"; deliveredOn: string | null; undoUntil: string | null; undoneBy: string | null; undoneAt: string | null; counts: { rows?: number; importable?: number; outOfArea?: number; areaUnknown?: number; bad?: number; remandNotCovered?: number; new?: number; changed?: number; unchanged?: number; held?: number; gone?: number; otherDates?: number }; createdBy: string; createdAt: string; appliedBy: string | null; appliedAt: string | null; version: number }> }

/** GET /api/v1/imports */
export const listImports = (options?: CallOptions): Promise<ListImportsAnswer> =>
  call<ListImportsAnswer>('GET', '/imports', undefined, options)

export type ListInreachAnswer = { sessions: Array<{ id: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; asking: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; service: { id: string; name: string } | null; topic: string; wishOn: string; wishTime: string; minutes: number; groupSize: number; needs: string; state: "asked" | "proposed" | "planned" | "declined" | "withdrawn" | "held" | "not_held"; slotOn: string | null; slotAt: string | null; room: string; answerNote: string; declineReason: string | null; notHeldBecause: "prison" | "provider" | "other" | null; attended: number | null; workers: Array<{ id: string; name: string; role: string; clearance: "asked" | "cleared" | "refused"; clearedUntil: string | null; reason: string | null; version: number }>; side: "prison" | "asking"; may: Array<"slot" | "decline" | "take" | "withdraw" | "record" | "clear">; version: number }>; prisons: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; mayAsk: boolean }

export interface ListInreachInput {
  query?: { box?: "open" | "planned" | "past" }
}

/** GET /api/v1/inreach */
export const listInreach = (input: ListInreachInput = {}, options?: CallOptions): Promise<ListInreachAnswer> =>
  call<ListInreachAnswer>('GET', `/inreach${query(input.query ?? {})}`, undefined, options)

export type ListItemsAnswer = { ref: string; today: string; mayWrite: boolean; items: Array<{ id: string; special: boolean; kind: "fact" | "assessment" | "statement"; category: string; clause: { label: string; arrangement: string; basis: string } | null; state: "current" | "contested" | "restricted" | "withdrawn"; stale: boolean; awaits: boolean; refused: boolean; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; own: boolean; mode: "table" | "named" | "agency"; currentVersion: number; asOf: string; reviewBy: string | null; handling: { noOnward: boolean; viewOnly: boolean; spokenOnly: boolean; askFirst: boolean; meetingId: string | null; deleteOn: string | null }; words: { version: number; kind: "fact" | "assessment" | "statement"; text: string | null; functional: { code: "able_to_work" | "able_to_work_partly" | "not_able_to_work" | "appointment_made" | "appointment_kept" | "appointment_not_possible" | "support_in_place" | "support_needed" | "support_ended" | "needs_company_to_appointments" | "needs_short_appointments" | "needs_ground_floor" | "medication_arranged" | "can_live_alone" | "needs_support_at_home"; until: string | null } | null; sourceKind: "observed" | "document" | "register" | "agency" | "person" | "third_party" | null; source: string | null; credibility: "documented" | "confirmed" | "plausible" | "doubtful" | "not_checked" | null; method: string | null; language: string | null; asOf: string; writtenAt: string; writtenBy: string | null; verifiedAt: string | null; verifiedBy: string | null; reason: string | null; restricted: boolean } | null; leftOut: "contested" | "restricted" | "withdrawn" | "stale" | "own_agency" | "view_only" | "spoken_only" | "meeting_only" | "no_onward" | null; version: number }>; special: Array<{ id: string; special: boolean; kind: "fact" | "assessment" | "statement"; category: string; clause: { label: string; arrangement: string; basis: string } | null; state: "current" | "contested" | "restricted" | "withdrawn"; stale: boolean; awaits: boolean; refused: boolean; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; own: boolean; mode: "table" | "named" | "agency"; currentVersion: number; asOf: string; reviewBy: string | null; handling: { noOnward: boolean; viewOnly: boolean; spokenOnly: boolean; askFirst: boolean; meetingId: string | null; deleteOn: string | null }; words: { version: number; kind: "fact" | "assessment" | "statement"; text: string | null; functional: { code: "able_to_work" | "able_to_work_partly" | "not_able_to_work" | "appointment_made" | "appointment_kept" | "appointment_not_possible" | "support_in_place" | "support_needed" | "support_ended" | "needs_company_to_appointments" | "needs_short_appointments" | "needs_ground_floor" | "medication_arranged" | "can_live_alone" | "needs_support_at_home"; until: string | null } | null; sourceKind: "observed" | "document" | "register" | "agency" | "person" | "third_party" | null; source: string | null; credibility: "documented" | "confirmed" | "plausible" | "doubtful" | "not_checked" | null; method: string | null; language: string | null; asOf: string; writtenAt: string; writtenBy: string | null; verifiedAt: string | null; verifiedBy: string | null; reason: string | null; restricted: boolean } | null; leftOut: "contested" | "restricted" | "withdrawn" | "stale" | "own_agency" | "view_only" | "spoken_only" | "meeting_only" | "no_onward" | null; version: number }> }

export interface ListItemsInput {
  path: { ref: string }
  query?: { paper?: string }
}

/** GET /api/v1/cases/{ref}/items */
export const listItems = (input: ListItemsInput, options?: CallOptions): Promise<ListItemsAnswer> =>
  call<ListItemsAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/items${query(input.query ?? {})}`, undefined, options)

export type ListItemsDueAnswer = { today: string; rows: Array<{ id: string; ref: string; category: string; kind: "fact" | "assessment" | "statement"; reviewBy: string }>; approvals: Array<{ id: string; ref: string }>; contests: Array<{ id: string; ref: string; category: string; saidOn: string }>; corrections: number }

/** GET /api/v1/items/due */
export const listItemsDue = (options?: CallOptions): Promise<ListItemsDueAnswer> =>
  call<ListItemsDueAnswer>('GET', '/items/due', undefined, options)

export type ListMembersAnswer = { members: Array<{ id: number; name: string; email: string; functions: Array<"coordinator" | "chair" | "case_worker" | "resettlement_officer" | "provider" | "exit_worker" | "facilitator" | "trainer" | "strategy_lead" | "elected_member" | "data_protection_officer" | "administrator" | "manager" | "signatory" | "lawfulness_adviser" | "auditor">; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; desks: Array<{ id: number; name: string }>; locale: string; state: "invited" | "active" | "ended"; endsOn: string | null; version: number }>; nextCursor: string | null }

export interface ListMembersInput {
  query?: { agency?: number; q?: string; limit?: number; cursor?: string }
}

/** GET /api/v1/members */
export const listMembers = (input: ListMembersInput = {}, options?: CallOptions): Promise<ListMembersAnswer> =>
  call<ListMembersAnswer>('GET', `/members${query(input.query ?? {})}`, undefined, options)

export type ListNoticesAnswer = { notices: Array<{ id: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; establishment: string | null; person: { initials: string; name: string | null; family: string; given: string; birth: string | null; number: string; language: string | null }; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; residence: "city" | "unknown"; remand: boolean; receivedOn: string; status: "waiting" | "held" | "case"; eraseOn: string | null; version: number; vanishedOn: string | null }>; nextCursor: string | null }

export interface ListNoticesInput {
  query?: { residence?: "city" | "unknown"; prison?: number; weeks?: number; limit?: number; cursor?: string }
}

/** GET /api/v1/notices */
export const listNotices = (input: ListNoticesInput = {}, options?: CallOptions): Promise<ListNoticesAnswer> =>
  call<ListNoticesAnswer>('GET', `/notices${query(input.query ?? {})}`, undefined, options)

export type ListOfferLinksAnswer = { links: Array<{ id: string; state: "open" | "answered" | "taken_back" | "expired" | "over"; madeBy: string; madeAt: string; expiresAt: string; sentTo: string | null; mailedAt: string | null; openedAt: string | null; openings: number }>; email: string | null }

export interface ListOfferLinksInput {
  path: { id: string }
}

/** GET /api/v1/leads/{id}/links */
export const listOfferLinks = (input: ListOfferLinksInput, options?: CallOptions): Promise<ListOfferLinksAnswer> =>
  call<ListOfferLinksAnswer>('GET', `/leads/${encodeURIComponent(input.path.id)}/links`, undefined, options)

export type ListPathwaysAnswer = { pathways: Array<{ id: number; code: string; country: string | null; version: number; current: boolean; steps: Array<{ code: string; anchor: "reception" | "release" | "end_of_supervision" | "recall"; offsetDays: number; owner: "lead" | "coordination" | "prison"; conference: boolean; voluntary: boolean; source: string | null }> }> }

/** GET /api/v1/pathways */
export const listPathways = (options?: CallOptions): Promise<ListPathwaysAnswer> =>
  call<ListPathwaysAnswer>('GET', '/pathways', undefined, options)

export type ListPeriodsAnswer = { ref: string; version: number; today: string; pathway: { id: number; code: string; version: number; may: boolean; newest: Array<{ id: number; code: string; version: number }> }; visible: boolean; mayAdd: boolean; periods: Array<{ id: string; kind: "custody" | "leave" | "day_release" | "electronic_monitoring" | "supervision" | "transfer" | "recall"; from: string; until: string | null; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; cycle: number; source: string; recordedOn: string; recordedBy: string; may: Array<"change" | "remove">; version: number }>; recalls: number; prisons: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }> }

export interface ListPeriodsInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref}/periods */
export const listPeriods = (input: ListPeriodsInput, options?: CallOptions): Promise<ListPeriodsAnswer> =>
  call<ListPeriodsAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/periods`, undefined, options)

export type ListPrisonCardsAnswer = { prisons: Array<{ prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; contact: string; phone: string; email: string; hours: string; reviewedOn: string | null; overdue: boolean; openIssues: number; version: number }> }

export interface ListPrisonCardsInput {
  query?: { q?: string }
}

/** GET /api/v1/prison-cards */
export const listPrisonCards = (input: ListPrisonCardsInput = {}, options?: CallOptions): Promise<ListPrisonCardsAnswer> =>
  call<ListPrisonCardsAnswer>('GET', `/prison-cards${query(input.query ?? {})}`, undefined, options)

export type ListQuestionsAnswer = { questions: Array<{ id: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; askedBy: string; mine: boolean; toAnswer: boolean; askedAt: string; question: string; answer: string | null; answeredAt: string | null; answeredBy: string | null; version: number }> }

/** GET /api/v1/questions */
export const listQuestions = (options?: CallOptions): Promise<ListQuestionsAnswer> =>
  call<ListQuestionsAnswer>('GET', '/questions', undefined, options)

export type ListReceivedAnswer = { ref: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; from: string; until: string; rows: Array<{ item: string; version: number; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; category: string; kind: string; special: boolean; by: "table" | "named" | "share"; share: string | null; from: string; until: string | null; opened: number; openedLast: string | null }> }

export interface ListReceivedInput {
  path: { ref: string }
  query: { agency: number; from: string; until: string }
}

/** GET /api/v1/cases/{ref}/received */
export const listReceived = (input: ListReceivedInput, options?: CallOptions): Promise<ListReceivedAnswer> =>
  call<ListReceivedAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/received${query(input.query ?? {})}`, undefined, options)

export type ListReleasedAnswer = { releases: Array<{ id: string; ref: string; person: { initials: string; name: string | null }; knownAt: string; bed: "confirmed" | "asked" | "open"; waiting: boolean }>; notices: Array<{ id: string }> }

/** GET /api/v1/released-today */
export const listReleased = (options?: CallOptions): Promise<ListReleasedAnswer> =>
  call<ListReleasedAnswer>('GET', '/released-today', undefined, options)

export type ListReleasesAnswer = { until: string; rows: Array<{ ref: string; person: { initials: string; name: string | null }; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; days: number; friday: boolean; releaseDay: { kind: "friday" | "weekend" | "holiday" | "before_holiday"; holiday: Record<string, string> | null; opensOn: string; proposal: string | null } | null; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; leadNow: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; leadAfter: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; leadAfterState: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; lanes: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; state: "settled" | "in_hand" | "offered" | "gap" | "not_asked"; gap: { from: string; until: string | null; kind: "unasked" | "awaiting" | "overdue" | "declined" } | null; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; on: string | null }>; missing: number; settled: number }>; nextCursor: string | null }

export interface ListReleasesInput {
  query?: { weeks?: number; prison?: number; lead?: number; domain?: "lead" | "accommodation" | "work" | "education" | "finance_papers" | "family_community" | "relations"; missing?: "true" | "false"; limit?: number; cursor?: string }
}

/** GET /api/v1/releases */
export const listReleases = (input: ListReleasesInput = {}, options?: CallOptions): Promise<ListReleasesAnswer> =>
  call<ListReleasesAnswer>('GET', `/releases${query(input.query ?? {})}`, undefined, options)

export type ListReviewsAnswer = { scope: "all" | "own" | "looks"; use: "lawfulness" | "self_monitoring" | "integrity_security" | "criminal_proceedings"; reviews: Array<{ id: string; kind: "override" | "own_name" | "colleague_name" | "declared" | "bulk" | "off_hours" | "search_only" | "practice_case"; name: string; system: boolean; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; onDay: string; ref: string | null; facts: { cases?: number; usual?: number | null; searches?: number; from?: string }; mine: boolean; verdict: "justified" | "to_clarify" | "not_justified" | null; judgedAt: string | null; judgedBy: string | null; note: string | null; events: Array<{ id: string; at: string; kind: "opened" | "searched" | "emergency" | "printed" | "exported" | "handed_on" | "changed" | "listed" | "log" | "refused"; purpose: string | null; ref: string | null }> }>; mayJudge: boolean; comparesFrom: string | null; practice: Array<string>; nextCursor: string | null }

export interface ListReviewsInput {
  query?: { limit?: number; cursor?: string; use?: "lawfulness" | "self_monitoring" | "integrity_security" | "criminal_proceedings"; state?: "open" | "judged" }
}

/** GET /api/v1/reviews */
export const listReviews = (input: ListReviewsInput = {}, options?: CallOptions): Promise<ListReviewsAnswer> =>
  call<ListReviewsAnswer>('GET', `/reviews${query(input.query ?? {})}`, undefined, options)

export type ListRunningOverridesAnswer = { overrides: Array<{ id: string; ref: string; until: string }> }

/** GET /api/v1/overrides/running */
export const listRunningOverrides = (options?: CallOptions): Promise<ListRunningOverridesAnswer> =>
  call<ListRunningOverridesAnswer>('GET', '/overrides/running', undefined, options)

export type ListServicesAnswer = { services: Array<{ name: string; providerAgencyId: number | null; providerName: string | null; method: string; targetGroup: string; domains: Array<"accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations">; languages: Array<string>; placeName: string; street: string; postcode: string; town: string; access: string; hours: string; waiting: string; eligibility: string; cost: "free" | "paid" | "unknown"; costNote: string; capacityUnits: number | null; capacityNote: string; capacityAsOf: string | null; evidence: string; contact: string; phone: string; email: string; website: string; prisons: Array<number>; id: string; provider: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; prisonNames: Array<{ id: number; name: string }>; reviewedOn: string; overdue: boolean; retiredOn: string | null; may: Array<"change" | "review" | "retire">; version: number }>; count: number; choices: { towns: Array<string>; languages: Array<string> }; prisons: Array<{ id: number; name: string }>; mayCreate: boolean; mayImport: boolean; nextCursor: string | null }

export interface ListServicesInput {
  query?: { q?: string; domain?: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; language?: string; cost?: "free" | "paid" | "unknown"; town?: string; inside?: "any" | number; capacity?: "stated"; review?: "overdue"; retired?: "true"; limit?: number; cursor?: string }
}

/** GET /api/v1/services */
export const listServices = (input: ListServicesInput = {}, options?: CallOptions): Promise<ListServicesAnswer> =>
  call<ListServicesAnswer>('GET', `/services${query(input.query ?? {})}`, undefined, options)

export type ListSessionsAnswer = { sessions: Array<{ id: string; createdAt: string; lastSeenAt: string; browser: string; thisOne: boolean }> }

/** GET /api/v1/sessions */
export const listSessions = (options?: CallOptions): Promise<ListSessionsAnswer> =>
  call<ListSessionsAnswer>('GET', '/sessions', undefined, options)

export type ListSheetsAnswer = { sheets: Array<{ id: string; kind: "wing" | "released" | "empty"; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; weeks: number | null; printedAt: string; printedBy: string; expiresOn: string; lines: number; typedBack: number }> }

/** GET /api/v1/paper-sheets */
export const listSheets = (options?: CallOptions): Promise<ListSheetsAnswer> =>
  call<ListSheetsAnswer>('GET', '/paper-sheets', undefined, options)

export type ListStandingAcceptancesAnswer = { standings: Array<{ id: string; domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; prisons: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; atOnce: number | null; perMonth: number | null; maxDays: number | null; from: string; until: string; madeOn: string; madeBy: string; state: "in_force" | "to_come" | "over" | "ended"; endedOn: string | null; used: { now: number; month: number; all: number }; version: number }>; mayAdd: boolean; domains: Array<"accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations">; prisons: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }> }

/** GET /api/v1/standing-acceptances */
export const listStandingAcceptances = (options?: CallOptions): Promise<ListStandingAcceptancesAnswer> =>
  call<ListStandingAcceptancesAnswer>('GET', '/standing-acceptances', undefined, options)

export type ListSystemKeysAnswer = { keys: Array<{ id: string; label: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; desk: string; purpose: string; scopes: Array<"cases" | "continuity" | "offers" | "names">; addresses: Array<string>; validUntil: string; lastUsedOn: string | null; askedBy: string; askedOn: string; confirmedBy: string | null; endedBy: string | null; state: "waits" | "open" | "over"; openedLately: number; listsLately: number; may: Array<"confirm" | "end"> }>; mayAsk: boolean; until: string; purposes: Array<string>; desks: Array<{ id: number; name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }> }

/** GET /api/v1/system-keys */
export const listSystemKeys = (options?: CallOptions): Promise<ListSystemKeysAnswer> =>
  call<ListSystemKeysAnswer>('GET', '/system-keys', undefined, options)

export type ListWaitingDeliveriesAnswer = { drops: Array<{ id: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; way: "link" | "folder"; receipt: string; bytes: number; receivedAt: string; version: number }>; proposals: Array<{ id: string; kind: "date" | "gone"; ref: string; caseVersion: number; person: { initials: string; name: string | null }; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; listedOn: string; announced: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null } | null; inCase: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; elsewhere: Array<{ notice: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }>; mine: boolean; version: number }>; transfers: Array<{ from: { notice: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; number: string; person: { initials: string; name: string | null }; birth: string | null; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; version: number }; to: { notice: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; number: string; person: { initials: string; name: string | null }; birth: string | null; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; version: number }; reasons: Array<string> }> }

/** GET /api/v1/deliveries */
export const listWaitingDeliveries = (options?: CallOptions): Promise<ListWaitingDeliveriesAnswer> =>
  call<ListWaitingDeliveriesAnswer>('GET', '/deliveries', undefined, options)

export type ListWaitingDisclosuresAnswer = { rows: Array<{ id: string; ref: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; expiresOn: string }> }

/** GET /api/v1/disclosures/waiting */
export const listWaitingDisclosures = (options?: CallOptions): Promise<ListWaitingDisclosuresAnswer> =>
  call<ListWaitingDisclosuresAnswer>('GET', '/disclosures/waiting', undefined, options)

export type ListWaitingLooksAnswer = { chair: boolean; looks: Array<{ id: string; name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; mine: boolean; purpose: string; ref: string; reason: string; askedAt: string; until: string }>; left: Array<{ id: string; ref: string; coordinators: Array<{ id: number; name: string }> }> }

/** GET /api/v1/overrides/waiting */
export const listWaitingLooks = (options?: CallOptions): Promise<ListWaitingLooksAnswer> =>
  call<ListWaitingLooksAnswer>('GET', '/overrides/waiting', undefined, options)

export type ListWingPersonsAnswer = { persons: Array<{ id: string; kind: "case" | "notice"; ref: string | null; person: { initials: string; name: string | null }; number: string | null; releaseOn: string }> }

export interface ListWingPersonsInput {
  query: { prison: number; weeks?: number }
}

/** GET /api/v1/wing-persons */
export const listWingPersons = (input: ListWingPersonsInput, options?: CallOptions): Promise<ListWingPersonsAnswer> =>
  call<ListWingPersonsAnswer>('GET', `/wing-persons${query(input.query ?? {})}`, undefined, options)

export type LogBreachPrintAnswer = { done: true }

export interface LogBreachPrintInput {
  path: { id: string }
}

/** POST /api/v1/breaches/{id}/prints */
export const logBreachPrint = (input: LogBreachPrintInput, options?: CallOptions): Promise<LogBreachPrintAnswer> =>
  call<LogBreachPrintAnswer>('POST', `/breaches/${encodeURIComponent(input.path.id)}/prints`, undefined, options)

export type LogLogPrintAnswer = { done: true }

export interface LogLogPrintInput {
  path: { ref: string }
  body: { rows: number }
}

/** POST /api/v1/cases/{ref}/log/prints */
export const logLogPrint = (input: LogLogPrintInput, options?: CallOptions): Promise<LogLogPrintAnswer> =>
  call<LogLogPrintAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/log/prints`, input.body, options)

export type LogPrintAnswer = { at: string; by: string; purpose: string }

export interface LogPrintInput {
  body: { what: "cases" | "releases" | "handovers" | "today" | "case" | "meeting" | "after_measure" | "past"; ref?: string; rows?: number; names?: boolean; typedRef?: string; typedBirth?: string }
}

/** POST /api/v1/prints */
export const logPrint = (input: LogPrintInput, options?: CallOptions): Promise<LogPrintAnswer> =>
  call<LogPrintAnswer>('POST', '/prints', input.body, options)

export type MakeCalendarFeedAnswer = { address: string; madeAt: string }

/** POST /api/v1/calendar-feed */
export const makeCalendarFeed = (options?: CallOptions): Promise<MakeCalendarFeedAnswer> =>
  call<MakeCalendarFeedAnswer>('POST', '/calendar-feed', undefined, options)

export type MakeDropLinkAnswer = { id: string; link: string; secret: string }

export interface MakeDropLinkInput {
  body: { agencyId: number; expiresOn: string }
}

/** POST /api/v1/drop-links */
export const makeDropLink = (input: MakeDropLinkInput, options?: CallOptions): Promise<MakeDropLinkAnswer> =>
  call<MakeDropLinkAnswer>('POST', '/drop-links', input.body, options)

export type MakeOfferLinkAnswer = { id: string; link: string; page: string; code: string; expiresAt: string; mail: "sent" | "file" | "returned" | "later" | null }

export interface MakeOfferLinkInput {
  path: { id: string }
  body: { email?: string }
}

/** POST /api/v1/leads/{id}/links */
export const makeOfferLink = (input: MakeOfferLinkInput, options?: CallOptions): Promise<MakeOfferLinkAnswer> =>
  call<MakeOfferLinkAnswer>('POST', `/leads/${encodeURIComponent(input.path.id)}/links`, input.body, options)

export type MarkPracticeCaseAnswer = { done: true }

export interface MarkPracticeCaseInput {
  body: { ref: string; marked: boolean }
}

/** POST /api/v1/practice-cases */
export const markPracticeCase = (input: MarkPracticeCaseInput, options?: CallOptions): Promise<MarkPracticeCaseAnswer> =>
  call<MarkPracticeCaseAnswer>('POST', '/practice-cases', input.body, options)

export type MoveReleaseAnswer = { from: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; to: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; days: number | null; warnings: Array<"friday" | "weekend" | "past" | "before_opening" | "far">; consequences: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; leadId: string | null; effect: "moves" | "holds" | "breaks" | "idle" | "falls_away" | "restored"; from: string | null; until: string | null; uncoveredBefore: number; uncoveredAfter: number }>; milestones: { moved: number; intoPast: number; paused: number; done: number }; told: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; continuity: { ref: string; version: number; today: string; openedOn: string; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; measureEndsOn: string | null; releaseDay: { kind: "friday" | "weekend" | "holiday" | "before_holiday"; holiday: Record<string, string> | null; opensOn: string; proposal: string | null } | null; usualAnswerBy: string; unseenBy: Array<number>; lanes: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; view: "full" | "summary"; required: "default" | "wish" | "imposed" | null; arrangedUntil: string | null; leads: Array<{ id: string | null; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; instead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; from: string | null; until: string | null; state: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; tied: "release" | "calendar"; offeredOn: string | null; answerBy: string | null; confirmBy: string | null; voluntary: boolean; standing: { on: string; by: string } | null; standingRefusal: "prison" | "dates" | "open_end" | "too_long" | "month_full" | "full" | "taken" | "unseen" | null; endsWithMeasure: boolean; note: string | null; reason: string | null; may: Array<"answer" | "record_answer" | "confirm" | "withdraw" | "end">; version: number }>; gaps: Array<{ from: string; until: string | null; kind: "unasked" | "awaiting" | "overdue" | "declined" }>; milestones: Array<{ id: string; code: string; on: string | null; anchor: "reception" | "release" | "end_of_supervision" | "recall"; offsetDays: number; status: "open" | "done" | "before_start" | "paused" | "expired"; cycle: number; overdue: boolean; doneOn: string | null; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; version: number }> }> } }

export interface MoveReleaseInput {
  path: { ref: string }
  query?: { preview?: "true" | "false" }
  body: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn?: string | null; source?: string }
}

/** POST /api/v1/cases/{ref}/release-dates */
export const moveRelease = (input: MoveReleaseInput, options?: CallOptions): Promise<MoveReleaseAnswer> =>
  call<MoveReleaseAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/release-dates${query(input.query ?? {})}`, input.body, options)

export type NameForProtectionAnswer = { done: true }

export interface NameForProtectionInput {
  path: { id: string }
  body: { named: Array<number> }
}

/** POST /api/v1/protections/{id}/names */
export const nameForProtection = (input: NameForProtectionInput, options?: CallOptions): Promise<NameForProtectionAnswer> =>
  call<NameForProtectionAnswer>('POST', `/protections/${encodeURIComponent(input.path.id)}/names`, input.body, options)

export type NamePasskeyAnswer = undefined

export interface NamePasskeyInput {
  path: { id: string }
  body: { name: string }
}

/** PATCH /api/v1/session/passkeys/{id} */
export const namePasskey = (input: NamePasskeyInput, options?: CallOptions): Promise<NamePasskeyAnswer> =>
  call<NamePasskeyAnswer>('PATCH', `/session/passkeys/${encodeURIComponent(input.path.id)}`, input.body, options)

export type NameReplacementAnswer = { done: true }

export interface NameReplacementInput {
  path: { id: string }
  body: { member: number }
}

/** POST /api/v1/protections/{id}/replacement */
export const nameReplacement = (input: NameReplacementInput, options?: CallOptions): Promise<NameReplacementAnswer> =>
  call<NameReplacementAnswer>('POST', `/protections/${encodeURIComponent(input.path.id)}/replacement`, input.body, options)

export type NoteConsultationAnswer = { id: number; lineageId: number; edition: number; title: string; state: "draft" | "approved" | "review" | "replaced"; changedOn: string; changedBy: string; approvedOn: string | null; approvedBy: string | null; reviewOn: string | null; remains: "low" | "medium" | "high" | null; uncovered: Array<string>; content: { title: string; description: string; necessity: string; dangers: Array<{ what: string; source: string; likelyBefore: "low" | "medium" | "high" | null; severeBefore: "low" | "medium" | "high" | null; measures: string; likelyAfter: "low" | "medium" | "high" | null; severeAfter: "low" | "medium" | "high" | null; responsible: string }>; measures: string; sought: "asked" | "not_asked" | null; views: string; reviewOn: string | null }; writers: Array<string>; mine: boolean; advice: { words: string; by: string; on: string; outdated: boolean } | null; consultation: { sentOn: string; under: "directive" | "regulation"; reference: string; extended: boolean; answer: string | null; answeredOn: string | null; dueOn: string } | null; covers: Array<string>; missing: string | null; next: number | null; version: number }

export interface NoteConsultationInput {
  path: { id: number }
  body: { sentOn: string; under: "directive" | "regulation"; reference: string; extended: boolean; answer: string | null; answeredOn: string | null }
}

/** PUT /api/v1/impact-assessments/{id}/consultation */
export const noteConsultation = (input: NoteConsultationInput, options?: CallOptions): Promise<NoteConsultationAnswer> =>
  call<NoteConsultationAnswer>('PUT', `/impact-assessments/${encodeURIComponent(input.path.id)}/consultation`, input.body, options)

export type OfferLeadAnswer = { id: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; instead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; from: string | null; until: string | null; state: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; tied: "release" | "calendar"; offeredOn: string | null; answerBy: string | null; confirmBy: string | null; voluntary: boolean; standing: { on: string; by: string } | null; standingRefusal: "prison" | "dates" | "open_end" | "too_long" | "month_full" | "full" | "taken" | "unseen" | null; endsWithMeasure: boolean; note: string | null; reason: string | null; may: Array<"answer" | "record_answer" | "confirm" | "withdraw" | "end">; version: number; ref: string; domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; saidBy?: string | null }

export interface OfferLeadInput {
  path: { ref: string }
  body: { domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; agencyId: number; from?: string; until?: string | null; tied?: "release" | "calendar"; answerBy?: string; voluntary?: boolean; note?: string; kept?: Array<{ kind: "belief" | "origin" | "opinion" | "stigma" | "intimacy" | "address" | "diagnosis"; reason: "needed_for_task" | "own_words" | "means_something_else" | "quoted_document" }> }
}

/** POST /api/v1/cases/{ref}/leads */
export const offerLead = (input: OfferLeadInput, options?: CallOptions): Promise<OfferLeadAnswer> =>
  call<OfferLeadAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/leads`, input.body, options)

export type OpenCaseAnswer = { id: string; ref: string }

export interface OpenCaseInput {
  path: { id: string }
  body: { clauseId: number; reason: string; informed: { state: "informed"; on: string; how: "talk" | "letter" | "talk_and_letter" | "video"; language: string } | { state: "not_yet"; ground: "not_reached" | "obstruct_inquiry" | "public_security" | "rights_of_others" | "in_transfer"; reason: string; reviewOn: string }; samePersonAs?: string; notSameAs?: Array<string> }
}

/** POST /api/v1/notices/{id}/case */
export const openCase = (input: OpenCaseInput, options?: CallOptions): Promise<OpenCaseAnswer> =>
  call<OpenCaseAnswer>('POST', `/notices/${encodeURIComponent(input.path.id)}/case`, input.body, options)

export type OpenDayAnswer = { year: number; country: string; region: string | null; days: Array<{ day: string; names: Record<string, string>; source: "library" | "city"; struck: boolean; changedBy: string | null }>; mayChange: boolean }

export interface OpenDayInput {
  path: { day: string }
}

/** DELETE /api/v1/calendar/days/{day} */
export const openDay = (input: OpenDayInput, options?: CallOptions): Promise<OpenDayAnswer> =>
  call<OpenDayAnswer>('DELETE', `/calendar/days/${encodeURIComponent(input.path.day)}`, undefined, options)

export type OpenDutyDeskAnswer = { today: string; desks: Array<{ id: number; name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; now: { member: { id: number; name: string }; substitute: { id: number; name: string } | null; phone: string | null; until: string } | null; shifts: Array<{ id: string; weekday: number | null; on: string | null; starts: string; ends: string; member: { id: number; name: string }; substitute: { id: number; name: string } | null; phone: string | null; from: string; until: string | null }>; mayEdit: boolean }>; contacts: Array<{ basic: "bed" | "money" | "medication" | "papers" | "appointment"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; phone: string | null }>; mayEditContacts: boolean; mayOpenDesk: boolean }

export interface OpenDutyDeskInput {
  body: { name: string }
}

/** POST /api/v1/duty/desks */
export const openDutyDesk = (input: OpenDutyDeskInput, options?: CallOptions): Promise<OpenDutyDeskAnswer> =>
  call<OpenDutyDeskAnswer>('POST', '/duty/desks', input.body, options)

export type OpenForLiveAnswer = { openedOn: string | null; openedBy: string | null; practice: boolean; country: string; region: string | null; languages: Array<string>; weekStarts: string; criteria: Array<{ code: "agreement" | "signatures" | "impact" | "restore" | "key_sheet"; met: boolean; on: string | null; by: string | null }>; administrators: number; coordinators: number; tableFunctions: number; filled: number; asked: number }

/** POST /api/v1/start/live */
export const openForLive = (options?: CallOptions): Promise<OpenForLiveAnswer> =>
  call<OpenForLiveAnswer>('POST', '/start/live', undefined, options)

export type OpenItemComposerAnswer = { ref: string; today: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; mayWrite: boolean; categories: Array<{ category: string; clause: { label: string; arrangement: string; basis: string }; confirmed: boolean; reviewBy: string }>; table: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; principals: Array<number>; relations: Array<string>; signed: boolean; cells: Record<string, "full" | "summary" | "on_decision" | null> }>; meetings: Array<{ id: string; on: string; agencies: Array<number> }>; approvers: Array<{ id: number; name: string }>; draft: { content: string; savedAt: string } | null }

export interface OpenItemComposerInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref}/items/composer */
export const openItemComposer = (input: OpenItemComposerInput, options?: CallOptions): Promise<OpenItemComposerAnswer> =>
  call<OpenItemComposerAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/items/composer`, undefined, options)

export type OpenSignatureScanAnswer = unknown

export interface OpenSignatureScanInput {
  path: { id: number; agencyId: number }
}

/** GET /api/v1/agreements/{id}/scans/{agencyId} */
export const openSignatureScan = (input: OpenSignatureScanInput, options?: CallOptions): Promise<OpenSignatureScanAnswer> =>
  call<OpenSignatureScanAnswer>('GET', `/agreements/${encodeURIComponent(input.path.id)}/scans/${encodeURIComponent(input.path.agencyId)}`, undefined, options)

export type PlanBackupsAnswer = { lookedAt: string; worst: "now" | "soon" | "unknown" | "fine"; checks: Array<{ code: string; state: "now" | "soon" | "unknown" | "fine"; variant: string; values: Record<string, string | number> }>; plan: { enabled: boolean; folder: string | null; secondFolder: string | null; keep: number; beginsAt: string; drillDays: number; version: number }; recent: Array<{ at: string; kind: "scheduled" | "command"; whole: boolean; bytes: number | null; seconds: number; secondCopy: boolean | null; problem: string | null }>; planBy: "here" | "operator" | "database_team" }

export interface PlanBackupsInput {
  body: { enabled: boolean; folder: string | null; secondFolder: string | null; keep: number; beginsAt: string; drillDays: number }
}

/** PUT /api/v1/safety/backup-plan */
export const planBackups = (input: PlanBackupsInput, options?: CallOptions): Promise<PlanBackupsAnswer> =>
  call<PlanBackupsAnswer>('PUT', '/safety/backup-plan', input.body, options)

export type PlanHandoverMeetingAnswer = { id: string }

export interface PlanHandoverMeetingInput {
  path: { ref: string }
  body: { on: string; at?: string; channel: "prison" | "office" | "video" | "phone" | "elsewhere"; place?: string; invited?: Array<number>; interpreter?: string }
}

/** POST /api/v1/cases/{ref}/handover-meetings */
export const planHandoverMeeting = (input: PlanHandoverMeetingInput, options?: CallOptions): Promise<PlanHandoverMeetingAnswer> =>
  call<PlanHandoverMeetingAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/handover-meetings`, input.body, options)

export type PreviewCaseErasureAnswer = { ref: string; effect: { goes: Array<{ what: "person" | "case" | "items" | "versions" | "key" | "history" | "links" | "contests" | "retention" | "shares" | "disclosures" | "proposals" | "receipts" | "corrections" | "meetings" | "consents" | "leads" | "basics" | "times" | "decisions" | "told" | "looks" | "notices" | "table" | "pictures"; rows: number }>; events: number; agencies: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; thirdParties: number; reliedOn: number; refs?: Array<string>; person?: boolean }; waiting: { id: string; kind: "item" | "case" | "person"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; ground: "unlawful" | "not_needed" | "consent_withdrawn" | "objection" | "retention_ended" | "legal_duty" | "supervisory_order"; state: "asked" | "erased" | "restricted" | "refused" | "overtaken"; ref: string | null; askedBy: string | null; askedAt: string; decidedBy: string | null; decidedAt: string | null; rows: number | null; told: number | null; heldBy: "open_elsewhere" | "measure" | "longer" | "duty" | "evidence" | null; heldUntil: string | null; mine: boolean } | null; deciders: Array<string>; holds: Array<{ ref: string; why: "open_elsewhere" | "measure" | "longer" | "duty" | "evidence"; until: string | null; category: string | null; months: number | null; from: string | null }> }

export interface PreviewCaseErasureInput {
  path: { ref: string }
  query?: { of?: "case" | "person" }
}

/** GET /api/v1/cases/{ref}/erasure */
export const previewCaseErasure = (input: PreviewCaseErasureInput, options?: CallOptions): Promise<PreviewCaseErasureAnswer> =>
  call<PreviewCaseErasureAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/erasure${query(input.query ?? {})}`, undefined, options)

export type PreviewDropAnswer = { id: string | null; version: number | null; status: "previewed" | "practice" | "incomplete"; live: boolean; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; shape: { encoding: { name: "utf-8" | "windows-1252" | "iso-8859-15"; byteOrderMark: boolean; reason: "byte_order_mark" | "ascii_only" | "valid_utf8" | "mostly_utf8" | "euro_sign" | "windows_signs" | "western_default"; strayBytes: number }; source?: { format: "text" } | { format: "xlsx"; sheet: string; sheets: Array<string> } | { format: "fixed"; boundaries: Array<number>; header: string; encoding: { name: "utf-8" | "windows-1252" | "iso-8859-15"; byteOrderMark: boolean; reason: "byte_order_mark" | "ascii_only" | "valid_utf8" | "mostly_utf8" | "euro_sign" | "windows_signs" | "western_default"; strayBytes: number } }; newline: "crlf" | "lf" | "cr"; separator: ";" | "," | "\t" | "|"; separatorFits: { records: number; of: number }; quote: "\"" | null; headerLines: 1 | 2; columns: Array<{ index: number; name: string; names: Array<string>; content: "empty" | "date" | "code" | "text"; dateOrder?: "dmy" | "ymd"; twoDigitYears?: boolean; middleYear?: number; isDistinct: boolean; words?: Array<string> }>; decimal: "comma" | "point" | null; unknownDateWords: Array<string> }; words: Record<string, Array<string>>; mapping: { header: string; number: number | null; family: Array<number>; given: Array<number>; birth: { column: number; order: "dmy" | "ymd" } | null; release: Array<{ column: number; order: "dmy" | "ymd"; certainty: "fixed" | "expected" | "earliest" | null }>; release_kind: { column: number; values: Record<string, "fixed" | "expected" | "earliest" | "unknown"> } | null; establishment: number | null; residence: number | null; postcode: number | null; status: { column: number; remand: Array<string> } | null; language: number | null; unknown_date_words: Array<string>; layout?: { sheet?: string; boundaries?: Array<number> } }; mappingRemembered: boolean; missing: Array<"number" | "family" | "given" | "birth" | "release" | "release_kind" | "establishment" | "residence" | "postcode" | "status" | "language">; counts: { rows: number; importable: number; outOfArea: number; areaUnknown: number; bad: number; remandNotCovered: number; new: number; changed: number; unchanged: number; held: number; gone: number; otherDates: number }; difference: { deliveredOn: string; first: boolean; lastDeliveredOn: string | null; counts: { new: number; moved: number; earlier: number; later: number; toUnknown: number; fromUnknown: number; gone: number; released: number; left: number; nowElsewhere: number; respelled: number; reissued: number; repaired: number; stillBad: number; newlyBad: number; back: number; details: number; unchanged: number }; elsewhere: { new: number; moved: number; respelled: number; gone: number; unchanged: number } | null; changes: Array<{ kinds: Array<"new" | "moved" | "gone" | "respelled" | "reissued" | "repaired" | "back" | "details">; way: "earlier" | "later" | "to_unknown" | "from_unknown" | "released" | "left" | "now_elsewhere" | null; line: number | null; number: string | null; person: { initials: string; name: string | null; family: string; given: string } | null; formerly: { initials: string; name: string | null; family: string; given: string } | null; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null } | null; formerRelease: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null } | null; ref: string | null; caseRelease: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null } | null }> } | null; errors: Array<{ line: number; record: number; number: string | null; code: string; column: string | null; otherLine: number | null; sentence: string }>; warnings: Array<{ line: number; record: number; number: string | null; code: string; column: string | null; otherLine: number | null; sentence: string }>; trailers: number }

export interface PreviewDropInput {
  path: { id: string }
  body: { mapping?: { header: string; number: number | null; family: Array<number>; given: Array<number>; birth: { column: number; order: "dmy" | "ymd" } | null; release: Array<{ column: number; order: "dmy" | "ymd"; certainty: "fixed" | "expected" | "earliest" | null }>; release_kind: { column: number; values: Record<string, "fixed" | "expected" | "earliest" | "unknown"> } | null; establishment: number | null; residence: number | null; postcode: number | null; status: { column: number; remand: Array<string> } | null; language: number | null; unknown_date_words: Array<string>; layout?: { sheet?: string; boundaries?: Array<number> } }; layout?: { sheet?: string; boundaries?: Array<number> }; deliveredOn?: string }
}

/** POST /api/v1/drops/{id}/preview */
export const previewDrop = (input: PreviewDropInput, options?: CallOptions): Promise<PreviewDropAnswer> =>
  call<PreviewDropAnswer>('POST', `/drops/${encodeURIComponent(input.path.id)}/preview`, input.body, options)

export type PreviewImportAnswer = { id: string | null; version: number | null; status: "previewed" | "practice" | "incomplete"; live: boolean; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; shape: { encoding: { name: "utf-8" | "windows-1252" | "iso-8859-15"; byteOrderMark: boolean; reason: "byte_order_mark" | "ascii_only" | "valid_utf8" | "mostly_utf8" | "euro_sign" | "windows_signs" | "western_default"; strayBytes: number }; source?: { format: "text" } | { format: "xlsx"; sheet: string; sheets: Array<string> } | { format: "fixed"; boundaries: Array<number>; header: string; encoding: { name: "utf-8" | "windows-1252" | "iso-8859-15"; byteOrderMark: boolean; reason: "byte_order_mark" | "ascii_only" | "valid_utf8" | "mostly_utf8" | "euro_sign" | "windows_signs" | "western_default"; strayBytes: number } }; newline: "crlf" | "lf" | "cr"; separator: ";" | "," | "\t" | "|"; separatorFits: { records: number; of: number }; quote: "\"" | null; headerLines: 1 | 2; columns: Array<{ index: number; name: string; names: Array<string>; content: "empty" | "date" | "code" | "text"; dateOrder?: "dmy" | "ymd"; twoDigitYears?: boolean; middleYear?: number; isDistinct: boolean; words?: Array<string> }>; decimal: "comma" | "point" | null; unknownDateWords: Array<string> }; words: Record<string, Array<string>>; mapping: { header: string; number: number | null; family: Array<number>; given: Array<number>; birth: { column: number; order: "dmy" | "ymd" } | null; release: Array<{ column: number; order: "dmy" | "ymd"; certainty: "fixed" | "expected" | "earliest" | null }>; release_kind: { column: number; values: Record<string, "fixed" | "expected" | "earliest" | "unknown"> } | null; establishment: number | null; residence: number | null; postcode: number | null; status: { column: number; remand: Array<string> } | null; language: number | null; unknown_date_words: Array<string>; layout?: { sheet?: string; boundaries?: Array<number> } }; mappingRemembered: boolean; missing: Array<"number" | "family" | "given" | "birth" | "release" | "release_kind" | "establishment" | "residence" | "postcode" | "status" | "language">; counts: { rows: number; importable: number; outOfArea: number; areaUnknown: number; bad: number; remandNotCovered: number; new: number; changed: number; unchanged: number; held: number; gone: number; otherDates: number }; difference: { deliveredOn: string; first: boolean; lastDeliveredOn: string | null; counts: { new: number; moved: number; earlier: number; later: number; toUnknown: number; fromUnknown: number; gone: number; released: number; left: number; nowElsewhere: number; respelled: number; reissued: number; repaired: number; stillBad: number; newlyBad: number; back: number; details: number; unchanged: number }; elsewhere: { new: number; moved: number; respelled: number; gone: number; unchanged: number } | null; changes: Array<{ kinds: Array<"new" | "moved" | "gone" | "respelled" | "reissued" | "repaired" | "back" | "details">; way: "earlier" | "later" | "to_unknown" | "from_unknown" | "released" | "left" | "now_elsewhere" | null; line: number | null; number: string | null; person: { initials: string; name: string | null; family: string; given: string } | null; formerly: { initials: string; name: string | null; family: string; given: string } | null; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null } | null; formerRelease: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null } | null; ref: string | null; caseRelease: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null } | null }> } | null; errors: Array<{ line: number; record: number; number: string | null; code: string; column: string | null; otherLine: number | null; sentence: string }>; warnings: Array<{ line: number; record: number; number: string | null; code: string; column: string | null; otherLine: number | null; sentence: string }>; trailers: number }

export interface PreviewImportInput {
  body: { agencyId: number; content: string; mapping?: { header: string; number: number | null; family: Array<number>; given: Array<number>; birth: { column: number; order: "dmy" | "ymd" } | null; release: Array<{ column: number; order: "dmy" | "ymd"; certainty: "fixed" | "expected" | "earliest" | null }>; release_kind: { column: number; values: Record<string, "fixed" | "expected" | "earliest" | "unknown"> } | null; establishment: number | null; residence: number | null; postcode: number | null; status: { column: number; remand: Array<string> } | null; language: number | null; unknown_date_words: Array<string>; layout?: { sheet?: string; boundaries?: Array<number> } }; layout?: { sheet?: string; boundaries?: Array<number> }; deliveredOn?: string }
}

/** POST /api/v1/imports */
export const previewImport = (input: PreviewImportInput, options?: CallOptions): Promise<PreviewImportAnswer> =>
  call<PreviewImportAnswer>('POST', '/imports', input.body, options)

export type PreviewItemErasureAnswer = { ref: string; effect: { goes: Array<{ what: "person" | "case" | "items" | "versions" | "key" | "history" | "links" | "contests" | "retention" | "shares" | "disclosures" | "proposals" | "receipts" | "corrections" | "meetings" | "consents" | "leads" | "basics" | "times" | "decisions" | "told" | "looks" | "notices" | "table" | "pictures"; rows: number }>; events: number; agencies: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; thirdParties: number; reliedOn: number; refs?: Array<string>; person?: boolean }; waiting: { id: string; kind: "item" | "case" | "person"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; ground: "unlawful" | "not_needed" | "consent_withdrawn" | "objection" | "retention_ended" | "legal_duty" | "supervisory_order"; state: "asked" | "erased" | "restricted" | "refused" | "overtaken"; ref: string | null; askedBy: string | null; askedAt: string; decidedBy: string | null; decidedAt: string | null; rows: number | null; told: number | null; heldBy: "open_elsewhere" | "measure" | "longer" | "duty" | "evidence" | null; heldUntil: string | null; mine: boolean } | null; deciders: Array<string> }

export interface PreviewItemErasureInput {
  path: { id: string }
}

/** GET /api/v1/items/{id}/erasure */
export const previewItemErasure = (input: PreviewItemErasureInput, options?: CallOptions): Promise<PreviewItemErasureAnswer> =>
  call<PreviewItemErasureAnswer>('GET', `/items/${encodeURIComponent(input.path.id)}/erasure`, undefined, options)

export type PreviewItemReadersAnswer = { today: string; clause: { label: string; arrangement: string; basis: string } | null; readers: Array<{ name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; rule: "own" | "table" | "named" | "share"; relations: Array<string>; until: string | null; share: string | null; you: boolean }>; others: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; why: "unsigned" | "no_clause" | "on_decision" | "summary" | "own_agency" | "not_chosen" | "not_in_meeting" | "not_at_table" | "nobody" }>; informedOn: string | null }

export interface PreviewItemReadersInput {
  path: { ref: string }
  body: { category: string; mode?: "table" | "named" | "agency"; audience?: Array<number>; meetingId?: string | null; deleteOn?: string | null; itemId?: string | null }
}

/** POST /api/v1/cases/{ref}/items/readers */
export const previewItemReaders = (input: PreviewItemReadersInput, options?: CallOptions): Promise<PreviewItemReadersAnswer> =>
  call<PreviewItemReadersAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/items/readers`, input.body, options)

export type PreviewProposalAnswer = { moved: { from: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; to: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; days: number | null; warnings: Array<"friday" | "weekend" | "past" | "before_opening" | "far">; consequences: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; leadId: string | null; effect: "moves" | "holds" | "breaks" | "idle" | "falls_away" | "restored"; from: string | null; until: string | null; uncoveredBefore: number; uncoveredAfter: number }>; milestones: { moved: number; intoPast: number; paused: number; done: number }; told: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; continuity: { ref: string; version: number; today: string; openedOn: string; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; measureEndsOn: string | null; releaseDay: { kind: "friday" | "weekend" | "holiday" | "before_holiday"; holiday: Record<string, string> | null; opensOn: string; proposal: string | null } | null; usualAnswerBy: string; unseenBy: Array<number>; lanes: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; view: "full" | "summary"; required: "default" | "wish" | "imposed" | null; arrangedUntil: string | null; leads: Array<{ id: string | null; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; instead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; from: string | null; until: string | null; state: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; tied: "release" | "calendar"; offeredOn: string | null; answerBy: string | null; confirmBy: string | null; voluntary: boolean; standing: { on: string; by: string } | null; standingRefusal: "prison" | "dates" | "open_end" | "too_long" | "month_full" | "full" | "taken" | "unseen" | null; endsWithMeasure: boolean; note: string | null; reason: string | null; may: Array<"answer" | "record_answer" | "confirm" | "withdraw" | "end">; version: number }>; gaps: Array<{ from: string; until: string | null; kind: "unasked" | "awaiting" | "overdue" | "declined" }>; milestones: Array<{ id: string; code: string; on: string | null; anchor: "reception" | "release" | "end_of_supervision" | "recall"; offsetDays: number; status: "open" | "done" | "before_start" | "paused" | "expired"; cycle: number; overdue: boolean; doneOn: string | null; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; version: number }> }> } } }

export interface PreviewProposalInput {
  path: { id: string }
}

/** GET /api/v1/proposals/{id}/preview */
export const previewProposal = (input: PreviewProposalInput, options?: CallOptions): Promise<PreviewProposalAnswer> =>
  call<PreviewProposalAnswer>('GET', `/proposals/${encodeURIComponent(input.path.id)}/preview`, undefined, options)

export type PreviewServicesImportAnswer = { rows: Array<{ row: number; name: string; provider: string; outcome: "new" | "changed" | "unchanged" | "error"; fields: Array<string>; errors: Array<{ code: string; at: string }>; notTaken: Array<string> }>; counts: { new: number; changed: number; unchanged: number; error: number } }

export interface PreviewServicesImportInput {
  body: { text?: string; package?: string }
}

/** POST /api/v1/services/import/preview */
export const previewServicesImport = (input: PreviewServicesImportInput, options?: CallOptions): Promise<PreviewServicesImportAnswer> =>
  call<PreviewServicesImportAnswer>('POST', '/services/import/preview', input.body, options)

export type PreviewUndoAnswer = { version: number; back: { new?: number; changed?: number; held?: number; case?: number; replaced?: number; gone?: number; back?: number; elsewhere?: number }; stay: Array<{ deed: "new" | "changed" | "held" | "case" | "replaced" | "gone" | "back" | "elsewhere"; why: "case_opened" | "residence_decided" | "held_decided" | "proposal_answered" | "transfer_confirmed" | "number_in_use" | "erased" | "changed_since"; notice: string; person: { initials: string; name: string | null } | null; number: string | null; ref: string | null }> }

export interface PreviewUndoInput {
  path: { id: string }
}

/** GET /api/v1/imports/{id}/undo */
export const previewUndo = (input: PreviewUndoInput, options?: CallOptions): Promise<PreviewUndoAnswer> =>
  call<PreviewUndoAnswer>('GET', `/imports/${encodeURIComponent(input.path.id)}/undo`, undefined, options)

export type PrintSheetAnswer = { id: string }

export interface PrintSheetInput {
  body: { kind: "wing"; prisonId: number; weeks: number; persons: Array<{ id: string; kind: "case" | "notice" }> } | { kind: "released"; ref: string } | { kind: "empty"; copies?: number }
}

/** POST /api/v1/paper-sheets */
export const printSheet = (input: PrintSheetInput, options?: CallOptions): Promise<PrintSheetAnswer> =>
  call<PrintSheetAnswer>('POST', '/paper-sheets', input.body, options)

export type ProposeCalendarAnswer = { regions: Array<{ code: string; name: string }>; holidays: Array<{ on: string; name: string }> }

export interface ProposeCalendarInput {
  query: { country: string; region?: string; language?: string }
}

/** GET /api/v1/calendar-proposal */
export const proposeCalendar = (input: ProposeCalendarInput, options?: CallOptions): Promise<ProposeCalendarAnswer> =>
  call<ProposeCalendarAnswer>('GET', `/calendar-proposal${query(input.query ?? {})}`, undefined, options)

export type ProtectCaseAnswer = { id: string }

export interface ProtectCaseInput {
  path: { ref: string }
  body: { kind: "minor" | "victim"; named: Array<number> }
}

/** POST /api/v1/cases/{ref}/protection */
export const protectCase = (input: ProtectCaseInput, options?: CallOptions): Promise<ProtectCaseAnswer> =>
  call<ProtectCaseAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/protection`, input.body, options)

export type ProveSelfAnswer = undefined

export interface ProveSelfInput {
  body: { passphrase: string } | { code: string } | { attempt: string; answer: { id: string; rawId: string; type: "public-key"; clientExtensionResults?: Record<string, unknown>; authenticatorAttachment?: string | null; response: { authenticatorData: string; clientDataJSON: string; signature: string; userHandle?: string | null } } }
}

/** POST /api/v1/session/proof */
export const proveSelf = (input: ProveSelfInput, options?: CallOptions): Promise<ProveSelfAnswer> =>
  call<ProveSelfAnswer>('POST', '/session/proof', input.body, options)

export type PutAwayAnswer = { id: string }

export interface PutAwayInput {
  path: { id: string }
}

/** DELETE /api/v1/told/{id} */
export const putAway = (input: PutAwayInput, options?: CallOptions): Promise<PutAwayAnswer> =>
  call<PutAwayAnswer>('DELETE', `/told/${encodeURIComponent(input.path.id)}`, undefined, options)

export type QuestionLegalBasisAnswer = { id: number; content: { kind: "legal_obligation" | "public_task" | "vital_interests" | "consent" | "contract" | "legitimate_interests" | "criminal_law_task"; citation: string; objective: string; categories: Array<"identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision">; purposes: Array<"reintegration" | "supervision">; bodies: Array<number>; validFrom: string | null; validUntil: string | null; reviewOn: string | null; textLink: string; description: string }; state: "draft" | "active" | "withdrawn"; holds: boolean; reviewedBy: string | null; reviewedOn: string | null; questions: Array<{ id: number; question: string; askedBy: string; askedOn: string; answer: string | null; answeredBy: string | null }>; version: number }

export interface QuestionLegalBasisInput {
  path: { id: number }
  body: { question: string }
}

/** POST /api/v1/legal-bases/{id}/questions */
export const questionLegalBasis = (input: QuestionLegalBasisInput, options?: CallOptions): Promise<QuestionLegalBasisAnswer> =>
  call<QuestionLegalBasisAnswer>('POST', `/legal-bases/${encodeURIComponent(input.path.id)}/questions`, input.body, options)

export type ReadAfterMeasureAnswer = { ref: string; today: string; version: number; measureEndsOn: string | null; enforces: boolean; language: string | null; parts: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; agencies: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; answer: { goesOn: boolean; endsOn: string | null; way: "on_screen" | "paper" | "witnessed"; saidOn: string; language: string; witness: string | null; words: string | null; recordedBy: string } | null }>; may: Array<"set" | "ask"> }

export interface ReadAfterMeasureInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref}/after-measure */
export const readAfterMeasure = (input: ReadAfterMeasureInput, options?: CallOptions): Promise<ReadAfterMeasureAnswer> =>
  call<ReadAfterMeasureAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/after-measure`, undefined, options)

export type ReadAgencyAnswer = { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; phone: string | null; email: string | null; desks: Array<{ id: number; name: string; kind: string }>; members: number; version: number }

export interface ReadAgencyInput {
  path: { id: number }
}

/** GET /api/v1/agencies/{id} */
export const readAgency = (input: ReadAgencyInput, options?: CallOptions): Promise<ReadAgencyAnswer> =>
  call<ReadAgencyAnswer>('GET', `/agencies/${encodeURIComponent(input.path.id)}`, undefined, options)

export type ReadAgreementDraftAnswer = { id: number; content: { reference: string; title: string; document: string; validFrom: string | null; validUntil: string | null; includesRemand: boolean; fallbackAgencyId: number | null; basis: string; parties: Array<{ agencyId: number; rights: Record<string, "none" | "told" | "decision" | "sees" | "brings">; supervision: Record<string, "none" | "told" | "decision" | "sees" | "brings">; secrecy: Record<string, string>; bases: Record<string, number> }>; objective: string; supersedesId: number | null; transitionUntil: string | null; reviewOn: string | null; duties: Record<string, number>; reviewMonths: number; retention: Array<{ purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review: number | null }>; contact: { name: string; address: string; phone: string; email: string; complaints: string }; template: string | null }; changedAt: string; changedBy: string; agreementId: number | null; version: number }

export interface ReadAgreementDraftInput {
  path: { id: number }
}

/** GET /api/v1/agreement-drafts/{id} */
export const readAgreementDraft = (input: ReadAgreementDraftInput, options?: CallOptions): Promise<ReadAgreementDraftAnswer> =>
  call<ReadAgreementDraftAnswer>('GET', `/agreement-drafts/${encodeURIComponent(input.path.id)}`, undefined, options)

export type ReadAgreementsAnswer = { agreements: Array<{ id: number; lineageId: number; edition: number; mine: boolean; transitionUntil: string | null; reference: string; title: string; document: string; validFrom: string; validUntil: string | null; state: "not_yet" | "waits" | "in_force" | "followed" | "over"; fallback: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; parties: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; signedOn: string | null; signedBy: string | null; how: "here" | "paper" | null; leftOn: string | null }> }>; drafts: Array<{ id: number; content: { reference: string; title: string; document: string; validFrom: string | null; validUntil: string | null; includesRemand: boolean; fallbackAgencyId: number | null; basis: string; parties: Array<{ agencyId: number; rights: Record<string, "none" | "told" | "decision" | "sees" | "brings">; supervision: Record<string, "none" | "told" | "decision" | "sees" | "brings">; secrecy: Record<string, string>; bases: Record<string, number> }>; objective: string; supersedesId: number | null; transitionUntil: string | null; reviewOn: string | null; duties: Record<string, number>; reviewMonths: number; retention: Array<{ purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review: number | null }>; contact: { name: string; address: string; phone: string; email: string; complaints: string }; template: string | null }; changedAt: string; changedBy: string; agreementId: number | null; version: number }> }

/** GET /api/v1/agreements */
export const readAgreements = (options?: CallOptions): Promise<ReadAgreementsAnswer> =>
  call<ReadAgreementsAnswer>('GET', '/agreements', undefined, options)

export type ReadAuditedCaseAnswer = { ref: string; endsAt: string; reason: string; continuity: { ref: string; version: number; today: string; openedOn: string; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; measureEndsOn: string | null; releaseDay: { kind: "friday" | "weekend" | "holiday" | "before_holiday"; holiday: Record<string, string> | null; opensOn: string; proposal: string | null } | null; usualAnswerBy: string; unseenBy: Array<number>; lanes: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; view: "full" | "summary"; required: "default" | "wish" | "imposed" | null; arrangedUntil: string | null; leads: Array<{ id: string | null; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; instead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; from: string | null; until: string | null; state: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; tied: "release" | "calendar"; offeredOn: string | null; answerBy: string | null; confirmBy: string | null; voluntary: boolean; standing: { on: string; by: string } | null; standingRefusal: "prison" | "dates" | "open_end" | "too_long" | "month_full" | "full" | "taken" | "unseen" | null; endsWithMeasure: boolean; note: string | null; reason: string | null; may: Array<"answer" | "record_answer" | "confirm" | "withdraw" | "end">; version: number }>; gaps: Array<{ from: string; until: string | null; kind: "unasked" | "awaiting" | "overdue" | "declined" }>; milestones: Array<{ id: string; code: string; on: string | null; anchor: "reception" | "release" | "end_of_supervision" | "recall"; offsetDays: number; status: "open" | "done" | "before_start" | "paused" | "expired"; cycle: number; overdue: boolean; doneOn: string | null; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; version: number }> }> }; items: Array<{ id: string; special: boolean; kind: "fact" | "assessment" | "statement"; category: string; clause: { label: string; arrangement: string; basis: string } | null; state: "current" | "contested" | "restricted" | "withdrawn"; stale: boolean; awaits: boolean; refused: boolean; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; own: boolean; mode: "table" | "named" | "agency"; currentVersion: number; asOf: string; reviewBy: string | null; handling: { noOnward: boolean; viewOnly: boolean; spokenOnly: boolean; askFirst: boolean; meetingId: string | null; deleteOn: string | null }; words: { version: number; kind: "fact" | "assessment" | "statement"; text: string | null; functional: { code: "able_to_work" | "able_to_work_partly" | "not_able_to_work" | "appointment_made" | "appointment_kept" | "appointment_not_possible" | "support_in_place" | "support_needed" | "support_ended" | "needs_company_to_appointments" | "needs_short_appointments" | "needs_ground_floor" | "medication_arranged" | "can_live_alone" | "needs_support_at_home"; until: string | null } | null; sourceKind: "observed" | "document" | "register" | "agency" | "person" | "third_party" | null; source: string | null; credibility: "documented" | "confirmed" | "plausible" | "doubtful" | "not_checked" | null; method: string | null; language: string | null; asOf: string; writtenAt: string; writtenBy: string | null; verifiedAt: string | null; verifiedBy: string | null; reason: string | null; restricted: boolean } | null; leftOut: "contested" | "restricted" | "withdrawn" | "stale" | "own_agency" | "view_only" | "spoken_only" | "meeting_only" | "no_onward" | null; version: number }> }

export interface ReadAuditedCaseInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref}/audited */
export const readAuditedCase = (input: ReadAuditedCaseInput, options?: CallOptions): Promise<ReadAuditedCaseAnswer> =>
  call<ReadAuditedCaseAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/audited`, undefined, options)

export type ReadBreachAnswer = { id: string; number: number; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; awareAt: string; dueAt: string; kinds: Array<"confidentiality" | "integrity" | "availability">; phase: "first" | "follow_up" | "final" | "not_reported" | null; settledAt: string | null; closedAt: string | null; use: "lawfulness" | "self_monitoring" | "integrity_security" | "criminal_proceedings"; version: number; mayChange: boolean; mayPrint: boolean; recordedAt: string; closedBy: string | null; contact: { name: string; agency: string; phone: string | null; email: string | null }; accounts: Array<{ awareAt: string; kinds: Array<"confidentiality" | "integrity" | "availability">; what: string; found: string; consequences: string | null; measures: string | null; by: string; version: number; at: string }>; reports: Array<{ phase: "first" | "follow_up" | "final" | "not_reported"; at: string; reference: string | null; reason: string | null; delay: string | null; by: string; id: string; recordedAt: string }>; tellings: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; toldAt: string | null; by: string | null; whom: Array<string>; phone: string | null; email: string | null }>; extents: Array<{ id: string; member: string; from: string; until: string; computedAt: string; computedBy: string; entries: number; nameless: number; casesRead: number; personsRead: number; casesShown: number; personsShown: number; announced: number; records: number; whats: Array<{ what: string; cases: number }>; categories: Array<{ category: string; records: number }>; gone: number; cases: Array<{ ref: string; opened: boolean; how: Array<"opened" | "changed" | "handed_on" | "printed" | "exported" | "searched" | "listed">; entries: number; records: number; firstAt: string; lastAt: string }> }>; members: Array<{ id: number; name: string }> }

export interface ReadBreachInput {
  path: { id: string }
  query?: { use?: "lawfulness" | "self_monitoring" | "integrity_security" | "criminal_proceedings" }
}

/** GET /api/v1/breaches/{id} */
export const readBreach = (input: ReadBreachInput, options?: CallOptions): Promise<ReadBreachAnswer> =>
  call<ReadBreachAnswer>('GET', `/breaches/${encodeURIComponent(input.path.id)}${query(input.query ?? {})}`, undefined, options)

export type ReadCalendarAnswer = { year: number; country: string; region: string | null; days: Array<{ day: string; names: Record<string, string>; source: "library" | "city"; struck: boolean; changedBy: string | null }>; mayChange: boolean }

export interface ReadCalendarInput {
  query?: { year?: number }
}

/** GET /api/v1/calendar */
export const readCalendar = (input: ReadCalendarInput = {}, options?: CallOptions): Promise<ReadCalendarAnswer> =>
  call<ReadCalendarAnswer>('GET', `/calendar${query(input.query ?? {})}`, undefined, options)

export type ReadCalendarFeedAnswer = { madeAt: string | null; lastFetchedAt: string | null }

/** GET /api/v1/calendar-feed */
export const readCalendarFeed = (options?: CallOptions): Promise<ReadCalendarFeedAnswer> =>
  call<ReadCalendarFeedAnswer>('GET', '/calendar-feed', undefined, options)

export type ReadCaseAnswer = { ref: string; version: number; stage: "preparation" | "release" | "community" | "closing" | "closed"; person: { initials: string; name: string | null; birth: string | null; language: string | null; numbers: Array<{ issuer: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; number: string }> }; purpose: string; openedOn: string; openedBy: string; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; lead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; leadState: "accepted" | "fallback" | "unheld" | "closing"; leadSince: string; basis: { arrangement: string; clause: string; basis: string; validUntil: string | null }; informed: { state: "informed" | "not_yet"; on: string | null; how: string | null; language: string | null; ground: string | null; reviewOn: string | null }; conferencesNeeded: boolean; seats: Array<{ principal: number; name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; relation: "coordination" | "lead" | "member" | "guest" | "provider" | "cover" | "override"; from: string; until: string | null; members: number }>; readers: number; cover: Array<{ principal: number; name: string; left: boolean; until: string | null; mine: boolean; by: Array<string> }>; may: Array<"offer" | "move_release" | "decide_conferences" | "complete_milestone"> }

export interface ReadCaseInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref} */
export const readCase = (input: ReadCaseInput, options?: CallOptions): Promise<ReadCaseAnswer> =>
  call<ReadCaseAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}`, undefined, options)

export type ReadCaseAsKnownAnswer = { ref: string; at: string; since: string; today: string; person: { initials: string; name: string | null; birth: string | null }; stage: "preparation" | "release" | "community" | "closing" | "closed"; informed: "informed" | "not_yet"; source: { words: string; recordedAt: string; by: string | null } | null; continuity: { ref: string; version: number; today: string; openedOn: string; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; measureEndsOn: string | null; releaseDay: { kind: "friday" | "weekend" | "holiday" | "before_holiday"; holiday: Record<string, string> | null; opensOn: string; proposal: string | null } | null; usualAnswerBy: string; unseenBy: Array<number>; lanes: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; view: "full" | "summary"; required: "default" | "wish" | "imposed" | null; arrangedUntil: string | null; leads: Array<{ id: string | null; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; instead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; from: string | null; until: string | null; state: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; tied: "release" | "calendar"; offeredOn: string | null; answerBy: string | null; confirmBy: string | null; voluntary: boolean; standing: { on: string; by: string } | null; standingRefusal: "prison" | "dates" | "open_end" | "too_long" | "month_full" | "full" | "taken" | "unseen" | null; endsWithMeasure: boolean; note: string | null; reason: string | null; may: Array<"answer" | "record_answer" | "confirm" | "withdraw" | "end">; version: number }>; gaps: Array<{ from: string; until: string | null; kind: "unasked" | "awaiting" | "overdue" | "declined" }>; milestones: Array<{ id: string; code: string; on: string | null; anchor: "reception" | "release" | "end_of_supervision" | "recall"; offsetDays: number; status: "open" | "done" | "before_start" | "paused" | "expired"; cycle: number; overdue: boolean; doneOn: string | null; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; version: number }> }> }; seats: Array<{ name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; relation: string }>; periods: Array<{ id: string; kind: "custody" | "leave" | "day_release" | "electronic_monitoring" | "supervision" | "transfer" | "recall"; from: string; until: string | null; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; cycle: number; source: string; recordedOn: string; recordedBy: string; may: Array<"change" | "remove">; version: number }>; items: Array<{ id: string; special: boolean; kind: string; category: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; state: string; stateThen: string | null; currentVersion: number; guarded: boolean; words: { version: number; kind: "fact" | "assessment" | "statement"; text: string | null; functional: { code: "able_to_work" | "able_to_work_partly" | "not_able_to_work" | "appointment_made" | "appointment_kept" | "appointment_not_possible" | "support_in_place" | "support_needed" | "support_ended" | "needs_company_to_appointments" | "needs_short_appointments" | "needs_ground_floor" | "medication_arranged" | "can_live_alone" | "needs_support_at_home"; until: string | null } | null; sourceKind: "observed" | "document" | "register" | "agency" | "person" | "third_party" | null; source: string | null; credibility: "documented" | "confirmed" | "plausible" | "doubtful" | "not_checked" | null; method: string | null; language: string | null; asOf: string; writtenAt: string; writtenBy: string | null; verifiedAt: string | null; verifiedBy: string | null; reason: string | null; restricted: boolean } | null }>; now: { stage: "preparation" | "release" | "community" | "closing" | "closed"; continuity: { ref: string; version: number; today: string; openedOn: string; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; measureEndsOn: string | null; releaseDay: { kind: "friday" | "weekend" | "holiday" | "before_holiday"; holiday: Record<string, string> | null; opensOn: string; proposal: string | null } | null; usualAnswerBy: string; unseenBy: Array<number>; lanes: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; view: "full" | "summary"; required: "default" | "wish" | "imposed" | null; arrangedUntil: string | null; leads: Array<{ id: string | null; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; instead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; from: string | null; until: string | null; state: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; tied: "release" | "calendar"; offeredOn: string | null; answerBy: string | null; confirmBy: string | null; voluntary: boolean; standing: { on: string; by: string } | null; standingRefusal: "prison" | "dates" | "open_end" | "too_long" | "month_full" | "full" | "taken" | "unseen" | null; endsWithMeasure: boolean; note: string | null; reason: string | null; may: Array<"answer" | "record_answer" | "confirm" | "withdraw" | "end">; version: number }>; gaps: Array<{ from: string; until: string | null; kind: "unasked" | "awaiting" | "overdue" | "declined" }>; milestones: Array<{ id: string; code: string; on: string | null; anchor: "reception" | "release" | "end_of_supervision" | "recall"; offsetDays: number; status: "open" | "done" | "before_start" | "paused" | "expired"; cycle: number; overdue: boolean; doneOn: string | null; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; version: number }> }> }; seats: Array<{ name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; relation: string }> } }

export interface ReadCaseAsKnownInput {
  path: { ref: string }
  query: { at: string }
}

/** GET /api/v1/cases/{ref}/as-known */
export const readCaseAsKnown = (input: ReadCaseAsKnownInput, options?: CallOptions): Promise<ReadCaseAsKnownAnswer> =>
  call<ReadCaseAsKnownAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/as-known${query(input.query ?? {})}`, undefined, options)

export type ReadCaseLogAnswer = { ref: string; scope: "all" | "own" | "looks"; use: "lawfulness" | "self_monitoring" | "integrity_security" | "criminal_proceedings"; today: string; rows: Array<{ id: string; at: string; member: number | null; name: string | null; system: string | null; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; purpose: string | null; kind: "opened" | "searched" | "emergency" | "printed" | "exported" | "handed_on" | "changed" | "listed" | "log" | "refused"; what: "case" | "map" | "past" | "items" | "offer" | "notice" | "periods" | "basics" | "handover" | "sharing" | "readers" | "sheet" | null; use: "lawfulness" | "self_monitoring" | "integrity_security" | "criminal_proceedings" | null }>; nextCursor: string | null }

export interface ReadCaseLogInput {
  path: { ref: string }
  query?: { member?: number; kind?: "opened" | "searched" | "emergency" | "printed" | "exported" | "handed_on" | "changed" | "listed" | "log" | "refused"; day?: string; limit?: number; cursor?: string; use?: "lawfulness" | "self_monitoring" | "integrity_security" | "criminal_proceedings" }
}

/** GET /api/v1/cases/{ref}/log */
export const readCaseLog = (input: ReadCaseLogInput, options?: CallOptions): Promise<ReadCaseLogAnswer> =>
  call<ReadCaseLogAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/log${query(input.query ?? {})}`, undefined, options)

export type ReadCaseRightsAnswer = { ref: string; today: string; language: string | null; acts: boolean; erases: boolean; items: Array<{ id: string; category: string; kind: "fact" | "assessment" | "statement"; state: "current" | "contested" | "restricted"; asOf: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; version: number; mine: boolean; told: boolean }>; contests: Array<{ id: string; item: string; statement: string; language: string; wish: "correct" | "complete" | "restrict" | "erase"; way: "talk" | "paper" | "witnessed"; saidOn: string; state: "open" | "corrected" | "completed" | "restricted" | "erased" | "refused"; againstVersion: number; recordedBy: string; decidedBy: string | null; decidedAt: string | null; reasons: string | null }>; notices: Array<{ id: string; item: string; ref: string | null; category: string; kind: "corrected" | "restricted" | "released" | "erased"; version: number; from: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; to: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; thirdParty: boolean; outside: string | null; madeAt: string; dueOn: string; acknowledgedAt: string | null; acknowledgedBy: string | null; chased: boolean; madeBy: string | null; openedAt: string | null; openedBy: string | null; mine: boolean }>; retention: Array<{ item: string; ref: string; category: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; mine: boolean; clause: string; arrangement: string; from: "written" | "case_closed" | "measure_ended" | "author"; starts: string | null; months: number | null; outcome: "erase" | "restrict"; on: string; extendedUntil: string | null; review: boolean; extension: { id: string; until: string; by: string | null; mine: boolean } | null }>; gone: Array<{ what: "erased" | "restricted"; category: string; on: string }> }

export interface ReadCaseRightsInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref}/rights */
export const readCaseRights = (input: ReadCaseRightsInput, options?: CallOptions): Promise<ReadCaseRightsAnswer> =>
  call<ReadCaseRightsAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/rights`, undefined, options)

export type ReadConsentTextAnswer = { version: string; language: "en" | "fr" | "de" | "es" | "it" | "nl"; title: string; paragraphs: Array<string>; sign: { yes: string; no: string; name: string; day: string; signature: string } }

export interface ReadConsentTextInput {
  path: { ref: string }
  query: { domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; agencies: string; language: "en" | "fr" | "de" | "es" | "it" | "nl"; back?: "true" | "false" }
}

/** GET /api/v1/cases/{ref}/consents/text */
export const readConsentText = (input: ReadConsentTextInput, options?: CallOptions): Promise<ReadConsentTextAnswer> =>
  call<ReadConsentTextAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/consents/text${query(input.query ?? {})}`, undefined, options)

export type ReadContinuityAnswer = { ref: string; version: number; today: string; openedOn: string; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; measureEndsOn: string | null; releaseDay: { kind: "friday" | "weekend" | "holiday" | "before_holiday"; holiday: Record<string, string> | null; opensOn: string; proposal: string | null } | null; usualAnswerBy: string; unseenBy: Array<number>; lanes: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; view: "full" | "summary"; required: "default" | "wish" | "imposed" | null; arrangedUntil: string | null; leads: Array<{ id: string | null; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; instead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; from: string | null; until: string | null; state: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; tied: "release" | "calendar"; offeredOn: string | null; answerBy: string | null; confirmBy: string | null; voluntary: boolean; standing: { on: string; by: string } | null; standingRefusal: "prison" | "dates" | "open_end" | "too_long" | "month_full" | "full" | "taken" | "unseen" | null; endsWithMeasure: boolean; note: string | null; reason: string | null; may: Array<"answer" | "record_answer" | "confirm" | "withdraw" | "end">; version: number }>; gaps: Array<{ from: string; until: string | null; kind: "unasked" | "awaiting" | "overdue" | "declined" }>; milestones: Array<{ id: string; code: string; on: string | null; anchor: "reception" | "release" | "end_of_supervision" | "recall"; offsetDays: number; status: "open" | "done" | "before_start" | "paused" | "expired"; cycle: number; overdue: boolean; doneOn: string | null; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; version: number }> }> }

export interface ReadContinuityInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref}/continuity */
export const readContinuity = (input: ReadContinuityInput, options?: CallOptions): Promise<ReadContinuityAnswer> =>
  call<ReadContinuityAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/continuity`, undefined, options)

export type ReadDisclosureSheetAnswer = { id: string; ref: string; to: string; why: string; conditions: string | null; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; decidedBy: string; decidedAt: string; expiresOn: string; items: Array<{ id: string; version: number; kind: string; category: string; asOf: string; credibility: string | null; sourceKind: string | null; text: string; functional: { code: string; until: string | null } | null }> }

export interface ReadDisclosureSheetInput {
  path: { id: string }
}

/** GET /api/v1/disclosures/{id}/sheet */
export const readDisclosureSheet = (input: ReadDisclosureSheetInput, options?: CallOptions): Promise<ReadDisclosureSheetAnswer> =>
  call<ReadDisclosureSheetAnswer>('GET', `/disclosures/${encodeURIComponent(input.path.id)}/sheet`, undefined, options)

export type ReadDutyAnswer = { today: string; desks: Array<{ id: number; name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; now: { member: { id: number; name: string }; substitute: { id: number; name: string } | null; phone: string | null; until: string } | null; shifts: Array<{ id: string; weekday: number | null; on: string | null; starts: string; ends: string; member: { id: number; name: string }; substitute: { id: number; name: string } | null; phone: string | null; from: string; until: string | null }>; mayEdit: boolean }>; contacts: Array<{ basic: "bed" | "money" | "medication" | "papers" | "appointment"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; phone: string | null }>; mayEditContacts: boolean; mayOpenDesk: boolean }

/** GET /api/v1/duty */
export const readDuty = (options?: CallOptions): Promise<ReadDutyAnswer> =>
  call<ReadDutyAnswer>('GET', '/duty', undefined, options)

export type ReadEditionAnswer = { agreement: { id: number; lineageId: number; edition: number; mine: boolean; transitionUntil: string | null; reference: string; title: string; document: string; validFrom: string; validUntil: string | null; state: "not_yet" | "waits" | "in_force" | "followed" | "over"; fallback: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; parties: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; signedOn: string | null; signedBy: string | null; how: "here" | "paper" | null; leftOn: string | null }> }; reviewOn: string | null; reviewMonths: number; includesRemand: boolean; fixed: boolean; cells: Array<{ agencyId: number; purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; right: "none" | "told" | "decision" | "sees" | "brings"; secrecy: boolean; releaseGround: string | null; basisId: number | null }>; bases: Array<{ id: number; citation: string; state: string; validUntil: string | null }>; duties: Record<string, number>; retention: Array<{ purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review: number | null }>; contacts: Array<{ name: string; address: string; phone: string; email: string; complaints: string; since: string }>; opinions: Array<{ id: number; stance: "in_favour" | "reservations" | "against"; opinion: string; givenBy: string; givenOn: string; answer: string | null; answeredBy: string | null }>; papers: Array<number>; editions: Array<{ id: number; edition: number; state: "not_yet" | "waits" | "in_force" | "followed" | "over"; validFrom: string }>; publicPage: string; nextDraft: number | null }

export interface ReadEditionInput {
  path: { id: number }
}

/** GET /api/v1/agreements/{id} */
export const readEdition = (input: ReadEditionInput, options?: CallOptions): Promise<ReadEditionAnswer> =>
  call<ReadEditionAnswer>('GET', `/agreements/${encodeURIComponent(input.path.id)}`, undefined, options)

export type ReadFirstDayAnswer = { ref: string; person: { initials: string; name: string | null; birth: string | null }; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; today: string; basics: Array<{ basic: "bed" | "money" | "medication" | "papers" | "appointment"; view: "full" | "summary" | "none"; arranged: boolean; accepted: { agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; until: string | null } | null; said: Array<{ id: string; state: "asked" | "confirmed" | "open" | "not_needed" | "not_wanted"; source: "screen" | "phone" | "paper"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; at: string; recordedAt: string; recordedBy: string; saidBy: string | null; words: string | null; outdated: boolean }>; contact: { agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; phone: string | null } | null }>; unplanned: { id: string; knownAt: string; until: string; recordedBy: string; circumstances: { saidBy: string; place?: string; nowAt?: string; reach?: string }; told: Array<{ name: string; role: "duty" | "substitute" | "coordination" | "agency"; member: string | null; at: string; deliveredAt: string | null; acknowledgedAt: string | null; acknowledgedBy: string | null; mine: boolean }> } | null; mayRecord: boolean }

export interface ReadFirstDayInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref}/basics */
export const readFirstDay = (input: ReadFirstDayInput, options?: CallOptions): Promise<ReadFirstDayAnswer> =>
  call<ReadFirstDayAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/basics`, undefined, options)

export type ReadHandoverFiguresAnswer = { from: string; until: string; released: number; withPerson: number; held: number; withoutMeeting: number; fallback: number }

export interface ReadHandoverFiguresInput {
  query: { from: string; until: string }
}

/** GET /api/v1/handovers/figures */
export const readHandoverFigures = (input: ReadHandoverFiguresInput, options?: CallOptions): Promise<ReadHandoverFiguresAnswer> =>
  call<ReadHandoverFiguresAnswer>('GET', `/handovers/figures${query(input.query ?? {})}`, undefined, options)

export type ReadHandoverPackageAnswer = { heldOn: string; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null } | null; parts: Array<{ category: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; leads: Array<{ agency: string; from: string | null; until: string | null; state: string }>; gaps: Array<{ from: string; until: string | null; kind: "unasked" | "awaiting" | "overdue" | "declined" }>; milestones: Array<{ code: string; on: string | null; status: string }>; checks: Array<{ code: string; answer: "open" | "yes" | "no" | "not_applicable"; agency: string | null; until: string | null }>; sha256: string; unchanged: boolean }> }

export interface ReadHandoverPackageInput {
  path: { id: string }
}

/** GET /api/v1/handover-meetings/{id}/package */
export const readHandoverPackage = (input: ReadHandoverPackageInput, options?: CallOptions): Promise<ReadHandoverPackageAnswer> =>
  call<ReadHandoverPackageAnswer>('GET', `/handover-meetings/${encodeURIComponent(input.path.id)}/package`, undefined, options)

export type ReadHealthAnswer = { status: "ok" | "database_unreachable"; version: string; database: string | null; jobs: "running" | "off"; time: string }

/** GET /api/v1/health */
export const readHealth = (options?: CallOptions): Promise<ReadHealthAnswer> =>
  call<ReadHealthAnswer>('GET', '/health', undefined, options)

export type ReadImpactAnswer = { id: number; lineageId: number; edition: number; title: string; state: "draft" | "approved" | "review" | "replaced"; changedOn: string; changedBy: string; approvedOn: string | null; approvedBy: string | null; reviewOn: string | null; remains: "low" | "medium" | "high" | null; uncovered: Array<string>; content: { title: string; description: string; necessity: string; dangers: Array<{ what: string; source: string; likelyBefore: "low" | "medium" | "high" | null; severeBefore: "low" | "medium" | "high" | null; measures: string; likelyAfter: "low" | "medium" | "high" | null; severeAfter: "low" | "medium" | "high" | null; responsible: string }>; measures: string; sought: "asked" | "not_asked" | null; views: string; reviewOn: string | null }; writers: Array<string>; mine: boolean; advice: { words: string; by: string; on: string; outdated: boolean } | null; consultation: { sentOn: string; under: "directive" | "regulation"; reference: string; extended: boolean; answer: string | null; answeredOn: string | null; dueOn: string } | null; covers: Array<string>; missing: string | null; next: number | null; version: number }

export interface ReadImpactInput {
  path: { id: number }
}

/** GET /api/v1/impact-assessments/{id} */
export const readImpact = (input: ReadImpactInput, options?: CallOptions): Promise<ReadImpactAnswer> =>
  call<ReadImpactAnswer>('GET', `/impact-assessments/${encodeURIComponent(input.path.id)}`, undefined, options)

export type ReadImpactRegisterAnswer = { versions: Array<{ id: number; lineageId: number; edition: number; title: string; state: "draft" | "approved" | "review" | "replaced"; changedOn: string; changedBy: string; approvedOn: string | null; approvedBy: string | null; reviewOn: string | null; remains: "low" | "medium" | "high" | null; uncovered: Array<string> }> }

/** GET /api/v1/impact-assessments */
export const readImpactRegister = (options?: CallOptions): Promise<ReadImpactRegisterAnswer> =>
  call<ReadImpactRegisterAnswer>('GET', '/impact-assessments', undefined, options)

export type ReadInreachAnswer = { id: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; asking: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; service: { id: string; name: string } | null; topic: string; wishOn: string; wishTime: string; minutes: number; groupSize: number; needs: string; state: "asked" | "proposed" | "planned" | "declined" | "withdrawn" | "held" | "not_held"; slotOn: string | null; slotAt: string | null; room: string; answerNote: string; declineReason: string | null; notHeldBecause: "prison" | "provider" | "other" | null; attended: number | null; workers: Array<{ id: string; name: string; role: string; clearance: "asked" | "cleared" | "refused"; clearedUntil: string | null; reason: string | null; version: number }>; side: "prison" | "asking"; may: Array<"slot" | "decline" | "take" | "withdraw" | "record" | "clear">; version: number }

export interface ReadInreachInput {
  path: { id: string }
}

/** GET /api/v1/inreach/{id} */
export const readInreach = (input: ReadInreachInput, options?: CallOptions): Promise<ReadInreachAnswer> =>
  call<ReadInreachAnswer>('GET', `/inreach/${encodeURIComponent(input.path.id)}`, undefined, options)

export type ReadInvitationAnswer = { name: string; email: string; locale: string; agency: string; authority: string; expiresAt: string }

export interface ReadInvitationInput {
  path: { token: string }
}

/** GET /api/v1/invitations/{token} */
export const readInvitation = (input: ReadInvitationInput, options?: CallOptions): Promise<ReadInvitationAnswer> =>
  call<ReadInvitationAnswer>('GET', `/invitations/${encodeURIComponent(input.path.token)}`, undefined, options)

export type ReadItemAnswer = { id: string; special: boolean; kind: "fact" | "assessment" | "statement"; category: string; clause: { label: string; arrangement: string; basis: string } | null; state: "current" | "contested" | "restricted" | "withdrawn"; stale: boolean; awaits: boolean; refused: boolean; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; own: boolean; mode: "table" | "named" | "agency"; currentVersion: number; asOf: string; reviewBy: string | null; handling: { noOnward: boolean; viewOnly: boolean; spokenOnly: boolean; askFirst: boolean; meetingId: string | null; deleteOn: string | null }; words: { version: number; kind: "fact" | "assessment" | "statement"; text: string | null; functional: { code: "able_to_work" | "able_to_work_partly" | "not_able_to_work" | "appointment_made" | "appointment_kept" | "appointment_not_possible" | "support_in_place" | "support_needed" | "support_ended" | "needs_company_to_appointments" | "needs_short_appointments" | "needs_ground_floor" | "medication_arranged" | "can_live_alone" | "needs_support_at_home"; until: string | null } | null; sourceKind: "observed" | "document" | "register" | "agency" | "person" | "third_party" | null; source: string | null; credibility: "documented" | "confirmed" | "plausible" | "doubtful" | "not_checked" | null; method: string | null; language: string | null; asOf: string; writtenAt: string; writtenBy: string | null; verifiedAt: string | null; verifiedBy: string | null; reason: string | null; restricted: boolean } | null; leftOut: "contested" | "restricted" | "withdrawn" | "stale" | "own_agency" | "view_only" | "spoken_only" | "meeting_only" | "no_onward" | null; version: number; ref: string; today: string; versions: Array<{ version: number; kind: "fact" | "assessment" | "statement"; text: string | null; functional: { code: "able_to_work" | "able_to_work_partly" | "not_able_to_work" | "appointment_made" | "appointment_kept" | "appointment_not_possible" | "support_in_place" | "support_needed" | "support_ended" | "needs_company_to_appointments" | "needs_short_appointments" | "needs_ground_floor" | "medication_arranged" | "can_live_alone" | "needs_support_at_home"; until: string | null } | null; sourceKind: "observed" | "document" | "register" | "agency" | "person" | "third_party" | null; source: string | null; credibility: "documented" | "confirmed" | "plausible" | "doubtful" | "not_checked" | null; method: string | null; language: string | null; asOf: string; writtenAt: string; writtenBy: string | null; verifiedAt: string | null; verifiedBy: string | null; reason: string | null; restricted: boolean; ground: "a" | "b" | "c" | null; necessity: string | null }>; proposals: Array<{ id: string; words: { version: number; kind: "fact" | "assessment" | "statement"; text: string | null; functional: { code: "able_to_work" | "able_to_work_partly" | "not_able_to_work" | "appointment_made" | "appointment_kept" | "appointment_not_possible" | "support_in_place" | "support_needed" | "support_ended" | "needs_company_to_appointments" | "needs_short_appointments" | "needs_ground_floor" | "medication_arranged" | "can_live_alone" | "needs_support_at_home"; until: string | null } | null; sourceKind: "observed" | "document" | "register" | "agency" | "person" | "third_party" | null; source: string | null; credibility: "documented" | "confirmed" | "plausible" | "doubtful" | "not_checked" | null; method: string | null; language: string | null; asOf: string; writtenAt: string; writtenBy: string | null; verifiedAt: string | null; verifiedBy: string | null; reason: string | null; restricted: boolean }; ground: "a" | "b" | "c"; necessity: string; mode: "table" | "named" | "agency"; names: Array<string>; reviewBy: string; approver: string; mine: boolean; outdated: boolean; refusedAt: string | null; refusal: string | null; may: Array<"decide" | "drop"> }>; reviewUsual: string; facts: Array<{ id: string; version: number; newer: boolean; words: { version: number; kind: "fact" | "assessment" | "statement"; text: string | null; functional: { code: "able_to_work" | "able_to_work_partly" | "not_able_to_work" | "appointment_made" | "appointment_kept" | "appointment_not_possible" | "support_in_place" | "support_needed" | "support_ended" | "needs_company_to_appointments" | "needs_short_appointments" | "needs_ground_floor" | "medication_arranged" | "can_live_alone" | "needs_support_at_home"; until: string | null } | null; sourceKind: "observed" | "document" | "register" | "agency" | "person" | "third_party" | null; source: string | null; credibility: "documented" | "confirmed" | "plausible" | "doubtful" | "not_checked" | null; method: string | null; language: string | null; asOf: string; writtenAt: string; writtenBy: string | null; verifiedAt: string | null; verifiedBy: string | null; reason: string | null; restricted: boolean } | null }>; audience: Array<number>; audiences: Array<{ mode: "table" | "named" | "agency"; names: Array<string>; from: string; until: string | null; by: string | null }>; changes: Array<{ what: string; at: string; by: string | null; reason: string | null }>; readers: Array<{ name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; rule: "own" | "table" | "named" | "share"; relations: Array<string>; until: string | null; share: string | null; you: boolean }>; heldBack: "contested" | "restricted" | "withdrawn" | "stale" | "own_agency" | "view_only" | "spoken_only" | "meeting_only" | "no_onward" | null; meetingOn: string | null; approver: string | null; ground: "a" | "b" | "c" | null; necessity: string | null; may: Array<"change" | "address" | "handle" | "verify" | "state" | "approve" | "erase"> }

export interface ReadItemInput {
  path: { id: string }
}

/** GET /api/v1/items/{id} */
export const readItem = (input: ReadItemInput, options?: CallOptions): Promise<ReadItemAnswer> =>
  call<ReadItemAnswer>('GET', `/items/${encodeURIComponent(input.path.id)}`, undefined, options)

export type ReadLeadAnswer = { id: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; instead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; from: string | null; until: string | null; state: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; tied: "release" | "calendar"; offeredOn: string | null; answerBy: string | null; confirmBy: string | null; voluntary: boolean; standing: { on: string; by: string } | null; standingRefusal: "prison" | "dates" | "open_end" | "too_long" | "month_full" | "full" | "taken" | "unseen" | null; endsWithMeasure: boolean; note: string | null; reason: string | null; may: Array<"answer" | "record_answer" | "confirm" | "withdraw" | "end">; version: number; ref: string; domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; saidBy?: string | null }

export interface ReadLeadInput {
  path: { id: string }
}

/** GET /api/v1/leads/{id} */
export const readLead = (input: ReadLeadInput, options?: CallOptions): Promise<ReadLeadAnswer> =>
  call<ReadLeadAnswer>('GET', `/leads/${encodeURIComponent(input.path.id)}`, undefined, options)

export type ReadLegalBasesAnswer = { bases: Array<{ id: number; content: { kind: "legal_obligation" | "public_task" | "vital_interests" | "consent" | "contract" | "legitimate_interests" | "criminal_law_task"; citation: string; objective: string; categories: Array<"identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision">; purposes: Array<"reintegration" | "supervision">; bodies: Array<number>; validFrom: string | null; validUntil: string | null; reviewOn: string | null; textLink: string; description: string }; state: "draft" | "active" | "withdrawn"; holds: boolean; reviewedBy: string | null; reviewedOn: string | null; questions: Array<{ id: number; question: string; askedBy: string; askedOn: string; answer: string | null; answeredBy: string | null }>; version: number }>; agencies: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }> }

/** GET /api/v1/legal-bases */
export const readLegalBases = (options?: CallOptions): Promise<ReadLegalBasesAnswer> =>
  call<ReadLegalBasesAnswer>('GET', '/legal-bases', undefined, options)

export type ReadLineAnswer = { code: string; sheet: string; kind: "wing" | "released" | "empty"; subject: "case" | "notice" | null; ref: string | null; person: { initials: string; name: string | null }; number: string | null; releaseOn: string | null; expiresOn: string; typedAt: string | null; cells: Array<{ basic: "bed" | "money" | "medication" | "papers" | "appointment"; state: "asked" | "confirmed" | "open" | "not_needed" | "not_wanted"; at: string }> }

export interface ReadLineInput {
  path: { code: string }
}

/** GET /api/v1/paper-lines/{code} */
export const readLine = (input: ReadLineInput, options?: CallOptions): Promise<ReadLineAnswer> =>
  call<ReadLineAnswer>('GET', `/paper-lines/${encodeURIComponent(input.path.code)}`, undefined, options)

export type ReadLogAnswer = { log: { name: string; path: string; publicKey: string; state: "signing" | "clock_apart" | "went_back" | "state_missing" | "forked" | "tiles_broken" | "awaiting_witnesses" | "name_missing" | null; since: string | null; checkpoint: { size: number; root: string; signedAt: string; note: string } | null; quorum: number; witnessed: boolean; witnesses: Array<{ id: number; name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; publicKey: string; answer: "signed" | "unreachable" | "unknown_log" | "refused" | "ahead" | "malformed" | null; askedAt: string | null; signedSize: number; signedAt: string | null; signed: boolean }> } | null; findings: Array<{ id: number; kind: "changed" | "inserted" | "deleted" | "by_hand" | "log_changed"; table: string; key: string; login: string | null; firstSeen: string; lastSeen: string }>; rules: Array<{ arrangementId: number; reference: string; title: string; quorum: number; secondPerson: boolean }>; changes: Array<{ id: string; kind: "add" | "remove" | "rule"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; publicKey: string | null; url: string | null; arrangement: string | null; quorum: number | null; secondPerson: boolean | null; askedBy: string; askedAt: string; mine: boolean }>; may: { change: boolean; decide: boolean } }

/** GET /api/v1/log */
export const readLog = (options?: CallOptions): Promise<ReadLogAnswer> =>
  call<ReadLogAnswer>('GET', '/log', undefined, options)

export type ReadMailAnswer = { way: "file" | "smtp"; host: string | null; port: number | null; security: "tls" | "starttls" | "none"; login: string | null; hasPassword: boolean; sender: string | null; version: number }

/** GET /api/v1/mail */
export const readMail = (options?: CallOptions): Promise<ReadMailAnswer> =>
  call<ReadMailAnswer>('GET', '/mail', undefined, options)

export type ReadMailWishAnswer = { rhythm: "at_once" | "daily" | "off"; returned: boolean; address: string }

/** GET /api/v1/session/mail */
export const readMailWish = (options?: CallOptions): Promise<ReadMailWishAnswer> =>
  call<ReadMailWishAnswer>('GET', '/session/mail', undefined, options)

export type ReadNoticeAnswer = { id: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; establishment: string | null; person: { initials: string; name: string | null; family: string; given: string; birth: string | null; number: string; language: string | null }; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; residence: "city" | "unknown"; remand: boolean; receivedOn: string; status: "waiting" | "held" | "case"; eraseOn: string | null; version: number; likely: Array<{ personId: string; ref: string | null; person: { initials: string; name: string | null }; birth: string | null; reasons: Array<string> }>; vanishedOn: string | null; newer: { person: { initials: string; name: string | null; family: string; given: string; birth: string | null; number: string; language: string | null }; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; residence: "city" | "unknown"; receivedOn: string } | null }

export interface ReadNoticeInput {
  path: { id: string }
}

/** GET /api/v1/notices/{id} */
export const readNotice = (input: ReadNoticeInput, options?: CallOptions): Promise<ReadNoticeAnswer> =>
  call<ReadNoticeAnswer>('GET', `/notices/${encodeURIComponent(input.path.id)}`, undefined, options)

export type ReadOpeningAnswer = { way: "computer" | "network" | "proxy"; origin: string; port: number; certificate: { problems: Array<"unreadable" | "key_unreadable" | "key_mismatch" | "expired" | "not_yet" | "wrong_name" | "self_signed" | "ends_soon">; names: Array<string>; issuer: string; from: string; until: string } | null }

/** GET /api/v1/opening */
export const readOpening = (options?: CallOptions): Promise<ReadOpeningAnswer> =>
  call<ReadOpeningAnswer>('GET', '/opening', undefined, options)

export type ReadPaperFactsAnswer = { authority: string; country: string; source: "draft" | "agreement" | "none"; sourceId: number | null; title: string | null; reference: string | null; basis: string | null; validFrom: string | null; validUntil: string | null; includesRemand: boolean; fallback: string | null; reviewOn: string | null; duties: Record<string, string>; contact: { name: string; address: string; phone: string; email: string; complaints: string } | null; parties: Array<{ name: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; contact: string | null; rights: Record<string, "none" | "told" | "decision" | "sees" | "brings"> | null; bases: Array<{ kind: "legal_obligation" | "public_task" | "vital_interests" | "consent" | "contract" | "legitimate_interests" | "criminal_law_task"; citation: string }> }>; categories: Array<"identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision">; retention: Array<{ purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review: number | null }>; emptySeats: Array<string>; privacy: string | null }

/** GET /api/v1/start/papers */
export const readPaperFacts = (options?: CallOptions): Promise<ReadPaperFactsAnswer> =>
  call<ReadPaperFactsAnswer>('GET', '/start/papers', undefined, options)

export type ReadPartnerTableAnswer = { places: Array<{ function: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; seats: Array<{ id: number; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice"; phone: string | null; email: string | null } | null; organisation: string | null; contact: string | null; askedOn: string | null; version: number }> }> }

/** GET /api/v1/start/partners */
export const readPartnerTable = (options?: CallOptions): Promise<ReadPartnerTableAnswer> =>
  call<ReadPartnerTableAnswer>('GET', '/start/partners', undefined, options)

export type ReadPracticeAnswer = { state: "off" | "starting" | "running" | "by_hand"; origin: string | null; command: string }

/** GET /api/v1/practice */
export const readPractice = (options?: CallOptions): Promise<ReadPracticeAnswer> =>
  call<ReadPracticeAnswer>('GET', '/practice', undefined, options)

export type ReadPrisonCardAnswer = { prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; contact: string; phone: string; email: string; hours: string; reviewedOn: string | null; overdue: boolean; openIssues: number; version: number; address: string; visiting: string; bring: string; booking: string; releaseTimes: string; releasePlace: string; money: string; languages: Array<string>; terms: Array<{ term: string; meaning: string }>; liaisons: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; who: string; how: string }>; visits: Array<{ id: string; on: string; by: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; topic: string; issues: Array<{ id: string; question: string; answer: string | null; answeredOn: string | null; answeredBy: string | null; version: number }>; mayAnswer: boolean }>; changes: Array<{ id: string; kind: "created" | "changed" | "reviewed" | "retired" | "restored" | "imported"; fields: Array<string>; at: string; by: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }>; services: Array<{ id: string; name: string; provider: string }>; may: Array<"change" | "review" | "visit"> }

export interface ReadPrisonCardInput {
  path: { id: number }
}

/** GET /api/v1/prison-cards/{id} */
export const readPrisonCard = (input: ReadPrisonCardInput, options?: CallOptions): Promise<ReadPrisonCardAnswer> =>
  call<ReadPrisonCardAnswer>('GET', `/prison-cards/${encodeURIComponent(input.path.id)}`, undefined, options)

export type ReadPrivacyAnswer = { today: string; overrides: Array<{ id: string; name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; mine: boolean; purpose: string; opened: boolean; second: "agreed" | "refused" | "waits" | "nobody" | null; begunAt: string; endsAt: string; asked: string; reason: string; read: number; verdict: "justified" | "not_justified" | null; judgedAt: string | null; judgedBy: string | null; judgement: string | null }>; declarations: Array<{ id: string; name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; mine: boolean; ref: string; declaredAt: string; liftedAt: string | null }>; surprises: Array<{ id: string; ref: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; to: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; decidedAt: string; decidedBy: string; expiresOn: string; withdrawnAt: string | null; postponedUntil: string | null }>; repeated: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; times: number; cases: number; last: string }>; questions: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; asked: number; waiting: number; oldest: string | null }> }

/** GET /api/v1/privacy */
export const readPrivacy = (options?: CallOptions): Promise<ReadPrivacyAnswer> =>
  call<ReadPrivacyAnswer>('GET', '/privacy', undefined, options)

export type ReadProofWaysAnswer = { passkey: boolean; code: boolean; passphrase: boolean; provider: { agency: string } | null; fresh: boolean }

/** GET /api/v1/session/proof */
export const readProofWays = (options?: CallOptions): Promise<ReadProofWaysAnswer> =>
  call<ReadProofWaysAnswer>('GET', '/session/proof', undefined, options)

export type ReadProtectionAnswer = { ref: string; today: string; mark: { id: string; kind: "minor" | "victim"; markedBy: string; markedAt: string; named: Array<{ id: number; name: string }>; admissions: Array<{ id: string; member: number; name: string; until: string; by: string }> } | null; choice: { coordinators: Array<{ id: number; name: string; you: boolean }>; others: Array<{ id: number; name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }> } | null }

export interface ReadProtectionInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref}/protection */
export const readProtection = (input: ReadProtectionInput, options?: CallOptions): Promise<ReadProtectionAnswer> =>
  call<ReadProtectionAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/protection`, undefined, options)

export type ReadProviderAnswer = { provider: { issuer: string; clientId: string; hasSecret: boolean; domains: Array<string>; acr: string | null; strong: Array<string>; enabled: boolean; bound: number; version: number } | null; redirect: string }

export interface ReadProviderInput {
  path: { id: number }
}

/** GET /api/v1/agencies/{id}/provider */
export const readProvider = (input: ReadProviderInput, options?: CallOptions): Promise<ReadProviderAnswer> =>
  call<ReadProviderAnswer>('GET', `/agencies/${encodeURIComponent(input.path.id)}/provider`, undefined, options)

export type ReadRegimesAnswer = { ref: string; today: string; purpose: string; acts: boolean; purposes: Array<string>; effect: Array<{ category: string; purpose: string; agencies: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }> }>; items: Array<{ id: string; category: string; kind: "fact" | "assessment" | "statement"; asOf: string; special: boolean }>; changes: Array<{ id: string; from: string; to: string; law: string; special: boolean; items: number; category: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; mine: boolean; own: boolean; necessity: string; proportionality: string; decidedBy: string | null; decidedAt: string; confirmedBy: string | null; confirmedAt: string | null; withdrawnBy: string | null; withdrawnAt: string | null }> }

export interface ReadRegimesInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref}/regimes */
export const readRegimes = (input: ReadRegimesInput, options?: CallOptions): Promise<ReadRegimesAnswer> =>
  call<ReadRegimesAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/regimes`, undefined, options)

export type ReadRetentionAnswer = { today: string; until: string; rows: Array<{ month: string; class: string; from: "written" | "case_closed" | "measure_ended" | "author"; months: number | null; outcome: "erase" | "restrict"; arrangement: string; items: number; first: string; last: string }> }

export interface ReadRetentionInput {
  query?: { until?: string }
}

/** GET /api/v1/retention */
export const readRetention = (input: ReadRetentionInput = {}, options?: CallOptions): Promise<ReadRetentionAnswer> =>
  call<ReadRetentionAnswer>('GET', `/retention${query(input.query ?? {})}`, undefined, options)

export type ReadRightsDeskAnswer = { today: string; until: string; notices: Array<{ id: string; item: string; ref: string | null; category: string; kind: "corrected" | "restricted" | "released" | "erased"; version: number; from: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; to: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; thirdParty: boolean; outside: string | null; madeAt: string; dueOn: string; acknowledgedAt: string | null; acknowledgedBy: string | null; chased: boolean; madeBy: string | null; openedAt: string | null; openedBy: string | null; mine: boolean }>; retention: Array<{ item: string; ref: string; category: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; mine: boolean; clause: string; arrangement: string; from: "written" | "case_closed" | "measure_ended" | "author"; starts: string | null; months: number | null; outcome: "erase" | "restrict"; on: string; extendedUntil: string | null; review: boolean; extension: { id: string; until: string; by: string | null; mine: boolean } | null }> }

export interface ReadRightsDeskInput {
  query?: { until?: string }
}

/** GET /api/v1/rights */
export const readRightsDesk = (input: ReadRightsDeskInput = {}, options?: CallOptions): Promise<ReadRightsDeskAnswer> =>
  call<ReadRightsDeskAnswer>('GET', `/rights${query(input.query ?? {})}`, undefined, options)

export type ReadSafetyAnswer = { lookedAt: string; worst: "now" | "soon" | "unknown" | "fine"; checks: Array<{ code: string; state: "now" | "soon" | "unknown" | "fine"; variant: string; values: Record<string, string | number> }>; plan: { enabled: boolean; folder: string | null; secondFolder: string | null; keep: number; beginsAt: string; drillDays: number; version: number }; recent: Array<{ at: string; kind: "scheduled" | "command"; whole: boolean; bytes: number | null; seconds: number; secondCopy: boolean | null; problem: string | null }>; planBy: "here" | "operator" | "database_team" }

/** GET /api/v1/safety */
export const readSafety = (options?: CallOptions): Promise<ReadSafetyAnswer> =>
  call<ReadSafetyAnswer>('GET', '/safety', undefined, options)

export type ReadServiceAnswer = { name: string; providerAgencyId: number | null; providerName: string | null; method: string; targetGroup: string; domains: Array<"accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations">; languages: Array<string>; placeName: string; street: string; postcode: string; town: string; access: string; hours: string; waiting: string; eligibility: string; cost: "free" | "paid" | "unknown"; costNote: string; capacityUnits: number | null; capacityNote: string; capacityAsOf: string | null; evidence: string; contact: string; phone: string; email: string; website: string; prisons: Array<number>; id: string; provider: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; prisonNames: Array<{ id: number; name: string }>; reviewedOn: string; overdue: boolean; retiredOn: string | null; may: Array<"change" | "review" | "retire">; version: number; changes: Array<{ id: string; kind: "created" | "changed" | "reviewed" | "retired" | "restored" | "imported"; fields: Array<string>; at: string; by: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }> }

export interface ReadServiceInput {
  path: { id: string }
}

/** GET /api/v1/services/{id} */
export const readService = (input: ReadServiceInput, options?: CallOptions): Promise<ReadServiceAnswer> =>
  call<ReadServiceAnswer>('GET', `/services/${encodeURIComponent(input.path.id)}`, undefined, options)

export type ReadServicesTodayAnswer = { servicesOverdue: number; cardsOverdue: number; inreachWaiting: number; inreachProposed: number; issuesOpen: number }

/** GET /api/v1/services/today */
export const readServicesToday = (options?: CallOptions): Promise<ReadServicesTodayAnswer> =>
  call<ReadServicesTodayAnswer>('GET', '/services/today', undefined, options)

export type ReadSessionAnswer = { member: { id: number; name: string; email: string; locale: string }; agency: { id: number; name: string; kind: string; code: string }; authority: { name: string; timeZone: string; country: string; weekStarts: "monday" | "saturday" | "sunday"; languages: Array<string> }; functions: Array<string>; purposes: Array<{ code: "reintegration" | "supervision"; sits: boolean }>; may: Array<string>; secondFactor: { from: string; functions: Array<string>; codes: boolean } | null; idleMinutes: number; purpose: string; demo: boolean }

/** GET /api/v1/session */
export const readSession = (options?: CallOptions): Promise<ReadSessionAnswer> =>
  call<ReadSessionAnswer>('GET', '/session', undefined, options)

export type ReadSetUpLinkAnswer = { state: "open" | "used" | "gone"; authority: string | null }

export interface ReadSetUpLinkInput {
  path: { token: string }
}

/** GET /api/v1/set-up/{token} */
export const readSetUpLink = (input: ReadSetUpLinkInput, options?: CallOptions): Promise<ReadSetUpLinkAnswer> =>
  call<ReadSetUpLinkAnswer>('GET', `/set-up/${encodeURIComponent(input.path.token)}`, undefined, options)

export type ReadSetUpStateAnswer = { state: "open" | "done"; practice: boolean }

/** GET /api/v1/set-up */
export const readSetUpState = (options?: CallOptions): Promise<ReadSetUpStateAnswer> =>
  call<ReadSetUpStateAnswer>('GET', '/set-up', undefined, options)

export type ReadShareChoiceAnswer = { ref: string; today: string; informed: { state: string; on: string | null; how: string | null }; items: Array<{ id: string; special: boolean; kind: string; category: string; clause: number; asOf: string; version: number; text: string; functional: { code: string; until: string | null } | null; heldBack: string | null }>; table: Array<{ principal: number; name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; cells: Record<string, "full" | "on_decision" | null> }>; clauses: Array<{ id: number; category: string; label: string; basis: string; arrangement: string; until: string | null; secrecy: boolean }> }

export interface ReadShareChoiceInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref}/share-choice */
export const readShareChoice = (input: ReadShareChoiceInput, options?: CallOptions): Promise<ReadShareChoiceAnswer> =>
  call<ReadShareChoiceAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/share-choice`, undefined, options)

export type ReadSharingAnswer = { ref: string; today: string; mayShare: boolean; chair: boolean; informed: { state: string; on: string | null; how: string | null }; shares: Array<{ id: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; own: boolean; recipients: Array<{ principal: number; name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }>; clause: string; arrangement: string; basis: string; conditions: Array<string>; expiresOn: string; until: string | null; decidedAt: string; decidedBy: string; withdrawnAt: string | null; informedOn: string | null; informedHow: string | null; postponedUntil: string | null; postponed: string | null; necessity: string | null; release: string | null; items: Array<{ id: string; version: number; special: boolean; kind: string | null; category: string | null; state: string | null; stale: boolean | null; currentVersion: number | null; wasWrong: boolean }>; version: number }>; disclosures: Array<{ id: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; own: boolean; state: "asked" | "approved" | "refused" | "withdrawn"; to: string; why: string; conditions: string | null; postponed: string | null; decision: string | null; expiresOn: string; askedAt: string; askedBy: string; mine: boolean; decidedAt: string | null; decidedBy: string | null; handedAt: string | null; informedOn: string | null; informedHow: string | null; items: Array<{ id: string; version: number; special: boolean; kind: string | null; category: string | null; state: string | null; stale: boolean | null; currentVersion: number | null; wasWrong: boolean }>; version: number }>; agencies: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }> }

export interface ReadSharingInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref}/sharing */
export const readSharing = (input: ReadSharingInput, options?: CallOptions): Promise<ReadSharingAnswer> =>
  call<ReadSharingAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/sharing`, undefined, options)

export type ReadSheetAnswer = { id: string; kind: "wing" | "released" | "empty"; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; weeks: number | null; printedAt: string; printedBy: string; expiresOn: string; lines: number; typedBack: number; people: Array<{ code: string; sheet: string; kind: "wing" | "released" | "empty"; subject: "case" | "notice" | null; ref: string | null; person: { initials: string; name: string | null }; number: string | null; releaseOn: string | null; expiresOn: string; typedAt: string | null; cells: Array<{ basic: "bed" | "money" | "medication" | "papers" | "appointment"; state: "asked" | "confirmed" | "open" | "not_needed" | "not_wanted"; at: string }> }>; contacts: Array<{ basic: "bed" | "money" | "medication" | "papers" | "appointment"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; phone: string | null }>; duty: Array<{ name: string; member: string | null; phone: string | null }> }

export interface ReadSheetInput {
  path: { id: string }
}

/** GET /api/v1/paper-sheets/{id} */
export const readSheet = (input: ReadSheetInput, options?: CallOptions): Promise<ReadSheetAnswer> =>
  call<ReadSheetAnswer>('GET', `/paper-sheets/${encodeURIComponent(input.path.id)}`, undefined, options)

export type ReadSignInRuleAnswer = { everybodyFrom: string | null; functions: Array<"coordinator" | "chair" | "case_worker" | "resettlement_officer" | "provider" | "exit_worker" | "facilitator" | "trainer" | "strategy_lead" | "elected_member" | "data_protection_officer" | "administrator" | "manager" | "signatory" | "lawfulness_adviser" | "auditor">; functionsFrom: string | null; codesAllowed: boolean; today: string; inForce: boolean; members: number; lacking: Array<{ id: number; name: string; agency: string; from: string | null }>; version: number }

/** GET /api/v1/sign-in-rule */
export const readSignInRule = (options?: CallOptions): Promise<ReadSignInRuleAnswer> =>
  call<ReadSignInRuleAnswer>('GET', '/sign-in-rule', undefined, options)

export type ReadStartAnswer = { openedOn: string | null; openedBy: string | null; practice: boolean; country: string; region: string | null; languages: Array<string>; weekStarts: string; criteria: Array<{ code: "agreement" | "signatures" | "impact" | "restore" | "key_sheet"; met: boolean; on: string | null; by: string | null }>; administrators: number; coordinators: number; tableFunctions: number; filled: number; asked: number }

/** GET /api/v1/start */
export const readStart = (options?: CallOptions): Promise<ReadStartAnswer> =>
  call<ReadStartAnswer>('GET', '/start', undefined, options)

export type ReadTodayAnswer = { on: string; releases: Array<{ ref: string; person: { initials: string; name: string | null }; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; days: number; friday: boolean; releaseDay: { kind: "friday" | "weekend" | "holiday" | "before_holiday"; holiday: Record<string, string> | null; opensOn: string; proposal: string | null } | null; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; leadNow: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; leadAfter: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; leadAfterState: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; lanes: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; state: "settled" | "in_hand" | "offered" | "gap" | "not_asked"; gap: { from: string; until: string | null; kind: "unasked" | "awaiting" | "overdue" | "declined" } | null; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; on: string | null }>; missing: number; settled: number }>; releasesNext: string | null; waiting: Array<{ id: string; ref: string; person: { initials: string; name: string | null; birth: string | null }; domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; from: string | null; until: string | null; askedBy: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; answerBy: string | null; overdue: boolean; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; version: number }>; late: Array<{ id: string; ref: string; domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; answerBy: string | null; state: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing" }>; due: Array<{ ref: string; person: { initials: string; name: string | null }; milestone: { id: string; code: string; on: string | null; anchor: "reception" | "release" | "end_of_supervision" | "recall"; offsetDays: number; status: "open" | "done" | "before_start" | "paused" | "expired"; cycle: number; overdue: boolean; doneOn: string | null; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; version: number } }>; more: { waiting: boolean; late: boolean; due: boolean }; notices: { waiting: number; unknownResidence: number; more: boolean }; counts: { today: number; handovers: number; notices: number } }

/** GET /api/v1/today */
export const readToday = (options?: CallOptions): Promise<ReadTodayAnswer> =>
  call<ReadTodayAnswer>('GET', '/today', undefined, options)

export type ReadUnattendedAnswer = { agencies: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; cases: number; offers: number; milestones: number; refs: Array<string> }> }

/** GET /api/v1/cover/unattended */
export const readUnattended = (options?: CallOptions): Promise<ReadUnattendedAnswer> =>
  call<ReadUnattendedAnswer>('GET', '/cover/unattended', undefined, options)

export type ReadWaysAnswer = { passphraseSince: string | null; passkeys: Array<{ id: string; label: string; addedAt: string; lastUsedAt: string | null; synced: boolean }>; codesSince: string | null; recoveryLeft: number; codesAllowed: boolean; owed: "nothing" | "show" | "add"; neededFrom: string | null; changes: Array<{ at: string; what: "passkey_added" | "passkey_removed" | "passphrase_changed" | "invitation_used" | "codes_added" | "codes_removed" | "recovery_code_used" }> }

/** GET /api/v1/session/ways */
export const readWays = (options?: CallOptions): Promise<ReadWaysAnswer> =>
  call<ReadWaysAnswer>('GET', '/session/ways', undefined, options)

export type ReassignCasesAnswer = { id: string; preview: boolean; results: Array<{ ref: string; refused: string | null; relations: Array<string>; already: Array<string>; leads: number; offers: number; asked: number; milestones: number }> }

export interface ReassignCasesInput {
  body: { from: number; to: number; kinds: Array<"coordination" | "lead" | "provider" | "member" | "guest" | "offers" | "milestones">; refs?: Array<string>; preview?: boolean }
}

/** POST /api/v1/reassignments */
export const reassignCases = (input: ReassignCasesInput, options?: CallOptions): Promise<ReassignCasesAnswer> =>
  call<ReassignCasesAnswer>('POST', '/reassignments', input.body, options)

export type RecordBreachAnswer = { id: string }

export interface RecordBreachInput {
  body: { awareAt: string; kinds: Array<"confidentiality" | "integrity" | "availability">; what: string; found: string; consequences: string | null; measures: string | null; agencyId: number }
}

/** POST /api/v1/breaches */
export const recordBreach = (input: RecordBreachInput, options?: CallOptions): Promise<RecordBreachAnswer> =>
  call<RecordBreachAnswer>('POST', '/breaches', input.body, options)

export type RecordConsentAnswer = { id: string }

export interface RecordConsentInput {
  path: { ref: string }
  body: { domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; agencies: Array<number>; answer: "given" | "refused"; language: "en" | "fr" | "de" | "es" | "it" | "nl"; spoken?: string; explainedBy?: string; way: "talk" | "paper" | "witnessed"; witness?: string; capacity: "alone" | "with_support" | "with_guardian"; on: string }
}

/** POST /api/v1/cases/{ref}/consents */
export const recordConsent = (input: RecordConsentInput, options?: CallOptions): Promise<RecordConsentAnswer> =>
  call<RecordConsentAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/consents`, input.body, options)

export type RecordInreachAnswer = { id: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; asking: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; service: { id: string; name: string } | null; topic: string; wishOn: string; wishTime: string; minutes: number; groupSize: number; needs: string; state: "asked" | "proposed" | "planned" | "declined" | "withdrawn" | "held" | "not_held"; slotOn: string | null; slotAt: string | null; room: string; answerNote: string; declineReason: string | null; notHeldBecause: "prison" | "provider" | "other" | null; attended: number | null; workers: Array<{ id: string; name: string; role: string; clearance: "asked" | "cleared" | "refused"; clearedUntil: string | null; reason: string | null; version: number }>; side: "prison" | "asking"; may: Array<"slot" | "decline" | "take" | "withdraw" | "record" | "clear">; version: number }

export interface RecordInreachInput {
  path: { id: string }
  body: { attended: number | null; because: "prison" | "provider" | "other" | null }
}

/** POST /api/v1/inreach/{id}/result */
export const recordInreach = (input: RecordInreachInput, options?: CallOptions): Promise<RecordInreachAnswer> =>
  call<RecordInreachAnswer>('POST', `/inreach/${encodeURIComponent(input.path.id)}/result`, input.body, options)

export type RecordPrisonVisitAnswer = { prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; contact: string; phone: string; email: string; hours: string; reviewedOn: string | null; overdue: boolean; openIssues: number; version: number; address: string; visiting: string; bring: string; booking: string; releaseTimes: string; releasePlace: string; money: string; languages: Array<string>; terms: Array<{ term: string; meaning: string }>; liaisons: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; who: string; how: string }>; visits: Array<{ id: string; on: string; by: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; topic: string; issues: Array<{ id: string; question: string; answer: string | null; answeredOn: string | null; answeredBy: string | null; version: number }>; mayAnswer: boolean }>; changes: Array<{ id: string; kind: "created" | "changed" | "reviewed" | "retired" | "restored" | "imported"; fields: Array<string>; at: string; by: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }>; services: Array<{ id: string; name: string; provider: string }>; may: Array<"change" | "review" | "visit"> }

export interface RecordPrisonVisitInput {
  path: { id: number }
  body: { agencyId: number; on: string; topic: string; issues: Array<string> }
}

/** POST /api/v1/prison-cards/{id}/visits */
export const recordPrisonVisit = (input: RecordPrisonVisitInput, options?: CallOptions): Promise<RecordPrisonVisitAnswer> =>
  call<RecordPrisonVisitAnswer>('POST', `/prison-cards/${encodeURIComponent(input.path.id)}/visits`, input.body, options)

export type RecordToldOfShareAnswer = { version: number }

export interface RecordToldOfShareInput {
  path: { id: string }
  body: { on: string; how: "talk" | "letter" | "talk_and_letter" | "video" }
}

/** POST /api/v1/shares/{id}/told */
export const recordToldOfShare = (input: RecordToldOfShareInput, options?: CallOptions): Promise<RecordToldOfShareAnswer> =>
  call<RecordToldOfShareAnswer>('POST', `/shares/${encodeURIComponent(input.path.id)}/told`, input.body, options)

export type RefreshReviewsAnswer = { found: number }

/** POST /api/v1/reviews/refresh */
export const refreshReviews = (options?: CallOptions): Promise<RefreshReviewsAnswer> =>
  call<RefreshReviewsAnswer>('POST', '/reviews/refresh', undefined, options)

export type ReleaseNoticeAnswer = { id: string; ref: string | null }

export interface ReleaseNoticeInput {
  path: { id: string }
  body: { saidBy: string; place?: string; nowAt?: string; reach?: string; knownAt?: string; open: { clauseId: number; reason: string; informed: { state: "informed"; on: string; how: "talk" | "letter" | "talk_and_letter" | "video"; language: string } | { state: "not_yet"; ground: "not_reached" | "obstruct_inquiry" | "public_security" | "rights_of_others" | "in_transfer"; reason: string; reviewOn: string }; samePersonAs?: string; notSameAs?: Array<string> } }
}

/** POST /api/v1/notices/{id}/released-today */
export const releaseNotice = (input: ReleaseNoticeInput, options?: CallOptions): Promise<ReleaseNoticeAnswer> =>
  call<ReleaseNoticeAnswer>('POST', `/notices/${encodeURIComponent(input.path.id)}/released-today`, input.body, options)

export type ReleaseTodayAnswer = { id: string; ref: string | null }

export interface ReleaseTodayInput {
  path: { ref: string }
  body: { saidBy: string; place?: string; nowAt?: string; reach?: string; knownAt?: string }
}

/** POST /api/v1/cases/{ref}/released-today */
export const releaseToday = (input: ReleaseTodayInput, options?: CallOptions): Promise<ReleaseTodayAnswer> =>
  call<ReleaseTodayAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/released-today`, input.body, options)

export type ReleaseUnknownAnswer = { id: string; ref: string | null }

export interface ReleaseUnknownInput {
  body: { saidBy: string; place?: string; nowAt?: string; reach?: string; knownAt?: string; prisonId: number; family: string; given: string; birth?: string; number?: string; language?: string; open?: { clauseId: number; reason: string; informed: { state: "informed"; on: string; how: "talk" | "letter" | "talk_and_letter" | "video"; language: string } | { state: "not_yet"; ground: "not_reached" | "obstruct_inquiry" | "public_security" | "rights_of_others" | "in_transfer"; reason: string; reviewOn: string }; samePersonAs?: string; notSameAs?: Array<string> } }
}

/** POST /api/v1/released-today */
export const releaseUnknown = (input: ReleaseUnknownInput, options?: CallOptions): Promise<ReleaseUnknownAnswer> =>
  call<ReleaseUnknownAnswer>('POST', '/released-today', input.body, options)

export type RemindOfSignInRuleAnswer = { written: number }

/** POST /api/v1/sign-in-rule/reminder */
export const remindOfSignInRule = (options?: CallOptions): Promise<RemindOfSignInRuleAnswer> =>
  call<RemindOfSignInRuleAnswer>('POST', '/sign-in-rule/reminder', undefined, options)

export type RemoveCodesAnswer = undefined

/** DELETE /api/v1/session/codes */
export const removeCodes = (options?: CallOptions): Promise<RemoveCodesAnswer> =>
  call<RemoveCodesAnswer>('DELETE', '/session/codes', undefined, options)

export type RemovePasskeyAnswer = undefined

export interface RemovePasskeyInput {
  path: { id: string }
}

/** DELETE /api/v1/session/passkeys/{id} */
export const removePasskey = (input: RemovePasskeyInput, options?: CallOptions): Promise<RemovePasskeyAnswer> =>
  call<RemovePasskeyAnswer>('DELETE', `/session/passkeys/${encodeURIComponent(input.path.id)}`, undefined, options)

export type RemovePeriodAnswer = { from: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; to: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; days: number | null; warnings: Array<"friday" | "weekend" | "past" | "before_opening" | "far">; consequences: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; leadId: string | null; effect: "moves" | "holds" | "breaks" | "idle" | "falls_away" | "restored"; from: string | null; until: string | null; uncoveredBefore: number; uncoveredAfter: number }>; milestones: { moved: number; intoPast: number; paused: number; done: number }; told: Array<{ id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }>; continuity: { ref: string; version: number; today: string; openedOn: string; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; measureEndsOn: string | null; releaseDay: { kind: "friday" | "weekend" | "holiday" | "before_holiday"; holiday: Record<string, string> | null; opensOn: string; proposal: string | null } | null; usualAnswerBy: string; unseenBy: Array<number>; lanes: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; view: "full" | "summary"; required: "default" | "wish" | "imposed" | null; arrangedUntil: string | null; leads: Array<{ id: string | null; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; instead: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; from: string | null; until: string | null; state: "offered" | "unseen" | "accepted" | "to_confirm" | "unconfirmed" | "declined" | "withdrawn" | "ended" | "left" | "unheld" | "fallback" | "closing"; tied: "release" | "calendar"; offeredOn: string | null; answerBy: string | null; confirmBy: string | null; voluntary: boolean; standing: { on: string; by: string } | null; standingRefusal: "prison" | "dates" | "open_end" | "too_long" | "month_full" | "full" | "taken" | "unseen" | null; endsWithMeasure: boolean; note: string | null; reason: string | null; may: Array<"answer" | "record_answer" | "confirm" | "withdraw" | "end">; version: number }>; gaps: Array<{ from: string; until: string | null; kind: "unasked" | "awaiting" | "overdue" | "declined" }>; milestones: Array<{ id: string; code: string; on: string | null; anchor: "reception" | "release" | "end_of_supervision" | "recall"; offsetDays: number; status: "open" | "done" | "before_start" | "paused" | "expired"; cycle: number; overdue: boolean; doneOn: string | null; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null; version: number }> }> } }

export interface RemovePeriodInput {
  path: { ref: string; id: string }
}

/** DELETE /api/v1/cases/{ref}/periods/{id} */
export const removePeriod = (input: RemovePeriodInput, options?: CallOptions): Promise<RemovePeriodAnswer> =>
  call<RemovePeriodAnswer>('DELETE', `/cases/${encodeURIComponent(input.path.ref)}/periods/${encodeURIComponent(input.path.id)}`, undefined, options)

export type RemoveShiftAnswer = { today: string; desks: Array<{ id: number; name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; now: { member: { id: number; name: string }; substitute: { id: number; name: string } | null; phone: string | null; until: string } | null; shifts: Array<{ id: string; weekday: number | null; on: string | null; starts: string; ends: string; member: { id: number; name: string }; substitute: { id: number; name: string } | null; phone: string | null; from: string; until: string | null }>; mayEdit: boolean }>; contacts: Array<{ basic: "bed" | "money" | "medication" | "papers" | "appointment"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; phone: string | null }>; mayEditContacts: boolean; mayOpenDesk: boolean }

export interface RemoveShiftInput {
  path: { id: string }
}

/** POST /api/v1/duty/shifts/{id}/removal */
export const removeShift = (input: RemoveShiftInput, options?: CallOptions): Promise<RemoveShiftAnswer> =>
  call<RemoveShiftAnswer>('POST', `/duty/shifts/${encodeURIComponent(input.path.id)}/removal`, undefined, options)

export type RenewLegalBasisAnswer = { id: number; content: { kind: "legal_obligation" | "public_task" | "vital_interests" | "consent" | "contract" | "legitimate_interests" | "criminal_law_task"; citation: string; objective: string; categories: Array<"identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision">; purposes: Array<"reintegration" | "supervision">; bodies: Array<number>; validFrom: string | null; validUntil: string | null; reviewOn: string | null; textLink: string; description: string }; state: "draft" | "active" | "withdrawn"; holds: boolean; reviewedBy: string | null; reviewedOn: string | null; questions: Array<{ id: number; question: string; askedBy: string; askedOn: string; answer: string | null; answeredBy: string | null }>; version: number }

export interface RenewLegalBasisInput {
  path: { id: number }
  body: { validUntil: string | null; reviewOn: string | null; reviewedBy?: string }
}

/** POST /api/v1/legal-bases/{id}/renew */
export const renewLegalBasis = (input: RenewLegalBasisInput, options?: CallOptions): Promise<RenewLegalBasisAnswer> =>
  call<RenewLegalBasisAnswer>('POST', `/legal-bases/${encodeURIComponent(input.path.id)}/renew`, input.body, options)

export type ReportBreachAnswer = { id: string }

export interface ReportBreachInput {
  path: { id: string }
  body: { phase: "first" | "follow_up" | "final" | "not_reported"; at: string; reference: string | null; reason: string | null; delay: string | null }
}

/** POST /api/v1/breaches/{id}/reports */
export const reportBreach = (input: ReportBreachInput, options?: CallOptions): Promise<ReportBreachAnswer> =>
  call<ReportBreachAnswer>('POST', `/breaches/${encodeURIComponent(input.path.id)}/reports`, input.body, options)

export type ResolveEscalationAnswer = { id: string }

export interface ResolveEscalationInput {
  path: { id: string }
  body: { outcome: "agency" | "desk"; agencyId?: number; until: string; words: string }
}

/** POST /api/v1/escalations/{id}/resolution */
export const resolveEscalation = (input: ResolveEscalationInput, options?: CallOptions): Promise<ResolveEscalationAnswer> =>
  call<ResolveEscalationAnswer>('POST', `/escalations/${encodeURIComponent(input.path.id)}/resolution`, input.body, options)

export type RestoreServiceAnswer = { name: string; providerAgencyId: number | null; providerName: string | null; method: string; targetGroup: string; domains: Array<"accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations">; languages: Array<string>; placeName: string; street: string; postcode: string; town: string; access: string; hours: string; waiting: string; eligibility: string; cost: "free" | "paid" | "unknown"; costNote: string; capacityUnits: number | null; capacityNote: string; capacityAsOf: string | null; evidence: string; contact: string; phone: string; email: string; website: string; prisons: Array<number>; id: string; provider: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; prisonNames: Array<{ id: number; name: string }>; reviewedOn: string; overdue: boolean; retiredOn: string | null; may: Array<"change" | "review" | "retire">; version: number; changes: Array<{ id: string; kind: "created" | "changed" | "reviewed" | "retired" | "restored" | "imported"; fields: Array<string>; at: string; by: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }> }

export interface RestoreServiceInput {
  path: { id: string }
}

/** POST /api/v1/services/{id}/restore */
export const restoreService = (input: RestoreServiceInput, options?: CallOptions): Promise<RestoreServiceAnswer> =>
  call<RestoreServiceAnswer>('POST', `/services/${encodeURIComponent(input.path.id)}/restore`, undefined, options)

export type RetireServiceAnswer = { name: string; providerAgencyId: number | null; providerName: string | null; method: string; targetGroup: string; domains: Array<"accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations">; languages: Array<string>; placeName: string; street: string; postcode: string; town: string; access: string; hours: string; waiting: string; eligibility: string; cost: "free" | "paid" | "unknown"; costNote: string; capacityUnits: number | null; capacityNote: string; capacityAsOf: string | null; evidence: string; contact: string; phone: string; email: string; website: string; prisons: Array<number>; id: string; provider: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; prisonNames: Array<{ id: number; name: string }>; reviewedOn: string; overdue: boolean; retiredOn: string | null; may: Array<"change" | "review" | "retire">; version: number; changes: Array<{ id: string; kind: "created" | "changed" | "reviewed" | "retired" | "restored" | "imported"; fields: Array<string>; at: string; by: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }> }

export interface RetireServiceInput {
  path: { id: string }
}

/** POST /api/v1/services/{id}/retire */
export const retireService = (input: RetireServiceInput, options?: CallOptions): Promise<RetireServiceAnswer> =>
  call<RetireServiceAnswer>('POST', `/services/${encodeURIComponent(input.path.id)}/retire`, undefined, options)

export type ReviewPrisonCardAnswer = { prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; contact: string; phone: string; email: string; hours: string; reviewedOn: string | null; overdue: boolean; openIssues: number; version: number; address: string; visiting: string; bring: string; booking: string; releaseTimes: string; releasePlace: string; money: string; languages: Array<string>; terms: Array<{ term: string; meaning: string }>; liaisons: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; who: string; how: string }>; visits: Array<{ id: string; on: string; by: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; topic: string; issues: Array<{ id: string; question: string; answer: string | null; answeredOn: string | null; answeredBy: string | null; version: number }>; mayAnswer: boolean }>; changes: Array<{ id: string; kind: "created" | "changed" | "reviewed" | "retired" | "restored" | "imported"; fields: Array<string>; at: string; by: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }>; services: Array<{ id: string; name: string; provider: string }>; may: Array<"change" | "review" | "visit"> }

export interface ReviewPrisonCardInput {
  path: { id: number }
}

/** POST /api/v1/prison-cards/{id}/review */
export const reviewPrisonCard = (input: ReviewPrisonCardInput, options?: CallOptions): Promise<ReviewPrisonCardAnswer> =>
  call<ReviewPrisonCardAnswer>('POST', `/prison-cards/${encodeURIComponent(input.path.id)}/review`, undefined, options)

export type ReviewServiceAnswer = { name: string; providerAgencyId: number | null; providerName: string | null; method: string; targetGroup: string; domains: Array<"accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations">; languages: Array<string>; placeName: string; street: string; postcode: string; town: string; access: string; hours: string; waiting: string; eligibility: string; cost: "free" | "paid" | "unknown"; costNote: string; capacityUnits: number | null; capacityNote: string; capacityAsOf: string | null; evidence: string; contact: string; phone: string; email: string; website: string; prisons: Array<number>; id: string; provider: string; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; prisonNames: Array<{ id: number; name: string }>; reviewedOn: string; overdue: boolean; retiredOn: string | null; may: Array<"change" | "review" | "retire">; version: number; changes: Array<{ id: string; kind: "created" | "changed" | "reviewed" | "retired" | "restored" | "imported"; fields: Array<string>; at: string; by: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } }> }

export interface ReviewServiceInput {
  path: { id: string }
}

/** POST /api/v1/services/{id}/review */
export const reviewService = (input: ReviewServiceInput, options?: CallOptions): Promise<ReviewServiceAnswer> =>
  call<ReviewServiceAnswer>('POST', `/services/${encodeURIComponent(input.path.id)}/review`, undefined, options)

export type RevokeDropLinkAnswer = undefined

export interface RevokeDropLinkInput {
  path: { id: string }
}

/** DELETE /api/v1/drop-links/{id} */
export const revokeDropLink = (input: RevokeDropLinkInput, options?: CallOptions): Promise<RevokeDropLinkAnswer> =>
  call<RevokeDropLinkAnswer>('DELETE', `/drop-links/${encodeURIComponent(input.path.id)}`, undefined, options)

export type SayBasicAnswer = { ref: string; person: { initials: string; name: string | null; birth: string | null }; release: { on: string | null; certainty: "earliest" | "expected" | "fixed" | "unknown"; earliestOn: string | null }; today: string; basics: Array<{ basic: "bed" | "money" | "medication" | "papers" | "appointment"; view: "full" | "summary" | "none"; arranged: boolean; accepted: { agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; until: string | null } | null; said: Array<{ id: string; state: "asked" | "confirmed" | "open" | "not_needed" | "not_wanted"; source: "screen" | "phone" | "paper"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; at: string; recordedAt: string; recordedBy: string; saidBy: string | null; words: string | null; outdated: boolean }>; contact: { agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; phone: string | null } | null }>; unplanned: { id: string; knownAt: string; until: string; recordedBy: string; circumstances: { saidBy: string; place?: string; nowAt?: string; reach?: string }; told: Array<{ name: string; role: "duty" | "substitute" | "coordination" | "agency"; member: string | null; at: string; deliveredAt: string | null; acknowledgedAt: string | null; acknowledgedBy: string | null; mine: boolean }> } | null; mayRecord: boolean }

export interface SayBasicInput {
  path: { ref: string }
  body: { basic: "bed" | "money" | "medication" | "papers" | "appointment"; state: "asked" | "confirmed" | "open" | "not_needed" | "not_wanted"; source: "screen" | "phone" | "paper"; agencyId: number; saidBy?: string; words?: string; saidAt?: string; nights?: number }
}

/** POST /api/v1/cases/{ref}/basics */
export const sayBasic = (input: SayBasicInput, options?: CallOptions): Promise<SayBasicAnswer> =>
  call<SayBasicAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/basics`, input.body, options)

export type SayBreachToldAnswer = { done: true }

export interface SayBreachToldInput {
  path: { id: string }
  body: { agencyId: number }
}

/** POST /api/v1/breaches/{id}/tellings */
export const sayBreachTold = (input: SayBreachToldInput, options?: CallOptions): Promise<SayBreachToldAnswer> =>
  call<SayBreachToldAnswer>('POST', `/breaches/${encodeURIComponent(input.path.id)}/tellings`, input.body, options)

export type SayContinuationAnswer = { ref: string }

export interface SayContinuationInput {
  path: { ref: string }
  body: { answers: Array<{ domain: "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; goesOn: boolean }>; way: "on_screen" | "paper" | "witnessed"; saidOn: string; language: string; witness?: string; words?: string }
}

/** POST /api/v1/cases/{ref}/continuations */
export const sayContinuation = (input: SayContinuationInput, options?: CallOptions): Promise<SayContinuationAnswer> =>
  call<SayContinuationAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/continuations`, input.body, options)

export type SayOfLookAnswer = { done: true }

export interface SayOfLookInput {
  path: { id: string }
  body: { agrees: boolean }
}

/** POST /api/v1/overrides/{id}/second */
export const sayOfLook = (input: SayOfLookInput, options?: CallOptions): Promise<SayOfLookAnswer> =>
  call<SayOfLookAnswer>('POST', `/overrides/${encodeURIComponent(input.path.id)}/second`, input.body, options)

export type SearchPersonsAnswer = { persons: Array<{ personId: string; refs: Array<string>; person: { initials: string; name: string | null }; birth: string | null; releaseOn: string | null }>; more: boolean; askCoordination: { name: string; phone: string | null } }

export interface SearchPersonsInput {
  query: { q: string }
}

/** GET /api/v1/persons/search */
export const searchPersons = (input: SearchPersonsInput, options?: CallOptions): Promise<SearchPersonsAnswer> =>
  call<SearchPersonsAnswer>('GET', `/persons/search${query(input.query ?? {})}`, undefined, options)

export type SetContactAnswer = { today: string; desks: Array<{ id: number; name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; now: { member: { id: number; name: string }; substitute: { id: number; name: string } | null; phone: string | null; until: string } | null; shifts: Array<{ id: string; weekday: number | null; on: string | null; starts: string; ends: string; member: { id: number; name: string }; substitute: { id: number; name: string } | null; phone: string | null; from: string; until: string | null }>; mayEdit: boolean }>; contacts: Array<{ basic: "bed" | "money" | "medication" | "papers" | "appointment"; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; phone: string | null }>; mayEditContacts: boolean; mayOpenDesk: boolean }

export interface SetContactInput {
  body: { basic: "bed" | "money" | "medication" | "papers" | "appointment"; agencyId: number | null; phone?: string }
}

/** POST /api/v1/duty/contacts */
export const setContact = (input: SetContactInput, options?: CallOptions): Promise<SetContactAnswer> =>
  call<SetContactAnswer>('POST', '/duty/contacts', input.body, options)

export type SetMeasureEndAnswer = { version: number }

export interface SetMeasureEndInput {
  path: { ref: string }
  body: { on: string | null }
}

/** POST /api/v1/cases/{ref}/measure-end */
export const setMeasureEnd = (input: SetMeasureEndInput, options?: CallOptions): Promise<SetMeasureEndAnswer> =>
  call<SetMeasureEndAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/measure-end`, input.body, options)

export type SetProviderAnswer = { provider: { issuer: string; clientId: string; hasSecret: boolean; domains: Array<string>; acr: string | null; strong: Array<string>; enabled: boolean; bound: number; version: number } | null; redirect: string }

export interface SetProviderInput {
  path: { id: number }
  body: { issuer: string; clientId: string; secret?: string; domains: Array<string>; acr?: string; strong?: Array<string>; enabled: boolean }
}

/** PUT /api/v1/agencies/{id}/provider */
export const setProvider = (input: SetProviderInput, options?: CallOptions): Promise<SetProviderAnswer> =>
  call<SetProviderAnswer>('PUT', `/agencies/${encodeURIComponent(input.path.id)}/provider`, input.body, options)

export type SetSignInRuleAnswer = { everybodyFrom: string | null; functions: Array<"coordinator" | "chair" | "case_worker" | "resettlement_officer" | "provider" | "exit_worker" | "facilitator" | "trainer" | "strategy_lead" | "elected_member" | "data_protection_officer" | "administrator" | "manager" | "signatory" | "lawfulness_adviser" | "auditor">; functionsFrom: string | null; codesAllowed: boolean; today: string; inForce: boolean; members: number; lacking: Array<{ id: number; name: string; agency: string; from: string | null }>; version: number }

export interface SetSignInRuleInput {
  body: { everybodyFrom?: string; functions: Array<"coordinator" | "chair" | "case_worker" | "resettlement_officer" | "provider" | "exit_worker" | "facilitator" | "trainer" | "strategy_lead" | "elected_member" | "data_protection_officer" | "administrator" | "manager" | "signatory" | "lawfulness_adviser" | "auditor">; functionsFrom?: string; codesAllowed: boolean }
}

/** PUT /api/v1/sign-in-rule */
export const setSignInRule = (input: SetSignInRuleInput, options?: CallOptions): Promise<SetSignInRuleAnswer> =>
  call<SetSignInRuleAnswer>('PUT', '/sign-in-rule', input.body, options)

export type SetUpAnswer = { authority: string }

export interface SetUpInput {
  path: { token: string }
  body: { city: string; office: string; country: string; region: string | null; languages: Array<string>; language: string; timeZone: string; weekStarts: "monday" | "saturday" | "sunday"; coordinationDesk: string; privacyDesk: string; administrator: { name: string; email: string; passphrase: string } }
}

/** POST /api/v1/set-up/{token} */
export const setUp = (input: SetUpInput, options?: CallOptions): Promise<SetUpAnswer> =>
  call<SetUpAnswer>('POST', `/set-up/${encodeURIComponent(input.path.token)}`, input.body, options)

export type SettleAgreementDraftAnswer = { id: number; lineageId: number; edition: number; mine: boolean; transitionUntil: string | null; reference: string; title: string; document: string; validFrom: string; validUntil: string | null; state: "not_yet" | "waits" | "in_force" | "followed" | "over"; fallback: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; parties: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; signedOn: string | null; signedBy: string | null; how: "here" | "paper" | null; leftOn: string | null }> }

export interface SettleAgreementDraftInput {
  path: { id: number }
}

/** POST /api/v1/agreement-drafts/{id}/settle */
export const settleAgreementDraft = (input: SettleAgreementDraftInput, options?: CallOptions): Promise<SettleAgreementDraftAnswer> =>
  call<SettleAgreementDraftAnswer>('POST', `/agreement-drafts/${encodeURIComponent(input.path.id)}/settle`, undefined, options)

export type ShowKeySheetAnswer = { authority: string; date: string; groups: Array<string> }

export interface ShowKeySheetInput {
  body: { passphrase: string }
}

/** POST /api/v1/key-sheet */
export const showKeySheet = (input: ShowKeySheetInput, options?: CallOptions): Promise<ShowKeySheetAnswer> =>
  call<ShowKeySheetAnswer>('POST', '/key-sheet', input.body, options)

export type SignAgreementAnswer = { id: number; lineageId: number; edition: number; mine: boolean; transitionUntil: string | null; reference: string; title: string; document: string; validFrom: string; validUntil: string | null; state: "not_yet" | "waits" | "in_force" | "followed" | "over"; fallback: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; parties: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; signedOn: string | null; signedBy: string | null; how: "here" | "paper" | null; leftOn: string | null }> }

export interface SignAgreementInput {
  path: { id: number }
  body: { agencyId: number; signedBy: string; signedOn: string }
}

/** POST /api/v1/agreements/{id}/signatures */
export const signAgreement = (input: SignAgreementInput, options?: CallOptions): Promise<SignAgreementAnswer> =>
  call<SignAgreementAnswer>('POST', `/agreements/${encodeURIComponent(input.path.id)}/signatures`, input.body, options)

export type SignEditionAnswer = { agreement: { id: number; lineageId: number; edition: number; mine: boolean; transitionUntil: string | null; reference: string; title: string; document: string; validFrom: string; validUntil: string | null; state: "not_yet" | "waits" | "in_force" | "followed" | "over"; fallback: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; parties: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; signedOn: string | null; signedBy: string | null; how: "here" | "paper" | null; leftOn: string | null }> }; reviewOn: string | null; reviewMonths: number; includesRemand: boolean; fixed: boolean; cells: Array<{ agencyId: number; purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; right: "none" | "told" | "decision" | "sees" | "brings"; secrecy: boolean; releaseGround: string | null; basisId: number | null }>; bases: Array<{ id: number; citation: string; state: string; validUntil: string | null }>; duties: Record<string, number>; retention: Array<{ purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review: number | null }>; contacts: Array<{ name: string; address: string; phone: string; email: string; complaints: string; since: string }>; opinions: Array<{ id: number; stance: "in_favour" | "reservations" | "against"; opinion: string; givenBy: string; givenOn: string; answer: string | null; answeredBy: string | null }>; papers: Array<number>; editions: Array<{ id: number; edition: number; state: "not_yet" | "waits" | "in_force" | "followed" | "over"; validFrom: string }>; publicPage: string; nextDraft: number | null }

export interface SignEditionInput {
  path: { id: number }
}

/** POST /api/v1/agreements/{id}/own-signature */
export const signEdition = (input: SignEditionInput, options?: CallOptions): Promise<SignEditionAnswer> =>
  call<SignEditionAnswer>('POST', `/agreements/${encodeURIComponent(input.path.id)}/own-signature`, undefined, options)

export type SignInAnswer = { member: { id: number; name: string; email: string; locale: string }; agency: { id: number; name: string; kind: string; code: string }; authority: { name: string; timeZone: string; country: string; weekStarts: "monday" | "saturday" | "sunday"; languages: Array<string> }; functions: Array<string>; purposes: Array<{ code: "reintegration" | "supervision"; sits: boolean }>; may: Array<string>; secondFactor: { from: string; functions: Array<string>; codes: boolean } | null; idleMinutes: number; purpose: string; demo: boolean } | { step: string }

export interface SignInInput {
  body: { email: string; passphrase: string }
}

/** POST /api/v1/session */
export const signIn = (input: SignInInput, options?: CallOptions): Promise<SignInAnswer> =>
  call<SignInAnswer>('POST', '/session', input.body, options)

export type SignInWithCodeAnswer = { member: { id: number; name: string; email: string; locale: string }; agency: { id: number; name: string; kind: string; code: string }; authority: { name: string; timeZone: string; country: string; weekStarts: "monday" | "saturday" | "sunday"; languages: Array<string> }; functions: Array<string>; purposes: Array<{ code: "reintegration" | "supervision"; sits: boolean }>; may: Array<string>; secondFactor: { from: string; functions: Array<string>; codes: boolean } | null; idleMinutes: number; purpose: string; demo: boolean }

export interface SignInWithCodeInput {
  body: { step: string; code: string }
}

/** POST /api/v1/session/code */
export const signInWithCode = (input: SignInWithCodeInput, options?: CallOptions): Promise<SignInWithCodeAnswer> =>
  call<SignInWithCodeAnswer>('POST', '/session/code', input.body, options)

export type SignInWithPasskeyAnswer = { member: { id: number; name: string; email: string; locale: string }; agency: { id: number; name: string; kind: string; code: string }; authority: { name: string; timeZone: string; country: string; weekStarts: "monday" | "saturday" | "sunday"; languages: Array<string> }; functions: Array<string>; purposes: Array<{ code: "reintegration" | "supervision"; sits: boolean }>; may: Array<string>; secondFactor: { from: string; functions: Array<string>; codes: boolean } | null; idleMinutes: number; purpose: string; demo: boolean }

export interface SignInWithPasskeyInput {
  body: { attempt: string; answer: { id: string; rawId: string; type: "public-key"; clientExtensionResults?: Record<string, unknown>; authenticatorAttachment?: string | null; response: { authenticatorData: string; clientDataJSON: string; signature: string; userHandle?: string | null } } }
}

/** POST /api/v1/session/passkey */
export const signInWithPasskey = (input: SignInWithPasskeyInput, options?: CallOptions): Promise<SignInWithPasskeyAnswer> =>
  call<SignInWithPasskeyAnswer>('POST', '/session/passkey', input.body, options)

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

export type StartPracticeAnswer = { state: "off" | "starting" | "running" | "by_hand"; origin: string | null; command: string }

/** POST /api/v1/practice */
export const startPractice = (options?: CallOptions): Promise<StartPracticeAnswer> =>
  call<StartPracticeAnswer>('POST', '/practice', undefined, options)

export type StayInAgreementAnswer = { agreement: { id: number; lineageId: number; edition: number; mine: boolean; transitionUntil: string | null; reference: string; title: string; document: string; validFrom: string; validUntil: string | null; state: "not_yet" | "waits" | "in_force" | "followed" | "over"; fallback: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; parties: Array<{ agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; signedOn: string | null; signedBy: string | null; how: "here" | "paper" | null; leftOn: string | null }> }; reviewOn: string | null; reviewMonths: number; includesRemand: boolean; fixed: boolean; cells: Array<{ agencyId: number; purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; right: "none" | "told" | "decision" | "sees" | "brings"; secrecy: boolean; releaseGround: string | null; basisId: number | null }>; bases: Array<{ id: number; citation: string; state: string; validUntil: string | null }>; duties: Record<string, number>; retention: Array<{ purpose: "reintegration" | "supervision"; category: "identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision"; months: number; from: "written" | "case_closed" | "measure_ended"; outcome: "erase" | "restrict"; review: number | null }>; contacts: Array<{ name: string; address: string; phone: string; email: string; complaints: string; since: string }>; opinions: Array<{ id: number; stance: "in_favour" | "reservations" | "against"; opinion: string; givenBy: string; givenOn: string; answer: string | null; answeredBy: string | null }>; papers: Array<number>; editions: Array<{ id: number; edition: number; state: "not_yet" | "waits" | "in_force" | "followed" | "over"; validFrom: string }>; publicPage: string; nextDraft: number | null }

export interface StayInAgreementInput {
  path: { id: number; agencyId: number }
}

/** DELETE /api/v1/agreements/{id}/departures/{agencyId} */
export const stayInAgreement = (input: StayInAgreementInput, options?: CallOptions): Promise<StayInAgreementAnswer> =>
  call<StayInAgreementAnswer>('DELETE', `/agreements/${encodeURIComponent(input.path.id)}/departures/${encodeURIComponent(input.path.agencyId)}`, undefined, options)

export type StopCalendarFeedAnswer = { madeAt: string | null; lastFetchedAt: string | null }

/** DELETE /api/v1/calendar-feed */
export const stopCalendarFeed = (options?: CallOptions): Promise<StopCalendarFeedAnswer> =>
  call<StopCalendarFeedAnswer>('DELETE', '/calendar-feed', undefined, options)

export type StopPracticeAnswer = { state: "off" | "starting" | "running" | "by_hand"; origin: string | null; command: string }

/** DELETE /api/v1/practice */
export const stopPractice = (options?: CallOptions): Promise<StopPracticeAnswer> =>
  call<StopPracticeAnswer>('DELETE', '/practice', undefined, options)

export type TakeBackOfferLinkAnswer = undefined

export interface TakeBackOfferLinkInput {
  path: { id: string }
}

/** DELETE /api/v1/offer-links/{id} */
export const takeBackOfferLink = (input: TakeBackOfferLinkInput, options?: CallOptions): Promise<TakeBackOfferLinkAnswer> =>
  call<TakeBackOfferLinkAnswer>('DELETE', `/offer-links/${encodeURIComponent(input.path.id)}`, undefined, options)

export type TakeInreachAnswer = { id: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; asking: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; service: { id: string; name: string } | null; topic: string; wishOn: string; wishTime: string; minutes: number; groupSize: number; needs: string; state: "asked" | "proposed" | "planned" | "declined" | "withdrawn" | "held" | "not_held"; slotOn: string | null; slotAt: string | null; room: string; answerNote: string; declineReason: string | null; notHeldBecause: "prison" | "provider" | "other" | null; attended: number | null; workers: Array<{ id: string; name: string; role: string; clearance: "asked" | "cleared" | "refused"; clearedUntil: string | null; reason: string | null; version: number }>; side: "prison" | "asking"; may: Array<"slot" | "decline" | "take" | "withdraw" | "record" | "clear">; version: number }

export interface TakeInreachInput {
  path: { id: string }
}

/** POST /api/v1/inreach/{id}/take */
export const takeInreach = (input: TakeInreachInput, options?: CallOptions): Promise<TakeInreachAnswer> =>
  call<TakeInreachAnswer>('POST', `/inreach/${encodeURIComponent(input.path.id)}/take`, undefined, options)

export type TakeOverPathwayAnswer = { version: number; steps: Array<{ code: string; change: "new" | "changed" | "gone"; from: string | null; to: string | null; late: boolean; owner: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" } | null }>; done: number; unchanged: number }

export interface TakeOverPathwayInput {
  path: { ref: string }
  query?: { preview?: "true" | "false" }
  body: { pathwayId: number }
}

/** POST /api/v1/cases/{ref}/pathway */
export const takeOverPathway = (input: TakeOverPathwayInput, options?: CallOptions): Promise<TakeOverPathwayAnswer> =>
  call<TakeOverPathwayAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/pathway${query(input.query ?? {})}`, input.body, options)

export type TellBeforeLiftingAnswer = { id: string }

export interface TellBeforeLiftingInput {
  path: { id: string }
  body: { on: string; how: "talk" | "letter" | "video" }
}

/** POST /api/v1/items/{id}/tellings */
export const tellBeforeLifting = (input: TellBeforeLiftingInput, options?: CallOptions): Promise<TellBeforeLiftingAnswer> =>
  call<TellBeforeLiftingAnswer>('POST', `/items/${encodeURIComponent(input.path.id)}/tellings`, input.body, options)

export type TestMailAnswer = { outcome: "sent" | "file" | "returned" | "later"; problem: string | null; address: string }

/** POST /api/v1/mail/test */
export const testMail = (options?: CallOptions): Promise<TestMailAnswer> =>
  call<TestMailAnswer>('POST', '/mail/test', undefined, options)

export type TestProviderAnswer = { problem: "address" | "unreachable" | "other_issuer" | "no_code" | "no_pkce" | "no_keys" | null }

export interface TestProviderInput {
  path: { id: number }
  body: { issuer: string }
}

/** POST /api/v1/agencies/{id}/provider/test */
export const testProvider = (input: TestProviderInput, options?: CallOptions): Promise<TestProviderAnswer> =>
  call<TestProviderAnswer>('POST', `/agencies/${encodeURIComponent(input.path.id)}/provider/test`, input.body, options)

export type TypeBackAnswer = { code: string; sheet: string; kind: "wing" | "released" | "empty"; subject: "case" | "notice" | null; ref: string | null; person: { initials: string; name: string | null }; number: string | null; releaseOn: string | null; expiresOn: string; typedAt: string | null; cells: Array<{ basic: "bed" | "money" | "medication" | "papers" | "appointment"; state: "asked" | "confirmed" | "open" | "not_needed" | "not_wanted"; at: string }> }

export interface TypeBackInput {
  path: { code: string }
  body: { ref?: string; answers: Record<string, "yes" | "no" | "not_wanted">; saidBy?: string; words?: string }
}

/** POST /api/v1/paper-lines/{code} */
export const typeBack = (input: TypeBackInput, options?: CallOptions): Promise<TypeBackAnswer> =>
  call<TypeBackAnswer>('POST', `/paper-lines/${encodeURIComponent(input.path.code)}`, input.body, options)

export type UndoImportAnswer = { version: number; back: { new?: number; changed?: number; held?: number; case?: number; replaced?: number; gone?: number; back?: number; elsewhere?: number }; stay: Array<{ deed: "new" | "changed" | "held" | "case" | "replaced" | "gone" | "back" | "elsewhere"; why: "case_opened" | "residence_decided" | "held_decided" | "proposal_answered" | "transfer_confirmed" | "number_in_use" | "erased" | "changed_since"; notice: string; person: { initials: string; name: string | null } | null; number: string | null; ref: string | null }> }

export interface UndoImportInput {
  path: { id: string }
}

/** POST /api/v1/imports/{id}/undo */
export const undoImport = (input: UndoImportInput, options?: CallOptions): Promise<UndoImportAnswer> =>
  call<UndoImportAnswer>('POST', `/imports/${encodeURIComponent(input.path.id)}/undo`, undefined, options)

export type UndoReassignmentAnswer = { results: Array<{ ref: string; refused: string | null }> }

export interface UndoReassignmentInput {
  path: { id: string }
}

/** POST /api/v1/reassignments/{id}/undo */
export const undoReassignment = (input: UndoReassignmentInput, options?: CallOptions): Promise<UndoReassignmentAnswer> =>
  call<UndoReassignmentAnswer>('POST', `/reassignments/${encodeURIComponent(input.path.id)}/undo`, undefined, options)

export type VerifyItemAnswer = { id: string }

export interface VerifyItemInput {
  path: { id: string }
  body: { reviewBy: string }
}

/** POST /api/v1/items/{id}/verify */
export const verifyItem = (input: VerifyItemInput, options?: CallOptions): Promise<VerifyItemAnswer> =>
  call<VerifyItemAnswer>('POST', `/items/${encodeURIComponent(input.path.id)}/verify`, input.body, options)

export type WhoSeesCaseAnswer = { ref: string; purpose: string; today: string; agency: number; clause: { label: string; basis: string; arrangement: string; title: string; until: string | null }; categories: Array<string>; summaryCategories: Array<string>; readers: Array<{ name: string; agency: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; you: boolean; relation: string; through: string | null; covers: boolean; since: string; until: string | null }>; auditors: Array<{ name: string; body: string; from: string; until: string; open: boolean }>; systems: Array<{ label: string; agency: string; until: string; showsNames: boolean }> }

export interface WhoSeesCaseInput {
  path: { ref: string }
}

/** GET /api/v1/cases/{ref}/who */
export const whoSeesCase = (input: WhoSeesCaseInput, options?: CallOptions): Promise<WhoSeesCaseAnswer> =>
  call<WhoSeesCaseAnswer>('GET', `/cases/${encodeURIComponent(input.path.ref)}/who`, undefined, options)

export type WithdrawConsentAnswer = { id: string }

export interface WithdrawConsentInput {
  path: { id: string }
  body: { agencyId: number; on: string; way: "talk" | "paper" | "witnessed"; language: "en" | "fr" | "de" | "es" | "it" | "nl" }
}

/** POST /api/v1/consents/{id}/withdrawals */
export const withdrawConsent = (input: WithdrawConsentInput, options?: CallOptions): Promise<WithdrawConsentAnswer> =>
  call<WithdrawConsentAnswer>('POST', `/consents/${encodeURIComponent(input.path.id)}/withdrawals`, input.body, options)

export type WithdrawDisclosureAnswer = { version: number }

export interface WithdrawDisclosureInput {
  path: { id: string }
}

/** POST /api/v1/disclosures/{id}/withdraw */
export const withdrawDisclosure = (input: WithdrawDisclosureInput, options?: CallOptions): Promise<WithdrawDisclosureAnswer> =>
  call<WithdrawDisclosureAnswer>('POST', `/disclosures/${encodeURIComponent(input.path.id)}/withdraw`, undefined, options)

export type WithdrawInreachAnswer = { id: string; prison: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; asking: { id: number; name: string; code: string; kind: "custody" | "probation" | "city" | "health" | "work" | "association" | "police" | "justice" }; domain: "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations"; service: { id: string; name: string } | null; topic: string; wishOn: string; wishTime: string; minutes: number; groupSize: number; needs: string; state: "asked" | "proposed" | "planned" | "declined" | "withdrawn" | "held" | "not_held"; slotOn: string | null; slotAt: string | null; room: string; answerNote: string; declineReason: string | null; notHeldBecause: "prison" | "provider" | "other" | null; attended: number | null; workers: Array<{ id: string; name: string; role: string; clearance: "asked" | "cleared" | "refused"; clearedUntil: string | null; reason: string | null; version: number }>; side: "prison" | "asking"; may: Array<"slot" | "decline" | "take" | "withdraw" | "record" | "clear">; version: number }

export interface WithdrawInreachInput {
  path: { id: string }
}

/** POST /api/v1/inreach/{id}/withdraw */
export const withdrawInreach = (input: WithdrawInreachInput, options?: CallOptions): Promise<WithdrawInreachAnswer> =>
  call<WithdrawInreachAnswer>('POST', `/inreach/${encodeURIComponent(input.path.id)}/withdraw`, undefined, options)

export type WithdrawLegalBasisAnswer = { id: number; content: { kind: "legal_obligation" | "public_task" | "vital_interests" | "consent" | "contract" | "legitimate_interests" | "criminal_law_task"; citation: string; objective: string; categories: Array<"identity" | "notice" | "timeline" | "lead" | "accommodation" | "work" | "education" | "health" | "substance_use" | "finance_papers" | "family_community" | "relations" | "supervision">; purposes: Array<"reintegration" | "supervision">; bodies: Array<number>; validFrom: string | null; validUntil: string | null; reviewOn: string | null; textLink: string; description: string }; state: "draft" | "active" | "withdrawn"; holds: boolean; reviewedBy: string | null; reviewedOn: string | null; questions: Array<{ id: number; question: string; askedBy: string; askedOn: string; answer: string | null; answeredBy: string | null }>; version: number }

export interface WithdrawLegalBasisInput {
  path: { id: number }
}

/** POST /api/v1/legal-bases/{id}/withdraw */
export const withdrawLegalBasis = (input: WithdrawLegalBasisInput, options?: CallOptions): Promise<WithdrawLegalBasisAnswer> =>
  call<WithdrawLegalBasisAnswer>('POST', `/legal-bases/${encodeURIComponent(input.path.id)}/withdraw`, undefined, options)

export type WithdrawRegimeAnswer = { id: string }

export interface WithdrawRegimeInput {
  path: { id: string }
}

/** POST /api/v1/regimes/{id}/withdrawal */
export const withdrawRegime = (input: WithdrawRegimeInput, options?: CallOptions): Promise<WithdrawRegimeAnswer> =>
  call<WithdrawRegimeAnswer>('POST', `/regimes/${encodeURIComponent(input.path.id)}/withdrawal`, undefined, options)

export type WithdrawShareAnswer = { version: number }

export interface WithdrawShareInput {
  path: { id: string }
}

/** POST /api/v1/shares/{id}/withdraw */
export const withdrawShare = (input: WithdrawShareInput, options?: CallOptions): Promise<WithdrawShareAnswer> =>
  call<WithdrawShareAnswer>('POST', `/shares/${encodeURIComponent(input.path.id)}/withdraw`, undefined, options)

export type WriteItemAnswer = { id: string }

export interface WriteItemInput {
  path: { ref: string }
  body: { category: string; kind?: "fact" | "assessment" | "statement"; text?: string; functional?: { code: "able_to_work" | "able_to_work_partly" | "not_able_to_work" | "appointment_made" | "appointment_kept" | "appointment_not_possible" | "support_in_place" | "support_needed" | "support_ended" | "needs_company_to_appointments" | "needs_short_appointments" | "needs_ground_floor" | "medication_arranged" | "can_live_alone" | "needs_support_at_home"; until?: string | null }; sourceKind?: "observed" | "document" | "register" | "agency" | "person" | "third_party"; source?: string; credibility?: "documented" | "confirmed" | "plausible" | "doubtful" | "not_checked"; method?: string; facts?: Array<string>; language?: string; asOf?: string; reviewBy?: string; kept?: Array<{ kind: "belief" | "origin" | "opinion" | "stigma" | "intimacy" | "address" | "diagnosis"; reason: "needed_for_task" | "own_words" | "means_something_else" | "quoted_document" }>; mode?: "table" | "named" | "agency"; audience?: Array<number>; handling?: { noOnward?: boolean; viewOnly?: boolean; spokenOnly?: boolean; askFirst?: boolean; meetingId?: string | null; deleteOn?: string | null }; special?: { ground: "a" | "b" | "c"; necessity: string; approver: number } }
}

/** POST /api/v1/cases/{ref}/items */
export const writeItem = (input: WriteItemInput, options?: CallOptions): Promise<WriteItemAnswer> =>
  call<WriteItemAnswer>('POST', `/cases/${encodeURIComponent(input.path.ref)}/items`, input.body, options)
