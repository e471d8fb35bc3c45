import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { endAbsence } from '../../../web/client.gen.ts'
import { Chip } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import { AbsenceForm } from './cover/absence-form.tsx'
import styles from './cover/cover.module.css'
import { type Absence, absencesQuery, useRefreshCover } from './cover/cover-queries.ts'
import { CoveredTable } from './cover/covered-table.tsx'
import { ReassignDialog } from './cover/reassign-dialog.tsx'
import { Unattended } from './cover/unattended.tsx'

type Open = 'absence' | 'reassign' | { from: { principal: number; name: string } } | null

/** Who is away, who covers, what leavers have left, and where nobody is. */
export function Cover() {
  const text = useText()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <Page
      title={text('people.cover.title')}
      note={text('people.cover.note')}
      crumbs={[{ label: text('cases.title'), to: '/cases' }]}
      actions={
        <>
          <Button variant="default" onClick={() => setOpen('reassign')}>
            {text('people.reassign.open')}
          </Button>
          <Button onClick={() => setOpen('absence')}>{text('people.absence.enter')}</Button>
        </>
      }
    >
      <Unattended />
      <CoveredTable onHandOn={(from) => setOpen({ from })} />
      <Absences />
      {open === 'absence' && <AbsenceForm onClose={close} />}
      {open === 'reassign' && <ReassignDialog onClose={close} />}
      {open !== null && typeof open === 'object' && (
        <ReassignDialog from={open.from} onClose={close} />
      )}
    </Page>
  )
}

function Absences() {
  const text = useText()
  const list = useQuery(absencesQuery)
  const absences = list.data?.absences ?? []
  return (
    <Section title={text('people.absences.title')} note={text('people.absences.note')}>
      {list.isPending && <Loading rows={3} />}
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && absences.length === 0 && (
        <Empty next={text('people.absences.none-next')}>{text('people.absences.none')}</Empty>
      )}
      {absences.length > 0 && (
        <DataTable
          caption={text('people.absences.title')}
          head={(['who', 'when', 'cover', 'acts'] as const).map((column) => (
            <th key={column} scope="col">
              {text(`people.absences.${column}`)}
            </th>
          ))}
        >
          {absences.map((absence) => (
            <AbsenceRow key={absence.id} absence={absence} />
          ))}
        </DataTable>
      )}
    </Section>
  )
}

function AbsenceRow({ absence }: { absence: Absence }) {
  const text = useText()
  const format = useFormat()
  const { member, agency, from, until, now, kind, cover } = absence
  const when = until
    ? text('people.absences.from-until', { from: format.date(from), until: format.date(until) })
    : text('people.absences.from-on', { from: format.date(from) })
  return (
    <tr>
      <th scope="row">
        {member.name}
        <span className={styles.under}>{agency.name}</span>
      </th>
      <td data-label={text('people.absences.when')}>
        <span className={styles.said}>{when}</span>
        <Chip state={kind === 'blocked' ? 'declined' : now ? 'due' : 'neutral'}>
          {text(
            `people.absences.state-${kind === 'blocked' ? 'blocked' : now ? 'now' : 'planned'}`,
          )}
        </Chip>
      </td>
      <td data-label={text('people.absences.cover')}>
        {format.list(cover.map(({ name }) => name))}
      </td>
      <td data-label={text('people.absences.acts')}>
        {absence.mayEnd && <EndAbsence absence={absence} />}
      </td>
    </tr>
  )
}

function EndAbsence({ absence }: { absence: Absence }) {
  const text = useText()
  const refresh = useRefreshCover()
  const end = useMutation({
    mutationFn: () => endAbsence({ path: { id: absence.id } }, { ifMatch: absence.version }),
    onSettled: refresh,
  })
  const words = absence.kind === 'blocked' ? 'unblock' : absence.now ? 'back' : 'cancel'
  return (
    <span className={styles.acts}>
      <Button
        variant="default"
        size="compact-sm"
        loading={end.isPending}
        aria-label={text(`people.absences.${words}-of`, { name: absence.member.name })}
        onClick={() => end.mutate()}
      >
        {text(`people.absences.${words}`)}
      </Button>
      {end.error && <Trouble error={end.error} what={text('people.absences.not-ended')} />}
    </span>
  )
}
