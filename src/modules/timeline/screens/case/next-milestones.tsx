import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { DateText } from '../../../../web/parts/date-text.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useText } from '../../../../web/words.ts'
import type { Continuity } from '../../contract.ts'
import type { Milestone } from '../../milestone-contract.ts'
import { lanesToShow } from '../continuity-map/layout.ts'
import { pausedOf } from '../continuity-map/next-milestone.tsx'
import { useSpeech } from '../continuity-map/speech.ts'
import styles from './case.module.css'
import { useRefreshCase } from './case-queries.ts'

/** How many milestones stand here before all of them are asked for. */
const FIRST = 5

interface NextMilestonesProps {
  continuity: Continuity
  mayComplete: boolean
  /** A milestone that was chosen on the map: its row is shown and takes focus. */
  wanted: string | null
  /** Where the steps come from. */
  below?: ReactNode
}

/** What comes next, the overdue first; done ones stay done whatever happens to the date. */
export function NextMilestones({ continuity, mayComplete, wanted, below }: NextMilestonesProps) {
  const text = useText()
  const [all, setAll] = useState(false)
  const [said, setSaid] = useState('')
  const refresh = useRefreshCase(continuity.ref)
  const complete = useMutation({
    mutationFn: (milestone: Milestone) =>
      api.post(
        `/cases/${continuity.ref}/milestones/${milestone.id}`,
        { status: 'done' },
        { ifMatch: milestone.version },
      ),
    onSuccess: (_, { code }) =>
      setSaid(text('timeline.milestones.saved', { milestone: text(`milestones.${code}`) })),
    onSettled: refresh,
  })
  useEffect(() => {
    if (!wanted) return
    setAll(true)
    const row = requestAnimationFrame(() => document.getElementById(rowId(wanted))?.focus())
    return () => cancelAnimationFrame(row)
  }, [wanted])
  const open = openMilestones(continuity)
  const shown = all ? open : open.slice(0, FIRST)
  return (
    <Section title={text('timeline.milestones.title')} id="milestones">
      {open.length === 0 && <Empty>{text('timeline.milestones.none')}</Empty>}
      {complete.error && (
        <Trouble error={complete.error} what={text('timeline.milestones.not-saved')} />
      )}
      <ul className="tc-list">
        {shown.map((milestone) => (
          <MilestoneRow
            key={milestone.id}
            milestone={milestone}
            busy={complete.isPending && complete.variables?.id === milestone.id}
            onDone={mayComplete ? () => complete.mutate(milestone) : null}
          />
        ))}
      </ul>
      {open.length > FIRST && (
        <p className={styles.more} data-no-print>
          <button type="button" className="tc-link" onClick={() => setAll(!all)}>
            {all
              ? text('timeline.milestones.fewer')
              : text('timeline.milestones.all', { count: open.length })}
          </button>
        </p>
      )}
      <PausedLine continuity={continuity} />
      {below}
      <p className="tc-visually-hidden" role="status">
        {said}
      </p>
    </Section>
  )
}

const rowId = (id: string) => `milestone-${id.split('.')[0]}`

/** Open milestones of all lanes in the order of their days; those without a day come last. */
export function openMilestones(continuity: Continuity): Milestone[] {
  return lanesToShow(continuity)
    .flatMap((lane) => lane.milestones)
    .filter(({ status }) => status === 'open')
    .sort((one, other) => (one.on ?? '9999').localeCompare(other.on ?? '9999'))
}

/** Steps of the time before a recall: they rest, and nobody is late with them. */
function PausedLine({ continuity }: { continuity: Continuity }) {
  const { text, format } = useSpeech()
  const paused = pausedOf(lanesToShow(continuity).flatMap((lane) => lane.milestones))
  if (paused.length === 0) return null
  const list = format.list(paused.map(({ code }) => text(`milestones.${code}`)))
  return (
    <p className={styles.paused}>
      {text('timeline.milestones.paused', { count: paused.length, list })}
    </p>
  )
}

interface MilestoneRowProps {
  milestone: Milestone
  busy: boolean
  onDone: (() => void) | null
}

function MilestoneRow({ milestone, busy, onDone }: MilestoneRowProps) {
  const text = useText()
  const name = text(`milestones.${milestone.code}`)
  return (
    <li
      id={rowId(milestone.id)}
      tabIndex={-1}
      className={styles.milestone}
      data-overdue={milestone.overdue || undefined}
    >
      {milestone.on ? (
        <DateText day={milestone.on} form="dayMonth" />
      ) : (
        <span className={styles.owner}>{text('timeline.milestones.no-date')}</span>
      )}
      <span>
        {name}
        {milestone.overdue && (
          <span className={styles.overdue}> {text('timeline.milestones.overdue')}</span>
        )}
        {milestone.owner && <span className={styles.owner}> · {milestone.owner.name}</span>}
      </span>
      {onDone && (
        <Button
          size="xs"
          variant="default"
          loading={busy}
          onClick={onDone}
          aria-label={text('timeline.milestones.done-label', { milestone: name })}
        >
          {text('timeline.milestones.done')}
        </Button>
      )}
    </li>
  )
}
