import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { browse, expectAccessible, settled } from './browser.ts'

const { signedIn } = browse()

test('a worker is blocked; the desk has the cases at once, hands one on and takes it back (HA5)', async () => {
  const admin = await signedIn('administrator')
  await admin.goto('/cover')
  await admin.getByRole('button', { name: 'Enter an absence' }).click()
  const form = admin.getByRole('dialog', { name: 'Enter an absence' })
  await form.getByLabel('Agency', { exact: true }).selectOption({ label: 'Housing Office' })
  const who = form.getByLabel('Who is away')
  const chosen = await who.locator('option:not([disabled])').last().textContent()
  await who.selectOption({ label: chosen ?? '' })
  await form.getByRole('radio', { name: 'It is blocked now' }).check()
  await expectAccessible(admin, 'entering an absence')
  await form.getByRole('button', { name: 'Enter the absence' }).click()
  await form.waitFor({ state: 'hidden' })
  await admin.getByText('Account blocked').waitFor()

  const desk = await signedIn('probation')
  await desk.goto('/cover')
  await desk.getByText('12 cases, 3 questions, 5 milestones').waitFor()
  await expectAccessible(desk, 'absence and cover')
  await desk.getByRole('button', { name: /^Hand on what waits for/ }).click()
  const hand = desk.getByRole('dialog')
  await hand.getByLabel('To', { exact: true }).selectOption({ label: 'Ingrid Sørensen' })
  await hand.getByRole('button', { name: 'Show what would happen' }).click()
  await hand.getByText('Nothing has happened yet.').waitFor()
  await expectAccessible(desk, 'preview of roles handed on')
  await hand.getByRole('button', { name: /^Hand \d+ cases on to Ingrid/ }).click()
  await hand.getByText(/cases were handed on/).waitFor()
  await hand.getByRole('button', { name: 'Take it back' }).click()
  await hand.getByText(/as they were before/).waitFor()
})

test('a filter is kept and opened; the list leaves as a file without names, and as paper only when logged', async () => {
  const page = await signedIn('coordinator')
  await page.goto('/cases')
  await page.getByRole('button', { name: 'Nobody for a bed' }).click()
  await page.waitForURL(/domain=accommodation/)
  await page.getByLabel('Stage', { exact: true }).selectOption({ label: 'Preparation' })
  await page.getByRole('button', { name: 'Keep this filter' }).click()
  await page.getByLabel('Name of the filter').fill('In preparation, no bed')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const kept = page.getByRole('button', { name: 'In preparation, no bed', exact: true })
  await kept.waitFor()
  expect(await kept.getAttribute('aria-pressed')).toBe('true')
  await expectAccessible(page, 'cases with kept filters')
  // Until the narrower list is there, the former one stands.
  await settled(page)
  const refs = await page.locator('tbody th').allTextContents()

  await page.getByRole('button', { name: 'Export' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Plain CSV (UTF-8)' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^cases-\d{4}-\d\d-\d\d\.csv$/)
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\r\n')
    .slice(1)
  expect(lines.slice(0, refs.length).map((line) => line.split(',')[0])).toEqual(refs)

  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-was-printed', '')
  })
  await page.keyboard.press('Control+p')
  await page.locator('body[data-was-printed]').waitFor()
  await page.emulateMedia({ media: 'print' })
  await page.getByText(/^Printed on .* by Anna Lind/).waitFor()
})
