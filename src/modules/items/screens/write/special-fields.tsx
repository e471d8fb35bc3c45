import { Checkbox, NativeSelect, Radio, Textarea } from '@mantine/core'
import { useText } from '../../../../web/words.ts'
import { specialGrounds } from '../../vocabulary.ts'
import { fields } from './draft.ts'
import styles from './write.module.css'
import type { PartProps } from './write-form.tsx'

// words: items.ground.

/** Sensitive words: off by default, on a ground, with a necessity, and only with a second person. */
export function SpecialFields({ composer, draft, change, errorOf }: PartProps) {
  const text = useText()
  const { special } = draft
  return (
    <div className={styles.special}>
      <Checkbox
        label={text('items.special.switch')}
        description={text('items.special.switch-note')}
        checked={special !== null}
        onChange={({ currentTarget }) =>
          change({
            special: currentTarget.checked ? { ground: '', necessity: '', approver: '' } : null,
            chosen: null,
          })
        }
      />
      {special && (
        <div className={styles.more}>
          <Radio.Group
            id={fields.ground}
            tabIndex={-1}
            label={text('items.special.ground')}
            value={special.ground}
            onChange={(ground) => change({ special: { ...special, ground: ground as 'a' } })}
            error={errorOf('ground')}
          >
            <div className={styles.facts}>
              {specialGrounds.map((ground) => (
                <Radio key={ground} value={ground} label={text(`items.ground.${ground}`)} />
              ))}
            </div>
          </Radio.Group>
          <Textarea
            id={fields.necessity}
            label={text('items.special.necessity')}
            value={special.necessity}
            onChange={({ currentTarget }) =>
              change({ special: { ...special, necessity: currentTarget.value } })
            }
            error={errorOf('necessity')}
            maxLength={4000}
            autosize
            minRows={2}
          />
          <NativeSelect
            id={fields.approver}
            label={text('items.special.approver')}
            description={
              composer.approvers.length === 0
                ? text('items.special.approver-none')
                : text('items.special.approver-note')
            }
            value={special.approver}
            onChange={({ currentTarget }) =>
              change({ special: { ...special, approver: currentTarget.value } })
            }
            error={errorOf('approver')}
            data={[
              { value: '', label: text('items.write.choose') },
              ...composer.approvers.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
          />
        </div>
      )}
    </div>
  )
}
