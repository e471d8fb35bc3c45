import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Lane } from '../../contract.ts'
import styles from './releases.module.css'

interface LaneLinkProps {
  caseRef: string
  domain: Lane
  children: ReactNode
}

/** Leads from what is missing to the place in the case where it is filled in. */
export function LaneLink({ caseRef, domain, children }: LaneLinkProps) {
  return (
    <Link
      to="/cases/$ref"
      params={{ ref: caseRef }}
      search={{ lane: domain }}
      className={styles.laneLink}
      data-plain
    >
      {children}
      <span className="tc-visually-hidden"> {caseRef}</span>
    </Link>
  )
}
