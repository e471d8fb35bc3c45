/** Filters of the lists as they stand in the address; nothing here may name a person. */
export interface ListSearch {
  weeks?: number
  prison?: number
  lead?: number
  domain?: string
  missing?: boolean
  stage?: string
  order?: string
  residence?: string
  relation?: string
  unanswered?: string
  /** Days of release, yyyy-mm-dd. */
  from?: string
  until?: string
  /** A case reference or a part of one; what could be a name never comes here. */
  ref?: string
}

export interface CaseSearch {
  view?: 'map' | 'table'
  window?: 'year' | '12-weeks' | '72-hours'
  /** The part of life that a list led to, because something is missing in it. */
  lane?: string
}

/** What narrows the directory of services; words that were typed do not stand in the address. */
export interface ServiceSearch {
  domain?: string
  language?: string
  cost?: string
  town?: string
  inside?: string
  capacity?: 'stated'
  review?: 'overdue'
  retired?: 'true'
}

type Raw = Record<string, unknown>

const numberOf = (value: unknown) => {
  const n = Number(value)
  return value !== undefined && Number.isInteger(n) ? n : undefined
}

const wordOf = (value: unknown) =>
  typeof value === 'string' && /^[a-z_-]{1,40}$/.test(value) ? value : undefined

const dayOf = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined

/** A reference or its end: letters only before digits, so that no name fits. */
export function refOf(value: unknown): string | undefined {
  const text = String(value ?? '')
    .trim()
    .toUpperCase()
  return /^(?:[A-Z]{1,4}-)?\d{1,9}$/.test(text) ? text : undefined
}

/** Reads the filters of a list from the address; what it does not understand it leaves out. */
export function listSearch(raw: Raw): ListSearch {
  return {
    weeks: numberOf(raw.weeks),
    prison: numberOf(raw.prison),
    lead: numberOf(raw.lead),
    domain: wordOf(raw.domain),
    missing: raw.missing === true || raw.missing === 'true' ? true : undefined,
    stage: wordOf(raw.stage),
    order: wordOf(raw.order),
    residence: wordOf(raw.residence),
    relation: wordOf(raw.relation),
    unanswered: wordOf(raw.unanswered),
    from: dayOf(raw.from),
    until: dayOf(raw.until),
    ref: refOf(raw.ref),
  }
}

/** Reads the filters of the directory from the address. */
export function serviceSearch(raw: Raw): ServiceSearch {
  const town = typeof raw.town === 'string' && raw.town.length <= 80 ? raw.town : undefined
  return {
    domain: wordOf(raw.domain),
    language: wordOf(raw.language),
    cost: wordOf(raw.cost),
    town,
    inside: /^(any|\d{1,9})$/.test(String(raw.inside)) ? String(raw.inside) : undefined,
    capacity: raw.capacity === 'stated' ? 'stated' : undefined,
    review: raw.review === 'overdue' ? 'overdue' : undefined,
    retired: String(raw.retired) === 'true' ? 'true' : undefined,
  }
}

/** Which view of a case is open: both can be sent to a colleague. */
export function caseSearch(raw: Raw): CaseSearch {
  const windows = ['year', '12-weeks', '72-hours'] as const
  return {
    view: raw.view === 'map' || raw.view === 'table' ? raw.view : undefined,
    window: windows.find((window) => window === raw.window),
    lane: wordOf(raw.lane),
  }
}

/** A delivery at the door that is looked at. */
export function importSearch(raw: Raw): { drop?: string } {
  const { drop } = raw
  return typeof drop === 'string' && /^[0-9a-f-]{36}$/.test(drop) ? { drop } : {}
}

/** The case or the notice with which "released today" was opened: an id or a reference, never a name. */
export function releasedSearch(raw: Raw): { ref?: string; notice?: string } {
  const { notice } = raw
  return {
    ref: refOf(raw.ref),
    notice: typeof notice === 'string' && /^[0-9a-f-]{36}$/.test(notice) ? notice : undefined,
  }
}

/** Where to go on after the sign-in: only a path of ours, never another site. */
export function signInSearch(raw: Raw): { next?: string; ended?: boolean } {
  const next = typeof raw.next === 'string' && /^\/(?![/\\])/.test(raw.next) ? raw.next : undefined
  return { next, ended: raw.ended === true ? true : undefined }
}

/** The step of the set-up that is open, so that the browser's back button goes one step back. */
export function setUpSearch(raw: Raw): { step?: string } {
  return { step: wordOf(raw.step) }
}

/** The moment of which a case is shown, with its zone. */
export interface PastSearch {
  at?: string
}

/** Reads the moment from the address; what is none is left out. */
export function pastSearch(raw: Raw): PastSearch {
  const { at } = raw
  return typeof at === 'string' && /^\d{4}-\d\d-\d\dT[0-9:.]{4,15}(Z|[+-]\d\d:\d\d)$/.test(at)
    ? { at }
    : {}
}
