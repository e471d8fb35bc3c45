import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ApiProblem } from '../../../web/api.ts'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import { composerQuery } from './item-queries.ts'
import { WriteForm } from './write/write-form.tsx'

/** Writing about a person: what it is, what is known, and at the side who will read it, until when and why. */
export function WriteItemPage() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const found = useQuery(composerQuery(ref))
  if (found.data?.mayWrite && found.data.categories.length > 0)
    return <WriteForm key={ref} composer={found.data} />
  const unseen = found.error instanceof ApiProblem && found.error.status === 404
  const back = (
    <Link to="/cases/$ref" params={{ ref }}>
      {text('items.write.back', { ref })}
    </Link>
  )
  return (
    <Page
      title={text('items.write.title', { ref })}
      crumbs={[
        { label: text('timeline.case.crumb'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
      ]}
    >
      {found.isPending && <Loading rows={8} />}
      {unseen && (
        <Empty link={<Link to="/cases">{text('timeline.case.unseen-link')}</Link>}>
          {text('timeline.case.unseen')}
        </Empty>
      )}
      {found.error && !unseen && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data && (
        <Empty next={text('items.write.not-here-next')} link={back}>
          {text('items.write.not-here')}
        </Empty>
      )}
    </Page>
  )
}
