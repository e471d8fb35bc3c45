import { createRoute } from '@tanstack/react-router'
import { parent, screen } from './desk-route.tsx'

/** The first hour of a city: what can be done today without any personal data. */
export const startRoutes = [
  createRoute({ ...parent, path: '/start', component: screen('admin', 'start', 'Start') }),
  createRoute({
    ...parent,
    path: '/start/partners',
    component: screen('admin', 'partners', 'Partners'),
  }),
  createRoute({
    ...parent,
    path: '/start/opening',
    component: screen('admin', 'opening', 'Opening'),
  }),
  createRoute({
    ...parent,
    path: '/start/agreements',
    component: screen('arrangements', 'agreements', 'Agreements'),
  }),
  createRoute({
    ...parent,
    path: '/start/agreements/$id',
    component: screen('arrangements', 'agreement-draft', 'AgreementDraft'),
  }),
  createRoute({
    ...parent,
    path: '/agreements',
    component: screen('arrangements', 'agreements', 'Agreements'),
  }),
  createRoute({
    ...parent,
    path: '/agreements/bases',
    component: screen('arrangements', 'bases', 'Bases'),
  }),
  createRoute({
    ...parent,
    path: '/agreements/impact',
    component: screen('arrangements', 'impacts', 'Impacts'),
  }),
  createRoute({
    ...parent,
    path: '/agreements/impact/$id',
    component: screen('arrangements', 'impact', 'Impact'),
  }),
  createRoute({
    ...parent,
    path: '/agreements/$id',
    component: screen('arrangements', 'edition', 'Edition'),
  }),
  createRoute({
    ...parent,
    path: '/agreements/$id/compare/$other',
    component: screen('arrangements', 'compare', 'Compare'),
  }),
  createRoute({
    ...parent,
    path: '/start/competences',
    component: screen('admin', 'competences', 'Competences'),
  }),
  createRoute({
    ...parent,
    path: '/start/drafts',
    component: screen('arrangements', 'drafts', 'Drafts'),
  }),
  createRoute({ ...parent, path: '/terms', component: screen('admin', 'terms', 'Terms') }),
] as const
