import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browse, expectAccessible, settled } from './browser.ts'
import { ask } from './setting.ts'

const { signedIn } = browse()

/** An item that the reader's agency may have erased. */
async function erasable(page: Page): Promise<{ ref: string; id: string }> {
  const { body } = await ask(page, '/cases?limit=50')
  for (const { ref } of body.cases as { ref: string }[]) {
    const { body: rights } = await ask(page, `/cases/${ref}/rights`)
    const items = (rights.items ?? []) as { id: string; mine: boolean; state: string }[]
    const item = items.find(({ mine, state }) => mine && state === 'current')
    if (item) return { ref, id: item.id }
  }
  throw new Error('Nobody in the demo city has an item of their own')
}

test('an item is erased by two people, after both saw what goes (GD-09, SEC-02)', async () => {
  const page = await signedIn('housing')
  const { ref, id } = await erasable(page)
  await page.goto(`/cases/${ref}/items/${id}`)
  await page.getByRole('link', { name: 'Erase …' }).click()
  await page.getByRole('heading', { name: 'What goes', exact: true }).waitFor()
  await expectAccessible(page, 'the preview of an erasure')
  await page.getByRole('button', { name: 'Ask to erase' }).click()
  await page.getByText('Choose a ground.').first().waitFor()
  await page.getByRole('radio', { name: /no longer needed/ }).check()
  await page.getByRole('button', { name: 'Ask to erase' }).click()
  await page.getByText('It waits for a second person.').first().waitFor()

  const officer = await signedIn('dataProtection')
  await officer.goto('/erasures')
  const waiting = officer.getByRole('article').filter({ hasText: ref })
  await waiting.getByText('The hashes of the erased log entries').waitFor()
  await expectAccessible(officer, 'erasures that wait')
  await waiting.getByRole('button', { name: 'Erase it' }).click()
  await officer.getByRole('dialog').getByRole('button', { name: 'Erase it' }).click()
  await waiting.getByText(/rows are gone/).waitFor()
  await settled(officer)
  await expectAccessible(officer, 'the mark that stays')

  expect((await ask(page, `/items/${id}`)).status).toBe(404)
})

test('a case is erased by two people, and who had it says that it looked (GD-09, LED-25)', async () => {
  const page = await signedIn('coordinator')
  await page.goto('/erasures')
  const asked = page.getByRole('article').filter({ hasText: 'A case' }).filter({ hasText: 'Asked' })
  const ref =
    (await asked
      .first()
      .getByText(/^V-\d+$/)
      .textContent()) ?? ''
  await page.goto(`/cases/${ref}/erase`)
  await page.getByText('It waits for a second person.').first().waitFor()
  await page.getByRole('radio', { name: 'The person, with every case' }).check()
  await page.getByText('All cases of the person').waitFor()
  await expectAccessible(page, 'the preview of the erasure of a person')

  const officer = await signedIn('dataProtection')
  await officer.goto('/erasures')
  const waiting = officer.getByRole('article').filter({ hasText: ref })
  await waiting.getByRole('button', { name: 'Erase it' }).click()
  await officer.getByRole('dialog').getByText('every agency that had it is told').waitFor()
  await officer.getByRole('dialog').getByRole('button', { name: 'Erase it' }).click()
  await waiting.waitFor({ state: 'detached' })
  expect((await ask(page, `/cases/${ref}`)).status).toBe(404)

  const housing = await signedIn('housing')
  await housing.goto('/erasures')
  await settled(housing)
  await expectAccessible(housing, 'cases that are gone')
  const looked = housing.getByRole('button', { name: 'V-0007-X: we have looked for copies' })
  await looked.click()
  await looked.waitFor({ state: 'detached' })
})
