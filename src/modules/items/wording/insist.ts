import { Problem } from '../../../platform/errors.ts'
import { checkWording } from './lists.ts'
import type { KeepReason, KeptWordings, WordingContext, WordingKind } from './vocabulary.ts'

/** What the access log keeps about a wording that stayed: which kind, why, how often. Never the text. */
export interface KeptInEvent {
  field: string
  kept: { kind: WordingKind; reason: KeepReason; times: number }[]
}

export interface FreeText {
  field: string
  text: string | null | undefined
  context?: WordingContext
}

/**
 * Lets a text pass if nothing in it has to be asked about, or if its author says why it stays: one reason for each
 * kind. What is returned belongs into the access log as `wording.kept`; null where nothing was kept.
 */
export function insistOnReasons(
  { field, text, context = {} }: FreeText,
  language: string,
  kept: KeptWordings = [],
): KeptInEvent | null {
  if (!text) return null
  const found = checkWording(text, language, context)
  const kinds = [...new Set(found.map(({ kind }) => kind))]
  const reasons = new Map(kept.map(({ kind, reason }) => [kind, reason]))
  const open = found.filter(({ kind }) => !reasons.has(kind))
  if (open.length > 0) {
    const places = open.map(({ kind, start, end }) => ({ kind, start, end }))
    throw new Problem(422, 'wording_reason_missing', field, undefined, { wordings: places })
  }
  if (kinds.length === 0) return null
  return {
    field,
    kept: kinds.flatMap((kind) => {
      const reason = reasons.get(kind)
      const times = found.filter((one) => one.kind === kind).length
      return reason ? [{ kind, reason, times }] : []
    }),
  }
}
