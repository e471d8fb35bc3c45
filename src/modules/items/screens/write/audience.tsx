import { Checkbox } from '@mantine/core'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { useText } from '../../../../web/words.ts'
import type { ItemComposer } from '../../contract.ts'
import { chosenAgencies, fields, isHealth, mayRead } from './draft.ts'
import styles from './write.module.css'
import type { PartProps } from './write-form.tsx'

// words: items.task.

/** Who needs it for their task: the agencies of the table. Whom the agreement does not let read it says so. */
export function Audience({ composer, draft, change, errorOf }: PartProps) {
  const text = useText()
  if (!draft.category) return null
  if (isHealth(draft) && draft.functional === '' && !draft.special) return null
  const chosen = chosenAgencies(composer, draft)
  const others = composer.table.filter(({ agency }) => agency.id !== composer.agency.id)
  const label = composer.categories.find(({ category }) => category === draft.category)?.clause
    .label
  const set = (id: number, on: boolean) =>
    change({ chosen: on ? [...chosen, id] : chosen.filter((one) => one !== id) })
  return (
    <fieldset className={styles.audience} id={fields.audience} tabIndex={-1}>
      <legend>{text('items.write.audience')}</legend>
      <ul className={styles.agencies}>
        {others.map((seat) => {
          const allowed = seat.signed && mayRead(seat, draft.category)
          return (
            <li key={seat.agency.id}>
              <Checkbox
                checked={chosen.includes(seat.agency.id)}
                disabled={!allowed}
                onChange={({ currentTarget }) => set(seat.agency.id, currentTarget.checked)}
                label={<AgencyBadge agency={seat.agency} withName />}
              />
              <span className={styles.task}>{taskOf(text, seat, draft.category, label ?? '')}</span>
            </li>
          )
        })}
      </ul>
      {errorOf('audience') && <p className={styles.error}>{errorOf('audience')}</p>}
    </fieldset>
  )
}

/** The task for which an agency sits there, or why it cannot be chosen. */
function taskOf(
  text: ReturnType<typeof useText>,
  { signed, cells, relations }: ItemComposer['table'][number],
  category: string,
  clause: string,
): string {
  if (!signed) return text('items.write.not-signed')
  const cell = cells[category] ?? null
  if (cell === 'on_decision') return text('items.write.on-decision', { clause })
  if (cell === 'summary') return text('items.write.told-only', { clause })
  if (cell === null) return text('items.write.not-in-clause', { clause })
  const task = ['coordination', 'lead', 'member', 'provider', 'cover', 'guest'].find((one) =>
    relations.includes(one),
  )
  return text(`items.task.${task ?? 'member'}`)
}
