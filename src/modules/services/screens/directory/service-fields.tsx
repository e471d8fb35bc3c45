import { Checkbox, MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { agenciesQuery } from '../../../../web/agencies.ts'
import { useSession } from '../../../../web/session.ts'
import { useFormat, useText } from '../../../../web/words.ts'
import { ServiceCost, ServiceDomain, type ServiceEntry } from '../../contract.ts'
import styles from './directory.module.css'
import { usualLanguages } from './service-draft.ts'

export interface FieldsProps {
  draft: ServiceEntry
  change: (part: Partial<ServiceEntry>) => void
  errorOf: (field: string) => string | undefined
}

type TextField = {
  [K in keyof ServiceEntry]: ServiceEntry[K] extends string ? K : never
}[keyof ServiceEntry]

/** The particulars of one text field of the form. */
export function useTextField({ draft, change, errorOf }: FieldsProps) {
  const text = useText()
  return (field: Exclude<TextField, 'cost'>, maxLength = 200) => ({
    id: `service-${field}`,
    label: text(`services.fields.${field}`),
    value: draft[field],
    maxLength,
    error: errorOf(`service-${field}`),
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ [field]: event.currentTarget.value }),
  })
}

const LONG = { autosize: true, minRows: 2, maxRows: 10 } as const

/** Who provides it, what it does, and for whom. */
export function WhatFields(props: FieldsProps) {
  const text = useText()
  const field = useTextField(props)
  const { draft, change, errorOf } = props
  return (
    <div className={styles.fields}>
      <TextInput {...field('name')} autoComplete="off" />
      <ProviderFields {...props} />
      <Checkbox.Group
        label={text('services.fields.domains')}
        error={errorOf('service-domains')}
        value={draft.domains}
        onChange={(domains) => change({ domains: domains as ServiceDomain[] })}
      >
        <div className={styles.choices}>
          {ServiceDomain.options.map((domain, place) => (
            <Checkbox
              key={domain}
              id={place === 0 ? 'service-domains' : undefined}
              value={domain}
              label={text(`domains.${domain}`)}
            />
          ))}
        </div>
      </Checkbox.Group>
      <Textarea {...field('method', 2000)} {...LONG} />
      <Textarea {...field('targetGroup', 2000)} {...LONG} />
      <Textarea
        {...field('evidence', 2000)}
        {...LONG}
        description={text('services.form.evidence-note')}
      />
    </div>
  )
}

/** A partner agency, or somebody outside. Nobody but the coordinator writes for other agencies. */
function ProviderFields({ draft, change, errorOf }: FieldsProps) {
  const text = useText()
  const session = useSession()
  const { data } = useQuery(agenciesQuery)
  const coordinates = session?.functions.includes('coordinator')
  const agencies = (data ?? []).filter(
    ({ id }) => coordinates || id === session?.agency.id || id === draft.providerAgencyId,
  )
  return (
    <div className={styles.pair}>
      <NativeSelect
        id="service-providerAgencyId"
        label={text('services.fields.provider')}
        error={errorOf('service-providerAgencyId')}
        value={draft.providerAgencyId === null ? '' : String(draft.providerAgencyId)}
        data={[
          ...agencies.map(({ id, name }) => ({ value: String(id), label: name })),
          { value: '', label: text('services.form.outside') },
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          change(
            chosen
              ? { providerAgencyId: Number(chosen), providerName: null }
              : { providerAgencyId: null, providerName: '' },
          )
        }}
      />
      {draft.providerAgencyId === null && (
        <TextInput
          id="service-providerName"
          label={text('services.fields.providerName')}
          value={draft.providerName ?? ''}
          maxLength={200}
          error={errorOf('service-providerName')}
          onChange={(event) => change({ providerName: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

/** Where it is, when it is open, who answers, in which languages, and whether it goes inside a prison. */
export function ReachFields(props: FieldsProps) {
  const text = useText()
  const format = useFormat()
  const field = useTextField(props)
  const { draft, change } = props
  const languages = [...new Set([...usualLanguages, ...draft.languages])]
  return (
    <div className={styles.fields}>
      <Textarea {...field('access', 2000)} {...LONG} />
      <div className={styles.pair}>
        <Textarea {...field('hours', 2000)} {...LONG} />
        <TextInput {...field('waiting')} />
      </div>
      <div className={styles.pair}>
        <TextInput {...field('placeName')} />
        <TextInput {...field('street')} />
        <TextInput {...field('postcode')} />
        <TextInput {...field('town')} />
      </div>
      <MultiSelect
        id="service-languages"
        label={text('services.fields.languages')}
        placeholder={text('services.form.add-language')}
        searchable
        clearable={false}
        nothingFoundMessage={text('services.form.no-language')}
        value={draft.languages}
        data={languages.map((value) => ({ value, label: format.language(value) }))}
        onChange={(chosen) => change({ languages: chosen })}
      />
      <div className={styles.pair}>
        <TextInput {...field('contact')} description={text('services.form.contact-note')} />
        <TextInput {...field('phone', 60)} type="tel" />
        <TextInput {...field('email')} type="email" />
        <TextInput {...field('website', 500)} type="url" />
      </div>
      <PrisonField {...props} />
    </div>
  )
}

function PrisonField({ draft, change, errorOf }: FieldsProps) {
  const text = useText()
  const { data } = useQuery(agenciesQuery)
  const prisons = (data ?? []).filter(({ kind }) => kind === 'custody')
  if (prisons.length === 0) return null
  return (
    <Checkbox.Group
      label={text('services.fields.prisons')}
      error={errorOf('service-prisons')}
      value={draft.prisons.map(String)}
      onChange={(chosen) => change({ prisons: chosen.map(Number) })}
    >
      <div className={styles.choices}>
        {prisons.map(({ id, name }) => (
          <Checkbox key={id} value={String(id)} label={name} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

/** Who may use it, what it costs, how many places there are. */
export function TermsFields(props: FieldsProps) {
  const text = useText()
  const field = useTextField(props)
  const { draft, change, errorOf } = props
  return (
    <div className={styles.fields}>
      <Textarea {...field('eligibility', 2000)} {...LONG} />
      <div className={styles.pair}>
        <NativeSelect
          id="service-cost"
          label={text('services.fields.cost')}
          value={draft.cost}
          data={ServiceCost.options.map((value) => ({
            value,
            label: text(`services.costs.${value}`),
          }))}
          onChange={(event) => change({ cost: event.currentTarget.value as ServiceCost })}
        />
        <TextInput {...field('costNote', 2000)} />
      </div>
      <div className={styles.pair}>
        <TextInput
          id="service-capacityUnits"
          label={text('services.fields.capacityUnits')}
          inputMode="numeric"
          value={draft.capacityUnits === null ? '' : String(draft.capacityUnits)}
          error={errorOf('service-capacityUnits')}
          onChange={(event) => {
            const digits = event.currentTarget.value.replace(/\D/g, '').slice(0, 6)
            change({ capacityUnits: digits ? Number(digits) : null })
          }}
        />
        <TextInput {...field('capacityNote')} />
        <TextInput
          id="service-capacityAsOf"
          type="date"
          label={text('services.fields.capacityAsOf')}
          value={draft.capacityAsOf ?? ''}
          error={errorOf('service-capacityAsOf')}
          onChange={(event) => change({ capacityAsOf: event.currentTarget.value || null })}
        />
      </div>
    </div>
  )
}
