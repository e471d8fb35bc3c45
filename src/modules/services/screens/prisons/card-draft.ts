import type { PrisonCard, PrisonCardEntry } from '../../card-contract.ts'

/** The parts of a card that are plain text. */
export type CardText = Exclude<keyof PrisonCardEntry, 'languages' | 'terms' | 'liaisons'>

/** What the form starts with. */
export function draftOf(card: PrisonCard): PrisonCardEntry {
  const { address, contact, phone, email, hours, visiting, bring, booking } = card
  const { releaseTimes, releasePlace, money, languages, terms, liaisons } = card
  return {
    ...{ address, contact, phone, email, hours, visiting, bring, booking },
    ...{ releaseTimes, releasePlace, money, languages, terms },
    liaisons: liaisons.map(({ agency, who, how }) => ({ agencyId: agency.id, who, how })),
  }
}

/** Lines that were begun and left empty are not sent. */
export function withoutEmptyLines(draft: PrisonCardEntry): PrisonCardEntry {
  return {
    ...draft,
    terms: draft.terms.filter(({ term, meaning }) => term.trim() || meaning.trim()),
    liaisons: draft.liaisons.filter(({ who, how }) => who.trim() || how.trim()),
  }
}
