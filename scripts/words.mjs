// Compiles the words of all modules into one catalogue per language, and makes the two pseudo
// languages: en-XA (accents, 40 % longer) finds words that do not fit and words left in code; ar-XB
// (right to left) finds what does not mirror.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, TYPE } from '@formatjs/icu-messageformat-parser'

export const pseudoLanguages = ['en-XA', 'ar-XB']

/** Reads `locales/<language>/*.json` into one flat map; a doubled id is an error. */
export function readWords(root, language) {
  const folder = join(root, 'locales', language)
  const words = new Map()
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.json')) continue
    const entries = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    for (const [id, message] of Object.entries(entries)) {
      if (words.has(id)) throw new Error(`${id} stands in ${words.get(id).file} and in ${name}`)
      words.set(id, { message, file: name })
    }
  }
  return words
}

export function listLanguages(root) {
  const folders = readdirSync(join(root, 'locales'), { withFileTypes: true })
  return [...folders.filter((f) => f.isDirectory()).map((f) => f.name), ...pseudoLanguages]
}

/** One catalogue: plain sentences as text, all others parsed, so that the browser needs no parser. */
export function compileCatalogue(root, language) {
  const change = { 'en-XA': accented, 'ar-XB': mirrored }[language]
  const words = readWords(root, change ? 'en' : language)
  const catalogue = {}
  for (const [id, { message }] of words) {
    const parsed = parse(message, { captureLocation: false })
    const done = change ? changeLiterals(parsed, change) : parsed
    catalogue[id] = flatten(done)
  }
  return catalogue
}

function flatten(elements) {
  if (elements.length === 0) return ''
  const only = elements.length === 1 ? elements[0] : undefined
  return only?.type === TYPE.literal ? only.value : elements.map(withoutLocation)
}

function withoutLocation(element) {
  const { location: _, ...rest } = element
  if (rest.options) {
    rest.options = Object.fromEntries(
      Object.entries(rest.options).map(([key, option]) => [
        key,
        { value: option.value.map(withoutLocation) },
      ]),
    )
  }
  if (rest.children) rest.children = rest.children.map(withoutLocation)
  return rest
}

/** Changes only what is read: arguments, plural rules, tags and number signs stay as they are. */
export function changeLiterals(elements, change) {
  return elements.map((element) => {
    if (element.type === TYPE.literal) return { ...element, value: change(element.value) }
    if (element.type === TYPE.tag) {
      return { ...element, children: changeLiterals(element.children, change) }
    }
    if (element.options) {
      const options = Object.entries(element.options).map(([key, option]) => [
        key,
        { ...option, value: changeLiterals(option.value, change) },
      ])
      return { ...element, options: Object.fromEntries(options) }
    }
    return element
  })
}

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const accents = [...'áƀçđéƒĝĥíĵķļɱñóƥɋřšţúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĻṀÑÓƤɊŘŠŢÚṼŴẊÝŽ']
const vowels = /[aeiouAEIOU]/

/** "Today" becomes "Ţóóđááý": readable, and about 40 % longer. */
export function accented(text) {
  return [...text]
    .map((letter) => {
      const at = plain.indexOf(letter)
      if (at < 0) return letter
      return vowels.test(letter) ? accents[at] + accents[at] : accents[at]
    })
    .join('')
}

const ISOLATE = '\u2066'
const END = '\u2069'
const RIGHT_TO_LEFT = '\u200f'

/**
 * Words stay readable and run from right to left: each word stands in an isolate of its own between
 * right-to-left marks. No override character, which would turn arguments and numbers around.
 */
export function mirrored(text) {
  return text.replace(
    /[\p{L}\p{N}](?:[\p{L}\p{N}’'./-]*[\p{L}\p{N}])?/gu,
    (word) => `${RIGHT_TO_LEFT}${ISOLATE}${word}${END}${RIGHT_TO_LEFT}`,
  )
}

/** Vite: `virtual:words` maps each language to its catalogue, one lazily loaded file per language. */
export function wordsPlugin(root) {
  const start = 'virtual:words'
  return {
    name: 'throughcare-words',
    resolveId: (id) => (id === start || id.startsWith(`${start}/`) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${start}`) {
        const entries = listLanguages(root).map(
          (language) => `${JSON.stringify(language)}: () => import('${start}/${language}')`,
        )
        return `export const catalogues = { ${entries.join(', ')} }`
      }
      if (!id.startsWith(`\0${start}/`)) return undefined
      const language = id.slice(start.length + 2)
      const source = readdirSync(join(root, 'locales', 'en'))
      for (const name of source) this.addWatchFile(join(root, 'locales', 'en', name))
      const text = JSON.stringify(JSON.stringify(compileCatalogue(root, language)))
      return `export const messages = JSON.parse(${text})`
    },
  }
}
