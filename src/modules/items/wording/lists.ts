import { checkWithList } from './check.ts'
import { languageOf } from './language.ts'
import de from './lists/de.json' with { type: 'json' }
import en from './lists/en.json' with { type: 'json' }
import es from './lists/es.json' with { type: 'json' }
import fr from './lists/fr.json' with { type: 'json' }
import it from './lists/it.json' with { type: 'json' }
import nl from './lists/nl.json' with { type: 'json' }
import type { WordingContext, WordingFinding, WordingLanguage, WordingList } from './vocabulary.ts'

/** The lists of all languages, for the server; the browser loads only the one that is written. */
export const wordingLists = { en, fr, de, es, it, nl } as Record<WordingLanguage, WordingList>

/**
 * What in a free text speaks of belief, origin or opinion, labels a person, names a home or a diagnosis (PI6).
 * `language` is the reader's; the text itself says if it is written in another.
 */
export function checkWording(
  text: string,
  language: string,
  context: WordingContext = {},
): WordingFinding[] {
  return checkWithList(text, wordingLists[languageOf(text, language)], context)
}
