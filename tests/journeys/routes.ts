import type { Page } from 'playwright-core'
import type { Browsing, Who } from './browser.ts'
import { settled } from './browser.ts'
import { ask } from './setting.ts'

/** Every route, and a member who works there; `:ref` and so on become something of the demo city. */
export const routes: readonly (readonly [path: string, who: Who | null])[] = [
  ['/', 'coordinator'],
  ['/releases', 'coordinator'],
  ['/releases/import', 'coordinator'],
  ['/releases/deliveries', 'coordinator'],
  ['/notices', 'coordinator'],
  ['/notices/:id', 'coordinator'],
  ['/cases', 'coordinator'],
  ['/cases/:ref', 'coordinator'],
  ['/cases/:ref/handover', 'coordinator'],
  ['/cases/:ref/after', 'coordinator'],
  ['/cases/:ref/first-day', 'coordinator'],
  ['/cases/:ref/consents', 'coordinator'],
  ['/cases/:ref/consents/text?domain=relations&agencies=6&text=es', 'coordinator'],
  ['/cases/:ref/rights', 'coordinator'],
  ['/cases/:ref/erase', 'coordinator'],
  ['/rights', 'coordinator'],
  ['/erasures', 'coordinator'],
  ['/cases/V-9999', 'coordinator'],
  ['/cover', 'coordinator'],
  ['/handovers', 'coordinator'],
  ['/duty', 'coordinator'],
  ['/released-today', 'coordinator'],
  ['/wing-lists', 'prison'],
  ['/wing-lists/type-back', 'prison'],
  ['/sheets/:sheet', 'coordinator'],
  ['/services', 'coordinator'],
  ['/services/new', 'coordinator'],
  ['/services/exchange', 'coordinator'],
  ['/services/prisons', 'coordinator'],
  ['/services/prisons/2', 'coordinator'],
  ['/services/prisons/2/change', 'prison'],
  ['/services/in-reach', 'coordinator'],
  ['/services/in-reach/:session', 'prison'],
  ['/services/:service', 'coordinator'],
  ['/services/:service/change', 'coordinator'],
  ['/agencies', 'administrator'],
  ['/agencies/7', 'administrator'],
  ['/agencies/pathways', 'administrator'],
  ['/agencies/calendar', 'administrator'],
  ['/agreements/impact', 'dataProtection'],
  ['/agreements/impact/2', 'auditor'],
  ['/agreements/impact/3', 'coordinator'],
  ['/start', 'administrator'],
  ['/start/partners', 'administrator'],
  ['/start/opening', 'administrator'],
  ['/start/agreements', 'administrator'],
  ['/start/agreements/new', 'administrator'],
  ['/start/competences', 'administrator'],
  ['/start/drafts', 'administrator'],
  ['/health', 'administrator'],
  ['/log', 'dataProtection'],
  ['/privacy/reviews', 'dataProtection'],
  ['/privacy/reviews', 'auditor'],
  ['/privacy/breaches', 'dataProtection'],
  ['/privacy/breaches', 'auditor'],
  ['/privacy/breaches/:breach', 'dataProtection'],
  ['/privacy/breaches/:breach/report', 'dataProtection'],
  ['/auditors', 'dataProtection'],
  ['/systems', 'administrator'],
  ['/auditors', 'auditor'],
  ['/auditors/cases/:opened', 'auditor'],
  ['/cases/:ref/log', 'dataProtection'],
  ['/cases/:ref/as-known', 'coordinator'],
  ['/terms', 'coordinator'],
  ['/me', 'coordinator'],
  ['/me/sign-in', 'coordinator'],
  ['/help', 'coordinator'],
  ['/nowhere', 'coordinator'],
  ['/second-factor', 'coordinator'],
  ['/sign-in', null],
  ['/invitation#no-such-token', null],
  ['/set-up#no-such-token', null],
  ['/drop#no-such-secret', null],
]

/** What the demo city has of each kind, for the places in the addresses above. */
const kinds = [
  { kind: ':ref', who: 'coordinator', path: '/today', list: 'releases' },
  { kind: ':id', who: 'coordinator', path: '/notices?limit=1', list: 'notices' },
  { kind: ':sheet', who: 'coordinator', path: '/paper-sheets', list: 'sheets' },
  { kind: ':service', who: 'coordinator', path: '/services', list: 'services' },
  { kind: ':breach', who: 'dataProtection', path: '/breaches', list: 'breaches' },
  { kind: ':opened', who: 'auditor', path: '/audit-cases', list: 'cases' },
  { kind: ':session', who: 'prison', path: '/inreach', list: 'sessions' },
] as const

/** Goes to a route, with something of the demo city in its open places, and waits until it is there. */
export type Visit = (page: Page, path: string) => Promise<void>

/** Asks the demo city once what there is to visit. */
export async function prepareVisits({ signedIn }: Browsing): Promise<Visit> {
  const known: Record<string, string> = {}
  for (const { kind, who, path, list } of kinds) {
    const page = await signedIn(who)
    const rows = (await ask(page, path)).body[list] as { id?: string; ref?: string }[]
    known[kind] = rows[0]?.ref ?? rows[0]?.id ?? ''
    await page.context().close()
  }
  return async (page, path) => {
    const there = path.replace(/:[a-z]+/, (kind) => known[kind] ?? kind)
    // An address that is not the app's own yet, or whose secret is read when the app begins.
    if (process.env.SCREENS === 'whole' || page.url() === 'about:blank' || there.includes('#'))
      await page.goto(there)
    else await follow(page, there)
    await settled(page)
  }
}

/**
 * Goes on as a link in the app does: a quarter of the work of loading the app anew, which each journey
 * does many times (and `npm run prove:screens` at every address). The new page is there when it has its own heading.
 */
async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    for (const one of document.querySelectorAll('h1')) one.setAttribute('data-before', '')
    window.history.pushState({}, '', to)
  }, path)
  await page.locator('h1:not([data-before])').first().waitFor()
}
