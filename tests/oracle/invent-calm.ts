import type { Raw } from './invent.ts'
import { brings, principalOf, purposeOf } from './invent-who.ts'
import type { TheClause, TheEdition, TheSeat } from './state.ts'

/**
 * Every second world is a calm one: an agreement that all have signed, seats that are held, sensitive words that stand.
 * What is crooked about the others alone would leave so little open that hardly any act were ever allowed.
 */
export function calmed(parts: Raw): Raw {
  if (!parts.calm) return parts
  const [first, ...later] = parts.editions as [TheEdition, ...TheEdition[]]
  const signed = first.parties.map(({ agency }) => ({ agency, signedOn: -60, leftOn: null }))
  const held = (one: TheSeat) => ({ ...one, from: Math.min(one.from, -3), until: null })
  const stands = { state: 'current' as const, meeting: null, deleteOn: null, purpose: null }
  const words = parts.items.find(({ id }) => id === 'i5')
  const two = [words?.special?.author, words?.special?.approver].filter((one) => one !== undefined)
  const near = two.map((member) => ({
    case: words?.case ?? 'c1',
    principal: principalOf(member),
    relation: 'member',
    purpose: purposeOf(words?.case ?? 'c1'),
    from: -800,
    until: null,
  }))
  const lasting = { validFrom: -60, validUntil: null, transitionUntil: null }
  // What the case stands on and the category of those words are seen and brought by the agency of who wrote them.
  const opened = (clause: TheClause): TheClause =>
    ['identity', words?.category].includes(clause.category) && words
      ? { ...clause, cells: { ...clause.cells, [words.owner]: brings } }
      : clause
  return {
    ...parts,
    editions: [
      { ...first, ...lasting, parties: signed, clauses: first.clauses.map(opened) },
      ...later.filter((one) => one.lineage !== first.lineage),
    ],
    seats: [...near, ...parts.seats.map(held)],
    desks: parts.desks.map((desk) => ({
      ...desk,
      members: desk.members.map(({ member }) => ({ member, since: -1000, until: null })),
    })),
    items: parts.items.map((one) => (one.special ? { ...one, ...stands } : one)) as Raw['items'],
  }
}
