import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { useText } from '../../../../web/words.ts'
import type { Calendar } from '../../contract.ts'
import styles from './calendar.module.css'

interface AddDayProps {
  year: number
  onAdded: (calendar: Calendar, day: string) => void
}

/** A day on which the city's offices are closed although the country's are not. */
export function AddDay({ year, onAdded }: AddDayProps) {
  const text = useText()
  const [day, setDay] = useState('')
  const [name, setName] = useState('')
  const [missing, setMissing] = useState<FormError[]>([])
  const add = useMutation({
    mutationFn: () => api.post<Calendar>('/calendar/days', { day, name: name.trim() }),
    onSuccess: (saved) => {
      onAdded(saved, day)
      setDay('')
      setName('')
    },
  })
  const refused = useFormProblems(add.error, { day: 'closed-day', name: 'closed-name' })
  const errors = missing.length > 0 ? missing : refused
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const save = (event: FormEvent) => {
    event.preventDefault()
    const found = [
      ...(day ? [] : [{ field: 'closed-day', message: text('periods.calendar.day-missing') }]),
      ...(name.trim()
        ? []
        : [{ field: 'closed-name', message: text('periods.calendar.name-missing') }]),
    ]
    setMissing(found)
    if (found.length === 0) add.mutate()
  }
  return (
    <form className={styles.add} onSubmit={save} noValidate data-no-print>
      <FormErrors errors={errors} />
      <div className={styles.fields}>
        <TextInput
          id="closed-day"
          type="date"
          label={text('periods.calendar.day')}
          min={`${year}-01-01`}
          max={`${year}-12-31`}
          value={day}
          error={errorOf('closed-day')}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <TextInput
          id="closed-name"
          label={text('periods.calendar.day-name')}
          value={name}
          maxLength={80}
          autoComplete="off"
          error={errorOf('closed-name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={add.isPending}>
          {text('periods.calendar.add')}
        </Button>
      </div>
    </form>
  )
}
