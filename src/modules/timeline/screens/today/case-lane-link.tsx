import { Link } from '@tanstack/react-router'
import type { Lane } from '../../contract.ts'

/** The reference of a case, leading to the part of life that the line is about. */
export function CaseLaneLink({ caseRef, domain }: { caseRef: string; domain: Lane }) {
  return (
    <Link to="/cases/$ref" params={{ ref: caseRef }} search={{ lane: domain }}>
      {caseRef}
    </Link>
  )
}
