import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../../../../web/api.ts'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import type { Concerns, MissingContact, Told } from '../../../periods/told-contract.ts'
import { type Speech, useSpeech } from '../continuity-map/speech.ts'
import styles from './concerns.module.css'
import { ShowAll } from './show-all.tsx'

const concernsQuery = queryOptions({
  queryKey: ['concerns'],
  queryFn: ({ signal }) => api.get<Concerns>('/concerns', { signal }),
  meta: { live: ['milestone', 'case'] },
})

const FIRST = 5

/** What moved in my cases, each change once; and first contacts that nobody has recorded. */
export function ConcernsToday() {
  const { data } = useQuery(concernsQuery)
  if (!data) return null
  return (
    <>
      {data.missing.length > 0 && <Missing missing={data.missing} />}
      {data.told.length > 0 && <ToldList told={data.told} />}
    </>
  )
}

function Missing({ missing }: { missing: readonly MissingContact[] }) {
  const { text, format } = useSpeech()
  return (
    <Section title={text('periods.missing.title')} note={text('periods.missing.note')}>
      <ShowAll rows={missing} first={FIRST} list={text('periods.missing.title')}>
        {(shown) => (
          <ul className={styles.list}>
            {shown.map(({ ref, kind, release, lead, seated }) => (
              <li key={ref} className={styles.row}>
                <IconAlertTriangle size={16} stroke={1.75} aria-hidden className={styles.due} />
                <span className={styles.words}>
                  {seated ? (
                    <Link to="/cases/$ref" params={{ ref }} hash="milestones">
                      {ref}
                    </Link>
                  ) : (
                    ref
                  )}{' '}
                  {text(`periods.missing.${kind}`, { date: format.dayMonth(release) })}
                </span>
                <AgencyBadge agency={lead} withName />
              </li>
            ))}
          </ul>
        )}
      </ShowAll>
    </Section>
  )
}

function ToldList({ told }: { told: readonly Told[] }) {
  const speech = useSpeech()
  const { text } = speech
  const client = useQueryClient()
  const away = useMutation({
    mutationFn: (id: string) => api.delete(`/told/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: concernsQuery.queryKey }),
  })
  return (
    <Section title={text('periods.told.title')} note={text('periods.told.note')}>
      {away.error && <Trouble error={away.error} what={text('periods.told.not-away')} />}
      <ShowAll rows={told} first={FIRST} list={text('periods.told.title')}>
        {(shown) => (
          <ul className={styles.list}>
            {shown.map((one) => (
              <li key={one.id} className={styles.row}>
                <span className={styles.words}>
                  <Link to="/cases/$ref" params={{ ref: one.ref }} hash="milestones">
                    {one.ref}
                  </Link>{' '}
                  {text(`periods.told.${one.kind}`, { count: one.milestones.length })}
                  <span className={styles.steps}>{movedWords(speech, one)}</span>
                </span>
                <Button
                  size="xs"
                  variant="default"
                  loading={away.isPending && away.variables === one.id}
                  onClick={() => away.mutate(one.id)}
                  aria-label={text('periods.told.away-label', { ref: one.ref })}
                >
                  {text('periods.told.away')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </ShowAll>
    </Section>
  )
}

/** So many are told by name; the case has them all. */
const NAMED = 3

function movedWords({ text, format }: Speech, { milestones }: Told): string {
  const named = milestones.slice(0, NAMED).map(({ code, to, status }) => {
    const name = text(`milestones.${code}`)
    if (status === 'paused') return text('periods.told.step-paused', { name })
    return to
      ? text('periods.told.step', { name, date: format.dayMonth(to) })
      : text('periods.told.step-no-date', { name })
  })
  const more = milestones.length - named.length
  return format.list(more > 0 ? [...named, text('periods.told.more', { count: more })] : named)
}
