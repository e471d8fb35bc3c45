import fc from 'fast-check'
import {
  agencyOfMember,
  edge,
  memberIds,
  orNever,
  principalSet,
  purposes,
  seldom,
} from './invent-who.ts'
import type { TheItem, TheShare, TheSpecial } from './state.ts'

/** What agencies brought, and to whom they gave it. Without a purpose: that of the case. */
export const item = (
  id: string,
): fc.Arbitrary<Omit<TheItem, 'clause'> & { purpose: string | null }> =>
  fc.record({
    id: fc.constant(id),
    case: fc.constantFrom('c1', 'c1', 'c2'),
    purpose: fc.constantFrom(null, null, null, null, ...purposes),
    owner: fc.constantFrom(...[1, 2, 3, 4, 5]),
    category: fc.constantFrom('accommodation', 'work', 'health'),
    state: fc.constantFrom('current', 'current', 'current', 'contested', 'restricted', 'withdrawn'),
    mode: fc.constantFrom('table', 'table', 'named', 'named', 'agency'),
    audience: principalSet,
    currentVersion: fc.constantFrom(1, 2),
    versions: fc.constant([]),
    reviewBy: orNever(edge),
    deleteOn: seldom(edge),
    noOnward: fc.boolean(),
    meeting: fc.constantFrom(null, null, 'm1', 'm2'),
    special: fc.constant(null),
  })

const two = fc
  .tuple(fc.constantFrom(...memberIds), fc.constantFrom(...memberIds), fc.boolean())
  .map(([author, other, colleague]) => {
    const near = memberIds.find(
      (one) => one !== author && agencyOfMember(one) === agencyOfMember(author),
    )
    const approver = (colleague ? near : undefined) ?? other
    return { author, approver: approver === author ? (near ?? 11) : approver }
  })
  .filter(({ author, approver }) => author !== approver)

const special: fc.Arbitrary<TheSpecial> = fc
  .record({
    two,
    answer: fc.constantFrom('approved', 'approved', 'approved', 'refused', null),
    change: fc.option(fc.record({ two, refused: fc.constantFrom(false, false, true) }), {
      nil: null,
    }),
  })
  .map(({ two: { author, approver }, answer, change }) => ({
    author,
    approver,
    answer,
    change: answer === 'approved' && change ? { ...change.two, refused: change.refused } : null,
  }))

/** One of a special category: mostly of its author's agency, never for the table, always with a day to look again. */
export const specialItem = (id: string) =>
  fc
    .record({ item: item(id), special, near: fc.constantFrom(true, true, true, false) })
    .map(({ item: one, special: words, near }) => ({
      ...one,
      owner: near ? agencyOfMember(words.author) : one.owner,
      mode: one.mode === 'table' ? ('named' as const) : one.mode,
      reviewBy: one.reviewBy ?? 1,
      special: words,
    }))

export const share = (
  id: string,
): fc.Arbitrary<Omit<TheShare, 'owner' | 'case' | 'purpose'> & { purpose: string | null }> =>
  fc.record({
    id: fc.constant(id),
    purpose: fc.constantFrom(null, null, null, null, ...purposes),
    recipients: principalSet,
    expiresOn: edge,
    withdrawn: fc.constantFrom(false, false, true),
    items: fc.uniqueArray(
      fc.record({
        item: fc.constantFrom('i1', 'i2', 'i3', 'i4', 'i5', 'i5', 'i6', 'i6'),
        version: fc.constantFrom(1, 2),
      }),
      { minLength: 1, maxLength: 2, selector: (one) => one.item },
    ),
  })
