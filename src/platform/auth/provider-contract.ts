import { z } from 'zod'

const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?=.{3,200}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/)

/** The provider of an agency as an administrator sees it; its secret goes to no screen. */
export const Provider = z.object({
  issuer: z.string(),
  clientId: z.string(),
  hasSecret: z.boolean(),
  /** Mail domains whose people are led there. */
  domains: z.array(z.string()),
  acr: z.string().nullable(),
  /** What it says, as acr or amr, of a sign-in with two factors. */
  strong: z.array(z.string()),
  enabled: z.boolean(),
  /** How many members are bound to it. */
  bound: z.int(),
  version: z.int(),
})
export type Provider = z.infer<typeof Provider>

export const ProviderAnswer = z.object({
  provider: Provider.nullable(),
  /** The one address to which the provider may lead back; it is entered there. */
  redirect: z.string(),
})
export type ProviderAnswer = z.infer<typeof ProviderAnswer>

export const SetProvider = z.strictObject({
  issuer: z.string().trim().min(8).max(300),
  clientId: z.string().trim().min(1).max(200),
  /** Left out: the saved one stays. */
  secret: z.string().min(1).max(500).optional(),
  domains: z.array(Domain).min(1).max(20),
  acr: z.string().trim().min(1).max(200).optional(),
  strong: z.array(z.string().trim().min(1).max(200)).max(20).optional(),
  enabled: z.boolean(),
})
export type SetProvider = z.infer<typeof SetProvider>

export const TestProvider = z.strictObject({ issuer: z.string().trim().min(8).max(300) })

export const ProviderTested = z.object({
  problem: z
    .enum(['address', 'unreachable', 'other_issuer', 'no_code', 'no_pkce', 'no_keys'])
    .nullable(),
})
export type ProviderTested = z.infer<typeof ProviderTested>

/** By the work address, or by an invitation. */
export const FindProvider = z.union([
  z.strictObject({ email: z.string().trim().min(3).max(254) }),
  z.strictObject({ invitation: z.string().regex(/^[\w-]{43}$/) }),
])
export type FindProvider = z.infer<typeof FindProvider>

export const ProviderFound = z.object({
  provider: z.object({ id: z.uuid(), agency: z.string() }).nullable(),
})
export type ProviderFound = z.infer<typeof ProviderFound>

/** A page of this desk, never another site, as an address writes it. */
export const OwnPage = z
  .string()
  .max(1000)
  .regex(/^\/(?![/\\])[!-~]*$/)

export const GoToProvider = z.strictObject({
  provider: z.uuid(),
  /** Where to go on after the sign-in. */
  next: OwnPage.optional(),
  invitation: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
})
export const ProviderWay = z.object({ address: z.string() })

export const ByAgency = z.strictObject({ id: z.coerce.number().int().positive() })
