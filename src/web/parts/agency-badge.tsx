import type { Kind } from '../tokens.ts'
import { useText } from '../words.ts'
import styles from './agency-badge.module.css'

interface AgencyBadgeProps {
  agency: { name: string; code: string; kind: Kind }
  /** The name stands beside the badge; without it only screen readers and the tooltip say it. */
  withName?: boolean
  /** Asked, but not accepted: dashed. */
  offered?: boolean
}

/** An agency: two letters on the colour of its kind. Staff are circles, agencies rounded squares. */
export function AgencyBadge({ agency, withName = false, offered = false }: AgencyBadgeProps) {
  return (
    <span className={styles.agency} title={withName ? undefined : agency.name}>
      <span
        className={styles.badge}
        data-kind={agency.kind}
        data-offered={offered || undefined}
        aria-hidden
      >
        {agency.code}
      </span>
      <span className={withName ? styles.name : 'tc-visually-hidden'}>{agency.name}</span>
    </span>
  )
}

/** A kind of agency: its colour and its word, for legends and lists. */
export function KindName({ kind }: { kind: Kind }) {
  const text = useText()
  return (
    <span className={styles.agency}>
      <span className={styles.swatch} data-kind={kind} aria-hidden />
      {text(`web.kinds.${kind}`)}
    </span>
  )
}
