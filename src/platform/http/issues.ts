import type { z } from 'zod'
import { Problem } from '../errors.ts'

/** One thing that is wrong with one field; the sentence is added where the language is known. */
export interface FieldProblem {
  field: string
  code: string
  values?: Record<string, string | number>
}

const mostErrors = 50

/**
 * What is wrong with an input, field by field. With one thing wrong the problem carries its code, so
 * that a client can react to it; what was written in the field is never repeated.
 */
export function describeIssues(issues: readonly z.core.$ZodIssue[]): Problem {
  const errors = issues.flatMap((issue) => describe(issue)).slice(0, mostErrors)
  const first = errors[0] ?? { field: '', code: 'input_invalid' }
  const unknown = errors.find((error) => error.code === 'unknown_key')
  const told =
    unknown ?? (errors.length === 1 ? first : { field: first.field, code: 'input_invalid' })
  return new Problem(422, told.code, told.field, told.values, { errors })
}

function describe(issue: z.core.$ZodIssue): FieldProblem[] {
  const field = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: [...issue.path.map(String), key.slice(0, 60)].join('.'),
      code: 'unknown_key',
    }))
  // A rule of a contract may name its own code: refine(…, { error: 'period_ends_before_it_begins' }).
  if (/^[a-z]+(_[a-z0-9]+)+$/.test(issue.message)) return [{ field, code: issue.message }]
  switch (issue.code) {
    case 'invalid_type':
      return [{ field, code: issue.message.endsWith('undefined') ? 'required' : 'wrong_type' }]
    case 'too_small':
      return [{ field, code: tooSmall(issue.origin), values: limit(issue.minimum) }]
    case 'too_big':
      return [{ field, code: sized('too_long', 'too_high', issue), values: limit(issue.maximum) }]
    case 'invalid_format':
      return [{ field, code: 'wrong_format' }]
    case 'invalid_value':
      return [{ field, code: 'not_a_choice' }]
    default:
      return [{ field, code: 'wrong_type' }]
  }
}

/** Letters of a text, things in a list, or a figure: each is said in its own words. */
const tooSmall = (origin: string) =>
  origin === 'string' ? 'too_short' : sized('too_few', 'too_low', { origin })

const sized = (text: string, number: string, issue: { origin: string }) =>
  ['string', 'array', 'set', 'file', 'map'].includes(issue.origin) ? text : number

const limit = (value: number | bigint) => ({ limit: Number(value) })
