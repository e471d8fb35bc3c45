import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Chip } from '../../../../web/parts/chip.tsx'
import { Entry, EntryHead, EntryNote, EntryWords } from '../../../../web/parts/entries.tsx'
import { useSession } from '../../../../web/session.ts'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import type { Review } from '../../contract.ts'
import styles from '../review.module.css'
import { GiveVerdict } from './give-verdict.tsx'

/** One entry: who and when, why it is asked about, what was done, and the verdict. */
export function ReviewEntry({ review, mayJudge }: { review: Review; mayJudge: boolean }) {
  const text = useText()
  const format = useFormat()
  const { verdict } = review
  const audits = useSession()?.functions.includes('auditor') ?? false
  return (
    <Entry>
      <EntryHead>
        <AgencyBadge agency={review.agency} withName />
        <span>
          {text('review.entry.line', { name: whoOf(review, text), day: format.date(review.onDay) })}
        </span>
        {verdict && (
          <Chip state={verdict === 'justified' ? 'settled' : 'due'}>
            {text(`review.verdict.${verdict}`)}
          </Chip>
        )}
      </EntryHead>
      <EntryWords>{reasonOf(review, text, format, audits)}</EntryWords>
      {review.events.length > 0 && <Behind review={review} />}
      {review.note && (
        <EntryWords>
          {text('review.entry.judged-on', {
            name: review.judgedBy ?? '',
            day: review.judgedAt && format.date(review.judgedAt),
            words: review.note,
          })}
        </EntryWords>
      )}
      {mayJudge &&
        (verdict === null || verdict === 'to_clarify') &&
        (review.mine ? (
          <EntryNote>{text('problems.review_not_yours_to_judge')}</EntryNote>
        ) : (
          <GiveVerdict review={review} />
        ))}
    </Entry>
  )
}

/** A member by name; software as what it is. */
const whoOf = ({ system, name, agency }: Review, text: Text): string =>
  system ? text('review.log.system', { system: name, agency: agency.name }) : name

/** The plain reason, with the figures that the rule itself names. */
function reasonOf(
  { kind, facts, ref }: Review,
  text: Text,
  format: ReturnType<typeof useFormat>,
  audits: boolean,
): string {
  if (kind === 'bulk')
    return text('review.reason.bulk', {
      cases: facts.cases ?? 0,
      usual: facts.usual ?? 0,
      time: facts.from ? format.time(facts.from) : '',
      known: facts.usual == null ? 'no' : 'yes',
    })
  if (kind === 'off_hours')
    return text('review.reason.off_hours', { time: facts.from ? format.time(facts.from) : '' })
  if (kind === 'search_only')
    return text('review.reason.search_only', { searches: facts.searches ?? 0 })
  if (kind === 'practice_case') return text('review.reason.practice_case', { ref: ref ?? '' })
  // The page with the reasons is the officer's; an auditor has none.
  if (kind === 'override' && audits) return text('review.plain.override-audited')
  return text(`review.plain.${kind}`)
}

function Behind({ review }: { review: Review }) {
  const text = useText()
  const format = useFormat()
  return (
    <details>
      <summary>{text('review.entry.behind', { count: review.events.length })}</summary>
      <ul className={styles.behind}>
        {review.events.map((event) => (
          <li key={event.id}>
            {text('review.entry.event', {
              when: format.moment(event.at),
              what: text(`review.log.kind.${event.kind}`),
              ref: event.ref ?? 'none',
            })}
          </li>
        ))}
      </ul>
    </details>
  )
}
