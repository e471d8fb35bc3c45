// Which tests of a file come past a rule at all: a bell is hung on each policy and function, all tests run once, and only
// those at which a bell rang are asked about it. Nothing is proven by a bell; it only spares tests that cannot notice.
import { bare, inside } from './expressions.ts'
import type { Mutant } from './mutants.ts'

/** The word with which a bell rings, before the name of the rule on which it hangs. */
const sound = 'a bell rings at '

/** Rung while a question is planned, so also where an index leaves no row to be looked at; and when a function begins. */
const frame = `
create schema if not exists bell;
grant usage on schema bell to public;
create or replace function bell.planned(p_of text) returns boolean language plpgsql immutable parallel safe as
  $$ begin raise notice '${sound}%', p_of; return true; end $$;
create or replace function bell.begun(p_of text) returns void language plpgsql stable parallel safe as
  $$ begin raise notice '${sound}%', p_of; end $$;
grant execute on function bell.planned(text), bell.begun(text) to public`

/** What hangs a bell on each of these rules. */
export function bellsFor(mutants: readonly Pick<Mutant, 'of' | 'undo'>[]): string {
  const hung = new Set(mutants.map(withBell).filter((sql) => sql !== undefined))
  return [frame, ...hung].join(';\n')
}

/** The name that a notice of the database rings for. */
export const rungBy = (message: string): string | undefined =>
  message.startsWith(sound) ? message.slice(sound.length) : undefined

/** Of a policy or a function, with its bell; of a table that is opened as a whole, none. */
export function withBell({ of, undo }: Pick<Mutant, 'of' | 'undo'>): string | undefined {
  const plain = bare(undo)
  const condition = /\bcreate policy\b[\s\S]*?\b(?:using|with check) \(/.exec(plain)
  if (condition) {
    const { from, to } = inside(plain, condition.index + condition[0].length - 1)
    return `${undo.slice(0, from)}bell.planned('${of}') and (${undo.slice(from, to)})${undo.slice(to)}`
  }
  const body = bodyOf(plain)
  if (body === undefined) return undefined
  const word = /\blanguage plpgsql\b/.test(plain.slice(0, body)) ? 'perform' : 'select'
  return `${undo.slice(0, body)} ${word} bell.begun('${of}'); ${undo.slice(body)}`
}

/** Where the first sentence of a function begins. */
function bodyOf(plain: string): number | undefined {
  const atomic = plain.indexOf('begin atomic')
  if (atomic >= 0) return atomic + 'begin atomic'.length
  const open = plain.indexOf('$$')
  if (open < 0) return undefined
  if (!/\blanguage plpgsql\b/.test(plain.slice(0, open))) return open + 2
  const begin = /\bbegin\b/.exec(plain.slice(open))
  return begin ? open + begin.index + 'begin'.length : undefined
}
