import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { PersonLabel } from '../../../web/parts/case-link.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import type { NoticeFile } from '../import-contract.ts'
import { Announced } from './notices/announced.tsx'
import { DecideHeld } from './notices/decide-held.tsx'
import { DecideResidence } from './notices/decide-residence.tsx'
import { LikelyPersons, type Opinions } from './notices/likely-persons.tsx'
import { LinkToCase } from './notices/link-to-case.tsx'
import { noticeQuery } from './notices/notices-queries.ts'
import { OpenCase } from './notices/open-case.tsx'

/** One announced person: what was said, whom it may mean, and the decision that opens a case. */
export function Notice() {
  const text = useText()
  const { id } = useParams({ from: '/desk/notices/$id' })
  const notice = useQuery(noticeQuery(id))
  return (
    <Page
      title={text('notices.one.title')}
      beside={notice.data && <PersonLabel person={notice.data.person} />}
      crumbs={[{ label: text('web.nav.notices'), to: '/notices' }]}
      rail={notice.data && <Announced notice={notice.data} />}
    >
      {notice.isPending && <Loading rows={6} />}
      {notice.error && <Trouble error={notice.error} onRetry={() => void notice.refetch()} />}
      {notice.data && <Decide key={notice.data.id} notice={notice.data} />}
    </Page>
  )
}

/** What has to be decided first stands first: whose number, which city, which person, then the case. */
function Decide({ notice }: { notice: NoticeFile }) {
  const text = useText()
  const navigate = useNavigate()
  const [opinions, setOpinions] = useState<Opinions>({})
  if (notice.newer) return <DecideHeld notice={notice} newer={notice.newer} />
  if (notice.residence === 'unknown') {
    return (
      <Section title={text('notices.residence.title')}>
        <p>{text('notices.residence.why')}</p>
        <DecideResidence notice={notice} onElsewhere={() => void navigate({ to: '/notices' })} />
      </Section>
    )
  }
  const same = notice.likely.find(({ personId }) => opinions[personId] === 'same')
  return (
    <>
      {notice.likely.length > 0 && (
        <LikelyPersons notice={notice} opinions={opinions} onChange={setOpinions} />
      )}
      {same?.ref ? (
        <LinkToCase notice={notice} personId={same.personId} caseRef={same.ref} />
      ) : (
        <OpenCase notice={notice} opinions={opinions} />
      )}
    </>
  )
}
