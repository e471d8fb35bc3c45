import fc from 'fast-check'
import type { TheCell, TheProtection } from './state.ts'

/** Who is who, and the days and hours at which worlds break. */

export const purposes = ['reintegration', 'supervision'] as const
/** The purpose for which a case of the world is open. */
export const purposeOf = (of: string) => (of === 'c1' ? 'reintegration' : 'supervision')
export const brings: TheCell = { sight: 'full', onDecision: false, brings: true }
export const categories = ['identity', 'accommodation', 'work', 'health'] as const
export const relations = [
  'coordination',
  'lead',
  'member',
  'guest',
  'provider',
  'cover',
  'override',
] as const

export const agencyCount = 5
export const deskOf = (agency: number) => 100 + agency
export const principalOf = (member: number) => 200 + member
/** Two members of each of the first three agencies, one of the others. */
export const memberIds = [11, 12, 21, 22, 31, 32, 41, 51]
/** One of the coordination desk, one of another agency. */
export const chairs = [12, 31]
export const agencyOfMember = (member: number) => Math.floor(member / 10)
export const allPrincipals = [
  ...Array.from({ length: agencyCount }, (_, at) => deskOf(at + 1)),
  ...memberIds.map(principalOf),
]

export const edge = fc.constantFrom(-40, -2, -1, 0, 1, 2, 40)
export const past = fc.constantFrom(-400, -60, -1, 0)
export const orNever = <T>(value: fc.Arbitrary<T>, share = 2) =>
  fc.option(value, { nil: null, freq: share })
export const agencySet = fc.subarray([1, 2, 3, 4, 5], { minLength: 1 })
/** A thing that mostly is not there. */
export const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value })
export const principalSet = fc.subarray(allPrincipals, { minLength: 1, maxLength: 4 })

/** A mark on one of the two cases, mostly of the first, now and then over. */
export const protection: fc.Arbitrary<TheProtection> = fc.record({
  case: fc.constantFrom('c1', 'c1', 'c2'),
  named: fc.subarray(memberIds, { minLength: 1, maxLength: 3 }),
  admitted: fc
    .array(
      fc.record({
        member: fc.constantFrom(...memberIds),
        until: fc.constantFrom(-1, 0, 30),
        ended: fc.boolean(),
      }),
      { maxLength: 3 },
    )
    .map((all) => [...new Map(all.map((one) => [one.member, one])).values()]),
  ended: fc.constantFrom(false, false, false, true),
})
