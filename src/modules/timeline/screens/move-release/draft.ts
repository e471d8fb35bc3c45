import type { Certainty, MoveRelease, ReleaseDate } from '../../contract.ts'

/** What stands in the fields of the dialog. */
export interface MoveDraft {
  on: string
  certainty: Certainty
  earliestOn: string
  source: string
}

/** The dialog begins with the date in force, or asks for one; the source is asked for anew each time. */
export function draftOf(release: ReleaseDate): MoveDraft {
  return {
    on: release.on ?? '',
    certainty: release.certainty === 'unknown' ? 'expected' : release.certainty,
    earliestOn: release.earliestOn ?? '',
    source: '',
  }
}

/** Enough to be tried: a date, or the word that it is not known. */
export function isComplete(draft: MoveDraft): boolean {
  return draft.certainty === 'unknown' || /^\d{4}-\d{2}-\d{2}$/.test(draft.on)
}

/** Nothing differs from the date in force, so there is nothing to try. */
export function isUnchanged(draft: MoveDraft, release: ReleaseDate): boolean {
  const body = moveBody(draft)
  return (
    body.on === release.on &&
    body.certainty === release.certainty &&
    (body.earliestOn ?? null) === release.earliestOn
  )
}

/** What is sent; an earliest date that lies behind the new date is left out, it would contradict it. */
export function moveBody(draft: MoveDraft): MoveRelease {
  const on = draft.certainty === 'unknown' ? null : draft.on
  const earliest = draft.certainty === 'expected' && on !== null && draft.earliestOn < on
  const source = draft.source.trim()
  return {
    on,
    certainty: draft.certainty,
    earliestOn: earliest && draft.earliestOn !== '' ? draft.earliestOn : null,
    ...(source ? { source } : {}),
  }
}

/** What stands now, as the server says it beside a 412: the version, and the date in force. */
export function newestOf(extra: Record<string, unknown>): {
  release: Pick<ReleaseDate, 'on' | 'certainty'> | null
  version: number | null
} {
  const release = isRecord(extra.release) ? extra.release : {}
  const { on, certainty } = release
  return {
    release: isCertainty(certainty) ? { on: typeof on === 'string' ? on : null, certainty } : null,
    version: typeof extra.current === 'number' ? extra.current : null,
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isCertainty = (value: unknown): value is Certainty =>
  value === 'earliest' || value === 'expected' || value === 'fixed' || value === 'unknown'
