import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { closeBreach } from '../../../../web/client.gen.ts'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Entries, Entry, EntryHead, EntryNote, EntryWords } from '../../../../web/parts/entries.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Breach } from '../../breach-contract.ts'
import styles from '../review.module.css'
import { ReportForm } from './report-form.tsx'

/** What was reported to the supervisory authority, phase by phase, or that it was not and why. */
export function Reports({ breach }: { breach: Breach }) {
  const text = useText()
  const format = useFormat()
  const [entering, setEntering] = useState(false)
  return (
    <Section title={text('breaches.reports.title')} note={text('breaches.reports.note')}>
      {breach.reports.length === 0 && <Empty>{text('breaches.reports.none')}</Empty>}
      <Entries>
        {breach.reports.map((one) => (
          <Entry key={one.id}>
            <EntryHead>
              <span>
                {text('breaches.reports.line', {
                  phase: text(`breaches.phase.${one.phase}`),
                  when: format.moment(one.at),
                })}
              </span>
              {one.reference && <span>{one.reference}</span>}
            </EntryHead>
            {one.reason && <EntryWords>{one.reason}</EntryWords>}
            {one.delay && (
              <EntryWords>{text('breaches.reports.delay', { words: one.delay })}</EntryWords>
            )}
            <EntryNote>
              {text('breaches.entered', { name: one.by, when: format.moment(one.recordedAt) })}
            </EntryNote>
          </Entry>
        ))}
      </Entries>
      {breach.mayChange && entering && (
        <ReportForm breach={breach} onLeave={() => setEntering(false)} />
      )}
      {breach.mayChange && !entering && (
        <div className={styles.buttons} data-no-print>
          <Button onClick={() => setEntering(true)}>{text('breaches.reports.enter')}</Button>
          <Close breach={breach} />
        </div>
      )}
    </Section>
  )
}

/** Offered once a final report was made, or the decision that there is nothing to report. */
function Close({ breach: { id, reports } }: { breach: Breach }) {
  const text = useText()
  const client = useQueryClient()
  const closing = useMutation({
    mutationFn: () => closeBreach({ path: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['breaches'] })
      void toast(text('breaches.closed'))
    },
  })
  const settled =
    reports.some(({ phase }) => phase === 'final') ||
    (reports.length > 0 && reports.every(({ phase }) => phase === 'not_reported'))
  if (!settled) return null
  return (
    <>
      <Button variant="default" loading={closing.isPending} onClick={() => closing.mutate()}>
        {text('breaches.close')}
      </Button>
      {closing.error && <Trouble error={closing.error} />}
    </>
  )
}
