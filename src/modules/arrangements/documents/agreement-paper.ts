import { Category, Duty, type RetentionClass, type Right } from '../draft-contract.ts'
import type { PaperFacts, PaperParty } from '../paper-contract.ts'
import { type Block, heading, list, paragraph, table } from './blocks.ts'
import { basisTable, rightsTable } from './law-tables.ts'
import type { Wording } from './paper-words.ts'

/**
 * The draft of the agreement between the partners, in plain clauses of our own.
 *
 * What was entered stands in it; everything else is a marked gap, so that nobody signs an empty place.
 */
export function agreementBlocks(facts: PaperFacts, words: Wording): Block[] {
  const { say } = words
  const clause = (name: string, values?: Record<string, string>) =>
    paragraph(say(`drafts.paper.agreement.${name}`, values))
  const title = (name: string) => heading(say(`drafts.paper.agreement.${name}`))
  return [
    title('parties-title'),
    clause('parties', { authority: facts.authority, country: words.country }),
    partyTable(facts, words),
    ...emptySeats(facts, words),
    title('purpose-title'),
    clause('purpose'),
    list(['purpose-1', 'purpose-2', 'purpose-3'].map((n) => say(`drafts.paper.agreement.${n}`))),
    clause('purpose-only'),
    title('persons-title'),
    clause('persons'),
    clause(facts.includesRemand ? 'persons-remand' : 'persons-no-remand'),
    title('basis-title'),
    clause('basis', { basis: words.or(facts.basis, 'basis') }),
    basisTable(facts, words),
    title('share-title'),
    clause('share'),
    shareTable(facts, words),
    clause('share-limits'),
    title('lead-title'),
    clause('lead', { fallback: words.or(facts.fallback, 'fallback') }),
    title('duties-title'),
    clause('rights'),
    rightsTable(words),
    clause('rights-supervision'),
    clause('rights-answer'),
    clause('duties', { contact: contactPoint(facts, words) }),
    table(
      [say('drafts.paper.columns.duty'), say('drafts.paper.columns.responsible')],
      Duty.options.map((duty) => [
        say(`drafts.paper.duties.${duty}`),
        words.or(facts.duties[duty] ?? null, 'party') || say('editions.duties.each'),
      ]),
    ),
    title('security-title'),
    clause('security'),
    title('retention-title'),
    clause('retention'),
    retentionTable(facts, words),
    title('end-title'),
    clause('valid', {
      from: words.day(facts.validFrom, 'from'),
      until: words.day(facts.validUntil, 'until'),
    }),
    clause('review', { day: words.day(facts.reviewOn, 'review') }),
    clause('leaving'),
    ...signatures(facts, words, 'agreement.signatures-title'),
  ]
}

/** Whom a person asks, and how; where nothing was entered, the desk that leads. */
function contactPoint({ contact, fallback }: PaperFacts, words: Wording): string {
  if (!contact) return words.or(fallback, 'contact-point')
  return [contact.name, contact.address, contact.phone, contact.email].filter(Boolean).join(', ')
}

function partyTable({ parties }: PaperFacts, { say, or, gap }: Wording): Block {
  const rows = parties.map(({ name, kind, contact }) => [
    name,
    say(`web.kinds.${kind}`),
    or(contact, 'contact'),
    gap('represented'),
  ])
  return table(
    ['party', 'kind', 'contact', 'represented'].map((name) => say(`drafts.paper.columns.${name}`)),
    rows.length > 0 ? rows : [[gap('party'), '–', gap('contact'), gap('represented')]],
  )
}

function emptySeats({ emptySeats: seats }: PaperFacts, { say }: Wording): Block[] {
  if (seats.length === 0) return []
  return [
    paragraph(say('drafts.paper.agreement.empty-seats')),
    list(seats.map((seat) => say(`start.functions.${seat}`))),
  ]
}

/** Who gets what, as entered; where nothing was, one row of gaps for each party. */
export function shareTable({ parties }: PaperFacts, { say, gap, names }: Wording): Block {
  const of = ({ rights }: PaperParty, wanted: Right) => {
    if (!rights) return gap('categories')
    const held = Category.options
      .filter((category) => rights[category] === wanted)
      .map((category) => say(`agreements.categories.${category}`))
    return held.length > 0 ? names(held) : say('drafts.paper.nothing')
  }
  const rows = parties.map((party) => [
    party.name,
    of(party, 'brings'),
    of(party, 'sees'),
    of(party, 'told'),
    of(party, 'decision'),
  ])
  return table(
    ['party', 'brings', 'sees', 'told', 'decision'].map((name) =>
      say(`drafts.paper.columns.${name}`),
    ),
    rows.length > 0
      ? rows
      : [[gap('party'), ...Array.from({ length: 4 }, () => gap('categories'))]],
  )
}

/** How long each kind of record is kept, as the register says; where it says nothing, a gap for the law of the place. */
export function retentionTable({ categories, retention }: PaperFacts, words: Wording): Block {
  const { say, gap } = words
  const silent = categories.filter((one) => !retention.some(({ category }) => category === one))
  const rows = [
    ...retention
      .filter(({ category }) => categories.length === 0 || categories.includes(category))
      .map((kept) => [keptWhat(kept, words), keptHowLong(kept, words)]),
    ...silent.map((category) => [say(`agreements.categories.${category}`), gap('period')]),
  ]
  return table(
    [say('drafts.paper.columns.category'), say('drafts.paper.columns.kept')],
    rows.length > 0 ? rows : [[gap('categories'), gap('period')]],
  )
}

export const keptWhat = ({ purpose, category }: RetentionClass, { say }: Wording) =>
  say('editions.retention.line', {
    purpose,
    category: say(`agreements.categories.${category}`),
  })

export const keptHowLong = ({ months, from, outcome }: RetentionClass, { say }: Wording) =>
  `${say(`editions.retention.from.${from}`, { months })} ${say(`editions.retention.outcome.${outcome}`)}`

/** Places to sign: one row for each party. */
export function signatures({ parties }: PaperFacts, { say, gap }: Wording, title: string): Block[] {
  const names = parties.length > 0 ? parties.map(({ name }) => name) : [gap('party')]
  return [
    heading(say(`drafts.paper.${title}`)),
    table(
      ['party', 'signatory', 'day', 'signature'].map((name) => say(`drafts.paper.columns.${name}`)),
      names.map((name) => [name, gap('signatory'), gap('day'), '']),
    ),
  ]
}
