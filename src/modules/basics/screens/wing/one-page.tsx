import { useFormat, useText } from '../../../../web/words.ts'
import { basics } from '../../contract.ts'
import type { PaperLine, Sheet } from '../../paper-contract.ts'
import styles from './paper.module.css'
import { Boxes } from './wing-table.tsx'

const asked = ['place', 'nowAt', 'reach', 'saidBy'] as const

/** One release on one page, for when nothing works: whom to call, what was said, at what time. */
export function OnePage({ sheet, line }: { sheet: Sheet; line: PaperLine }) {
  const text = useText()
  const format = useFormat()
  return (
    <section className={styles.page} aria-label={line.code}>
      <div className={styles.top}>
        <strong>
          {line.ref ?? (
            <>
              {text('basics.sheet.case')} <span className={styles.blank} />
            </>
          )}{' '}
          <bdi>{line.person.initials}</bdi>
        </strong>
        <span>
          {text('basics.sheet.code')} <span className={styles.code}>{line.code}</span>
        </span>
      </div>
      <p className={styles.intro}>
        {text('basics.sheet.one-intro', { day: format.date(sheet.expiresOn) })}
      </p>
      <div className={styles.lines}>
        {asked.map((one) => (
          <div key={one}>
            {text(`basics.circumstances.${one}`)} <span className={styles.blank} />
          </div>
        ))}
      </div>
      <section
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too
        tabIndex={0}
        aria-label={text('basics.sheet.of-code', { code: line.code })}
      >
        <table className={styles.table}>
          <caption className="tc-visually-hidden">{text('basics.title')}</caption>
          <thead>
            <tr>
              {['basic', 'call', 'asked-at', 'confirmed-at', 'answer'].map((column) => (
                <th key={column} scope="col">
                  {text(`basics.sheet.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {basics.map((basic) => {
              const contact = sheet.contacts.find((one) => one.basic === basic)
              return (
                <tr key={basic}>
                  <th scope="row">{text(`basics.name.${basic}`)}</th>
                  <td>
                    {contact?.agency.name}
                    <br />
                    <span dir="ltr">{contact?.phone}</span>
                  </td>
                  <td style={{ minInlineSize: 70 }} />
                  <td style={{ minInlineSize: 130 }} />
                  <td>
                    <Boxes />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      <p className={styles.words}>{text('basics.sheet.own-words')}</p>
      <div className={styles.phones}>
        {sheet.duty.map(({ name, member, phone }) => (
          <p key={name}>
            {text('basics.sheet.duty', { name, member: member ?? '', phone: phone ?? '' })}
          </p>
        ))}
      </div>
    </section>
  )
}
