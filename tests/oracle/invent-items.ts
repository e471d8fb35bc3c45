import fc from 'fast-check'
import { edge, orNever, principalSet, purposes, seldom } from './invent-who.ts'
import type { TheItem, TheShare } from './state.ts'

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
      fc.record({ item: fc.constantFrom('i1', 'i2', 'i3', 'i4'), version: fc.constantFrom(1, 2) }),
      { minLength: 1, maxLength: 2, selector: (one) => one.item },
    ),
  })
