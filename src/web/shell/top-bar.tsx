import { Switch } from '@mantine/core'
import { IconChevronRight, IconEye, IconEyeOff, IconHelpCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { isProjector, showNames, useNamesShown } from '../names.ts'
import { usePageState } from '../page-state.ts'
import { PurposeSwitch } from '../parts/purpose-switch.tsx'
import { useSession } from '../session.ts'
import { useText } from '../words.ts'
import { LanguageMenu, SchemeMenu } from './choice-menus.tsx'
import { worksOnCases } from './places.ts'
import styles from './top-bar.module.css'

/** Above every page: where one is, whether names are shown, language, colours, help. */
export function TopBar() {
  const text = useText()
  const session = useSession()
  return (
    <section className={styles.bar} aria-label={text('web.top')} data-no-print>
      <Crumbs />
      <div className={styles.tools}>
        <PurposeSwitch />
        {worksOnCases(session) && !isProjector() && <NamesSwitch />}
        <LanguageMenu />
        <SchemeMenu />
        <Link to="/help" className={styles.tool} data-plain>
          <IconHelpCircle size={16} stroke={1.75} aria-hidden />
          {text('web.help')}
        </Link>
      </div>
    </section>
  )
}

function Crumbs() {
  const text = useText()
  const { title, crumbs } = usePageState()
  return (
    <nav aria-label={text('web.nav.crumbs')} className={styles.crumbs}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.to}>
            <Link to={crumb.to}>{crumb.label}</Link>
            <IconChevronRight size={14} stroke={1.75} aria-hidden />
          </li>
        ))}
        <li aria-current="page">{title}</li>
      </ol>
    </nav>
  )
}

function NamesSwitch() {
  const text = useText()
  const shown = useNamesShown()
  const Icon = shown ? IconEye : IconEyeOff
  return (
    <Switch
      size="sm"
      className={styles.names}
      withThumbIndicator={false}
      labelPosition="left"
      label={
        <span className={styles.state}>
          <Icon size={16} stroke={1.75} aria-hidden />
          {text(shown ? 'web.names.shown' : 'web.names.hidden')}
        </span>
      }
      aria-label={text(shown ? 'web.names.switch-shown' : 'web.names.switch-hidden')}
      checked={shown}
      onChange={(event) => showNames(event.currentTarget.checked)}
    />
  )
}
