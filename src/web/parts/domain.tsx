import {
  IconBriefcase,
  IconHeartHandshake,
  IconHome,
  IconId,
  IconRoute,
  IconSchool,
  IconStethoscope,
  IconUserStar,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react'
import { useText } from '../words.ts'
import styles from './domain.module.css'

/** The lanes of the continuity map: the case lead, then the eight parts of life. */
export type LaneCode =
  | 'lead'
  | 'accommodation'
  | 'work'
  | 'education'
  | 'health'
  | 'substance_use'
  | 'finance_papers'
  | 'family_community'
  | 'relations'

const icons: Record<LaneCode, TablerIcon> = {
  lead: IconUserStar,
  accommodation: IconHome,
  work: IconBriefcase,
  education: IconSchool,
  health: IconStethoscope,
  substance_use: IconHeartHandshake,
  finance_papers: IconId,
  family_community: IconUsers,
  relations: IconRoute,
}

/** The icon of a part of life: the same one everywhere, always beside its word. */
export function DomainIcon({ domain, size = 16 }: { domain: LaneCode; size?: number }) {
  const Icon = icons[domain]
  return <Icon size={size} stroke={1.75} aria-hidden />
}

/** A part of life: icon and word. */
export function DomainName({ domain }: { domain: LaneCode }) {
  const text = useText()
  return (
    <span className={styles.domain}>
      <DomainIcon domain={domain} />
      {text(`domains.${domain}`)}
    </span>
  )
}
