import { z } from 'zod'
import { AgencyBrief, Day } from '../admin/contract.ts'
import { wordingLanguages } from '../items/wording/vocabulary.ts'

/** Parts of life in which help can be voluntary; the lead of a case is never. */
export const HelpDomain = z.enum([
  'accommodation',
  'work',
  'education',
  'health',
  'substance_use',
  'finance_papers',
  'family_community',
  'relations',
])
export type HelpDomain = z.infer<typeof HelpDomain>

export const ConsentWay = z.enum(['talk', 'paper', 'witnessed'])
export type ConsentWay = z.infer<typeof ConsentWay>

/** Whether the person decided alone, with somebody at their side, or together with a guardian. */
export const Capacity = z.enum(['alone', 'with_support', 'with_guardian'])
export type Capacity = z.infer<typeof Capacity>

/** Languages in which the standard text exists. */
export const TextLanguage = z.enum(wordingLanguages)
export type TextLanguage = z.infer<typeof TextLanguage>

const Spoken = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
const Name = z.string().trim().min(2).max(120)

/** What is shown to the person before they answer: made from the standard text, for this help and these agencies. */
export const ConsentText = z.object({
  version: z.string(),
  language: TextLanguage,
  title: z.string(),
  paragraphs: z.array(z.string()),
  /** Words of the lines to fill in by hand, on paper. */
  sign: z.object({
    yes: z.string(),
    no: z.string(),
    name: z.string(),
    day: z.string(),
    signature: z.string(),
  }),
})
export type ConsentText = z.infer<typeof ConsentText>

export const ConsentTextQuery = z.strictObject({
  domain: HelpDomain,
  agencies: z
    .string()
    .regex(/^\d{1,9}(,\d{1,9}){0,19}$/)
    .transform((ids) => ids.split(',').map(Number)),
  language: TextLanguage,
  /** The text for taking it back. */
  back: z.enum(['true', 'false']).optional(),
})
export type ConsentTextQuery = z.infer<typeof ConsentTextQuery>

export const NewConsent = z.strictObject({
  domain: HelpDomain,
  agencies: z.array(z.int()).min(1).max(20),
  answer: z.enum(['given', 'refused']),
  language: TextLanguage,
  /** The language in which it was explained, where it is another than that of the text. */
  spoken: Spoken.optional(),
  /** Who explained it; left out: whoever writes it down. */
  explainedBy: Name.optional(),
  way: ConsentWay,
  witness: Name.optional(),
  capacity: Capacity,
  on: Day,
})
export type NewConsent = z.infer<typeof NewConsent>

export const WithdrawConsent = z.strictObject({
  agencyId: z.int(),
  on: Day,
  way: ConsentWay,
  language: TextLanguage,
})
export type WithdrawConsent = z.infer<typeof WithdrawConsent>

/** A text as it was shown, and the same in the reader's language at that time. */
export const ShownText = z.object({ shown: ConsentText, reader: ConsentText.nullable() })
export type ShownText = z.infer<typeof ShownText>

export const Consent = z.object({
  id: z.uuid(),
  domain: HelpDomain,
  answer: z.enum(['given', 'refused']),
  textVersion: z.string(),
  language: z.string(),
  spoken: z.string().nullable(),
  text: ShownText,
  way: ConsentWay,
  witness: z.string().nullable(),
  explainedBy: z.string(),
  capacity: Capacity,
  on: Day,
  recordedBy: z.string(),
  recipients: z.array(
    z.object({
      agency: AgencyBrief,
      withdrawn: z.object({ on: Day, way: ConsentWay, by: z.string(), text: ShownText }).nullable(),
    }),
  ),
})
export type Consent = z.infer<typeof Consent>

export const Consents = z.object({
  ref: z.string(),
  today: Day,
  language: z.string().nullable(),
  /** The reader's agency enforces measures: what the person wants beyond them is not for it to know. */
  enforces: z.boolean(),
  lanes: z.array(
    z.object({
      domain: HelpDomain,
      /** Why consent cannot carry this help; then `basis` does. */
      refusal: z
        .enum(['consent_purpose_compulsory', 'consent_need_imposed', 'consent_no_voluntary_help'])
        .nullable(),
      clause: z.string(),
      basis: z.string(),
      mine: z.boolean(),
      helpers: z.array(AgencyBrief),
    }),
  ),
  agencies: z.array(AgencyBrief),
  consents: z.array(Consent),
})
export type Consents = z.infer<typeof Consents>
