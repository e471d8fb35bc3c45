import type { ContinuityLane } from '../../contract.ts'
import type { Milestone } from '../../milestone-contract.ts'
import styles from './continuity-table.module.css'
import { useSpeech } from './speech.ts'

/** What comes next in a lane, and how many of its steps rest since a recall. */
export function NextMilestone({ lane, shown }: { lane: ContinuityLane; shown: boolean }) {
  const { text, format } = useSpeech()
  const next = lane.milestones
    .filter(({ status, on }) => status === 'open' && on !== null)
    .sort((one, other) => (one.on ?? '').localeCompare(other.on ?? ''))[0]
  const paused = pausedOf(lane.milestones).length
  if (!shown || (!next && paused === 0)) return <td data-empty />
  return (
    <td data-label={text('timeline.table.milestone')}>
      {next && (
        <span className={next.overdue ? styles.nobody : undefined}>
          {text('timeline.table.next', {
            milestone: text(`milestones.${next.code}`),
            date: format.dayMonth(next.on ?? ''),
          })}
        </span>
      )}
      {paused > 0 && (
        <span className={styles.paused}>{text('timeline.table.paused', { count: paused })}</span>
      )}
    </td>
  )
}

/** Steps that rest since a recall and do not stand again in the time after it. */
export function pausedOf(milestones: readonly Milestone[]): Milestone[] {
  const again = new Set(
    milestones.filter(({ status }) => status !== 'paused').map(({ code }) => code),
  )
  return milestones.filter(({ status, code }) => status === 'paused' && !again.has(code))
}
