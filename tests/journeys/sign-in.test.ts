import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addressOf, browse, demoPassphrase, expectAccessible } from './browser.ts'

const { outside, signedIn } = browse()

async function tryToSignIn(page: Page, email: string, passphrase: string): Promise<string> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const refused = page.getByRole('alert')
  await refused.waitFor()
  return (await refused.textContent()) ?? ''
}

test('whoever guesses learns nothing: an unknown address is refused in the same words', async () => {
  const page = await outside()
  const known = await tryToSignIn(page, addressOf('facilitator'), 'four quiet words here')
  await expectAccessible(page, 'sign-in, refused')
  const unknown = await tryToSignIn(page, 'nobody.here@valmare.example', 'four quiet words here')
  expect(known).toContain('You are not signed in')
  expect(unknown).toBe(known)
})

test('a member who forgets a field is led to it, and what was typed stays', async () => {
  const page = await outside()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill('anna.lind@valmare.example')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('link', { name: 'Type your passphrase' }).click()
  const field = page.getByLabel('Passphrase', { exact: true })
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await page.getByLabel('E-mail address').inputValue()).toBe('anna.lind@valmare.example')
})

test('the demo city offers its cast, and a click fills in the form', async () => {
  const page = await outside()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: /Anna Lind/ }).click()
  expect(await page.getByLabel('E-mail address').inputValue()).toBe(addressOf('coordinator'))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: 'Main' }).getByText('Anna Lind').waitFor()
})

test('who was asked to sign in comes back to the page they wanted', async () => {
  const page = await outside()
  await page.goto('/help')
  await page.waitForURL(/sign-in/)
  await page.getByLabel('E-mail address').fill(addressOf('facilitator'))
  await page.getByLabel('Passphrase', { exact: true }).fill(await demoPassphrase())
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
})

test('a member signs out everywhere, and the other device is led to the sign-in', async () => {
  const phone = await outside()
  const desk = await outside()
  for (const page of [phone, desk]) {
    await page.goto('/sign-in?next=%2Fme')
    await page.getByLabel('E-mail address').fill(addressOf('strategy'))
    await page.getByLabel('Passphrase', { exact: true }).fill(await demoPassphrase())
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Your sessions' }).waitFor()
  }
  await expectAccessible(desk, 'own sessions')
  await desk.getByRole('main').getByRole('button', { name: 'Sign out everywhere' }).click()
  const dialog = desk.getByRole('dialog', { name: 'Sign out on all devices?' })
  await dialog.getByRole('button', { name: 'Sign out everywhere' }).click()
  await desk.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  await phone.goto('/help')
  await phone.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
})

test('who does nothing is warned two minutes before the session ends, and may stay', async () => {
  const page = await signedIn('chair')
  await page.clock.install()
  await page.goto('/help')
  await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
  await page.clock.fastForward('13:10')
  const warning = page.getByRole('dialog', { name: 'Are you still there?' })
  await warning.waitFor()
  await expectAccessible(page, 'warning before the session ends')
  await warning.getByRole('button', { name: 'Stay signed in' }).last().click()
  await warning.waitFor({ state: 'hidden' })
  await page.clock.fastForward('15:10')
  await page.getByText('You were signed out because nothing was done for 15 minutes.').waitFor()
})

test('an invitation opens once: afterwards its address says nothing more', async () => {
  const path = await invite()
  const page = await outside()
  await page.goto(path)
  await page.getByText('invited you. Choose how you sign in to begin.').waitFor()
  await expectAccessible(page, 'invitation')
  await page.getByLabel('New passphrase').fill('short')
  await page.getByRole('button', { name: 'Set passphrase and sign in' }).click()
  await page.getByRole('link', { name: 'Use at least 12 characters' }).waitFor()
  await page.getByLabel('New passphrase').fill('kettle harbour walnut ribbon')
  await page.getByLabel('The same passphrase again').fill('kettle harbour walnut ribbon')
  await page.getByRole('button', { name: 'Set passphrase and sign in' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  const late = await outside()
  await late.goto(path)
  await late.getByRole('alert').waitFor()
  expect(await late.getByLabel('New passphrase').count()).toBe(0)
})

/** The administrator invites a colleague; the link is shown this once. */
async function invite(): Promise<string> {
  const page = await signedIn('administrator')
  await page.goto('/agencies/7')
  await page.getByRole('button', { name: 'Invite a colleague' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('Nadia Okafor')
  await dialog.getByLabel('E-mail at work').fill('nadia.okafor@valmare.example')
  await dialog.getByRole('checkbox', { name: 'Case worker' }).check()
  await expectAccessible(page, 'inviting a colleague')
  await dialog.getByRole('button', { name: 'Make the invitation' }).click()
  await dialog.getByText('The link is shown this once').waitFor()
  return dialog.getByLabel('Link', { exact: true }).inputValue()
}
