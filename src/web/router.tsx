import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { desk, parent, rootRoute, screen } from './desk-route.tsx'
import { Loading } from './parts/loading.tsx'
import { queryClient } from './query-client.ts'
import { rightsRoutes } from './routes-rights.ts'
import { sharingRoutes } from './routes-sharing.ts'
import { startRoutes } from './routes-start.ts'
import {
  caseSearch,
  importSearch,
  listSearch,
  releasedSearch,
  serviceSearch,
  setUpSearch,
  signInSearch,
} from './search-params.ts'
import { mayOpen, sessionQuery } from './session.ts'
import { NotFound } from './shell/not-found.tsx'
import { firstPlace } from './shell/places.ts'
import { ScreenTrouble } from './shell/screen-trouble.tsx'

const service = (file: string, name: string) => screen('services', file, name)

const serviceRoutes = [
  createRoute({
    ...parent,
    path: '/services',
    validateSearch: serviceSearch,
    component: service('services', 'Services'),
  }),
  createRoute({
    ...parent,
    path: '/services/new',
    component: service('service-form', 'NewService'),
  }),
  createRoute({
    ...parent,
    path: '/services/exchange',
    component: service('exchange', 'Exchange'),
  }),
  createRoute({ ...parent, path: '/services/prisons', component: service('prisons', 'Prisons') }),
  createRoute({ ...parent, path: '/services/prisons/$id', component: service('prison', 'Prison') }),
  createRoute({
    ...parent,
    path: '/services/prisons/$id/change',
    component: service('prison-form', 'ChangePrison'),
  }),
  createRoute({ ...parent, path: '/services/in-reach', component: service('inreach', 'Inreach') }),
  createRoute({
    ...parent,
    path: '/services/in-reach/$id',
    component: service('inreach-session', 'InreachSession'),
  }),
  createRoute({ ...parent, path: '/services/$id', component: service('service', 'Service') }),
  createRoute({
    ...parent,
    path: '/services/$id/change',
    component: service('service-form', 'ChangeService'),
  }),
] as const

const deskRoutes = [
  createRoute({
    ...parent,
    path: '/',
    beforeLoad: async () => {
      const session = await queryClient.ensureQueryData(sessionQuery)
      if (session && !mayOpen(session, 'today')) throw redirect({ to: firstPlace(session) })
    },
    component: screen('timeline', 'today', 'Today'),
  }),
  createRoute({
    ...parent,
    path: '/releases',
    validateSearch: listSearch,
    component: screen('timeline', 'releases', 'Releases'),
  }),
  createRoute({
    ...parent,
    path: '/releases/import',
    validateSearch: importSearch,
    component: screen('timeline', 'import-list', 'ImportList'),
  }),
  createRoute({
    ...parent,
    path: '/releases/deliveries',
    component: screen('deliveries', 'deliveries', 'Deliveries'),
  }),
  createRoute({
    ...parent,
    path: '/notices',
    validateSearch: listSearch,
    component: screen('timeline', 'notices', 'Notices'),
  }),
  createRoute({
    ...parent,
    path: '/notices/$id',
    component: screen('timeline', 'notice', 'Notice'),
  }),
  createRoute({
    ...parent,
    path: '/cases',
    validateSearch: listSearch,
    component: screen('cases', 'cases', 'Cases'),
  }),
  createRoute({
    ...parent,
    path: '/cases/$ref',
    validateSearch: caseSearch,
    component: screen('timeline', 'case', 'Case'),
  }),
  createRoute({ ...parent, path: '/cover', component: screen('cases', 'cover', 'Cover') }),
  createRoute({
    ...parent,
    path: '/cases/$ref/items/new',
    component: screen('items', 'write-item', 'WriteItemPage'),
  }),
  createRoute({
    ...parent,
    path: '/cases/$ref/items/paper',
    component: screen('items', 'items-paper', 'ItemsPaper'),
  }),
  createRoute({
    ...parent,
    path: '/cases/$ref/items/$id',
    component: screen('items', 'item', 'ItemPage'),
  }),
  createRoute({
    ...parent,
    path: '/cases/$ref/handover',
    component: screen('handovers', 'meeting', 'Meeting'),
  }),
  createRoute({
    ...parent,
    path: '/cases/$ref/after',
    component: screen('handovers', 'after-measure', 'AfterMeasure'),
  }),
  ...rightsRoutes,
  createRoute({
    ...parent,
    path: '/cases/$ref/first-day',
    component: screen('basics', 'first-day', 'FirstDay'),
  }),
  createRoute({ ...parent, path: '/duty', component: screen('basics', 'duty', 'Duty') }),
  createRoute({
    ...parent,
    path: '/released-today',
    validateSearch: releasedSearch,
    component: screen('basics', 'released-today', 'ReleasedToday'),
  }),
  createRoute({
    ...parent,
    path: '/wing-lists',
    component: screen('basics', 'wing-lists', 'WingLists'),
  }),
  createRoute({
    ...parent,
    path: '/wing-lists/type-back',
    component: screen('basics', 'type-back', 'TypeBack'),
  }),
  createRoute({
    ...parent,
    path: '/sheets/$id',
    component: screen('basics', 'sheet', 'Sheet'),
  }),
  createRoute({
    ...parent,
    path: '/handovers',
    component: screen('handovers', 'handovers', 'Handovers'),
  }),
  ...serviceRoutes,
  createRoute({ ...parent, path: '/agencies', component: screen('admin', 'agencies', 'Agencies') }),
  createRoute({
    ...parent,
    path: '/agencies/$id',
    component: screen('admin', 'agency', 'Agency'),
  }),
  ...startRoutes,
  ...sharingRoutes,
  createRoute({
    ...parent,
    path: '/agencies/pathways',
    component: screen('periods', 'pathways', 'Pathways'),
  }),
  createRoute({
    ...parent,
    path: '/agencies/calendar',
    component: screen('periods', 'calendar', 'Calendar'),
  }),
  createRoute({ ...parent, path: '/health', component: screen('operations', 'health', 'Health') }),
  createRoute({
    ...parent,
    path: '/me',
    component: lazyRouteComponent(() => import('./screens/me.tsx'), 'Me'),
  }),
  createRoute({
    ...parent,
    path: '/me/sign-in',
    component: lazyRouteComponent(() => import('./screens/my-sign-in.tsx'), 'MySignIn'),
  }),
  createRoute({
    ...parent,
    path: '/help',
    component: lazyRouteComponent(() => import('./screens/help.tsx'), 'Help'),
  }),
  createRoute({ ...parent, path: '$', component: NotFound }),
] as const

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./screens/sign-in.tsx'), 'SignIn'),
})

/** What a session may do that owes a second factor; nothing else opens to it. */
const secondFactor = createRoute({
  getParentRoute: () => rootRoute,
  path: '/second-factor',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./screens/second-factor.tsx'), 'SecondFactor'),
})

/** The token stands behind `#`, so that it reaches neither a server log nor a referrer. */
const invitation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./screens/invitation.tsx'), 'Invitation'),
})

/** The way in for a city that does not exist yet; its token stands behind `#` too. */
const setUp = createRoute({
  getParentRoute: () => rootRoute,
  path: '/set-up',
  validateSearch: setUpSearch,
  component: screen('admin', 'set-up', 'SetUp'),
})

/** A prison leaves its list: the secret stands behind `#`, as with an invitation. */
const drop = createRoute({
  getParentRoute: () => rootRoute,
  path: '/drop',
  component: screen('deliveries', 'drop', 'Drop'),
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    desk.addChildren([...deskRoutes]),
    signIn,
    secondFactor,
    invitation,
    setUp,
    drop,
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultPendingMs: 0,
  defaultPendingMinMs: 0,
  defaultErrorComponent: ScreenTrouble,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
