import type { SqlFile } from '../../src/platform/db/migration-files.ts'
import { bare, conditions, inside, type Span, split, trim, weakenings } from './expressions.ts'

/** The law with one rule weakened: what to run after a migration, and where it stands. */
export interface Mutant {
  place: string
  /** The rule that was taken away, as it is written. */
  rule: string
  sql: string
  /** The rule as it is, laid down again. */
  undo: string
  /** The policy with its table, the table, or the function in which it stands. */
  of: string
  /** Whether it stands in a policy, which may lean on the policy of a table that it asks. */
  policy?: boolean
}

/** Every weakening of the policies of a file: each condition gone, and each table without row security. */
export function policyMutants(file: SqlFile): Mutant[] {
  const plain = bare(file.text)
  const open = [...plain.matchAll(/alter table (\S+) enable row level security;/g)].map(
    (match) => ({
      place: placeOf(file, match.index),
      rule: match[0],
      sql: `alter table ${match[1]} disable row level security`,
      undo: match[0],
      of: match[1] ?? '',
    }),
  )
  const weak = [...plain.matchAll(/create policy (\S+) on (\S+)/g)].flatMap((match) => {
    const statement = { from: match.index, to: plain.indexOf(';', match.index) + 1 }
    const drop = `drop policy ${match[1]} on ${match[2]};`
    return clauses(plain, statement)
      .flatMap((span) => weakenings(plain, span))
      .filter((span) => plain.slice(span.from, span.to) !== 'true')
      .map((span) => ({ ...weaken(file, statement, span, drop, 'true'), policy: true }))
  })
  return [...open, ...weak]
}

function clauses(plain: string, statement: Span): Span[] {
  const text = plain.slice(statement.from, statement.to)
  return [...text.matchAll(/\b(?:using|with check) \(/g)].map((match) =>
    inside(plain, statement.from + match.index + match[0].length - 1),
  )
}

/** Every refusal of every act, silenced in turn, and each of its reasons where there are several. */
export function guardMutants(file: SqlFile): Mutant[] {
  const plain = bare(file.text)
  return functionsOf(plain).flatMap((body) => {
    const text = plain.slice(body.from, body.to)
    const refusals = [...text.matchAll(/\braise exception\b[^;]*;/g)]
      // Asking PostgreSQL to try again refuses nobody.
      .filter((match) => !file.text.startsWith(retry, body.from + match.index))
      .map((match) => weaken(file, body, spanOf(body, match.index, match[0]), '', 'null;'))
    const answers = nameOf(plain, body).endsWith('_refusal') ? refusingAnswer : emptyAnswer
    const emptyAnswers = [...text.matchAll(answers)].map((match) =>
      weaken(file, body, spanOf(body, match.index, match[0]), '', ''),
    )
    const silenced = [...refusals, ...emptyAnswers]
    return [
      ...silenced,
      ...reasons(plain, body, text).map((span) => weaken(file, body, span, '', 'false')),
    ]
  })
}

const emptyAnswer = /(?<!\bend )\bif\b(?:(?!\bthen\b)[\s\S])*\bthen\s+return null;\s+end if;/g
/** In a function that answers why something is refused. */
const refusingAnswer = /(?<!\bend )\bif\b(?:(?!\bthen\b)[\s\S])*\bthen\s+return [^;]*;\s+end if;/g
const retry = `raise exception 'rows_sealed_for_others'`

/** `if A or B then` refuse: A and B. */
function reasons(plain: string, body: Span, text: string): Span[] {
  const guard =
    /(?<!\bend )\bif\b((?:(?!\b(?:then|loop)\b)[\s\S])*?)\bthen\s+(?:raise exception|return null|return jsonb_build_object)/g
  return [...text.matchAll(guard)].flatMap((match) => {
    const alternatives = split(plain, spanOf(body, match.index + 2, match[1] ?? ''), 'or')
    return alternatives.length > 1 ? alternatives : []
  })
}

const spanOf = (body: Span, at: number, text: string): Span => ({
  from: body.from + at,
  to: body.from + at + text.length,
})

/** Each condition under which a function that runs as its owner finds rows, taken away in turn. */
export function searchMutants(file: SqlFile, names: RegExp): Mutant[] {
  const plain = bare(file.text)
  return functionsOf(plain)
    .filter((body) => names.test(nameOf(plain, body)))
    .flatMap((body) => {
      const asked = selects(plain, body).flatMap((select) => conditions(plain, select))
      const found = [...asked, ...filters(plain, body)]
      const spans = found.flatMap((span) => weakenings(plain, span))
      return unique(spans).map((span) => weaken(file, body, span, '', 'true'))
    })
}

/** What a sum counts: `filter (where ...)`. */
function filters(plain: string, body: Span): Span[] {
  const text = plain.slice(body.from, body.to)
  return [...text.matchAll(/\bfilter \(where /g)].map((match) => {
    const within = inside(plain, body.from + match.index + match[0].indexOf('('))
    return trim(plain, { from: within.from + 'where '.length, to: within.to })
  })
}

/** The branches of a rule that is written as one `case`: what refuses is silenced, what lets through asks less. */
export function branchMutants(file: SqlFile, refusing: RegExp, opening: RegExp): Mutant[] {
  const plain = bare(file.text)
  return functionsOf(plain).flatMap((body) => {
    const name = nameOf(plain, body)
    if (!refusing.test(name) && !opening.test(name)) return []
    const text = plain.slice(body.from, body.to)
    return [...text.matchAll(/\bwhen\b((?:(?!\bthen\b)[\s\S])*)\bthen\s+(\w*)/g)].flatMap(
      (match) => {
        const asked = trim(plain, spanOf(body, match.index + 4, match[1] ?? ''))
        const refuses = refusing.test(name) || match[2] === 'null'
        if (!refuses)
          return unique(weakenings(plain, asked)).map((span) =>
            weaken(file, body, span, '', 'true'),
          )
        const reasons = split(plain, asked, 'or')
        return unique([asked, ...reasons]).map((span) => weaken(file, body, span, '', 'false'))
      },
    )
  })
}

/** Stretches in which `where` and `on` stand on the outermost level: the body, and each bracket in it. */
function selects(plain: string, body: Span): Span[] {
  const { start, end } = insideOf(plain, body.from)
  const statements: Span[] = []
  let from = start
  for (let at = start; at < end; at += 1) {
    if (plain[at] === '(' && /^\(\s*select\b/.test(plain.slice(at, at + 40))) {
      const within = inside(plain, at)
      // What an "exists" in a condition asks is weakened with that condition.
      const before = plain.slice(Math.max(0, at - 15), at)
      if (!before.includes('exists') || /\bif not exists ?$/.test(before)) statements.push(within)
    }
    if (plain[at] === ';') {
      statements.push({ from, to: at })
      from = at + 1
    }
  }
  return [...statements, { from, to: end }].map((span) => trim(plain, span))
}

export function functionsOf(plain: string): Span[] {
  return [...plain.matchAll(/create or replace function /g)].map((match) => ({
    from: match.index,
    to: plain.indexOf(';', insideOf(plain, match.index).end) + 1,
  }))
}

/** The body of the function that begins here: a text between dollars, or one that is fixed when it is made. */
function insideOf(plain: string, from: number): { start: number; end: number } {
  const next = plain.indexOf('create or replace function ', from + 1)
  const head = plain.slice(from, next < 0 ? plain.length : next)
  const atomic = head.indexOf('begin atomic')
  if (atomic >= 0) return { start: from + atomic + 12, end: from + head.indexOf('\nend;', atomic) }
  const open = head.indexOf('$$')
  if (open < 0) return { start: from, end: from }
  return { start: from + open + 2, end: from + head.indexOf('$$', open + 2) }
}

export const nameOf = (plain: string, body: Span) =>
  /function (\S+?)\(/.exec(plain.slice(body.from, body.to))?.[1] ?? ''

export function weaken(
  file: SqlFile,
  statement: Span,
  gone: Span,
  before: string,
  by: string,
): Mutant {
  const { text } = file
  const mutated = text.slice(statement.from, gone.from) + by + text.slice(gone.to, statement.to)
  return {
    place: placeOf(file, gone.from),
    rule: text.slice(gone.from, gone.to).replace(/\s+/g, ' '),
    sql: `${before}\n${mutated}`,
    undo: `${before}\n${text.slice(statement.from, statement.to)}`,
    of: ofWhat(mutated),
  }
}

const ofWhat = (sql: string): string => {
  const [, policy, table] = /create policy (\S+) on (\S+)/.exec(sql) ?? []
  return policy ? `${policy} on ${table}` : (/function (\S+?)\(/.exec(sql)?.[1] ?? '')
}

const placeOf = (file: SqlFile, at: number) =>
  `${file.name}:${file.text.slice(0, at).split('\n').length}`

export function unique(spans: Span[]): Span[] {
  const seen = new Set<string>()
  return spans.filter(({ from, to }) => {
    const key = `${from}-${to}`
    return from < to && !seen.has(key) && seen.add(key)
  })
}
