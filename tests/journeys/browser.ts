import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { openPool } from '../../src/platform/db/connections.ts'
import { attachEmbedded } from '../../src/platform/db/launcher/attach-embedded.ts'
import { copyOfCity, type Desk } from './demo-server.ts'
import { launchBrowser } from './launch-browser.ts'

/** Members of the demo city whom the journeys follow; `null` is whoever has not signed in. */
export const people = {
  coordinator: 'anna.lind',
  otherCoordinator: 'mateo.duarte',
  prison: 'dirk.peeters',
  probation: 'ingrid.sorensen',
  police: 'tom.keller',
  housing: 'henk.de.vries',
  housingManager: 'willem.bakker',
  haven: 'rosa.marin',
  papers: 'greta.holm',
  health: 'eva.novak',
  exit: 'samir.kovac',
  chair: 'elif.aydin',
  facilitator: 'luc.marchal',
  strategy: 'sofie.lambert',
  administrator: 'joris.van.damme',
  dataProtection: 'chiara.neri',
  partnerPrivacy: 'astrid.wennberg',
  auditor: 'marta.ruiz',
} as const
export type Who = keyof typeof people

/** How long a page may take for one step where the machine does other things too. */
export const patience = 300_000

export interface DeskOptions {
  language?: 'en' | 'de' | 'en-XA' | 'ar-XB'
  scheme?: 'light' | 'dark'
  width?: number
  height?: number
  /** The journey cuts the connection itself, so what the browser notes about that is no trouble. */
  loses?: 'connection'
  /** The provider of an agency, to which this journey goes and comes back. */
  goesTo?: string
}

export interface Browsing {
  /** An empty page of somebody who has signed in; each call is a browser of its own. */
  signedIn: (who: Who, options?: DeskOptions) => Promise<Page>
  /** A page of somebody who has not. */
  outside: (options?: DeskOptions) => Promise<Page>
}

/** What the browser itself notes about answers such as "not signed in"; the page handles them. */
const answered = /^Failed to load resource: the server responded with a status of 4(?!29)\d\d/
const cut =
  /^Failed to load resource: (net::ERR_|the server responded with a status of 4(?!29)\d\d)/

let desk: Desk | undefined

/** Where the demo city of this file answers. */
function origin(): string {
  if (!desk) throw new Error('The demo city of this file does not run yet')
  return desk.origin
}

/** Asks the database of this file's city: for what no screen can bring about, and to see what was kept. */
export async function inDatabase<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  const cluster = attachEmbedded(desk?.data ?? '')
  if (!cluster) throw new Error('The database of the demo city does not run')
  const pool = openPool({ ...cluster.superuser, database: 'throughcare' }, 1)
  try {
    return (await pool.query(text, values)).rows as Row[]
  } finally {
    await pool.end()
  }
}

/**
 * One browser and one demo city for the tests of a file. A test fails when a page logs an error, breaks
 * its content security policy, throws, or asks anything of another origin than the city's own.
 */
export function browse(letters: 'usual' | 'large' = 'usual'): Browsing {
  let browser: Browser | undefined
  const troubles: string[] = []
  const contexts: BrowserContext[] = []
  const kept = new Map<Who, Awaited<ReturnType<BrowserContext['storageState']>>>()
  beforeAll(async () => {
    desk = await copyOfCity(inject('demoCity'))
    browser = await launchBrowser(letters)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(task.name, contexts)
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(troubles.splice(0), 'what the browser complained about').toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
    desk = undefined
  })
  const open = async (options: DeskOptions, more: BrowserContextOptions = {}): Promise<Page> => {
    if (!browser) throw new Error('The browser does not run yet')
    const context = await browser.newContext({
      baseURL: origin(),
      viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
      colorScheme: options.scheme ?? 'light',
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...more,
    })
    contexts.push(context)
    const language = options.language ?? 'en'
    await context.addInitScript((code) => {
      window.localStorage.setItem('throughcare.language', code)
    }, language)
    context.setDefaultTimeout(patience)
    const page = await context.newPage()
    listen(page, troubles, options.loses ? cut : answered, options.goesTo)
    return page
  }
  const signedIn = async (who: Who, options: DeskOptions = {}): Promise<Page> => {
    const storageState = kept.get(who)
    const page = await open(options, storageState ? { storageState } : {})
    if (!storageState) {
      await enter(page, who)
      kept.set(who, await page.context().storageState())
    }
    return page
  }
  return { signedIn, outside: (options = {}) => open(options) }
}

/** What stood on the screens when a journey failed, for whoever reads the report. */
async function keepPictures(name: string, contexts: readonly BrowserContext[]): Promise<void> {
  const folder = join(import.meta.dirname, '..', '..', 'test-results')
  const pages = contexts.flatMap((context) => context.pages())
  for (const [place, page] of pages.entries()) {
    const file = `${name.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 60)}-${place}.png`
    await page.screenshot({ path: join(folder, file) }).catch(() => {})
  }
}

function listen(page: Page, troubles: string[], expected: RegExp, goesTo?: string): void {
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) troubles.push(message.text())
  })
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('request', (request) => {
    const url = new URL(request.url())
    const own = [origin(), goesTo].includes(url.origin) || ['data:', 'blob:'].includes(url.protocol)
    if (!own) troubles.push(`asked ${url.origin}`)
  })
}

export const addressOf = (who: Who): string => `${people[who]}@valmare.example`

let passphrase = ''

/** The passphrase that the demo prints; it is the same for its whole cast. */
export async function demoPassphrase(): Promise<string> {
  if (!passphrase) {
    const answer = await fetch(`${origin()}/api/v1/demo/accounts`)
    const { accounts } = (await answer.json()) as { accounts: { passphrase: string }[] }
    passphrase = accounts[0]?.passphrase ?? ''
  }
  return passphrase
}

/** Signs in as the form does, which has journeys of its own. */
async function enter(page: Page, who: Who): Promise<void> {
  const data = { email: addressOf(who), passphrase: await demoPassphrase() }
  const answer = await page.request.post('/api/v1/session', { data })
  expect(answer.status(), await answer.text()).toBe(201)
}

/** Waits until the page has its heading and nothing on it is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(
    () => !document.querySelector('main [aria-busy=true], main [data-loading]'),
  )
  await page.waitForLoadState('domcontentloaded')
}

/** No finding of axe in the state that the page is in now. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  const found = (await findingsOf(page)).flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  )
  expect.soft(found, `axe: ${state}`).toEqual([])
}

/** What passes is counted only, not described node by node: that was half of the time. */
const onlyFindings = { resultTypes: ['violations' as const] }

type Findings = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']

/** A page that has been looked at before still holds axe, so that it is not sent there again. */
async function findingsOf(page: Page): Promise<Findings> {
  const held = await page.evaluate(async (options) => {
    const { axe } = window as { axe?: { run(what: object): Promise<{ violations: object[] }> } }
    return axe ? (await axe.run(options)).violations : null
  }, onlyFindings)
  if (held) return held as Findings
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options(onlyFindings)
  return (await builder.analyze()).violations
}

/** Nothing is wider than the window: the page never scrolls sideways. */
export async function expectNoSidewaysScroll(page: Page, state: string): Promise<void> {
  let wider = await widerThanWindow(page)
  // A window that has just become narrow is laid out anew first.
  for (let tries = 0; wider.length > 0 && tries < 300; tries += 1) {
    await page.waitForTimeout(100)
    wider = await widerThanWindow(page)
  }
  expect.soft(wider, `wider than the window: ${state}`).toEqual([])
}

function widerThanWindow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= room) return []
    const name = (element: Element) => `${element.tagName} ${element.className}`
    return [...document.querySelectorAll('body *')]
      .filter((element) => {
        const box = element.getBoundingClientRect()
        return box.width > 1 && (box.right > room + 1 || box.left < -1)
      })
      .slice(0, 5)
      .map((element) => `${name(element)} ${element.textContent?.slice(0, 40)}`)
  })
}

/** The box with the focus lies in the window and nothing covers it (WCAG 2.4.7, 2.4.11). */
export async function expectFocusSeen(page: Page): Promise<void> {
  const unseen = await page.evaluate(() => {
    const focused = document.activeElement
    if (!focused || focused === document.body) return 'nothing has the focus'
    const label = focused instanceof HTMLInputElement ? focused.labels?.[0] : undefined
    const own = focused.getBoundingClientRect()
    const shown = own.width < 8 && label ? label : focused
    const box = shown.getBoundingClientRect()
    const name = `${focused.tagName} ${focused.getAttribute('aria-label') ?? focused.textContent}`
    const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth
    if (!inside) return `outside the window: ${name.slice(0, 80)}`
    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2)
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 40), 1), innerHeight - 2)
    const top = document.elementFromPoint(x, y)
    const related = top && (shown.contains(top) || top.contains(shown))
    return related ? '' : `covered by ${top?.tagName} ${top?.className}: ${name.slice(0, 80)}`
  })
  expect(unseen).toBe('')
}
