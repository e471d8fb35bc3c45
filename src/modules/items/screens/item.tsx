import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ApiProblem } from '../../../web/api.ts'
import { BesideItem } from '../../../web/parts/beside-item.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { type Text, useFormat, useText } from '../../../web/words.ts'
import type { ItemDetail } from '../contract.ts'
import { History } from './item/history.tsx'
import { OwnerActs } from './item/owner-acts.tsx'
import { Proposals } from './item/proposals.tsx'
import { WhoReads } from './item/who-reads.tsx'
import styles from './item.module.css'
import { itemQuery } from './item-queries.ts'
import { Marks, staysOnScreen, Words } from './item-words.tsx'

// words: items.source.
// words: items.sure.
// words: items.held.

/** One item: what it says, how one knows, who reads it and why, and how it came to be so. */
export function ItemPage() {
  const { ref = '', id = '' } = useParams({ strict: false })
  const text = useText()
  const found = useQuery(itemQuery(id))
  const unseen = found.error instanceof ApiProblem && found.error.status === 404
  const item = found.data
  return (
    <Page
      title={item ? text(`items.category.${item.category}`) : text('items.page.title')}
      name={text('items.page.title')}
      crumbs={[
        { label: text('timeline.case.crumb'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
      ]}
      note={item && text('items.page.owner', { agency: item.owner.name })}
      actions={
        item && (
          <>
            {item.may.length > 0 && <OwnerActs item={item} />}
            {item.may.includes('erase') && (
              <Link to="/cases/$ref/items/$id/erase" params={{ ref: item.ref, id }}>
                {text('erasures.item.link')}
              </Link>
            )}
          </>
        )
      }
      rail={item && <WhoReads item={item} />}
    >
      {found.isPending && <Loading rows={8} />}
      {unseen && (
        <Empty
          next={text('items.page.unseen-next')}
          link={
            <Link to="/cases/$ref" params={{ ref }}>
              {text('items.write.back', { ref })}
            </Link>
          }
        >
          {text('problems.item_not_found')}
        </Empty>
      )}
      {found.error && !unseen && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {item && <Content item={item} />}
    </Page>
  )
}

function Content({ item }: { item: ItemDetail }) {
  const text = useText()
  return (
    <>
      <div className={styles.lead}>
        {item.words && <Words words={item.words} screenOnly={staysOnScreen(item)} />}
        <Marks item={item} />
        <BesideItem caseRef={item.ref} item={item.id} withLink />
        {item.heldBack && <p className={styles.why}>{text(`items.held.${item.heldBack}`)}</p>}
      </div>
      <Proposals item={item} />
      <Section title={text('items.page.how')}>
        <How item={item} />
      </Section>
      {item.facts.length > 0 && (
        <Section title={text('items.page.relies-on')}>
          <ul className={styles.history}>
            {item.facts.map((fact) => (
              <li key={fact.id}>
                {fact.words && <Words words={fact.words} screenOnly={staysOnScreen(item)} />}
                <p className={styles.when}>
                  <Link to="/cases/$ref/items/$id" params={{ ref: item.ref, id: fact.id }}>
                    {text('items.page.fact')}
                  </Link>{' '}
                  {fact.newer && text('items.page.fact-newer')}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <History item={item} />
    </>
  )
}

/** "By me" is right while one writes; whoever reads it is somebody else. */
const sourceOf = (text: Text, kind: string) =>
  text(kind === 'observed' ? 'items.page.observed' : `items.source.${kind}`)

/** Where it is known from, how sure it is, and the days that matter. */
function How({ item }: { item: ItemDetail }) {
  const text = useText()
  const format = useFormat()
  const { words } = item
  const facts: [string, string | null | undefined][] = [
    ['items.page.source', words?.sourceKind && sourceOf(text, words.sourceKind)],
    ['items.write.source-words', words?.source],
    ['items.page.sure', words?.credibility && text(`items.sure.${words.credibility}`)],
    ['items.write.method', words?.method],
    ['items.write.as-of', format.date(item.asOf)],
    [
      'items.page.written',
      words &&
        text('items.page.by-on', {
          name: words.writtenBy ?? '',
          date: format.moment(words.writtenAt),
        }),
    ],
    [
      'items.page.verified',
      words?.verifiedAt &&
        text('items.page.by-on', {
          name: words.verifiedBy ?? '',
          date: format.moment(words.verifiedAt),
        }),
    ],
    ['items.page.number', item.id.slice(0, 8)],
    ['items.write.review-by', item.reviewBy && format.date(item.reviewBy)],
    ['items.handling.meeting', item.meetingOn && format.date(item.meetingOn)],
    ['items.handling.deleteOn', item.handling.deleteOn && format.date(item.handling.deleteOn)],
    ['items.special.ground', item.ground && text(`items.ground.${item.ground}`)],
    ['items.special.necessity', item.necessity],
    [item.awaits ? 'items.special.approver' : 'items.special.second', item.approver],
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) =>
        value ? (
          <div key={label}>
            <dt>{text(label)}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}
