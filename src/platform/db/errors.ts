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
 * Values that no column holds, whichever road they came by: a number of more than nine or ten digits, and characters that no
 * text has (code 0, half a character).
 */
const unheld: Record<string, string> = {
  '22003': 'number_too_large',
  '22021': 'character_not_kept',
  '22P05': 'character_not_kept',
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
  const refused = unheld[error.code] ?? (isHalfCharacter(error) ? 'character_not_kept' : undefined)
  if (refused) return new Problem(422, refused)
  const constraint = error.constraint ? { constraint: error.constraint } : undefined
  if (error.code === '42501') return new Problem(403, 'forbidden')
  if (error.code === '23P01')
    return new Problem(409, 'lead_period_taken', undefined, undefined, constraint)
  if (error.code === '23505')
    return new Problem(409, 'already_exists', undefined, undefined, constraint)
  return error
}

/** JSON with half a character in it has a code that a wrong cast has too; the type is named alike in every language. */
const isHalfCharacter = ({ code, message }: pg.DatabaseError) =>
  code === '22P02' && message.includes('json')

/** Serialization, deadlock, and a transaction that the database ended because nothing was asked of it for too long. */
const undone = ['40001', '40P01', '25P03']

/** How the driver says that it sent nothing, because the connection had gone before. */
const notSent = /not queryable$/

/**
 * Nothing of it was done, and the same act may succeed when it is tried again: two transactions got in each other's
 * way, or the connection was gone before anything was asked, as after a machine that slept for a minute. A connection
 * that goes while an answer is awaited is not among them: the act may have been done.
 */
export function isWorthRetrying(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return undone.includes(error.code ?? '')
  return error instanceof Error && notSent.test(error.message)
}
