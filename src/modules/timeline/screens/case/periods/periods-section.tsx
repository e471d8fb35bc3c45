import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../../../web/api.ts'
import { ConfirmDialog } from '../../../../../web/parts/confirm-dialog.tsx'
import { Empty } from '../../../../../web/parts/empty.tsx'
import { Section } from '../../../../../web/parts/section.tsx'
import { Trouble } from '../../../../../web/parts/trouble.tsx'
import type { CasePeriods, Period } from '../../../../periods/period-contract.ts'
import { useSpeech } from '../../continuity-map/speech.ts'
import styles from '../case.module.css'
import { useRefreshCase } from '../case-queries.ts'
import { AddPeriod } from './add-period.tsx'
import { ChangePeriod } from './change-period.tsx'
import { daysOfPeriod, nameOfPeriod } from './period-words.ts'

type Opened = { act: 'add' } | { act: 'change' | 'remove'; period: Period } | null

/** Custody, leave, supervision, recall: the list, and the way to add to it. */
export function PeriodsSection({ periods }: { periods: CasePeriods }) {
  const speech = useSpeech()
  const { text } = speech
  const [opened, setOpened] = useState<Opened>(null)
  const [said, setSaid] = useState('')
  const close = (words = '') => {
    setOpened(null)
    setSaid(words)
  }
  return (
    <Section
      title={text('periods.title')}
      id="periods"
      note={periods.recalls > 0 && text('periods.recalls', { count: periods.recalls })}
    >
      {periods.periods.length === 0 && <Empty>{text('periods.none')}</Empty>}
      <ul className="tc-list">
        {periods.periods.map((period) => (
          <li key={period.id} className={styles.row}>
            <div className={styles.rowWords}>
              <div>
                <p className={styles.rowTitle}>{nameOfPeriod(speech, period)}</p>
                <p className={styles.rowNote}>{daysOfPeriod(speech, period)}</p>
                <p className={styles.rowNote}>
                  {text('periods.source-line', {
                    source: period.source,
                    name: period.recordedBy,
                    date: speech.format.dayMonth(period.recordedOn),
                  })}
                </p>
                {opened?.act === 'change' && opened.period.id === period.id && (
                  <ChangePeriod
                    caseRef={periods.ref}
                    period={period}
                    onClose={() => close()}
                    onSaved={() => close(text('periods.saved'))}
                  />
                )}
              </div>
            </div>
            <PeriodActs
              period={period}
              name={`${nameOfPeriod(speech, period)}, ${daysOfPeriod(speech, period)}`}
              onAct={(act) => setOpened({ act, period })}
            />
          </li>
        ))}
      </ul>
      <p role="status" className="tc-visually-hidden">
        {said}
      </p>
      {periods.mayAdd && opened?.act !== 'add' && (
        <p className={styles.more} data-no-print>
          <Button variant="default" onClick={() => setOpened({ act: 'add' })}>
            {text('periods.add')}
          </Button>
        </p>
      )}
      {opened?.act === 'add' && (
        <AddPeriod
          periods={periods}
          onClose={() => close()}
          onSaved={() => close(text('periods.saved'))}
        />
      )}
      {opened?.act === 'remove' && (
        <RemovePeriod
          caseRef={periods.ref}
          period={opened.period}
          onClose={() => close()}
          onRemoved={() => close(text('periods.removed'))}
        />
      )}
    </Section>
  )
}

interface PeriodActsProps {
  period: Period
  name: string
  onAct: (act: 'change' | 'remove') => void
}

function PeriodActs({ period, name, onAct }: PeriodActsProps) {
  const { text } = useSpeech()
  if (period.may.length === 0) return null
  return (
    <span className={styles.acts} data-no-print>
      {period.may.map((act) => (
        <Button
          key={act}
          size="xs"
          variant="default"
          onClick={() => onAct(act)}
          aria-label={text(`periods.act.${act}-label`, { name })}
        >
          {text(`periods.act.${act}`)}
        </Button>
      ))}
    </span>
  )
}

interface RemovePeriodProps {
  caseRef: string
  period: Period
  onClose: () => void
  onRemoved: () => void
}

function RemovePeriod({ caseRef, period, onClose, onRemoved }: RemovePeriodProps) {
  const speech = useSpeech()
  const { text } = speech
  const refresh = useRefreshCase(caseRef)
  const remove = useMutation({
    mutationFn: () =>
      api.delete(`/cases/${caseRef}/periods/${period.id}`, { ifMatch: period.version }),
    onSuccess: async () => {
      await refresh()
      onRemoved()
    },
  })
  return (
    <ConfirmDialog
      opened
      title={text('periods.remove.title')}
      confirm={text('periods.remove.confirm')}
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    >
      <p>
        {nameOfPeriod(speech, period)}, {daysOfPeriod(speech, period)}
      </p>
      <p>{text(period.kind === 'recall' ? 'periods.remove.recall' : 'periods.remove.note')}</p>
      {remove.error && <Trouble error={remove.error} what={text('periods.not-saved')} />}
    </ConfirmDialog>
  )
}
