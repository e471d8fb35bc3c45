import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { firstDayQuery } from '../../../web/first-day.ts'
import { BesideItem } from '../../../web/parts/beside-item.tsx'
import { PersonLabel } from '../../../web/parts/case-link.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PrintButton } from '../../../web/parts/print-button.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { Item } from '../contract.ts'
import { categoriesOf } from '../vocabulary.ts'
import styles from './item.module.css'
import { paperQuery } from './item-queries.ts'
import { Marks, Words } from './item-words.tsx'

// words: items.left-out.

/** What is known, for paper: without the words that have to stay on the screen, and with the reason why. */
export function ItemsPaper() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const found = useQuery(paperQuery(ref))
  const person = useQuery({ ...firstDayQuery(ref), enabled: found.isSuccess })
  const items = found.data?.items ?? []
  const categories = categoriesOf(items)
  return (
    <Page
      title={text('items.paper.title', { ref })}
      crumbs={[
        { label: text('timeline.case.crumb'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
      ]}
      beside={person.data && <PersonLabel person={person.data.person} />}
      note={text('items.paper.note')}
      actions={items.length > 0 && <PrintButton />}
    >
      {found.isPending && <Loading rows={8} />}
      {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && items.length === 0 && <Empty>{text('items.known.none')}</Empty>}
      {categories.map((category) => (
        <Section key={category} title={text(`items.category.${category}`)}>
          <ul className={styles.paper}>
            {items
              .filter((item) => item.category === category)
              .map((item) => (
                <PaperLine key={item.id} item={item} caseRef={ref} />
              ))}
          </ul>
        </Section>
      ))}
    </Page>
  )
}

function PaperLine({ item, caseRef }: { item: Item; caseRef: string }) {
  const text = useText()
  const format = useFormat()
  return (
    <li>
      {item.words ? (
        <Words words={item.words} screenOnly={false} />
      ) : (
        <p className={styles.why}>
          {text(`items.left-out.${item.leftOut}`, { agency: item.owner.name })}
        </p>
      )}
      <p className={styles.when}>
        {text('items.known.line', { agency: item.owner.name, date: format.date(item.asOf) })}{' '}
        {item.words?.credibility && text(`items.sure.${item.words.credibility}`)}
      </p>
      <Marks item={item} />
      <BesideItem caseRef={caseRef} item={item.id} />
    </li>
  )
}
