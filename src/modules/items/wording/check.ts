import type { WordingContext, WordingFinding, WordingKind, WordingList } from './vocabulary.ts'

/** A pattern, and a row of letters without which no text matches it: of five hundred, most need not be tried. */
interface Test {
  needs: string
  /** Which letters these are, for most texts lack one of them. */
  letters: number
  test: RegExp
}

interface Pattern extends Test {
  kind: WordingKind
  use: string | null
}

interface Prepared {
  patterns: Pattern[]
  calm: Test[]
  names: RegExp | null
  streets: RegExp[]
  places: RegExp
  addresses: RegExp[]
}

const prepared = new WeakMap<WordingList, Prepared>()

/**
 * What in this text may harm or is not the table's business, in the order of the text. It knows words, not meaning:
 * names, streets, houses and days are passed over first, so that the question is asked seldom enough to be read.
 */
export function checkWithList(
  text: string,
  list: WordingList,
  context: WordingContext = {},
): WordingFinding[] {
  const law = prepare(list)
  const plain = withoutAccents(text)
  const addresses = findAddresses(text, plain, law)
  const calm = addresses.reduce(
    (rest, { start, end }) => masked(rest, start, end),
    maskCalm(text, plain, law),
  )
  const words = worthTrying(law.patterns, calm)
    .filter(({ kind }) => kind !== 'diagnosis' || !context.ownAgencyOnly)
    .flatMap((pattern) => matches(text, calm, pattern))
  return withoutOverlap([...addresses, ...words])
}

/**
 * The same number of letters, small and without accents, so that places in one are places in the other. A lone
 * Italian è ("is") keeps its accent, for e is "and".
 */
export function withoutAccents(text: string): string {
  if (!/\P{ASCII}/u.test(text)) return text.toLowerCase()
  return [...text]
    .map((letter) => {
      const plain = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
      return plain.length === letter.length ? plain : letter
    })
    .join('')
    .replace(/[’ʼ]/g, "'")
    .replace(/(?<!\p{L})e(?!\p{L})/gu, (e, at: number) => (/[èÈ]/.test(text.charAt(at)) ? 'è' : e))
}

/** The tests that may match: what they need stands in the text. */
function worthTrying<T extends Test>(tests: readonly T[], text: string): T[] {
  const there = lettersIn(text)
  return tests.filter(({ needs, letters }) => (letters & there) === letters && text.includes(needs))
}

/** The letters a to z that stand in a text, one bit for each. */
function lettersIn(text: string): number {
  let found = 0
  for (let place = 0; place < text.length; place += 1) {
    const letter = text.charCodeAt(place) - 97
    if (letter >= 0 && letter < 26) found |= 1 << letter
  }
  return found
}

function matches(text: string, calm: string, { kind, use, test }: Pattern): WordingFinding[] {
  return allOf(test, calm).map((match) => {
    const start = match.index
    const end = start + match[0].length
    const found = text.slice(start, end)
    return { kind, start, end, found, use: use === null ? null : likeFirst(found, use) }
  })
}

/** To look for all copies the pattern, which costs more than to see that there is none. */
const allOf = (pattern: RegExp, text: string) =>
  text.search(pattern) < 0 ? [] : [...text.matchAll(pattern)]

function likeFirst(found: string, use: string): string {
  const first = found.charAt(0)
  const capital = first !== first.toLowerCase()
  return capital ? use.charAt(0).toUpperCase() + use.slice(1) : use
}

/** The longest of what overlaps, else the first: one place in the text asks one question. */
function withoutOverlap(found: WordingFinding[]): WordingFinding[] {
  const byLength = [...found].sort((a, b) => b.end - b.start - (a.end - a.start))
  const kept: WordingFinding[] = []
  for (const one of byLength) {
    if (!kept.some((other) => one.start < other.end && other.start < one.end)) kept.push(one)
  }
  return kept.sort((a, b) => a.start - b.start)
}

const masked = (text: string, start: number, end: number) =>
  text.slice(0, start) + '·'.repeat(end - start) + text.slice(end)

function maskCalm(text: string, plain: string, law: Prepared): string {
  let rest = plain
  for (const { test } of worthTrying(law.calm, plain)) {
    rest = rest.replace(test, (all) => '·'.repeat(all.length))
  }
  const asWritten = law.names ? [...law.streets, law.names] : law.streets
  for (const pattern of asWritten) {
    for (const match of allOf(pattern, text)) {
      rest = masked(rest, match.index, match.index + match[0].length)
    }
  }
  return rest
}

/** An exact address of a home. An office, a court or a shop has its address in every telephone book. */
function findAddresses(text: string, plain: string, law: Prepared): WordingFinding[] {
  return law.addresses.flatMap((pattern) =>
    allOf(pattern, text).flatMap((match) => {
      const start = match.index
      const end = start + match[0].length
      const before = lastOf(plain.slice(Math.max(0, start - 60), start))
      const after = plain.slice(end, end + 30).split(/[.;!?\n]/)[0] ?? ''
      if (law.places.test(before) || law.places.test(after)) return []
      const keep = match.groups?.keep?.trim() ?? null
      return [{ kind: 'address' as const, start, end, found: text.slice(start, end), use: keep }]
    }),
  )
}

/** What stands before, back to the end of the sentence before. */
function lastOf(before: string): string {
  return before.split(/[.;!?\n](?:\s|$)/).at(-1) ?? ''
}

function prepare(list: WordingList): Prepared {
  const known = prepared.get(list)
  if (known) return known
  const endings = list.nationEndings.length > 0 ? `(?:${list.nationEndings.join('|')})?` : ''
  const nations = { stem: `(?:${list.nations.map(letters).join('|')})`, endings }
  const made: Prepared = {
    patterns: list.rules.flatMap(({ kind, use, match }) =>
      match.map((one) => ({ kind, use: use ?? null, ...testOf(one, nations) })),
    ),
    calm: list.calm.map((one) => testOf(one, nations)),
    names: nameParts(list.names),
    streets: streetNames(list.streets),
    places: new RegExp(`${before}(?:${list.places.map(letters).join('|')})${after}`, 'u'),
    addresses: list.addresses.map((one) => new RegExp(one, 'gu')),
  }
  prepared.set(list, made)
  return made
}

const before = '(?<![\\p{L}\\p{N}])'
const after = '(?![\\p{L}\\p{N}])'

/**
 * A pattern of the lists: `muslim*` any ending, `*straat` any beginning, a space any gap, `~` up to five words, `(a|b)`
 * either, `$` the end of the clause. Accents and capitals do not matter; ß is ss.
 */
function whole(pattern: string, nations: { stem: string; endings: string }): RegExp {
  const inner = letters(pattern)
    .replaceAll('{nation}\\p{L}*', nations.stem + nations.endings)
    .replaceAll('{nation}', nations.stem)
  return new RegExp(`${before}(?:${inner})${after}`, 'gu')
}

function letters(pattern: string): string {
  return withoutAccents(pattern)
    .replaceAll('.', '\\.')
    .replaceAll('*', '\\p{L}*')
    .replace(/\(([^)]*)\)\? /g, "(?:(?:$1)[\\s'-]+)?")
    .replaceAll(' ~ ', "[\\s'-]+(?:[^\\s.;!?·]+\\s+){0,5}")
    .replaceAll(' $', '(?=\\s*(?:[.,;:!?)]|$))')
    .replace(/ /g, "[\\s'-]+")
    .replace(/ss|ß/g, '(?:ss|ß)')
}

function testOf(pattern: string, nations: { stem: string; endings: string }): Test {
  const needs = needed(pattern)
  return { needs, letters: lettersIn(needs), test: whole(pattern, nations) }
}

/** The longest row of letters that stands in every match; '' where the pattern promises none. */
function needed(pattern: string): string {
  const bare = withoutAccents(pattern)
    .replace(/\([^()]*\)\??/g, ' ')
    .replaceAll('{nation}', ' ')
  // ss may stand as ß.
  if (/[^\p{L}\p{N}\s'.\\*~$-]/u.test(bare)) return ''
  const rows = bare.split(/ss|[^\p{L}\p{N}]/u)
  return rows.reduce((longest, row) => (row.length > longest.length ? row : longest), '')
}

/** First names that are also words of belief, where a family name follows: Islam Karimov, Jesus Garcia. */
function nameParts(names: string[]): RegExp | null {
  if (names.length === 0) return null
  const capital = "\\p{Lu}[\\p{L}'’-]+"
  return new RegExp(`${before}(?:${names.join('|')})\\s+${capital}${after}`, 'gu')
}

function streetNames({ endings, words }: WordingList['streets']): RegExp[] {
  const part = "[\\p{L}.'’]+"
  return [
    ...(endings.length > 0
      ? [new RegExp(`${before}\\p{Lu}[\\p{L}.-]*-?(?:${endings.join('|')})`, 'giu')]
      : []),
    new RegExp(`${before}(?:\\p{Lu}${part}[\\s-]+){1,3}(?:${words.join('|')})${after}`, 'gu'),
    new RegExp(
      `${before}(?:${words.join('|')})\\s+(?:\\p{Ll}{1,3}['’]?\\s*){0,2}(?:\\p{Lu}${part}(?:[\\s-]+|$)){1,3}`,
      'gu',
    ),
  ]
}
