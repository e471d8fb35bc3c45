import { Chip } from '../../../../web/parts/chip.tsx'
import { useText } from '../../../../web/words.ts'
import type { HandedItem } from '../../share-contract.ts'

/** What is handed on, each item in its version; marked where it became stale or contested since. */
export function HandedItems({ items }: { items: readonly HandedItem[] }) {
  const text = useText()
  return (
    <ul>
      {items.map((item) => (
        <li key={item.id}>
          {item.category
            ? text('sharing.item.line', {
                category: text(`agreements.categories.${item.category}`),
                kind: text(`sharing.item.kind.${item.kind}`),
                version: item.version,
              })
            : text('sharing.item.unread', { version: item.version })}{' '}
          {item.stale && <Chip state="due">{text('sharing.item.stale')}</Chip>}{' '}
          {item.state && item.state !== 'current' && (
            <Chip state="due">{text(`sharing.item.state.${item.state}`)}</Chip>
          )}{' '}
          {item.wasWrong && <Chip state="due">{text('sharing.item.was-wrong')}</Chip>}
          {!item.wasWrong && item.currentVersion !== null && item.currentVersion > item.version && (
            <Chip state="neutral">{text('sharing.item.newer')}</Chip>
          )}
        </li>
      ))}
    </ul>
  )
}
