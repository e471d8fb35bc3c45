import { z } from 'zod'

const Code = z.string().trim().min(6).max(40)

/** The passphrase was right; a code is owed before anything opens. */
export const CodeOwed = z.object({ step: z.string() })
export type CodeOwed = z.infer<typeof CodeOwed>

export const GiveCode = z.strictObject({ step: z.string().regex(/^[\w-]{43}$/), code: Code })
export type GiveCode = z.infer<typeof GiveCode>

/** Shown once, while the phone takes it in: as letters to type, and as a picture of so many squares. */
export const CodesBegun = z.object({ secret: z.string(), size: z.int(), path: z.string() })
export type CodesBegun = z.infer<typeof CodesBegun>

export const ConfirmCodes = z.strictObject({ code: Code })

/** Shown once, to be printed; only their hashes are kept. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) })
export type RecoveryCodes = z.infer<typeof RecoveryCodes>
