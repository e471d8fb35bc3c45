import { IconUserShare } from '@tabler/icons-react'
import { useFormat, useText } from '../../../../web/words.ts'
import type { CaseDetail } from '../../../cases/contract.ts'
import styles from './case.module.css'

/** Who at the table is away or has left, and who acts for them meanwhile. */
export function CoverLines({ cover }: Pick<CaseDetail, 'cover'>) {
  const text = useText()
  const format = useFormat()
  if (cover.length === 0) return null
  const line = ({ name, left, until, mine, by }: CaseDetail['cover'][number]) => {
    const day = until && format.day(until)
    if (left) return text('people.case.left', { name, by: format.list(by) })
    if (mine) {
      return day
        ? text('people.case.mine-until', { name, until: day })
        : text('people.case.mine', { name })
    }
    return day
      ? text('people.case.away', { name, until: day, by: format.list(by) })
      : text('people.case.away-open', { name, by: format.list(by) })
  }
  return (
    <ul className={styles.cover}>
      {cover.map((one) => (
        <li key={one.principal} data-mine={one.mine || undefined}>
          <IconUserShare size={16} stroke={1.75} aria-hidden />
          {line(one)}
        </li>
      ))}
    </ul>
  )
}
