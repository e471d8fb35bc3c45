import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browse, expectAccessible, expectNoSidewaysScroll, settled } from './browser.ts'
import { openCasePage, section, tryDate } from './case-page.ts'
import { ask, dayFromNow, newCase } from './setting.ts'

// TC5, PR-03, PR-05, PR-11: real weeks of one person, as the coordinator meets them.
const { signedIn } = browse()

/** The eve of a holiday that is no Friday and no weekend itself, next year. */
async function eveOfHoliday(page: Page): Promise<string> {
  const year = Number(dayFromNow(0).slice(0, 4)) + 1
  const { body } = await ask(page, `/calendar?year=${year}`)
  const closed = new Set((body.days as { day: string }[]).map(({ day }) => day))
  const eves = [...closed].map((day) =>
    new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10),
  )
  const found = eves.find((day) => {
    const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
    return weekday > 0 && weekday < 5 && !closed.has(day) && day > dayFromNow(30)
  })
  if (!found) throw new Error('No holiday of next year has an ordinary day before it')
  return found
}

interface CaseLine {
  ref: string
  stage: string
  release: { on: string | null }
}

/** Somebody who left some weeks ago and whose case goes on. */
async function releasedCase(page: Page): Promise<string> {
  const { body } = await ask(page, '/cases?limit=200')
  const found = (body.cases as CaseLine[]).find(
    ({ stage, release: { on } }) =>
      stage === 'community' && on !== null && on < dayFromNow(-20) && on > dayFromNow(-150),
  )
  if (!found) throw new Error('The demo city has no case of somebody released lately')
  return found.ref
}

test('the eve of a holiday is warned of with a better day, and the prison gets a sentence', async () => {
  const page = await signedIn('coordinator')
  const ref = await newCase(page)
  const eve = await eveOfHoliday(page)
  await openCasePage(page, ref)
  const dialog = await tryDate(page, eve)
  await dialog.getByText(/^Leaves on the day before a holiday .* Better: /).waitFor()
  await dialog.getByText('Words for the prison').click()
  await expectAccessible(page, 'a date before a holiday')
})

test('a recall says what rests, pauses the plan, and the next release begins a second cycle', async () => {
  const page = await signedIn('coordinator')
  const ref = await releasedCase(page)
  await openCasePage(page, ref)
  const periods = section(page, 'Custody and supervision')
  await periods.getByRole('button', { name: 'Add a period' }).click()
  await periods.getByLabel('What kind of period').selectOption('recall')
  await periods.getByLabel('Prison', { exact: true }).selectOption({ label: 'Valmare Prison' })
  await periods.getByText(/open steps? pauses?, and a new time begins/).waitFor()
  await periods.getByText(/rests? until the next release|lasts beyond that day/).waitFor()
  await expectAccessible(page, 'a recall before it is recorded')
  await periods.getByLabel('Source').fill('Call of the prison registry')
  await periods.getByRole('button', { name: 'Record the recall' }).click()
  await periods.getByText('1 recall', { exact: true }).waitFor()
  const milestones = section(page, 'Next milestones')
  await milestones.getByText('Contact in custody').waitFor()
  await milestones.getByText(/paused since the recall/i).waitFor()

  await page.getByRole('button', { name: 'Move the date' }).click()
  const dialog = page.getByRole('dialog', { name: 'Move the release date' })
  await dialog.getByLabel('New date').fill(dayFromNow(60))
  await dialog.getByLabel('Source').fill('Letter of the prison')
  await dialog.getByRole('button', { name: /^Move to/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  const { body } = await ask(page, `/cases/${ref}/continuity`)
  const steps = (
    body.lanes as { milestones: { code: string; cycle: number; status: string }[] }[]
  ).flatMap((lane) => lane.milestones)
  expect(steps.filter(({ code, cycle }) => code === 'go_no_go' && cycle === 2)).toHaveLength(1)
  expect(steps.filter(({ cycle, status }) => cycle === 1 && status === 'open')).toEqual([])

  await page.getByText('Table', { exact: true }).click()
  const rows = page.getByRole('table').first().getByRole('row')
  await rows.filter({ hasText: 'Recall or new custody' }).waitFor()
  await expectAccessible(page, 'the table after a recall')
})

test('a newer version of the pathway is seen first, then taken over by name, and its owners are told once', async () => {
  const page = await signedIn('coordinator')
  await openCasePage(page, await releasedCase(page))
  const milestones = section(page, 'Next milestones')
  await milestones.getByRole('button', { name: 'See what would change' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take over another pathway' })
  await dialog.getByRole('heading', { name: /steps? comes?$/ }).waitFor()
  await expectAccessible(page, 'what another pathway would change')
  await dialog.getByRole('button', { name: 'Take over Default, version 2' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await milestones.getByText('Pathway: Default, version 2.').waitFor()
  await page.goto('/')
  await settled(page)
  await section(page, 'Moved since you last looked')
    .getByText(/Another pathway/)
    .first()
    .waitFor()
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'what moved, on a phone')
})
