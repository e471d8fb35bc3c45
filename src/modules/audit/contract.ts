import { z } from 'zod'

/** What is put on paper from a list or page, before the browser opens its print window. */
export const NewPrint = z.strictObject({
  what: z.enum([
    'cases',
    'releases',
    'handovers',
    'today',
    'case',
    'meeting',
    'after_measure',
    'past',
  ]),
  /** The case, when it or a sheet of it is printed. */
  ref: z
    .string()
    .regex(/^[A-Z]{1,4}-\d{1,9}$/)
    .optional(),
  /** How many rows stand on the paper. */
  rows: z.int().min(0).max(100_000).default(0),
  /** With the person's name; then two identifiers are asked, so that the right paper is printed. */
  names: z.boolean().default(false),
  /** The case number, typed again. */
  typedRef: z.string().trim().max(20).optional(),
  /** The date of birth as the case says it, or the family name where no date is known. */
  typedBirth: z.string().trim().max(120).optional(),
})
export type NewPrint = z.infer<typeof NewPrint>

export const Printed = z.object({
  at: z.iso.datetime(),
  by: z.string(),
  purpose: z.string(),
})
export type Printed = z.infer<typeof Printed>

/** A list as a file: with a mark for programs that guess the letters, and without. */
export const bomQuery = { bom: z.enum(['true', 'false']).optional() }
