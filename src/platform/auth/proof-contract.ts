import { z } from 'zod'
import { UsePasskey } from './passkey-contract.ts'

/** What a member can show that it is them. */
export const ProofWays = z.object({
  passkey: z.boolean(),
  code: z.boolean(),
  passphrase: z.boolean(),
  /** The provider of their agency, by which they sign in. */
  provider: z.object({ agency: z.string() }).nullable(),
  /** It was shown within ten minutes: nothing need be asked. */
  fresh: z.boolean(),
})
export type ProofWays = z.infer<typeof ProofWays>

/** One of them, shown. */
export const ProveSelf = z.union([
  z.strictObject({ passphrase: z.string().min(1).max(2000) }),
  z.strictObject({ code: z.string().trim().min(6).max(40) }),
  UsePasskey,
])
export type ProveSelf = z.infer<typeof ProveSelf>
