import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../web/api.ts'
import { dutyQuery } from '../../../web/first-day.ts'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PhoneNumber } from '../../../web/parts/phone-number.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { Duty as Data, DutyDesk } from '../duty-contract.ts'
import styles from './basics.module.css'
import { ContactsTable } from './duty/contacts-table.tsx'
import { SingleDays, WeekGrid } from './duty/roster.tsx'
import { ShiftForm } from './duty/shift-form.tsx'

/** Who is on duty when, who stands in, and whom we ask first (TC3, N11). */
export function Duty() {
  const text = useText()
  const { data, error, refetch } = useQuery(dutyQuery)
  return (
    <Page title={text('basics.duty.title')} note={text('basics.duty.note')}>
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading rows={8} />}
      {data && (
        <>
          {data.desks.length === 0 && <Empty>{text('basics.duty.none')}</Empty>}
          {data.desks.map((desk) => (
            <Desk key={desk.id} desk={desk} />
          ))}
          {data.mayOpenDesk && <OpenDesk />}
          <ContactsTable contacts={data.contacts} mayEdit={data.mayEditContacts} />
        </>
      )}
    </Page>
  )
}

/** Puts the answer of a change in place of what was read before. */
export function useDutyChange<T>(send: (body: T) => Promise<Data>, done?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: (duty) => {
      client.setQueryData(dutyQuery.queryKey, duty)
      done?.()
    },
  })
}

function OpenDesk() {
  const text = useText()
  const open = useDutyChange(() =>
    api.post<Data>('/duty/desks', { name: text('basics.duty.desk-name') }),
  )
  return (
    <p>
      <Button loading={open.isPending} onClick={() => open.mutate(undefined)}>
        {text('basics.duty.open-desk')}
      </Button>
      {open.error && <Trouble error={open.error} />}
    </p>
  )
}

function Desk({ desk }: { desk: DutyDesk }) {
  const text = useText()
  const format = useFormat()
  const [adding, setAdding] = useState<'week' | 'day' | null>(null)
  const remove = useDutyChange((id: string) => api.post<Data>(`/duty/shifts/${id}/removal`))
  const { now } = desk
  return (
    <Section
      title={text('basics.duty.desk', { agency: desk.agency.name, desk: desk.name })}
      action={
        desk.mayEdit && (
          <span className={styles.buttons}>
            <button type="button" className="tc-link" onClick={() => setAdding('week')}>
              {text('basics.duty.add')}
            </button>
            <button type="button" className="tc-link" onClick={() => setAdding('day')}>
              {text('basics.duty.swap')}
            </button>
          </span>
        )
      }
    >
      <div style={{ marginBlockStart: 12 }}>
        {now ? (
          <Sentence
            note={
              now.substitute
                ? text('basics.duty.substitute-is', { name: now.substitute.name })
                : text('basics.duty.no-substitute')
            }
          >
            {text('basics.duty.now-is', {
              name: now.member.name,
              moment: format.moment(now.until),
            })}{' '}
            {now.phone && <PhoneNumber number={now.phone} />}
          </Sentence>
        ) : (
          <Sentence>{text('basics.duty.nobody', { desk: desk.name })}</Sentence>
        )}
      </div>
      <WeekGrid desk={desk} onRemove={(id) => remove.mutate(id)} />
      <SingleDays desk={desk} onRemove={(id) => remove.mutate(id)} />
      {remove.error && <Trouble error={remove.error} />}
      {adding && <ShiftForm desk={desk} kind={adding} onClose={() => setAdding(null)} />}
    </Section>
  )
}
