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
  await page.getByText('Whole', { exact: true }).waitFor()
  await page.getByText('One key closes the backups.').waitFor()
})

test('AD2 a partner’s system gets a key from its own manager, who is shown it once, asks with it, and is ended', async () => {
  const manager = await signedIn('housingManager')
  await manager.goto('/systems')
  await manager.getByRole('heading', { name: 'Keys' }).waitFor()
  await expectAccessible(manager, 'a key that waits')
  await manager.getByRole('button', { name: 'Agree, and see the key of Roof' }).click()
  const key = await manager.getByLabel('Key', { exact: true }).inputValue()
  await expectAccessible(manager, 'a key that is shown')
  const origin = new URL(manager.url()).origin
  const ask = async (path: string) => {
    const headers = { authorization: `Bearer ${key}` }
    return (await fetch(`${origin}/api/v1${path}`, { headers })).status
  }
  expect([await ask('/releases?weeks=4'), await ask('/cases'), await ask('/today')]).toEqual([
    200, 403, 403,
  ])
  await manager.getByRole('button', { name: 'Close' }).last().click()
  await manager.getByText('Last used on').waitFor({ state: 'detached' })

  const page = await signedIn('administrator')
  await page.goto('/systems')
  await page.getByText('and read 1 list').waitFor()
  await page.getByRole('button', { name: 'Ask for a key' }).click()
  await page.getByRole('button', { name: 'Ask for this key' }).click()
  await page.getByText('Three things are missing').waitFor()
  await expectAccessible(page, 'asking for a key')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'End the key of Roof' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End the key of Roof' }).click()
  await page.getByText('The key has ended.').waitFor()
  expect(await ask('/releases?weeks=4')).toBe(401)
})
