import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { extendShare, recordToldOfShare, withdrawShare } from '../../../../web/client.gen.ts'
import { todayHere } from '../../../../web/format.ts'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Chip } from '../../../../web/parts/chip.tsx'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { Entry, EntryHead, EntryNote, EntryWords } from '../../../../web/parts/entries.tsx'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Share } from '../../share-contract.ts'
import styles from '../sharing.module.css'
import { useRefreshSharing } from '../sharing-queries.ts'
import { HandedItems } from './handed-items.tsx'

interface ShareEntryProps {
  caseRef: string
  share: Share
  /** The reader's agency may change shares of its own. */
  may: boolean
}

/** One share: whose, for whom, on which clause, until when; and for its owner what can be done. */
export function ShareEntry({ caseRef, share, may }: ShareEntryProps) {
  const text = useText()
  const format = useFormat()
  const { owner, recipients, until, withdrawnAt, conditions } = share
  return (
    <Entry>
      <EntryHead>
        <AgencyBadge agency={owner} withName />
        <span>
          {text('sharing.shares.to', { names: format.list(recipients.map(({ name }) => name)) })}
        </span>
        {until && (
          <Chip state="settled">{text('sharing.shares.until', { date: format.date(until) })}</Chip>
        )}
        {withdrawnAt && (
          <Chip state="declined">
            {text('sharing.shares.withdrawn', { date: format.dateOf(withdrawnAt) })}
          </Chip>
        )}
        {!until && !withdrawnAt && <Chip state="neutral">{text('sharing.shares.over')}</Chip>}
      </EntryHead>
      <HandedItems items={share.items} />
      <EntryNote>
        {text('sharing.shares.basis', {
          clause: share.clause,
          arrangement: share.arrangement,
          basis: share.basis,
          name: share.decidedBy,
          when: format.moment(share.decidedAt),
        })}
      </EntryNote>
      {conditions.length > 0 && (
        <EntryNote>
          {text('sharing.shares.conditions', {
            conditions: format.list(conditions.map((one) => text(`sharing.condition.${one}`))),
          })}
        </EntryNote>
      )}
      {share.necessity && <EntryWords>{share.necessity}</EntryWords>}
      {share.own && <Informed share={share} />}
      {share.own && may && <Acts caseRef={caseRef} share={share} />}
    </Entry>
  )
}

function Informed({ share }: { share: Share }) {
  const text = useText()
  const format = useFormat()
  const { informedOn, informedHow, postponed, postponedUntil } = share
  if (informedOn)
    return (
      <EntryNote>
        {text('sharing.told.on', {
          date: format.date(informedOn),
          how: text(`timeline.case.informed-how.${informedHow}`),
        })}
      </EntryNote>
    )
  if (postponed)
    return (
      <EntryNote>
        {text('sharing.told.postponed', {
          why: postponed,
          date: postponedUntil ? format.date(postponedUntil) : '',
        })}
      </EntryNote>
    )
  return (
    <p>
      <Chip state="due">{text('sharing.told.not')}</Chip>
    </p>
  )
}

function Acts({ caseRef, share }: { caseRef: string; share: Share }) {
  const text = useText()
  const [open, setOpen] = useState<'withdraw' | 'extend' | 'told' | null>(null)
  const close = () => setOpen(null)
  return (
    <div className={styles.buttons} data-no-print>
      <Button size="compact-sm" variant="default" onClick={() => setOpen('withdraw')}>
        {text('sharing.shares.withdraw')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setOpen('extend')}>
        {text('sharing.shares.extend')}
      </Button>
      {!share.informedOn && (
        <Button size="compact-sm" variant="default" onClick={() => setOpen('told')}>
          {text('sharing.told.record')}
        </Button>
      )}
      {open === 'withdraw' && <Withdraw caseRef={caseRef} share={share} onClose={close} />}
      {open === 'extend' && <Extend caseRef={caseRef} share={share} onClose={close} />}
      {open === 'told' && <Told caseRef={caseRef} share={share} onClose={close} />}
    </div>
  )
}

interface DialogProps {
  caseRef: string
  share: Share
  onClose: () => void
}

function Withdraw({ caseRef, share, onClose }: DialogProps) {
  const text = useText()
  const format = useFormat()
  const refresh = useRefreshSharing(caseRef)
  const withdraw = useMutation({
    mutationFn: () => withdrawShare({ path: { id: share.id } }, { ifMatch: share.version }),
    onSuccess: onClose,
    // Refused because somebody was faster: what stands now is shown.
    onSettled: refresh,
  })
  return (
    <ConfirmDialog
      opened
      title={text('sharing.shares.withdraw-title')}
      confirm={text('sharing.shares.withdraw-do')}
      busy={withdraw.isPending}
      onConfirm={() => withdraw.mutate()}
      onCancel={onClose}
    >
      <p>
        {text('sharing.shares.withdraw-what', {
          names: format.list(share.recipients.map(({ name }) => name)),
        })}
      </p>
      {withdraw.error && (
        <Trouble error={withdraw.error} what={text('sharing.shares.not-withdrawn')} />
      )}
    </ConfirmDialog>
  )
}

function Extend({ caseRef, share, onClose }: DialogProps) {
  const text = useText()
  const refresh = useRefreshSharing(caseRef)
  const [on, setOn] = useState(share.expiresOn)
  const extend = useMutation({
    mutationFn: () =>
      extendShare({ path: { id: share.id }, body: { expiresOn: on } }, { ifMatch: share.version }),
    onSuccess: onClose,
    // Refused because somebody was faster: what stands now is shown.
    onSettled: refresh,
  })
  const problems = useFormProblems(extend.error, { expiresOn: 'extend-on' })
  return (
    <FormDialog
      title={text('sharing.shares.extend')}
      save={text('sharing.shares.extend-do')}
      busy={extend.isPending}
      errors={problems}
      errorsTitle={text('sharing.shares.not-extended')}
      onSubmit={() => extend.mutate()}
      onClose={onClose}
    >
      <TextInput
        id="extend-on"
        type="date"
        label={text('sharing.new.until')}
        min={share.expiresOn}
        value={on}
        error={problems.find(({ field }) => field === 'extend-on')?.message}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

export const ways = ['talk', 'letter', 'talk_and_letter', 'video'] as const
type Way = (typeof ways)[number]

function Told({ caseRef, share, onClose }: DialogProps) {
  const text = useText()
  const refresh = useRefreshSharing(caseRef)
  const [on, setOn] = useState(todayHere())
  const [how, setHow] = useState<Way>('talk')
  const tell = useMutation({
    mutationFn: () =>
      recordToldOfShare({ path: { id: share.id }, body: { on, how } }, { ifMatch: share.version }),
    onSuccess: onClose,
    // Refused because somebody was faster: what stands now is shown.
    onSettled: refresh,
  })
  const problems = useFormProblems(tell.error, { on: 'told-on' })
  return (
    <FormDialog
      title={text('sharing.told.record')}
      save={text('sharing.told.save')}
      busy={tell.isPending}
      errors={problems}
      errorsTitle={text('sharing.told.not-recorded')}
      onSubmit={() => tell.mutate()}
      onClose={onClose}
    >
      <TextInput
        id="told-on"
        type="date"
        label={text('sharing.told.day')}
        max={todayHere()}
        value={on}
        error={problems.find(({ field }) => field === 'told-on')?.message}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <NativeSelect
        label={text('sharing.told.how')}
        value={how}
        data={ways.map((way) => ({
          value: way,
          label: text(`timeline.case.informed-how.${way}`),
        }))}
        onChange={(event) => setHow(event.currentTarget.value as Way)}
      />
    </FormDialog>
  )
}
