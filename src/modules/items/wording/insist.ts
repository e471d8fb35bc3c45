import { Problem } from '../../../platform/errors.ts'
import { checkWording } from './lists.ts'
import type {
  KeepReason,
  KeptWordings,
  WordingContext,
  WordingFinding,
  WordingKind,
} from './vocabulary.ts'

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

/** What was found in a text: what stays with its reason, for the log, and what still has none. */
export interface Wordings {
  event: KeptInEvent | null
  open: WordingFinding[]
}

export function findWordings(
  { field, text, context = {} }: FreeText,
  language: string,
  kept: KeptWordings = [],
): Wordings {
  if (!text) return { event: null, open: [] }
  const found = checkWording(text, language, context)
  const reasons = new Map(kept.map(({ kind, reason }) => [kind, reason]))
  const open = found.filter(({ kind }) => !reasons.has(kind))
  const stays = [...new Set(found.map(({ kind }) => kind))].flatMap((kind) => {
    const reason = reasons.get(kind)
    const times = found.filter((one) => one.kind === kind).length
    return reason ? [{ kind, reason, times }] : []
  })
  return { event: stays.length > 0 ? { field, kept: stays } : null, open }
}

/**
 * Lets a text pass if nothing in it has to be asked about, or if its author says why it stays: one reason for each
 * kind. What is returned belongs into the access log as `wording.kept`; null where nothing was kept.
 */
export function insistOnReasons(
  text: FreeText,
  language: string,
  kept: KeptWordings = [],
): KeptInEvent | null {
  const { event, open } = findWordings(text, language, kept)
  if (open.length === 0) return event
  const wordings = open.map(({ kind, start, end, use }) => ({
    ...{ field: text.field, kind, start, end, use },
  }))
  throw new Problem(422, 'wording_reason_missing', text.field, undefined, { wordings })
}
