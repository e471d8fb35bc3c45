import {
  IconCalendarExclamation,
  IconHomeX,
  IconStethoscopeOff,
  type TablerIcon,
} from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, query } from '../../../../web/api.ts'
import { CaseLink } from '../../../../web/parts/case-link.tsx'
import { Chip } from '../../../../web/parts/chip.tsx'
import { DateText } from '../../../../web/parts/date-text.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { mayOpen, useSession } from '../../../../web/session.ts'
import { releasesAheadQuery, weeksAhead } from '../../../../web/today-counts.ts'
import type { Lane, LaneStatus, ReleaseRow, Today } from '../../contract.ts'
import type { ReleaseCounts, Releases } from '../../releases-contract.ts'
import { type Speech, useSpeech } from '../continuity-map/speech.ts'
import { LaneLink } from '../releases/lane-link.tsx'
import { gapLanes, gapLength, leadStanding, seesBasics } from '../releases/missing.ts'
import { ShowAll } from './show-all.tsx'
import styles from './today.module.css'

const FIRST = 8
const PAGE = 20
const icons: Partial<Record<Lane, TablerIcon>> = {
  accommodation: IconHomeX,
  health: IconStethoscopeOff,
}

/** Who leaves prison in the next six weeks, with chips that name what is missing. */
export function ReleaseLines({ today }: { today: Today }) {
  const { text } = useSpeech()
  const session = useSession()
  const { releases, later } = useReleasesAhead(today)
  const { data: ahead } = useQuery(releasesAheadQuery)
  return (
    <Section
      title={text('today.releases.title')}
      note={releases.length > 0 && ahead && aheadWords(text, ahead, releases.every(seesBasics))}
      action={
        mayOpen(session, 'releases') && (
          <Link to="/releases" search={{ weeks: weeksAhead }}>
            {text('today.releases.all')}
          </Link>
        )
      }
    >
      {releases.length === 0 && (
        <Empty next={text('today.releases.none-next')}>{text('today.releases.none')}</Empty>
      )}
      <ShowAll
        rows={releases}
        first={FIRST}
        list={text('today.releases.title')}
        later={later}
        laterWords={text('releases.more')}
      >
        {(shown) => (
          <ul className={styles.releases}>
            {shown.map((row) => (
              <ReleaseLine key={row.ref} row={row} />
            ))}
          </ul>
        )}
      </ShowAll>
    </Section>
  )
}

/** The releases that came with the day, and as many pages after them as were asked for. */
function useReleasesAhead({ releases, releasesNext }: Today) {
  const pages = useInfiniteQuery({
    queryKey: ['releases', 'after-today', releasesNext],
    queryFn: ({ pageParam, signal }) =>
      api.get<Releases>(
        `/releases${query({ weeks: weeksAhead, limit: PAGE, cursor: pageParam })}`,
        { signal },
      ),
    initialPageParam: releasesNext,
    getNextPageParam: (page) => page.nextCursor,
    enabled: false,
    meta: { live: ['case', 'lead', 'release', 'releases'] },
  })
  const after = pages.data?.pages.flatMap(({ rows }) => rows) ?? []
  const goesOn = pages.data ? pages.hasNextPage : releasesNext !== null
  return {
    releases: [...releases, ...after],
    later: goesOn
      ? { load: () => void pages.fetchNextPage(), busy: pages.isFetching, error: pages.error }
      : undefined,
  }
}

/** How many leave in these weeks, and of how many something is missing that the reader may know of. */
function aheadWords(text: Speech['text'], counts: ReleaseCounts, whole: boolean): string {
  const { releases: count, missing, more } = counts
  if (more) return text('today.releases.note-more', { count, missing })
  return text('today.releases.note', { count, missing, whole })
}

function ReleaseLine({ row }: { row: ReleaseRow }) {
  const { text } = useSpeech()
  return (
    <li>
      <span className={styles.when}>
        {row.release.on ? (
          <>
            <strong>
              <DateText day={row.release.on} />
            </strong>{' '}
            <span className={styles.away}>{text('today.releases.away', { days: row.days })}</span>
          </>
        ) : (
          <strong>{text('today.releases.no-date')}</strong>
        )}
      </span>
      <CaseLink caseRef={row.ref} person={row.person} />
      <MissingChips row={row} />
      <span className={styles.settled}>
        {row.settled > 0 && text('today.releases.settled', { count: row.settled })}
      </span>
    </li>
  )
}

function MissingChips({ row }: { row: ReleaseRow }) {
  const speech = useSpeech()
  const { text } = speech
  const gaps = gapLanes(row)
  const offered = row.lanes.filter(({ domain, state }) => domain !== 'lead' && state === 'offered')
  const standing = leadStanding(row)
  const nothing = gaps.length + offered.length === 0 && standing === 'accepted'
  return (
    <ul className={styles.chips}>
      {gaps.map((lane) => (
        <li key={lane.domain}>
          <LaneLink caseRef={row.ref} domain={lane.domain}>
            <Chip state="gap" icon={icons[lane.domain]}>
              {gapWords(speech, lane)}
            </Chip>
          </LaneLink>
        </li>
      ))}
      {row.releaseDay && (
        <li>
          <Chip state="due" icon={IconCalendarExclamation}>
            {text(`today.missing.day.${row.releaseDay.kind}`)}
          </Chip>
        </li>
      )}
      {standing !== 'accepted' && (
        <li>
          <LaneLink caseRef={row.ref} domain="lead">
            <Chip state={standing === 'offered' ? 'offered' : 'gap'}>
              {text(`today.missing.lead-${standing}`)}
            </Chip>
          </LaneLink>
        </li>
      )}
      {offered.map((lane) => (
        <li key={lane.domain}>
          <LaneLink caseRef={row.ref} domain={lane.domain}>
            <Chip state="offered">
              {text('today.missing.offered', { domain: text(`domains.${lane.domain}`) })}
            </Chip>
          </LaneLink>
        </li>
      ))}
      {nothing && (
        <li>
          <Chip state="settled">
            {text(seesBasics(row) ? 'today.missing.nothing' : 'today.missing.nothing-seen')}
          </Chip>
        </li>
      )}
    </ul>
  )
}

function gapWords(speech: Speech, lane: LaneStatus): string {
  const { text } = speech
  const length = gapLength(speech, lane)
  if (lane.domain === 'accommodation') {
    return length ? text('today.missing.bed-for', { length }) : text('today.missing.bed')
  }
  const domain = text(`domains.${lane.domain}`)
  return length
    ? text('today.missing.lane-for', { domain, length })
    : text('today.missing.lane', { domain })
}
