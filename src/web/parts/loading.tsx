import { useEffect, useState } from 'react'
import { useText } from '../words.ts'
import styles from './states.module.css'

const BARS_AFTER_MS = 400
const SENTENCE_AFTER_MS = 5000

/** Waiting: nothing for 0.4 s, then grey bars, after 5 s a sentence. Nothing flickers, nothing turns. */
export function Loading({ rows = 3 }: { rows?: number }) {
  const text = useText()
  const [stage, setStage] = useState<'nothing' | 'bars' | 'sentence'>('nothing')
  useEffect(() => {
    const bars = setTimeout(() => setStage('bars'), BARS_AFTER_MS)
    const sentence = setTimeout(() => setStage('sentence'), SENTENCE_AFTER_MS)
    return () => {
      clearTimeout(bars)
      clearTimeout(sentence)
    }
  }, [])
  return (
    <div className={styles.loading} aria-busy="true" data-loading>
      {stage !== 'nothing' &&
        Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
          <div key={row} className={styles.bar} data-bar={row % 3} />
        ))}
      <p role="status" className={styles.second}>
        {stage === 'sentence' ? text('web.loading.still') : ''}
      </p>
    </div>
  )
}
