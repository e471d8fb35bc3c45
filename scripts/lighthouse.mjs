// Lighthouse on a running demo: `node scripts/lighthouse.mjs http://localhost:8080`. Prints performance
// and accessibility of the sign-in page and of the main screens as the coordinator sees them, and what
// the first JavaScript weighs.
import { mkdtempSync, rmSync } from 'node:fs'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { findBrowser } from './find-browser.mjs'

const origin = process.argv[2] ?? 'http://localhost:8080'
const ref = process.argv[3] ?? 'V-0047'
const pages = ['/sign-in', '/', '/releases', `/cases/${ref}`, '/notices', '/handovers', '/agencies']

async function signIn() {
  const { accounts } = await (await fetch(`${origin}/api/v1/demo/accounts`)).json()
  const { email, passphrase } = accounts.find(({ functions }) => functions.includes('coordinator'))
  const answer = await fetch(`${origin}/api/v1/session`, {
    method: 'POST',
    // A session belongs to the kind of browser that signed in.
    headers: { 'content-type': 'application/json', 'user-agent': 'Chrome' },
    body: JSON.stringify({ email, passphrase }),
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

const weightOf = (result) =>
  (result.audits['network-requests'].details?.items ?? [])
    .filter((item) => item.resourceType === 'Script')
    .reduce((sum, item) => sum + (item.transferSize ?? 0), 0)

const cookie = await signIn()
const userDataDir = mkdtempSync('/tmp/lighthouse-')
const chrome = await launch({
  chromePath: findBrowser(),
  userDataDir,
  chromeFlags: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
try {
  for (const path of pages) {
    const { lhr } = await lighthouse(origin + path, {
      port: chrome.port,
      onlyCategories: ['performance', 'accessibility'],
      preset: 'desktop',
      formFactor: 'desktop',
      screenEmulation: { mobile: false, width: 1440, height: 1000, deviceScaleFactor: 1 },
      throttlingMethod: 'simulate',
      throttling: { rttMs: 40, throughputKbps: 10_240, cpuSlowdownMultiplier: 1 },
      ...(path !== '/sign-in' && { extraHeaders: { Cookie: cookie } }),
    })
    const { performance, accessibility } = lhr.categories
    console.log(
      `${path.padEnd(18)} performance ${performance.score} accessibility ${accessibility.score}` +
        ` scripts ${(weightOf(lhr) / 1000).toFixed(0)} kB, ${lhr.audits['total-blocking-time'].displayValue} blocked`,
    )
    for (const { id } of accessibility.auditRefs) {
      if (lhr.audits[id].score === 0) console.log(`  ${id}: ${lhr.audits[id].title}`)
    }
  }
} finally {
  await chrome.kill()
  rmSync(userDataDir, { recursive: true, force: true })
}
