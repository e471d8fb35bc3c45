import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browse, expectAccessible, settled } from './browser.ts'
import { ask } from './setting.ts'

const { signedIn } = browse()

const listed = async (page: Page): Promise<string[]> => {
  const { body } = await ask(page, '/cases?limit=50')
  return (body.cases as { ref: string }[]).map(({ ref }) => ref)
}

/** A case in which the reader's agency has something that a desk at the table may have. */
async function sharable(page: Page): Promise<{ ref: string; recipient: string }> {
  for (const ref of await listed(page)) {
    const { body } = await ask(page, `/cases/${ref}/share-choice`)
    const items = (body.items ?? []) as { clause: number; heldBack: string | null }[]
    const item = items.find(({ heldBack }) => heldBack === null)
    const table = (body.table ?? []) as { name: string; cells: Record<string, string | null> }[]
    const desk = item && table.find(({ cells }) => cells[item.clause] === 'full')
    if (desk) return { ref, recipient: desk.name }
  }
  throw new Error('Nobody in the demo city has anything to share')
}

test('an agency shares what is its own, and takes it back (SH2)', async () => {
  const page = await signedIn('housing')
  const { ref, recipient } = await sharable(page)
  await page.goto(`/cases/${ref}/sharing`)
  await settled(page)
  const inForce = page.getByRole('region', { name: 'In force' })
  const takeBack = inForce.getByRole('button', { name: 'Take back' })
  const before = await takeBack.count()
  await page.getByRole('link', { name: 'Share items' }).click()
  await page.getByRole('group', { name: 'Items' }).getByRole('checkbox').first().check()
  await page
    .getByRole('group', { name: 'For whom' })
    .getByRole('checkbox', { name: recipient })
    .check()
  await expectAccessible(page, 'deciding a share')
  await page.getByRole('button', { name: 'Share with this recipient' }).click()
  await page.getByRole('heading', { name: `Shares of ${ref}` }).waitFor()
  await inForce.getByText(`to ${recipient}`).first().waitFor()
  await expect.poll(() => takeBack.count()).toBe(before + 1)
  await takeBack.first().click()
  await page.getByRole('button', { name: 'Take back now' }).click()
  await page
    .getByRole('region', { name: 'Over or taken back' })
    .getByText('Taken back on')
    .first()
    .waitFor()
  await expect.poll(() => takeBack.count()).toBe(before)
})

test('a look in an emergency counts down, ends, and is judged (SH5)', async () => {
  const police = await signedIn('police')
  const coordinator = await signedIn('coordinator')
  const mine = new Set(await listed(police))
  const ref = (await listed(coordinator)).find((one) => !mine.has(one)) ?? ''
  await police.goto(`/cases/${ref}`)
  await police.getByRole('link', { name: 'I need to see a case in an emergency' }).click()
  await police.getByLabel('Case number').fill(ref)
  await police
    .getByLabel('Why it cannot wait')
    .fill('He stands before the shelter, and it is freezing tonight.')
  await expectAccessible(police, 'asking for a look in an emergency')
  await police.getByRole('button', { name: 'Look for four hours' }).click()
  await police.getByRole('heading', { name: ref }).waitFor()
  const left = `Emergency look at ${ref}: (4 h 0|3 h 5\\d) min left. Reading only.`
  await police.getByText(new RegExp(left)).waitFor()
  await police.goto(`/cases/${ref}/who`)
  await police.getByText('Emergency look', { exact: true }).first().waitFor()
  await police.getByRole('button', { name: 'End now' }).click()
  await police.getByRole('heading', { name: 'See a case in an emergency' }).waitFor()
  await expect.poll(() => police.getByRole('main').innerText()).not.toContain(ref)
  await police.goto(`/cases/${ref}`)
  await police.getByRole('link', { name: 'Ask the coordination desk' }).first().waitFor()

  const officer = await signedIn('dataProtection')
  await officer.goto('/privacy')
  const look = officer.getByRole('listitem').filter({ hasText: `Tom Keller looked for ${ref}` })
  await look.getByText('freezing tonight').waitFor()
  await look.getByRole('radio', { name: 'Justified', exact: true }).check()
  await look.getByLabel('Why, in words').fill('The shelter took him in.')
  await expectAccessible(officer, 'the data protection page')
  await look.getByRole('button', { name: 'Record the judgement' }).click()
  await look.getByText('Chiara Neri: The shelter took him in.').waitFor()
})

test('who declares closeness meets the case no more; a question is open to them as to everybody (PI5, PI4)', async () => {
  const page = await signedIn('probation')
  const [ref = ''] = await listed(page)
  await page.goto(`/cases/${ref}/who`)
  await page.getByRole('heading', { name: 'Why can I see this?' }).waitFor()
  await page.getByRole('button', { name: 'I am close to this person' }).click()
  await page.getByLabel('Why, in your own words').fill('She is my neighbour.')
  await page.getByRole('button', { name: 'Close the case to me' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  // Also what this window had read before is gone at once, without a reload.
  await page.getByRole('heading', { name: 'Releases in the next 6 weeks' }).waitFor()
  await expect.poll(() => page.getByRole('main').innerText()).not.toContain(ref)
  expect((await ask(page, `/cases/${ref}`)).status).toBe(404)
  expect(await listed(page)).not.toContain(ref)
  await page.goto(`/cases/${ref}`)
  await page.getByRole('link', { name: 'Ask the coordination desk' }).first().click()
  await page.getByLabel('Your question').fill('Whom may I ask about my neighbour?')
  await page.getByRole('button', { name: 'Send the question' }).click()
  await page.getByText('Waits for an answer').waitFor()
})

test('an agency corrects its own mistake, and whoever was given it finds that on their day (LED-12, N20)', async () => {
  const page = await signedIn('housing')
  const { ref } = await sharable(page)
  const { body } = await ask(page, `/cases/${ref}/share-choice`)
  const [item] = (body.items ?? []) as { id: string }[]
  await page.goto(`/cases/${ref}/items/${item?.id}`)
  await page.getByRole('button', { name: 'New version' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Text').fill('The flat is free from the first Tuesday of the month.')
  await dialog.getByLabel('Why is there a new version?').fill('Tuesday, not Monday.')
  await dialog.getByRole('button', { name: 'Save the new version' }).click()
  await dialog.getByRole('link', { name: 'Say whether it changed or was wrong.' }).waitFor()
  await expectAccessible(page, 'asked whether it was wrong')
  await dialog.getByRole('radio', { name: 'What stood there was wrong' }).check()
  await dialog.getByRole('button', { name: 'Save the new version' }).click()
  await page.getByText('Was wrong, closed for others').first().waitFor()
  await page.getByRole('link', { name: 'Who was told' }).click()
  await page.getByText('Not read yet').first().waitFor()
  const city = await signedIn('coordinator')
  await city.goto('/')
  await city.getByRole('link', { name: /corrections? to acknowledge/ }).click()
  await city.getByRole('button', { name: 'Acknowledge' }).first().click()
  await city.getByText('Acknowledged.').first().waitFor()
})
