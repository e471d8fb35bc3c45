import pg from 'pg'
import { Problem } from '../errors.ts'

/** Raised by acts in the database: the message is the problem's code, the detail the field. */
const raised: Record<string, number> = {
  TC401: 401,
  TC403: 403,
  TC404: 404,
  TC409: 409,
  TC412: 412,
  TC422: 422,
}

/**
 * What the database refused, said as a Problem; a fault stays what it is.
 *
 * The only place where errors of the database are read. A constraint's name is kept for the
 * caller who wants a better code, and the row's values (which PostgreSQL puts into the detail of
 * its own errors) are dropped, because they may name a person.
 */
export function translateDatabaseError(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError) || !error.code) return error
  const status = raised[error.code]
  if (status) return new Problem(status, error.message, error.detail || undefined)
  const constraint = error.constraint ? { constraint: error.constraint } : undefined
  if (error.code === '42501') return new Problem(403, 'forbidden')
  if (error.code === '23P01')
    return new Problem(409, 'lead_period_taken', undefined, undefined, constraint)
  if (error.code === '23505')
    return new Problem(409, 'already_exists', undefined, undefined, constraint)
  return error
}

/** Two transactions got in each other's way; the same act may succeed when it is tried again. */
export function isWorthRetrying(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01')
}
