import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { undoReassignment } from '../../../../web/client.gen.ts'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useText, useWords } from '../../../../web/words.ts'
import type { Reassigned } from '../../reassign-contract.ts'
import styles from './cover.module.css'
import { useRefreshCover } from './cover-queries.ts'

interface ReassignDoneProps {
  done: Pick<Reassigned, 'id' | 'results'>
  names: { from: string; to: string }
  onClose: () => void
}

/** What was handed on, what was not, and the way back while nothing else has changed. */
export function ReassignDone({ done, names, onClose }: ReassignDoneProps) {
  const text = useText()
  const refresh = useRefreshCover()
  const undo = useMutation({
    mutationFn: () => undoReassignment({ path: { id: done.id } }),
    onSuccess: refresh,
  })
  const moved = done.results.filter(({ refused }) => refused === null)
  const left = done.results.filter(({ refused }) => refused !== null)
  const kept = undo.data?.results.filter(({ refused }) => refused !== null) ?? []
  return (
    <div className={styles.form}>
      <p className={styles.summary} role="status">
        {undo.data
          ? text('people.reassign.undone', { count: moved.length - kept.length })
          : text('people.reassign.done', { count: moved.length, ...names })}
      </p>
      <Refused rows={undo.data ? kept : left} />
      {undo.error && <Trouble error={undo.error} what={text('people.reassign.not-undone')} />}
      <div className={styles.buttons}>
        {!undo.data && moved.length > 0 && (
          <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
            {text('people.reassign.undo')}
          </Button>
        )}
        <Button data-autofocus onClick={onClose}>
          {text('web.close')}
        </Button>
      </div>
    </div>
  )
}

function Refused({ rows }: { rows: readonly { ref: string; refused: string | null }[] }) {
  const words = useWords()
  if (rows.length === 0) return null
  return (
    <ul className="tc-list">
      {rows.map(({ ref, refused }) => (
        <li key={ref}>
          {ref}: {words.has(`problems.${refused}`) ? words.text(`problems.${refused}`) : refused}
        </li>
      ))}
    </ul>
  )
}
