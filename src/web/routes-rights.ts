import { createRoute } from '@tanstack/react-router'
import { parent, screen } from './desk-route.tsx'
import { pastSearch } from './search-params.ts'

const rights = (file: string, name: string) => screen('rights', file, name)

/** What the person may decide and demand: consent, correction, time limits, erasure. */
export const rightsRoutes = [
  createRoute({
    ...parent,
    path: '/cases/$ref/rights',
    component: rights('case-rights', 'CaseRights'),
  }),
  createRoute({
    ...parent,
    path: '/cases/$ref/as-known',
    validateSearch: pastSearch,
    component: screen('timeline', 'past', 'CasePast'),
  }),
  createRoute({
    ...parent,
    path: '/rights',
    component: rights('rights-desk', 'RightsDesk'),
  }),
  createRoute({
    ...parent,
    path: '/cases/$ref/regimes',
    component: rights('regimes', 'Regimes'),
  }),
  createRoute({
    ...parent,
    path: '/erasures',
    component: rights('erasures', 'Erasures'),
  }),
  createRoute({
    ...parent,
    path: '/cases/$ref/items/$id/erase',
    component: rights('erase-item', 'EraseItem'),
  }),
  createRoute({
    ...parent,
    path: '/retention',
    component: rights('retention', 'Retention'),
  }),
  createRoute({
    ...parent,
    path: '/cases/$ref/consents',
    component: rights('consents', 'Consents'),
  }),
  createRoute({
    ...parent,
    path: '/cases/$ref/consents/text',
    component: rights('consent-text', 'ConsentSheet'),
  }),
  createRoute({
    ...parent,
    path: '/cases/$ref/erase',
    component: rights('erase-case', 'EraseCase'),
  }),
] as const
