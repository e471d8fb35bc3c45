import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { browse, expectAccessible, expectNoSidewaysScroll, settled, type Who } from './browser.ts'
import { ask } from './setting.ts'
import { expectTranslated, gatherData } from './translated.ts'

const { signedIn, outside } = browse()

/** Every route, and a member who works there; `:ref` and so on become something of the demo city. */
const routes: readonly (readonly [path: string, who: Who | null])[] = [
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
  ['/start', 'administrator'],
  ['/start/partners', 'administrator'],
  ['/start/opening', 'administrator'],
  ['/start/agreements', 'administrator'],
  ['/start/agreements/new', 'administrator'],
  ['/start/competences', 'administrator'],
  ['/start/drafts', 'administrator'],
  ['/health', 'administrator'],
  ['/terms', 'coordinator'],
  ['/me', 'coordinator'],
  ['/help', 'coordinator'],
  ['/nowhere', 'coordinator'],
  ['/sign-in', null],
  ['/invitation#no-such-token', null],
  ['/set-up#no-such-token', null],
  ['/drop#no-such-secret', null],
]

type Pseudo = 'en-XA' | 'ar-XB'

let known: Readonly<Record<string, string>> = {}

/** What the demo city has of each kind, for the places in the addresses above. */
async function something(who: Who, kind: string, path: string, list: string): Promise<void> {
  const page = await signedIn(who)
  await page.goto('/help')
  const rows = (await ask(page, path)).body[list] as { id?: string; ref?: string }[]
  known = { ...known, [kind]: rows[0]?.ref ?? rows[0]?.id ?? '' }
  await page.context().close()
}

beforeAll(async () => {
  await something('coordinator', ':ref', '/today', 'releases')
  await something('coordinator', ':id', '/notices?limit=1', 'notices')
  await something('coordinator', ':sheet', '/paper-sheets', 'sheets')
  await something('coordinator', ':service', '/services', 'services')
  await something('prison', ':session', '/inreach', 'sessions')
})

const placed = (path: string) => path.replace(/:[a-z]+/, (kind) => known[kind] ?? kind)

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(placed(path))
  await settled(page)
}

async function readEveryWay(page: Page, data: Set<string>, path: string, language: Pseudo) {
  const mirrored = language === 'ar-XB'
  await page.setViewportSize({ width: 1280, height: 900 })
  await visit(page, path)
  const html = page.locator('html')
  expect(await html.getAttribute('lang')).toBe(language)
  expect(await html.getAttribute('dir')).toBe(mirrored ? 'rtl' : 'ltr')
  await expectTranslated(page, data, language, path)
  if (mirrored) await expectAccessible(page, `${path} from right to left`)
  await page.setViewportSize({ width: 320, height: 700 })
  await settled(page)
  await expectNoSidewaysScroll(page, `${path} in ${language}`)
  await expectTranslated(page, data, language, `${path} on a phone`)
  if (!mirrored) return
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, `${path} on a phone, dark, from right to left`)
  await page.emulateMedia({ colorScheme: 'light' })
}

const parts = Array.from({ length: Math.ceil(routes.length / 7) }, (_, part) =>
  routes.slice(part * 7, part * 7 + 7),
)

for (const language of ['en-XA', 'ar-XB'] as const) {
  for (const [part, some] of parts.entries()) {
    const which = `${language}, part ${part + 1} of ${parts.length}`
    test(`every page speaks the reader's language and fits a window of 320 px (${which})`, async () => {
      const open = new Map<Who | null, { page: Page; data: Set<string> }>()
      for (const [path, who] of some) {
        const page =
          open.get(who)?.page ??
          (who ? await signedIn(who, { language }) : await outside({ language }))
        const data = open.get(who)?.data ?? gatherData(page)
        open.set(who, { page, data })
        await readEveryWay(page, data, path, language)
      }
    })
  }
}

test('from right to left time runs to the left, and the parts that open speak too', async () => {
  const page = await signedIn('coordinator', { language: 'ar-XB' })
  const data = gatherData(page)
  await visit(page, '/cases/:ref')
  const said = async (state: string) => {
    await expectTranslated(page, data, 'ar-XB', state)
    await expectAccessible(page, `${state} from right to left`)
  }
  const main = page.getByRole('main')
  await main.getByRole('radiogroup').first().locator('label').nth(1).click()
  await main.getByRole('table').waitFor()
  await said('table of the case')
  await main.locator('button', { has: page.locator('.tabler-icon-calendar-event') }).click()
  const moving = page.getByRole('dialog')
  await moving.locator('#move-on').fill('2031-05-01')
  await moving.locator('[aria-live=polite]').getByRole('heading').first().waitFor()
  await said('moving the date')
  await page.keyboard.press('Escape')
  await main.locator('[data-no-print] > button.tc-link').first().click()
  await page.getByRole('dialog').waitFor()
  await said('offering')
})
