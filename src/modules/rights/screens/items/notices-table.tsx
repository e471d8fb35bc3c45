import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../../../../web/api.ts'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { PlainState } from '../../../../web/parts/chip.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { CorrectionNotice } from '../../contract.ts'
import styles from '../rights.module.css'
import { useRefreshRights } from './rights-queries.ts'

const columns = ['what', 'from', 'to', 'state'] as const

interface NoticesTableProps {
  notices: readonly CorrectionNotice[]
  today: string
  /** Shows to which case each belongs. */
  withCase?: boolean
  /** Items that the reader can open. */
  readable?: readonly string[]
}

/** Who was told that an item was wrong, may not be used or is gone, and who has acknowledged it. */
export function NoticesTable({
  notices,
  today,
  withCase = false,
  readable = [],
}: NoticesTableProps) {
  const text = useText()
  const label = (column: (typeof columns)[number]) => text(`rights.notices.col.${column}`)
  return (
    <DataTable
      caption={text('rights.notices.title')}
      head={columns.map((column) => (
        <th key={column} scope="col">
          {label(column)}
        </th>
      ))}
    >
      {notices.map((notice) => (
        <tr key={notice.id}>
          <th scope="row">
            {withCase && notice.ref && (
              <>
                <Link to="/cases/$ref/rights" params={{ ref: notice.ref }}>
                  {notice.ref}
                </Link>{' '}
              </>
            )}
            <What notice={notice} read={readable.includes(notice.item)} />
          </th>
          <td data-label={label('from')}>
            <AgencyBadge agency={notice.from} withName />
          </td>
          <td data-label={label('to')}>
            {notice.to ? (
              <AgencyBadge agency={notice.to} withName />
            ) : (
              (notice.outside ?? text('rights.notices.third-party'))
            )}
          </td>
          <td data-label={label('state')}>
            <NoticeState notice={notice} today={today} />
            <Receipts notice={notice} />
          </td>
        </tr>
      ))}
    </DataTable>
  )
}

function What({ notice, read }: { notice: CorrectionNotice; read: boolean }) {
  const text = useText()
  const what = text(`rights.notices.kind.${notice.kind}`, {
    category: text(`agreements.categories.${notice.category}`),
  })
  if (!read || !notice.ref) return what
  return (
    <Link to="/cases/$ref/items/$id" params={{ ref: notice.ref, id: notice.item }}>
      {what}
    </Link>
  )
}

/** Told when and by whom, read when; and the letter that says it on paper. */
function Receipts({ notice }: { notice: CorrectionNotice }) {
  const text = useText()
  const format = useFormat()
  const { id, to, outside, thirdParty, madeAt, madeBy, openedAt, openedBy } = notice
  const recipient = to?.name ?? outside ?? text('rights.notices.third-party')
  const line = (at: string, name: string | null) => ({
    date: format.dateOf(at),
    name: name ?? '',
  })
  return (
    <p className={`tc-note ${styles.receipts}`}>
      {madeBy && <span>{text('rights.notices.told-line', line(madeAt, madeBy))}</span>}
      {openedAt && <span>{text('rights.notices.read-line', line(openedAt, openedBy))}</span>}
      {!openedAt && !thirdParty && <span>{text('rights.notices.not-read')}</span>}
      <a
        href={`/letters/corrections/${id}?language=${document.documentElement.lang.slice(0, 2)}`}
        target="_blank"
        rel="noreferrer"
        aria-label={text('rights.notices.letter-to', { agency: recipient })}
      >
        {text('rights.notices.letter')}
      </a>
    </p>
  )
}

function NoticeState({ notice, today }: { notice: CorrectionNotice; today: string }) {
  const text = useText()
  const format = useFormat()
  const refresh = useRefreshRights()
  const save = useMutation({
    mutationFn: () => api.post(`/corrections/${notice.id}/acknowledgement`, {}),
    onSuccess: async () => {
      await refresh()
      void toast(text('rights.notices.acknowledged-saved'))
    },
  })
  const { acknowledgedAt, acknowledgedBy, dueOn, mine } = notice
  if (acknowledgedAt)
    return (
      <PlainState state="settled">
        {text('rights.notices.acknowledged', {
          name: acknowledgedBy ?? '',
          date: format.dateOf(acknowledgedAt),
        })}
      </PlainState>
    )
  return (
    <div className={styles.recipient}>
      <PlainState state={dueOn < today ? 'gap' : 'due'}>
        {text(dueOn < today ? 'rights.notices.late' : 'rights.notices.waiting', {
          date: format.date(dueOn),
        })}
      </PlainState>
      {mine && (
        <Button size="xs" loading={save.isPending} onClick={() => save.mutate()}>
          {text(notice.thirdParty ? 'rights.notices.told' : 'rights.notices.acknowledge')}
        </Button>
      )}
      {save.error && <Trouble error={save.error} what={text('rights.items.not-saved')} />}
    </div>
  )
}
