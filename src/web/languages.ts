/** A language in which the screens can be read. Pseudo languages exist to find what breaks. */
export interface Language {
  readonly code: string
  /** The language in its own words: it is never translated. */
  readonly name: string
  readonly dir: 'ltr' | 'rtl'
  /** Locale for dates, numbers and plurals; digits stay Latin so that case numbers and dates agree. */
  readonly format: string
  readonly pseudo: boolean
}

const english: Language = {
  code: 'en',
  name: 'English',
  dir: 'ltr',
  format: 'en-GB',
  pseudo: false,
}

/** Days and numbers are written as the language writes them; a country changes words, not forms. */
const written = (code: string, name: string): Language => ({
  code,
  name,
  dir: 'ltr',
  format: code,
  pseudo: false,
})

export const languages: readonly Language[] = [
  english,
  written('fr', 'Français'),
  written('de', 'Deutsch'),
  written('es', 'Español'),
  written('it', 'Italiano'),
  written('nl', 'Nederlands'),
  { code: 'en-XA', name: 'Ļöñĝ Ëñĝļïšĥ (test)', dir: 'ltr', format: 'en-GB', pseudo: true },
  { code: 'ar-XB', name: 'Right to left (test)', dir: 'rtl', format: 'ar-u-nu-latn', pseudo: true },
]

/** Finds a language by its code; English where we do not have it. */
export function languageOf(code: string | null | undefined): Language {
  return languages.find((language) => language.code === code) ?? english
}

/**
 * The first language that a person asked for and that we have.
 *
 * Pseudo languages match only when asked for by their full code: an Arabic browser must not get one.
 */
export function negotiateLanguage(wanted: readonly (string | null | undefined)[]): Language {
  for (const code of wanted) {
    if (!code) continue
    const exact = languages.find((language) => language.code.toLowerCase() === code.toLowerCase())
    if (exact) return exact
    const base = code.toLowerCase().split('-')[0]
    const near = languages.find((language) => !language.pseudo && language.code === base)
    if (near) return near
  }
  return english
}
