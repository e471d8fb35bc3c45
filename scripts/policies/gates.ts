// What a function that runs as its owner decides beside the tables it asks: before it asks, and of what it keeps.
import type { SqlFile } from '../../src/platform/db/migration-files.ts'
import { bare, inside, type Span, split, trim, weakenings } from './expressions.ts'
import { functionsOf, type Mutant, nameOf, unique, weaken } from './mutants.ts'

/** What a condition is about that decides who reads: the proven actor, their seats, what is shut to them, the authority. */
const ofReaders = /\bwho\b|\bv_sits\b|\bv_shut\b|authority|shut_persons/
/** An `if` that takes everything away. */
const refuses = /^\s*(?:return\b|raise\b|\w+ := (?:null|~+);)/

/** Each such decision of these functions, weakened: what refuses is silenced, what lets through asks less. */
export function gateMutants(file: SqlFile, names: RegExp): Mutant[] {
  const plain = bare(file.text)
  return functionsOf(plain)
    .filter((body) => names.test(nameOf(plain, body)))
    .flatMap((body) => {
      const { refusing, opening } = gates(file, plain, body)
      const silenced = refusing.flatMap((span) => [span, ...split(plain, span, 'or')])
      const less = [...opening, ...kept(plain, body)].flatMap((span) => weakenings(plain, span))
      return [
        ...unique(silenced).map((span) => weaken(file, body, span, '', 'false')),
        ...unique(less).map((span) => weaken(file, body, span, '', 'true')),
      ]
    })
}

function gates({ text }: SqlFile, plain: string, body: Span) {
  const refusing: Span[] = []
  const opening: Span[] = []
  const all = /(?<!\bend )\bif\b((?:(?!\bthen\b)[\s\S])*)\bthen\b/g
  for (const match of plain.slice(body.from, body.to).matchAll(all)) {
    const from = body.from + match.index + 2
    const span = trim(plain, { from, to: from + (match[1]?.length ?? 0) })
    if (!ofReaders.test(text.slice(span.from, span.to))) continue
    const then = plain.slice(body.from + match.index + match[0].length, body.to)
    if (refuses.test(then)) refusing.push(span)
    else opening.push(span)
  }
  return { refusing, opening }
}

/** What is kept of a row or of the actor for later, and what stands in a `coalesce(..., false)` or in a `case when`. */
function kept(plain: string, body: Span): Span[] {
  const text = plain.slice(body.from, body.to)
  const at = (match: RegExpMatchArray, part: string): Span => {
    const from = body.from + (match.index ?? 0) + match[0].lastIndexOf(part)
    return { from, to: from + part.length }
  }
  const added = [...text.matchAll(/\b(\w+) := \1 or ([^;]*);/g)].map((one) => at(one, one[2] ?? ''))
  const told = [...text.matchAll(/\bboolean := ([^;]*\band\b[^;]*);/g)].map((one) =>
    at(one, one[1] ?? ''),
  )
  const chosen = [...text.matchAll(/\bcase when (\w+\.coordinates[^;]*?) then\b/g)].map((one) =>
    at(one, one[1] ?? ''),
  )
  const answered = [...text.matchAll(/\bselect coalesce\(/g)].flatMap((one) => {
    const within = inside(plain, body.from + one.index + one[0].length - 1)
    const condition = plain.slice(within.from, within.to)
    return condition.endsWith(', false') ? [{ from: within.from, to: within.to - 7 }] : []
  })
  return [...added, ...told, ...chosen, ...answered]
}
