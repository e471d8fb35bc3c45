/**
 * Something a person can act on: a status, a stable code with words at `problems.<code>`, perhaps
 * the field it concerns. Everything else that is thrown is a fault and answers 500 without detail.
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly field?: string,
    readonly values?: Record<string, string | number>,
    readonly extra?: Record<string, unknown>,
  ) {
    super(code)
    this.name = 'Problem'
  }
}

/** What the actor may not see is answered as missing: "forbidden" would tell that it exists. */
export const notFound = (thing: string) => new Problem(404, `${thing}_not_found`)

/** Seen, but not theirs to do. */
export const forbidden = (code: string) => new Problem(403, code)

/** It was possible once and no longer is. */
export const conflict = (code: string, values?: Record<string, string | number>) =>
  new Problem(409, code, undefined, values)

/** What was given in one field cannot be right. */
export const invalid = (field: string, code: string, values?: Record<string, string | number>) =>
  new Problem(422, code, field, values)
