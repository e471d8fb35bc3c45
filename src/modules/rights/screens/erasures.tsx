import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { decideErasure } from '../../../web/client.gen.ts'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { PlainState } from '../../../web/parts/chip.tsx'
import { ConfirmDialog } from '../../../web/parts/confirm-dialog.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { toast } from '../../../web/toast.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { ErasureAnswer, Erasures as Read } from '../erasure-contract.ts'
import { Effect } from './erasures/effect.tsx'
import { erasuresQuery, useRefreshErasures } from './erasures/erasure-queries.ts'
import { Holds } from './erasures/holds.tsx'
import { Tellings } from './erasures/tellings.tsx'
import styles from './rights.module.css'

type Row = Read['erasures'][number]

/** What waits for a second person, and the marks of what is gone. */
export function Erasures() {
  const text = useText()
  const found = useQuery(erasuresQuery)
  return (
    <Page title={text('erasures.title')} note={text('erasures.note')}>
      {found.isPending && <Loading rows={6} />}
      {found.error && !found.data && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data && <Content read={found.data} />}
    </Page>
  )
}

function Content({ read }: { read: Read }) {
  const text = useText()
  const waiting = read.erasures.filter(({ state }) => state === 'asked')
  const done = read.erasures.filter(({ state }) => state !== 'asked')
  return (
    <>
      <Sentence>
        {text('erasures.sentence', { waiting: waiting.length, done: done.length })}
      </Sentence>
      <Section title={text('erasures.waiting')}>
        {waiting.length === 0 && <Empty>{text('erasures.waiting.none')}</Empty>}
        {waiting.map((row) => (
          <Waiting key={row.id} row={row} decides={read.decides} />
        ))}
      </Section>
      <Tellings tellings={read.tellings} />
      <Section title={text('erasures.done')} note={text('erasures.done.note')}>
        {done.length === 0 && <Empty>{text('erasures.done.none')}</Empty>}
        {done.map((row) => (
          <Mark key={row.id} row={row} />
        ))}
      </Section>
    </>
  )
}

/** Who asked for what, on which ground: never a word of what it says. */
function Head({ row }: { row: Row }) {
  const text = useText()
  const format = useFormat()
  return (
    <>
      <div className={styles.recipient}>
        <h3>{text(`erasures.kind.${row.kind}`)}</h3>
        {row.ref && <span>{row.ref}</span>}
        <AgencyBadge agency={row.agency} withName />
        <PlainState
          state={row.state === 'asked' ? 'due' : row.state === 'erased' ? 'settled' : 'neutral'}
        >
          {text(`erasures.state.${row.state}`)}
        </PlainState>
      </div>
      <p>{text(`erasures.ground.${row.ground}`)}</p>
      <p className="tc-note">
        {text('erasures.asked-by', {
          name: row.askedBy ?? '',
          date: format.moment(row.askedAt),
        })}
      </p>
    </>
  )
}

function Waiting({ row, decides }: { row: Row; decides: boolean }) {
  const text = useText()
  return (
    <article className={styles.entry}>
      <Head row={row} />
      <Holds holds={row.holds} />
      {row.effect && <Effect effect={row.effect} kind={row.kind} />}
      {decides && !row.mine && <Deciding row={row} />}
      {decides && row.mine && <p className="tc-note">{text('problems.erasure_second_person')}</p>}
    </article>
  )
}

const answers: readonly ErasureAnswer[] = ['erased', 'restricted', 'refused']

function Deciding({ row }: { row: Row }) {
  const text = useText()
  const refresh = useRefreshErasures()
  const [asked, setAsked] = useState<ErasureAnswer | null>(null)
  const decide = useMutation({
    mutationFn: (answer: ErasureAnswer) =>
      decideErasure({ path: { id: row.id }, body: { answer } }),
    onSuccess: async (_, answer) => {
      setAsked(null)
      await refresh()
      void toast(text(`erasures.decided.${answer}`))
    },
    onError: () => setAsked(null),
  })
  return (
    <>
      {decide.error && <Trouble error={decide.error} what={text('erasures.not-decided')} />}
      <div className={styles.recipient}>
        {answers.map((answer) => (
          <Button
            key={answer}
            disabled={answer === 'erased' && row.holds.length > 0}
            size="xs"
            variant={answer === 'erased' ? 'filled' : 'default'}
            loading={decide.isPending && decide.variables === answer}
            onClick={() => setAsked(answer)}
          >
            {text(`erasures.decide.${answer}`)}
          </Button>
        ))}
      </div>
      {asked && (
        <ConfirmDialog
          opened
          title={[
            text(`erasures.kind.${row.kind}`),
            row.ref,
            text(`erasures.decide.${asked}`),
          ].join(' · ')}
          confirm={text(`erasures.decide.${asked}`)}
          busy={decide.isPending}
          onConfirm={() => decide.mutate(asked)}
          onCancel={() => setAsked(null)}
        >
          {text(
            row.kind === 'item' ? `erasures.decide-note.${asked}` : `erasures.decide-case.${asked}`,
          )}
        </ConfirmDialog>
      )}
    </>
  )
}

/** The mark that stays: what kind, when, by whom, on which ground, how many rows. */
function Mark({ row }: { row: Row }) {
  const text = useText()
  const format = useFormat()
  const { decidedBy, decidedAt, rows, told, steps } = row
  return (
    <article className={styles.entry}>
      <Head row={row} />
      {decidedBy && (
        <p className="tc-note">
          {text('erasures.decided-by', {
            name: decidedBy,
            date: decidedAt ? format.moment(decidedAt) : '',
          })}
        </p>
      )}
      {row.heldBy && (
        <p>
          {text(`erasures.refused.${row.heldBy}`, {
            date: row.heldUntil ? format.date(row.heldUntil) : '',
          })}
        </p>
      )}
      {row.state === 'erased' && (
        <>
          <p>{text('erasures.rows', { rows: rows ?? 0, told: told ?? 0 })}</p>
          <ul className={styles.recipients}>
            {(['filed', 'blinded', 'swept'] as const).map((step) => (
              <li key={step} className="tc-note">
                {steps?.[step]
                  ? text(`erasures.step.${step}`, { date: format.moment(steps[step]) })
                  : text(`erasures.step.${step}-waits`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </article>
  )
}
