import { Button, Radio, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { decideDisclosure, withdrawDisclosure } from '../../../../web/client.gen.ts'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Chip, type ChipState } from '../../../../web/parts/chip.tsx'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { Entry, EntryHead, EntryNote, EntryWords } from '../../../../web/parts/entries.tsx'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { type FormError, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
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
    <Entry>
      <EntryHead>
        <AgencyBadge agency={disclosure.owner} withName />
        <span>{text('sharing.out.to', { to })}</span>
        <Chip state={chips[state]}>
          {handedAt
            ? text('sharing.out.handed', { when: format.moment(handedAt) })
            : text(`sharing.out.state.${state}`, { date: format.date(expiresOn) })}
        </Chip>
      </EntryHead>
      <HandedItems items={disclosure.items} />
      <EntryWords>{why}</EntryWords>
      {conditions && <EntryNote>{text('sharing.out.conditions-are', { conditions })}</EntryNote>}
      <EntryNote>
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
      </EntryNote>
      {decision && (
        <EntryWords>
          {text('sharing.out.decision', { name: disclosure.decidedBy ?? '', words: decision })}
        </EntryWords>
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
    </Entry>
  )
}

interface ActProps {
  caseRef: string
  disclosure: Disclosure
}

/** Taken back before it leaves: asked twice, because it must be asked of the chair again afterwards. */
function Withdraw({ caseRef, disclosure: { id, version, to } }: ActProps) {
  const text = useText()
  const refresh = useRefreshSharing(caseRef)
  const [opened, setOpened] = useState(false)
  const withdraw = useMutation({
    mutationFn: () => withdrawDisclosure({ path: { id } }, { ifMatch: version }),
    onSuccess: async () => {
      setOpened(false)
      await refresh()
      void toast(text('sharing.out.withdrawn'))
    },
  })
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpened(true)}>
        {text('sharing.out.withdraw')}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={text('sharing.out.withdraw-title')}
        confirm={text('sharing.shares.withdraw-do')}
        busy={withdraw.isPending}
        onConfirm={() => withdraw.mutate()}
        onCancel={() => setOpened(false)}
      >
        <p>{text('sharing.out.withdraw-what', { to })}</p>
        {withdraw.error && (
          <Trouble error={withdraw.error} what={text('sharing.shares.not-withdrawn')} />
        )}
      </ConfirmDialog>
    </>
  )
}

function Decide({ caseRef, disclosure }: ActProps) {
  const text = useText()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button size="compact-sm" onClick={() => setOpened(true)}>
        {text('sharing.out.decide')}
      </Button>
      {opened && (
        <Decision caseRef={caseRef} disclosure={disclosure} onClose={() => setOpened(false)} />
      )}
    </>
  )
}

/** The chair reads what shall leave and to whom, and says yes or no in words. */
function Decision({ caseRef, disclosure, onClose }: ActProps & { onClose: () => void }) {
  const { id, version, to, why } = disclosure
  const text = useText()
  const refresh = useRefreshSharing(caseRef)
  const [outcome, setOutcome] = useState<'approved' | 'refused' | null>(null)
  const [words, setWords] = useState('')
  const decide = useMutation({
    mutationFn: (chosen: 'approved' | 'refused') =>
      decideDisclosure(
        { path: { id }, body: { outcome: chosen, words: words.trim() } },
        { ifMatch: version },
      ),
    onSuccess: async () => {
      await refresh()
      onClose()
      void toast(text('sharing.out.decided'))
    },
  })
  const [missing, setMissing] = useState<FormError[]>([])
  const refused = useFormProblems(decide.error, { words: 'decide-words' })
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message
  const submit = () => {
    const found: FormError[] = []
    if (outcome === null)
      found.push({ field: 'decide-outcome', message: text('sharing.out.outcome-missing') })
    if (words.trim() === '')
      found.push({ field: 'decide-words', message: text('sharing.out.words-missing') })
    setMissing(found)
    if (outcome !== null && found.length === 0) decide.mutate(outcome)
  }
  return (
    <FormDialog
      title={text('sharing.out.decide')}
      save={text(
        outcome === null
          ? 'sharing.out.decide-do'
          : outcome === 'approved'
            ? 'sharing.out.approve-do'
            : 'sharing.out.refuse-do',
      )}
      busy={decide.isPending}
      errors={errors}
      errorsTitle={text('sharing.out.not-decided')}
      onSubmit={submit}
      onClose={onClose}
    >
      <dl className={styles.facts}>
        <dt>{text('sharing.sheet.to')}</dt>
        <dd>{to}</dd>
        <dt>{text('sharing.out.why')}</dt>
        <dd>{why}</dd>
      </dl>
      <HandedItems items={disclosure.items} />
      <Radio.Group
        id="decide-outcome"
        label={text('sharing.out.outcome')}
        error={errorOf('decide-outcome')}
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
        error={errorOf('decide-words')}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
