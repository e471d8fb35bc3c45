import {
  createRootRoute,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { ApiProblem } from './api.ts'
import { queryClient } from './query-client.ts'
import { sessionQuery } from './session.ts'
import { NotFound } from './shell/not-found.tsx'
import { setUpStateQuery } from './shell/practice-banner.tsx'
import { Shell } from './shell/shell.tsx'

export const rootRoute = createRootRoute({
  // A practice city says so above every page, and from the first moment: nothing moves when it is known.
  beforeLoad: () => queryClient.ensureQueryData(setUpStateQuery).catch(() => undefined),
  component: Outlet,
})

const screens = import.meta.glob<Record<string, React.ComponentType>>([
  '../modules/timeline/screens/{today,releases,import-list,notices,notice,case,past}.tsx',
  '../modules/basics/screens/{duty,released-today,first-day,wing-lists,sheet,type-back}.tsx',
  '../modules/cases/screens/{cases,cover}.tsx',
  '../modules/handovers/screens/{handovers,meeting,after-measure}.tsx',
  '../modules/periods/screens/{calendar,pathways}.tsx',
  '../modules/operations/screens/health.tsx',
  '../modules/admin/screens/{agencies,agency,set-up,start,partners,opening,competences,terms}.tsx',
  '../modules/arrangements/screens/{agreements,agreement-draft,drafts,edition,compare,bases,impacts,impact}.tsx',
  '../modules/services/screens/{services,service,service-form,exchange,prisons,prison,prison-form}.tsx',
  '../modules/deliveries/screens/{deliveries,drop}.tsx',
  '../modules/items/screens/{write-item,item,items-paper}.tsx',
  '../modules/rights/screens/{consents,consent-text,case-rights,rights-desk,regimes,retention,erasures,erase-item,erase-case}.tsx',
  '../modules/sharing/screens/{case-who,case-sharing,new-share,new-disclosure}.tsx',
  '../modules/sharing/screens/{received,disclosure-sheet,emergency,questions,privacy}.tsx',
  '../modules/services/screens/{inreach,inreach-session}.tsx',
  '../modules/review/screens/{audited-case,auditors,breach,breach-report,breaches,case-log,log,reviews}.tsx',
  '../modules/systems/screens/systems.tsx',
])

/** A screen of a module by its file and name; its code comes with the first visit. */
export function screen(module: string, file: string, name: string) {
  return lazyRouteComponent(async () => {
    const load = screens[`../modules/${module}/screens/${file}.tsx`]
    return load ? load() : { [name]: NotFound }
  }, name)
}

/** All pages of the desk: whoever is not signed in is led to the sign-in, and back afterwards. */
export const desk = createRoute({
  getParentRoute: () => rootRoute,
  id: 'desk',
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.code === 'second_factor_needed')
        throw redirect({ to: '/second-factor', search: { next: location.href } })
      throw error
    })
    if (!session) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
  component: Shell,
})

/** What every page of the desk begins with. */
export const parent = { getParentRoute: () => desk } as const
