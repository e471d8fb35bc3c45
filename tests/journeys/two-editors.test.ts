import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { browse, expectAccessible } from './browser.ts'
import { openCasePage, section, tryDate } from './case-page.ts'
import { ask, dayFromNow, newCase } from './setting.ts'

const { signedIn } = browse()
let ref: string

beforeAll(async () => {
  const page = await signedIn('coordinator')
  ref = await newCase(page)
  await page.context().close()
})

async function save(page: Page, day: string, source: string): Promise<void> {
  const dialog = await tryDate(page, day)
  await dialog.getByRole('textbox', { name: 'Source' }).fill(source)
  await dialog.getByRole('button', { name: /^Move to/ }).click()
}

async function releaseOf(page: Page): Promise<string> {
  const { body } = await ask(page, `/cases/${ref}/continuity`)
  return (body.release as { on: string }).on
}

test('two coordinators move the same date: the second sees both and decides', async () => {
  const anna = await signedIn('coordinator')
  const mateo = await signedIn('otherCoordinator', { loses: 'connection' })
  // Both had the page open before either saved; the second one hears of nothing in between.
  await mateo.route('**/api/v1/events', (route) => route.abort())
  await Promise.all([openCasePage(anna, ref), openCasePage(mateo, ref)])
  const second = await tryDate(mateo, dayFromNow(210))
  await second.getByRole('textbox', { name: 'Source' }).fill('Letter of the court')
  await save(anna, dayFromNow(200), 'Prison file')
  await anna.getByRole('dialog', { name: 'Move the release date' }).waitFor({ state: 'hidden' })
  await second.getByRole('button', { name: /^Move to/ }).click()
  const conflict = second.getByRole('alert')
  await conflict.getByText('The release date was not saved.').waitFor()
  await conflict.getByText('Yours').waitFor()
  await conflict.getByText('Theirs, saved').waitFor()
  expect(await releaseOf(anna)).toBe(dayFromNow(200))
  await expectAccessible(mateo, 'two versions of a date')
  await conflict.getByRole('button', { name: 'Use mine' }).click()
  await second.waitFor({ state: 'hidden' })
  expect(await releaseOf(anna)).toBe(dayFromNow(210))
})

test('who presses twice asks the agency once', async () => {
  const page = await signedIn('coordinator')
  await openCasePage(page, ref)
  await page.getByRole('button', { name: 'Offer Health from' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Offer Health' })
  await dialog.getByRole('combobox', { name: 'Agency' }).fill('Counselling Centre')
  await page.getByRole('option', { name: 'Counselling Centre' }).click()
  await dialog.getByRole('button', { name: 'Send the offer to Counselling Centre' }).dblclick()
  await dialog.waitFor({ state: 'hidden' })
  const waiting = section(page, 'Waiting for an answer').getByText('Health, Counselling Centre')
  await waiting.first().waitFor()
  expect(await waiting.count()).toBe(1)
})

test('when the connection is lost, what was typed stays, and it can be sent afterwards', async () => {
  const page = await signedIn('coordinator', { loses: 'connection' })
  await openCasePage(page, ref)
  await page.getByRole('button', { name: 'Offer Accommodation from' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Offer Accommodation' })
  await dialog.getByRole('combobox', { name: 'Agency' }).fill('Housing Office')
  await page.getByRole('option', { name: 'Housing Office' }).click()
  await dialog.getByLabel('Note to the agency').fill('Ground floor, if possible')
  await page.context().setOffline(true)
  await dialog.getByRole('button', { name: 'Send the offer to Housing Office' }).click()
  await dialog
    .getByText('The server cannot be reached. Nothing was sent; what you typed is still here.')
    .waitFor()
  await expectAccessible(page, 'connection lost while offering')
  expect(await dialog.getByLabel('Note to the agency').inputValue()).toBe(
    'Ground floor, if possible',
  )
  await page.context().setOffline(false)
  await dialog.getByRole('button', { name: 'Send the offer to Housing Office' }).click()
  await dialog.waitFor({ state: 'hidden' })
  const waiting = section(page, 'Waiting for an answer')
  await waiting.getByText('Accommodation, Housing Office').waitFor()
})
