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

/** A second factor is owed: leads to the one page that this session may see, keeping the place. */
export function leadToFactor(router: AnyRouter): void {
  const { pathname, href, search } = router.state.location
  if (pathname === '/second-factor') return
  forgetSession()
  const outside = pathname === '/sign-in' || pathname.startsWith('/invitation')
  const next = outside ? (search as { next?: string }).next : href
  void router.navigate({ to: '/second-factor', search: { next }, ignoreBlocker: true })
}
