import type { AgencyKind } from '../../admin/contract.ts'
import type { BasisKind } from '../basis-contract.ts'
import type { Category, Duty, Purpose, RetentionClass } from '../draft-contract.ts'

/** What everybody may know of an agreement, as the database gives it. */
export interface Essence {
  authority: string
  country: string
  id: number
  lineage: number
  title: string
  reference: string
  edition: number
  validFrom: string
  validUntil: string | null
  reviewOn: string | null
  today: string
  remand: boolean
  contact: {
    name: string
    address: string | null
    phone: string | null
    email: string | null
    complaints: string | null
  } | null
  privacy: { name: string; contact: string | null }[] | null
  parties: {
    id: number
    name: string
    kind: AgencyKind
    contact: string | null
    bound: boolean
    /** Bound by the edition before this one, while the transition runs. */
    former: boolean
    until: string | null
  }[]
  cells: {
    agency: number
    purpose: Purpose
    category: Category
    sight: 'full' | 'summary' | null
    onDecision: boolean
    brings: boolean
    secrecy: boolean
    basis: number | null
  }[]
  purposes: { code: Purpose; regime: string }[]
  bases: {
    id: number
    kind: BasisKind
    citation: string
    objective: string
    link: string | null
    bodies: number[]
  }[]
  duties: Partial<Record<Duty, number>>
  retention: RetentionClass[]
}

/** One line of the list of agreements that are public. */
export interface PublicAgreement {
  authority_id: number
  authority: string
  country: string
  lineage_id: number
  id: number
  title: string
  edition: number
}
