/** What a client knows of something it asked for: it was told so, or it never heard. */
export interface Offer {
  ref: string
  caseId: string
  domain: string
  agency: number
  desk: number
  key: string
  /** Set when the service acknowledged it. */
  lead?: { id: string; version: number }
  /** `asked`: sent and never answered. */
  answer?: 'asked' | 'acknowledged'
}

export interface List {
  prison: number
  numbers: string[]
  content: string
  /** Set when the preview was acknowledged. */
  preview?: { id: string; version: number }
  apply?: 'asked' | 'acknowledged'
}

export interface Ledger {
  offers: Offer[]
  lists: List[]
}

/** What the proof counts: none of these may ever happen. */
export interface Findings {
  lost: string[]
  half: string[]
  double: string[]
  other: string[]
}

export const noFindings = (): Findings => ({ lost: [], half: [], double: [], other: [] })
