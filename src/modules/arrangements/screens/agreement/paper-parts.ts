import type { Words } from '../../../../web/words.ts'
import type { PaperFacts } from '../../paper-contract.ts'

/** One part of the papers: what it is filled with, and where that is entered. */
export interface Part {
  readonly code: string
  /** Null: missing. */
  readonly value: string | null
  /** What is missing, where it is not the whole part. */
  readonly missing?: string
  readonly where: 'agreement' | 'agencies' | 'partners'
  readonly to: string
}

const reached = ({ name, address, phone, email }: NonNullable<PaperFacts['contact']>) =>
  [name, address, phone, email].filter(Boolean).join(', ')

/** The parts of the papers in their order, as the page shows them before anything is downloaded. */
export function partsOf(facts: PaperFacts, { text, format }: Words): Part[] {
  const agreement = {
    where: 'agreement',
    to: facts.source === 'draft' ? `/start/agreements/${facts.sourceId}` : '/start/agreements',
  } as const
  const agencies = { where: 'agencies', to: '/agencies' } as const
  const partners = { where: 'partners', to: '/start/partners' } as const
  const list = (items: readonly string[]) => (items.length > 0 ? format.list(items) : null)
  const silent = facts.parties.filter(({ contact }) => !contact).map(({ name }) => name)
  const { validFrom, validUntil } = facts
  const nameOr = (name: string) => name || text('editions.duties.each')
  const kept = new Set(
    facts.retention.map(({ category }) => text(`agreements.categories.${category}`)),
  )
  return [
    { code: 'authority', value: facts.authority, ...agencies },
    { code: 'title', value: facts.title, ...agreement },
    { code: 'parties', value: list(facts.parties.map(({ name }) => name)), ...agreement },
    {
      code: 'contacts',
      value:
        silent.length > 0 || facts.parties.length === 0
          ? null
          : text('drafts.contacts-of-all', { count: facts.parties.length }),
      ...(silent.length > 0 && {
        missing: text('drafts.missing-contacts', { names: format.list(silent) }),
      }),
      ...agencies,
    },
    {
      code: 'seats',
      value:
        list(facts.emptySeats.map((seat) => text(`start.functions.${seat}`))) ??
        text('drafts.no-seats'),
      ...partners,
    },
    { code: 'basis', value: facts.basis, ...agreement },
    {
      code: 'categories',
      value: list(facts.categories.map((category) => text(`agreements.categories.${category}`))),
      ...agreement,
    },
    { code: 'fallback', value: facts.fallback, ...agreement },
    {
      code: 'valid',
      value:
        validFrom && validUntil
          ? text('drafts.period', { from: format.date(validFrom), until: format.date(validUntil) })
          : null,
      ...agreement,
    },
    {
      code: 'duties',
      value: list([...new Set(Object.values(facts.duties))].map(nameOr)),
      ...agreement,
    },
    { code: 'contact-point', value: facts.contact && reached(facts.contact), ...agreement },
    { code: 'review', value: facts.reviewOn && format.date(facts.reviewOn), ...agreement },
    { code: 'privacy', value: facts.privacy, ...partners },
    { code: 'retention', value: list([...kept]), ...agreement },
  ]
}
