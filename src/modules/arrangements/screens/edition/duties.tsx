import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { useText } from '../../../../web/words.ts'
import { Duty } from '../../draft-contract.ts'
import type { EditionText } from '../../edition-contract.ts'
import styles from './edition.module.css'

/** Who answers for which of the eleven duties of joint controllers. */
export function Duties({ edition }: { edition: EditionText }) {
  const text = useText()
  const { duties, agreement } = edition
  const name = (id: number) => agreement.parties.find(({ agency }) => agency.id === id)?.agency.name
  return (
    <Section title={text('editions.duties.title')} note={text('editions.duties.note')}>
      <DataTable
        caption={text('editions.duties.title')}
        head={['duty', 'agency'].map((column) => (
          <th key={column} scope="col">
            {text(`editions.duties.${column}`)}
          </th>
        ))}
      >
        {Duty.options.map((duty) => {
          const agency = duties[duty]
          return (
            <tr key={duty}>
              <th scope="row">{text(`drafts.paper.duties.${duty}`)}</th>
              <td data-label={text('editions.duties.agency')}>
                {agency === undefined
                  ? text('editions.not-said')
                  : agency === 0
                    ? text('editions.duties.each')
                    : name(agency)}
              </td>
            </tr>
          )
        })}
      </DataTable>
    </Section>
  )
}

/** How long what is kept, and what becomes of it. */
export function Retention({ edition: { retention, reviewMonths } }: { edition: EditionText }) {
  const text = useText()
  return (
    <Section title={text('editions.retention.title')} note={text('editions.retention.note')}>
      {retention.length === 0 && <p className={styles.note}>{text('editions.not-said')}</p>}
      {retention.length > 0 && (
        <DataTable
          caption={text('editions.retention.title')}
          head={['category', 'kept', 'looked-at'].map((column) => (
            <th key={column} scope="col">
              {text(`editions.retention.${column}`)}
            </th>
          ))}
        >
          {retention.map((one) => (
            <tr key={`${one.purpose}.${one.category}`}>
              <th scope="row">
                {text('editions.retention.line', {
                  category: text(`agreements.categories.${one.category}`),
                  purpose: one.purpose,
                })}
              </th>
              <td data-label={text('editions.retention.kept')}>
                {text(`editions.retention.from.${one.from}`, { months: one.months })}{' '}
                {text(`editions.retention.outcome.${one.outcome}`)}
              </td>
              <td data-label={text('editions.retention.looked-at')}>
                {text('editions.retention.review', { months: one.review ?? reviewMonths })}
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </Section>
  )
}
