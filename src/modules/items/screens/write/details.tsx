import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useFormat, useText } from '../../../../web/words.ts'
import { credibilities, sourceKinds } from '../../vocabulary.ts'
import { itemsQuery } from '../item-queries.ts'
import { type Draft, fields, isHealth, saysFromList, sureness } from './draft.ts'
import { HealthWords } from './what.tsx'
import styles from './write.module.css'
import type { PartProps } from './write-form.tsx'

// words: items.source.
// words: items.sure.

/** Where it is known from and how sure it is; for an assessment how it was made and on what it relies. */
export function Details({ composer, draft, change, errorOf }: PartProps) {
  const text = useText()
  const listed = saysFromList(draft)
  return (
    <>
      <div className={styles.pair}>
        <NativeSelect
          id={fields.category}
          label={text('items.write.category')}
          value={draft.category}
          onChange={({ currentTarget }) =>
            change({ category: currentTarget.value, chosen: null, functional: '' })
          }
          error={errorOf('category')}
        >
          <option value="">{text('items.write.choose')}</option>
          {composer.categories.map(({ category }) => (
            <option key={category} value={category}>
              {text(`items.category.${category}`)}
            </option>
          ))}
        </NativeSelect>
        {draft.kind === 'fact' && !listed && (
          <NativeSelect
            id={fields.sourceKind}
            label={text('items.write.source')}
            value={draft.sourceKind}
            onChange={({ currentTarget }) =>
              change({ sourceKind: currentTarget.value as Draft['sourceKind'], credibility: '' })
            }
            error={errorOf('sourceKind')}
            data={sourceKinds.map((kind) => ({ value: kind, label: text(`items.source.${kind}`) }))}
          />
        )}
        {draft.kind === 'fact' && !listed && (
          <NativeSelect
            id={fields.credibility}
            label={text('items.write.sure')}
            value={sureness(draft)}
            onChange={({ currentTarget }) =>
              change({ credibility: currentTarget.value as Draft['credibility'] })
            }
            data={credibilities.map((one) => ({ value: one, label: text(`items.sure.${one}`) }))}
          />
        )}
      </div>
      {isHealth(draft) && !draft.special && (
        <HealthWords draft={draft} change={change} errorOf={errorOf} />
      )}
      {draft.kind === 'assessment' && !listed && (
        <>
          <Textarea
            id={fields.method}
            label={text('items.write.method')}
            description={text('items.write.method-note')}
            value={draft.method}
            onChange={({ currentTarget }) => change({ method: currentTarget.value })}
            error={errorOf('method')}
            autosize
            minRows={2}
          />
          <Facts caseRef={composer.ref} draft={draft} change={change} error={errorOf('facts')} />
        </>
      )}
      {!listed && <More draft={draft} change={change} errorOf={errorOf} composer={composer} />}
    </>
  )
}

interface FactsProps extends Pick<PartProps, 'draft' | 'change'> {
  caseRef: string
  error: string | undefined
}

/** The facts that the author reads; an assessment cannot stand on another assessment. */
function Facts({ caseRef, draft, change, error }: FactsProps) {
  const text = useText()
  const { data } = useQuery(itemsQuery(caseRef))
  const facts = (data?.items ?? []).filter(
    ({ kind, state }) => kind === 'fact' && state === 'current',
  )
  return (
    <Checkbox.Group
      id={fields.facts}
      tabIndex={-1}
      label={text('items.write.facts')}
      value={draft.facts}
      onChange={(chosen) => change({ facts: chosen })}
      error={error}
    >
      <div className={styles.facts}>
        {facts.length === 0 && <p className={styles.none}>{text('items.write.facts-none')}</p>}
        {facts.map(({ id, words, owner }) => (
          <Checkbox
            key={id}
            value={id}
            label={
              words?.functional
                ? text(`items.functional.${words.functional.code}`)
                : (words?.text ?? '')
            }
            description={owner.name}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}

/** What is rarely needed: the source in words, and the two days. */
function More({ composer, draft, change, errorOf }: PartProps) {
  const text = useText()
  const format = useFormat()
  const panel = useId()
  const usual = composer.categories.find(({ category }) => category === draft.category)?.reviewBy
  const touched = draft.source !== '' || draft.reviewBy !== '' || draft.asOf !== composer.today
  const [open, setOpen] = useState(touched)
  return (
    <div>
      <button
        type="button"
        className="tc-link"
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
      >
        {text('items.write.more')}
      </button>
      {open && (
        <div id={panel} className={styles.more}>
          {draft.kind === 'fact' && (
            <TextInput
              label={text('items.write.source-words')}
              description={text('items.write.source-words-note')}
              value={draft.source}
              maxLength={500}
              onChange={({ currentTarget }) => change({ source: currentTarget.value })}
            />
          )}
          <div className={styles.pair}>
            <TextInput
              id={fields.asOf}
              type="date"
              label={text('items.write.as-of')}
              value={draft.asOf}
              max={composer.today}
              onChange={({ currentTarget }) => change({ asOf: currentTarget.value })}
              error={errorOf('asOf')}
            />
            <TextInput
              id={fields.reviewBy}
              type="date"
              label={text('items.write.review-by')}
              description={usual && text('items.write.review-latest', { date: format.date(usual) })}
              max={usual}
              value={draft.reviewBy || usual || ''}
              min={composer.today}
              onChange={({ currentTarget }) => change({ reviewBy: currentTarget.value })}
              error={errorOf('reviewBy')}
            />
          </div>
        </div>
      )}
    </div>
  )
}
