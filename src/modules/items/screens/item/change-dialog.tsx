import { NativeSelect, Radio, Textarea } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import type { FormError } from '../../../../web/parts/form-errors.tsx'
import { WordingNotices } from '../../../../web/parts/wording-notices.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { ChangeItem, ItemDetail } from '../../contract.ts'
import { credibilities, functionalStatements, itemKinds, sourceKinds } from '../../vocabulary.ts'
import type { KeptWordings } from '../../wording/vocabulary.ts'
import styles from '../item.module.css'
import { useItemAct } from '../item-queries.ts'
import { ActDialog } from './act-dialog.tsx'

const fields = {
  text: 'change-text',
  reason: 'change-reason',
  method: 'change-method',
  facts: 'change-kind',
  wrong: 'change-wrong',
}

interface Typed {
  kind: ItemDetail['kind']
  text: string
  functional: string
  sourceKind: string
  credibility: string
  method: string
  reason: string
  kept: KeptWordings
  /** Null: not said yet; it decides who is told, so it is asked and never assumed. */
  wrong: boolean | null
}

/** A new version beside the former ones, with the reason why. */
export function ChangeDialog({ item, onClose }: { item: ItemDetail; onClose: () => void }) {
  const text = useText()
  const { words } = item
  const [typed, setTyped] = useState<Typed>({
    kind: item.kind,
    text: words?.text ?? '',
    functional: words?.functional?.code ?? '',
    sourceKind: words?.sourceKind ?? 'observed',
    credibility: words?.credibility ?? 'confirmed',
    method: words?.method ?? '',
    reason: '',
    kept: [],
    wrong: item.state === 'contested' ? false : null,
  })
  const [missing, setMissing] = useState<FormError[]>([])
  const change = (part: Partial<Typed>) => setTyped({ ...typed, ...part })
  const save = useItemAct<void>(
    item.id,
    () => api.post(`/items/${item.id}/versions`, bodyOf(item, typed), { ifMatch: item.version }),
    () => {
      onClose()
      void toast(text(typed.wrong ? 'items.act-done.correct' : 'items.act-done.change'))
    },
  )
  const submit = () => {
    const found: FormError[] = []
    if (!typed.functional && !typed.text.trim())
      found.push({ field: fields.text, message: text('problems.item_text_missing') })
    if (!typed.reason.trim())
      found.push({ field: fields.reason, message: text('problems.item_reason_missing') })
    if (typed.wrong === null)
      found.push({ field: fields.wrong, message: text('items.change-why.missing') })
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  return (
    <ActDialog
      title={text('items.act.change')}
      save={text('items.page.save-version')}
      saving={save.isPending}
      error={save.error}
      missing={missing}
      fields={fields}
      onSave={submit}
      onClose={onClose}
    >
      {words?.functional ? (
        <NativeSelect
          id={fields.text}
          label={text('items.write.functional')}
          value={typed.functional}
          onChange={({ currentTarget }) => change({ functional: currentTarget.value })}
          data={functionalStatements.map((code) => ({
            value: code,
            label: text(`items.functional.${code}`),
          }))}
        />
      ) : (
        <Plain item={item} typed={typed} change={change} />
      )}
      <Textarea
        id={fields.reason}
        label={text('items.page.why-version')}
        value={typed.reason}
        onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
        maxLength={4000}
        autosize
        minRows={1}
      />
      {item.state === 'contested' ? (
        <p className={styles.why}>{text('items.change-why.contested')}</p>
      ) : (
        <Wrong typed={typed} change={change} missing={missing} />
      )}
    </ActDialog>
  )
}

/** Whether it changed or was never right: only the second is a correction, which reaches everybody who was given it. */
function Wrong({
  typed,
  change,
  missing,
}: Omit<PlainProps, 'item'> & { missing: readonly FormError[] }) {
  const text = useText()
  return (
    <Radio.Group
      id={fields.wrong}
      label={text('items.change-why.label')}
      value={typed.wrong === null ? null : String(typed.wrong)}
      onChange={(value) => change({ wrong: value === 'true' })}
      error={missing.find(({ field }) => field === fields.wrong)?.message}
    >
      <Radio
        mt={6}
        value="false"
        label={text('items.change-why.newer')}
        description={text('items.page.version-note')}
      />
      <Radio
        mt={6}
        value="true"
        label={text('items.change-why.wrong')}
        description={text('items.change-why.wrong-note')}
      />
    </Radio.Group>
  )
}

interface PlainProps {
  item: ItemDetail
  typed: Typed
  change: (part: Partial<Typed>) => void
}

function Plain({ item, typed, change }: PlainProps) {
  const text = useText()
  const kinds = itemKinds.filter((kind) => kind !== 'assessment' || item.facts.length > 0)
  return (
    <>
      <Radio.Group
        id={fields.facts}
        label={text('items.write.what')}
        value={typed.kind}
        onChange={(kind) => change({ kind: kind as Typed['kind'] })}
      >
        <div className={styles.actions}>
          {kinds.map((kind) => (
            <Radio key={kind} value={kind} label={text(`items.kind.${kind}`)} />
          ))}
        </div>
      </Radio.Group>
      <div>
        <Textarea
          id={fields.text}
          label={text('items.write.text')}
          value={typed.text}
          onChange={({ currentTarget }) => change({ text: currentTarget.value })}
          maxLength={4000}
          autosize
          minRows={3}
        />
        <WordingNotices
          text={typed.text}
          onText={(words) => change({ text: words })}
          kept={typed.kept}
          onKept={(kept) => change({ kept })}
          context={{ category: item.category, ownAgencyOnly: item.mode === 'agency' }}
        />
      </div>
      {typed.kind === 'fact' && (
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
      {typed.kind === 'assessment' && (
        <Textarea
          id={fields.method}
          label={text('items.write.method')}
          value={typed.method}
          onChange={({ currentTarget }) => change({ method: currentTarget.value })}
          autosize
          minRows={2}
        />
      )}
    </>
  )
}

function bodyOf(item: ItemDetail, typed: Typed) {
  const { kind, kept } = typed
  const reason = typed.reason.trim()
  const wrong = typed.wrong === true && { wrong: true }
  if (typed.functional) {
    const functional = { code: typed.functional, until: item.words?.functional?.until ?? null }
    return { kind: 'fact', functional, reason, ...wrong }
  }
  return {
    ...{ kind, text: typed.text.trim(), reason, kept, ...wrong },
    ...(kind === 'fact' && { sourceKind: typed.sourceKind, credibility: typed.credibility }),
    ...(kind === 'assessment' && {
      method: typed.method.trim(),
      facts: item.facts.map(({ id }) => id),
    }),
    ...(kind === 'statement' && {
      language: item.words?.language ?? document.documentElement.lang,
    }),
    ...(item.words?.source && { source: item.words.source }),
  } satisfies Record<string, unknown> as unknown as ChangeItem
}
