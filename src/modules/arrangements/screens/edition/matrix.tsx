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
    </>
  )
}

function Table({ edition, purpose }: { edition: EditionText; purpose: Purpose }) {
  const text = useText()
  const cells = edition.cells.filter((cell) => cell.purpose === purpose)
  const lines = Category.options.filter((one) => cells.some(({ category }) => category === one))
  const citation = new Map(edition.bases.map(({ id, citation: said }) => [id, said]))
  const title = text(`editions.purpose.${purpose}`)
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
                    citation={citation}
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

function OneCell({
  cell,
  citation,
}: {
  cell: Cell | undefined
  citation: ReadonlyMap<number, string>
}) {
  const text = useText()
  if (!cell || cell.right === 'none')
    return <span className={styles.nothing}>{text('agreements.rights.none')}</span>
  return (
    <>
      <span className={styles.gives}>{text(`agreements.rights.${cell.right}`)}</span>
      {cell.secrecy && (
        <span className={styles.basis}>
          {cell.releaseGround
            ? text('editions.secrecy-released', { ground: cell.releaseGround })
            : text('editions.secrecy')}
        </span>
      )}
      {cell.basisId !== null && <span className={styles.basis}>{citation.get(cell.basisId)}</span>}
    </>
  )
}
