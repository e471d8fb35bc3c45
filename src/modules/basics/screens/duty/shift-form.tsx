import { Button, Checkbox, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { todayHere } from '../../../../web/format.ts'
import { useFocusBack } from '../../../../web/parts/focus-back.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { useWeekStart, weekFrom } from '../../../../web/week.ts'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Duty, DutyDesk, NewShift } from '../../duty-contract.ts'
import styles from '../basics.module.css'
import { colleaguesQuery } from '../basics-queries.ts'
import { useDutyChange } from '../duty.tsx'

interface ShiftFormProps {
  desk: DutyDesk
  kind: 'week' | 'day'
  onClose: () => void
}

const dayOf = (weekday: number) =>
  new Date(Date.UTC(2026, 0, 4 + weekday)).toISOString().slice(0, 10)
const fieldIds = { memberId: 'shift-member', substituteId: 'shift-substitute', on: 'shift-on' }

/** A shift of every week on some days, or of one day only: a swap, an illness, a feast. */
export function ShiftForm({ desk, kind, onClose }: ShiftFormProps) {
  useFocusBack()
  const text = useText()
  const format = useFormat()
  const weekStart = useWeekStart()
  const colleagues = useQuery(colleaguesQuery(desk.agency.id))
  const [days, setDays] = useState<number[]>([])
  const [draft, setDraft] = useState({
    on: todayHere(),
    starts: '08:00',
    ends: '18:00',
    member: '',
    substitute: '',
    phone: '',
  })
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const [missing, setMissing] = useState<FormError[]>([])
  const save = useDutyChange(async (shifts: NewShift[]) => {
    let duty: Duty | null = null
    for (const shift of shifts) duty = await api.post<Duty>(`/duty/desks/${desk.id}/shifts`, shift)
    return duty as Duty
  }, onClose)
  const refused = useFormProblems(save.error, fieldIds)
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const lack = [
      ...(draft.member
        ? []
        : [{ field: 'shift-member', message: text('basics.duty.who-missing') }]),
      ...(kind === 'week' && days.length === 0
        ? [{ field: 'shift-day-1', message: text('problems.duty_day_missing') }]
        : []),
    ]
    setMissing(lack)
    if (lack.length > 0) return
    const common = {
      starts: draft.starts,
      ends: draft.ends,
      memberId: Number(draft.member),
      ...(draft.substitute && { substituteId: Number(draft.substitute) }),
      ...(draft.phone.trim() && { phone: draft.phone.trim() }),
    }
    save.mutate(
      kind === 'day'
        ? [{ ...common, on: draft.on }]
        : days.map((weekday) => ({ ...common, weekday })),
    )
  }
  const people = [
    { value: '', label: text('notices.open.choose') },
    ...(colleagues.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
  ]
  return (
    <Modal
      opened
      onClose={onClose}
      title={text(`basics.duty.form.${kind}`)}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={errors} />
        {kind === 'week' ? (
          <fieldset className={styles.days}>
            <legend>{text('basics.duty.days')}</legend>
            <div className={styles.dayBoxes}>
              {weekFrom(weekStart).map((weekday) => (
                <Checkbox
                  key={weekday}
                  id={`shift-day-${weekday}`}
                  label={format.weekday(dayOf(weekday))}
                  checked={days.includes(weekday)}
                  onChange={(event) =>
                    setDays(
                      event.currentTarget.checked
                        ? [...days, weekday]
                        : days.filter((one) => one !== weekday),
                    )
                  }
                />
              ))}
            </div>
          </fieldset>
        ) : (
          <TextInput
            id="shift-on"
            type="date"
            label={text('basics.duty.on')}
            value={draft.on}
            error={errorOf('shift-on')}
            onChange={(event) => change({ on: event.currentTarget.value })}
          />
        )}
        <div className={styles.pair}>
          <TextInput
            id="shift-starts"
            type="time"
            label={text('basics.duty.starts')}
            value={draft.starts}
            onChange={(event) => change({ starts: event.currentTarget.value })}
          />
          <TextInput
            id="shift-ends"
            type="time"
            label={text('basics.duty.ends')}
            value={draft.ends}
            onChange={(event) => change({ ends: event.currentTarget.value })}
          />
        </div>
        <p className="tc-note tc-dense">{text('basics.duty.over-night')}</p>
        <NativeSelect
          id="shift-member"
          label={text('basics.duty.who')}
          value={draft.member}
          data={people}
          error={errorOf('shift-member')}
          onChange={(event) => change({ member: event.currentTarget.value })}
        />
        <NativeSelect
          id="shift-substitute"
          label={text('basics.duty.substitute')}
          value={draft.substitute}
          data={people}
          error={errorOf('shift-substitute')}
          onChange={(event) => change({ substitute: event.currentTarget.value })}
        />
        <TextInput
          id="shift-phone"
          type="tel"
          label={text('basics.duty.phone')}
          value={draft.phone}
          maxLength={40}
          onChange={(event) => change({ phone: event.currentTarget.value })}
        />
        <div className={styles.buttons} style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {text('basics.duty.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
