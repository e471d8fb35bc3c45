import { hashAtCost } from '../src/platform/auth/passphrase.ts'

/** Hundreds of sign-ins in tests need neither a third of a second each nor 128 MB. */
export const cheap = { ln: 11, r: 8, p: 1 }
hashAtCost(cheap)
