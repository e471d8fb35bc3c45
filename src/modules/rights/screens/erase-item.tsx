import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ApiProblem } from '../../../web/api.ts'
import { askItemErasure } from '../../../web/client.gen.ts'
import { useMadeOnce } from '../../../web/idempotency.ts'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import type { ItemErasure } from '../erasure-contract.ts'
import { Asking } from './erasures/ask-form.tsx'
import { Effect } from './erasures/effect.tsx'
import { itemErasureQuery } from './erasures/erasure-queries.ts'

/** Before an item is erased: what goes, who is told, what stays; then a ground, and a second person. */
export function EraseItem() {
  const { ref = '', id = '' } = useParams({ strict: false })
  const text = useText()
  const found = useQuery(itemErasureQuery(id))
  const unseen = found.error instanceof ApiProblem && found.error.status === 404
  return (
    <Page
      title={text('erasures.item.title')}
      note={text('erasures.item.note')}
      crumbs={[
        { label: text('rights.consents.cases'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
      ]}
    >
      {found.isPending && <Loading rows={8} />}
      {unseen && (
        <Empty
          link={
            <Link to="/cases/$ref" params={{ ref }}>
              {text('items.write.back', { ref })}
            </Link>
          }
        >
          {text('erasures.item.unseen')}
        </Empty>
      )}
      {found.error && !unseen && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data && (
        <>
          <Section title={text('erasures.preview')}>
            <Effect effect={found.data.effect} kind="item" />
          </Section>
          <Section title={text('erasures.ask.title')}>
            <AskItem id={id} read={found.data} />
          </Section>
        </>
      )}
    </Page>
  )
}

function AskItem({ id, read }: { id: string; read: ItemErasure }) {
  const text = useText()
  const once = useMadeOnce()
  const { waiting, deciders, ref } = read
  return (
    <Asking
      waiting={waiting}
      deciders={deciders}
      ask={(ground) =>
        once((options) => askItemErasure({ path: { id }, body: { ground } }, options))
      }
    >
      <p className="tc-note">
        {text('erasures.ask.evidence')}{' '}
        <Link to="/cases/$ref/items/$id" params={{ ref, id }}>
          {text('erasures.ask.to-item')}
        </Link>
      </p>
    </Asking>
  )
}
