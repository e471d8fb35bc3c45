import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { browse, expectAccessible, expectNoSidewaysScroll, settled } from './browser.ts'
import { ask, newCase } from './setting.ts'

// TC3, N11: the drill of the handbook. Seconds are printed, never judged: a browser that types is no human.
const { signedIn } = browse()
let ref: string

beforeAll(async () => {
  const page = await signedIn('coordinator')
  ref = await newCase(page)
  await page.context().close()
})

const seconds = (from: number) => `${((Date.now() - from) / 1000).toFixed(1)} s`

test('from the button to the first confirmed bed, and who is on duty is told', async () => {
  const page = await signedIn('coordinator')
  await page.goto('/')
  await settled(page)
  const begin = Date.now()
  await page.getByRole('main').getByRole('link', { name: 'Released today' }).click()
  await page.getByLabel('Case reference or name').fill(ref)
  await page.getByRole('button', { name: `Choose ${ref}` }).click()
  await page.getByLabel('Who says so').fill('Clerk of the court')
  await page.getByLabel('How they are reached').fill('0555 0177')
  await expectAccessible(page, 'released today, a case')
  await page.getByRole('button', { name: 'Released today', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: `${ref}: first day` }).waitFor()
  const bed = page.getByRole('listitem', { name: 'A bed for the first night' })
  await bed.getByRole('button', { name: /asked by phone now/ }).click()
  await bed.getByText(/^Asked by phone/).waitFor()
  process.stdout.write(`  first bed request ${seconds(begin)} after the button\n`)
  await bed.getByLabel('Confirmed by').fill('Mrs Roos')
  await bed.getByRole('button', { name: /: confirm$/ }).click()
  await bed.getByText(/^Confirmed by phone.*Mrs Roos, Housing Office/).waitFor()
  process.stdout.write(`  first bed confirmed ${seconds(begin)} after the button\n`)
  await page.getByText(/since the release is known/).waitFor()
  await expectAccessible(page, 'first day')
  const duty = page.getByRole('region', { name: 'Who was told' })
  await duty.getByText('On duty: Duty').waitFor()
  const { body } = await ask(page, `/cases/${ref}`)
  expect((body.release as { certainty: string }).certainty).toBe('fixed')
})

test('who is on duty reads it on every page and says "I have it"', async () => {
  const onDuty = await dutyMember()
  const page = await signedIn(onDuty)
  await page.goto('/cases')
  const have = page.getByRole('button', { name: `I have it: ${ref}` })
  // Who pressed the button may be on duty: then nobody has to be asked.
  if (onDuty === 'otherCoordinator') {
    await have.click()
    await have.waitFor({ state: 'hidden' })
  }
  await page.goto(`/cases/${ref}/first-day`)
  await page
    .getByText(/has it since/)
    .first()
    .waitFor()
})

test('without power: an empty sheet has codes, and the first day fits a phone', async () => {
  const page = await signedIn('coordinator', { width: 390 })
  await page.goto(`/cases/${ref}/first-day`)
  await settled(page)
  await expectNoSidewaysScroll(page, 'first day on a phone')
  await page.goto('/released-today')
  await page.getByRole('button', { name: 'Empty paper sheets' }).click()
  await page.getByRole('heading', { level: 1, name: 'Empty sheets' }).waitFor()
  expect(await page.getByText(/^[2-9A-HJKMNP-Z]{5}$/).count()).toBe(4)
  await expectAccessible(page, 'empty sheets')
})

async function dutyMember(): Promise<'coordinator' | 'otherCoordinator'> {
  const page: Page = await signedIn('coordinator')
  const { body } = await ask(page, '/duty')
  const [desk] = body.desks as { now: { member: { name: string } } | null }[]
  await page.context().close()
  return desk?.now?.member.name === 'Anna Lind' ? 'coordinator' : 'otherCoordinator'
}
