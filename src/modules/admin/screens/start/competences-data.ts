import { queryOptions } from '@tanstack/react-query'

/** One subject: who decides, who is heard, who carries it out, and what the city may do by itself. */
export interface Competence {
  readonly code: string
  readonly decides: string
  readonly heard: string
  readonly carries: string
  /** The law that is surely known; empty where the city's lawyer has to look. */
  readonly basis: string
  readonly city: string
}

export interface CompetenceTable {
  /** Null: the general table, for a country without one of its own. */
  readonly country: string | null
  readonly asOf: string
  readonly subjects: readonly Competence[]
}

/** A table as it is read: its cells are in the reader's language, or still in English. */
export interface CompetencesRead extends CompetenceTable {
  readonly language: string
}

const tables = import.meta.glob<{ default: CompetenceTable }>('../../competences/*.json')
const original = 'en'
const loaderOf = (country: string, language: string) => {
  const ending = language === original ? '' : `.${language}`
  return tables[`../../competences/${country.toLowerCase()}${ending}.json`]
}

export const general = 'general'

/** Countries that have a table of their own; a translation (`be.fr.json`) is no further country. */
export const competenceCountries: readonly string[] = Object.keys(tables)
  .map((path) => path.slice(path.lastIndexOf('/') + 1, -5))
  .filter((name) => name !== general && !name.includes('.'))
  .map((name) => name.toUpperCase())
  .sort()

/**
 * The table of a country, the general one where the country has none; each is a file of its own.
 *
 * What is not translated comes in English: the right country in English is worth more than another
 * country's law in the reader's language.
 */
export async function loadCompetences(country: string, language: string): Promise<CompetencesRead> {
  const place = loaderOf(country, original) ? country : general
  const translated = loaderOf(place, language)
  const load = translated ?? loaderOf(place, original)
  if (!load) throw new Error('No table of competences')
  return { ...(await load()).default, language: translated ? language : original }
}

/** The same for a screen; another language of the screen is another table. */
export const competencesQuery = (country: string, language: string) =>
  queryOptions({
    queryKey: ['competences', country, language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => loadCompetences(country, language),
  })
