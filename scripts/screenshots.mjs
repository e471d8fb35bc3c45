// Takes the pictures of the readme and the handbook from a running demo:
//   npm start -- --demo            (in one terminal)
//   node scripts/screenshots.mjs   (in another; --origin http://localhost:8080)
// The pictures are those of the day on which they are taken; the demo tells its stories from today.
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { root } from './carried-node.mjs'
import { findBrowser } from './find-browser.mjs'

const { values } = parseArgs({
  options: {
    origin: { type: 'string', default: 'http://localhost:8080' },
    into: { type: 'string', default: join(root, 'docs', 'images') },
  },
})
const { origin, into } = values
mkdirSync(into, { recursive: true })

const wide = { width: 1440, height: 1000 }
const phone = { width: 390, height: 844 }

const { accounts } = await (await fetch(`${origin}/api/v1/demo/accounts`)).json()
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--force-color-profile=srgb'],
})

async function desk(name, viewport, { scheme = 'light', language = 'en' } = {}) {
  const context = await browser.newContext({
    baseURL: origin,
    viewport,
    colorScheme: scheme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  await context.addInitScript(
    (code) => localStorage.setItem('throughcare.language', code),
    language,
  )
  const page = await context.newPage()
  const account = accounts.find((one) => one.name === name)
  await page.goto('/sign-in')
  await page.locator('[autocomplete~=username]').fill(account.email)
  await page.locator('[autocomplete=current-password]').fill(account.passphrase)
  await page.locator('[autocomplete=current-password]').press('Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}

async function open(page, path) {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(1200)
}

async function picture(page, name) {
  const path = join(into, `${name}.png`)
  await page.screenshot({ path })
  console.log(`${name}.png ${Math.round(statSync(path).size / 1000)} kB`)
}

/** A case that shows much: several agencies, something offered, one or two gaps, release ahead. */
async function tellingCase(page) {
  return page.evaluate(async () => {
    const read = async (path) => (await fetch(`/api/v1${path}`)).json()
    const { rows } = await read('/releases?weeks=16&limit=100')
    let best = { ref: rows[0].ref, worth: -1 }
    for (const row of rows) {
      const { lanes } = await read(`/cases/${row.ref}/continuity`)
      const leads = lanes.flatMap((lane) => lane.leads)
      const is = (state) => leads.filter((lead) => lead.state === state).length
      const gaps = lanes
        .flatMap((lane) => lane.gaps)
        .filter((gap) => gap.kind !== 'awaiting').length
      const kinds = new Set(leads.map((lead) => lead.agency.kind)).size
      const worth =
        kinds * 2 +
        Math.min(is('accepted'), 8) +
        Math.min(is('offered'), 2) * 3 +
        (gaps === 1 || gaps === 2 ? 14 : 0) +
        (row.days > 25 && row.days < 100 ? 4 : 0) -
        is('declined')
      if (worth > best.worth) best = { ref: row.ref, worth }
    }
    return best.ref
  })
}

/** The first list of a prison is taken in; the second one says what it changes. */
async function difference(page) {
  const lists = join(root, 'tests', 'fixtures', 'prison-lists')
  const give = async (name) => {
    await open(page, '/releases/import')
    await page.getByLabel('Which prison sent the list?').selectOption('Ellan Moor Prison')
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose a file' }).click()
    await (await chooser).setFiles(join(lists, name))
    await page.getByRole('button', { name: 'Look at the list' }).click()
    await page.getByText(/rows can be taken in/).waitFor()
  }
  await give('be-greffe-v1.csv')
  await page.getByRole('button', { name: /^Take in \d+ notices$/ }).click()
  await page.getByText(/^Ellan Moor Prison: \d+ new/).waitFor()
  await give('be-greffe-v2.csv')
  await page.getByRole('heading', { name: 'What changes' }).scrollIntoViewIfNeeded()
  await page.evaluate(() => window.scrollTo(0, 0))
}

const later = (day, days) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

const anna = await desk('Anna Lind', wide)
await open(anna, '/')
await picture(anna, 'today')
const ref = await tellingCase(anna)
await open(anna, `/cases/${ref}`)
await picture(anna, 'case-map')
const release = await anna.evaluate(
  async (of) => (await (await fetch(`/api/v1/cases/${of}/continuity`)).json()).release.on,
  ref,
)
await anna.getByRole('button', { name: 'Move the date' }).click()
await anna.getByLabel('New date').fill(later(release, -20))
await anna.getByText(/days? (earlier|later)\./).waitFor()
await anna.waitForTimeout(600)
await anna.evaluate(() => window.scrollTo(0, 0))
await picture(anna, 'case-move-date')
await anna.keyboard.press('Escape')
await anna.getByText('Table', { exact: true }).click()
await picture(anna, 'case-table')
for (const [path, name] of [
  ['/releases', 'releases'],
  ['/handovers', 'handovers'],
  ['/notices', 'notices'],
  ['/releases/import', 'import'],
]) {
  await open(anna, path)
  await picture(anna, name)
}

await open(anna, '/released-today')
await anna.getByText('Nothing is known', { exact: true }).click()
await picture(anna, 'released-today')
await difference(anna)
await picture(anna, 'deliveries-difference')

const joris = await desk('Joris Van Damme', wide)
await open(joris, '/start')
await picture(joris, 'start')

const dark = await desk('Anna Lind', wide, { scheme: 'dark' })
await open(dark, `/cases/${ref}`)
await picture(dark, 'case-map-dark')

const mirrored = await desk('Anna Lind', wide, { language: 'ar-XB' })
await open(mirrored, `/cases/${ref}`)
await picture(mirrored, 'case-map-right-to-left')

const small = await desk('Anna Lind', phone)
await open(small, '/')
await picture(small, 'today-phone')
await open(small, `/cases/${ref}`)
await picture(small, 'case-phone')

await browser.close()
