import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import { Differences } from './edition/differences.tsx'
import { comparisonQuery } from './edition/edition-api.ts'

/** Two editions side by side, in words: what differs and nothing else. */
export function Compare() {
  const text = useText()
  const { id = '0', other = '0' } = useParams({ strict: false })
  const comparison = useQuery(comparisonQuery(Number(id), Number(other)))
  const { data } = comparison
  return (
    <Page
      title={text('editions.comparison.title')}
      note={
        data &&
        text('editions.comparison.note', {
          former: data.former.edition,
          latter: data.latter.edition,
          title: data.latter.title,
        })
      }
      crumbs={[
        { to: '/agreements', label: text('agreements.title') },
        { to: `/agreements/${id}`, label: data?.latter.title ?? text('agreements.title') },
      ]}
    >
      {comparison.isPending && <Loading rows={6} />}
      {comparison.error && (
        <Trouble error={comparison.error} onRetry={() => void comparison.refetch()} />
      )}
      {data && <Differences comparison={data} />}
    </Page>
  )
}
