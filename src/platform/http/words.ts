import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createIntl, createIntlCache } from 'react-intl/server'
import { projectRoot } from '../config.ts'

/** Sentences for problems, in each language that has a catalogue. */
export interface Words {
  readonly languages: readonly string[]
  /** The sentence for a code; a general sentence where a code has none yet. */
  sentence(language: string, code: string, values?: Record<string, string | number>): string
  /** A sentence or word of a file that the server writes, such as the head of a list. */
  say(language: string, id: string, values?: Record<string, string | number>): string
  /** The first language of an `Accept-Language` header that we have. */
  choose(acceptLanguage: string | undefined): string
}

const fallback = 'en'

/** What the server says itself: problems, and the words of lists that it writes into files. */
const spoken = [
  'problems.',
  'exports.',
  'domains.',
  'certainty.',
  'cases.stage.',
  'cases.relation.',
  'review.log.',
  'review.use.',
  'sharing.purpose.',
]

let ours: Words | undefined

/**
 * The words of all problems and of the files that the server writes, read once for the whole process.
 *
 * The rest of the catalogue belongs to the screens.
 */
export function readWords(): Words {
  ours ??= readFolder(join(projectRoot, 'locales'))
  return ours
}

function readFolder(folder: string): Words {
  const catalogues = new Map(
    listLanguages(folder).map((name) => [name, readCatalogue(folder, name)]),
  )
  const cache = createIntlCache()
  const speakers = new Map(
    [...catalogues].map(([language, messages]) => [
      language,
      createIntl({ locale: language, messages, onError: () => undefined }, cache),
    ]),
  )
  const languages = [...catalogues.keys()]
  const say: Words['say'] = (language, id, values) => {
    const speaker = speakers.get(id in (catalogues.get(language) ?? {}) ? language : fallback)
    return String(speaker?.formatMessage({ id }, values) ?? id)
  }
  return {
    languages,
    say,
    sentence(language, code, values) {
      const wanted = catalogues.get(language) ?? {}
      const english = catalogues.get(fallback) ?? {}
      const id = [`problems.${code}`, 'problems.unnamed'].find(
        (key) => key in wanted || key in english,
      )
      if (!id) return code
      const speaker = speakers.get(id in wanted ? language : fallback)
      return String(speaker?.formatMessage({ id }, values) ?? code)
    },
    choose: (acceptLanguage) => chooseLanguage(languages, acceptLanguage),
  }
}

/** Reads `de-AT,de;q=0.9,en;q=0.5` in the order of wishes; English where nothing fits. */
export function chooseLanguage(languages: readonly string[], header: string | undefined): string {
  const wishes = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.find((text) => text.trim().startsWith('q='))
      return { tag: tag.trim(), weight: quality ? Number(quality.trim().slice(2)) : 1 }
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { tag } of wishes) {
    const exact = languages.find((language) => language.toLowerCase() === tag)
    const near = languages.find((language) => language.toLowerCase() === tag.split('-')[0])
    const found = exact ?? near
    if (found) return found
  }
  return fallback
}

function listLanguages(folder: string): string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}

function readCatalogue(folder: string, language: string): Record<string, string> {
  const files = readdirSync(join(folder, language)).filter((name) => name.endsWith('.json'))
  const entries = files.flatMap((name) => {
    const words: Record<string, string> = JSON.parse(
      readFileSync(join(folder, language, name), 'utf8'),
    )
    return Object.entries(words).filter(([id]) => spoken.some((first) => id.startsWith(first)))
  })
  return Object.fromEntries(entries)
}
