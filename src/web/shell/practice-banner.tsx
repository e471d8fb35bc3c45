import { IconTheater } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { readSetUpState } from '../client.gen.ts'
import { useText } from '../words.ts'
import styles from './practice-banner.module.css'

/** Whether this desk is set up, and whether everything in it is invented. */
export const setUpStateQuery = {
  queryKey: ['set-up-state'],
  queryFn: ({ signal }: { signal: AbortSignal }) => readSetUpState({ signal, quiet401: true }),
  staleTime: Number.POSITIVE_INFINITY,
}

/** On every page of a practice city, printed pages too: nobody takes it for the real one. */
export function PracticeBanner() {
  const text = useText()
  const { data } = useQuery(setUpStateQuery)
  if (!data?.practice) return null
  return (
    <section className={styles.banner} aria-label={text('web.practice')}>
      <IconTheater size={16} stroke={1.75} aria-hidden />
      <span>{text('web.practice')}</span>
    </section>
  )
}
