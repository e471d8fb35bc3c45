import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { useText } from '../../../../web/words.ts'
import type { Agency } from '../../../admin/contract.ts'
import type { DraftContent } from '../../draft-contract.ts'
import styles from './agreement.module.css'

export interface DraftPartProps {
  content: DraftContent
  change: (part: Partial<DraftContent>) => void
  agencies: readonly Agency[]
}

/** Name, place of the paper, validity, basis, and the desk that leads when nobody else does. */
export function FactFields({
  content,
  change,
  agencies,
  errorOf,
}: DraftPartProps & { errorOf: (field: string) => string | undefined }) {
  const text = useText()
  const plain = (field: 'title' | 'reference' | 'document') => (
    <TextInput
      id={field}
      label={text(`agreements.fields.${field}`)}
      description={text(`agreements.fields.${field}-note`)}
      value={content[field]}
      maxLength={{ title: 160, reference: 60, document: 300 }[field]}
      error={errorOf(field)}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  )
  const day = (field: 'validFrom' | 'validUntil') => (
    <TextInput
      id={field}
      type="date"
      label={text(`agreements.fields.${field}`)}
      value={content[field] ?? ''}
      error={errorOf(field)}
      onChange={(event) => change({ [field]: event.currentTarget.value || null })}
    />
  )
  const parties = agencies.filter(({ id }) =>
    content.parties.some(({ agencyId }) => agencyId === id),
  )
  return (
    <div className={styles.fields}>
      {plain('title')}
      <div className={styles.pair}>
        {plain('reference')}
        {plain('document')}
      </div>
      <div className={styles.pair}>
        {day('validFrom')}
        {day('validUntil')}
      </div>
      <Textarea
        id="basis"
        label={text('agreements.fields.basis')}
        description={`${text('agreements.fields.basis-note')} ${text('agreements.fields.basis-register')}`}
        value={content.basis}
        maxLength={300}
        autosize
        minRows={2}
        error={errorOf('basis')}
        onChange={(event) => change({ basis: event.currentTarget.value })}
      />
      <Select
        id="fallbackAgencyId"
        label={text('agreements.fields.fallback')}
        description={text('agreements.fields.fallback-note')}
        value={content.fallbackAgencyId === null ? null : String(content.fallbackAgencyId)}
        error={errorOf('fallbackAgencyId')}
        data={parties.map(({ id, name }) => ({ value: String(id), label: name }))}
        onChange={(value) => change({ fallbackAgencyId: value ? Number(value) : null })}
      />
      <Checkbox
        label={text('agreements.fields.remand')}
        description={text('agreements.fields.remand-note')}
        checked={content.includesRemand}
        onChange={(event) => change({ includesRemand: event.currentTarget.checked })}
      />
    </div>
  )
}
