import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { startPractice, stopPractice } from '../../../../web/client.gen.ts'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useText } from '../../../../web/words.ts'
import styles from './start.module.css'
import { practiceQuery } from './start-api.ts'

/** The demo table: the same program with invented persons only, in a database of its own. */
export function PracticeTile({ practice }: { practice: boolean }) {
  const text = useText()
  if (practice) return null
  return (
    <li className={styles.tile}>
      <h3>{text('start.tiles.practice.title')}</h3>
      <p>{text('start.tiles.practice.note')}</p>
      <PracticeState />
    </li>
  )
}

function PracticeState() {
  const text = useText()
  const client = useQueryClient()
  const { data } = useQuery(practiceQuery)
  const keep = (state: typeof data) => client.setQueryData(practiceQuery.queryKey, state)
  const begin = useMutation({ mutationFn: () => startPractice(), onSuccess: keep })
  const end = useMutation({ mutationFn: () => stopPractice(), onSuccess: keep })
  if (!data) return null
  if (data.state === 'by_hand') {
    return (
      <>
        <p>{text('start.tiles.practice.by-hand')}</p>
        <pre className={styles.command} dir="ltr">
          <code>{data.command}</code>
        </pre>
      </>
    )
  }
  return (
    <div className={styles.practice} aria-live="polite">
      {(begin.error ?? end.error) && <Trouble error={begin.error ?? end.error} />}
      {data.state === 'off' && (
        <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
          {text('start.tiles.practice.begin')}
        </Button>
      )}
      {data.state === 'starting' && <p>{text('start.tiles.practice.starting')}</p>}
      {data.state === 'running' && data.origin && (
        <>
          <a href={data.origin} target="_blank" rel="noreferrer">
            {text('start.tiles.practice.open')}
          </a>
          <Button variant="subtle" loading={end.isPending} onClick={() => end.mutate()}>
            {text('start.tiles.practice.end')}
          </Button>
        </>
      )}
    </div>
  )
}
