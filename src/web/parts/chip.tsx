import {
  IconAlertCircle,
  IconCheck,
  IconClock,
  IconHandStop,
  IconHourglass,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './chip.module.css'

export type ChipState = 'settled' | 'due' | 'gap' | 'offered' | 'declined' | 'neutral' | 'stage'

const icons: Record<ChipState, TablerIcon | undefined> = {
  settled: IconCheck,
  due: IconClock,
  gap: IconAlertCircle,
  offered: IconHourglass,
  declined: IconHandStop,
  neutral: undefined,
  stage: undefined,
}

interface ChipProps {
  state: ChipState
  /** Another icon than the state's own; `false` for none. */
  icon?: TablerIcon | false
  children: ReactNode
}

/** A fact about a task of an agency, in words: "No address", "Offered". Word first, colour last. */
export function Chip({ state, icon, children }: ChipProps) {
  const Icon = icon === false ? undefined : (icon ?? icons[state])
  return (
    <span className={styles.chip} data-state={state}>
      {Icon && <Icon size={14} stroke={1.75} aria-hidden />}
      <span>{children}</span>
    </span>
  )
}

/** The same fact in a table: icon and plain words, coloured only when somebody is missing. */
export function PlainState({ state, icon, children }: ChipProps) {
  const Icon = icon === false ? undefined : (icon ?? icons[state])
  return (
    <span className={styles.plain} data-state={state}>
      {Icon && <Icon size={14} stroke={1.75} aria-hidden />}
      <span>{children}</span>
    </span>
  )
}
