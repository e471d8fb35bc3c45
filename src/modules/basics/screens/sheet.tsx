import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ApiProblem } from '../../../web/api.ts'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PrintButton } from '../../../web/parts/print-button.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import { sheetQuery } from './basics-queries.ts'
import { OnePage } from './wing/one-page.tsx'
import { TypeBackButton } from './wing/type-back-button.tsx'
import { WingTable } from './wing/wing-table.tsx'

/** A sheet as it lies on paper: what is shown is what is printed. */
export function Sheet() {
  const { id = '' } = useParams({ strict: false })
  const text = useText()
  const { data, error, refetch } = useQuery(sheetQuery(id))
  const crumbs = [{ label: text('basics.wing.title'), to: '/wing-lists' }]
  if (!data) {
    const unseen = error instanceof ApiProblem && error.status === 404
    return (
      <Page title={text('basics.sheet.title')} crumbs={crumbs}>
        {!error && <Loading rows={8} />}
        {unseen && (
          <Empty link={<Link to="/wing-lists">{text('basics.wing.title')}</Link>}>
            {text('problems.sheet_not_found')}
          </Empty>
        )}
        {error && !unseen && <Trouble error={error} onRetry={() => void refetch()} />}
      </Page>
    )
  }
  return (
    <Page
      title={text(`basics.sheets.kind.${data.kind}`, { prison: data.prison?.name ?? '' })}
      crumbs={crumbs}
      actions={
        <>
          <TypeBackButton />
          <PrintButton />
        </>
      }
    >
      {data.kind === 'wing' ? (
        <WingTable sheet={data} />
      ) : (
        data.people.map((line) => <OnePage key={line.code} sheet={data} line={line} />)
      )}
    </Page>
  )
}
