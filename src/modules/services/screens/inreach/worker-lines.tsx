import { Button, TextInput } from '@mantine/core'
import { useText } from '../../../../web/words.ts'
import type { AskSession } from '../../inreach-contract.ts'
import styles from '../directory/directory.module.css'

type Line = AskSession['workers'][number]

interface WorkerLinesProps {
  workers: readonly Line[]
  error: string | undefined
  onChange: (workers: Line[]) => void
}

const MOST = 10

/** Staff who come to the gate; the prison looks at each of them. */
export function WorkerLines({ workers, error, onChange }: WorkerLinesProps) {
  const text = useText()
  const put = (place: number, part: Partial<Line>) =>
    onChange(workers.map((worker, at) => (at === place ? { ...worker, ...part } : worker)))
  return (
    <fieldset className={styles.group}>
      <legend>{text('inreach.fields.workers')}</legend>
      <p className="tc-note tc-dense">{text('inreach.ask.workers-note')}</p>
      {workers.map((worker, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
        <div key={place} className={styles.line}>
          <TextInput
            id={place === 0 ? 'inreach-workers' : undefined}
            label={text('inreach.fields.name')}
            value={worker.name}
            maxLength={120}
            autoComplete="off"
            error={place === 0 ? error : undefined}
            onChange={(event) => put(place, { name: event.currentTarget.value })}
          />
          <TextInput
            label={text('inreach.fields.role')}
            value={worker.role}
            maxLength={120}
            autoComplete="off"
            onChange={(event) => put(place, { role: event.currentTarget.value })}
          />
          {workers.length > 1 && (
            <Button
              variant="subtle"
              aria-label={text('prisons.lines.remove-of', { what: worker.name || '…' })}
              onClick={() => onChange(workers.filter((_, at) => at !== place))}
            >
              {text('prisons.lines.remove')}
            </Button>
          )}
        </div>
      ))}
      {workers.length < MOST && (
        <div>
          <Button variant="default" onClick={() => onChange([...workers, { name: '', role: '' }])}>
            {text('inreach.ask.add-worker')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
