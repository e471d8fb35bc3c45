import { Button, Checkbox } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useText } from '../../../../web/words.ts'
import type { AnswerAct } from '../../../timeline/screens/answer-lead-draft.ts'
import type { Handover, HandoversQuery } from '../../contract.ts'
import { BulkBar, MOST } from './bulk-bar.tsx'
import { HandoverRow } from './handover-row.tsx'
import styles from './handovers.module.css'
import { handoversQuery } from './handovers-query.ts'

interface BoxProps {
  box: HandoversQuery['box']
  today: string
  onOpen: (handover: Handover, first: AnswerAct, list: HTMLElement | null) => void
  onLink: (handover: Handover) => void
}

/** One part of the inbox, with its own waiting, trouble and end. */
export function Box({ box, today, onOpen, onLink }: BoxProps) {
  const text = useText()
  const list = useRef<HTMLUListElement>(null)
  const found = useInfiniteQuery(handoversQuery(box))
  const rows = found.data?.pages.flatMap((page) => page.handovers) ?? []
  const { chosen, pick, isPicked, pickAll, clear } = usePicked(rows)
  const picks = box === 'waiting' && rows.length > 1
  const title = text(`handovers.${box}.title`)
  const count: ReactNode =
    rows.length > 0 &&
    text(`handovers.${box}.note`, { count: rows.length, more: found.hasNextPage })
  return (
    <Section title={title} note={count} id={box}>
      {found.isPending && <Loading />}
      {found.isError && !found.data && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data && rows.length === 0 && (
        <Empty next={text(`handovers.${box}.next`)}>{text(`handovers.${box}.none`)}</Empty>
      )}
      {picks && (
        <Checkbox
          wrapperProps={{ 'data-no-print': true }}
          mt={10}
          label={text('handovers.select-all')}
          description={rows.length > MOST && text('handovers.bulk.limit')}
          checked={chosen.length > 0 && chosen.length === Math.min(rows.length, MOST)}
          indeterminate={chosen.length > 0 && chosen.length < Math.min(rows.length, MOST)}
          onChange={(event) => pickAll(event.currentTarget.checked)}
        />
      )}
      {found.data && (
        <ul ref={list} tabIndex={-1} aria-label={title} className={styles.list}>
          {rows.map((handover) => (
            <HandoverRow
              key={handover.id}
              box={box}
              handover={handover}
              today={today}
              onOpen={(first) => onOpen(handover, first, list.current)}
              onLink={() => onLink(handover)}
              picked={picks ? isPicked(handover.id) : undefined}
              onPick={(on) => pick(handover.id, on)}
            />
          ))}
        </ul>
      )}
      {box === 'waiting' && <BulkBar chosen={chosen} onClear={clear} />}
      {found.isFetchNextPageError && (
        <Trouble error={found.error} onRetry={() => void found.fetchNextPage()} />
      )}
      {found.hasNextPage && !found.isFetchNextPageError && (
        <Button
          mt={12}
          variant="default"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
          aria-label={text('handovers.more-label', { box: title })}
        >
          {text('handovers.more')}
        </Button>
      )}
    </Section>
  )
}

/** Questions that are selected; one that left the list is no longer. */
function usePicked(rows: readonly Handover[]) {
  const [ids, setIds] = useState<readonly string[]>([])
  const open = rows.filter(({ may }) => may.includes('answer'))
  const chosen = open.filter(({ id }) => ids.includes(id)).slice(0, MOST)
  return {
    chosen,
    isPicked: (id: string) => chosen.some((one) => one.id === id),
    pick: (id: string, on: boolean) =>
      setIds(on ? [...chosen.map((one) => one.id), id] : ids.filter((one) => one !== id)),
    pickAll: (on: boolean) => setIds(on ? open.slice(0, MOST).map(({ id }) => id) : []),
    clear: () => setIds([]),
  }
}
