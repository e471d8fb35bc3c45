import { Button, Modal, Radio, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { decideDisclosure, withdrawDisclosure } from '../../../../web/client.gen.ts'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Chip, type ChipState } from '../../../../web/parts/chip.tsx'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Disclosure, Sharing } from '../../share-contract.ts'
import styles from '../sharing.module.css'
import { useRefreshSharing } from '../sharing-queries.ts'
import { HandedItems } from './handed-items.tsx'

const chips: Record<Disclosure['state'], ChipState> = {
  asked: 'due',
  approved: 'settled',
  refused: 'declined',
  withdrawn: 'neutral',
}

/** Something for somebody outside: what, to whom, why, and what the chair said. */
export function DisclosureEntry({
  sharing,
  disclosure,
}: {
  sharing: Sharing
  disclosure: Disclosure
}) {
  const text = useText()
  const format = useFormat()
  const { id, state, own, to, why, conditions, decision, handedAt, expiresOn, mine } = disclosure
  const open = state === 'asked' || (state === 'approved' && !handedAt)
  return (
    <li className={styles.entry}>
      <div className={styles.head}>
        <AgencyBadge agency={disclosure.owner} withName />
        <span>{text('sharing.out.to', { to })}</span>
        <Chip state={chips[state]}>
          {handedAt
            ? text('sharing.out.handed', { when: format.moment(handedAt) })
            : text(`sharing.out.state.${state}`, { date: format.date(expiresOn) })}
        </Chip>
      </div>
      <HandedItems items={disclosure.items} />
      <p className={styles.words}>{why}</p>
      {conditions && (
        <p className={styles.note}>{text('sharing.out.conditions-are', { conditions })}</p>
      )}
      <p className={styles.note}>
        {text('sharing.out.asked', {
          name: disclosure.askedBy,
          when: format.moment(disclosure.askedAt),
        })}{' '}
        {disclosure.postponed
          ? text('sharing.out.not-told', { why: disclosure.postponed })
          : disclosure.informedOn &&
            text('sharing.told.on', {
              date: format.date(disclosure.informedOn),
              how: text(`timeline.case.informed-how.${disclosure.informedHow}`),
            })}
      </p>
      {decision && (
        <p className={styles.words}>
          {text('sharing.out.decision', { name: disclosure.decidedBy ?? '', words: decision })}
        </p>
      )}
      <div className={styles.buttons} data-no-print>
        {state === 'approved' && own && (
          <Link to="/disclosures/$id" params={{ id }}>
            {text('sharing.out.open')}
          </Link>
        )}
        {state === 'asked' && sharing.chair && !mine && (
          <Decide caseRef={sharing.ref} disclosure={disclosure} />
        )}
        {open && own && sharing.mayShare && (
          <Withdraw caseRef={sharing.ref} disclosure={disclosure} />
        )}
      </div>
    </li>
  )
}

interface ActProps {
  caseRef: string
  disclosure: Disclosure
}

function Withdraw({ caseRef, disclosure: { id, version } }: ActProps) {
  const text = useText()
  const refresh = useRefreshSharing(caseRef)
  const withdraw = useMutation({
    mutationFn: () => withdrawDisclosure({ path: { id } }, { ifMatch: version }),
    onSettled: refresh,
  })
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate()}
      >
        {text('sharing.out.withdraw')}
      </Button>
      {withdraw.error && (
        <Trouble error={withdraw.error} what={text('sharing.shares.not-withdrawn')} />
      )}
    </>
  )
}

function Decide({ caseRef, disclosure: { id, version } }: ActProps) {
  const text = useText()
  const refresh = useRefreshSharing(caseRef)
  const [opened, setOpened] = useState(false)
  const [outcome, setOutcome] = useState<'approved' | 'refused'>('approved')
  const [words, setWords] = useState('')
  const decide = useMutation({
    mutationFn: () =>
      decideDisclosure(
        { path: { id }, body: { outcome, words: words.trim() } },
        { ifMatch: version },
      ),
    onSuccess: async () => {
      setOpened(false)
      await refresh()
    },
  })
  const problems = useFormProblems(decide.error, { words: 'decide-words' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    decide.mutate()
  }
  return (
    <>
      <Button size="compact-sm" onClick={() => setOpened(true)}>
        {text('sharing.out.decide')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={text('sharing.out.decide')}
        closeButtonProps={{ 'aria-label': text('web.close') }}
      >
        <form className={styles.form} onSubmit={submit} noValidate>
          <FormErrors
            errors={decide.error ? problems : []}
            title={text('sharing.out.not-decided')}
          />
          <Radio.Group
            label={text('sharing.out.outcome')}
            value={outcome}
            onChange={(value) => setOutcome(value === 'refused' ? 'refused' : 'approved')}
          >
            <Radio mt={8} value="approved" label={text('sharing.out.approve')} />
            <Radio mt={8} value="refused" label={text('sharing.out.refuse')} />
          </Radio.Group>
          <Textarea
            id="decide-words"
            label={text('sharing.out.words')}
            autosize
            minRows={2}
            maxLength={2000}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <div className={styles.buttons}>
            <Button type="submit" loading={decide.isPending}>
              {text(outcome === 'approved' ? 'sharing.out.approve-do' : 'sharing.out.refuse-do')}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  )
}
