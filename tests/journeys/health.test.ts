import { expect, test } from 'vitest'
import { browse, demoPassphrase, expectAccessible } from './browser.ts'

const { signedIn } = browse()

test('AD6 an administrator without an IT department makes a backup, prints the key and tries the mail', async () => {
  const page = await signedIn('administrator')
  await page.goto('/health')
  await page.getByText('There is no backup yet.').waitFor()
  await expectAccessible(page, 'how the desk is')
  await page.getByRole('button', { name: 'Back up now' }).click()
  await page.getByRole('button', { name: 'Show the key sheet' }).click()
  await page
    .getByLabel('Your passphrase')
    .first()
    .fill(await demoPassphrase())
  await page.getByRole('button', { name: 'Show it now' }).click()
  await page.getByRole('button', { name: 'It is on paper' }).waitFor()
  await expectAccessible(page, 'the key sheet')
  const groups = await page.locator('main code').allInnerTexts()
  expect(groups).toHaveLength(14)
  for (const label of await page.getByText(/^Group \d+$/).allInnerTexts())
    await page.getByLabel(label, { exact: true }).fill(groups[Number(label.slice(6)) - 1] ?? '')
  await page.getByRole('button', { name: 'It is on paper' }).click()
  await page.getByText('The key sheet was printed on').waitFor()
  await page.getByRole('button', { name: 'Send me a test' }).click()
  await page.getByText('The test was written into the folder').waitFor()
  await page.getByText('Whole', { exact: true }).waitFor({ timeout: 90_000 })
})
