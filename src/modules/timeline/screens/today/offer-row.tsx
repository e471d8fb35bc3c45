import type { ReactNode } from 'react'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { PersonLabel } from '../../../../web/parts/case-link.tsx'
import type { Kind } from '../../../../web/tokens.ts'
import type { PersonBrief } from '../../contract.ts'
import styles from './offer-row.module.css'

interface OfferRowProps {
  agency: { name: string; code: string; kind: Kind }
  /** The agency has been asked and has not accepted: its badge is dashed. */
  offered?: boolean
  /** The reference: a link where the reader sits on the case, plain text where they are only asked. */
  caseRef: ReactNode
  person?: PersonBrief | null
  /** What it is about: "Lead from 2 March". */
  what: ReactNode
  note?: ReactNode
  /** Says by when, in colour only when it is late. */
  deadline?: ReactNode
  urgent?: boolean
  actions?: ReactNode
  /** Selects the question among others. */
  pick?: ReactNode
}

/** One question between two agencies: who, about which case, what, until when, and what can be done. */
export function OfferRow(props: OfferRowProps) {
  const { agency, offered, caseRef, person, what, note, deadline, urgent, actions, pick } = props
  return (
    <li className={styles.row} data-offer>
      <span className={styles.who}>
        {pick}
        <AgencyBadge agency={agency} offered={offered} />
      </span>
      <div className={styles.words}>
        <p className={styles.title}>
          <span className={styles.ref}>{caseRef}</span>
          {person?.initials && (
            <>
              {' · '}
              <PersonLabel person={person} />
            </>
          )}
          {' · '}
          {what}
        </p>
        {note && <div className={styles.note}>{note}</div>}
      </div>
      <div className={styles.side}>
        {actions && <div className={styles.actions}>{actions}</div>}
        {deadline && (
          <p className={styles.deadline} data-urgent={urgent || undefined}>
            {deadline}
          </p>
        )}
      </div>
    </li>
  )
}
