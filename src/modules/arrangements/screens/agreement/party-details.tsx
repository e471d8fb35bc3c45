import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useText } from '../../../../web/words.ts'
import type { Agency } from '../../../admin/contract.ts'
import { Category, type DraftParty, Right } from '../../draft-contract.ts'
import styles from './agreement.module.css'
import { competent } from './template.ts'

interface Props {
  agency: Agency
  party: DraftParty
  onChange: (party: DraftParty) => void
}

/** What most parties do not need: professional secrecy with its ground, and the execution of measures. */
export function PartyDetails({ agency, party, onChange }: Props) {
  const text = useText()
  return (
    <details className={styles.details}>
      <summary>{text('agreements.details.summary', { name: agency.name })}</summary>
      <Secrecy party={party} onChange={onChange} />
      {competent.includes(agency.kind) ? (
        <Measures agency={agency} party={party} onChange={onChange} />
      ) : (
        <p className={styles.facts}>{text('agreements.details.not-competent')}</p>
      )}
    </details>
  )
}

function Secrecy({ party, onChange }: Omit<Props, 'agency'>) {
  const text = useText()
  const put = (category: Category, ground: string | undefined) => {
    const { [category]: _, ...others } = party.secrecy
    onChange({
      ...party,
      secrecy: ground === undefined ? others : { ...others, [category]: ground },
    })
  }
  const given = Category.options.filter((one) => (party.rights[one] ?? 'none') !== 'none')
  return (
    <div className={styles.rights}>
      {given.map((category) => {
        const ground = party.secrecy[category]
        return (
          <div key={category}>
            <Checkbox
              size="sm"
              label={text('agreements.details.secrecy', {
                category: text(`agreements.categories.${category}`),
              })}
              checked={ground !== undefined}
              onChange={(event) => put(category, event.currentTarget.checked ? '' : undefined)}
            />
            {ground !== undefined && (
              <TextInput
                size="sm"
                label={text('agreements.details.ground')}
                value={ground}
                maxLength={300}
                onChange={(event) => put(category, event.currentTarget.value)}
              />
            )}
          </div>
        )
      })}
    </div>
  )
}

function Measures({ agency, party, onChange }: Props) {
  const text = useText()
  return (
    <>
      <p className={styles.facts}>{text('agreements.details.measures')}</p>
      <div className={styles.rights}>
        {Category.options.map((category) => (
          <NativeSelect
            key={category}
            size="sm"
            label={text(`agreements.categories.${category}`)}
            aria-label={text('agreements.details.measure-of', {
              name: agency.name,
              category: text(`agreements.categories.${category}`),
            })}
            value={party.supervision[category] ?? 'none'}
            data={Right.options.map((value) => ({
              value,
              label: text(`agreements.rights.${value}`),
            }))}
            onChange={(event) =>
              onChange({
                ...party,
                supervision: {
                  ...party.supervision,
                  [category]: event.currentTarget.value as Right,
                },
              })
            }
          />
        ))}
      </div>
    </>
  )
}
