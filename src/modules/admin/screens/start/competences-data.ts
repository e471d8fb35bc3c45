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

const tables = import.meta.glob<{ default: CompetenceTable }>('../../competences/*.json')
const pathOf = (country: string) => `../../competences/${country.toLowerCase()}.json`

export const general = 'general'

/** Countries that have a table of their own. */
export const competenceCountries: readonly string[] = Object.keys(tables)
  .map((path) => path.slice(path.lastIndexOf('/') + 1, -5))
  .filter((name) => name !== general)
  .map((name) => name.toUpperCase())
  .sort()

/** The table of a country; the general one where the country has none. */
export const competencesQuery = (country: string) =>
  queryOptions({
    queryKey: ['competences', country],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const load = tables[pathOf(country)] ?? tables[pathOf(general)]
      if (!load) throw new Error('No table of competences')
      return (await load()).default
    },
  })
