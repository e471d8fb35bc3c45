import { Link } from '@tanstack/react-router'
import { usePersonLabel } from '../names.ts'
import styles from './case-link.module.css'

interface CaseLinkProps {
  caseRef: string
  /** Left out where only the reference is known. */
  person?: { initials: string; name: string | null }
  /** Reference above, initials below, as in tables. */
  stacked?: boolean
}

/** A case: its reference as a link; beside it the initials, or the name behind the switch. */
export function CaseLink({ caseRef, person, stacked = false }: CaseLinkProps) {
  const label = usePersonLabel()
  return (
    <span className={styles.case} data-stacked={stacked || undefined}>
      <Link to="/cases/$ref" params={{ ref: caseRef }} className={styles.ref}>
        {caseRef}
      </Link>
      {person && <bdi className={styles.person}>{label(person)}</bdi>}
    </span>
  )
}

/** The initials, or the name behind the switch; isolated, so that other scripts do not mix in. */
export function PersonLabel({ person }: { person: { initials: string; name: string | null } }) {
  const label = usePersonLabel()
  return <bdi>{label(person)}</bdi>
}
