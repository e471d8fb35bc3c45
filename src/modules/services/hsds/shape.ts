import { z } from 'zod'

/** The words under which our own facts stand in the attributes of the exchange format. */
export const taxonomy = 'Throughcare'

/** Facts that HSDS has no field for, each with a sentence for whoever reads the file elsewhere. */
export const ownFacts = {
  domain: 'Part of life with which the service helps',
  target_group: 'For whom the service is meant, as a group',
  waiting: 'How long one waits',
  cost: 'Free, paid or not known',
  capacity_units: 'Places there are',
  capacity_note: 'Places in words',
  capacity_as_of: 'Day for which the places were stated',
  evidence: 'What is known about the effect, and from where',
  inside_prison: 'Prison inside which the service also works',
} as const
export type OwnFact = keyof typeof ownFacts

/** What is read of a service in HSDS 3; other fields are allowed and listed as not taken. */
const text = z.string().nullish()
export const HsdsService = z.looseObject({
  id: z.uuid(),
  name: z.string().min(1),
  description: text,
  url: text,
  email: text,
  status: z.enum(['active', 'inactive', 'defunct', 'temporarily closed']).nullish(),
  application_process: text,
  fees_description: text,
  eligibility_description: text,
  assured_date: text,
  organization: z.looseObject({ id: z.uuid().nullish(), name: z.string().min(1) }),
  phones: z.array(z.looseObject({ number: text })).nullish(),
  contacts: z.array(z.looseObject({ title: text, name: text })).nullish(),
  schedules: z.array(z.looseObject({ description: text })).nullish(),
  languages: z.array(z.looseObject({ code: text, name: text })).nullish(),
  cost_options: z.array(z.looseObject({ amount: z.number().nullish() })).nullish(),
  service_at_locations: z
    .array(
      z.looseObject({
        location: z
          .looseObject({
            id: z.uuid().nullish(),
            name: text,
            addresses: z
              .array(z.looseObject({ address_1: text, city: text, postal_code: text }))
              .nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
  attributes: z
    .array(
      z.looseObject({
        link_type: text,
        value: text,
        taxonomy_term: z.looseObject({ taxonomy: text }).nullish(),
      }),
    )
    .nullish(),
})
export type HsdsService = z.infer<typeof HsdsService>
