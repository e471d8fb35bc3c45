import { Checkbox, Fieldset, Input } from '@mantine/core'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ShareChoice } from '../../share-contract.ts'
import styles from '../sharing.module.css'
import { useItemSaid } from './item-said.ts'

interface ItemChoiceProps {
  choice: ShareChoice
  chosen: readonly string[]
  error: string | undefined
  onChange: (chosen: string[]) => void
}

/** Items of the own agency by clause; what may not be handed on says why and cannot be chosen. */
export function ItemChoice({ choice, chosen, error, onChange }: ItemChoiceProps) {
  const text = useText()
  const format = useFormat()
  const said = useItemSaid()
  const toggle = (id: string, on: boolean) =>
    onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))
  return (
    <Fieldset
      id="share-items"
      className={styles.set}
      tabIndex={-1}
      variant="unstyled"
      legend={text('sharing.new.items')}
    >
      {error && <Input.Error>{error}</Input.Error>}
      {choice.clauses.map((clause) => (
        <div key={clause.id}>
          <p className={styles.group}>
            {text('sharing.new.clause', {
              category: text(`agreements.categories.${clause.category}`),
              clause: clause.label,
              arrangement: clause.arrangement,
            })}
          </p>
          <div className={styles.choices}>
            {choice.items
              .filter((item) => item.clause === clause.id)
              .map((item) => (
                <Checkbox
                  key={item.id}
                  label={said(item)}
                  description={
                    item.heldBack
                      ? text(`problems.hand_on_${item.heldBack}`)
                      : text('sharing.new.item-note', {
                          kind: text(`sharing.item.kind.${item.kind}`),
                          date: format.date(item.asOf),
                          version: item.version,
                        })
                  }
                  disabled={item.heldBack !== null}
                  checked={chosen.includes(item.id)}
                  onChange={(event) => toggle(item.id, event.currentTarget.checked)}
                />
              ))}
          </div>
        </div>
      ))}
    </Fieldset>
  )
}
