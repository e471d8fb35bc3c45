import { Problem } from '../../../platform/errors.ts'

/**
 * Something stands in the way of an erasure: the refusal names the first day on which it may go.
 *
 * The database says it in the place where others name a field.
 */
export async function withDay<T>(act: Promise<T>): Promise<T> {
  try {
    return await act
  } catch (error) {
    if (!(error instanceof Problem) || !error.code.startsWith('erasure_held_') || !error.field)
      throw error
    const until = error.field
    // Noon, so that no time zone makes another day of it.
    const day = Date.parse(`${until}T12:00:00Z`)
    throw new Problem(409, error.code, undefined, { day }, { until })
  }
}
