import type { ReactNode } from 'react'
import styles from './table.module.css'

interface DataTableProps {
  /** Says what the table holds; read out first, shown only when `captionShown`. */
  caption: string
  captionShown?: boolean
  /** The cells of the head: `<th scope="col">`. */
  head: ReactNode
  /** `<tr>` rows, or one `<tbody>` per group. */
  children: ReactNode
  /** Rows turn into blocks under 768 px; each cell then needs `data-label`. */
  stacks?: boolean
  grouped?: boolean
}

/** A table of the look: hairlines, small heads, nothing boxed; no sideways scroll on a phone. */
export function DataTable({
  caption,
  captionShown = false,
  head,
  children,
  stacks = true,
  grouped = false,
}: DataTableProps) {
  return (
    <table className={styles.table} data-stacks={stacks || undefined}>
      <caption className={captionShown ? styles.caption : 'tc-visually-hidden'}>{caption}</caption>
      <thead>
        <tr>{head}</tr>
      </thead>
      {grouped ? children : <tbody>{children}</tbody>}
    </table>
  )
}
