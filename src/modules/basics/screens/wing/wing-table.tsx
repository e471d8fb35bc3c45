import { useFormat, useText } from '../../../../web/words.ts'
import { basics } from '../../contract.ts'
import type { Sheet } from '../../paper-contract.ts'
import styles from './paper.module.css'

/** Three boxes to tick by hand. */
export function Boxes() {
  const text = useText()
  return (
    <span className={styles.boxes}>
      {(['yes', 'no', 'not_wanted'] as const).map((answer) => (
        <span key={answer}>
          <span className={styles.box} aria-hidden />
          {text(`basics.answer.${answer}`)}
        </span>
      ))}
    </span>
  )
}

/** A wing list: large rows, one code per person, case reference, initials and number. */
export function WingTable({ sheet }: { sheet: Sheet }) {
  const text = useText()
  const format = useFormat()
  return (
    <div className={styles.wing}>
      <p className={styles.intro}>
        {text('basics.sheet.wing-intro', {
          moment: format.moment(sheet.printedAt),
          day: format.date(sheet.expiresOn),
        })}
      </p>
      <section
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too
        tabIndex={0}
        aria-label={text('basics.wing.caption')}
      >
        <table className={styles.table}>
          <caption className="tc-visually-hidden">{text('basics.wing.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{text('basics.sheet.code')}</th>
              <th scope="col">{text('basics.sheet.who')}</th>
              {basics.map((basic) => (
                <th key={basic} scope="col">
                  {text(`basics.name.${basic}`)}
                </th>
              ))}
              <th scope="col">{text('basics.sheet.says')}</th>
            </tr>
          </thead>
          {sheet.people.map((line) => (
            <tbody key={line.code}>
              <tr>
                <th scope="row" rowSpan={2} className={styles.code}>
                  {line.code}
                </th>
                <td>
                  <strong>{line.ref ?? text('basics.wing.announced')}</strong>{' '}
                  <bdi>{line.person.initials}</bdi>
                  <br />
                  {line.number}
                  <br />
                  {line.releaseOn && format.dayMonth(line.releaseOn)}
                </td>
                {basics.map((basic) => (
                  <td key={basic}>
                    <Boxes />
                  </td>
                ))}
                <td style={{ minInlineSize: 110 }} />
              </tr>
              <tr>
                <td colSpan={basics.length + 2} className={styles.words}>
                  {text('basics.sheet.own-words')}
                </td>
              </tr>
            </tbody>
          ))}
        </table>
      </section>
    </div>
  )
}
