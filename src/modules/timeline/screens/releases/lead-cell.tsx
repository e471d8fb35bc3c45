import { IconArrowNarrowRight } from '@tabler/icons-react'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { useText } from '../../../../web/words.ts'
import type { ReleaseRow } from '../../contract.ts'
import { LaneLink } from './lane-link.tsx'
import { leadStanding } from './missing.ts'
import styles from './releases.module.css'

/** Who leads now and who leads after the release; dashed and linked until somebody accepted. */
export function LeadCell({ row }: { row: ReleaseRow }) {
  const text = useText()
  const standing = leadStanding(row)
  const state = text(`releases.lead.${row.leadAfterState}`)
  const changes = row.leadAfter && row.leadAfter.id !== row.leadNow.id
  return (
    <span className={styles.lead}>
      <span className={styles.badges}>
        <AgencyBadge agency={row.leadNow} />
        {changes && row.leadAfter && (
          <>
            <IconArrowNarrowRight size={16} stroke={1.75} className={styles.arrow} aria-hidden />
            <span className="tc-visually-hidden">{text('releases.lead.then')}</span>
            <AgencyBadge agency={row.leadAfter} offered={standing !== 'accepted'} />
          </>
        )}
      </span>
      {standing === 'accepted' ? (
        <span className={styles.under}>{state}</span>
      ) : (
        <LaneLink caseRef={row.ref} domain="lead">
          <span className={styles.leadState} data-standing={standing}>
            {state}
          </span>
        </LaneLink>
      )}
    </span>
  )
}
