import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { agenciesQuery } from '../../../../web/agencies.ts'
import { useText } from '../../../../web/words.ts'
import type { Liaison, Term } from '../../card-contract.ts'
import styles from '../directory/directory.module.css'

interface TermLinesProps {
  terms: readonly Term[]
  onChange: (terms: Term[]) => void
}

/** Words of this house with their meaning, one line each. */
export function TermLines({ terms, onChange }: TermLinesProps) {
  const text = useText()
  const put = (place: number, part: Partial<Term>) =>
    onChange(terms.map((term, at) => (at === place ? { ...term, ...part } : term)))
  return (
    <div className={styles.fields}>
      {terms.map((term, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
        <div key={place} className={styles.line}>
          <TextInput
            label={text('prisons.lines.term')}
            value={term.term}
            maxLength={80}
            onChange={(event) => put(place, { term: event.currentTarget.value })}
          />
          <TextInput
            label={text('prisons.lines.meaning')}
            value={term.meaning}
            maxLength={400}
            onChange={(event) => put(place, { meaning: event.currentTarget.value })}
          />
          <Remove
            what={term.term}
            onClick={() => onChange(terms.filter((_, at) => at !== place))}
          />
        </div>
      ))}
      <div>
        <Button variant="default" onClick={() => onChange([...terms, { term: '', meaning: '' }])}>
          {text('prisons.lines.add-term')}
        </Button>
      </div>
    </div>
  )
}

interface LiaisonLinesProps {
  liaisons: readonly Liaison[]
  onChange: (liaisons: Liaison[]) => void
}

/** Contacts agreed with other agencies, one line each. */
export function LiaisonLines({ liaisons, onChange }: LiaisonLinesProps) {
  const text = useText()
  const { data } = useQuery(agenciesQuery)
  const agencies = data ?? []
  const put = (place: number, part: Partial<Liaison>) =>
    onChange(liaisons.map((one, at) => (at === place ? { ...one, ...part } : one)))
  return (
    <div className={styles.fields}>
      {liaisons.map((liaison, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
        <div key={place} className={styles.line}>
          <NativeSelect
            label={text('prisons.lines.agency')}
            value={String(liaison.agencyId)}
            data={agencies.map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={(event) => put(place, { agencyId: Number(event.currentTarget.value) })}
          />
          <TextInput
            label={text('prisons.lines.who')}
            value={liaison.who}
            maxLength={120}
            onChange={(event) => put(place, { who: event.currentTarget.value })}
          />
          <TextInput
            label={text('prisons.lines.how')}
            value={liaison.how}
            maxLength={200}
            onChange={(event) => put(place, { how: event.currentTarget.value })}
          />
          <Remove
            what={liaison.who}
            onClick={() => onChange(liaisons.filter((_, at) => at !== place))}
          />
        </div>
      ))}
      <div>
        <Button
          variant="default"
          disabled={agencies.length === 0}
          onClick={() =>
            onChange([...liaisons, { agencyId: agencies[0]?.id ?? 0, who: '', how: '' }])
          }
        >
          {text('prisons.lines.add-liaison')}
        </Button>
      </div>
    </div>
  )
}

function Remove({ what, onClick }: { what: string; onClick: () => void }) {
  const text = useText()
  return (
    <Button
      variant="subtle"
      aria-label={text('prisons.lines.remove-of', { what: what || '…' })}
      onClick={onClick}
    >
      {text('prisons.lines.remove')}
    </Button>
  )
}
