import type { Text } from '../../../../web/words.ts'
import type { DeliveryChange } from '../../delivery-contract.ts'

/** One change in whole sentences: what stood, what the list says, what follows for a case. */
export function changeSentences(
  change: DeliveryChange,
  text: Text,
  day: (on: string) => string,
): string[] {
  const { kinds, way, release, formerRelease, ref, caseRelease } = change
  const say = (on: string | null | undefined) => (on ? day(on) : text('imports.difference.unknown'))
  const values = { from: say(formerRelease?.on), to: say(release?.on) }
  const sentences = kinds.map((kind) => {
    if (kind === 'gone' && way === 'left' && !formerRelease?.on)
      return text('imports.difference.says.left-unknown')
    const about = (kind === 'moved' || kind === 'gone') && way ? way : kind
    return text(`imports.difference.says.${about}`, values)
  })
  if (ref && kinds.includes('gone')) sentences.push(text('imports.difference.case-gone'))
  else if (ref && caseRelease?.on !== release?.on)
    sentences.push(text('imports.difference.case', { kept: say(caseRelease?.on) }))
  return sentences
}
