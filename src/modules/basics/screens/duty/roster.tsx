import { useId, useState } from 'react'
import { todayHere } from '../../../../web/format.ts'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { useWeekStart, weekFrom } from '../../../../web/week.ts'
import { useFormat, useText } from '../../../../web/words.ts'
import type { DutyDesk, Shift } from '../../duty-contract.ts'
import styles from './duty.module.css'

interface RosterProps {
  desk: DutyDesk
  onRemove: (id: string) => void
}

/** A Monday, to name the days of the week in the reader's language. */
const monday = Date.UTC(2026, 0, 5)
const dayOf = (weekday: number) =>
  new Date(monday + (weekday - 1) * 86_400_000).toISOString().slice(0, 10)

/** The usual week: one box per day, its shifts in order. */
export function WeekGrid({ desk, onRemove }: RosterProps) {
  const text = useText()
  const format = useFormat()
  const weekStart = useWeekStart()
  const today = new Date(`${todayHere()}T12:00:00Z`).getUTCDay() || 7
  return (
    <ul className={styles.week} aria-label={text('basics.duty.week', { desk: desk.name })}>
      {weekFrom(weekStart).map((weekday) => (
        <li key={weekday} className={styles.day} data-today={weekday === today || undefined}>
          <span className={styles.dayName}>{format.weekday(dayOf(weekday))}</span>
          {desk.shifts
            .filter((shift) => shift.weekday === weekday)
            .map((shift) => (
              <OneShift key={shift.id} shift={shift} mayEdit={desk.mayEdit} onRemove={onRemove} />
            ))}
        </li>
      ))}
    </ul>
  )
}

/** Days on which it is otherwise than in the usual week. */
export function SingleDays({ desk, onRemove }: RosterProps) {
  const text = useText()
  const format = useFormat()
  const id = useId()
  const single = desk.shifts.filter(({ on }) => on !== null)
  if (single.length === 0) return null
  return (
    <>
      <h3 id={id} className={styles.dayName}>
        {text('basics.duty.single')}
      </h3>
      <ul className="tc-list" aria-labelledby={id}>
        {single.map((shift) => (
          <li key={shift.id}>
            <strong>{shift.on && format.day(shift.on)}</strong>
            <OneShift shift={shift} mayEdit={desk.mayEdit} onRemove={onRemove} />
          </li>
        ))}
      </ul>
    </>
  )
}

interface OneShiftProps {
  shift: Shift
  mayEdit: boolean
  onRemove: (id: string) => void
}

function OneShift({ shift, mayEdit, onRemove }: OneShiftProps) {
  const text = useText()
  const [asking, setAsking] = useState(false)
  const { starts, ends, member, substitute } = shift
  return (
    <div className={styles.shift}>
      <span className={styles.time} dir="ltr">
        {starts}–{ends}
      </span>
      {member.name}
      {substitute && (
        <span className="tc-note tc-small" style={{ display: 'block' }}>
          {text('basics.duty.stands-in', { name: substitute.name })}
        </span>
      )}
      {mayEdit && (
        <button
          type="button"
          className="tc-link tc-small"
          aria-label={text('basics.duty.remove-label', { name: member.name, starts, ends })}
          onClick={() => setAsking(true)}
        >
          {text('basics.duty.remove')}
        </button>
      )}
      {asking && (
        <ConfirmDialog
          opened
          title={text('basics.duty.remove-title')}
          confirm={text('basics.duty.remove')}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            onRemove(shift.id)
          }}
        >
          {text('basics.duty.remove-what', { name: member.name, starts, ends })}
        </ConfirmDialog>
      )}
    </div>
  )
}
