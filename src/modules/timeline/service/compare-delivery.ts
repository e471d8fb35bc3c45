import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid } from '../../../platform/errors.ts'
import type { DeliveryDifference } from '../delivery-contract.ts'
import type { GoodRow } from '../lists/reading.ts'
import { findLastDelivery, listStanding } from '../queries/deliveries.ts'
import type { Comparison } from '../queries/imports.ts'
import { saveReading } from '../queries/notices.ts'
import { addDays } from './days.ts'
import { markerOf, openMarks } from './delivery-marks.ts'
import { describeDifference } from './difference.ts'
import type { BlindRow, Staged } from './import-rows.ts'

interface Delivered {
  prison: number
  deliveredOn: string
  staged: Staged
  /** The rows that were staged and their blind sides, in the same order. */
  covered: readonly GoodRow[]
  blind: readonly BlindRow[]
  compared: Comparison
}

/** How many days ahead a list may be dated: one of Monday is often sent on Friday. */
const longestAhead = 7

/** What a list changes, beside what the reader may see of what stands. Who brings it only, sees counts. */
export async function compareDelivery(tx: ActorTx, given: Delivered): Promise<DeliveryDifference> {
  const { prison, deliveredOn, staged, covered, blind, compared } = given
  const changed = Object.values(compared.verdicts).flatMap(({ notice, verdict }) =>
    notice && verdict !== 'unchanged' ? [notice] : [],
  )
  const standing = await listStanding(tx, prison, changed, staged.seen)
  const last = await findLastDelivery(tx, prison)
  const lastMarks =
    last?.key_wrapped && last.marks_sealed
      ? openMarks(tx.actor, last.import_id, last.key_wrapped, last.marks_sealed)
      : undefined
  // Who is told of by the reference of the case is told of, name or no name.
  const told = standing.filter(({ identity_sealed, ref }) => identity_sealed || ref)
  if (told.length > 0)
    await saveReading(tx, 'notices.compared', {
      notices: told.map(({ id, version }) => [id, version]),
    })
  const rows = covered.flatMap((row, place) => {
    const [kept, marks] = [staged.rows[place], blind[place]]
    return kept && marks ? [{ row, staged: kept, blind: marks }] : []
  })
  return describeDifference(
    tx,
    {
      deliveredOn,
      lastDeliveredOn: last?.delivered_on ?? null,
      seen: staged.seen,
      rows,
      compared,
      standing,
      marks: staged.marks,
      lastMarks,
    },
    markerOf(tx.actor),
  )
}

/** The day of a list: today unless it says another, and not far ahead. */
export function readDeliveredOn(given: string | undefined, today: string): string {
  if (given === undefined) return today
  if (given > addDays(today, longestAhead))
    throw invalid('deliveredOn', 'delivery_in_future', { days: longestAhead })
  return given
}
