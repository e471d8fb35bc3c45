import type { FormError } from '../../../../web/parts/form-errors.tsx'
import type { Text } from '../../../../web/words.ts'
import type { NoticeFile } from '../../import-contract.ts'
import type { OpenCase } from '../../notice-contract.ts'
import type { Opinions } from './likely-persons.tsx'

export type How = 'talk' | 'letter' | 'talk_and_letter' | 'video'
export type Ground =
  | 'not_reached'
  | 'obstruct_inquiry'
  | 'public_security'
  | 'rights_of_others'
  | 'in_transfer'

export const hows: readonly How[] = ['talk', 'letter', 'talk_and_letter', 'video']
export const grounds: readonly Ground[] = [
  'not_reached',
  'in_transfer',
  'rights_of_others',
  'obstruct_inquiry',
  'public_security',
]

/** The decision as it is being written. */
export interface CaseDraft {
  clauseId: string
  reason: string
  state: 'informed' | 'not_yet' | ''
  on: string
  how: How | ''
  language: string
  ground: Ground | ''
  groundReason: string
  reviewOn: string
}

/** Where the server names a field, the input that it means. */
export const fieldIds = {
  clauseId: 'open-basis',
  reason: 'open-reason',
  informed: 'open-informed',
  'informed.on': 'open-on',
  'informed.how': 'open-how',
  'informed.language': 'open-language',
  'informed.ground': 'open-ground',
  'informed.reason': 'open-ground-reason',
  'informed.reviewOn': 'open-review',
  notSameAs: 'likely',
} as const

/** What is still missing, each with its field, in the order of the page. */
export function missingIn(
  draft: CaseDraft,
  notice: NoticeFile,
  opinions: Opinions,
  text: Text,
): FormError[] {
  const undecided = notice.likely.find(({ personId }) => !opinions[personId])
  const told = draft.state === 'informed'
  const delayed = draft.state === 'not_yet'
  const wanted: [boolean, string, string][] = [
    [undecided !== undefined, `likely-${undecided?.personId}`, 'likely'],
    [!draft.clauseId, 'open-basis', 'basis'],
    [draft.reason.trim().length < 3, 'open-reason', 'reason'],
    [!draft.state, 'open-informed', 'informed'],
    [told && !draft.on, 'open-on', 'on'],
    [told && !draft.how, 'open-how', 'how'],
    [told && !draft.language, 'open-language', 'language'],
    [delayed && !draft.ground, 'open-ground', 'ground'],
    [delayed && draft.groundReason.trim().length < 3, 'open-ground-reason', 'ground-reason'],
    [delayed && !draft.reviewOn, 'open-review', 'review'],
  ]
  return wanted
    .filter(([missing]) => missing)
    .map(([, field, word]) => ({ field, message: text(`notices.open.missing.${word}`) }))
}

/** The draft as the server reads it; only called when nothing is missing. */
export function bodyOf(draft: CaseDraft, opinions: Opinions): OpenCase {
  const found = Object.entries(opinions)
  const same = found.find(([, opinion]) => opinion === 'same')?.[0]
  return {
    clauseId: Number(draft.clauseId),
    reason: draft.reason,
    informed:
      draft.state === 'informed'
        ? {
            state: 'informed',
            on: draft.on,
            how: draft.how || 'talk',
            language: draft.language,
          }
        : {
            state: 'not_yet',
            ground: draft.ground || 'not_reached',
            reason: draft.groundReason,
            reviewOn: draft.reviewOn,
          },
    ...(same && { samePersonAs: same }),
    notSameAs: found.flatMap(([personId, opinion]) => (opinion === 'other' ? [personId] : [])),
  }
}
