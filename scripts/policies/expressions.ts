/** A stretch of a text: from the first character to after the last. */
export interface Span {
  from: number
  to: number
}

/** The text with comments and what stands in quotes blanked, so that places stay true; so is the "and" of a "between". */
export function bare(text: string): string {
  return text
    .replace(/--[^\n]*|'(?:[^']|'')*'/g, (part) => part.replace(/[^\n]/g, '~'))
    .replace(/\bbetween\b[\s\S]*?\band\b/gi, (part) => `${part.slice(0, -3)}~~~`)
}

/** From an opening bracket to its partner; the stretch between them. */
export function inside(plain: string, open: number): Span {
  let depth = 0
  for (let at = open; at < plain.length; at += 1) {
    if (plain[at] === '(') depth += 1
    if (plain[at] === ')') depth -= 1
    if (depth === 0) return { from: open + 1, to: at }
  }
  throw new Error(`A bracket at ${open} is never closed`)
}

/** Parts of a stretch between words that stand outside all brackets. */
export function split(plain: string, span: Span, word: string): Span[] {
  const parts: Span[] = []
  let from = span.from
  for (const at of outside(plain, span, new RegExp(`\\b${word}\\b`, 'gi'))) {
    parts.push({ from, to: at })
    from = at + word.length
  }
  return [...parts, { from, to: span.to }].map((part) => trim(plain, part))
}

function outside(plain: string, span: Span, pattern: RegExp): number[] {
  const text = plain.slice(span.from, span.to)
  return [...text.matchAll(pattern)]
    .map((match) => match.index)
    .filter((at) => depthAt(text, at) === 0)
    .map((at) => span.from + at)
}

function depthAt(text: string, at: number): number {
  const before = text.slice(0, at)
  return before.split('(').length - before.split(')').length
}

export function trim(plain: string, { from, to }: Span): Span {
  const text = plain.slice(from, to)
  const start = from + (text.length - text.trimStart().length)
  return { from: start, to: Math.max(start, to - (text.length - text.trimEnd().length)) }
}

/**
 * Every part of a condition whose removal lets more through: each conjunct, also inside brackets with
 * "or", and each conjunct of what a subquery asks.
 */
export function weakenings(plain: string, span: Span): Span[] {
  const whole = trim(plain, span)
  const alternatives = split(plain, whole, 'or')
  if (alternatives.length > 1) {
    return alternatives.flatMap((one) => {
      const found = weakenings(plain, one)
      // One alternative that is always true makes all of them true, which the caller has counted.
      return found.filter((part) => part.from !== one.from || part.to !== one.to)
    })
  }
  const parts = split(plain, whole, 'and')
  return parts.flatMap((part) => [part, ...deeper(plain, part)])
}

function deeper(plain: string, part: Span): Span[] {
  const text = plain.slice(part.from, part.to)
  if (text.startsWith('(') && inside(plain, part.from).to === part.to - 1) {
    const within = inside(plain, part.from)
    if (/^\s*select\b/i.test(plain.slice(within.from, within.to))) return []
    const found = weakenings(plain, within)
    const all = trim(plain, within)
    return found.filter((one) => one.from !== all.from || one.to !== all.to)
  }
  if (!/^(exists|[\w.]+ in)\s*\(/i.test(text)) return []
  return conditions(plain, inside(plain, part.from + text.indexOf('('))).flatMap((one) =>
    weakenings(plain, one),
  )
}

/** What a select asks: its "where", and the "on" of each join, which ends where the next table is named. */
export function conditions(plain: string, select: Span): Span[] {
  const words =
    /(?<!distinct )\b(?:(?:left|cross|inner|full) )?(?:on conflict|join|on|where|group by|order by|limit|offset|for update|union|into|returning|loop)\b|,/gi
  const marks = outside(plain, select, words).map((at) => {
    const word = /^[a-z]+( by| update)?/i.exec(plain.slice(at))?.[0]?.toLowerCase() ?? ''
    return { at, word: word === 'for update' || word.endsWith(' by') ? word : word.split(' ')[0] }
  })
  return marks.flatMap(({ at, word }, index) => {
    if ((word !== 'on' && word !== 'where') || /^on conflict/i.test(plain.slice(at))) return []
    const to = marks[index + 1]?.at ?? select.to
    return [trim(plain, { from: at + word.length, to })]
  })
}
