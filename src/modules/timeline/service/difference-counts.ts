import type { DeliveryChange, DeliveryDifference } from '../delivery-contract.ts'
import type { Comparison } from '../queries/imports.ts'
import type { DeliveryMarks } from './import-rows.ts'

type Counts = DeliveryDifference['counts']

/** How many of each kind; what nobody may see in detail is counted as the database counts it. */
export function countChanges(
  changes: readonly DeliveryChange[],
  { verdicts }: Comparison,
): Omit<Counts, 'stillBad' | 'newlyBad'> {
  const kind = (wanted: DeliveryChange['kinds'][number]) =>
    changes.filter(({ kinds }) => kinds.includes(wanted))
  const way = (wanted: DeliveryChange['way'], among: DeliveryChange[]) =>
    among.filter((change) => change.way === wanted).length
  const moved = kind('moved')
  const gone = kind('gone')
  const unchanged = Object.values(verdicts).filter(
    ({ verdict }) => verdict === 'unchanged' || verdict === 'elsewhere',
  ).length
  return {
    new: kind('new').length,
    moved: moved.length,
    earlier: way('earlier', moved),
    later: way('later', moved),
    toUnknown: way('to_unknown', moved),
    fromUnknown: way('from_unknown', moved),
    gone: gone.length,
    released: way('released', gone),
    left: way('left', gone),
    nowElsewhere: way('now_elsewhere', gone),
    respelled: kind('respelled').length,
    reissued: kind('reissued').length,
    repaired: kind('repaired').length,
    back: kind('back').length,
    details: kind('details').length,
    unchanged,
  }
}

/** Bad rows of this list that were bad last time, and those that were not. */
export function countFaults(
  now: DeliveryMarks,
  last: DeliveryMarks | undefined,
): Pick<Counts, 'stillBad' | 'newlyBad'> {
  const known = new Set([...(last?.bad ?? []), ...(last?.who ?? [])])
  const all = [...now.bad, ...now.who]
  const stillBad = all.filter((mark) => known.has(mark)).length
  return { stillBad, newlyBad: last ? all.length - stillBad : 0 }
}

/** Persons of other municipalities, told apart by blind marks alone. */
export function countElsewhere(
  now: DeliveryMarks,
  last: DeliveryMarks,
  ours: ReadonlySet<string>,
): NonNullable<DeliveryDifference['elsewhere']> {
  const counts = { new: 0, moved: 0, respelled: 0, gone: 0, unchanged: 0 }
  for (const [number, [name, release]] of Object.entries(now.out)) {
    const former = last.out[number]
    if (!former) counts.new += 1
    else if (former[1] !== release) counts.moved += 1
    else if (former[0] !== name) counts.respelled += 1
    else counts.unchanged += 1
  }
  const stillThere = new Set([...Object.keys(now.out), ...now.bad, ...ours])
  counts.gone = Object.keys(last.out).filter((number) => !stillThere.has(number)).length
  return counts
}
