import { Button, Modal, NumberInput, Radio, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { todayHere } from '../../../../web/format.ts'
import { useFocusBack } from '../../../../web/parts/focus-back.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import { NotHeldBecause, type Session } from '../../inreach-contract.ts'
import styles from '../directory/directory.module.css'
import { useSessionAct } from './inreach-queries.ts'

interface FormProps {
  session: Session
  onClose: () => void
}

interface ShellProps {
  title: string
  send: string
  busy: boolean
  errors: readonly FormError[]
  onClose: () => void
  onSend: () => void
  children: ReactNode
}

/** A short form in a dialog: what is wrong on top, the fields, a button that says the result. */
export function FormDialog({ title, send, busy, errors, onClose, onSend, children }: ShellProps) {
  useFocusBack()
  const text = useText()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSend()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={title}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={errors} />
        {children}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {send}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

const slotFields = { on: 'slot-on', at: 'slot-at', room: 'slot-room', note: 'slot-note' }

/** The prison says day, time and room. On the day that was asked for it is settled at once. */
export function SlotForm({ session, onClose }: FormProps) {
  const text = useText()
  const format = useFormat()
  const [on, setOn] = useState(session.slotOn ?? session.wishOn)
  const [at, setAt] = useState(session.slotAt ?? '')
  const [room, setRoom] = useState(session.room)
  const [note, setNote] = useState(session.answerNote)
  const [missing, setMissing] = useState<FormError[]>([])
  const save = useSessionAct(session, 'slot', () => {
    void toast(text('inreach.slot.saved'))
    onClose()
  })
  const refused = useFormProblems(save.error, slotFields)
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const send = () => {
    const found = at ? [] : [{ field: 'slot-at', message: text('inreach.slot.time-missing') }]
    setMissing(found)
    if (found.length === 0) save.mutate({ on, at, room: room.trim(), note: note.trim() })
  }
  const settled = on === session.wishOn
  return (
    <FormDialog
      title={text('inreach.slot.title')}
      send={text(settled ? 'inreach.slot.confirm' : 'inreach.slot.propose')}
      busy={save.isPending}
      errors={errors}
      onClose={onClose}
      onSend={send}
    >
      <p className="tc-note">
        {text(settled ? 'inreach.slot.same-day' : 'inreach.slot.other-day', {
          day: format.fullDate(session.wishOn),
          asking: session.asking.name,
        })}
      </p>
      <div className={styles.pair}>
        <TextInput
          id="slot-on"
          type="date"
          min={todayHere()}
          label={text('inreach.fields.slotOn')}
          value={on}
          error={errorOf('slot-on')}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <TextInput
          id="slot-at"
          type="time"
          label={text('inreach.fields.slotAt')}
          value={at}
          error={errorOf('slot-at')}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
      </div>
      <TextInput
        id="slot-room"
        label={text('inreach.fields.room')}
        value={room}
        maxLength={120}
        error={errorOf('slot-room')}
        onChange={(event) => setRoom(event.currentTarget.value)}
      />
      <Textarea
        id="slot-note"
        label={text('inreach.fields.answerNote')}
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        error={errorOf('slot-note')}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

/** The prison says no, with a reason. */
export function DeclineForm({ session, onClose }: FormProps) {
  const text = useText()
  const [reason, setReason] = useState('')
  const save = useSessionAct(session, 'decline', onClose)
  const errors = useFormProblems(save.error, { reason: 'decline-reason' })
  return (
    <FormDialog
      title={text('inreach.decline.title')}
      send={text('inreach.decline.send')}
      busy={save.isPending}
      errors={errors}
      onClose={onClose}
      onSend={() => save.mutate({ reason: reason.trim() })}
    >
      <Textarea
        id="decline-reason"
        label={text('inreach.fields.declineReason')}
        description={text('inreach.decline.note')}
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        error={errors.find(({ field }) => field === 'decline-reason')?.message}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

/** Held with so many, or not held, on whose side; never a name. */
export function ResultForm({ session, onClose }: FormProps) {
  const text = useText()
  const [what, setWhat] = useState<string>(session.notHeldBecause ?? 'held')
  const [attended, setAttended] = useState<string | number>(session.attended ?? '')
  const save = useSessionAct(session, 'result', () => {
    void toast(text('inreach.result.saved'))
    onClose()
  })
  const errors = useFormProblems(save.error, { attended: 'result-attended' })
  const send = () =>
    save.mutate(
      what === 'held'
        ? { attended: attended === '' ? null : Number(attended), because: null }
        : { attended: null, because: what },
    )
  return (
    <FormDialog
      title={text('inreach.result.title')}
      send={text('inreach.result.send')}
      busy={save.isPending}
      errors={errors}
      onClose={onClose}
      onSend={send}
    >
      <Radio.Group label={text('inreach.result.what')} value={what} onChange={setWhat}>
        <div className={styles.fields}>
          <Radio value="held" label={text('inreach.result.held')} />
          {NotHeldBecause.options.map((side) => (
            <Radio key={side} value={side} label={text(`inreach.not-held.${side}`)} />
          ))}
        </div>
      </Radio.Group>
      {what === 'held' && (
        <NumberInput
          id="result-attended"
          label={text('inreach.fields.attended')}
          description={text('inreach.result.note')}
          min={0}
          max={500}
          allowDecimal={false}
          value={attended}
          error={errors.find(({ field }) => field === 'result-attended')?.message}
          onChange={setAttended}
        />
      )}
    </FormDialog>
  )
}
