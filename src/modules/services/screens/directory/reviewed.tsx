import { PlainState } from '../../../../web/parts/chip.tsx'
import { useFormat, useText } from '../../../../web/words.ts'

/** When somebody last said that it is right; in words, if that is too long ago or was never. */
export function Reviewed({ on, overdue }: { on: string | null; overdue: boolean }) {
  const text = useText()
  const format = useFormat()
  if (!on) return <PlainState state="due">{text('services.never-reviewed')}</PlainState>
  if (overdue) {
    const since = text('services.not-reviewed-since', { day: format.date(on) })
    return <PlainState state="due">{since}</PlainState>
  }
  return format.date(on)
}
