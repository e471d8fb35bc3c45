import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { type FormError, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import type { ChangeSpecial, ItemDetail } from '../../contract.ts'
import { credibilities, sourceKinds, specialGrounds } from '../../vocabulary.ts'
import styles from '../item.module.css'
import { composerQuery, useItemAct } from '../item-queries.ts'
import { ActDialog } from './act-dialog.tsx'

const fields = {
  text: 'special-text',
  method: 'special-method',
  ground: 'special-ground',
  necessity: 'special-necessity',
  approver: 'special-approver',
  reviewBy: 'special-review',
  reason: 'special-reason',
}
type Field = keyof typeof fields

interface Typed {
  text: string
  sourceKind: string
  credibility: string
  method: string
  ground: string
  necessity: string
  approver: string
  reviewBy: string
  reason: string
}

const begunFrom = ({ words, ground, reviewUsual }: ItemDetail): Typed => ({
  text: words?.text ?? '',
  sourceKind: words?.sourceKind ?? 'observed',
  credibility: words?.credibility ?? 'confirmed',
  method: words?.method ?? '',
  ground: ground ?? '',
  // Why nothing less would do is said anew for what is said anew.
  ...{ necessity: '', approver: '', reviewBy: reviewUsual, reason: '' },
})

/** A change of sensitive words: what stands stays as it is until a second person has approved it. */
export function ChangeSpecialDialog({ item, onClose }: { item: ItemDetail; onClose: () => void }) {
  const text = useText()
  const [typed, setTyped] = useState<Typed>(() => begunFrom(item))
  const [missing, setMissing] = useState<FormError[]>([])
  const save = useItemAct<void>(
    item.id,
    () =>
      api.post(`/items/${item.id}/special-versions`, bodyOf(item, typed), {
        ifMatch: item.version,
      }),
    () => {
      onClose()
      void toast(text('items.act-done.change-special'))
    },
  )
  const refused = useFormProblems(save.error, fields)
  const errors = missing.length > 0 ? missing : refused
  const submit = () => {
    const found = missingIn(item, typed, text)
    setMissing(found)
    if (found.length === 0 && !save.isPending) save.mutate()
  }
  const parts: PartProps = {
    item,
    typed,
    change: (part) => setTyped((former) => ({ ...former, ...part })),
    errorOf: (field) => errors.find((error) => error.field === fields[field])?.message,
  }
  return (
    <ActDialog
      title={text('items.act.change')}
      save={text('items.proposal.ask')}
      saving={save.isPending}
      error={save.error}
      missing={missing}
      fields={fields}
      onSave={submit}
      onClose={onClose}
    >
      <p className={styles.why}>{text('items.proposal.stands')}</p>
      <What {...parts} />
      <Why {...parts} />
    </ActDialog>
  )
}

interface PartProps {
  item: ItemDetail
  typed: Typed
  change: (part: Partial<Typed>) => void
  errorOf: (field: Field) => string | undefined
}

/** The new words, and where they are known from. */
function What({ item, typed, change, errorOf }: PartProps) {
  const text = useText()
  return (
    <>
      <Textarea
        id={fields.text}
        label={text(item.kind === 'statement' ? 'items.write.own-words' : 'items.write.text')}
        value={typed.text}
        onChange={({ currentTarget }) => change({ text: currentTarget.value })}
        error={errorOf('text')}
        maxLength={4000}
        autosize
        minRows={3}
      />
      {item.kind === 'fact' && (
        <>
          <NativeSelect
            label={text('items.write.source')}
            value={typed.sourceKind}
            onChange={({ currentTarget }) => change({ sourceKind: currentTarget.value })}
            data={sourceKinds.map((kind) => ({ value: kind, label: text(`items.source.${kind}`) }))}
          />
          <NativeSelect
            label={text('items.write.sure')}
            value={typed.credibility}
            onChange={({ currentTarget }) => change({ credibility: currentTarget.value })}
            data={credibilities.map((one) => ({ value: one, label: text(`items.sure.${one}`) }))}
          />
        </>
      )}
      {item.kind === 'assessment' && (
        <Textarea
          id={fields.method}
          label={text('items.write.method')}
          value={typed.method}
          onChange={({ currentTarget }) => change({ method: currentTarget.value })}
          error={errorOf('method')}
          maxLength={4000}
          autosize
          minRows={2}
        />
      )}
    </>
  )
}

/** Ground and necessity, the second person, until when it holds, and why it changes. */
function Why({ item, typed, change, errorOf }: PartProps) {
  const text = useText()
  const format = useFormat()
  const composer = useQuery(composerQuery(item.ref))
  const approvers = composer.data?.approvers ?? []
  return (
    <>
      <Radio.Group
        id={fields.ground}
        tabIndex={-1}
        label={text('items.special.ground')}
        value={typed.ground}
        onChange={(ground) => change({ ground })}
        error={errorOf('ground')}
      >
        <div className={styles.grounds}>
          {specialGrounds.map((ground) => (
            <Radio key={ground} value={ground} label={text(`items.ground.${ground}`)} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        id={fields.necessity}
        label={text('items.special.necessity')}
        value={typed.necessity}
        onChange={({ currentTarget }) => change({ necessity: currentTarget.value })}
        error={errorOf('necessity')}
        maxLength={4000}
        autosize
        minRows={2}
      />
      <NativeSelect
        id={fields.approver}
        label={text('items.special.approver')}
        description={text(
          composer.data && approvers.length === 0
            ? 'items.special.approver-none'
            : 'items.special.approver-note',
        )}
        value={typed.approver}
        onChange={({ currentTarget }) => change({ approver: currentTarget.value })}
        error={errorOf('approver')}
        data={[
          { value: '', label: text('items.write.choose') },
          ...approvers.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      <TextInput
        id={fields.reviewBy}
        type="date"
        label={text('items.write.review-by')}
        description={text('items.write.review-latest', { date: format.date(item.reviewUsual) })}
        value={typed.reviewBy}
        min={item.today}
        max={item.reviewUsual}
        onChange={({ currentTarget }) => change({ reviewBy: currentTarget.value })}
        error={errorOf('reviewBy')}
      />
      <Textarea
        id={fields.reason}
        label={text('items.page.why-version')}
        value={typed.reason}
        onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
        error={errorOf('reason')}
        maxLength={4000}
        autosize
        minRows={1}
      />
    </>
  )
}

function missingIn(item: ItemDetail, typed: Typed, text: Text): FormError[] {
  const needed: [Field, string][] = [
    ['text', 'problems.item_text_missing'],
    ...(item.kind === 'assessment'
      ? ([['method', 'problems.item_method_missing']] as [Field, string][])
      : []),
    ['ground', 'problems.item_ground_missing'],
    ['necessity', 'problems.item_necessity_missing'],
    ['approver', 'problems.item_approver_unknown'],
    ['reviewBy', 'problems.item_review_missing'],
    ['reason', 'problems.item_reason_missing'],
  ]
  return needed
    .filter(([field]) => !typed[field].trim())
    .map(([field, id]) => ({ field: fields[field], message: text(id) }))
}

function bodyOf(item: ItemDetail, typed: Typed): Partial<ChangeSpecial> {
  const { kind } = item
  const { text, sourceKind, credibility, method, ground, necessity, approver, reviewBy } = typed
  return {
    ...{ kind, text: text.trim(), reviewBy, reason: typed.reason.trim() },
    ...(kind === 'fact' && {
      sourceKind: sourceKind as ChangeSpecial['sourceKind'],
      credibility: credibility as ChangeSpecial['credibility'],
    }),
    ...(kind === 'assessment' && { method: method.trim() }),
    ...(kind === 'statement' && item.words?.language && { language: item.words.language }),
    ...(item.words?.source && { source: item.words.source }),
    special: {
      ground: ground as ChangeSpecial['special']['ground'],
      necessity: necessity.trim(),
      approver: Number(approver),
    },
  }
}
