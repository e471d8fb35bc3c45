import type { ReactNode } from 'react'
import { DomainName } from '../../../../web/parts/domain.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Service } from '../../contract.ts'
import styles from './directory.module.css'
import { placesOf } from './service-table.tsx'

/** What an entry says, part by part; what is not known is left out rather than shown empty. */
export function ServiceFacts({ service }: { service: Service }) {
  const text = useText()
  const format = useFormat()
  const town = [service.postcode, service.town].filter(Boolean).join(' ')
  const place = [service.placeName, service.street, town].filter(Boolean).join('\n')
  const capacity = [
    placesOf(service, text),
    service.capacityAsOf && text('services.as-of', { day: format.date(service.capacityAsOf) }),
  ]
  const stated = service.capacityUnits !== null || service.capacityNote !== ''
  return (
    <>
      <Section title={text('services.parts.what')}>
        <dl className={styles.facts}>
          <Fact field="domains">
            {service.domains.length > 0 && (
              <span className={styles.domains}>
                {service.domains.map((domain) => (
                  <DomainName key={domain} domain={domain} />
                ))}
              </span>
            )}
          </Fact>
          <Fact field="method">{service.method}</Fact>
          <Fact field="targetGroup">{service.targetGroup}</Fact>
          <Fact field="evidence">{service.evidence}</Fact>
        </dl>
      </Section>
      <Section title={text('services.parts.reach')}>
        <dl className={styles.facts}>
          <Fact field="access">{service.access}</Fact>
          <Fact field="hours">{service.hours}</Fact>
          <Fact field="waiting">{service.waiting}</Fact>
          <Fact field="place">{place}</Fact>
          <Fact field="languages">{format.list(service.languages.map(format.language))}</Fact>
          <Fact field="prisons">{format.list(service.prisonNames.map(({ name }) => name))}</Fact>
          <Fact field="contact">{service.contact}</Fact>
          <Fact field="phone">{service.phone && <Phone number={service.phone} />}</Fact>
          <Fact field="email">
            {service.email && <a href={`mailto:${service.email}`}>{service.email}</a>}
          </Fact>
          <Fact field="website">
            {service.website && (
              <a href={service.website} rel="noreferrer noopener" target="_blank">
                {service.website}
              </a>
            )}
          </Fact>
        </dl>
      </Section>
      <Section title={text('services.parts.terms')}>
        <dl className={styles.facts}>
          <Fact field="eligibility">{service.eligibility}</Fact>
          <Fact field="cost">
            {[text(`services.costs.${service.cost}`), service.costNote].filter(Boolean).join('\n')}
          </Fact>
          <Fact field="capacityUnits">{stated && capacity.filter(Boolean).join('\n')}</Fact>
        </dl>
      </Section>
    </>
  )
}

/** A part of an entry or a card under its name; nothing where nothing is known. */
export function Fact({ field, children }: { field: string; children: ReactNode }) {
  const text = useText()
  if (!children) return null
  return (
    <div>
      <dt>{text(`services.fields.${field}`)}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Numbers run from left to right in every language. */
export function Phone({ number }: { number: string }) {
  return (
    <a className="tc-numbers" href={`tel:${number.replace(/[^+\d]/g, '')}`} dir="ltr">
      {number}
    </a>
  )
}
