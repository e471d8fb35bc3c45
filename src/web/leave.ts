import type { AnyRouter } from '@tanstack/react-router'
import { forgetSession } from './session.ts'

/** The session has ended: forgets what was seen and leads to the sign-in, keeping the place. */
export function leadToSignIn(router: AnyRouter, ended = false): void {
  const { pathname, href } = router.state.location
  if (pathname === '/sign-in' || pathname.startsWith('/invitation')) return
  forgetSession()
  void router.navigate({
    to: '/sign-in',
    search: { next: href, ended: ended || undefined },
    ignoreBlocker: true,
  })
}
