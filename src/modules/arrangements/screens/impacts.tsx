import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { beginImpact } from '../../../web/client.gen.ts'
import { PlainState } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { ImpactEntry } from '../impact-contract.ts'
import { registerQuery, useImpactAct, useMayDoImpact } from './impact/impact-api.ts'
import { ImpactState } from './impact/impact-state.tsx'
import { ReviewReasons } from './impact/review-reasons.tsx'

/** The register of impact assessments: every version, who approved it, and which need a new look. */
export function Impacts() {
  const text = useText()
  const register = useQuery(registerQuery)
  const { writes } = useMayDoImpact()
  const navigate = useNavigate()
  const begin = useImpactAct(
    (options) => beginImpact(options),
    text('impact.begun'),
    ({ id }) => void navigate({ href: `/agreements/impact/${id}` }),
  )
  const versions = register.data?.versions
  return (
    <Page
      title={text('impact.title')}
      note={text('impact.note')}
      crumbs={[{ to: '/agreements', label: text('agreements.title') }]}
      actions={
        writes && (
          <Button loading={begin.isPending} onClick={() => begin.mutate()}>
            {text('impact.begin')}
          </Button>
        )
      }
    >
      {begin.error && <Trouble error={begin.error} what={text('impact.not-begun')} />}
      {register.isPending && <Loading rows={4} />}
      {register.error && <Trouble error={register.error} onRetry={() => void register.refetch()} />}
      {versions?.length === 0 && (
        <Empty next={text('impact.none-next')}>{text('impact.none')}</Empty>
      )}
      {versions
        ?.filter(({ state }) => state === 'review')
        .map((version) => (
          <ReviewReasons key={version.id} version={version} />
        ))}
      {versions && versions.length > 0 && <Register versions={versions} />}
      {writes && <p className="tc-note">{text('impact.begin-note')}</p>}
    </Page>
  )
}

const columns = ['version', 'state', 'remains', 'approved', 'review'] as const

function Register({ versions }: { versions: readonly ImpactEntry[] }) {
  const text = useText()
  return (
    <DataTable
      caption={text('impact.caption')}
      head={columns.map((column) => (
        <th key={column} scope="col">
          {text(`impact.register.${column}`)}
        </th>
      ))}
    >
      {versions.map((version) => (
        <Row key={version.id} version={version} />
      ))}
    </DataTable>
  )
}

function Row({ version }: { version: ImpactEntry }) {
  const text = useText()
  const format = useFormat()
  const { id, title, edition, state, remains, approvedBy, approvedOn, reviewOn } = version
  const label = (column: (typeof columns)[number]) => text(`impact.register.${column}`)
  return (
    <tr>
      <th scope="row">
        <Link to="/agreements/impact/$id" params={{ id: String(id) }}>
          {text('impact.version-of', { title: title || text('impact.untitled'), edition })}
        </Link>
      </th>
      <td data-label={label('state')}>
        <ImpactState state={state} />
      </td>
      <td data-label={label('remains')}>
        <PlainState state={remains === 'high' ? 'gap' : 'neutral'}>
          {text(`impact.level.${remains ?? 'none'}`)}
        </PlainState>
      </td>
      <td data-label={label('approved')}>
        {approvedOn
          ? text('impact.approved-by', { name: approvedBy ?? '', day: format.date(approvedOn) })
          : text('impact.not-approved')}
      </td>
      <td data-label={label('review')}>{reviewOn ? format.date(reviewOn) : '–'}</td>
    </tr>
  )
}
