import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../web/api.ts'
import { todayHere } from '../../../web/format.ts'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Sentence } from '../../../web/parts/section.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText, useWords } from '../../../web/words.ts'
import type { Calendar as CalendarYear, ClosedDay } from '../contract.ts'
import { AddDay } from './calendar/add-day.tsx'
import styles from './calendar/calendar.module.css'
import { calendarQuery } from './calendar/calendar-query.ts'

/** On which days offices are closed, year by year; who keeps the calendar adds or strikes days. */
export function Calendar() {
  const text = useText()
  const [year, setYear] = useState(() => Number(todayHere().slice(0, 4)))
  const calendar = useQuery(calendarQuery(year))
  return (
    <Page
      title={text('periods.calendar.title', { year: String(year) })}
      name={text('periods.calendar.name')}
      note={text('periods.calendar.note')}
      actions={<YearChoice year={year} setYear={setYear} />}
    >
      {calendar.isPending && <Loading rows={8} />}
      {calendar.error && <Trouble error={calendar.error} onRetry={() => void calendar.refetch()} />}
      {calendar.data && <Year key={year} calendar={calendar.data} />}
    </Page>
  )
}

function YearChoice({ year, setYear }: { year: number; setYear: (year: number) => void }) {
  const text = useText()
  return (
    <div className={styles.years}>
      <ActionIcon
        variant="default"
        size={36}
        onClick={() => setYear(year - 1)}
        aria-label={text('periods.calendar.year-before', { year: String(year - 1) })}
      >
        <IconChevronLeft size={16} stroke={1.75} aria-hidden className={styles.turn} />
      </ActionIcon>
      <span className={styles.year}>{year}</span>
      <ActionIcon
        variant="default"
        size={36}
        onClick={() => setYear(year + 1)}
        aria-label={text('periods.calendar.year-after', { year: String(year + 1) })}
      >
        <IconChevronRight size={16} stroke={1.75} aria-hidden className={styles.turn} />
      </ActionIcon>
    </div>
  )
}

/** What was changed a moment ago, so that it can be taken back in one click. */
type Changed = { day: ClosedDay; to: 'closed' | 'open' }

function Year({ calendar }: { calendar: CalendarYear }) {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const [changed, setChanged] = useState<Changed | null>(null)
  const change = useMutation({
    mutationFn: ({ day, to }: Changed) =>
      to === 'open'
        ? api.delete<CalendarYear>(`/calendar/days/${day.day}`)
        : api.post<CalendarYear>('/calendar/days', {
            day: day.day,
            ...(day.source === 'city' && { name: Object.values(day.names)[0] }),
          }),
    onSuccess: (saved, made) => {
      client.setQueryData(calendarQuery(calendar.year).queryKey, saved)
      setChanged(made)
    },
  })
  const kept = (made: CalendarYear, day: string) => {
    client.setQueryData(calendarQuery(Number(day.slice(0, 4))).queryKey, made)
    const added = made.days.find((one) => one.day === day)
    if (added) setChanged({ day: added, to: 'closed' })
  }
  const open = calendar.days.filter(({ struck }) => !struck).length
  return (
    <>
      <Sentence note={text('periods.calendar.counts-note')}>
        {text('periods.calendar.counts', { count: open })}
      </Sentence>
      {calendar.mayChange && <AddDay year={calendar.year} onAdded={kept} />}
      {change.error && <Trouble error={change.error} what={text('periods.calendar.not-saved')} />}
      <p role="status" className={styles.changed}>
        {changed && (
          <>
            {text(`periods.calendar.changed.${changed.to}`, {
              date: format.fullDate(changed.day.day),
            })}{' '}
            <button
              type="button"
              className="tc-link"
              onClick={() =>
                change.mutate({ day: changed.day, to: changed.to === 'open' ? 'closed' : 'open' })
              }
            >
              {text('periods.calendar.undo')}
            </button>
          </>
        )}
      </p>
      {calendar.days.length === 0 && (
        <Empty next={text('periods.calendar.none-next')}>{text('periods.calendar.none')}</Empty>
      )}
      {calendar.days.length > 0 && (
        <DataTable
          caption={text('periods.calendar.caption', { year: String(calendar.year) })}
          head={['day', 'name', 'source', ...(calendar.mayChange ? ['act'] : [])].map((column) => (
            <th key={column} scope="col">
              {text(`periods.calendar.column.${column}`)}
            </th>
          ))}
        >
          {calendar.days.map((day) => (
            <Row
              key={day.day}
              day={day}
              busy={change.isPending && change.variables?.day.day === day.day}
              onChange={calendar.mayChange ? (to) => change.mutate({ day, to }) : null}
            />
          ))}
        </DataTable>
      )}
    </>
  )
}

interface RowProps {
  day: ClosedDay
  busy: boolean
  onChange: ((to: Changed['to']) => void) | null
}

function Row({ day, busy, onChange }: RowProps) {
  const text = useText()
  const format = useFormat()
  const { language } = useWords()
  const to = day.struck ? 'closed' : 'open'
  const act = day.struck ? 'restore' : day.source === 'city' ? 'remove' : 'strike'
  return (
    <tr data-struck={day.struck || undefined} className={styles.row}>
      <th scope="row">{format.fullDate(day.day)}</th>
      <td data-label={text('periods.calendar.column.name')}>
        <span className={styles.name}>{nameIn(day, language.code)}</span>
        {day.struck && <span className={styles.under}> {text('periods.calendar.struck')}</span>}
      </td>
      <td data-label={text('periods.calendar.column.source')}>
        {text(`periods.calendar.source.${day.source}`)}
        {day.changedBy && (
          <span className={styles.under}>
            {' '}
            {text('periods.calendar.by', { name: day.changedBy })}
          </span>
        )}
      </td>
      {onChange && (
        <td data-label={text('periods.calendar.column.act')}>
          <Button
            size="xs"
            variant="default"
            loading={busy}
            onClick={() => onChange(to)}
            aria-label={text(`periods.calendar.act.${act}-label`, {
              date: format.fullDate(day.day),
            })}
          >
            {text(`periods.calendar.act.${act}`)}
          </Button>
        </td>
      )}
    </tr>
  )
}

const nameIn = ({ names }: ClosedDay, language: string) =>
  names[language] ?? Object.values(names)[0] ?? ''
