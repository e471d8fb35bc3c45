import { type Browser, chromium, type Page, type Response } from 'playwright-core'
import { findBrowser } from '../find-browser.mjs'
import type { Account } from './readings.ts'

/** The main screens, and the function of a member who works there; `:ref` is a case of theirs. */
const screens: readonly [works: string, paths: string[]][] = [
  [
    'coordinator',
    [
      ...['/', '/releases', '/notices', '/cases', '/cases/:ref', '/cases/:ref/handover'],
      ...['/cases/:ref/first-day', '/cases/:ref/rights', '/cases/:ref/as-known', '/handovers'],
      ...['/duty', '/released-today', '/cover', '/services', '/erasures', '/me', '/me/sign-in'],
    ],
  ],
  ['resettlement_officer', ['/', '/releases', '/wing-lists', '/services/prisons']],
  ['administrator', ['/agencies', '/agencies/7', '/start', '/health', '/systems']],
  ['data_protection_officer', ['/log', '/privacy/reviews', '/auditors', '/cases/:ref/log']],
]

/** These are shown once it was said what for: until then the answer is a question. */
const asksWhatFor = /^\/api\/v1\/(reviews|cases\/[^/]+\/log)$/

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

/** Opens the main screens of the program of today on the city of then; answers how many, and what went wrong. */
export async function openScreens(
  origin: string,
  accounts: readonly Account[],
  ref: string,
): Promise<{ opened: number; troubles: string[] }> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('No Chromium was found and none could be installed.')
  const browser = await chromium.launch({ executablePath, args: flags })
  const troubles: string[] = []
  let opened = 0
  try {
    for (const [works, paths] of screens) {
      const account = accounts.find(({ functions }) => functions.includes(works))
      if (!account) continue
      const page = await signedIn(browser, origin, account)
      for (const path of paths) {
        const address = path.replace(':ref', ref)
        troubles.push(...(await visit(page, address)).map((said) => `${address}: ${said}`))
        opened += 1
      }
      await page.context().close()
    }
  } finally {
    await browser.close()
  }
  return { opened, troubles }
}

async function signedIn(browser: Browser, origin: string, account: Account): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin, locale: 'en-GB' })
  const page = await context.newPage()
  const { email, passphrase } = account
  await page.request.post('/api/v1/session', { data: { email, passphrase } })
  return page
}

/** A screen is there when it has its heading and nothing loads any more; every answer it asked for was a good one. */
async function visit(page: Page, path: string): Promise<string[]> {
  const said: string[] = []
  const onAnswer = (answer: Response) => {
    const { pathname } = new URL(answer.url())
    if (answer.status() >= 400 && !asksWhatFor.test(pathname))
      said.push(`${pathname} ${answer.status()}`)
  }
  const onError = (error: Error) => said.push(String(error))
  page.on('response', onAnswer)
  page.on('pageerror', onError)
  try {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 30_000 })
    await page.waitForFunction(
      () => !document.querySelector('main [aria-busy=true], main [data-loading]'),
    )
  } catch (error) {
    said.push(String(error).split('\n')[0] ?? '')
  }
  page.off('response', onAnswer)
  page.off('pageerror', onError)
  return said
}
