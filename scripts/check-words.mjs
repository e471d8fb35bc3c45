// Every sentence that screens ask for exists, every sentence is asked for, all of them parse, all
// languages say the same, and no words stand in code. Run: node scripts/check-words.mjs
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { readWords } from './words.mjs'

/**
 * Ids whose last part comes from data, not from code: codes of problems, domains, states. A module
 * declares its own where it builds them, `text(\`timeline.case.stage.${stage}\`)`, or with a comment
 * `// words: timeline.states.`
 */
const dynamicPrefixes = ['problems.', 'domains.', 'milestones.', 'certainty.', 'persons.reasons.']

/** What `throw` may name without being a problem code. */
const problemCall =
  /\b(?:conflict|forbidden|tooMany)\(\s*'([a-z][a-z0-9_]+)'|\binvalid\(\s*[^,()]+,\s*'([a-z][a-z0-9_]+)'|new Problem\(\s*\d{3},\s*'([a-z][a-z0-9_]+)'|\bnotFound\(\s*'([a-z][a-z0-9_]+)'/g

const attributes =
  /\s(?:aria-label|aria-description|aria-roledescription|title|placeholder|label|alt|description|caption|note)=(?:"([^"]*)"|'([^']*)'|\{\s*(?:'([^']*)'|"([^"]*)"|`([^`$]*)`)\s*\})/g

/** Checks the words of a project; answers a list of what is wrong, empty when all is well. */
export function checkWords(root) {
  const wrong = []
  const words = readWords(root, 'en')
  const sources = listSources(join(root, 'src'))
  const used = collectUses(sources, new Set([...words.keys()].map((id) => id.split('.')[0])))
  for (const [id, { message, file }] of words) checkMessage(id, message, file, wrong)
  for (const [id, places] of used.ids) {
    if (!words.has(id)) wrong.push(`${places[0]}: no words for '${id}'`)
  }
  for (const prefix of used.prefixes.keys()) {
    if (![...words.keys()].some((id) => id.startsWith(prefix))) {
      wrong.push(`${used.prefixes.get(prefix)}: no words begin with '${prefix}'`)
    }
  }
  const prefixes = [...dynamicPrefixes, ...used.prefixes.keys()]
  for (const [id, { file }] of words) {
    const known = used.ids.has(id) || prefixes.some((prefix) => id.startsWith(prefix))
    if (!known) wrong.push(`locales/en/${file}: nobody asks for '${id}'`)
  }
  for (const code of collectProblems(sources, root)) {
    if (!words.has(`problems.${code.name}`) && !code.name.startsWith('config_')) {
      wrong.push(`${code.place}: no words for 'problems.${code.name}'`)
    }
  }
  checkOtherLanguages(root, words, wrong)
  for (const source of sources) if (source.path.endsWith('.tsx')) findHardWords(source, wrong)
  return wrong.map((line) => line.replace(`${root}/`, ''))
}

function listSources(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .filter((entry) => !/\.(test|gen|d)\.tsx?$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return {
        path,
        text: withoutComments(readFileSync(path, 'utf8')),
        raw: readFileSync(path, 'utf8'),
      }
    })
}

/** Comments turn into spaces, so that places in the file stay true. */
function withoutComments(text) {
  const blank = (part) => part.replace(/[^\n]/g, ' ')
  return text.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/(^|[\s;{(,])\/\/[^\n]*/g, blank)
}

const place = (path, text, at) => `${path}:${text.slice(0, at).split('\n').length}`

/**
 * An id is a dotted word in quotes whose first part is a catalogue's prefix: `text('web.close')`, a
 * table of ids, a prop. `text(`web.kinds.${kind}`)` declares the prefix `web.kinds.`.
 */
function collectUses(sources, firstParts) {
  const ids = new Map()
  const prefixes = new Map()
  const modules = [...firstParts].join('|')
  const quoted = new RegExp(`['"]((?:${modules})\\.[a-z0-9_.-]*[a-z0-9_])['"]`, 'g')
  const built = new RegExp(`\`((?:${modules})\\.(?:[a-z0-9_-]+\\.)*[a-z0-9_-]*)\\$\\{`, 'g')
  for (const { path, text, raw } of sources) {
    const screen = path.includes('/web/') || path.includes('/screens/')
    for (const match of text.matchAll(quoted)) {
      if (!screen && !match[1].startsWith('problems.')) continue
      const places = ids.get(match[1]) ?? []
      ids.set(match[1], [...places, place(path, text, match.index)])
    }
    for (const match of text.matchAll(built)) prefixes.set(match[1], place(path, text, match.index))
    for (const match of raw.matchAll(/(?:\/\/|\*)\s*words: ((?:[a-z0-9_-]+\.)+)/g))
      prefixes.set(match[1], path)
  }
  return { ids, prefixes }
}

function checkMessage(id, message, file, wrong) {
  const where = `locales/en/${file}`
  const module = file.replace('.json', '')
  const starts = [`${module}.`, ...dynamicPrefixes]
  if (!starts.some((start) => id.startsWith(start))) {
    wrong.push(`${where}: '${id}' does not begin with '${module}.'`)
  }
  if (typeof message !== 'string' || !message.trim())
    return wrong.push(`${where}: '${id}' is empty`)
  try {
    parse(message, { requiresOtherClause: true })
  } catch (error) {
    wrong.push(`${where}: '${id}' does not parse: ${error.message}`)
  }
}

/**
 * Problem codes that code or SQL can raise and that a person may read. Those of the configuration
 * are said at the terminal before any catalogue is loaded.
 */
function collectProblems(sources, root) {
  const found = []
  for (const { path, text } of sources) {
    if (path.includes('/web/')) continue
    for (const match of text.matchAll(problemCall)) {
      const name = match[1] ?? match[2] ?? match[3] ?? `${match[4]}_not_found`
      found.push({ name, place: place(path, text, match.index) })
    }
  }
  for (const folder of ['db', 'src']) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.name.endsWith('.sql')) continue
      const path = join(entry.parentPath, entry.name)
      const text = readFileSync(path, 'utf8')
      const raised = /raise exception\s+'([a-z][a-z0-9_]+)'\s+using\s+errcode\s*=\s*'TC\d{3}'/g
      for (const match of text.matchAll(raised)) {
        found.push({ name: match[1], place: place(path, text, match.index) })
      }
    }
  }
  return found
}

function checkOtherLanguages(root, english, wrong) {
  const folders = readdirSync(join(root, 'locales'), { withFileTypes: true })
  for (const { name } of folders.filter((f) => f.isDirectory() && f.name !== 'en')) {
    const words = readWords(root, name)
    for (const [id, { message }] of english) {
      const other = words.get(id)
      if (!other) wrong.push(`locales/${name}: '${id}' is missing`)
      else if (String(argumentsOf(message)) !== String(argumentsOf(other.message))) {
        wrong.push(`locales/${name}/${other.file}: '${id}' has other arguments than English`)
      }
    }
    for (const id of words.keys()) {
      if (!english.has(id)) wrong.push(`locales/${name}: '${id}' does not exist in English`)
    }
  }
}

function argumentsOf(message) {
  const names = new Set()
  const walk = (elements) => {
    for (const element of elements) {
      if (element.type !== TYPE.literal && element.type !== TYPE.pound) names.add(element.value)
      if (element.children) walk(element.children)
      for (const option of Object.values(element.options ?? {})) walk(option.value)
    }
  }
  walk(parse(message))
  return [...names].sort()
}

/** Text between tags and in attributes that people read or hear; two letters and more are words. */
function findHardWords({ path, text }, wrong) {
  const between =
    /<\/?[A-Za-z][\w.]*(?:\s(?:[^<>{}=]|=>|=(?!>)|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})*)?\/?>([^<>{}]*)(?=<|\{)/g
  for (const match of text.matchAll(between)) {
    if (isWords(match[1]) && !/^\s*[,)]|[=;()]|\bconst\b|\breturn\b/.test(match[1])) {
      wrong.push(`${place(path, text, match.index)}: words in code: '${match[1].trim()}'`)
    }
  }
  for (const match of text.matchAll(attributes)) {
    const value = match.slice(1).find((part) => part !== undefined) ?? ''
    if (isWords(value)) {
      wrong.push(`${place(path, text, match.index)}: words in an attribute: '${value}'`)
    }
  }
}

const isWords = (value) => /\p{L}{2}/u.test(value)

const self = fileURLToPath(import.meta.url)
if (process.argv[1] === self) {
  const root = join(dirname(self), '..')
  const wrong = checkWords(root)
  for (const line of wrong) console.log(relative(process.cwd(), line) || line)
  console.log(wrong.length === 0 ? 'Words: all well.' : `Words: ${wrong.length} to mend.`)
  process.exit(wrong.length === 0 ? 0 : 1)
}
