import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { browse, expectAccessible, settled } from './browser.ts'

const { signedIn } = browse()

/** How many sheets a page takes on paper. */
const sheets = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length

test('ST6, LA4 a coordinator takes to the first meeting: who decides, two drafts, the words of the field', async () => {
  const page = await signedIn('coordinator')
  await page.goto('/start')
  await page.getByRole('link', { name: 'Who is competent for what' }).click()
  await page.getByRole('table').waitFor()
  await expectAccessible(page, 'competences')
  for (const country of ['DE', 'FR', 'general']) {
    await page.getByLabel('Country').selectOption(country)
    await page.getByRole('row').nth(15).waitFor()
    await settled(page)
    await page.evaluate(() => document.fonts.ready)
    expect(sheets(await page.pdf({ preferCSSPageSize: true })), country).toBe(1)
  }
  await page.getByLabel('Country').selectOption('BE')
  await page.getByLabel('Subject').selectOption('conditional_release')
  await page.getByText('May offer housing and coordination').waitFor()
  await expect.poll(() => page.getByRole('row').count()).toBe(2)

  await page.goto('/start/drafts')
  await page.getByText('parts are filled').waitFor()
  await expectAccessible(page, 'drafts')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Draft partnership agreement, OpenDocument' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^draft-agreement-\d{4}-\d\d-\d\d\.odt$/)
  const parts = unzipSync(new Uint8Array(readFileSync(await file.path())))
  expect(strFromU8(parts['content.xml'] ?? new Uint8Array())).toContain('City of Valmare')

  await page.goto('/terms')
  await page.getByText('justitiehuis').waitFor()
  await page.evaluate(() => document.fonts.ready)
  expect(sheets(await page.pdf({ preferCSSPageSize: true }))).toBe(1)
  await page.getByLabel('Find a word').fill('maison de jus')
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  await page.getByText('justitiehuis').waitFor()
  await expectAccessible(page, 'words of the field')
})

test('ST6, LA1 who reads German, French or Dutch takes the sheet along in that language; Sweden is still in English', async () => {
  const page = await signedIn('coordinator')
  const country = page.locator('search select').first()
  for (const [language, code, words] of [
    ['de', 'BE', 'Das Justizhaus'],
    ['fr', 'FR', 'Le SPIP assure le suivi'],
    ['fr', 'BE', 'La maison de justice assure le suivi'],
    ['nl', 'NL', 'De reclassering (3RO) houdt toezicht'],
    ['nl', 'BE', 'Het justitiehuis houdt toezicht'],
  ] as const) {
    if (!page.url().endsWith(language)) await page.goto(`/start/competences?language=${language}`)
    await country.selectOption(code)
    await page.getByText(words).waitFor()
    expect(await page.locator('td[lang=en]').count()).toBe(0)
    await page.evaluate(() => document.fonts.ready)
    expect(sheets(await page.pdf({ preferCSSPageSize: true })), `${code} ${language}`).toBe(1)
  }
  await country.selectOption('SE')
  await page.getByText('Deze teksten zijn nog in het Engels.').waitFor()
  expect(await page.locator('td[lang=en]').count()).toBeGreaterThan(59)
  await expectAccessible(page, 'competences, cells in English')
})
