import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useText } from '../../../../web/words.ts'
import { Category, Purpose } from '../../draft-contract.ts'
import type { Cell, EditionText } from '../../edition-contract.ts'
import styles from './edition.module.css'

/** The heart of an edition: each party and category for each purpose, with basis and secrecy. */
export function Matrix({ edition }: { edition: EditionText }) {
  const text = useText()
  const used = Purpose.options.filter((purpose) =>
    edition.cells.some((cell) => cell.purpose === purpose),
  )
  return (
    <>
      {used.map((purpose) => (
        <Section
          key={purpose}
          title={text(`editions.purpose.${purpose}`)}
          note={text(`editions.regime.${purpose}`)}
        >
          <Table edition={edition} purpose={purpose} />
        </Section>
      ))}
      <Section title={text('bases.title')} note={text('editions.laws-note')}>
        <Laws edition={edition} />
      </Section>
    </>
  )
}

function Table({ edition, purpose }: { edition: EditionText; purpose: Purpose }) {
  const text = useText()
  const cells = edition.cells.filter((cell) => cell.purpose === purpose)
  const lines = Category.options.filter((one) => cells.some(({ category }) => category === one))
  const title = text('editions.matrix', { purpose: text(`editions.purpose.${purpose}`) })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls a wide table by keys
    <section className={styles.scroll} aria-label={title} tabIndex={0}>
      <table className={styles.matrix}>
        <caption className="tc-visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{text('agreements.columns.party')}</th>
            {lines.map((category) => (
              <th key={category} scope="col">
                {text(`agreements.categories.${category}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {edition.agreement.parties.map(({ agency }) => (
            <tr key={agency.id}>
              <th scope="row">
                <AgencyBadge agency={agency} withName />
              </th>
              {lines.map((category) => (
                <td key={category}>
                  <OneCell
                    cell={cells.find(
                      (one) => one.agencyId === agency.id && one.category === category,
                    )}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function OneCell({ cell }: { cell: Cell | undefined }) {
  const text = useText()
  if (!cell || cell.right === 'none')
    return <span className={styles.nothing}>{text('agreements.rights.none')}</span>
  return (
    <>
      <span className={styles.gives}>{text(`agreements.rights.${cell.right}`)}</span>
      {cell.secrecy && <span className={styles.basis}>{text('editions.secrecy')}</span>}
      {cell.basisId !== null && (
        <span className={styles.basis}>{text('editions.basis-number', { id: cell.basisId })}</span>
      )}
    </>
  )
}

/** The laws on which the cells stand, by the number that the cells name, and where secrecy gives way. */
function Laws({ edition }: { edition: EditionText }) {
  const text = useText()
  const { bases, cells, agreement } = edition
  const name = (id: number) => agreement.parties.find(({ agency }) => agency.id === id)?.agency.name
  const grounds = cells.filter(({ secrecy, releaseGround }) => secrecy && releaseGround)
  return (
    <>
      <ul className="tc-list">
        {bases.map(({ id, citation, state }) => (
          <li key={id}>
            {text('editions.law', { id, citation })}
            {state === 'withdrawn' && ` (${text('bases.state.withdrawn')})`}
          </li>
        ))}
      </ul>
      {grounds.map((cell) => (
        <p key={`${cell.agencyId}.${cell.purpose}.${cell.category}`} className={styles.note}>
          {text('editions.differs.secrecy', {
            name: name(cell.agencyId) ?? '',
            category: text(`agreements.categories.${cell.category}`),
            ground: cell.releaseGround ?? '',
          })}
        </p>
      ))}
    </>
  )
}
