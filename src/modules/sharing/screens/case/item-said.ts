import { useFormat, useText } from '../../../../web/words.ts'

interface Said {
  text: string
  functional: { code: string; until: string | null } | null
}

/** What an item says: its words, or the statement of the list that stands for them. */
export function useItemSaid(): (item: Said) => string {
  const text = useText()
  const format = useFormat()
  return ({ text: words, functional }) => {
    if (!functional) return words
    const said = text(`items.functional.${functional.code}`)
    return functional.until
      ? text('items.functional-until', { said, date: format.date(functional.until) })
      : said
  }
}
