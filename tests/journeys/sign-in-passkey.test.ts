import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addressOf, browse, demoPassphrase, expectAccessible, inDatabase } from './browser.ts'
import { send } from './setting.ts'

const { outside, signedIn } = browse()

/** A device of the browser's own that holds passkeys and always sees the right finger. */
async function giveDevice(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** This device would take the passkey from the list under the field before anybody presses the button. */
async function offersNothing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false)
  })
}

test('a member makes a passkey, signs in with it alone, and takes it away again (AD2, SEC-07)', async () => {
  // An invented city asks nobody; for this journey it is a real one that asks in ten days.
  await inDatabase('update app.authorities set demo = false')
  await inDatabase(
    'insert into auth.settings (authority_id, everybody_from) values (1, actor.day_in(1) + 10)',
  )
  const page = await signedIn('strategy')
  await giveDevice(page)
  await page.goto('/')
  const ahead = page.getByRole('link', { name: 'Add a passkey or codes now' })
  await ahead.waitFor()
  await page.getByRole('button', { name: /your account/ }).click()
  await page.getByRole('button', { name: 'Your sign-in and devices' }).click()
  await page.getByRole('heading', { level: 1, name: 'Your sign-in and devices' }).waitFor()
  await page.getByText('You have no passkey yet').waitFor()
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Make the passkey' }).click()
  await dialog.getByRole('link', { name: 'Type a name for the passkey' }).waitFor()
  await expectAccessible(page, 'making a passkey')
  await dialog.getByLabel('Name').fill('Phone of the strategy')
  await dialog.getByRole('button', { name: 'Make the passkey' }).click()
  await page.getByRole('rowheader', { name: 'Phone of the strategy' }).waitFor()
  await page.getByText('A passkey was added').waitFor()
  await expectAccessible(page, 'own sign-in')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link').first().click()
  await page.getByRole('heading', { level: 1, name: 'Your sign-in and devices' }).waitFor({
    state: 'detached',
  })
  await page.getByRole('heading', { level: 1 }).waitFor()
  // Has a factor now.
  await ahead.waitFor({ state: 'detached' })
  await inDatabase('delete from auth.settings')
  await inDatabase('update app.authorities set demo = true')
  await page.getByRole('button', { name: /your account/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  await offersNothing(page)
  await page.goto('/sign-in?next=%2Fme%2Fsign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByRole('rowheader', { name: 'Phone of the strategy' }).waitFor()
  expect(await page.getByText('Not used yet').count()).toBe(0)
  await page.getByRole('button', { name: 'Remove “Phone of the strategy”' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByText('A passkey was removed').waitFor()
  await page.getByText('You have no passkey yet').waitFor()
})

test('whoever is invited makes a passkey and never a passphrase; administrators see who has one factor (SEC-07)', async () => {
  const admin = await signedIn('administrator')
  const colleague = {
    ...{ agencyId: 8, name: 'Nele Fresh', email: 'nele.fresh@valmare.example' },
    ...{ functions: ['provider'], desks: [], locale: 'en' },
  }
  const key = { 'idempotency-key': crypto.randomUUID() }
  const { body } = await send(admin, 'POST', '/members', colleague, key)
  const page = await outside()
  await giveDevice(page)
  const { pathname, hash } = new URL((body.invitation as { link: string }).link)
  await page.goto(pathname + hash)
  await page.getByLabel('Name of the passkey').fill('Key on my ring')
  await expectAccessible(page, 'invited, with a passkey')
  await page.getByRole('button', { name: 'Make a passkey and sign in' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  await page.goto('/me/sign-in')
  await page.getByRole('rowheader', { name: 'Key on my ring' }).waitFor()
  await page.getByText('You have no passphrase.').waitFor()
  await admin.goto('/agencies')
  const section = admin.getByRole('region', { name: 'Two factors at the sign-in' })
  await section.getByRole('button', { name: 'Change' }).click()
  const form = admin.getByRole('dialog')
  await form.getByLabel('Asked of everybody from this day on').fill('2031-03-01')
  await expectAccessible(admin, 'asking for two factors')
  await form.getByRole('button', { name: 'Save the rule' }).click()
  await section.getByText('from 1 Mar 2031 on').first().waitFor()
  await section.getByText('Who has one factor only').first().click()
  await section.getByRole('rowheader', { name: 'Anna Lind' }).waitFor()
  await expectAccessible(admin, 'who has one factor only')
  expect(await section.getByRole('rowheader', { name: 'Nele Fresh' }).count()).toBe(0)
})

test('whoever stops at the device is told so, and the passphrase is still there', async () => {
  const page = await outside()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await page.goto('/sign-in')
  await page.evaluate(() => {
    navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
  })
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByText('Your device was not asked to the end').waitFor()
  await expectAccessible(page, 'sign-in, stopped at the device')
  expect(await page.getByLabel('Passphrase', { exact: true }).count()).toBe(1)
})

test('codes from a phone: read from the picture, asked at the next sign-in, with recovery codes (SEC-07)', async () => {
  const page = await signedIn('facilitator')
  await page.goto('/me/sign-in')
  await page.getByRole('button', { name: 'Add codes' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('img', { name: /Picture for the phone/ }).waitFor()
  await expectAccessible(page, 'adding codes')
  const secret = ((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', '')
  const codeAt = (timestamp: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })
  await dialog.getByLabel('Code that the phone shows').fill(codeAt(Date.now()))
  await dialog.getByRole('button', { name: 'Ask for codes from now on' }).click()
  await page.getByText('These are your recovery codes').waitFor()
  await expectAccessible(page, 'recovery codes')
  expect(await page.locator('main li code').count()).toBe(10)
  await page.getByRole('button', { name: 'I keep them safe' }).click()
  await page.getByText('10 recovery codes are left').waitFor()
  const next = await outside()
  await next.goto('/sign-in?next=%2Fhelp')
  await next.getByLabel('E-mail address').fill(addressOf('facilitator'))
  await next.getByLabel('Passphrase', { exact: true }).fill(await demoPassphrase())
  await next.getByRole('button', { name: 'Sign in', exact: true }).click()
  const field = next.getByLabel('Code', { exact: true })
  await field.fill('000 000')
  await next.getByRole('button', { name: 'Sign in', exact: true }).click()
  await next.getByText('This code does not count').first().waitFor()
  await expectAccessible(next, 'sign-in, wrong code')
  await field.fill(codeAt(Date.now() + 30_000))
  await next.getByRole('button', { name: 'Sign in', exact: true }).click()
  await next.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
})

test('a file waits until it is known that it is still the member, and then leaves by itself (SEC-09)', async () => {
  const page = await signedIn('coordinator')
  await page.goto('/cases')
  let refused = false
  await page.route('**/api/v1/exports/cases*', (route) => {
    if (refused) return route.continue()
    refused = true
    return route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 403, code: 'step_up_needed', detail: 'Once more' }),
    })
  })
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem').first().click()
  const dialog = page.getByRole('dialog', { name: 'Is it still you?' })
  await dialog.waitFor()
  await expectAccessible(page, 'asked whether it is still the member')
  const passphrase = dialog.getByLabel('Your passphrase')
  await passphrase.fill('x')
  await passphrase.fill('')
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await dialog.getByRole('link', { name: 'Type your passphrase' }).click()
  await passphrase.fill(await demoPassphrase())
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Go on' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^cases-.*\.csv$/)
})
