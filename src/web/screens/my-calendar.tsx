import { Button, CopyButton, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CalendarFeed, CalendarFeedMade } from '../../modules/services/feed-contract.ts'
import { api } from '../api.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { Loading } from '../parts/loading.tsx'
import { Section } from '../parts/section.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { toast } from '../toast.tsx'
import { useFormat, useText } from '../words.ts'

const queryKey = ['calendar-feed']

/** The secret address of the own calendar: made, shown once, made anew, stopped. */
export function MyCalendar() {
  const text = useText()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const feed = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<CalendarFeed>('/calendar-feed', { signal }),
  })
  const make = useMutation({
    mutationFn: () => api.post<CalendarFeedMade>('/calendar-feed'),
    onSettled: () => client.invalidateQueries({ queryKey }),
    onSuccess: () => setAsking(false),
  })
  const stop = useMutation({
    mutationFn: () => api.delete<CalendarFeed>('/calendar-feed'),
    onSuccess: () => {
      make.reset()
      void toast(text('feeds.stopped'))
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
  const has = Boolean(feed.data?.madeAt)
  const error = make.error ?? stop.error
  return (
    <Section title={text('feeds.title')}>
      <p className="tc-note">{text('feeds.note')}</p>
      {feed.isPending && <Loading rows={1} />}
      {feed.error && <Trouble error={feed.error} onRetry={() => void feed.refetch()} />}
      {feed.data && <Standing feed={feed.data} />}
      {make.data && <Address address={make.data.address} />}
      {error && <Trouble error={error} what={text('feeds.not-saved')} />}
      {feed.data && (
        <Button.Group mt={12}>
          <Button
            variant="default"
            loading={make.isPending}
            onClick={() => (has ? setAsking(true) : make.mutate())}
          >
            {text(has ? 'feeds.renew' : 'feeds.make')}
          </Button>
          {has && (
            <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
              {text('feeds.stop')}
            </Button>
          )}
        </Button.Group>
      )}
      <ConfirmDialog
        opened={asking}
        title={text('feeds.renew-title')}
        confirm={text('feeds.renew')}
        busy={make.isPending}
        onConfirm={() => make.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p>{text('feeds.renew-note')}</p>
      </ConfirmDialog>
    </Section>
  )
}

function Standing({ feed: { madeAt, lastFetchedAt } }: { feed: CalendarFeed }) {
  const text = useText()
  const format = useFormat()
  if (!madeAt) return <p>{text('feeds.none')}</p>
  const fetched = lastFetchedAt
    ? text('feeds.fetched', { moment: format.moment(lastFetchedAt) })
    : text('feeds.never')
  return <p>{text('feeds.made', { moment: format.moment(madeAt), fetched })}</p>
}

function Address({ address }: { address: string }) {
  const text = useText()
  return (
    <>
      <TextInput
        mt={12}
        label={text('feeds.address')}
        description={text('feeds.once')}
        value={address}
        readOnly
        dir="ltr"
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button mt={8} onClick={copy}>
            {text(copied ? 'feeds.copied' : 'feeds.copy')}
          </Button>
        )}
      </CopyButton>
    </>
  )
}
