import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { api } from '../../../../web/api.ts'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { BesideItem } from '../../../../web/parts/beside-item.tsx'
import { Chip } from '../../../../web/parts/chip.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { CaseItems, Item } from '../../../items/contract.ts'
import { categoriesOf } from '../../../items/vocabulary.ts'
import styles from './known.module.css'
import { Said } from './said.tsx'

// words: items.kind.
// words: items.state.
// words: items.functional.
// words: items.handling.

/**
 * What is known about the person, part by part, with whose it is and what has to be kept in mind. On
 * paper it has a page of its own, because conditions hold there too.
 */
export function Known({ caseRef }: { caseRef: string }) {
  const text = useText()
  const navigate = useNavigate()
  const found = useQuery({
    queryKey: ['items', caseRef],
    queryFn: ({ signal }) => api.get<CaseItems>(`/cases/${caseRef}/items`, { signal }),
    meta: { live: ['case'] },
  })
  const { data } = found
  const items = data?.items ?? []
  const categories = categoriesOf(items)
  return (
    <div className={styles.known} data-no-print>
      <Section
        title={text('items.known.title')}
        action={
          <>
            <Link to="/cases/$ref/sharing" params={{ ref: caseRef }}>
              {text('sharing.shares.link')}
            </Link>
            {items.length > 0 && (
              <>
                {' · '}
                <Link to="/cases/$ref/items/paper" params={{ ref: caseRef }}>
                  {text('items.known.paper')}
                </Link>
              </>
            )}
          </>
        }
      >
        {found.isPending && <Loading rows={3} />}
        {found.error && !data && (
          <Trouble error={found.error} onRetry={() => void found.refetch()} />
        )}
        {data && items.length === 0 && data.special.length === 0 && (
          <Empty>{text('items.known.none')}</Empty>
        )}
        <div className={styles.parts}>
          {categories.map((category) => (
            <Part
              key={category}
              title={text(`items.category.${category}`)}
              caseRef={caseRef}
              items={items.filter((item) => item.category === category)}
            />
          ))}
          {data && data.special.length > 0 && (
            <Part title={text('items.known.special')} caseRef={caseRef} items={data.special} />
          )}
        </div>
        {data?.mayWrite && (
          <p className={styles.write}>
            <Button
              variant="default"
              leftSection={<IconPencil size={16} stroke={1.75} aria-hidden />}
              onClick={() =>
                void navigate({ to: '/cases/$ref/items/new', params: { ref: caseRef } })
              }
            >
              {text('items.known.write')}
            </Button>
          </p>
        )}
      </Section>
    </div>
  )
}

function Part({ title, caseRef, items }: { title: string; caseRef: string; items: Item[] }) {
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      <ul>
        {items.map((item) => (
          <Line key={item.id} caseRef={caseRef} item={item} />
        ))}
      </ul>
    </section>
  )
}

function Line({ caseRef, item }: { caseRef: string; item: Item }) {
  const text = useText()
  const format = useFormat()
  const { owner, asOf, kind, state, handling } = item
  const guarded = handling.viewOnly || handling.spokenOnly
  return (
    <li>
      <div id={`said-${item.id}`} className={guarded ? styles.guarded : undefined}>
        {item.words && <Said words={item.words} />}
      </div>
      <BesideItem caseRef={caseRef} item={item.id} />
      <p className={styles.whose}>
        <AgencyBadge agency={owner} />
        <span>{text('items.known.line', { agency: owner.name, date: format.dayMonth(asOf) })}</span>
        {kind !== 'fact' && <Chip state="neutral">{text(`items.kind.${kind}`)}</Chip>}
        {item.awaits && <Chip state="offered">{text('items.mark.awaits')}</Chip>}
        {item.refused && <Chip state="declined">{text('items.mark.refused')}</Chip>}
        {state !== 'current' && <Chip state="due">{text(`items.state.${state}`)}</Chip>}
        {item.stale && state === 'current' && <Chip state="due">{text('items.mark.stale')}</Chip>}
        {item.mode === 'agency' && <Chip state="neutral">{text('items.mark.agency')}</Chip>}
        {handling.noOnward && <Chip state="neutral">{text('items.handling.noOnward')}</Chip>}
        {handling.viewOnly && <Chip state="neutral">{text('items.handling.viewOnly')}</Chip>}
        {handling.spokenOnly && <Chip state="neutral">{text('items.handling.spokenOnly')}</Chip>}
        {handling.askFirst && <Chip state="neutral">{text('items.handling.askFirst')}</Chip>}
        <Link
          to="/cases/$ref/items/$id"
          params={{ ref: caseRef, id: item.id }}
          id={`open-${item.id}`}
          aria-labelledby={`open-${item.id} said-${item.id}`}
        >
          {text('items.known.open')}
        </Link>
      </p>
    </li>
  )
}

/** The person's own words in serif, a statement of the list, or what was written. */
