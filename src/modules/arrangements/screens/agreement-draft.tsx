import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { agenciesQuery } from '../../../web/agencies.ts'
import { todayHere } from '../../../web/format.ts'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import { draftQuery } from './agreement/agreement-api.ts'
import { DraftAdvice } from './agreement/draft-advice.tsx'
import { DraftForm } from './agreement/draft-form.tsx'
import { emptyAgreement } from './agreement/template.ts'
import { useMayDo } from './edition/edition-api.ts'

/** Writing an agreement: parties, what each may see, how long, which desk leads as fallback. */
export function AgreementDraft() {
  const text = useText()
  const { id = 'new' } = useParams({ strict: false })
  const fresh = id === 'new'
  const { steers } = useMayDo()
  const agencies = useQuery(agenciesQuery)
  const draft = useQuery({ ...draftQuery(Number(id)), enabled: !fresh })
  const today = todayHere()
  const error = agencies.error ?? draft.error
  const ready = agencies.data && (fresh || draft.data)
  const coordinator = agencies.data?.find(({ desks }) =>
    desks.some(({ kind }) => kind === 'coordination'),
  )
  return (
    <Page
      title={text(steers ? 'agreements.draft.title' : 'agreements.draft.read')}
      note={text(steers ? 'agreements.draft.note' : 'agreements.draft.read-note')}
      crumbs={
        steers
          ? [
              { to: '/start', label: text('start.title') },
              { to: '/start/agreements', label: text('agreements.title') },
            ]
          : [{ to: '/agreements', label: text('agreements.title') }]
      }
    >
      {!ready && !error && <Loading rows={8} />}
      {error && <Trouble error={error} />}
      {ready && draft.data?.agreementId && <Empty>{text('agreements.draft.settled')}</Empty>}
      {draft.data && !draft.data.agreementId && <DraftAdvice draft={draft.data} />}
      {agencies.data && ready && !draft.data?.agreementId && (
        <DraftForm
          agencies={agencies.data}
          draft={draft.data}
          steers={steers}
          start={draft.data?.content ?? emptyAgreement(today, coordinator)}
        />
      )}
    </Page>
  )
}
