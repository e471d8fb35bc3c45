import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { ImpactVersion } from '../impact-contract.ts'
import { Advice } from './impact/advice.tsx'
import { Approval } from './impact/approval.tsx'
import { Consulted } from './impact/consulted.tsx'
import { impactQuery, useMayDoImpact } from './impact/impact-api.ts'
import { ImpactForm } from './impact/impact-form.tsx'
import { ImpactState } from './impact/impact-state.tsx'
import { ImpactText } from './impact/impact-text.tsx'
import { ReviewReasons } from './impact/review-reasons.tsx'
import { VersionActs } from './impact/version-acts.tsx'

/** One version of an impact assessment: read, written while it is a draft, advised on, approved. */
export function Impact() {
  const text = useText()
  const { id = '' } = useParams({ strict: false })
  const [writing, setWriting] = useState(false)
  const { data, isPending, error, refetch } = useQuery(impactQuery(Number(id)))
  const { writes } = useMayDoImpact()
  return (
    <Page
      title={data?.title || text('impact.untitled')}
      note={data && <Standing version={data} />}
      crumbs={[
        { to: '/agreements', label: text('agreements.title') },
        { to: '/agreements/impact', label: text('impact.title') },
      ]}
      actions={
        data && (
          <VersionActs
            version={data}
            onWrite={
              writes && data.state === 'draft' && !writing ? () => setWriting(true) : undefined
            }
          />
        )
      }
    >
      {isPending && <Loading rows={10} />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data && writing && <ImpactForm version={data} onDone={() => setWriting(false)} />}
      {data && !writing && <Whole version={data} />}
    </Page>
  )
}

function Standing({ version }: { version: ImpactVersion }) {
  const text = useText()
  const format = useFormat()
  const { edition, state, writers } = version
  return (
    <>
      {text('impact.version', { edition })} <ImpactState state={state} />{' '}
      {text('impact.written-by', { names: format.list(writers) })}
    </>
  )
}

function Whole({ version }: { version: ImpactVersion }) {
  const text = useText()
  const { next, state } = version
  return (
    <>
      {state === 'review' && <ReviewReasons version={version} />}
      {next !== null && state !== 'replaced' && (
        <p>
          <Link to="/agreements/impact/$id" params={{ id: String(next) }}>
            {text('impact.next-open')}
          </Link>
        </p>
      )}
      <ImpactText version={version} />
      <Advice version={version} />
      <Consulted version={version} />
      <Approval version={version} />
    </>
  )
}
