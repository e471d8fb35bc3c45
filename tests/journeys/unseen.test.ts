import { beforeAll, expect, test } from 'vitest'
import { browse, expectAccessible, settled } from './browser.ts'
import { ask, newCase, send } from './setting.ts'

const { signedIn } = browse()

const nobody = 'V-9999'
const noId = '0b7e1c2a-6d5f-4f0e-9b52-2f6f7a1c9d10'

/** A case of the city on which Bridge and the police do not sit, its offer, and a notice. */
const theirs = { ref: '', lead: '', notice: '', person: '' }

beforeAll(async () => {
  const page = await signedIn('coordinator')
  theirs.ref = await newCase(page)
  const lead = await send(
    page,
    'POST',
    `/cases/${theirs.ref}/leads`,
    { domain: 'accommodation', agencyId: 7, tied: 'release', until: null },
    { 'idempotency-key': crypto.randomUUID() },
  )
  expect(lead.status, JSON.stringify(lead.body)).toBe(201)
  theirs.lead = String(lead.body.id)
  const { body } = await ask(page, '/notices?limit=1')
  theirs.notice = (body.notices as { id: string }[])[0]?.id ?? ''
  const detail = await ask(page, `/cases/${theirs.ref}`)
  theirs.person = (detail.body.person as { name: string }).name
  await page.context().close()
})

/** Without the number of the request, which differs each time. */
function bare({ status, body }: { status: number; body: Record<string, unknown> }): unknown {
  const { instance, ...rest } = body
  expect(instance).toBeTypeOf('string')
  return { status, body: rest }
}

test('a member without a seat gets one answer, whether the case exists or not', async () => {
  const page = await signedIn('exit')
  for (const path of ['', '/continuity']) {
    const unseen = await ask(page, `/cases/${theirs.ref}${path}`)
    const missing = await ask(page, `/cases/${nobody}${path}`)
    expect(unseen.status).toBe(404)
    expect(bare(unseen)).toEqual(bare(missing))
  }
  const move = { on: '2031-05-01', certainty: 'fixed', source: 'nobody' }
  const version = { 'if-match': '"1"' }
  expect(
    bare(await send(page, 'POST', `/cases/${theirs.ref}/release-dates`, move, version)),
  ).toEqual(bare(await send(page, 'POST', `/cases/${nobody}/release-dates`, move, version)))
  const offer = { domain: 'health', agencyId: 9, tied: 'release' }
  const first = { 'idempotency-key': crypto.randomUUID() }
  const second = { 'idempotency-key': crypto.randomUUID() }
  expect(bare(await send(page, 'POST', `/cases/${theirs.ref}/leads`, offer, first))).toEqual(
    bare(await send(page, 'POST', `/cases/${nobody}/leads`, offer, second)),
  )
})

test('offers and notices of others answer like those that do not exist', async () => {
  const page = await signedIn('exit')
  const answer = { outcome: 'accepted' }
  const version = { 'if-match': '"1"' }
  const unseen = await send(page, 'POST', `/leads/${theirs.lead}/answer`, answer, version)
  expect(unseen.status).toBe(404)
  expect(bare(unseen)).toEqual(
    bare(await send(page, 'POST', `/leads/${noId}/answer`, answer, version)),
  )
  expect(bare(await ask(page, `/notices/${theirs.notice}`))).toEqual(
    bare(await ask(page, `/notices/${noId}`)),
  )
})

test('a search for a person of another table finds nothing and says whom to ask', async () => {
  const page = await signedIn('exit')
  await page.goto('/help')
  const [known, unknown] = [theirs.person, 'Wenceslas Quimby']
  const found = await ask(page, `/persons/search?q=${encodeURIComponent(known)}`)
  const missed = await ask(page, `/persons/search?q=${encodeURIComponent(unknown)}`)
  expect(found.body.persons).toEqual([])
  expect(found.body).toEqual(missed.body)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  const finder = page.getByRole('dialog', { name: 'Find anything' })
  await finder.getByRole('combobox').fill(known)
  await finder.getByText(/No person found whom you may see\. Ask Coordination desk, 0555/).waitFor()
  await expectAccessible(page, 'search that finds nothing')
})

test('on the screen both look the same', async () => {
  const page = await signedIn('exit')
  const shown: string[] = []
  for (const ref of [theirs.ref, nobody]) {
    await page.goto(`/cases/${ref}`)
    await settled(page)
    await page.getByText('There is nothing here that you can open.').waitFor()
    await page.getByRole('link', { name: 'Ask the coordination desk' }).first().waitFor()
    const text = await page.getByRole('main').innerText()
    shown.push(`${await page.title()} ${text}`.replaceAll(ref, 'REF'))
  }
  expect(shown[0]).toBe(shown[1])
  await expectAccessible(page, 'a case that is not mine')
})

test('nor is its log or its past any trouble: the page has nothing for this reader, and asks nothing again', async () => {
  const page = await signedIn('exit')
  for (const path of ['log', 'as-known']) {
    await page.goto(`/cases/${theirs.ref}/${path}`)
    await settled(page)
    const main = page.getByRole('main')
    await main.getByText('There is no such case, or you do not sit on it.').waitFor()
    expect(await main.getByRole('alert').count()).toBe(0)
    expect(await main.getByRole('button').count()).toBe(0)
    await expectAccessible(page, `the ${path} of a case that is not mine`)
  }
})

test('the police at the table see no health, substance use or voluntary lane in any form', async () => {
  const page = await signedIn('police')
  await page.goto('/cases')
  await settled(page)
  const hidden = ['health', 'substance_use', 'relations']
  const { body } = await ask(page, '/cases?limit=30')
  const refs = (body.cases as { ref: string }[]).map(({ ref }) => ref)
  expect(refs.length).toBeGreaterThan(2)
  for (const ref of refs) {
    const continuity = await ask(page, `/cases/${ref}/continuity`)
    const lanes = continuity.body.lanes as { domain: string; leads: { voluntary: boolean }[] }[]
    expect(lanes.map(({ domain }) => domain).filter((domain) => hidden.includes(domain))).toEqual(
      [],
    )
    expect(lanes.flatMap(({ leads }) => leads).filter(({ voluntary }) => voluntary)).toEqual([])
    const detail = await ask(page, `/cases/${ref}`)
    const said = JSON.stringify([continuity.body, detail.body])
    expect(said, ref).not.toMatch(/North Health|Counselling|Bridge/)
  }
  const releases = await ask(page, '/releases?weeks=104&limit=200')
  const rows = releases.body.rows as {
    missing: number
    lanes: { domain: string; state: string }[]
  }[]
  for (const { missing, lanes } of rows) {
    expect(lanes.filter(({ domain }) => hidden.includes(domain))).toEqual([])
    expect(missing).toBeLessThanOrEqual(lanes.filter(({ state }) => state === 'gap').length)
  }
})

test('nor on the police’s screens: no word, badge, gap or count of them', async () => {
  const page = await signedIn('police')
  const ref = await caseWithHealth(page)
  await page.goto(`/cases/${ref}`)
  await settled(page)
  const words = /Health|Substance use|Relations|Counselling|Bridge|Voluntary, by own wish/
  const main = page.getByRole('main')
  await main.getByText('Who is accountable').first().waitFor()
  expect(await main.innerText()).not.toMatch(words)
  await page.getByText('Table', { exact: true }).click()
  expect(await main.innerText()).not.toMatch(words)
  await expectAccessible(page, 'case as the police see it')
  // Above the list of releases all agencies of the partnership can be chosen; that is no case's.
  for (const [path, part] of [
    ['/', main],
    ['/releases', page.getByRole('table')],
  ] as const) {
    await page.goto(path)
    await settled(page)
    await part.waitFor()
    expect(await part.innerText()).not.toMatch(
      /Health:|Substance use:|Relations:|Counselling|North Health|Bridge/,
    )
  }
})

/** A case of the police in which others have arranged health or have a gap there. */
async function caseWithHealth(page: Parameters<typeof ask>[0]): Promise<string> {
  const { body } = await ask(page, '/cases?limit=30')
  const refs = (body.cases as { ref: string }[]).map(({ ref }) => ref)
  const desk = await signedIn('coordinator')
  for (const ref of refs) {
    const { body } = await ask(desk, `/cases/${ref}/continuity`)
    const lanes = body.lanes as { domain: string; leads: { state: string }[] }[]
    const health = lanes.find(({ domain }) => domain === 'substance_use')
    if (health && health.leads.length > 0) return ref
  }
  throw new Error('The police sit on no case in which substance use was asked for')
}
