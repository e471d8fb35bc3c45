import type { Keyring } from '../../../platform/seal/keyring.ts'
import { familyTokens, type QueryWord } from '../names/tokens.ts'
import type { NamesBeside } from '../queries.ts'

/** Why a search may be asked about later: it bore a name that is near to whoever searched. */
export type SearchMark = 'own_name' | 'colleague_name' | 'declared'

interface Searched {
  keys: Keyring
  authority: number
  words: readonly QueryWord[]
  /** Family names of those found by a number: a number says nothing of the name it stands for. */
  foundByNumber: readonly string[]
}

/**
 * Marks a search that bore the family name of whoever searched or of a colleague of the same agency, or that
 * meant somebody to whom they declared closeness (AU3).
 *
 * Blind tokens are compared in the moment of the search. No list of relatives exists, and no name is kept: the
 * event holds the mark alone.
 */
export function markSearch(searched: Searched, beside: NamesBeside): SearchMark[] {
  const { keys, authority, words, foundByNumber } = searched
  const tokensOf = (name: string) => tokensKept(keys, authority, name)
  const asked = new Set([
    ...words.flatMap(({ any }) => any),
    // Of persons nothing is kept in memory.
    ...foundByNumber.flatMap((family) => familyTokens(keys, authority, `x ${family}`)),
  ])
  const bears = (name: string) => tokensOf(name).some((token) => asked.has(token))
  const marks: SearchMark[] = []
  if (beside.own && bears(beside.own)) marks.push('own_name')
  if (beside.colleagues.some(bears)) marks.push('colleague_name')
  if (beside.declared) marks.push('declared')
  return marks
}

const most = 20_000
const kept = new WeakMap<Keyring, Map<string, readonly bigint[]>>()

/** The tokens of a colleague's name, made once while the server runs: each search asks for all of them. */
function tokensKept(keys: Keyring, authority: number, name: string): readonly bigint[] {
  const ofKeys = kept.get(keys) ?? new Map<string, readonly bigint[]>()
  kept.set(keys, ofKeys)
  const place = `${authority} ${name}`
  const known = ofKeys.get(place)
  if (known) return known
  const tokens = familyTokens(keys, authority, name)
  if (ofKeys.size >= most) ofKeys.clear()
  ofKeys.set(place, tokens)
  return tokens
}
