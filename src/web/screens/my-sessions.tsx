import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { endOtherSessions, endSessionOfMine, listSessions } from '../client.gen.ts'
import { Loading } from '../parts/loading.tsx'
import { Section } from '../parts/section.tsx'
import { DataTable } from '../parts/table.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { toast } from '../toast.tsx'
import { useFormat, useText } from '../words.ts'

const queryKey = ['my-sessions']

/** Where the member is signed in; what they do not know they end, one by one or all but this one. */
export function MySessions() {
  const text = useText()
  const { data, error, isPending, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => listSessions({ signal }),
  })
  const end = useEnding()
  const others = data?.sessions.some(({ thisOne }) => !thisOne) ?? false
  return (
    <Section
      title={text('web.me.table')}
      action={
        others && (
          <Button variant="default" loading={end.isPending} onClick={() => end.mutate(null)}>
            {text('signin.sessions.others')}
          </Button>
        )
      }
    >
      {isPending && <Loading />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {end.error && <Trouble error={end.error} what={text('signin.sessions.not-ended')} />}
      {data && <Rows sessions={data.sessions} onEnd={(id) => end.mutate(id)} />}
    </Section>
  )
}

/** Ends one session by its id, or with null all but this one. */
function useEnding() {
  const text = useText()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string | null) =>
      id ? endSessionOfMine({ path: { id } }) : endOtherSessions(),
    onSuccess: () => void toast(text('signin.sessions.ended')),
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
}

interface Shown {
  id: string
  browser: string
  createdAt: string
  lastSeenAt: string
  thisOne: boolean
}

function Rows({ sessions, onEnd }: { sessions: Shown[]; onEnd: (id: string) => void }) {
  const text = useText()
  const format = useFormat()
  return (
    <DataTable
      caption={text('web.me.table')}
      head={
        <>
          <th scope="col">{text('web.me.device')}</th>
          <th scope="col">{text('web.me.since')}</th>
          <th scope="col">{text('web.me.last')}</th>
          <th scope="col">
            <span className="tc-visually-hidden">{text('signin.sessions.end')}</span>
          </th>
        </>
      }
    >
      {sessions.map((session) => {
        const device = session.browser === 'other' ? text('web.me.device') : session.browser
        const since = format.moment(session.createdAt)
        return (
          <tr key={session.id}>
            <th scope="row">
              {device}
              {session.thisOne && ` · ${text('web.me.here')}`}
            </th>
            <td data-label={text('web.me.since')}>{since}</td>
            <td data-label={text('web.me.last')}>{format.moment(session.lastSeenAt)}</td>
            <td>
              {!session.thisOne && (
                <Button
                  variant="default"
                  aria-label={text('signin.sessions.end-one', { device, since })}
                  onClick={() => onEnd(session.id)}
                >
                  {text('signin.sessions.end')}
                </Button>
              )}
            </td>
          </tr>
        )
      })}
    </DataTable>
  )
}
