import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { checkWithList } from '../modules/items/wording/check.ts'
import { languageOf } from '../modules/items/wording/language.ts'
import type {
  WordingContext,
  WordingFinding,
  WordingList,
} from '../modules/items/wording/vocabulary.ts'
import { useWords } from './words.ts'

const lists = import.meta.glob<{ default: WordingList }>('../modules/items/wording/lists/*.json')

/**
 * What the check asks about while somebody types. The list of the language that is written comes when the first
 * words do; until then, and where it does not arrive, nothing is asked here: the server asks again.
 */
export function useWordings(written: string, context: WordingContext = {}): WordingFinding[] {
  const { language } = useWords()
  const text = useDeferredValue(written)
  const code = languageOf(text, language.code)
  const { category, ownAgencyOnly } = context
  const { data: list } = useQuery({
    queryKey: ['wording-list', code],
    enabled: text.trim() !== '',
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () =>
      (await lists[`../modules/items/wording/lists/${code}.json`]?.())?.default ?? null,
  })
  return useMemo(
    () => (list ? checkWithList(text, list, { category, ownAgencyOnly }) : []),
    [list, text, category, ownAgencyOnly],
  )
}
