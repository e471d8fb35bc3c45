import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { addressOf, browse, demoPassphrase, expectFocusSeen, settled } from './browser.ts'
import { ask, newCase } from './setting.ts'

// Nothing here is clicked: Tab, Enter, Space, arrows and Escape, as somebody without a mouse works.
const { outside, signedIn } = browse()
let ref: string

beforeAll(async () => {
  const page = await signedIn('coordinator')
  ref = await newCase(page)
  await page.context().close()
})

/** Tabs until this control has the focus; on the way every stop has to be visible. */
async function tabTo(page: Page, target: Locator, most = 90): Promise<void> {
  await target.first().waitFor()
  for (let step = 0; step < most; step += 1) {
    const there = await target.first().evaluate((element) => element === document.activeElement)
    if (there) return
    await page.keyboard.press('Tab')
    // Past the last control the focus leaves the page for the browser and begins anew.
    if (!(await nowhere(page))) await expectFocusSeen(page)
  }
  throw new Error(`${target} was not reached with ${most} steps of Tab`)
}

const nowhere = (page: Page) => page.evaluate(() => document.activeElement === document.body)

/** Where a dialog was opened, the focus comes back to when it closes. */
async function hasFocus(control: Locator): Promise<void> {
  const has = () => control.evaluate((element) => element === document.activeElement)
  await expect.poll(has).toBe(true)
}

/** A dialog has opened when it holds the focus. */
async function holdsFocus(dialog: Locator): Promise<void> {
  await dialog.waitFor()
  const holds = () => dialog.evaluate((element) => element.contains(document.activeElement))
  await expect.poll(holds).toBe(true)
}

async function enter(page: Page, who: 'coordinator' | 'papers'): Promise<void> {
  await page.goto('/sign-in')
  await tabTo(page, page.getByLabel('E-mail address'))
  await page.keyboard.type(addressOf(who))
  await tabTo(page, page.getByLabel('Passphrase', { exact: true }))
  await page.keyboard.type(await demoPassphrase())
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await settled(page)
}

/** Types a day into a date field part by part, as its own keys want it. */
async function typeDay(page: Page, field: Locator, day: string): Promise<void> {
  const [year, month, date] = day.split('-')
  await page.keyboard.type(`${month}${date}${year}`)
  expect(await field.inputValue()).toBe(day)
}

test('the core of the job is done by keyboard alone, and the focus is always seen', async () => {
  const page = await outside()
  await enter(page, 'coordinator')

  // Open the case through the search.
  await page.keyboard.press('Control+k')
  const finder = page.getByRole('dialog', { name: 'Find anything' })
  await finder.getByRole('option').first().waitFor()
  await hasFocus(finder.getByRole('combobox'))
  await page.keyboard.type(ref)
  await finder.getByRole('option', { name: ref, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: ref }).waitFor()
  await settled(page)

  // Offer papers to Citizen Services.
  await tabTo(page, page.getByRole('button', { name: /^Offer Finance and papers from/ }))
  await page.keyboard.press('Enter')
  const offer = page.getByRole('dialog', { name: 'Offer Finance and papers' })
  await holdsFocus(offer)
  await tabTo(page, offer.getByRole('combobox', { name: 'Agency' }))
  await page.keyboard.type('Citizen')
  await page.getByRole('option', { name: 'Citizen Services' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await tabTo(page, offer.getByRole('button', { name: 'Send the offer to Citizen Services' }))
  await page.keyboard.press('Enter')
  await offer.waitFor({ state: 'hidden' })
  await page.getByText('Finance and papers, Citizen Services').first().waitFor()
})

test('the agency accepts by keyboard, and Escape leaves without an answer', async () => {
  const page = await outside()
  await enter(page, 'papers')
  await tabTo(page, page.getByRole('link', { name: 'Handovers' }))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Handovers' }).waitFor()
  const open = page.getByRole('button', { name: `Read and accept: ${ref}, Finance and papers` })
  await tabTo(page, open)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Finance and papers' })
  await holdsFocus(dialog)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await hasFocus(open)
  await page.keyboard.press('Enter')
  await holdsFocus(dialog)
  await tabTo(page, dialog.getByRole('button', { name: /^Accept/ }))
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await open.waitFor({ state: 'hidden' })
})

test('the map is walked with arrows, and a date is tried and left with Escape', async () => {
  const page = await signedIn('coordinator')
  await page.goto(`/cases/${ref}`)
  await settled(page)
  await tabTo(page, page.getByRole('application', { name: 'Continuity map' }))
  const heard: string[] = []
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight']) {
    await page.keyboard.press(key)
    heard.push(await page.getByRole('application').locator('p[role=status], p').innerText())
  }
  expect(heard.join('\n')).toMatch(/Accommodation/)
  await page.keyboard.press('t')
  await page.getByRole('table', { name: /^Who is accountable, lane by lane/ }).waitFor()
  await tabTo(page, page.getByRole('button', { name: 'Move the date' }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Move the release date' })
  await holdsFocus(dialog)
  const field = dialog.getByLabel('New date')
  await tabTo(page, field)
  const { body } = await ask(page, `/cases/${ref}/continuity`)
  const release = (body.release as { on: string }).on
  const tried = `${release.slice(0, 8)}${release.endsWith('17') ? '18' : '17'}`
  await typeDay(page, field, tried)
  await dialog.getByText(/days? (earlier|later)\./).waitFor()
  await expectFocusSeen(page)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await hasFocus(page.getByRole('button', { name: 'Move the date' }))
})

for (const width of [320, 1280]) {
  test(`Tab reaches nothing that is hidden or covered on any page, at ${width} px`, async () => {
    const page = await signedIn('coordinator', { width, height: width === 320 ? 640 : 800 })
    for (const path of ['/', '/releases', '/cases', `/cases/${ref}`, '/handovers', '/notices']) {
      await page.goto(path)
      await settled(page)
      for (let step = 0; step < 25; step += 1) {
        await page.keyboard.press('Tab')
        if (await nowhere(page)) break
        await expectFocusSeen(page)
      }
    }
  })
}
