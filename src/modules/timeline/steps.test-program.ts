import fc from 'fast-check'
import type { AgencyName } from '../../../tests/world.ts'

/** Who may be asked for a part of life. */
export const askable: Record<string, AgencyName[]> = {
  lead: ['probation', 'housing'],
  accommodation: ['housing', 'probation'],
  health: ['health'],
}

/** What may happen to a case. */
export type Step =
  | { kind: 'offer'; lane: string; agency: number; from: number; length: number; tied: boolean }
  | { kind: 'answer'; lead: number; accept: boolean }
  | { kind: 'move'; on: number | null; mover: AgencyName }
  | { kind: 'recall'; from: number }

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('offer' as const),
      lane: fc.constantFrom('lead', 'accommodation', 'health'),
      agency: fc.nat(1),
      from: fc.integer({ min: 1, max: 150 }),
      length: fc.integer({ min: 1, max: 120 }),
      tied: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      lead: fc.nat(7),
      accept: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      on: fc.option(fc.integer({ min: -60, max: 260 })),
      mover: fc.constant('city' as const),
    }),
  },
)

/** Whoever may move: the desk, the prison, and whom the desk has asked to lead. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: step },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      on: fc.option(fc.integer({ min: -30, max: 260 })),
      mover: fc.constantFrom('city' as const, 'prison' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('recall' as const),
      from: fc.integer({ min: -20, max: 0 }),
    }),
  },
)

/** Somebody who helps with what the prison does not read: whoever moves the date learns nothing of them. */
export const helpedUnseen: Step[] = [
  { kind: 'offer', lane: 'health', agency: 0, from: 1, length: 1, tied: false },
  { kind: 'answer', lead: 0, accept: true },
  { kind: 'move', on: 224, mover: 'prison' },
]
