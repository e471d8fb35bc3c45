import { Link } from '@tanstack/react-router'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Chip } from '../../../../web/parts/chip.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { AsKnown } from '../../../past/contract.ts'
import known from '../case/known.module.css'
import { Said } from '../case/said.tsx'
import styles from './past.module.css'
import { Today } from './today.tsx'

type PastItem = AsKnown['items'][number]

/** What was known about the person, in the wording of then. On paper items have a page of their own, with its conditions. */
export function PastItems({ past }: { past: AsKnown }) {
  const text = useText()
  return (
    <>
      <div className={styles.part} data-no-print>
        <Section title={text('past.items')} note={text('past.items-note')}>
          {past.items.length === 0 && <Empty>{text('past.items-none')}</Empty>}
          <ul className={styles.items}>
            {past.items.map((item) => (
              <Line key={item.id} caseRef={past.ref} item={item} />
            ))}
          </ul>
        </Section>
      </div>
      <p className={styles.paperOnly}>{text('past.items-paper')}</p>
    </>
  )
}

function Line({ caseRef, item }: { caseRef: string; item: PastItem }) {
  const text = useText()
  const format = useFormat()
  const { owner, words, stateThen, state, guarded } = item
  return (
    <li>
      <div id={`past-${item.id}`} className={guarded ? known.guarded : undefined}>
        {item.words ? (
          <Said words={item.words} />
        ) : (
          <p className={known.text}>{text('past.item.other-wording')}</p>
        )}
      </div>
      <p className={known.whose}>
        <AgencyBadge agency={owner} />
        <span>
          {words
            ? text('past.item.written', {
                category: text(`items.category.${item.category}`),
                agency: owner.name,
                date: format.longMoment(words.writtenAt),
                name: words.writtenBy ?? text('past.nobody-named'),
              })
            : text('past.item.brought', {
                category: text(`items.category.${item.category}`),
                agency: owner.name,
              })}
        </span>
        {stateThen && stateThen !== 'current' && (
          <Chip state="due">{text(`items.state.${stateThen}`)}</Chip>
        )}
        <Differs item={item} then={stateThen ?? state} />
        <Link
          to="/cases/$ref/items/$id"
          params={{ ref: caseRef, id: item.id }}
          id={`past-open-${item.id}`}
          aria-labelledby={`past-open-${item.id} past-${item.id}`}
        >
          {text('past.item.history')}
        </Link>
      </p>
    </li>
  )
}

function Differs({ item, then }: { item: PastItem; then: string }) {
  const text = useText()
  const anew = item.words !== null && item.words.version !== item.currentVersion
  if (then === item.state && !anew) return null
  return (
    <Today>
      {then === item.state ? text('past.item.anew') : text(`items.state.${item.state}`)}
    </Today>
  )
}
