import { Checkbox, Radio, Select, TextInput } from '@mantine/core'
import { useFormat, useText } from '../../../../web/words.ts'
import {
  Capacity,
  type Consents,
  ConsentWay,
  HelpDomain,
  TextLanguage,
} from '../../consent-contract.ts'
import styles from '../rights.module.css'
import { type Draft, fields } from './say-consent.tsx'

interface FieldsProps {
  draft: Draft
  change: (part: Partial<Draft>) => void
  errorOf: (field: keyof typeof fields) => string | undefined
}

const spokenLanguages = [
  'ar',
  'de',
  'en',
  'es',
  'fa',
  'fr',
  'it',
  'nl',
  'pl',
  'ps',
  'ro',
  'ru',
  'so',
]
  .concat(['sq', 'sr', 'ti', 'tr', 'uk'])
  .sort()

/** Which help, for which agencies, in which language the text is shown. */
export function HelpFields({ read, draft, change, errorOf }: FieldsProps & { read: Consents }) {
  const text = useText()
  const format = useFormat()
  const lane = read.lanes.find(({ domain }) => domain === draft.domain)
  const helpers = new Set(lane?.helpers.map(({ id }) => id))
  const listed = [...read.agencies].sort(
    (a, b) => Number(helpers.has(b.id)) - Number(helpers.has(a.id)) || a.name.localeCompare(b.name),
  )
  return (
    <>
      <div className={styles.pair}>
        <Select
          id={fields.domain}
          label={text('rights.consents.form.domain')}
          error={errorOf('domain')}
          data={read.lanes.map(({ domain }) => ({
            value: domain,
            label: text(`domains.${domain}`),
          }))}
          value={draft.domain}
          allowDeselect={false}
          onChange={(one) => {
            const domain = HelpDomain.parse(one)
            const next = read.lanes.find((other) => other.domain === domain)
            change({ domain, agencies: next?.helpers.map(({ id }) => id) ?? [] })
          }}
        />
        <Select
          id={fields.language}
          label={text('rights.consents.form.language')}
          data={TextLanguage.options.map((code) => ({ value: code, label: format.language(code) }))}
          value={draft.language}
          allowDeselect={false}
          onChange={(code) => change({ language: TextLanguage.parse(code) })}
        />
      </div>
      {lane?.refusal === null && (
        <fieldset className={styles.fieldset} id={fields.agencies} tabIndex={-1}>
          <legend>{text('rights.consents.form.agencies')}</legend>
          {errorOf('agencies') && <p className={styles.error}>{errorOf('agencies')}</p>}
          {listed
            .filter(
              ({ id }) => helpers.size === 0 || helpers.has(id) || draft.agencies.includes(id),
            )
            .map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                checked={draft.agencies.includes(id)}
                onChange={(event) =>
                  change({
                    agencies: event.currentTarget.checked
                      ? [...draft.agencies, id]
                      : draft.agencies.filter((other) => other !== id),
                  })
                }
              />
            ))}
        </fieldset>
      )}
    </>
  )
}

/** What the person answered, how, and who was there. */
export function AnswerFields({ draft, change, errorOf }: FieldsProps) {
  const text = useText()
  const format = useFormat()
  return (
    <>
      <Radio.Group
        id={fields.answer}
        label={text('rights.consents.form.answer')}
        error={errorOf('answer')}
        value={draft.answer}
        onChange={(answer) => change({ answer: answer === 'given' ? 'given' : 'refused' })}
      >
        {(['given', 'refused'] as const).map((one) => (
          <Radio key={one} mt={6} value={one} label={text(`rights.consents.answer.${one}`)} />
        ))}
      </Radio.Group>
      <Radio.Group
        label={text('rights.consents.form.capacity')}
        value={draft.capacity}
        onChange={(capacity) => change({ capacity: Capacity.parse(capacity) })}
      >
        {Capacity.options.map((one) => (
          <Radio
            key={one}
            mt={6}
            value={one}
            label={text(`rights.consents.form.capacity.${one}`)}
          />
        ))}
      </Radio.Group>
      <Radio.Group
        label={text('rights.consents.form.way')}
        value={draft.way}
        onChange={(way) => change({ way: ConsentWay.parse(way) })}
      >
        {ConsentWay.options.map((one) => (
          <Radio key={one} mt={6} value={one} label={text(`rights.consents.form.way.${one}`)} />
        ))}
      </Radio.Group>
      {draft.way === 'witnessed' && (
        <TextInput
          id={fields.witness}
          label={text('rights.consents.form.witness')}
          error={errorOf('witness')}
          maxLength={120}
          value={draft.witness}
          onChange={(event) => change({ witness: event.currentTarget.value })}
        />
      )}
      <div className={styles.pair}>
        <TextInput
          id={fields.explainedBy}
          label={text('rights.consents.form.explained')}
          error={errorOf('explainedBy')}
          maxLength={120}
          value={draft.explainedBy}
          onChange={(event) => change({ explainedBy: event.currentTarget.value })}
        />
        <Select
          label={text('rights.consents.form.spoken')}
          data={[
            { value: '', label: text('rights.consents.form.same') },
            ...spokenLanguages.map((code) => ({ value: code, label: format.language(code) })),
          ]}
          value={draft.spoken}
          allowDeselect={false}
          onChange={(spoken) => change({ spoken: spoken ?? '' })}
        />
      </div>
      <TextInput
        id={fields.on}
        type="date"
        label={text('rights.consents.form.on')}
        error={errorOf('on')}
        value={draft.on}
        onChange={(event) => change({ on: event.currentTarget.value })}
      />
    </>
  )
}
