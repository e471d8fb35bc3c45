import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browse, expectAccessible, settled } from './browser.ts'
import { openCasePage, section, showMoreUntil } from './case-page.ts'
import { ask, dayFromNow, newCase, send } from './setting.ts'

// HA2, HA8, HA1: the meeting before the release, what is answered together, and the end of the measure.
const { signedIn, outside } = browse()

test('a meeting is planned, held with the person there, and read later as it was on that day', async () => {
  const page = await signedIn('coordinator')
  const ref = await newCase(page)
  await openCasePage(page, ref)
  await section(page, 'Handover meeting').getByRole('link', { name: 'Plan a meeting' }).click()
  await page.getByRole('button', { name: 'Plan a handover meeting' }).click()
  const plan = page.getByRole('dialog', { name: 'Plan a handover meeting' })
  await plan.getByLabel('Day', { exact: true }).fill(dayFromNow(0))
  await plan.getByLabel('Place', { exact: true }).fill('Visitors’ room 1')
  await plan.getByRole('button', { name: 'Save the plan' }).click()
  await plan.waitFor({ state: 'hidden' })
  await page.getByText('Planned', { exact: true }).waitFor()
  await expectAccessible(page, 'a planned meeting')

  // What is typed into the list and not saved yet is saved before the meeting is kept as it was.
  await page.getByRole('combobox', { name: 'Keys, phone and clothes Answer' }).click()
  await page.getByRole('option', { name: 'Not applicable' }).click()
  await page.getByText('1 answer not saved').waitFor()
  await page.getByRole('button', { name: 'Record that it took place' }).click()
  const held = page.getByRole('dialog', { name: 'Record that it took place' })
  await held.getByRole('checkbox', { name: 'City coordination' }).check()
  await held
    .getByRole('checkbox', { name: /Prison$/ })
    .first()
    .check()
  await held.getByRole('radio', { name: /^was there/i }).check()
  await held.getByLabel('What the person said, in own words').fill('Ich komme am Montag.')
  await held.getByRole('combobox', { name: 'In which language' }).click()
  await page.getByRole('option', { name: 'German' }).click()
  // A slip beside the dialog loses no word.
  await page.mouse.click(5, 400)
  await expectAccessible(page, 'recording a meeting')
  await held.getByRole('button', { name: 'Record the meeting' }).click()
  await held.waitFor({ state: 'hidden' })
  await page.locator('[lang=de]', { hasText: 'Ich komme am Montag.' }).waitFor()
  await page.getByRole('button', { name: /^As it was on/ }).click()
  await page.getByText(/Unchanged since then/).waitFor()
  await page.getByText('Keys, phone and clothes: Not applicable').waitFor()
  await expectAccessible(page, 'the meeting as it was')
})

test('two questions are accepted together, and a word given in advance accepts the third', async () => {
  const city = await signedIn('coordinator')
  const housing = await agency(city, 'Housing Office')
  const offer = (ref: string) =>
    send(
      city,
      'POST',
      `/cases/${ref}/leads`,
      { domain: 'accommodation', agencyId: housing, tied: 'release', until: null },
      { 'idempotency-key': crypto.randomUUID() },
    )
  const refs = [await newCase(city), await newCase(city)]
  for (const ref of refs) expect((await offer(ref)).body).toMatchObject({ state: 'offered' })

  const page = await signedIn('housing')
  await page.goto('/handovers')
  await settled(page)
  for (const ref of refs)
    await page.getByRole('checkbox', { name: `Select ${ref}, Accommodation` }).check()
  await page.getByRole('button', { name: 'Accept selected' }).click()
  const bulk = page.getByRole('dialog', { name: 'Accept 2 questions' })
  await expectAccessible(page, 'two questions with one answer')
  await bulk.getByRole('button', { name: 'Accept all 2' }).click()
  const results = page.getByRole('dialog', { name: 'What became of each' })
  await expect.poll(() => results.getByText('Accepted.').count()).toBe(2)
  await results.getByRole('button', { name: 'Close' }).last().click()

  await page.getByRole('button', { name: 'Add a standing acceptance' }).click()
  const form = page.getByRole('dialog', { name: 'Add a standing acceptance' })
  await form.getByRole('combobox', { name: 'We accept' }).click()
  await page.getByRole('option', { name: 'Accommodation' }).click()
  await form.getByLabel('Persons at the same time').fill('999')
  await form.getByLabel('Not for anybody who begins on or after').fill(dayFromNow(2000))
  await expectAccessible(page, 'a standing acceptance')
  await form.getByRole('button', { name: 'Save the standing acceptance' }).click()
  await form.waitFor({ state: 'hidden' })
  expect((await offer(await newCase(city))).body).toMatchObject({ state: 'accepted' })

  // The other journeys ask this agency one by one.
  await page
    .getByRole('button', { name: 'End the standing acceptance for Accommodation' })
    .first()
    .click()
  await page.getByRole('button', { name: 'End it now' }).click()
  await page.getByText('Ended. What was accepted by it stays accepted.').first().waitFor()
  expect((await offer(await newCase(city))).body).toMatchObject({ state: 'offered' })
})

test('an agency without account answers by a one-time link: made, copied, opened without a sign-in, once (SH7)', async () => {
  const admin = await signedIn('administrator')
  const centre = await agency(admin, 'Job Centre')
  const { body } = await ask(admin, `/members?agency=${centre}`)
  for (const { id, version } of body.members as { id: number; version: number }[])
    await send(admin, 'POST', `/members/${id}/end`, {}, { 'if-match': `"${version}"` })

  const page = await signedIn('coordinator')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const link = async (looks: boolean): Promise<{ url: string; ref: string }> => {
    const ref = await newCase(page)
    const wish = { domain: 'work', agencyId: centre, tied: 'release', until: null }
    const key = { 'idempotency-key': crypto.randomUUID() }
    expect((await send(page, 'POST', `/cases/${ref}/leads`, wish, key)).status).toBe(201)
    await page.goto('/handovers')
    const button = page.getByRole('button', { name: new RegExp(`^Send a link: ${ref}`) })
    const more = section(page, 'Asked by us').getByRole('button', { name: 'Show more' })
    // The list begins with what is most urgent.
    await showMoreUntil(button, more)
    await button.click()
    const dialog = page.getByRole('dialog', { name: 'A one-time link for Job Centre' })
    await dialog.getByRole('radio', { name: 'As a letter with a code' }).check()
    if (looks) await expectAccessible(page, 'the dialog of a one-time link')
    await dialog.locator('button[type=submit]').click()
    await dialog.getByRole('button', { name: 'Copy the link' }).click()
    await dialog.getByRole('button', { name: 'Copied' }).waitFor()
    if (looks) await expectAccessible(page, 'a link that is shown once')
    const url = await page.evaluate(() => navigator.clipboard.readText())
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    return { url, ref }
  }
  const answered = async (url: string, outcome: 'accept' | 'decline') => {
    const guest = await outside()
    await guest.goto(url)
    await guest.getByRole('radio').first().waitFor()
    expect(guest.url()).not.toContain('#')
    expect(await guest.context().cookies()).toEqual([])
    if (outcome === 'accept') await expectAccessible(guest, 'the question behind a one-time link')
    await guest
      .getByRole('radio')
      .nth(outcome === 'accept' ? 0 : 1)
      .check()
    if (outcome === 'decline') await guest.locator('#reason').fill('No place before summer.')
    await guest.locator('#name').fill('Jo Sands')
    await guest.getByRole('button').last().click()
    await guest.locator('#reason').waitFor({ state: 'detached' })
    await expectAccessible(guest, `a question that was answered: ${outcome}`)
    const again = await outside()
    await again.goto(url)
    await again.getByText('This code opens nothing').first().waitFor()
    if (outcome === 'accept') await expectAccessible(again, 'a link that is over')
  }
  const yes = await link(true)
  await answered(yes.url, 'accept')
  const no = await link(false)
  await answered(no.url, 'decline')
  for (const [{ ref }, state] of [
    [yes, 'accepted'],
    [no, 'declined'],
  ] as const) {
    const { body: read } = await ask(page, `/cases/${ref}/continuity`)
    expect(JSON.stringify(read.lanes)).toContain(`"${state}"`)
  }
})

test('what the person wants after the last measure is written down from signed paper', async () => {
  const page = await signedIn('coordinator')
  const ref = await newCase(page)
  await page.goto(`/cases/${ref}/after`)
  await page.getByRole('button', { name: 'Set the day' }).click()
  await page.getByLabel('Last measure ends on').fill(dayFromNow(200))
  await page.getByRole('button', { name: 'Save the day' }).click()
  await page.getByRole('button', { name: 'Write down what the person says' }).click()
  const say = page.getByRole('dialog', { name: 'Write down what the person says' })
  const bed = say.getByRole('radiogroup', { name: 'Accommodation' })
  await bed.getByText('Should go on').click()
  await say.getByRole('radio', { name: 'On signed paper' }).check()
  await expectAccessible(page, 'what goes on, from paper')
  await say.getByRole('button', { name: 'Write it down' }).click()
  await say.waitFor({ state: 'hidden' })
  await page.getByText(/^Signed on paper on/).waitFor()
  await expectAccessible(page, 'after the last measure')
})

async function agency(page: Page, name: string): Promise<number> {
  const { body } = await ask(page, '/agencies')
  const found = (body.agencies as { id: number; name: string }[]).find((one) => one.name === name)
  if (!found) throw new Error(`The demo city has no ${name}`)
  return found.id
}
