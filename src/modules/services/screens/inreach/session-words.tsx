import { Chip, type ChipState } from '../../../../web/parts/chip.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { InreachState, Session } from '../../inreach-contract.ts'

const tones: Record<InreachState, ChipState> = {
  asked: 'offered',
  proposed: 'offered',
  planned: 'stage',
  declined: 'declined',
  withdrawn: 'neutral',
  held: 'settled',
  not_held: 'neutral',
}

/** Where a session stands, in words for the side that reads. */
export function SessionState({ session }: { session: Session }) {
  const text = useText()
  const { state, side } = session
  if (state === 'held') {
    return <Chip state="settled">{text('inreach.held', { count: session.attended })}</Chip>
  }
  if (state === 'not_held') {
    return <Chip state="neutral">{text(`inreach.not-held.${session.notHeldBecause}`)}</Chip>
  }
  const words =
    state === 'asked' || state === 'proposed'
      ? text(`inreach.states.${state}-${side}`)
      : text(`inreach.states.${state}`)
  return <Chip state={tones[state]}>{words}</Chip>
}

/** When: the slot where there is one, otherwise the day that was asked for. */
export function useWhen(): (session: Session) => string {
  const text = useText()
  const format = useFormat()
  return ({ slotOn, slotAt, wishOn, wishTime }) => {
    if (slotOn) return text('inreach.at', { day: format.fullDate(slotOn), time: slotAt })
    const day = format.fullDate(wishOn)
    return wishTime
      ? text('inreach.wished-at', { day, time: wishTime })
      : text('inreach.wished', { day })
  }
}
