import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { api } from '../../../../web/api.ts'
import { CaseLink } from '../../../../web/parts/case-link.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { Today } from '../../contract.ts'
import { daysBetween } from '../continuity-map/days.ts'
import { type Speech, useSpeech } from '../continuity-map/speech.ts'
import { ShowAll } from './show-all.tsx'
import styles from './today.module.css'

type Due = Today['due'][number]

const FIRST = 6

interface DueMilestonesProps {
  due: readonly Due[]
  /** There are more than these, and later ones. */
  more: boolean
  today: string
}

/** Milestones of my cases that are due within a week or overdue; one press says that it is done. */
export function DueMilestones({ due, more, today }: DueMilestonesProps) {
  const text = useText()
  const list = useRef<HTMLUListElement>(null)
  const complete = useComplete(() => list.current?.focus())
  return (
    <Section
      title={text('today.due.title')}
      note={
        due.length > 0 &&
        text(more ? 'today.due.note-more' : 'today.due.note', { count: due.length })
      }
    >
      {due.length === 0 && <Empty>{text('today.due.none')}</Empty>}
      {complete.error && <Trouble error={complete.error} what={text('today.due.not-saved')} />}
      <ShowAll rows={due} more={more} first={FIRST} list={text('today.due.title')}>
        {(shown) => (
          <ul ref={list} tabIndex={-1} className={styles.due} aria-label={text('today.due.title')}>
            {shown.map((one) => (
              <DueMilestone
                key={one.milestone.id}
                due={one}
                today={today}
                busy={complete.isPending && complete.variables.milestone.id === one.milestone.id}
                onDone={() => complete.mutate(one)}
              />
            ))}
          </ul>
        )}
      </ShowAll>
    </Section>
  )
}

/** Says that a milestone is done; the list changes when the server has taken it. */
function useComplete(after: () => void) {
  const text = useText()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ ref, milestone }: Due) =>
      api.post(
        `/cases/${ref}/milestones/${milestone.id}`,
        { status: 'done' },
        { ifMatch: milestone.version },
      ),
    onSuccess: (_, { ref, milestone }) => {
      const words = { ref, milestone: text(`milestones.${milestone.code}`) }
      void toast(text('today.due.saved', words))
    },
    onSettled: async (_, error, { ref }) => {
      const keys = [['today'], ['case', ref], ['continuity', ref]]
      await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
      if (!error) after()
    },
  })
}

interface DueMilestoneProps {
  due: Due
  today: string
  busy: boolean
  onDone: () => void
}

function DueMilestone({ due: { ref, person, milestone }, today, busy, onDone }: DueMilestoneProps) {
  const speech = useSpeech()
  const { text } = speech
  const name = text(`milestones.${milestone.code}`)
  const { words, tone } = dueWords(speech, milestone.on, today)
  return (
    <li>
      <Button
        size="xs"
        variant="default"
        loading={busy}
        onClick={onDone}
        aria-label={text('today.due.done-label', { milestone: name, ref })}
      >
        {text('today.due.done')}
      </Button>
      <span className={styles.dueName}>{name}</span>
      <CaseLink caseRef={ref} person={person} />
      <span className={styles.dueDay} data-tone={tone}>
        {words}
      </span>
    </li>
  )
}

function dueWords(
  { text, format }: Speech,
  on: string | null,
  today: string,
): { words: string; tone: 'gap' | 'due' | undefined } {
  if (!on) return { words: text('today.due.no-date'), tone: undefined }
  const left = daysBetween(today, on)
  if (left < 0) return { words: text('today.due.overdue', { days: -left }), tone: 'gap' }
  if (left === 0) return { words: text('today.due.today'), tone: 'due' }
  return { words: format.day(on), tone: undefined }
}
