import { useSyncExternalStore } from 'react'
import { keeping } from './kept-here.ts'
import { clockAt } from './time-zone.ts'

/** What an agency may work for under the agreement; stands in the access log with every reading. */
export type Purpose = 'reintegration' | 'supervision'

interface Held {
  code: Purpose
  /** I sit on cases for it. */
  sits: boolean
}

interface Chosen {
  member: number
  day: string
  purpose: Purpose
}

const KEY = 'throughcare.purpose'
/** What was said on this page, so that midnight takes nothing from under somebody's hands. */
let saidHere: Purpose | undefined
const { tell, subscribe } = keeping(KEY, () => {
  saidHere = undefined
})
let held: readonly Held[] = []
let member = 0

/**
 * Whose purposes count from now on. Who sits on cases for one purpose is not asked: it follows from the agreement. Who sits
 * for two says which, once on a working day; a case belongs to one, so every case is opened for the purpose that was said.
 */
export function keepPurposes(of: { id: number } | undefined, purposes: readonly Held[]): void {
  if (member !== of?.id) saidHere = undefined
  member = of?.id ?? 0
  held = purposes
  tell()
}

/** The purpose that goes with every call; undefined while nobody has said it, or where no agreement gives one. */
export function purposeNow(): Purpose | undefined {
  const chosen = readChosen()
  if (chosen) return chosen
  const sits = held.filter((one) => one.sits)
  return sits.length > 1 ? undefined : (sits[0] ?? held[0])?.code
}

/** Says what I work for until the end of this day in the city. */
export function choosePurpose(purpose: Purpose): void {
  const chosen: Chosen = { member, day: clockAt(new Date()).day, purpose }
  localStorage.setItem(KEY, JSON.stringify(chosen))
  saidHere = purpose
  tell()
}

export interface Purposes {
  /** All that I may work for. */
  held: readonly Purpose[]
  now: Purpose | undefined
  /** It has to be said before anything is read. */
  toAsk: boolean
  /** The other one is at hand on every page: I sit on cases for both, or have changed today. */
  atHand: boolean
}

export function usePurpose(): Purposes {
  const now = useSyncExternalStore(subscribe, purposeNow, () => undefined)
  const all = useSyncExternalStore(
    subscribe,
    () => held,
    () => held,
  )
  const both = all.filter((one) => one.sits).length > 1
  return {
    held: all.map(({ code }) => code),
    now,
    toAsk: both && now === undefined,
    atHand: all.length > 1 && (both || readChosen() !== undefined),
  }
}

/** Who was at work when the day ended goes on with it; the next page that is opened asks. */
function readChosen(): Purpose | undefined {
  saidHere ??= readKept()
  return held.find(({ code }) => code === saidHere)?.code
}

function readKept(): Purpose | undefined {
  try {
    const kept: Partial<Chosen> = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    const counts = kept.member === member && kept.day === clockAt(new Date()).day
    return counts ? kept.purpose : undefined
  } catch {
    return undefined
  }
}
