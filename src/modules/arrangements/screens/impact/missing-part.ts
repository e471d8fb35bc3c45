import type { useText } from '../../../../web/words.ts'

/** Which part is missing, in words: `dangers.2.source` is where the third danger could come from. */
export function sayMissing(text: ReturnType<typeof useText>, part: string): string {
  const [, place, field] = /^dangers\.(\d+)\.(\w+)$/.exec(part) ?? []
  if (field)
    return text('impact.missing.danger', {
      number: Number(place) + 1,
      part: text(`impact.fields.${field}`),
    })
  if (part === 'sought') return text('impact.missing.sought')
  return text('impact.missing.part', { part: text(`impact.parts.${part}`) })
}

/** The id of the part on the page in which something is missing. */
export const placeOf = (part: string) =>
  part === 'sought' ? 'views' : (part.split('.')[0] ?? part)
