import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Chip } from '../../../../web/parts/chip.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import type { Review } from '../../contract.ts'
import styles from '../review.module.css'
import { GiveVerdict } from './give-verdict.tsx'

/** One entry: who and when, why it is asked about, what was done, and the verdict. */
export function ReviewEntry({ review, mayJudge }: { review: Review; mayJudge: boolean }) {
  const text = useText()
  const format = useFormat()
  const { verdict } = review
  return (
    <li className={styles.entry}>
      <div className={styles.head}>
        <AgencyBadge agency={review.agency} withName />
        <span>
          {text('review.entry.line', { name: review.name, day: format.date(review.onDay) })}
        </span>
        {verdict && (
          <Chip state={verdict === 'justified' ? 'settled' : 'due'}>
            {text(`review.verdict.${verdict}`)}
          </Chip>
        )}
      </div>
      <p className={styles.words}>{reasonOf(review, text, format)}</p>
      {review.events.length > 0 && <Behind review={review} />}
      {review.note && (
        <p className={styles.words}>
          {text('review.entry.judged', { name: review.judgedBy ?? '', words: review.note })}
        </p>
      )}
      {mayJudge &&
        (verdict === null || verdict === 'to_clarify') &&
        (review.mine ? (
          <p className={styles.note}>{text('problems.review_not_yours_to_judge')}</p>
        ) : (
          <GiveVerdict review={review} />
        ))}
    </li>
  )
}

/** The plain reason, with the figures that the rule itself names. */
function reasonOf(
  { kind, facts, ref }: Review,
  text: Text,
  format: ReturnType<typeof useFormat>,
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
