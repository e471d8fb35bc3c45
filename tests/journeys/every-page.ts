import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  type Browsing,
  expectAccessible,
  expectNoSidewaysScroll,
  settled,
  type Who,
} from './browser.ts'
import { routes, type Visit } from './routes.ts'
import { expectTranslated, gatherData } from './translated.ts'

type Pseudo = 'en-XA' | 'ar-XB'

/** Each part begins in browsers of its own. */
const many = 17
const parts = Array.from({ length: Math.ceil(routes.length / many) }, (_, part) =>
  routes.slice(part * many, part * many + many),
)

/** One test for each seventeen routes: every page in a pseudo-language, wide and in a window of 320 px. */
export function readEveryPage(language: Pseudo, browsing: Browsing, visit: () => Visit): void {
  const { signedIn, outside } = browsing
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
        await page.setViewportSize({ width: 1280, height: 900 })
        await visit()(page, path)
        await readEveryWay(page, data, path, language)
      }
    })
  }
}

async function readEveryWay(page: Page, data: Set<string>, path: string, language: Pseudo) {
  const mirrored = language === 'ar-XB'
  const html = page.locator('html')
  expect(await html.getAttribute('lang')).toBe(language)
  expect(await html.getAttribute('dir')).toBe(mirrored ? 'rtl' : 'ltr')
  await expectTranslated(page, data, language, path)
  await page.setViewportSize({ width: 320, height: 700 })
  await settled(page)
  await expectNoSidewaysScroll(page, `${path} in ${language}`)
  await expectTranslated(page, data, language, `${path} on a phone`)
  if (!mirrored) return
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, `${path} on a phone, dark, from right to left`)
  await page.emulateMedia({ colorScheme: 'light' })
}
