import { Checkbox, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { proposeCalendar } from '../../../../web/client.gen.ts'
import { type FormError, FormErrors } from '../../../../web/parts/form-errors.tsx'
import { useFormat, useText, useWords } from '../../../../web/words.ts'
import { countries, offered, type SetUpDraft, zoneOf } from './draft.ts'
import styles from './set-up.module.css'
import { StepButtons, type StepProps } from './steps.tsx'

/** Which city, where, in which languages and by which calendar. */
export function CityStep({ draft, change, onNext, refused }: StepProps & { refused: FormError[] }) {
  const text = useText()
  const [wrong, setWrong] = useState<FormError[]>(refused)
  const errorOf = (field: string) => wrong.find((error) => error.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn(draft, text)
    setWrong(found)
    if (found.length === 0) onNext()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h2 className={styles.heading}>{text('setup.city.title')}</h2>
      <FormErrors errors={wrong} />
      <TextInput
        id="city"
        label={text('setup.city.name')}
        description={text('setup.city.name-note')}
        value={draft.city}
        maxLength={120}
        error={errorOf('city')}
        onChange={(event) => change({ city: event.currentTarget.value })}
      />
      <TextInput
        id="office"
        label={text('setup.city.office')}
        description={text('setup.city.office-note')}
        value={draft.office}
        maxLength={120}
        error={errorOf('office')}
        onChange={(event) => change({ office: event.currentTarget.value })}
      />
      <Place draft={draft} change={change} />
      <Languages draft={draft} change={change} error={errorOf('languages')} />
      <Calendar draft={draft} change={change} />
      <StepButtons next={text('setup.next')} />
    </form>
  )
}

type PartProps = Pick<StepProps, 'draft' | 'change'>

function Place({ draft, change }: PartProps) {
  const text = useText()
  const { language } = useWords()
  const names = useMemo(
    () => new Intl.DisplayNames([language.format], { type: 'region' }),
    [language.format],
  )
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), [])
  return (
    <div className={styles.pair}>
      <Select
        id="country"
        label={text('setup.city.country')}
        searchable
        allowDeselect={false}
        value={draft.country}
        data={countries.map((value) => ({ value, label: names.of(value) ?? value }))}
        onChange={(country) =>
          country && change({ country, region: '', timeZone: zoneOf(country) ?? draft.timeZone })
        }
      />
      <Select
        id="time-zone"
        label={text('setup.city.time-zone')}
        searchable
        allowDeselect={false}
        value={draft.timeZone}
        data={zones}
        onChange={(timeZone) => timeZone && change({ timeZone })}
      />
    </div>
  )
}

function Languages({ draft, change, error }: PartProps & { error?: string }) {
  const text = useText()
  return (
    <div className={styles.pair}>
      <Checkbox.Group
        label={text('setup.city.languages')}
        description={text('setup.city.languages-note')}
        value={draft.languages}
        error={error}
        onChange={(languages) =>
          change({
            languages,
            language: languages.includes(draft.language) ? draft.language : (languages[0] ?? ''),
          })
        }
      >
        <div className={styles.choices} id="languages" tabIndex={-1}>
          {offered.map(({ code, name }) => (
            <Checkbox key={code} value={code} label={name} lang={code} />
          ))}
        </div>
      </Checkbox.Group>
      <Select
        id="language"
        label={text('setup.city.language')}
        allowDeselect={false}
        value={draft.language}
        data={offered
          .filter(({ code }) => draft.languages.includes(code))
          .map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(language) => language && change({ language })}
      />
    </div>
  )
}

function Calendar({ draft, change }: PartProps) {
  const text = useText()
  const format = useFormat()
  const { country, region, language } = draft
  const { data, isPending } = useQuery({
    queryKey: ['calendar-proposal', country, region, language],
    queryFn: ({ signal }) =>
      proposeCalendar(
        { query: { country, language: language || 'en', ...(region && { region }) } },
        { signal, quiet401: true },
      ),
    placeholderData: (former) => former,
  })
  const days = ['monday', 'saturday', 'sunday'] as const
  return (
    <>
      <div className={styles.pair}>
        <Select
          id="region"
          label={text('setup.city.region')}
          description={text('setup.city.region-note')}
          searchable
          clearable
          disabled={(data?.regions.length ?? 0) === 0}
          value={region || null}
          data={(data?.regions ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(value) => change({ region: value ?? '' })}
        />
        <Select
          id="week"
          label={text('setup.city.week')}
          description={text('setup.city.week-note')}
          allowDeselect={false}
          value={draft.weekStarts}
          data={days.map((value) => ({ value, label: text(`setup.week.${value}`) }))}
          onChange={(value) => value && change({ weekStarts: value as SetUpDraft['weekStarts'] })}
        />
      </div>
      {/* What follows does not move from under the finger when the days have come. */}
      {isPending && <div className={styles.awaited} aria-busy="true" />}
      {data && data.holidays.length > 0 && (
        <details className={styles.holidays}>
          <summary>{text('setup.city.holidays', { count: data.holidays.length })}</summary>
          <ul>
            {data.holidays.map(({ on, name }) => (
              <li key={`${on}${name}`}>
                <span className="tc-numbers">{format.date(on)}</span> {name}
              </li>
            ))}
          </ul>
          <p className="tc-note">{text('setup.city.holidays-note')}</p>
        </details>
      )}
    </>
  )
}

function missingIn(draft: SetUpDraft, text: (id: string) => string): FormError[] {
  return [
    ...(draft.city.trim().length < 2
      ? [{ field: 'city', message: text('setup.city.name-missing') }]
      : []),
    ...(draft.office.trim().length < 2
      ? [{ field: 'office', message: text('setup.city.office-missing') }]
      : []),
    ...(draft.languages.length === 0
      ? [{ field: 'languages', message: text('setup.city.languages-missing') }]
      : []),
  ]
}
