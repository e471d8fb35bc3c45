import type { FormError } from '../../../web/parts/form-errors.tsx'
import type { Text } from '../../../web/words.ts'
import type { LeadAnswer } from '../../handovers/contract.ts'
import type { LaneLead } from '../contract.ts'

/** What a reader can say about an offer or a responsibility, in the words of the dialog. */
export type AnswerAct =
  | 'accept'
  | 'decline'
  | 'record_accept'
  | 'record_decline'
  | 'confirm'
  | 'withdraw'
  | 'end'

export interface AnswerDraft {
  act: AnswerAct
  reason: string
  channel: 'phone' | 'paper'
  saidBy: string
  saidOn: string
  endsOn: string
}

const acts: Record<LaneLead['may'][number], AnswerAct[]> = {
  answer: ['accept', 'decline'],
  confirm: ['confirm'],
  record_answer: ['record_accept', 'record_decline'],
  withdraw: ['withdraw'],
  end: ['end'],
}

/** The acts that the server allows now, the reader's own answer first. */
export function actsOf(may: readonly LaneLead['may'][number][]): AnswerAct[] {
  const order = ['answer', 'confirm', 'record_answer', 'withdraw', 'end'] as const
  return order.filter((act) => may.includes(act)).flatMap((act) => acts[act])
}

/** What the dialog sends: `channel` only for an answer that somebody else gave by phone or paper. */
export function bodyOf(draft: AnswerDraft): LeadAnswer {
  const reason = draft.reason.trim() ? { reason: draft.reason.trim() } : {}
  const recorded = { channel: draft.channel, saidBy: draft.saidBy.trim(), saidOn: draft.saidOn }
  switch (draft.act) {
    case 'accept':
      return { outcome: 'accepted' }
    case 'decline':
      return { outcome: 'declined', ...reason }
    case 'record_accept':
      return { outcome: 'accepted', ...recorded }
    case 'record_decline':
      return { outcome: 'declined', ...recorded, ...reason }
    case 'confirm':
      return { outcome: 'confirmed' }
    case 'withdraw':
      return { outcome: 'withdrawn', ...reason }
    case 'end':
      return { outcome: 'ended', endsOn: draft.endsOn, ...reason }
  }
}

/** What is missing before it can be sent, each with the id of its input. */
export function missingIn(draft: AnswerDraft, today: string, text: Text): FormError[] {
  const errors: FormError[] = []
  const add = (field: string, id: string) => errors.push({ field, message: text(id) })
  const recorded = draft.act === 'record_accept' || draft.act === 'record_decline'
  if (recorded && draft.saidBy.trim().length < 2) {
    add('answer-said-by', 'timeline.answer.said-by-missing')
  }
  if (recorded && (draft.saidOn === '' || draft.saidOn > today)) {
    add('answer-said-on', 'timeline.answer.said-on-future')
  }
  if ((draft.act === 'decline' || draft.act === 'record_decline') && !draft.reason.trim()) {
    add('answer-reason', 'timeline.answer.reason-missing')
  }
  if (draft.act === 'end' && !draft.endsOn) add('answer-ends-on', 'timeline.answer.ends-on-missing')
  return errors
}
