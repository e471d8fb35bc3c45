import type { LogDetails } from './log.ts'

// For developers at their own machine only: the message may quote what somebody typed.
const tellFaults = process.env.THROUGHCARE_TELL_FAULTS === 'yes'

/**
 * What may be written down of a fault that nobody foresaw, in the technical log and at a terminal: codes, names of our
 * own objects and the place where it arose.
 *
 * Never the message: the database quotes what somebody typed in its messages, and a parser what it could not read.
 */
export function describeFault(error: unknown): LogDetails {
  const fault = (error ?? {}) as Partial<Record<string, unknown>>
  const text = (key: string) => (typeof fault[key] === 'string' ? fault[key] : undefined)
  return {
    name: text('name'),
    code: text('code'),
    table: text('table'),
    constraint: text('constraint'),
    routine: text('routine'),
    at: text('stack')
      ?.replace(text('message') ?? '', '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8)
      .map((line) => line.trim())
      .join(' | '),
    ...(tellFaults && { words: text('message') }),
  }
}
