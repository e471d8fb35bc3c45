import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { PersonLabel } from '../../../web/parts/case-link.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { NoticeFile } from '../import-contract.ts'
import { Announced } from './notices/announced.tsx'
import { DecideHeld } from './notices/decide-held.tsx'
import { DecideResidence } from './notices/decide-residence.tsx'
import { LikelyPersons, type Opinions } from './notices/likely-persons.tsx'
import { LinkToCase } from './notices/link-to-case.tsx'
import styles from './notices/notices.module.css'
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
      rail={
        notice.data && (
          <div className={styles.rail}>
            <Announced notice={notice.data} />
          </div>
        )
      }
    >
      {notice.isPending && <Loading rows={6} />}
      {notice.error && <Trouble error={notice.error} onRetry={() => void notice.refetch()} />}
      {notice.data && <Leading notice={notice.data} />}
      {notice.data && <Decide key={notice.data.id} notice={notice.data} />}
    </Page>
  )
}

/** The announcement in one sentence; on a phone the facts stand far below. */
function Leading({ notice: { release, prison } }: { notice: NoticeFile }) {
  const text = useText()
  const format = useFormat()
  const values = { prison: prison.name, date: release.on ? format.fullDate(release.on) : '' }
  return (
    <Sentence note={release.on && format.inDays(release.on)}>
      {text(
        release.on ? `notices.one.leads.${release.certainty}` : 'notices.one.leads-open',
        values,
      )}
    </Sentence>
  )
}

/** What has to be decided first stands first: whose number, which city, which person, then the case. */
function Decide({ notice }: { notice: NoticeFile }) {
  const text = useText()
  const navigate = useNavigate()
  const [opinions, setOpinions] = useState<Opinions>({})
  if (notice.status === 'held') return <DecideHeld notice={notice} />
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
