import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { mayOpen, useSession } from '../session.ts'
import { releasesAheadQuery, todayQuery } from '../today-counts.ts'
import { useText } from '../words.ts'
import { openFindAnything } from './find-anything.tsx'
import { Mark } from './mark.tsx'
import { MemberMenu } from './member-menu.tsx'
import styles from './navigation.module.css'
import { openPlace, type Place, placesFor } from './places.ts'

/** The side of the desk: where one can go and how much waits there. */
export function Navigation() {
  const text = useText()
  const session = useSession()
  const all = placesFor(session)
  const open = openPlace(all, useRouterState({ select: (state) => state.location.pathname }))
  const part = open?.under ?? open?.to
  const shown = all.filter((place) => !place.under || place.under === part)
  return (
    <nav className={styles.side} aria-label={text('web.nav.label')} data-no-print>
      <Link to="/" className={styles.brand} data-plain>
        <Mark />
        {text('web.product')}
      </Link>
      <button type="button" className={styles.find} onClick={openFindAnything}>
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <span>{text('web.find.open')}</span>
        <kbd>{text('web.find.keys')}</kbd>
      </button>
      <ul className={styles.list}>
        {shown.map((place) => (
          <NavigationItem key={place.to} place={place} open={place === open} />
        ))}
      </ul>
      <div className={styles.member}>
        <MemberMenu />
      </div>
    </nav>
  )
}

function NavigationItem({ place, open }: { place: Place; open: boolean }) {
  const text = useText()
  const count = useCount(place)
  const Icon = place.icon
  return (
    <li>
      <Link
        to={place.to}
        className={styles.item}
        data-plain
        data-under={place.under ? true : undefined}
        aria-current={open ? 'page' : undefined}
        activeOptions={{ exact: true }}
        activeProps={{}}
        inactiveProps={{}}
      >
        <Icon size={16} stroke={1.75} aria-hidden />
        <span className={styles.word}>{text(place.words)}</span>
        {count > 0 && (
          <>
            <span className={styles.count} aria-hidden>
              {count}
            </span>
            <span className="tc-visually-hidden">{text('web.nav.count', { count })}</span>
          </>
        )}
      </Link>
    </li>
  )
}

/** How much waits at a place; nothing is shown while it is not known. */
export function useCount(place: Place): number {
  const session = useSession()
  const { data } = useQuery({ ...todayQuery, enabled: mayOpen(session, 'today') })
  const ofReleases = place.count === 'releases' && mayOpen(session, 'releases')
  const ahead = useQuery({ ...releasesAheadQuery, enabled: ofReleases })
  if (place.count === 'releases') return ahead.data?.missing ?? 0
  return place.count ? (data?.counts[place.count] ?? 0) : 0
}
