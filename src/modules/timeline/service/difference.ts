import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { nameBriefly } from '../../persons/service/identity.ts'
import type { ReleaseDate } from '../contract.ts'
import type { DeliveryChange, DeliveryDifference } from '../delivery-contract.ts'
import { alike } from '../lists/compare.ts'
import { markOfWho } from '../lists/marks.ts'
import type { GoodRow, Marker } from '../lists/reading.ts'
import type { StandingNotice } from '../queries/deliveries.ts'
import type { Comparison } from '../queries/imports.ts'
import { countChanges, countElsewhere, countFaults } from './difference-counts.ts'
import type { BlindRow, DeliveryMarks, StagedRow } from './import-rows.ts'
import { openAnnounced } from './notice-identity.ts'

/** Everything that two deliveries are compared by. */
export interface Beside {
  deliveredOn: string
  lastDeliveredOn: string | null
  /** Blind tokens of all numbers on the list. */
  seen: readonly string[]
  rows: readonly { row: GoodRow; staged: StagedRow; blind: BlindRow }[]
  compared: Comparison
  standing: readonly StandingNotice[]
  marks: DeliveryMarks
  lastMarks: DeliveryMarks | undefined
}

/**
 * What a list says beside what stands, person by person (IO2). Of other municipalities it knows blind
 * marks only, so that they are counted and never named.
 */
export function describeDifference(tx: ActorTx, beside: Beside, mark: Marker): DeliveryDifference {
  const { deliveredOn, lastDeliveredOn, marks, lastMarks } = beside
  const byId = new Map(beside.standing.map((one) => [one.id, one]))
  const bad = new Set([...(lastMarks?.bad ?? []), ...(lastMarks?.who ?? [])])
  const isRepaired = (row: GoodRow) =>
    bad.has(mark('number', row.number)) || bad.has(markOfWho(row, mark))
  const there = beside.rows.flatMap(({ row, staged, blind }) => {
    const { notice, verdict } = beside.compared.verdicts[blind.id] ?? {
      notice: null,
      verdict: 'new' as const,
    }
    const standing = notice ? byId.get(notice) : undefined
    const isBack = standing?.vanished ?? false
    if ((verdict === 'unchanged' && !isBack) || verdict === 'elsewhere') return []
    const change = changeOf(tx, row, staged, standing)
    if (verdict === 'new') return [{ ...change, kinds: [isRepaired(row) ? 'repaired' : 'new'] }]
    if (verdict === 'held' || verdict === 'replaces') return [{ ...change, kinds: ['reissued'] }]
    const kinds = verdict === 'unchanged' ? [] : kindsOf(change)
    return [{ ...change, kinds: [...kinds, ...(isBack ? ['back'] : [])] }]
  }) as DeliveryChange[]
  const named = new Set(Object.values(beside.compared.verdicts).map(({ notice }) => notice))
  const gone = beside.standing
    .filter(({ id, vanished }) => !vanished && !named.has(id))
    .map((one) => goneOf(tx, one, deliveredOn, one.number_token in marks.out))
  const changes = [...there, ...gone]
  return {
    deliveredOn,
    first: lastDeliveredOn === null,
    lastDeliveredOn,
    counts: {
      ...countChanges(changes, beside.compared),
      ...countFaults(marks, lastMarks),
    },
    elsewhere: lastMarks ? countElsewhere(marks, lastMarks, new Set(beside.seen)) : null,
    changes,
  }
}

function changeOf(
  tx: ActorTx,
  row: GoodRow,
  { release, certainty, earliest }: StagedRow,
  standing: StandingNotice | undefined,
): DeliveryChange {
  const now: ReleaseDate = { on: release, certainty, earliestOn: earliest }
  const former = standing && nameOf(tx, standing)
  const isSpelledSo =
    !former ||
    (alike(former.family) === alike(row.family) && alike(former.given) === alike(row.given))
  return {
    kinds: [],
    way: standing ? wayOf(standing.release.on, release) : null,
    line: row.line,
    number: row.number,
    person: named(row),
    formerly: isSpelledSo ? null : named(former),
    release: now,
    formerRelease: standing?.release ?? null,
    ref: standing?.ref ?? null,
    caseRelease: standing?.caseRelease ?? null,
  }
}

function kindsOf({ way, formerly }: DeliveryChange): DeliveryChange['kinds'] {
  const kinds: DeliveryChange['kinds'] = []
  if (way) kinds.push('moved')
  if (formerly) kinds.push('respelled')
  return kinds.length > 0 ? kinds : ['details']
}

function wayOf(from: string | null, to: string | null): DeliveryChange['way'] {
  if (from === to) return null
  if (to === null) return 'to_unknown'
  if (from === null) return 'from_unknown'
  return to < from ? 'earlier' : 'later'
}

/** A date that fell before the day of the list: released. Still ahead: moved on, or left out. */
function goneOf(
  tx: ActorTx,
  standing: StandingNotice,
  deliveredOn: string,
  isElsewhere: boolean,
): DeliveryChange {
  const name = nameOf(tx, standing)
  const { on } = standing.release
  const isReleased = on !== null && on < deliveredOn
  return {
    kinds: ['gone'],
    way: isElsewhere ? 'now_elsewhere' : isReleased ? 'released' : 'left',
    line: null,
    number: name?.number ?? null,
    person: name && named(name),
    formerly: null,
    release: null,
    formerRelease: standing.release,
    ref: standing.ref,
    caseRelease: standing.caseRelease,
  }
}

function named({ family, given }: { family: string; given: string }) {
  return { ...nameBriefly({ family, given, birth: null, language: null }), family, given }
}

/** Null where a case is open: the notice has no name any more. */
function nameOf(tx: ActorTx, { id, key_wrapped, identity_sealed }: StandingNotice) {
  if (!key_wrapped || !identity_sealed) return null
  return openAnnounced(tx.actor, id, key_wrapped, identity_sealed)
}
