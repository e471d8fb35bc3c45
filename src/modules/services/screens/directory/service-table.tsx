import { Link } from '@tanstack/react-router'
import { Chip } from '../../../../web/parts/chip.tsx'
import { DomainName } from '../../../../web/parts/domain.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import type { Service } from '../../contract.ts'
import styles from './directory.module.css'
import { Reviewed } from './reviewed.tsx'

const columns = ['service', 'domains', 'languages', 'place', 'cost', 'places', 'reviewed'] as const

/** The directory as a table; what nobody looked at for a year is grey and says so. */
export function ServiceTable({ services }: { services: readonly Service[] }) {
  const text = useText()
  return (
    <DataTable
      caption={text('services.caption')}
      head={columns.map((column) => (
        <th key={column} scope="col">
          {text(`services.columns.${column}`)}
        </th>
      ))}
    >
      {services.map((service) => (
        <Row key={service.id} service={service} />
      ))}
    </DataTable>
  )
}

function Row({ service }: { service: Service }) {
  const text = useText()
  const format = useFormat()
  const { domains, languages, prisonNames } = service
  return (
    <tr className={service.overdue ? styles.old : undefined}>
      <th scope="row">
        <Link to="/services/$id" params={{ id: service.id }}>
          {service.name}
        </Link>
        <span className={styles.under}>{service.provider}</span>
      </th>
      <td data-label={text('services.columns.domains')}>
        <span className={styles.domains}>
          {domains.map((domain) => (
            <DomainName key={domain} domain={domain} />
          ))}
          {domains.length === 0 && text('services.not-known')}
        </span>
      </td>
      <td data-label={text('services.columns.languages')}>
        {languages.length > 0
          ? format.list(languages.map(format.language))
          : text('services.not-known')}
      </td>
      <td data-label={text('services.columns.place')}>
        <span>
          {service.town || text('services.not-known')}
          {prisonNames.length > 0 && (
            <span className={styles.under}>
              {text('services.inside', { names: format.list(prisonNames.map(({ name }) => name)) })}
            </span>
          )}
        </span>
      </td>
      <td data-label={text('services.columns.cost')}>{text(`services.costs.${service.cost}`)}</td>
      <td data-label={text('services.columns.places')}>{placesOf(service, text)}</td>
      <td data-label={text('services.columns.reviewed')}>
        {service.retiredOn ? (
          <Chip state="neutral">{text('services.retired')}</Chip>
        ) : (
          <Reviewed on={service.reviewedOn} overdue={service.overdue} />
        )}
      </td>
    </tr>
  )
}

/** A number where one is stated, else the words of the provider. */
export function placesOf(
  { capacityUnits, capacityNote }: Pick<Service, 'capacityUnits' | 'capacityNote'>,
  text: Text,
): string {
  if (capacityNote) return capacityNote
  if (capacityUnits === null) return text('services.not-known')
  return text('services.places', { count: capacityUnits })
}
