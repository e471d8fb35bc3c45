import { beforeAll, test } from 'vitest'
import { browse, expectAccessible } from './browser.ts'
import { readEveryPage } from './every-page.ts'
import { prepareVisits, type Visit } from './routes.ts'
import { expectTranslated, gatherData } from './translated.ts'

const browsing = browse()
const { signedIn } = browsing
let visit: Visit
beforeAll(async () => {
  visit = await prepareVisits(browsing)
})

readEveryPage('ar-XB', browsing, () => visit)

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
