import { Chip, type ChipState, PlainState } from '../../../../web/parts/chip.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Check, CheckState } from '../../contract.ts'
import styles from './health.module.css'

/** What is in order asks for nothing. */
const saysOnly = /-(fine|own)$/

/** What was looked at, worst first: what is so, and what to do about it. */
export function CheckList({ checks }: { checks: readonly Check[] }) {
  return (
    <ul className={styles.checks}>
      {checks.map((check) => (
        <CheckRow key={check.code} check={check} />
      ))}
    </ul>
  )
}

function CheckRow({ check }: { check: Check }) {
  const text = useText()
  const values = useReadable(check.values)
  const name = `${check.code}-${check.variant}`
  return (
    <li className={styles.check} data-state={check.state}>
      <h3 className={styles.what}>{text(`operations.check.${check.code}`)}</h3>
      <div className={styles.state}>
        <State state={check.state} />
      </div>
      <div className={styles.says}>
        <p>{text(`operations.says.${name}`, values)}</p>
        {!saysOnly.test(name) && (
          <p className={styles.todo}>
            {check.state === 'fine'
              ? text(`operations.do.${name}`)
              : text('operations.todo', { what: text(`operations.do.${name}`) })}
          </p>
        )}
      </div>
    </li>
  )
}

const chips: Record<CheckState, ChipState> = {
  now: 'gap',
  soon: 'due',
  fine: 'settled',
  unknown: 'neutral',
}

function State({ state }: { state: CheckState }) {
  const text = useText()
  const words = text(`operations.state.${state}`)
  if (state === 'fine') return <PlainState state="settled">{words}</PlainState>
  return <Chip state={chips[state]}>{words}</Chip>
}

/** A day is written as the reader writes days. */
function useReadable(values: Check['values']): Check['values'] {
  const format = useFormat()
  const { date } = values
  return typeof date === 'string' ? { ...values, date: format.fullDate(date) } : values
}
