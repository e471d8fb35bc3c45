import type { ReactNode } from 'react'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { NoticeFile } from '../../import-contract.ts'
import { Identifiers } from './identifiers.tsx'
import styles from './notices.module.css'

/** What the prison announced, and until when it is kept. */
export function Announced({ notice }: { notice: NoticeFile }) {
  const text = useText()
  const format = useFormat()
  const { release, prison, establishment, eraseOn, vanishedOn } = notice
  return (
    <Section title={text('notices.one.announced')}>
      <dl className={styles.facts}>
        <Fact name={text('notices.one.release')}>
          {release.on
            ? text('notices.one.release-line', {
                date: format.fullDate(release.on),
                certainty: text(`lists.kinds.${release.certainty}`),
              })
            : text('notices.no-date')}
          {release.earliestOn && release.earliestOn !== release.on && (
            <span className={styles.under}>
              {text('notices.one.earliest', { date: format.date(release.earliestOn) })}
            </span>
          )}
        </Fact>
        <Fact name={text('notices.one.prison')}>
          <AgencyBadge agency={prison} withName />
          {establishment && establishment !== prison.name && (
            <span className={styles.under}>{establishment}</span>
          )}
        </Fact>
        <Identifiers person={notice.person} />
        <Fact name={text('notices.one.residence')}>
          {text(notice.residence === 'city' ? 'notices.this-city' : 'notices.one.no-address')}
        </Fact>
        {notice.remand && (
          <Fact name={text('notices.one.status')}>{text('notices.one.remand')}</Fact>
        )}
        <Fact name={text('notices.one.received')}>{format.date(notice.receivedOn)}</Fact>
        <Fact name={text('notices.one.erased')}>
          {eraseOn ? format.date(eraseOn) : text('notices.kept-while-listed')}
          <span className={styles.under}>
            {text(vanishedOn ? 'notices.left-list' : 'notices.one.erased-why')}
          </span>
        </Fact>
      </dl>
    </Section>
  )
}

/** One line of facts: what it is, what it says. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
