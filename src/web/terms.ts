/** Words of the field in one country: what things and offices are called there, by language. */
export interface TermList {
  readonly country: string
  /** The month of the last look, yyyy-mm. */
  readonly asOf: string
  readonly languages: readonly string[]
  readonly terms: Readonly<Record<string, Term>>
}

export interface Term {
  readonly words: Readonly<Record<string, string>>
  /** The words behind an abbreviation, or another word in use. */
  readonly also?: Readonly<Record<string, string>>
  /** Languages in which somebody local has to look at it. */
  readonly check?: readonly string[]
}

/** Sentences of the catalogue that are nothing but a word of the field: id to word. */
export type Uses = Readonly<Record<string, string>>

const lists = import.meta.glob<{ default: TermList }>(
  '../modules/admin/terms/{be,de,es,fr,it,nl,se}.json',
)
const uses = import.meta.glob<{ default: Uses }>('../modules/admin/terms/uses.json')

/** Countries that have a list, in the order of their codes. */
export const termCountries: readonly string[] = Object.keys(lists)
  .map((path) => path.slice(-7, -5).toUpperCase())
  .sort()

/** The list of one country; it is a file of its own and is loaded once. */
export async function loadTerms(country: string): Promise<TermList | null> {
  const load = lists[`../modules/admin/terms/${country.toLowerCase()}.json`]
  return load ? (await load()).default : null
}

/**
 * What the screens say otherwise in this country and language, id to word; null where nothing.
 *
 * "Probation" is *maison de justice* in French in Belgium and *SPIP* in France.
 */
export async function ownWords(
  country: string | undefined,
  language: string,
): Promise<Readonly<Record<string, string>> | null> {
  const list = country ? await loadTerms(country) : null
  if (!list?.languages.includes(language)) return null
  const [use] = await Promise.all(Object.values(uses).map((load) => load()))
  const own = Object.entries(use?.default ?? {}).flatMap(([id, code]) => {
    const word = list.terms[code]?.words[language]
    return word ? [[id, word]] : []
  })
  return Object.fromEntries(own)
}
