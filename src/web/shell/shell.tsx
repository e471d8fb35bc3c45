import { useMediaQuery } from '@mantine/hooks'
import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { memberLanguage, useSetLanguage } from '../language-choice.ts'
import { leadToSignIn } from '../leave.ts'
import { listenForChanges } from '../live.ts'
import { ProofDialog } from '../parts/proof-dialog.tsx'
import { PurposeSwitch } from '../parts/purpose-switch.tsx'
import { WordingDialog } from '../parts/wording-dialog.tsx'
import { usePurpose } from '../purpose.ts'
import { forgetCases, queryClient } from '../query-client.ts'
import { useSession } from '../session.ts'
import { useText } from '../words.ts'
import { AskPurpose } from './ask-purpose.tsx'
import { FindAnything } from './find-anything.tsx'
import { IdleWatch } from './idle-watch.tsx'
import { Navigation } from './navigation.tsx'
import { OfflineBanner } from './offline-banner.tsx'
import { OverrideBanner } from './override-banner.tsx'
import { PhoneHead, PhoneNavigation } from './phone-bars.tsx'
import { PracticeBanner } from './practice-banner.tsx'
import { SecondFactorBanner } from './second-factor-banner.tsx'
import styles from './shell.module.css'
import { TopBar } from './top-bar.tsx'
import { UnplannedBanner } from './unplanned-banner.tsx'

const PHONE = '(max-width: 47.99em)'

/** The frame around every page of the desk. */
export function Shell() {
  const text = useText()
  const router = useRouter()
  const session = useSession()
  const setLanguage = useSetLanguage()
  const phone = useMediaQuery(PHONE, window.matchMedia(PHONE).matches)
  const purpose = usePurpose()
  const former = useRef(purpose.now)
  useEffect(() => {
    // Said here or in another tab: nothing that was read for the former purpose stays on the screen.
    if (former.current !== purpose.now) void forgetCases(queryClient)
    former.current = purpose.now
  }, [purpose.now])
  useEffect(() => listenForChanges(() => leadToSignIn(router)), [router])
  useEffect(() => {
    const own = memberLanguage(session?.member.locale)
    if (own && own !== document.documentElement.lang) setLanguage(own)
  }, [session?.member.locale, setLanguage])
  if (purpose.toAsk) return <AskPurpose />
  return (
    <div className={styles.frame} data-phone={phone || undefined}>
      {/* biome-ignore lint/a11y/useValidAnchor: it is a link to a part of this page */}
      <a href="#content" className={styles.skip} onClick={skipToContent}>
        {text('web.skip')}
      </a>
      {phone ? <PhoneHead /> : <Navigation />}
      <div className={styles.sheet}>
        {!phone && <TopBar />}
        <PracticeBanner />
        <SecondFactorBanner />
        <OfflineBanner />
        <UnplannedBanner />
        <OverrideBanner />
        {phone && <PurposeSwitch line />}
        <main id="content" tabIndex={-1}>
          {/* What stands above a page on paper. */}
          <div id="paper" />
          <Outlet />
        </main>
      </div>
      {phone && <PhoneNavigation />}
      <FindAnything />
      <IdleWatch />
      <WordingDialog />
      <ProofDialog />
    </div>
  )
}

/** The address stays as it is: `#content` would become a step in the history. */
function skipToContent(event: React.MouseEvent): void {
  event.preventDefault()
  document.getElementById('content')?.focus()
}
