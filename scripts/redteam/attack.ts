import type { Heard, RedCity } from './city.ts'

/** One thing that the attacker did, what came back, and whether the rule held. */
export interface Step {
  did: string
  got: string
  held: boolean
}

/** An attempt to get at something, as a privacy officer would tell it. */
export interface Attack {
  family:
    | 'The curious colleague'
    | 'The angry ex-partner'
    | 'The leaking export'
    | 'The coerced consent'
    | 'The wrong person'
    | 'What is left lying'
  who: string
  wants: string
  rule: string
  /** Part of the sample of every day. */
  sample?: boolean
  steps(city: RedCity): Promise<Step[]>
}

/** What a refusal says to the one who is refused, without the number of the request. */
export function said({ status, body }: Heard): string {
  if (body === null) return `${status}`
  const { instance: _, ...rest } = body
  return `${status} ${JSON.stringify(rest)}`
}

/** In words: what the answer was. */
export function inWords({ status, body }: Heard): string {
  const meant: Record<number, string> = {
    200: 'it was answered',
    201: 'it was done',
    202: 'it was taken in',
    204: 'it was done',
    401: 'not signed in',
    403: 'not permitted',
    404: 'unknown',
    409: 'no longer possible',
    412: 'somebody was faster',
    422: 'refused as invalid',
  }
  return `${meant[status] ?? 'refused'} (${status}${body?.code ? `, ${body.code}` : ''})`
}

export const step = (did: string, got: string, held: boolean): Step => ({ did, got, held })

/** A step that must be answered in one way. */
export const expects = (did: string, answer: Heard, status: number): Step =>
  step(did, inWords(answer), answer.status === status)

/** A step that must be answered exactly as if nothing were there. */
export const sameAsUnknown = (did: string, answer: Heard, unknown: Heard): Step =>
  step(
    did,
    said(answer) === said(unknown)
      ? 'word for word what an invented number gets'
      : `something else than an invented number gets: ${inWords(answer)}`,
    said(answer) === said(unknown) && answer.status === 404,
  )
