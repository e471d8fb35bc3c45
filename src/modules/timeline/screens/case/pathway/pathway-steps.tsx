import type { PathwayChange } from '../../../../periods/pathway-contract.ts'
import { useSpeech } from '../../continuity-map/speech.ts'
import styles from './pathway.module.css'

const groups = ['changed', 'new', 'gone'] as const

/** What another version does: steps that change, that come, that go; the rest stays. */
export function PathwaySteps({ change }: { change: PathwayChange }) {
  const { text } = useSpeech()
  const stays = text('periods.take-over.stays', { done: change.done, open: change.unchanged })
  return (
    <div className={styles.steps}>
      {change.steps.length === 0 && <h3>{text('periods.take-over.nothing')}</h3>}
      {groups.map((group) => {
        const steps = change.steps.filter((step) => step.change === group)
        if (steps.length === 0) return null
        return (
          <section key={group}>
            <h3>{text(`periods.take-over.${group}`, { count: steps.length })}</h3>
            <ul>
              {steps.map((step) => (
                <Step key={step.code} step={step} />
              ))}
            </ul>
          </section>
        )
      })}
      <p className={styles.stays}>{stays}</p>
    </div>
  )
}

function Step({ step }: { step: PathwayChange['steps'][number] }) {
  const { text, format } = useSpeech()
  const { from, to, late, owner, change } = step
  const name = text(`milestones.${step.code}`)
  const day = to ?? (change === 'gone' ? from : null)
  return (
    <li>
      <span className={styles.day}>
        {day ? format.date(day) : text('timeline.milestones.no-date')}
      </span>
      <span>
        {name}
        {change === 'changed' && from && from !== to && (
          <span className={styles.note}>
            {' · '}
            {text('periods.take-over.before', { date: format.date(from) })}
          </span>
        )}
        {owner && <span className={styles.note}> · {owner.name}</span>}
        {late && <span className={styles.late}> · {text('periods.take-over.late')}</span>}
      </span>
    </li>
  )
}
