import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { absenceRoutes } from '../modules/admin/absence-routes.ts'
import { type AdminOptions, adminRoutes } from '../modules/admin/routes.ts'
import { startRoutes } from '../modules/admin/start-routes.ts'
import { arrangementsRoutes } from '../modules/arrangements/routes.ts'
import { dutyRoutes } from '../modules/basics/routes/duty.ts'
import { paperRoutes } from '../modules/basics/routes/paper.ts'
import { releasedTodayRoutes } from '../modules/basics/routes/released-today.ts'
import { caseListRoutes } from '../modules/cases/list-routes.ts'
import { reassignRoutes } from '../modules/cases/reassign-routes.ts'
import { casesRoutes } from '../modules/cases/routes.ts'
import { deliveriesRoutes } from '../modules/deliveries/routes/deliveries.ts'
import { handoversRoutes } from '../modules/handovers/routes.ts'
import { itemsRoutes } from '../modules/items/routes.ts'
import { pastRoutes } from '../modules/past/routes.ts'
import { calendarRoutes } from '../modules/periods/routes/calendar.ts'
import { periodsRoutes } from '../modules/periods/routes/periods.ts'
import { personsRoutes } from '../modules/persons/routes.ts'
import { auditCaseRoutes, auditorRoutes } from '../modules/review/auditor-routes.ts'
import { breachRoutes } from '../modules/review/breach-routes.ts'
import { reviewRoutes } from '../modules/review/routes.ts'
import { rightsRoutes } from '../modules/rights/routes.ts'
import { cardsRoutes } from '../modules/services/routes/cards.ts'
import { exchangeRoutes } from '../modules/services/routes/exchange.ts'
import { memberFeedRoutes } from '../modules/services/routes/feeds.ts'
import { inreachRoutes } from '../modules/services/routes/inreach.ts'
import { servicesRoutes } from '../modules/services/routes/services.ts'
import { overrideRoutes, protectRoutes, questionRoutes } from '../modules/sharing/routes/protect.ts'
import { protectionRoutes } from '../modules/sharing/routes/protection.ts'
import { disclosureRoutes, shareRoutes } from '../modules/sharing/routes/shares.ts'
import { systemsRoutes } from '../modules/systems/routes.ts'
import { continuityRoutes } from '../modules/timeline/routes/continuity.ts'
import { importsRoutes } from '../modules/timeline/routes/imports.ts'
import { leadRoutes } from '../modules/timeline/routes/leads.ts'
import { noticesRoutes } from '../modules/timeline/routes/notices.ts'
import { releasesRoutes } from '../modules/timeline/routes/releases.ts'

/** What the routes of a module are told when they are assembled. */
export type ModuleOptions = AdminOptions

/** The routes of all modules, below `/api/v1`. */
export const moduleRoutes: readonly FastifyPluginAsyncZod<ModuleOptions>[] = [
  adminRoutes,
  absenceRoutes,
  startRoutes,
  casesRoutes,
  reassignRoutes,
  caseListRoutes,
  personsRoutes,
  arrangementsRoutes,
  importsRoutes,
  deliveriesRoutes,
  noticesRoutes,
  continuityRoutes,
  leadRoutes,
  releasesRoutes,
  handoversRoutes,
  itemsRoutes,
  calendarRoutes,
  dutyRoutes,
  releasedTodayRoutes,
  paperRoutes,
  exchangeRoutes,
  servicesRoutes,
  cardsRoutes,
  periodsRoutes,
  inreachRoutes,
  memberFeedRoutes,
  protectRoutes,
  overrideRoutes,
  protectionRoutes,
  questionRoutes,
  shareRoutes,
  disclosureRoutes,
  rightsRoutes,
  reviewRoutes,
  auditorRoutes,
  systemsRoutes,
  auditCaseRoutes,
  breachRoutes,
  pastRoutes,
]
