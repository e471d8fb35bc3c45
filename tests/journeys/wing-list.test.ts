import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browse, expectAccessible, settled } from './browser.ts'
import { ask } from './setting.ts'

// HA7, N24: ten rows typed back by keyboard. The seconds are printed; what is judged is the number of keys.
const { signedIn } = browse()
const mostKeys = 12

/** Counts every key as a hand would press it. */
function typist(page: Page) {
  let keys = 0
  return {
    press: async (...list: string[]) => {
      for (const key of list) {
        keys += 1
        await page.keyboard.press(key)
      }
    },
    get keys() {
      return keys
    },
  }
}

async function codesOf(page: Page): Promise<string[]> {
  const { body } = await ask(page, '/paper-sheets')
  const [sheet] = body.sheets as { id: string }[]
  const read = await ask(page, `/paper-sheets/${sheet?.id}`)
  return (read.body.people as { code: string }[]).map(({ code }) => code)
}

test('a prison prints its releases, with two identifiers and no name', async () => {
  const page = await signedIn('prison')
  await page.goto('/wing-lists')
  await page.getByLabel('Releases in the next').selectOption('8')
  await page.getByRole('button', { name: /^Make the list of/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Wing list, Valmare Prison' }).waitFor()
  await expectAccessible(page, 'wing list')
  expect(await page.getByRole('table').getByRole('row').count()).toBeGreaterThan(20)
})

test('ten rows come back with at most twelve keys each, and nothing is lost by a reload', async () => {
  const page = await signedIn('prison')
  await page.goto('/wing-lists/type-back')
  await settled(page)
  const codes = (await codesOf(page)).slice(0, 10)
  expect(codes).toHaveLength(10)
  const hand = typist(page)
  await page.getByLabel('Code of row 1').focus()
  const begin = Date.now()
  for (const [place, code] of codes.entries()) {
    await expect.poll(() => focusedLabel(page)).toBe(`Code of row ${place + 1}`)
    await hand.press(...code)
    await expect
      .poll(() => page.locator('tbody tr').nth(place).locator('td').nth(1).innerText())
      .not.toBe('')
    await hand.press('y', 'n', 'y', 'y', place % 3 === 0 ? 'w' : 'y', 'Enter')
    await page
      .locator('tbody tr')
      .nth(place)
      .getByText(/^Saved/)
      .waitFor()
  }
  const spent = (Date.now() - begin) / 1000
  const each = hand.keys / codes.length
  process.stdout.write(`  ten rows in ${spent.toFixed(1)} s, ${each} keys a person\n`)
  expect(each).toBeLessThanOrEqual(mostKeys)
  await expectAccessible(page, 'typing back')
  await page.reload()
  await page.getByText('10 rows are saved.').waitFor()
})

test('a misread code is refused in words beside the cell', async () => {
  const page = await signedIn('prison')
  await page.goto('/wing-lists/type-back')
  await settled(page)
  const [code = ''] = await codesOf(page)
  await page
    .getByLabel(/^Code of row/)
    .last()
    .fill(`${code.slice(1, 2)}${code.slice(0, 1)}${code.slice(2)}`)
  await page.getByText(/This code is misread|has five characters/).waitFor()
})

test('what the prison wrote stands in the case as "by paper"', async () => {
  const prison = await signedIn('prison')
  const { body } = await ask(prison, '/paper-sheets')
  const [sheet] = body.sheets as { id: string }[]
  const read = await ask(prison, `/paper-sheets/${sheet?.id}`)
  const people = read.body.people as { ref: string | null }[]
  const ref = people.slice(0, 10).find((one) => one.ref)?.ref
  const page = await signedIn('coordinator')
  await page.goto(`/cases/${ref}`)
  const panel = page.getByRole('region', { name: 'The five basics' })
  await panel
    .getByText(/by paper/)
    .first()
    .waitFor()
})

const focusedLabel = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
