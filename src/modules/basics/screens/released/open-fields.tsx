import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { FormError } from '../../../../web/parts/form-errors.tsx'
import { type Text, useText } from '../../../../web/words.ts'
import type { OpenCase } from '../../../timeline/notice-contract.ts'
import styles from '../basics.module.css'
import { basesQuery } from '../basics-queries.ts'

export interface OpenDraft {
  clauseId: string
  reason: string
  informed: 'informed' | 'not_yet' | ''
  language: string
  ground: 'not_reached' | 'in_transfer'
  why: string
}

export const noOpening: OpenDraft = {
  clauseId: '',
  reason: '',
  informed: '',
  language: 'en',
  ground: 'not_reached',
  why: '',
}

const languages = ['en', 'nl', 'fr', 'de', 'es', 'ar', 'tr', 'pl', 'ro', 'ru', 'uk'] as const
const reviewAfterDays = 7

/** What is missing before the case can be opened. */
export function openMissing(draft: OpenDraft, text: Text): FormError[] {
  const wanted: [boolean, string, string][] = [
    [!draft.clauseId, 'open-basis', 'basis'],
    [draft.reason.trim().length < 3, 'open-reason', 'reason'],
    [!draft.informed, 'open-informed', 'informed'],
    [draft.informed === 'not_yet' && draft.why.trim().length < 3, 'open-why', 'ground-reason'],
  ]
  return wanted
    .filter(([missing]) => missing)
    .map(([, field, word]) => ({ field, message: text(`notices.open.missing.${word}`) }))
}

/** The decision as the server reads it. Who was told was told today, in a talk. */
export function openingOf(draft: OpenDraft, today: string): OpenCase {
  return {
    clauseId: Number(draft.clauseId),
    reason: draft.reason.trim(),
    informed:
      draft.informed === 'informed'
        ? { state: 'informed', on: today, how: 'talk', language: draft.language }
        : {
            state: 'not_yet',
            ground: draft.ground,
            reason: draft.why.trim(),
            reviewOn: daysLater(today, reviewAfterDays),
          },
    notSameAs: [],
  }
}

function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

interface FieldsProps {
  draft: OpenDraft
  onChange: (part: Partial<OpenDraft>) => void
  errorOf: (field: string) => string | undefined
}

/** The decision to open a case, as short as an emergency allows: basis, reason, informed or not yet. */
export function OpenFields({ draft, onChange, errorOf }: FieldsProps) {
  const text = useText()
  const bases = useQuery(basesQuery)
  return (
    <>
      <NativeSelect
        id="open-basis"
        label={text('notices.open.basis')}
        error={errorOf('open-basis')}
        value={draft.clauseId}
        data={[
          { value: '', label: text('notices.open.choose') },
          ...(bases.data ?? []).map(({ id, label, title }) => ({
            value: String(id),
            label: text('basics.released.basis', { label, title }),
          })),
        ]}
        onChange={(event) => onChange({ clauseId: event.currentTarget.value })}
      />
      <Textarea
        id="open-reason"
        label={text('notices.open.reason')}
        autosize
        minRows={2}
        maxLength={2000}
        error={errorOf('open-reason')}
        value={draft.reason}
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
      />
      <Radio.Group
        id="open-informed"
        tabIndex={-1}
        label={text('notices.open.informed')}
        error={errorOf('open-informed')}
        value={draft.informed || null}
        onChange={(informed) => onChange({ informed: informed as OpenDraft['informed'] })}
      >
        <div className={styles.form}>
          <Radio value="informed" label={text('basics.released.informed')} />
          {draft.informed === 'informed' && (
            <LanguageField value={draft.language} onChange={(language) => onChange({ language })} />
          )}
          <Radio value="not_yet" label={text('basics.released.not-yet')} />
          {draft.informed === 'not_yet' && (
            <TextInput
              id="open-why"
              label={text('notices.open.ground-reason')}
              maxLength={1000}
              error={errorOf('open-why')}
              value={draft.why}
              onChange={(event) => onChange({ why: event.currentTarget.value })}
            />
          )}
        </div>
      </Radio.Group>
    </>
  )
}

function LanguageField({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const text = useText()
  const names = new Intl.DisplayNames(document.documentElement.lang || 'en', { type: 'language' })
  return (
    <NativeSelect
      id="open-language"
      label={text('notices.open.language')}
      value={value}
      data={languages.map((code) => ({ value: code, label: names.of(code) ?? code }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
