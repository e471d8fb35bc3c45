import { z } from 'zod'
import { MemberFunction } from './contract.ts'

/** From which day on who shows two factors, whether codes count, and who could not sign in under it. */
export const SignInRule = z.object({
  everybodyFrom: z.iso.date().nullable(),
  functions: z.array(MemberFunction),
  functionsFrom: z.iso.date().nullable(),
  codesAllowed: z.boolean(),
  today: z.iso.date(),
  /** False in an invented city: its accounts are public, so the rule is shown there and asks nobody. */
  inForce: z.boolean(),
  members: z.int(),
  lacking: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      agency: z.string(),
      /** From which day on the rule keeps them out; null where it does not concern them. */
      from: z.iso.date().nullable(),
    }),
  ),
  version: z.int(),
})
export type SignInRule = z.infer<typeof SignInRule>

export const SetSignInRule = z.strictObject({
  everybodyFrom: z.iso.date().optional(),
  functions: z.array(MemberFunction).max(6),
  functionsFrom: z.iso.date().optional(),
  codesAllowed: z.boolean(),
})
export type SetSignInRule = z.infer<typeof SetSignInRule>

export const Reminded = z.object({ written: z.int() })
