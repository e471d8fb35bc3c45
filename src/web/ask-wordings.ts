import type {
  KeepReason,
  KeptWordings,
  WordingFinding,
  WordingKind,
} from '../modules/items/wording/vocabulary.ts'

/** One wording that the server asks about, with the words themselves out of what was typed. */
export type AskedWording = Pick<WordingFinding, 'kind' | 'found' | 'use'>

type Ask = (wordings: AskedWording[]) => Promise<KeptWordings | null>
let ask: Ask | null = null

/** Says who asks a person about wordings that the server does not pass without a reason. */
export function whenWordingsAreAsked(asks: Ask | null): void {
  ask = asks
}

interface Place {
  field: string
  kind: WordingKind
  start: number
  end: number
  use: string | null
}

/**
 * Asks about the wordings of a refusal: a reason for each kind, or null if the text is to be changed. Whatever form
 * it came from, it asks in the same way.
 */
export function askAbout(
  extra: Record<string, unknown>,
  body: unknown,
): Promise<KeptWordings | null> {
  const places = Array.isArray(extra.wordings) ? (extra.wordings as Place[]) : []
  if (!ask || places.length === 0) return Promise.resolve(null)
  return ask(
    places.map(({ field, kind, start, end, use }) => ({
      ...{ kind, use },
      found: textAt(body, field).slice(start, end),
    })),
  )
}

/** The reasons as a header: the body of each call stays what its form made. */
export const headerOf = (kept: KeptWordings) =>
  kept
    .map(({ kind, reason }: { kind: WordingKind; reason: KeepReason }) => `${kind}=${reason}`)
    .join(',')

function textAt(body: unknown, field: string): string {
  const found = field
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], body)
  return typeof found === 'string' ? found.trim() : ''
}
