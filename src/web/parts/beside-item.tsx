import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CaseRights, Contest, CorrectionNotice } from '../../modules/rights/contract.ts'
import { api } from '../api.ts'
import { useFormat, useText } from '../words.ts'
import { OwnWords } from './own-words.tsx'

interface BesideItemProps {
  caseRef: string
  item: string
  /** With the way to write down that the person disagrees. */
  withLink?: boolean
}

/** What the person says about an item they contest: stands beside it wherever it is read (LED-24). */
export function BesideItem({ caseRef, item, withLink = false }: BesideItemProps) {
  const text = useText()
  const { data } = useQuery({
    queryKey: ['case-rights', caseRef],
    queryFn: ({ signal }) => api.get<CaseRights>(`/cases/${caseRef}/rights`, { signal }),
    meta: { live: ['case', 'correction'] },
  })
  const contests = data?.contests.filter((one) => one.item === item) ?? []
  return (
    <>
      {contests.map((contest) => (
        <PersonSays key={contest.id} contest={contest} />
      ))}
      {withLink && <Corrections notices={data?.notices.filter((one) => one.item === item) ?? []} />}
      {withLink && (
        <p className="tc-small" data-no-print>
          <Link to="/cases/$ref/rights" params={{ ref: caseRef }}>
            {text('rights.items.contest')}
          </Link>
        </p>
      )}
    </>
  )
}

/** That it was put right or kept from use, and how many of those who were told have confirmed it. */
function Corrections({ notices }: { notices: readonly CorrectionNotice[] }) {
  const text = useText()
  const format = useFormat()
  const [last] = notices
  if (!last) return null
  const same = notices.filter(({ kind, madeAt }) => kind === last.kind && madeAt === last.madeAt)
  const confirmed = same.filter(({ acknowledgedAt }) => acknowledgedAt !== null).length
  const mine = same.some((one) => one.mine && !one.thirdParty)
  return (
    <p className="tc-small" data-no-print>
      {text(mine ? 'rights.notices.to-know' : 'rights.notices.of-item', {
        kind: last.kind,
        date: format.dateOf(last.madeAt),
        confirmed,
        count: same.length,
      })}{' '}
      {last.ref && (
        <Link to="/cases/$ref/rights" params={{ ref: last.ref }}>
          {text(mine ? 'rights.notices.to-confirm' : 'rights.notices.who')}
        </Link>
      )}
    </p>
  )
}

/** The person's words, when and in which language, and what was decided. */
export function PersonSays({ contest }: { contest: Contest }) {
  const text = useText()
  const format = useFormat()
  const { statement, language, saidOn, wish, state, reasons, decidedBy, decidedAt } = contest
  return (
    <>
      <OwnWords
        lang={language}
        source={text('rights.contest.source', {
          date: format.date(saidOn),
          language: format.language(language),
          wish,
        })}
      >
        {statement}
      </OwnWords>
      {decidedAt && (
        <p className="tc-note">
          {text('rights.decide.decided', {
            outcome: state,
            name: decidedBy ?? '',
            date: format.dateOf(decidedAt),
            reasons: reasons ?? '',
          })}
        </p>
      )}
    </>
  )
}
