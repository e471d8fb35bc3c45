import { Radio } from '@mantine/core'
import { useNamesShown } from '../../../../web/names.ts'
import { CaseLink, PersonLabel } from '../../../../web/parts/case-link.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { NoticeFile } from '../../import-contract.ts'
import { birthOf } from './identifiers.tsx'
import styles from './notices.module.css'

export type Opinion = 'same' | 'other'
/** What the reader found about each likely person. */
export type Opinions = Readonly<Record<string, Opinion>>

interface LikelyPersonsProps {
  notice: NoticeFile
  opinions: Opinions
  onChange: (opinions: Opinions) => void
}

/** Persons whom the notice may mean, beside what was announced, with reasons. A human decides each. */
export function LikelyPersons({ notice, opinions, onChange }: LikelyPersonsProps) {
  const text = useText()
  const shown = useNamesShown()
  const decide = (personId: string, opinion: Opinion) => {
    // One announcement means one person: the same as one is another than all the rest.
    const others = notice.likely.map((likely) => [likely.personId, 'other'] as const)
    const all = opinion === 'same' ? Object.fromEntries(others) : opinions
    onChange({ ...all, [personId]: opinion })
  }
  return (
    <Section
      id="likely"
      title={text('notices.likely.title')}
      note={text('notices.likely.note', { count: notice.likely.length })}
    >
      {!shown && <p className={styles.explain}>{text('notices.likely.hidden')}</p>}
      <ul className={styles.likely}>
        {notice.likely.map((likely) => (
          <LikelyPerson
            key={likely.personId}
            notice={notice}
            likely={likely}
            opinion={opinions[likely.personId] ?? null}
            onDecide={(opinion) => decide(likely.personId, opinion)}
          />
        ))}
      </ul>
    </Section>
  )
}

interface LikelyPersonProps {
  notice: NoticeFile
  likely: NoticeFile['likely'][number]
  opinion: Opinion | null
  onDecide: (opinion: Opinion) => void
}

function LikelyPerson({ notice, likely, opinion, onDecide }: LikelyPersonProps) {
  const text = useText()
  return (
    <li className={styles.candidate}>
      <div className={styles.pair}>
        <Side title={text('notices.likely.announced')} person={notice.person} />
        <Side
          title={text('notices.likely.known')}
          person={{ ...likely.person, birth: likely.birth }}
        >
          {likely.ref ? <CaseLink caseRef={likely.ref} /> : text('notices.likely.former')}
        </Side>
      </div>
      <p className={styles.reasons}>
        <span className="tc-note">{text('notices.likely.why')}</span>{' '}
        {likely.reasons.map((reason) => text(`persons.reasons.${reason}`)).join(' · ')}
      </p>
      <Radio.Group
        id={`likely-${likely.personId}`}
        tabIndex={-1}
        label={text('notices.likely.question')}
        value={opinion}
        onChange={(value) => onDecide(value as Opinion)}
      >
        <div className={styles.answers}>
          <Radio value="same" label={text('notices.likely.same')} />
          <Radio value="other" label={text('notices.likely.other')} />
        </div>
      </Radio.Group>
    </li>
  )
}

interface SideProps {
  title: string
  person: { initials: string; name: string | null; birth: string | null }
  children?: React.ReactNode
}

function Side({ title, person, children }: SideProps) {
  const text = useText()
  const format = useFormat()
  const shown = useNamesShown()
  return (
    <div>
      <p className="tc-small tc-note">{title}</p>
      <p className={styles.sideName}>
        <PersonLabel person={person} />
      </p>
      <p className="tc-dense">
        {shown
          ? text('notices.likely.born', {
              birth: person.birth
                ? birthOf(person.birth, format.date)
                : text('notices.one.birth-unknown'),
            })
          : text('notices.one.hidden')}
      </p>
      {children && <p className="tc-dense">{children}</p>}
    </div>
  )
}
