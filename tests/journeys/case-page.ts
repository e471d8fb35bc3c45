import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { settled } from './browser.ts'

/** Goes to a case and waits for its map. */
export async function openCasePage(page: Page, ref: string): Promise<void> {
  await page.goto(`/cases/${ref}`)
  await page.getByRole('heading', { level: 1, name: ref }).waitFor()
  await settled(page)
}

/** The sentence that leads the case page: how many gaps, or that there is none. */
export function sentence(page: Page, words: string | RegExp): Locator {
  return page.getByRole('main').getByText(words)
}

export const section = (page: Page, name: string): Locator => page.getByRole('region', { name })

/**
 * Presses "Show more" until something is there. The button rests while a page is on its way and goes with
 * the last one, so a press that meets neither is no trouble.
 */
export async function showMoreUntil(wanted: Locator, more: Locator): Promise<void> {
  const found = async () => {
    if (await wanted.isVisible()) return true
    await more.click({ timeout: 1000 }).catch(() => {})
    return wanted.isVisible()
  }
  await expect.poll(found).toBe(true)
}

/** Chooses an agency in an opened offer and sends it. */
export async function sendTo(page: Page, dialog: Locator, agency: string): Promise<void> {
  await dialog.getByRole('combobox', { name: 'Agency' }).fill(agency)
  await page.getByRole('option', { name: agency }).click()
  await dialog.getByRole('button', { name: `Send the offer to ${agency}` }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Offers the whole gap of a part of life to an agency; tied to the release, if it begins there. */
export async function offerGap(
  page: Page,
  domain: string,
  agency: string,
  tied?: 'stays on its days',
): Promise<void> {
  const offer = section(page, 'Close the gaps').getByRole('button', {
    name: `Offer ${domain} from`,
  })
  await offer.click()
  const dialog = page.getByRole('dialog', { name: `Offer ${domain}` })
  if (tied) await dialog.getByRole('radio', { name: 'this stays on its days' }).check()
  await sendTo(page, dialog, agency)
  await section(page, 'Waiting for an answer').getByText(`${domain}, ${agency}`).waitFor()
}

/** Asks an agency to lead the case from the day of release. */
export async function offerLead(page: Page, agency: string): Promise<void> {
  await page.getByRole('button', { name: 'Ask an agency' }).click()
  const dialog = page.getByRole('dialog', { name: 'Ask an agency to be accountable' })
  await dialog.getByText('stays responsible').waitFor()
  await sendTo(page, dialog, agency)
  await section(page, 'Waiting for an answer').getByText(`Lead, ${agency}`).waitFor()
}

/** Answers what waits for this member under Handovers, as the agency that was asked. */
export async function accept(page: Page, ref: string, domain: string): Promise<void> {
  await page.goto('/handovers')
  await page.getByRole('button', { name: `Read and accept: ${ref}, ${domain}` }).click()
  const dialog = page.getByRole('dialog', { name: domain })
  await dialog.getByRole('button', { name: /^Accept/ }).click()
  await dialog.waitFor({ state: 'hidden' })
}

export async function decline(page: Page, ref: string, domain: string, why: string): Promise<void> {
  await page.goto('/handovers')
  await page.getByRole('button', { name: `Decline: ${ref}, ${domain}` }).click()
  const dialog = page.getByRole('dialog', { name: domain })
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(why)
  await dialog.getByRole('button', { name: 'Decline', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Opens the dialog beside the map and tries a date there. */
export async function tryDate(page: Page, day: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Move the date' }).click()
  const dialog = page.getByRole('dialog', { name: 'Move the release date' })
  await dialog.getByLabel('New date').fill(day)
  await dialog.getByText(/days? (earlier|later)\./).waitFor()
  return dialog
}
