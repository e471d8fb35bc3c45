import { z } from 'zod'

const Moment = z.iso.datetime()

/** What became of a link to an agency without account, for whoever asks. */
export const OfferLink = z.object({
  id: z.uuid(),
  state: z.enum(['open', 'answered', 'taken_back', 'expired', 'over']),
  madeBy: z.string(),
  madeAt: Moment,
  expiresAt: Moment,
  /** The address to which the mail went; without one it was handed over as a letter. */
  sentTo: z.string().nullable(),
  mailedAt: Moment.nullable(),
  openedAt: Moment.nullable(),
  openings: z.int(),
})
export type OfferLink = z.infer<typeof OfferLink>

export const OfferLinks = z.object({
  links: z.array(OfferLink),
  /** The address that stands in the list of agencies. */
  email: z.string().nullable(),
})
export type OfferLinks = z.infer<typeof OfferLinks>

/** With an address the link goes there by mail; without one it is printed as a letter. */
export const NewOfferLink = z.strictObject({ email: z.email().max(254).optional() })
export type NewOfferLink = z.infer<typeof NewOfferLink>

/** Link and code are told once, to whoever made them; only a hash is kept. */
export const OfferLinkMade = z.object({
  id: z.uuid(),
  link: z.string(),
  /** The page on which the code of a letter is typed. */
  page: z.string(),
  code: z.string(),
  expiresAt: Moment,
  mail: z.enum(['sent', 'file', 'returned', 'later']).nullable(),
})
export type OfferLinkMade = z.infer<typeof OfferLinkMade>
