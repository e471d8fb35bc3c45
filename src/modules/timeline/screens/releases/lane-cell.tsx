import { IconClock } from '@tabler/icons-react'
import { Chip, PlainState } from '../../../../web/parts/chip.tsx'
import type { LaneStatus } from '../../contract.ts'
import { type Speech, useSpeech } from '../continuity-map/speech.ts'
import { LaneLink } from './lane-link.tsx'
import { gapLength } from './missing.ts'
import styles from './releases.module.css'

interface LaneCellProps {
  caseRef: string
  lane: LaneStatus | undefined
  /** The part of life is named with the state, because no column does it. */
  named?: boolean
}

/** Where one part of life stands: a missing one is a link to the place where it is filled in. */
export function LaneCell({ caseRef, lane, named = false }: LaneCellProps) {
  const speech = useSpeech()
  const { text } = speech
  if (!lane) return <span className={styles.quiet}>{text('releases.state.not_asked')}</span>
  const state = stateWords(speech, lane)
  const words = named
    ? text('releases.support.one', { domain: text(`domains.${lane.domain}`), state })
    : state
  switch (lane.state) {
    case 'gap':
    case 'offered':
      return (
        <LaneLink caseRef={caseRef} domain={lane.domain}>
          <Chip state={lane.state}>{words}</Chip>
        </LaneLink>
      )
    case 'settled':
      return <PlainState state="settled">{words}</PlainState>
    case 'in_hand':
      return (
        <PlainState state="neutral" icon={IconClock}>
          {words}
        </PlainState>
      )
    case 'not_asked':
      return <span className={styles.quiet}>{words}</span>
  }
}

function stateWords(speech: Speech, lane: LaneStatus): string {
  const { text, format } = speech
  if (lane.state === 'gap') {
    const length = gapLength(speech, lane)
    if (length) return text('releases.state.gap', { length })
    return text(lane.domain === 'accommodation' ? 'releases.state.no-bed' : 'releases.state.nobody')
  }
  if (lane.state === 'in_hand' && lane.on) return format.dayMonth(lane.on)
  return text(`releases.state.${lane.state}`)
}

/** All other parts of life in one cell: those that need somebody are named, the rest is one word. */
export function SupportCell({ caseRef, lanes }: { caseRef: string; lanes: readonly LaneStatus[] }) {
  const { text } = useSpeech()
  const open = lanes.filter(({ state }) => state === 'gap' || state === 'offered')
  if (open.length > 0) {
    return (
      <ul className={styles.stack}>
        {open.map((lane) => (
          <li key={lane.domain}>
            <LaneCell caseRef={caseRef} lane={lane} named />
          </li>
        ))}
      </ul>
    )
  }
  if (lanes.some(({ state }) => state === 'in_hand')) {
    return (
      <PlainState state="neutral" icon={IconClock}>
        {text('releases.state.in_hand')}
      </PlainState>
    )
  }
  if (lanes.some(({ state }) => state === 'settled')) {
    return <PlainState state="settled">{text('releases.state.settled')}</PlainState>
  }
  return <span className={styles.quiet}>{text('releases.state.not_asked')}</span>
}
