import { Category, Duty, Purpose, type RetentionClass, type Right } from './draft-contract.ts'
import type { Difference } from './edition-contract.ts'

/** The text of an edition or of a draft, in the form in which two can be laid side by side. */
export interface Comparable {
  parties: readonly number[]
  cells: readonly ComparableCell[]
  duties: Partial<Record<Duty, number>>
  retention: readonly RetentionClass[]
  facts: Record<(typeof facts)[number], string | null>
}

export interface ComparableCell {
  agencyId: number
  purpose: Purpose
  category: Category
  right: Right
  secrecy: boolean
  releaseGround: string | null
  basis: string | null
}

export const facts = [
  'title',
  'reference',
  'document',
  'validFrom',
  'validUntil',
  'transitionUntil',
  'reviewOn',
  'reviewMonths',
  'includesRemand',
  'fallback',
] as const

/**
 * What differs between two texts, in the order in which one reads them. A party that joins or goes is
 * one difference; its cells are named too where it joins, since they say what it will see.
 */
export function differencesBetween(former: Comparable, latter: Comparable): Difference[] {
  return [
    ...factsOf(former, latter),
    ...partiesOf(former, latter),
    ...cellsOf(former, latter),
    ...dutiesOf(former, latter),
    ...retentionOf(former, latter),
  ]
}

function factsOf(former: Comparable, latter: Comparable): Difference[] {
  return facts
    .filter((fact) => former.facts[fact] !== latter.facts[fact])
    .map((fact) => ({ kind: 'fact', fact, from: former.facts[fact], to: latter.facts[fact] }))
}

function partiesOf(former: Comparable, latter: Comparable): Difference[] {
  const joined = latter.parties.filter((id) => !former.parties.includes(id))
  const gone = former.parties.filter((id) => !latter.parties.includes(id))
  return [
    ...joined.map((agencyId) => ({ kind: 'party' as const, agencyId, added: true })),
    ...gone.map((agencyId) => ({ kind: 'party' as const, agencyId, added: false })),
  ]
}

const nothing = { right: 'none', secrecy: false, releaseGround: null, basis: null } as const

function cellsOf(former: Comparable, latter: Comparable): Difference[] {
  const find = ({ cells }: Comparable, agencyId: number, purpose: Purpose, category: Category) =>
    cells.find(
      (cell) =>
        cell.agencyId === agencyId && cell.purpose === purpose && cell.category === category,
    ) ?? nothing
  return latter.parties.flatMap((agencyId) =>
    Purpose.options.flatMap((purpose) =>
      Category.options.flatMap((category): Difference[] => {
        const before = find(former, agencyId, purpose, category)
        const now = find(latter, agencyId, purpose, category)
        const where = { agencyId, purpose, category }
        const gives = now.right !== 'none'
        const found: Difference[] = []
        if (before.right !== now.right)
          found.push({ kind: 'cell', ...where, from: before.right, to: now.right })
        if (before.secrecy !== now.secrecy || before.releaseGround !== now.releaseGround)
          found.push({ kind: 'secrecy', ...where, now: now.secrecy, ground: now.releaseGround })
        if (gives && before.right !== 'none' && before.basis !== now.basis)
          found.push({ kind: 'basis', ...where, from: before.basis, to: now.basis })
        return found
      }),
    ),
  )
}

function dutiesOf(former: Comparable, latter: Comparable): Difference[] {
  return Duty.options
    .filter((duty) => former.duties[duty] !== latter.duties[duty])
    .map((duty) => ({
      kind: 'duty',
      duty,
      from: former.duties[duty] ?? null,
      to: latter.duties[duty] ?? null,
    }))
}

function retentionOf(former: Comparable, latter: Comparable): Difference[] {
  const key = ({ purpose, category }: RetentionClass) => `${purpose}.${category}`
  const before = new Map(former.retention.map((one) => [key(one), one]))
  const now = new Map(latter.retention.map((one) => [key(one), one]))
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((name): Difference[] => {
    const [from, to] = [before.get(name) ?? null, now.get(name) ?? null]
    const either = to ?? from
    const same = (['months', 'from', 'outcome', 'review'] as const).every(
      (part) => from?.[part] === to?.[part],
    )
    if (same || !either) return []
    return [{ kind: 'retention', purpose: either.purpose, category: either.category, from, to }]
  })
}
