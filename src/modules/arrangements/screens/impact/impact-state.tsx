import { Chip, type ChipState } from '../../../../web/parts/chip.tsx'
import { useText } from '../../../../web/words.ts'
import type { ImpactEntry } from '../../impact-contract.ts'

const looks: Record<ImpactEntry['state'], ChipState> = {
  draft: 'neutral',
  approved: 'settled',
  review: 'due',
  replaced: 'neutral',
}

/** Where a version stands, in a word. */
export function ImpactState({ state }: { state: ImpactEntry['state'] }) {
  const text = useText()
  return <Chip state={looks[state]}>{text(`impact.state.${state}`)}</Chip>
}
