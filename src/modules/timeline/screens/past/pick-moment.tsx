import { Button, TextInput } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../../../../web/api.ts'
import { clockAt, momentOf } from '../../../../web/time-zone.ts'
import { useFormat, useText } from '../../../../web/words.ts'
import styles from './past.module.css'

// words: past.refused.

/** A refusal that says something about the moment itself: it stands at the field. */
export const pastIsRefused = (error: unknown): boolean =>
  error instanceof ApiProblem && error.status === 422

interface PickMomentProps {
  caseRef: string
  /** The moment that is shown; none is chosen yet. */
  at: string | undefined
  since: string
  now: string
  error: unknown
}

/** A day and a time by the clock of the city; yesterday at this time, unless the case is younger. */
export function PickMoment({ caseRef, at, since, now, error }: PickMomentProps) {
  const text = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const begin = clockAt(at ?? usualMoment(since, now))
  const [day, setDay] = useState(begin.day)
  const [time, setTime] = useState(begin.time)
  const [missing, setMissing] = useState(false)
  const problem = useProblem(error, since, missing)
  const show = (event: FormEvent) => {
    event.preventDefault()
    const chosen = momentOf(day, time)
    setMissing(chosen === null)
    if (chosen)
      void navigate({
        to: '/cases/$ref/as-known',
        params: { ref: caseRef },
        search: { at: chosen },
      })
  }
  return (
    <form className={styles.pick} onSubmit={show} noValidate data-no-print>
      <div className={styles.fields}>
        <TextInput
          id="past-day"
          type="date"
          label={text('past.day')}
          value={day}
          max={clockAt(now).day}
          error={problem !== null}
          aria-describedby={problem ? 'past-problem' : undefined}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <TextInput
          id="past-time"
          type="time"
          label={text('past.time')}
          value={time}
          error={problem !== null}
          aria-describedby={problem ? 'past-problem' : undefined}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        <Button type="submit" leftSection={<IconHistory size={16} stroke={1.75} aria-hidden />}>
          {text('past.show')}
        </Button>
      </div>
      {problem && (
        <p id="past-problem" className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <p className="tc-note">{text('past.since', { date: format.longMoment(since) })}</p>
    </form>
  )
}

/** The refusal of this moment, in words; it names since when the past is known. */
function useProblem(error: unknown, since: string, missing: boolean): string | null {
  const text = useText()
  const format = useFormat()
  if (missing) return text('past.moment-missing')
  if (!(error instanceof ApiProblem)) return null
  const code = error.errors[0]?.code ?? error.code
  const known = code === 'past_not_yet' || code === 'past_not_kept' || code === 'case_not_yet_known'
  if (!known) return text('past.moment-missing')
  return text(`past.refused.${code}`, { date: format.longMoment(since) })
}

/** Yesterday at this time; of a case that was opened since, its first whole minute. */
function usualMoment(since: string, now: string): string {
  const yesterday = new Date(now)
  yesterday.setDate(yesterday.getDate() - 1)
  const first = Math.ceil(Date.parse(since) / 60_000) * 60_000
  return new Date(Math.max(yesterday.getTime(), first)).toISOString()
}
