import { useQuery } from '@tanstack/react-query'
import { DomainIcon } from '../../../../web/parts/domain.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { MeetingPackage } from '../../meeting-contract.ts'
import styles from './meeting.module.css'
import { packageQuery } from './meeting-queries.ts'

type Part = MeetingPackage['parts'][number]

/** What was in the map and in the checklist on that day, with the proof that it is unchanged. */
export function PackageView({ id }: { id: string }) {
  const text = useText()
  const format = useFormat()
  const found = useQuery(packageQuery(id))
  if (found.isPending) return <Loading />
  if (!found.data) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  const { release, parts } = found.data
  const same = parts.every(({ unchanged }) => unchanged)
  return (
    <div className={styles.package}>
      <p>
        {release?.on
          ? text('handovers.package.release', { date: format.date(release.on) })
          : text('handovers.package.release-unknown')}{' '}
        {text(same ? 'handovers.package.unchanged' : 'handovers.package.changed')}
      </p>
      <ul className={styles.parts}>
        {parts.filter(hasContent).map((part) => (
          <li key={part.category}>
            <p className={styles.partTitle}>
              <DomainIcon domain={part.category} /> {text(`domains.${part.category}`)}
            </p>
            <PartLines part={part} />
            <p className={styles.hash}>
              {text('handovers.package.hash')} <code>{part.sha256}</code>
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}

const hasContent = ({ leads, gaps, checks }: Part) => leads.length + gaps.length + checks.length > 0

function PartLines({ part }: { part: Part }) {
  const text = useText()
  const format = useFormat()
  const period = (from: string | null, until: string | null) =>
    text('handovers.package.period', {
      begins: from ? 'known' : 'unknown',
      from: from && format.date(from),
      ends: until ? 'known' : 'open',
      until: until && format.date(until),
    })
  return (
    <ul className={styles.lines}>
      {part.leads.map(({ agency, from, until, state }) => (
        <li key={`${agency}${from}${state}`}>
          {text('handovers.package.lead', {
            agency,
            period: period(from, until),
            state: text(`handovers.state.${state}`),
          })}
        </li>
      ))}
      {part.gaps.map(({ from, until }) => (
        <li key={from}>{text('handovers.package.gap', { period: period(from, until) })}</li>
      ))}
      {part.checks.map(({ code, answer, agency, until }) => (
        <li key={code}>
          {text('handovers.package.check', {
            item: text(`handovers.check.${code}`),
            answer: [text(`handovers.answer.${answer}`), agency, until && format.date(until)]
              .filter(Boolean)
              .join(', '),
          })}
        </li>
      ))}
    </ul>
  )
}
