import {
  IconArmchair,
  IconBuildingCommunity,
  IconBuildingFortress,
  IconBuildingStore,
  IconCalendarOff,
  IconChecklist,
  IconDoorEnter,
  IconDoorExit,
  IconEraser,
  IconEyeSearch,
  IconFileImport,
  IconFingerprint,
  IconFolders,
  IconHeartbeat,
  IconInbox,
  IconListCheck,
  IconMail,
  IconMessageQuestion,
  IconPhoneCall,
  IconPlugConnected,
  IconRoute,
  IconShieldLock,
  IconSignature,
  IconSun,
  IconTransfer,
  IconUrgent,
  IconUserSearch,
  IconUserShare,
  type TablerIcon,
} from '@tabler/icons-react'
import { mayOpen, type PageCode, type Session } from '../session.ts'

/** A page that the navigation offers. */
export interface Place {
  readonly to: string
  readonly words: string
  /** A shorter word for the bar at the bottom of a phone. */
  readonly short?: string
  readonly icon: TablerIcon
  readonly count?: 'today' | 'releases' | 'handovers' | 'notices'
  /** Stands under another place and is shown while that part is open. */
  readonly under?: string
  readonly page: PageCode
}

const places: readonly Place[] = [
  { to: '/', words: 'web.nav.today', icon: IconSun, count: 'today', page: 'today' },
  { to: '/duty', words: 'web.nav.duty', icon: IconPhoneCall, under: '/', page: 'duty' },
  {
    to: '/releases',
    words: 'web.nav.releases',
    icon: IconDoorExit,
    count: 'releases',
    page: 'releases',
  },
  {
    to: '/notices',
    words: 'web.nav.notices',
    icon: IconMail,
    count: 'notices',
    under: '/releases',
    page: 'notices',
  },
  {
    to: '/releases/import',
    words: 'web.nav.import',
    icon: IconFileImport,
    under: '/releases',
    page: 'imports',
  },
  {
    to: '/releases/deliveries',
    words: 'web.nav.deliveries',
    icon: IconInbox,
    under: '/releases',
    page: 'deliveries',
  },
  {
    to: '/released-today',
    words: 'web.nav.released-today',
    icon: IconDoorExit,
    under: '/releases',
    page: 'released_today',
  },
  {
    to: '/wing-lists',
    words: 'web.nav.wing-lists',
    icon: IconListCheck,
    under: '/releases',
    page: 'wing_lists',
  },
  { to: '/cases', words: 'web.nav.cases', icon: IconFolders, page: 'cases' },
  {
    to: '/rights',
    words: 'web.nav.rights',
    icon: IconEraser,
    under: '/cases',
    page: 'rights',
  },
  {
    to: '/erasures',
    words: 'web.nav.erasures',
    icon: IconEraser,
    under: '/cases',
    page: 'erasures',
  },
  {
    to: '/cover',
    words: 'web.nav.cover',
    icon: IconUserShare,
    under: '/cases',
    page: 'cover',
  },
  {
    to: '/emergency',
    words: 'web.nav.emergency',
    icon: IconUrgent,
    under: '/cases',
    page: 'emergency',
  },
  {
    to: '/ask',
    words: 'web.nav.ask',
    icon: IconMessageQuestion,
    under: '/cases',
    page: 'ask',
  },
  {
    to: '/privacy',
    words: 'web.nav.privacy',
    icon: IconShieldLock,
    page: 'privacy',
  },
  {
    to: '/privacy/reviews',
    words: 'web.nav.reviews',
    icon: IconEyeSearch,
    under: '/privacy',
    page: 'reviews',
  },
  {
    to: '/log',
    words: 'web.nav.log',
    short: 'web.nav.log-short',
    icon: IconFingerprint,
    page: 'log',
  },
  {
    to: '/auditors',
    words: 'web.nav.auditors',
    icon: IconUserSearch,
    under: '/log',
    page: 'auditors',
  },
  {
    to: '/handovers',
    words: 'web.nav.handovers',
    icon: IconTransfer,
    count: 'handovers',
    page: 'handovers',
  },
  { to: '/services', words: 'web.nav.services', icon: IconBuildingStore, page: 'services' },
  {
    to: '/services/prisons',
    words: 'web.nav.prisons',
    icon: IconBuildingFortress,
    under: '/services',
    page: 'services',
  },
  {
    to: '/services/in-reach',
    words: 'web.nav.inreach',
    icon: IconDoorEnter,
    under: '/services',
    page: 'services',
  },
  {
    to: '/agencies',
    words: 'web.nav.agencies',
    short: 'web.nav.agencies-short',
    icon: IconBuildingCommunity,
    page: 'admin',
  },
  {
    to: '/start',
    words: 'web.nav.start',
    icon: IconChecklist,
    under: '/agencies',
    page: 'start',
  },
  {
    to: '/start/partners',
    words: 'web.nav.partners',
    icon: IconArmchair,
    under: '/agencies',
    page: 'start',
  },
  {
    to: '/start/agreements',
    words: 'web.nav.agreements',
    icon: IconSignature,
    under: '/agencies',
    page: 'start',
  },
  {
    to: '/agreements',
    words: 'web.nav.agreements',
    icon: IconSignature,
    page: 'arrangements',
  },
  {
    to: '/retention',
    words: 'web.nav.retention',
    icon: IconEraser,
    under: '/cases',
    page: 'retention',
  },
  {
    to: '/agencies/pathways',
    words: 'web.nav.pathways',
    icon: IconRoute,
    under: '/agencies',
    page: 'calendar',
  },
  {
    to: '/agencies/calendar',
    words: 'web.nav.calendar',
    icon: IconCalendarOff,
    under: '/agencies',
    page: 'calendar',
  },
  {
    to: '/systems',
    words: 'web.nav.systems',
    icon: IconPlugConnected,
    under: '/agencies',
    page: 'systems',
  },
  {
    to: '/health',
    words: 'web.nav.health',
    icon: IconHeartbeat,
    under: '/agencies',
    page: 'health',
  },
]

/** The pages that this member's functions open. What stands on them is decided elsewhere. */
export function placesFor(session: Session | null): readonly Place[] {
  const coordinates = session?.functions.includes('coordinator') ?? false
  // Whoever steers finds the agreements under their own place.
  const steers = mayOpen(session, 'start')
  const shown = places.filter(
    ({ page }) =>
      (mayOpen(session, page) && !(page === 'arrangements' && steers)) ||
      (page === 'admin' && coordinates),
  )
  // An auditor has the list of looks without the page of the officer above it.
  const alone = !mayOpen(session, 'privacy')
  // So has whoever agrees to the keys of their own agency, without the page of all agencies.
  const agrees = !mayOpen(session, 'admin')
  const first = (page: PageCode) => (alone && page === 'reviews') || (agrees && page === 'systems')
  return shown.map(({ under, ...place }) =>
    under && !first(place.page) ? { ...place, under } : place,
  )
}

/** Who works on cases may show names on this device. */
export function worksOnCases(session: Session | null): boolean {
  return mayOpen(session, 'cases')
}

/** The place that is open: the longest address that the path begins with. */
export function openPlace(all: readonly Place[], path: string): Place | undefined {
  return all
    .filter(({ to }) => path === to || (to !== '/' && path.startsWith(`${to}/`)))
    .sort((a, b) => b.to.length - a.to.length)[0]
}

/** Where somebody begins who has no cases: an administrator among agencies, an auditor at the looks, others at the handbook. */
export function firstPlace(session: Session): '/privacy/reviews' | '/start' | '/help' {
  if (session.functions.includes('auditor')) return '/privacy/reviews'
  return mayOpen(session, 'start') ? '/start' : '/help'
}
