import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browse, expectAccessible, settled } from './browser.ts'
import {
  accept,
  decline,
  offerGap,
  offerLead,
  openCasePage,
  section,
  sentence,
  showMoreUntil,
  tryDate,
} from './case-page.ts'
import { listDeliveredToday } from './prison-list.ts'
import { ask, dayFromNow } from './setting.ts'

const { signedIn } = browse()
let ref: string

/** The day of release as the case has it. */
async function releaseOf(page: Page): Promise<string> {
  const { body } = await ask(page, `/cases/${ref}/continuity`)
  return (body.release as { on: string }).on
}

const later = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

test('the resettlement officer looks at the prison list, then takes it in', async () => {
  const page = await signedIn('prison')
  await page.goto('/releases/import')
  await page.getByLabel('Which prison sent the list?').selectOption('Valmare Prison')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).click()
  const file = { name: 'liste.csv', mimeType: 'text/csv', buffer: listDeliveredToday() }
  await (await chooser).setFiles(file)
  await page.getByRole('button', { name: 'Look at the list' }).click()
  await page.getByText('433 of 500 rows can be taken in. 18 need a look.').waitFor()
  await page.getByText('Nothing has been taken in yet.').waitFor()
  await page.getByRole('cell', { name: 'Two persons, one number' }).first().waitFor()
  await expectAccessible(page, 'preview of a prison list')
  await page.getByRole('button', { name: 'Take in 433 notices' }).click()
  await page.getByText('Valmare Prison: 433 new notices, none changed.').waitFor()
  await page.getByText('Nobody has a case by this. A case begins with a decision.').waitFor()
  await expectAccessible(page, 'prison list taken in')
})

test('the coordinator turns a notice into a case, by a decision with a basis', async () => {
  const page = await signedIn('coordinator')
  await page.goto('/notices')
  await page.getByText('12 weeks', { exact: true }).click()
  const rows = page.getByRole('row')
  const row = rows.filter({ hasText: 'S/119526' })
  await rows.nth(1).waitFor()
  await settled(page)
  await showMoreUntil(row, page.getByRole('button', { name: 'Show more' }))
  await expectAccessible(page, 'list of notices')
  await row.getByRole('link').click()
  await page.getByRole('heading', { level: 1, name: 'Release notice' }).waitFor()
  await page.getByRole('button', { name: 'Open the case' }).click()
  await page.getByRole('alert').getByText('Say why this person needs a common case').waitFor()
  await expectAccessible(page, 'notice, something missing')
  for (const question of await page.getByRole('radio', { name: 'Somebody else' }).all())
    await question.check()
  await page
    .getByRole('textbox', { name: 'Why does this person need a common case?' })
    .fill('No address and no income after release; three agencies are needed.')
  await page.getByRole('radio', { name: 'Yes, the person was informed' }).check()
  await page.getByLabel('On', { exact: true }).fill(dayFromNow(0))
  await page.getByLabel('How', { exact: true }).selectOption('In a talk')
  await page.getByRole('button', { name: 'Open the case' }).click()
  await page.waitForURL(/\/cases\/V-\d+/)
  ref = /V-\d+/.exec(page.url())?.[0] ?? ''
  await page.getByRole('heading', { level: 1, name: ref }).waitFor()
  await sentence(page, /^Three gaps to close before/).waitFor()
  await expectAccessible(page, 'case with three gaps')
})

test('the coordinator asks four agencies, and nothing counts as cover before they accept', async () => {
  const page = await signedIn('coordinator')
  await openCasePage(page, ref)
  await offerGap(page, 'Accommodation', 'Housing Office', 'stays on its days')
  await offerGap(page, 'Finance and papers', 'Citizen Services')
  await offerGap(page, 'Health', 'North Health Centre')
  await offerLead(page, 'Probation Service')
  await sentence(page, 'No gap. Four answers are still awaited.').waitFor()
  await expectAccessible(page, 'case with four offers')
})

test('housing, papers and probation accept, each in its own inbox', async () => {
  await accept(await signedIn('housing'), ref, 'Accommodation')
  await accept(await signedIn('papers'), ref, 'Finance and papers')
  const probation = await signedIn('probation')
  await accept(probation, ref, 'Lead')
  await expectAccessible(probation, 'inbox after an answer')
})

test('health answers by phone, the coordinator records it, and the map has no gap', async () => {
  const page = await signedIn('coordinator')
  await openCasePage(page, ref)
  await sentence(page, 'No gap. One answer is still awaited.').waitFor()
  const waiting = section(page, 'Waiting for an answer')
  await waiting.getByRole('button', { name: /North Health Centre/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Health, North Health Centre' })
  await dialog.getByRole('radio', { name: 'The agency accepted by phone or on paper' }).check()
  await dialog.getByLabel('Who at the agency said it').fill('Dr Novak')
  await expectAccessible(page, 'recording an answer by phone')
  await dialog.getByRole('button', { name: 'Record that North Health Centre accepted' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await sentence(page, /^No gap: somebody is accountable on every day/).waitFor()
  await section(page, 'Close the gaps').getByText('No gap is open.').waitFor()
  const map = page.getByRole('img', { name: /^Continuity map from .* No gap/ })
  expect(await map.count()).toBe(1)
  await expectAccessible(page, 'case without a gap')
})

test('a date that is tried names the gap in words, and nothing is saved before it is said', async () => {
  const page = await signedIn('coordinator')
  await openCasePage(page, ref)
  const before = await releaseOf(page)
  const dialog = await tryDate(page, later(before, -14))
  await dialog.getByText('1 commitment breaks').waitFor()
  await dialog.getByText(/14 nights without anybody\./).waitFor()
  await sentence(page, 'Moving the date, nothing is saved yet.').waitFor()
  await expectAccessible(page, 'trying another date')
  expect(await releaseOf(page)).toBe(before)
  await dialog.getByRole('button', { name: /^Move to/ }).click()
  await dialog.getByRole('link', { name: 'Say who gave the date' }).waitFor()
  expect(await releaseOf(page)).toBe(before)
  await dialog.getByRole('textbox', { name: 'Source' }).fill('Prison file, letter of today')
  await dialog.getByRole('button', { name: /^Move to/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  await sentence(page, /^One gap to close before/).waitFor()
  await sentence(page, /Accommodation, 14 nights\./).waitFor()
  expect(await releaseOf(page)).toBe(later(before, -14))
})

test('what was known just before the date was moved can be looked at, and nothing changed there (AU4)', async () => {
  const page = await signedIn('coordinator')
  await openCasePage(page, ref)
  await page.getByRole('button', { name: 'As it was known' }).click()
  await page.getByRole('heading', { name: `${ref}: as it was known` }).waitFor()
  const moment = page.getByRole('listitem').filter({ hasText: 'Release moved to' })
  await moment.getByRole('link', { name: /^Just before/ }).click()
  await page.getByText(/^This is the past: /).waitFor()
  await section(page, 'What is different today')
    .getByText(/^Release then: /)
    .waitFor()
  await section(page, 'Who was accountable')
    .getByText(/^No gap/)
    .waitFor()
  await expectAccessible(page, 'the case as it was known')
  await page.getByLabel('Day', { exact: true }).fill('2020-03-01')
  await page.getByRole('button', { name: 'Show this moment' }).click()
  await page.getByText(/^The case was not yet known then\./).waitFor()
  await expectAccessible(page, 'a moment before the case')
})

test('an agency declines with a reason, and the gap stands there with that reason', async () => {
  const page = await signedIn('coordinator')
  await openCasePage(page, ref)
  await offerGap(page, 'Accommodation', 'Haven Association')
  await decline(await signedIn('haven'), ref, 'Accommodation', 'Full until the end of the month.')
  const gaps = section(page, 'Close the gaps')
  await gaps.getByText('Haven Association declined: Full until the end of the month.').waitFor()
  await sentence(page, /Accommodation, 14 nights: Haven Association declined\./).waitFor()
  await expectAccessible(page, 'case with a declined offer')
})

test('the same list a second time changes nothing', async () => {
  const page = await signedIn('coordinator')
  await page.goto('/releases/import')
  await settled(page)
  await page.getByLabel('Which prison sent the list?').selectOption('Valmare Prison')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).click()
  const file = { name: 'again.csv', mimeType: 'text/csv', buffer: listDeliveredToday() }
  await (await chooser).setFiles(file)
  await page.getByRole('button', { name: 'Look at the list' }).click()
  await page.getByText('433 of 500 rows can be taken in.').waitFor()
  await page
    .getByRole('listitem')
    .filter({ hasText: /^0 new$/ })
    .waitFor()
  await page
    .getByRole('listitem')
    .filter({ hasText: /^0 changed$/ })
    .waitFor()
})
