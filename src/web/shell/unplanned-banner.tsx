import { Button } from '@mantine/core'
import { IconDoorExit } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReleasedList } from '../../modules/basics/contract.ts'
import { api } from '../api.ts'
import { releasedQuery } from '../first-day.ts'
import { mayOpen, useSession } from '../session.ts'
import { useFormat, useText } from '../words.ts'
import styles from './unplanned-banner.module.css'

/** Somebody left prison and nobody knew: stands on every page until one of us says "I have it". */
export function UnplannedBanner() {
  const session = useSession()
  const enabled = mayOpen(session, 'released_today')
  const { data } = useQuery({ ...releasedQuery, enabled })
  const waiting = data?.releases.filter((one) => one.waiting) ?? []
  const notices = mayOpen(session, 'notices') ? (data?.notices ?? []) : []
  if (waiting.length + notices.length === 0) return null
  return (
    <div role="status" className={styles.banner} data-no-print>
      {waiting.map((one) => (
        <Waiting key={one.id} release={one} />
      ))}
      {notices.map(({ id }) => (
        <WithoutCase key={id} id={id} />
      ))}
    </div>
  )
}

function Waiting({ release }: { release: ReleasedList['releases'][number] }) {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const have = useMutation({
    mutationFn: () => api.post(`/released-today/${release.id}/acknowledgement`),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['released'] }),
        client.invalidateQueries({ queryKey: ['basics', release.ref] }),
      ]),
  })
  return (
    <p className={styles.line}>
      <IconDoorExit size={18} stroke={1.75} aria-hidden />
      <span>
        {text('basics.banner', { ref: release.ref, time: format.time(release.knownAt) })}{' '}
        <Link to="/cases/$ref/first-day" params={{ ref: release.ref }}>
          {text('basics.banner.open')}
        </Link>
      </span>
      <Button
        size="xs"
        loading={have.isPending}
        onClick={() => have.mutate()}
        aria-label={text('basics.have-it-label', { ref: release.ref })}
      >
        {text('basics.have-it')}
      </Button>
    </p>
  )
}

function WithoutCase({ id }: { id: string }) {
  const text = useText()
  return (
    <p className={styles.line}>
      <IconDoorExit size={18} stroke={1.75} aria-hidden />
      <span>
        {text('basics.banner.notice')}{' '}
        <Link to="/released-today" search={{ notice: id }}>
          {text('basics.banner.notice-open')}
        </Link>
      </span>
    </p>
  )
}
