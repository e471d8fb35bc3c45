import { ActionIcon } from '@mantine/core'
import { IconDots, IconEye, IconEyeOff, IconHelpCircle, IconSearch } from '@tabler/icons-react'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { isProjector, showNames, useNamesShown } from '../names.ts'
import { Action, Actions, Disclosure } from '../parts/disclosure.tsx'
import { useSession } from '../session.ts'
import { useText } from '../words.ts'
import { LanguageActions, SchemeActions } from './choice-menus.tsx'
import { openFindAnything } from './find-anything.tsx'
import { Mark } from './mark.tsx'
import { MemberActions } from './member-menu.tsx'
import { useCount } from './navigation.tsx'
import styles from './phone-bars.module.css'
import { openPlace, type Place, placesFor, worksOnCases } from './places.ts'

const AT_THE_BOTTOM = 4

/** The head of a phone: mark, names, search. */
export function PhoneHead() {
  const text = useText()
  const session = useSession()
  const shown = useNamesShown()
  const Icon = shown ? IconEye : IconEyeOff
  return (
    <section className={styles.head} aria-label={text('web.top')} data-no-print>
      <Link to="/" className={styles.brand} data-plain>
        <Mark size={26} />
        {text('web.product')}
      </Link>
      <div className={styles.tools}>
        {worksOnCases(session) && !isProjector() && (
          <ActionIcon
            size={44}
            color="gray"
            aria-label={text('web.names.switch')}
            aria-pressed={shown}
            onClick={() => showNames(!shown)}
          >
            <Icon size={20} stroke={1.75} aria-hidden />
          </ActionIcon>
        )}
        <ActionIcon
          size={44}
          color="gray"
          aria-label={text('web.find.open')}
          onClick={openFindAnything}
        >
          <IconSearch size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
    </section>
  )
}

/** The bottom of a phone: four places, and a menu with the rest. */
export function PhoneNavigation() {
  const text = useText()
  const all = placesFor(useSession())
  const open = openPlace(all, useRouterState({ select: (state) => state.location.pathname }))
  const first = all.filter((place) => !place.under).slice(0, AT_THE_BOTTOM)
  const rest = all.filter((place) => !first.includes(place))
  const part = open?.under ?? open?.to
  return (
    <nav className={styles.bottom} aria-label={text('web.nav.label')} data-no-print>
      {first.map((place) => (
        <PhoneItem key={place.to} place={place} open={place.to === part} exact={place === open} />
      ))}
      <MoreMenu places={rest} open={open !== undefined && !first.some(({ to }) => to === part)} />
    </nav>
  )
}

function PhoneItem({ place, open, exact }: { place: Place; open: boolean; exact: boolean }) {
  const text = useText()
  const count = useCount(place)
  const Icon = place.icon
  return (
    <Link
      to={place.to}
      className={styles.item}
      data-plain
      data-open={open || undefined}
      aria-current={exact ? 'page' : undefined}
      activeProps={{}}
      inactiveProps={{}}
    >
      <Icon size={20} stroke={1.75} aria-hidden />
      <span>{text(place.short ?? place.words)}</span>
      {count > 0 && <span className="tc-visually-hidden">{text('web.nav.count', { count })}</span>}
    </Link>
  )
}

function MoreMenu({ places, open }: { places: readonly Place[]; open: boolean }) {
  const text = useText()
  const navigate = useNavigate()
  const more = [...places, { to: '/help', words: 'web.help', icon: IconHelpCircle }]
  return (
    <Disclosure
      opens="above"
      buttonClass={styles.item}
      button={
        <>
          <IconDots size={20} stroke={1.75} aria-hidden />
          <span data-open={open || undefined}>{text('web.nav.more')}</span>
        </>
      }
    >
      {(close) => (
        <>
          <Actions>
            {more.map(({ to, words, icon: Icon }) => (
              <Action
                key={to}
                icon={<Icon size={18} stroke={1.75} aria-hidden />}
                onClick={() => {
                  close()
                  void navigate({ to })
                }}
              >
                {text(words)}
              </Action>
            ))}
          </Actions>
          <LanguageActions close={close} heading={text('web.language.title')} />
          <SchemeActions close={close} heading={text('web.scheme.choose')} />
          <MemberActions close={close} />
        </>
      )}
    </Disclosure>
  )
}
