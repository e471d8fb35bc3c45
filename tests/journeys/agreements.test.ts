import { expect, test } from 'vitest'
import { browse, expectAccessible, expectNoSidewaysScroll, settled } from './browser.ts'

const { outside, signedIn } = browse()

test('SH1, GD-13: a signatory reads the new edition, sees what differs, signs it; anybody reads its essence', async () => {
  const page = await signedIn('housingManager')
  await page.goto('/')
  await page.getByRole('link', { name: 'Agreements' }).click()
  await page.getByRole('link', { name: 'Read this edition' }).first().click()
  await page.getByText('7 of 14 parties have signed').waitFor()
  await settled(page)
  await expectAccessible(page, 'an edition')
  await page.getByRole('link', { name: 'Compare' }).click()
  await page
    .getByText('Local Police, Accommodation: given by a decision each time (before: sees).')
    .waitFor()
  await expectAccessible(page, 'what differs')
  await page.goBack()
  await page.getByRole('button', { name: 'Sign for Housing Office' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Sign now' }).click()
  await dialog.getByRole('alert').waitFor()
  await dialog.getByLabel('I have read this edition and may bind my agency.').check()
  await dialog.getByRole('button', { name: 'Sign now' }).click()
  await page.getByText('8 of 14 parties have signed').waitFor()
  await page.getByText('by Willem Bakker').waitFor()
  expect(await page.getByRole('button', { name: 'Sign for Housing Office' }).count()).toBe(0)

  await page.goto('/agreements/bases')
  await page.getByText('Does it carry adults who only ask for advice?').waitFor()
  await expectAccessible(page, 'legal bases')

  const visitor = await outside({ width: 320 })
  await visitor.goto('/information/1/1?language=en')
  await visitor.getByText('Still bound by the edition before').waitFor()
  await expectAccessible(visitor, 'the essence')
  await expectNoSidewaysScroll(visitor, 'the essence')
  await visitor.getByRole('link', { name: 'Nederlands' }).click()
  await visitor.getByText('Aan wie u kunt vragen').waitFor()
})
