import { beforeAll, test } from 'vitest'
import { browse, expectNoSidewaysScroll } from '../browser.ts'
import { prepareVisits, routes, type Visit } from '../routes.ts'

const browsing = browse('large')
let visit: Visit
beforeAll(async () => {
  visit = await prepareVisits(browsing)
})

// German has the longest words of the six languages.
for (const who of new Set(routes.map(([, reader]) => reader)))
  test(`WCAG 1.4.4: with letters twice as large no page leaves the window of a phone (${who ?? 'signed out'})`, async () => {
    const options = { language: 'de', width: 390, height: 844 } as const
    const page = who ? await browsing.signedIn(who, options) : await browsing.outside(options)
    for (const [path, reader] of routes)
      if (reader === who) {
        await visit(page, path)
        await expectNoSidewaysScroll(page, path)
      }
  })
