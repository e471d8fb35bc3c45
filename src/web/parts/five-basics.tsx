import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { firstDayQuery } from '../first-day.ts'
import { useText } from '../words.ts'
import { BasicIcon, BasicState, lastSaid, SaidHow } from './basic-words.tsx'
import styles from './five-basics.module.css'
import { Section } from './section.tsx'

/** The five basics of a case: where each stands, from which source and since when. */
export function FiveBasics({ caseRef }: { caseRef: string }) {
  const text = useText()
  const { data } = useQuery(firstDayQuery(caseRef))
  if (!data) return null
  return (
    <Section
      id="five-basics"
      title={text('basics.title')}
      action={
        <Link to="/cases/$ref/first-day" params={{ ref: caseRef }}>
          {text('basics.open')}
        </Link>
      }
    >
      <ul className="tc-list">
        {data.basics.map((line) => {
          const last = lastSaid(line)
          return (
            <li key={line.basic} className={styles.line}>
              <BasicIcon basic={line.basic} />
              <div>
                <p className={styles.name}>{text(`basics.name.${line.basic}`)}</p>
                {last && line.view === 'full' && (
                  <p className="tc-note tc-dense">
                    {text(`basics.did.${last.state}`)} <SaidHow said={last} />
                  </p>
                )}
              </div>
              <span className={styles.state}>
                <BasicState line={line} />
              </span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
