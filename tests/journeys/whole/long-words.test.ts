import { beforeAll } from 'vitest'
import { browse } from '../browser.ts'
import { readEveryPage } from '../every-page.ts'
import { prepareVisits, type Visit } from '../routes.ts'

const browsing = browse()
let visit: Visit
beforeAll(async () => {
  visit = await prepareVisits(browsing)
})

readEveryPage('en-XA', browsing, () => visit)
