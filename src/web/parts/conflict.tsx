import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../words.ts'
import styles from './conflict.module.css'

interface ConflictProps {
  /** What was not saved: "The release date was not saved." */
  what: string
  /** What this reader wanted to save. */
  mine: ReactNode
  /** What stands now, from the problem's `extra.current`. */
  theirs: ReactNode
  /** "M. Duarte, 10:41", when it may be known. */
  theirsBy?: string
  onUseMine: () => void
  onKeepTheirs: () => void
}

/** Somebody was faster (412): both versions side by side, nothing is lost, the reader decides. */
export function Conflict({ what, mine, theirs, theirsBy, onUseMine, onKeepTheirs }: ConflictProps) {
  const text = useText()
  return (
    <div className={styles.conflict} role="alert">
      <p className={styles.what}>{what}</p>
      <p className="tc-note tc-dense">{text('web.conflict.note')}</p>
      <dl className={styles.versions}>
        <div>
          <dt>{text('web.conflict.mine')}</dt>
          <dd>{mine}</dd>
        </div>
        <div>
          <dt>{theirsBy ?? text('web.conflict.theirs')}</dt>
          <dd>{theirs}</dd>
        </div>
      </dl>
      <Group gap={8}>
        <Button variant="light" onClick={onUseMine}>
          {text('web.conflict.use-mine')}
        </Button>
        <Button variant="default" onClick={onKeepTheirs}>
          {text('web.conflict.keep-theirs')}
        </Button>
      </Group>
    </div>
  )
}
