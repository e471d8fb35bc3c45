import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type LoopbackProvider, openProvider } from '../world-provider.ts'
import { addressOf, browse, demoPassphrase, expectAccessible, inDatabase } from './browser.ts'
import { send } from './setting.ts'

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

test('a member signs in at the provider of their agency and lands on the page they wanted (AD2, SEC-11)', async () => {
  const provider = await nameProvider()
  try {
    const colleague = {
      ...{ agencyId: 7, name: 'Lea Provided', email: 'lea.provided@bridge.example' },
      ...{ functions: ['provider'], desks: [], locale: 'en' },
    }
    const key = { 'idempotency-key': crypto.randomUUID() }
    const { body } = await send(await signedIn('administrator'), 'POST', '/members', colleague, key)
    const { pathname, hash } = new URL((body.invitation as { link: string }).link)
    const invited = await outside({ goesTo: provider.issuer })
    provider.expects('lea-there')
    await invited.goto(pathname + hash)
    await invited.getByRole('button', { name: /^Sign in at / }).click()
    await invited.getByRole('navigation', { name: 'Main' }).getByText('Lea Provided').waitFor()
    const page = await outside({ goesTo: provider.issuer })
    const setOut = async () => {
      await page.getByLabel('E-mail address').fill('lea.provided@bridge.example')
      // The way may end at the address where it began: what counts is that this page is gone.
      await page.evaluate(() => document.documentElement.setAttribute('data-before', ''))
      await page.getByRole('button', { name: /^Sign in at / }).click()
      await page.locator('html:not([data-before])').waitFor()
      await page.waitForURL(({ origin }) => origin !== new URL(provider.issuer).origin)
    }
    await page.goto('/help')
    const told = page.getByText('Your agency’s sign-in did not open this desk')
    for (const stranger of [null, 'somebody-else']) {
      provider.expects(stranger)
      await setOut()
      await page.waitForURL(/provider=refused/)
      await told.waitFor()
      await page.getByText('Type your address and try once more.').waitFor()
    }
    await expectAccessible(page, 'refused at the provider')
    provider.expects('lea-there')
    await setOut()
    await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/help')
  } finally {
    await provider.close()
  }
})

/** The administrator names the provider of one agency, after a test of its address. */
async function nameProvider(): Promise<LoopbackProvider> {
  const page = await signedIn('administrator')
  await page.goto('/agencies/7')
  await page.getByRole('button', { name: 'Name a provider' }).click()
  const form = page.getByRole('dialog')
  const redirect = await form.getByLabel('Address to enter at the provider').inputValue()
  const provider = await openProvider(redirect, 'secret of this desk')
  await form.getByLabel('Address of the provider (issuer)').fill(provider.issuer)
  await form.getByRole('button', { name: 'Test the address' }).click()
  await form.getByText('The provider answers, names itself the same').waitFor()
  await form.getByLabel('Client id').fill('desk')
  await form.getByLabel('Client secret').fill('secret of this desk')
  await form.getByLabel('Mail domains').fill('bridge.example')
  await expectAccessible(page, 'naming a provider')
  await form.getByRole('button', { name: 'Save the provider' }).click()
  await page.getByText(provider.issuer).waitFor()
  return provider
}

test('who sits on cases for two purposes says once a day which it is, and the log knows it (LED-33)', async () => {
  const ref = await superviseOneCase()
  const page = await outside()
  await page.goto(`/sign-in?next=%2Fcases%2F${ref}`)
  await page.getByLabel('E-mail address').fill(addressOf('probation'))
  await page.getByLabel('Passphrase', { exact: true }).fill(await demoPassphrase())
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const asked = page.getByRole('heading', { level: 1, name: 'What do you work for today?' })
  await asked.waitFor()
  await expectAccessible(page, 'asked for the purpose')
  await page.getByRole('button', { name: /^Help towards reintegration/ }).click()
  await page.getByText('The case may belong to your other purpose.').waitFor()
  await expectAccessible(page, 'a case of the other purpose')
  await page
    .getByRole('main')
    .getByRole('button', { name: 'Change to: Execution of measures' })
    .click()
  // The number stands there while the case is still being read.
  await page.getByRole('main').getByText('Legal basis').first().waitFor()
  const read = await inDatabase<{ purpose: string }>(
    `select distinct e.purpose from audit.events e join app.cases c on c.id = e.case_id where c.ref = $1 and e.action = 'case.read'
        and e.at > now() - interval '2 minutes'`,
    [ref],
  )
  expect(read).toEqual([{ purpose: 'supervision' }])
  await page.reload()
  await page.getByRole('heading', { level: 1, name: ref }).waitFor()
  await page.evaluate(() => {
    const key = 'throughcare.purpose'
    const said = JSON.parse(localStorage.getItem(key) ?? '{}')
    localStorage.setItem(key, JSON.stringify({ ...said, day: '2026-01-01' }))
  })
  await page.reload()
  await asked.waitFor()
})

/** Puts one case of the probation desk under the purpose for which no screen of the demo opens one. */
async function superviseOneCase(): Promise<string> {
  const [row] = await inDatabase<{ ref: string }>(
    `with one as (
       select c.id, c.ref from app.cases c join app.seats s on s.authority_id = c.authority_id and s.case_id = c.id
         join app.principals p on p.authority_id = s.authority_id and p.id = s.principal and p.agency_id = 4
        where c.authority_id = 1 and s.period @> now() order by c.ref limit 1),
     seats as (update app.seats s set purpose = 'supervision' from one where s.authority_id = 1 and s.case_id = one.id),
     points as (update app.case_leads l set clause_id = k.id from one, app.clauses k
       where l.authority_id = 1 and l.case_id = one.id and k.authority_id = 1 and k.purpose = 'supervision' and k.category = 'lead')
     update app.cases c set purpose = 'supervision', arrangement_id = k.arrangement_id, clause_id = k.id
       from one, app.clauses k where c.authority_id = 1 and c.id = one.id
        and k.authority_id = 1 and k.purpose = 'supervision' and k.category = 'lead' returning c.ref`,
  )
  return row?.ref ?? ''
}

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
