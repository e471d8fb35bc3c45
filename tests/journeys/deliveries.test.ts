import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browse, expectAccessible } from './browser.ts'

const { signedIn, outside } = browse()
const list = (name: string) =>
  readFileSync(join(import.meta.dirname, '..', 'fixtures', 'prison-lists', name))
const prison = 'Ellan Moor Prison'

/** A person of the registry leaves a list through the door and learns a receipt, nothing else. */
async function leave(link: string, name: string): Promise<string> {
  const page = await outside()
  await page.goto(link)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).click()
  const file = { name: 'list.tsv', mimeType: 'text/plain', buffer: list(name) }
  await (await chooser).setFiles(file)
  await page.getByRole('button', { name: 'Send the list' }).click()
  const told = await page.getByText(/^Received\. Receipt/).innerText()
  await expectAccessible(page, 'a list was left at the door')
  return /[0-9A-F]{4}-[0-9A-F]{4}/.exec(told)?.[0] ?? ''
}

async function lookAt(page: Page, receipt: string): Promise<void> {
  await page.goto('/releases/deliveries')
  const row = page.getByRole('row').filter({ hasText: receipt })
  await row.getByRole('link', { name: 'Look at the list' }).click()
  await page.getByText(/rows can be taken in/).waitFor()
}

test('a prison leaves two lists at its door; the desk sees what changed, takes it in and undoes it', async () => {
  const page = await signedIn('coordinator')
  await page.goto('/agencies')
  await page.getByRole('link', { name: prison }).first().click()
  await page.getByRole('button', { name: 'Make a drop link' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Make a drop link' }).click()
  const link = await dialog.getByLabel('Address for the prison').inputValue()

  const first = await leave(link, 'en-custody-v1.tsv')
  await lookAt(page, first)
  await page.getByRole('button', { name: 'Take in 433 notices' }).click()
  await page.getByText(`${prison}: 433 new notices, none changed.`).waitFor()

  await lookAt(page, await leave(link, 'en-custody-v2.tsv'))
  await page.getByRole('heading', { name: 'What changes' }).waitFor()
  const kinds = await page.getByLabel('Show only').first().locator('option').allInnerTexts()
  expect(kinds).toEqual(
    expect.arrayContaining(['New (26)', 'Release moved (22)', 'No longer listed (14)']),
  )
  await expectAccessible(page, 'difference between two lists')
  await page.getByRole('button', { name: /^Take in \d+ notices$/ }).click()
  await page.getByText(`${prison}: 34 new notices, 33 changed.`).waitFor()

  await page.goto('/releases/deliveries')
  await page.getByRole('button', { name: 'Undo …' }).first().click()
  await page.getByText('34 new notices are erased').waitFor()
  await expectAccessible(page, 'preview of an undo')
  await page.getByRole('button', { name: 'Undo the whole list' }).click()
  await page.getByText(`The list of ${prison} was undone`).waitFor()
  await page.getByRole('button', { name: 'Close' }).last().click()
  await page.getByText('Undone', { exact: true }).first().waitFor()
  await expectAccessible(page, 'deliveries')
})
