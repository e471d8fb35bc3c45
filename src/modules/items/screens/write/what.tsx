import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core'
import { WordingNotices } from '../../../../web/parts/wording-notices.tsx'
import { useText } from '../../../../web/words.ts'
import { functionalStatements, itemKinds } from '../../vocabulary.ts'
import { type Draft, fields, isHealth, saysFromList } from './draft.ts'
import styles from './write.module.css'
import type { PartProps } from './write-form.tsx'

// words: items.kind.
// words: items.kind-note.
// words: items.functional.

/** What kind of thing it is, and what is known. A statement of the list has no words of its own. */
export function What({ draft, change, errorOf }: WordsProps) {
  const text = useText()
  return (
    <>
      <Radio.Group
        label={text('items.write.what')}
        value={draft.kind}
        onChange={(kind) => change({ kind: kind as Draft['kind'] })}
      >
        <div className={styles.kinds}>
          {itemKinds.map((kind) => (
            <Radio.Card key={kind} value={kind} className={styles.kind}>
              <span className={styles.dot} aria-hidden />
              <span>
                <span className={styles.kindName}>{text(`items.kind.${kind}`)}</span>
                <span className={styles.kindNote}>{text(`items.kind-note.${kind}`)}</span>
              </span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      {!saysFromList(draft) && <Words draft={draft} change={change} errorOf={errorOf} />}
    </>
  )
}

type WordsProps = Omit<PartProps, 'composer'>

function Words({ draft, change, errorOf }: WordsProps) {
  const text = useText()
  return (
    <div>
      <Textarea
        id={fields.text}
        label={text(draft.kind === 'statement' ? 'items.write.own-words' : 'items.write.text')}
        value={draft.text}
        onChange={({ currentTarget }) => change({ text: currentTarget.value })}
        error={errorOf('text')}
        maxLength={4000}
        autosize
        minRows={4}
        maxRows={16}
        classNames={draft.kind === 'statement' ? { input: styles.serif } : undefined}
      />
      {!draft.special && draft.kind !== 'statement' && (
        <WordingNotices
          text={draft.text}
          onText={(words) => change({ text: words })}
          kept={draft.kept}
          onKept={(kept) => change({ kept })}
          context={{
            ...(draft.category && { category: draft.category }),
            ownAgencyOnly: isHealth(draft),
          }}
        />
      )}
    </div>
  )
}

/** About health: a statement from the list for others, or a note that stays in the agency. */
export function HealthWords({ draft, change, errorOf }: WordsProps) {
  const text = useText()
  return (
    <>
      <div className={styles.pair}>
        <NativeSelect
          id={fields.functional}
          label={text('items.write.functional')}
          description={text('items.write.functional-note')}
          value={draft.functional}
          onChange={({ currentTarget }) =>
            change({ functional: currentTarget.value as Draft['functional'] })
          }
          error={errorOf('functional')}
        >
          <option value="">{text('items.write.functional-none')}</option>
          {functionalStatements.map((code) => (
            <option key={code} value={code}>
              {text(`items.functional.${code}`)}
            </option>
          ))}
        </NativeSelect>
        {draft.functional !== '' && (
          <TextInput
            type="date"
            label={text('items.write.functional-until')}
            description={text('items.write.optional')}
            value={draft.functionalUntil}
            onChange={({ currentTarget }) => change({ functionalUntil: currentTarget.value })}
          />
        )}
      </div>
      {draft.functional === '' && (
        <p className={styles.sealed}>{text('items.write.sealed-note')}</p>
      )}
    </>
  )
}
