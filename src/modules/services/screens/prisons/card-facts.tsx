import type { ReactNode } from 'react'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { PrisonCard } from '../../card-contract.ts'
import styles from '../directory/directory.module.css'
import { Phone } from '../directory/service-facts.tsx'

/** What the card says, part by part; what is not known is left out. */
export function CardFacts({ card }: { card: PrisonCard }) {
  const text = useText()
  const format = useFormat()
  return (
    <>
      <Section title={text('prisons.parts.first')}>
        <dl className={styles.facts}>
          <Fact field="contact">{card.contact}</Fact>
          <Fact field="phone">{card.phone && <Phone number={card.phone} />}</Fact>
          <Fact field="email">
            {card.email && <a href={`mailto:${card.email}`}>{card.email}</a>}
          </Fact>
          <Fact field="hours">{card.hours}</Fact>
          <Fact field="languages">{format.list(card.languages.map(format.language))}</Fact>
        </dl>
      </Section>
      {(card.visiting || card.bring || card.booking) && (
        <Section title={text('prisons.parts.inside')}>
          <dl className={styles.facts}>
            <Fact field="visiting">{card.visiting}</Fact>
            <Fact field="bring">{card.bring}</Fact>
            <Fact field="booking">{card.booking}</Fact>
          </dl>
        </Section>
      )}
      {(card.releaseTimes || card.releasePlace || card.money) && (
        <Section title={text('prisons.parts.release')}>
          <dl className={styles.facts}>
            <Fact field="releaseTimes">{card.releaseTimes}</Fact>
            <Fact field="releasePlace">{card.releasePlace}</Fact>
            <Fact field="money">{card.money}</Fact>
          </dl>
        </Section>
      )}
      <Terms card={card} />
      <Liaisons card={card} />
    </>
  )
}

function Fact({ field, children }: { field: string; children: ReactNode }) {
  const text = useText()
  if (!children) return null
  return (
    <div>
      <dt>{text(`prisons.fields.${field}`)}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The words of this house, so that the outside understands its lists and letters. */
function Terms({ card: { terms } }: { card: PrisonCard }) {
  const text = useText()
  if (terms.length === 0) return null
  return (
    <Section title={text('prisons.fields.terms')}>
      <dl className={styles.facts}>
        {terms.map(({ term, meaning }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

function Liaisons({ card: { liaisons } }: { card: PrisonCard }) {
  const text = useText()
  if (liaisons.length === 0) return null
  return (
    <Section title={text('prisons.fields.liaisons')}>
      <ul className="tc-list">
        {liaisons.map(({ agency, who, how }) => (
          <li key={`${agency.id}${who}`}>
            <AgencyBadge agency={agency} withName />
            <span className={styles.under}>{[who, how].filter(Boolean).join(', ')}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
