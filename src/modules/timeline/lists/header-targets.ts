import {
  headerWords,
  type ListTarget,
  listTargets,
  type ReleaseKind,
  releaseKindWords,
  remandWords,
} from './header-words.ts'
import { fold, foldHeader } from './plain-text.ts'

const wholeNames = new Map(
  listTargets.map((target) => [target, new Set(headerWords[target].whole.map(fold))]),
)

/** How surely a column name says what the column is: by its whole name, or by a word in it. */
export function targetOfHeader(
  names: readonly string[],
): { target: ListTarget; by: 'whole' | 'part' } | undefined {
  const folded = names.map(foldHeader)
  for (const target of listTargets) {
    if (folded.some((name) => wholeNames.get(target)?.has(name))) return { target, by: 'whole' }
  }
  for (const target of listTargets) {
    const { part = [], butNot = [] } = headerWords[target]
    const says = folded.some((name) => part.some((words) => hasWords(name, words)))
    const denies = folded.some((name) => butNot.some((words) => hasWords(name, words)))
    if (says && !denies) return { target, by: 'part' }
  }
  return undefined
}

/** What a word such as "prévue/voorzien" says about how sure a release date is. */
export function releaseKindOf(text: string): ReleaseKind | undefined {
  const folded = fold(text)
  return releaseKindWords.find(([, words]) => words.some((word) => hasWords(folded, word)))?.[0]
}

/** True if a status says that the person is held before a final judgment. */
export function saysRemand(text: string): boolean {
  const folded = fold(text)
  return remandWords.some((word) => hasWords(folded, word))
}

function hasWords(folded: string, words: string): boolean {
  return ` ${folded}`.includes(` ${words}`)
}
