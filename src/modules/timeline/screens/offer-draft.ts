import type { FormError } from '../../../web/parts/form-errors.tsx'
import type { Text } from '../../../web/words.ts'
import type { KeptWordings } from '../../items/wording/vocabulary.ts'
import type { Continuity, Gap, Lane, NewLead } from '../contract.ts'
import { addDays } from './continuity-map/days.ts'
import { offerable } from './continuity-map/map-items.ts'

/** What stands in the fields of an offer. */
export interface OfferDraft {
  domain: Lane
  agencyId: string | null
  from: string
  until: string
  tied: 'release' | 'calendar'
  answerBy: string
  voluntary: boolean
  note: string
  /** Why wordings of the note stay. */
  kept: KeptWordings
}

/** The draft that a gap suggests: its days, tied to the release when it begins there. */
export function draftOf(continuity: Continuity, domain: Lane | null, gap: Gap | null): OfferDraft {
  const { today, release } = continuity
  const period = gap && offerable(gap, today)
  const from = period?.from ?? release.on ?? ''
  const tied = release.on !== null && from === release.on && release.on > today
  return {
    domain: domain ?? 'lead',
    agencyId: null,
    from,
    until: period?.until ?? '',
    tied: tied ? 'release' : 'calendar',
    answerBy: answerBy(continuity, from),
    voluntary: false,
    note: '',
    kept: [],
  }
}

/** Five working days, as the city counts them, but two days before the days begin; never before tomorrow. */
export function answerBy(
  { today, usualAnswerBy }: Pick<Continuity, 'today' | 'usualAnswerBy'>,
  from: string,
): string {
  const before = from === '' ? usualAnswerBy : addDays(from, -2)
  const [tomorrow, soonest] = [addDays(today, 1), before < usualAnswerBy ? before : usualAnswerBy]
  return soonest < tomorrow ? tomorrow : soonest
}

/** With the release as its beginning the first day is left out: the server keeps it on the release. */
export function bodyOf(draft: OfferDraft, { release }: Continuity): NewLead {
  const onRelease = draft.tied === 'release' && (draft.from === '' || draft.from === release.on)
  return {
    domain: draft.domain,
    agencyId: Number(draft.agencyId),
    ...(onRelease || draft.from === '' ? {} : { from: draft.from }),
    until: draft.until || null,
    tied: draft.tied,
    ...(draft.answerBy ? { answerBy: draft.answerBy } : {}),
    voluntary: draft.voluntary,
    ...(draft.note.trim() ? { note: draft.note.trim(), kept: draft.kept } : {}),
  }
}

/** What is missing before it can be sent, each with the id of its input. */
export function missingIn(draft: OfferDraft, today: string, text: Text): FormError[] {
  const errors: FormError[] = []
  const add = (field: string, id: string) => errors.push({ field, message: text(id) })
  if (!draft.agencyId) add('offer-agency', 'timeline.offer.agency-missing')
  if (draft.tied === 'calendar' && !draft.from) add('offer-from', 'timeline.offer.from-missing')
  if (draft.until && draft.from && draft.until <= draft.from) {
    add('offer-until', 'timeline.offer.until-before')
  }
  if (draft.answerBy && draft.answerBy < today)
    add('offer-answer-by', 'timeline.offer.answer-by-past')
  return errors
}
