import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core'
import type { Format } from '../../../../web/format.ts'
import { useFormat, useText } from '../../../../web/words.ts'
import styles from './notices.module.css'
import { type CaseDraft, type Ground, grounds, type How, hows } from './open-case-draft.ts'

interface InformingProps {
  draft: CaseDraft
  change: (part: Partial<CaseDraft>) => void
  errorOf: (field: string) => string | undefined
}

/** How the person was told that a case begins, or why not yet and when that is looked at again. */
export function Informing({ draft, change, errorOf }: InformingProps) {
  const text = useText()
  return (
    <Radio.Group
      id="open-informed"
      tabIndex={-1}
      label={text('notices.open.informed')}
      error={errorOf('open-informed')}
      value={draft.state || null}
      onChange={(state) => change({ state: state as CaseDraft['state'] })}
    >
      <div className={styles.choices}>
        <Radio value="informed" label={text('notices.open.informed-yes')} />
        {draft.state === 'informed' && <Told draft={draft} change={change} errorOf={errorOf} />}
        <Radio value="not_yet" label={text('notices.open.informed-not-yet')} />
        {draft.state === 'not_yet' && <NotYet draft={draft} change={change} errorOf={errorOf} />}
      </div>
    </Radio.Group>
  )
}

function Told({ draft, change, errorOf }: InformingProps) {
  const text = useText()
  const format = useFormat()
  return (
    <div className={styles.nested}>
      <div className={styles.fields}>
        <TextInput
          id="open-on"
          type="date"
          label={text('notices.open.on')}
          error={errorOf('open-on')}
          value={draft.on}
          onChange={(event) => change({ on: event.currentTarget.value })}
        />
        <NativeSelect
          id="open-how"
          label={text('notices.open.how')}
          error={errorOf('open-how')}
          value={draft.how}
          data={[
            { value: '', label: text('notices.open.choose') },
            ...hows.map((value) => ({ value, label: text(`notices.open.hows.${value}`) })),
          ]}
          onChange={(event) => change({ how: event.currentTarget.value as How })}
        />
        <NativeSelect
          id="open-language"
          label={text('notices.open.language')}
          error={errorOf('open-language')}
          value={draft.language}
          data={[
            { value: '', label: text('notices.open.choose') },
            ...languageChoices(draft.language, format),
          ]}
          onChange={(event) => change({ language: event.currentTarget.value })}
        />
      </div>
    </div>
  )
}

function NotYet({ draft, change, errorOf }: InformingProps) {
  const text = useText()
  return (
    <div className={styles.nested}>
      <div className={styles.fields}>
        <NativeSelect
          id="open-ground"
          label={text('notices.open.ground')}
          error={errorOf('open-ground')}
          value={draft.ground}
          data={[
            { value: '', label: text('notices.open.choose') },
            ...grounds.map((value) => ({ value, label: text(`notices.open.grounds.${value}`) })),
          ]}
          onChange={(event) => change({ ground: event.currentTarget.value as Ground })}
        />
        <TextInput
          id="open-review"
          type="date"
          label={text('notices.open.review')}
          description={text('notices.open.review-note')}
          inputWrapperOrder={['label', 'error', 'input', 'description']}
          error={errorOf('open-review')}
          value={draft.reviewOn}
          onChange={(event) => change({ reviewOn: event.currentTarget.value })}
        />
      </div>
      <Textarea
        id="open-ground-reason"
        autosize
        minRows={2}
        maxLength={1000}
        label={text('notices.open.ground-reason')}
        error={errorOf('open-ground-reason')}
        value={draft.groundReason}
        onChange={(event) => change({ groundReason: event.currentTarget.value })}
      />
    </div>
  )
}

const spoken = [
  'ar',
  'bg',
  'cs',
  'de',
  'el',
  'en',
  'es',
  'fa',
  'fr',
  'hr',
  'hu',
  'it',
  'ku',
  'nl',
  'pl',
  'ps',
  'pt',
  'ro',
  'ru',
  'so',
  'sq',
  'sr',
  'ti',
  'tr',
  'uk',
  'ur',
] as const

/** Languages by their name in the reader's language; one that the list announced is always there. */
function languageChoices(announced: string, format: Format) {
  const codes = new Set<string>(spoken)
  if (announced) codes.add(announced)
  return [...codes]
    .map((value) => ({ value, label: format.language(value) }))
    .sort((a, b) => a.label.localeCompare(b.label))
}
