import { Chip } from '../../../../web/parts/chip.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import { type BreachLine, breachKinds } from '../../breach-contract.ts'

type Clocked = Pick<BreachLine, 'dueAt' | 'phase' | 'closedAt'>

/** Whether the hour has passed and nothing was reported or decided. */
export const isOverdue = ({ dueAt, phase, closedAt }: Clocked): boolean =>
  phase === null && closedAt === null && Date.parse(dueAt) < Date.now()

/** Where a breach stands: by when it is to be reported, what was reported, or that it is closed. */
export function ClockChip({ breach }: { breach: Clocked }) {
  const text = useText()
  const format = useFormat()
  const { closedAt, dueAt, phase } = breach
  if (closedAt)
    return (
      <Chip state="neutral">{text('breaches.clock.closed', { day: format.dateOf(closedAt) })}</Chip>
    )
  if (phase) return <Chip state="settled">{text(`breaches.phase.${phase}`)}</Chip>
  const late = isOverdue(breach)
  return (
    <Chip state={late ? 'gap' : 'due'}>
      {text(late ? 'breaches.clock.late' : 'breaches.clock.due', { when: format.moment(dueAt) })}
    </Chip>
  )
}

/** The kinds in one line, in their usual order. */
export const kindsOf = (kinds: readonly string[], text: Text, list: (all: string[]) => string) =>
  list(
    breachKinds.filter((kind) => kinds.includes(kind)).map((kind) => text(`breaches.kind.${kind}`)),
  )
