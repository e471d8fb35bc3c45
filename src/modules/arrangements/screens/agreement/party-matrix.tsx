import { Button, NativeSelect, Select } from '@mantine/core'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useText } from '../../../../web/words.ts'
import type { Agency } from '../../../admin/contract.ts'
import { Category, type DraftParty, Right } from '../../draft-contract.ts'
import styles from './agreement.module.css'
import type { DraftPartProps } from './fact-fields.tsx'
import { emptyCells, filled } from './lines.ts'
import { PartyDetails } from './party-details.tsx'
import { newParty } from './template.ts'

/** Who is party, and what each party gets of each category: the heart of an agreement. */
export function PartyMatrix({
  content,
  change,
  agencies,
  error,
}: DraftPartProps & { error?: string }) {
  const text = useText()
  const { parties, fallbackAgencyId } = content
  const empty = emptyCells(content)
  const left = agencies.filter(({ id }) => !parties.some(({ agencyId }) => agencyId === id))
  const add = (value: string | null) => {
    const agency = agencies.find(({ id }) => String(id) === value)
    if (!agency) return
    change({ parties: [...parties, newParty(agency, agency.id === fallbackAgencyId)] })
  }
  const put = (party: DraftParty) =>
    change({ parties: parties.map((one) => (one.agencyId === party.agencyId ? party : one)) })
  const remove = (agencyId: number) =>
    change({ parties: parties.filter((party) => party.agencyId !== agencyId) })
  return (
    <Section title={text('agreements.parties.title')} note={text('agreements.parties.note')}>
      <Select
        id="parties"
        className={styles.add}
        label={text('agreements.parties.add')}
        searchable
        value={null}
        error={error}
        data={left.map(({ id, name }) => ({ value: String(id), label: name }))}
        onChange={add}
      />
      {empty > 0 && (
        <p className={styles.facts}>
          {text('agreements.parties.empty', { count: empty })}{' '}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => change({ parties: filled(parties) })}
          >
            {text('agreements.parties.fill')}
          </Button>
        </p>
      )}
      {parties.length === 0 && <Empty>{text('agreements.parties.none')}</Empty>}
      {parties.map((party) => {
        const agency = agencies.find(({ id }) => id === party.agencyId)
        return (
          agency && (
            <PartyRights
              key={party.agencyId}
              agency={agency}
              party={party}
              onChange={put}
              onRemove={() => remove(party.agencyId)}
            />
          )
        )
      })}
    </Section>
  )
}

interface PartyRightsProps {
  agency: Agency
  party: DraftParty
  onChange: (party: DraftParty) => void
  onRemove: () => void
}

function PartyRights({ agency, party, onChange, onRemove }: PartyRightsProps) {
  const text = useText()
  return (
    <fieldset className={styles.party}>
      <legend>
        <AgencyBadge agency={agency} withName />
      </legend>
      <div className={styles.rights}>
        {Category.options.map((category) => (
          <NativeSelect
            key={category}
            size="sm"
            label={text(`agreements.categories.${category}`)}
            aria-label={text('agreements.parties.right-of', {
              name: agency.name,
              category: text(`agreements.categories.${category}`),
            })}
            value={party.rights[category] ?? ''}
            data={[
              ...(party.rights[category] ? [] : [{ value: '', label: text('agreements.choose') }]),
              ...Right.options.map((value) => ({
                value,
                label: text(`agreements.rights.${value}`),
              })),
            ]}
            onChange={(event) => {
              const right = event.currentTarget.value as Right
              onChange({ ...party, rights: { ...party.rights, [category]: right } })
            }}
          />
        ))}
      </div>
      <PartyDetails agency={agency} party={party} onChange={onChange} />
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onRemove}>
        {text('agreements.parties.remove', { name: agency.name })}
      </Button>
    </fieldset>
  )
}
