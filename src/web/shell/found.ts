import type { TablerIcon } from '@tabler/icons-react'
import { useSession } from '../session.ts'
import { usePersons } from './found-persons.ts'
import { useAsking, useCases, usePages } from './found-places.ts'
import { useAgencies, useOffers } from './found-work.ts'

/** Something that the search leads to. */
export interface Found {
  /** Stands in an id of the page: letters, digits and hyphens. */
  readonly key: string
  readonly label: string
  readonly beside?: string
  readonly icon: TablerIcon
  readonly go: () => void
  /** Names a person: it is not remembered among the recent ones. */
  readonly person?: boolean
}

/** What one source finds for the words typed so far, and what is to be said about it. */
export interface FoundHere {
  readonly found: readonly Found[]
  readonly said?: string
}

/**
 * A hook that finds one kind of thing among what the member may see. It asks the server only for what
 * the server logs or limits, and puts nothing that was typed into an address of the browser.
 */
export type FindSource = (typed: string) => FoundHere

/** Where the search looks, in the order in which its finds are shown. A module adds its own here. */
const sources: readonly FindSource[] = [
  ...[useCases, usePages, useOffers, useAgencies, usePersons],
  useAsking,
]

const mostRecent = 5
let recent: { member?: number; found: readonly Found[] } = { found: [] }

/** Remembers what this member chose until the page is closed; a person never. */
export function rememberFound(chosen: Found, member: number | undefined): void {
  if (chosen.person) return
  const former = recent.member === member ? recent.found : []
  const others = former.filter(({ key }) => key !== chosen.key)
  recent = { member, found: [chosen, ...others].slice(0, mostRecent) }
}

/** What fits the words typed so far; before anything is typed, what was chosen lately. */
export function useFound(typed: string): { found: readonly Found[]; said: string } {
  const member = useSession()?.member.id
  const lately = recent.member === member ? recent.found : []
  // The sources are fixed, so the hooks are called in the same order each time.
  const all = sources.map((source) => source(typed))
  const fresh = all.flatMap(({ found }) => found)
  const found = typed
    ? fresh
    : [...lately, ...fresh.filter(({ key }) => !lately.some((one) => one.key === key))]
  return { found, said: all.flatMap(({ said }) => (said ? [said] : [])).join(' ') }
}
