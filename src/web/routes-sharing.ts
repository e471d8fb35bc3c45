import { createRoute } from '@tanstack/react-router'
import { parent, screen } from './desk-route.tsx'

const sharing = (file: string, name: string) => screen('sharing', file, name)

/** Who gets what beyond the table; how a case is protected, and opened to those who must see it. */
export const sharingRoutes = [
  createRoute({
    ...parent,
    path: '/cases/$ref/who',
    component: sharing('case-who', 'CaseWho'),
  }),
  createRoute({
    ...parent,
    path: '/cases/$ref/sharing',
    component: sharing('case-sharing', 'CaseSharing'),
  }),
  createRoute({
    ...parent,
    path: '/cases/$ref/share',
    component: sharing('new-share', 'NewShare'),
  }),
  createRoute({
    ...parent,
    path: '/cases/$ref/disclose',
    component: sharing('new-disclosure', 'NewDisclosure'),
  }),
  createRoute({
    ...parent,
    path: '/cases/$ref/received',
    component: sharing('received', 'Received'),
  }),
  createRoute({
    ...parent,
    path: '/disclosures/$id',
    component: sharing('disclosure-sheet', 'DisclosureSheet'),
  }),
  createRoute({ ...parent, path: '/emergency', component: sharing('emergency', 'Emergency') }),
  createRoute({ ...parent, path: '/ask', component: sharing('questions', 'AskDesk') }),
  createRoute({ ...parent, path: '/privacy', component: sharing('privacy', 'Privacy') }),
  createRoute({
    ...parent,
    path: '/privacy/reviews',
    component: screen('review', 'reviews', 'Reviews'),
  }),
  createRoute({
    ...parent,
    path: '/privacy/breaches',
    component: screen('review', 'breaches', 'Breaches'),
  }),
  createRoute({
    ...parent,
    path: '/privacy/breaches/$id',
    component: screen('review', 'breach', 'Breach'),
  }),
  createRoute({
    ...parent,
    path: '/privacy/breaches/$id/report',
    component: screen('review', 'breach-report', 'BreachReport'),
  }),
  createRoute({
    ...parent,
    path: '/auditors',
    component: screen('review', 'auditors', 'Auditors'),
  }),
  createRoute({
    ...parent,
    path: '/systems',
    component: screen('systems', 'systems', 'Systems'),
  }),
  createRoute({
    ...parent,
    path: '/auditors/cases/$ref',
    component: screen('review', 'audited-case', 'AuditedCase'),
  }),
  createRoute({ ...parent, path: '/log', component: screen('review', 'log', 'Log') }),
  createRoute({
    ...parent,
    path: '/cases/$ref/log',
    component: screen('review', 'case-log', 'CaseLog'),
  }),
] as const
