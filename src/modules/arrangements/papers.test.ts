import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { dangers } from './documents/impact-paper.ts'
import { composePaper } from './documents/make-paper.ts'
import { readPaperWords } from './documents/paper-words.ts'
import { Duty } from './draft-contract.ts'
import type { PaperFacts } from './paper-contract.ts'
import { usualDuties, usualRetention } from './screens/agreement/template.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

const content = () => ({
  reference: '2026/9',
  title: 'Release <without> a gap & more',
  document: 'Council decision 14',
  validFrom: '2026-01-01',
  validUntil: '2028-01-01',
  includesRemand: false,
  fallbackAgencyId: world.agency.city.id,
  basis: 'Municipal act, art. 12',
  parties: [
    {
      agencyId: world.agency.city.id,
      rights: { identity: 'brings', education: 'brings', health: 'none' },
    },
    {
      agencyId: world.agency.prison.id,
      rights: { identity: 'brings', health: 'decision', education: 'none' },
    },
  ],
  duties: usualDuties(world.agency.city.id),
  reviewOn: '2027-01-01',
  retention: usualRetention(),
  contact: { name: 'Coordination desk', phone: '02 555 00 01' },
})

/** The parts of a file, as a program for texts would open it. */
async function opened(paper: string, format: string, language = 'en') {
  const cookie = `__Host-throughcare=${world.agency.city.token}`
  const answer = await world.app.inject({
    method: 'GET',
    url: `/api/v1/start/papers/${paper}?format=${format}`,
    headers: { cookie, 'accept-language': language },
  })
  expect(answer.statusCode).toBe(200)
  const parts = unzipSync(new Uint8Array(answer.rawPayload))
  const main = parts[format === 'docx' ? 'word/document.xml' : 'content.xml']
  return { answer, parts, xml: main ? strFromU8(main) : '' }
}

/** Whether every element that opens is closed again, in order. */
function balanced(xml: string): boolean {
  const open: string[] = []
  for (const [, end, name, single] of xml.matchAll(/<(\/?)([\w:-]+)[^<>]*?(\/?)>/g)) {
    if (end && open.pop() !== name) return false
    if (!end && !single) open.push(name ?? '')
  }
  return open.length === 0 && !/&(?!amp;|lt;|gt;|quot;|apos;|#)/.test(xml)
}

describe('who takes the papers', () => {
  test('from an agreement in force: parties, bases and kinds of data; empty places are named', async () => {
    const { body } = await world.get('city', '/start/papers')
    expect(body).toMatchObject({ source: 'agreement', authority: 'Valmare', country: 'BE' })
    expect(body.parties.length).toBeGreaterThan(1)
    expect(body.emptySeats).toContain('victims')
    expect(body.basis).toBeTruthy()
    expect(body.categories).toContain('identity')
  })
  test('only who steers or advises on data protection; the refusal says so', async () => {
    const refused = await world.get('prison', '/start/papers')
    expect(refused).toMatchObject({ status: 403, body: { code: 'steering_only' } })
    expect((await world.get('police', '/start/papers/impact?format=odt')).status).toBe(403)
    expect((await world.get('privacy', '/start/papers')).status).toBe(200)
  })
  test('another paper or another form is refused by name', async () => {
    expect((await world.get('city', '/start/papers/letter?format=odt')).status).toBe(404)
    expect((await world.get('city', '/start/papers/impact?format=pdf')).status).toBe(422)
  })
})

describe.each([
  ['agreement', 'docx'],
  ['agreement', 'odt'],
  ['impact', 'docx'],
  ['impact', 'odt'],
])('the %s as %s', (paper, format) => {
  test('opens again, names authority and parties, is marked as a draft, and leaves no hole', async () => {
    await world.post('city', '/agreement-drafts', content())
    const { answer, parts, xml } = await opened(paper, format)
    expect(balanced(xml)).toBe(true)
    const city = await world.get('city', `/agencies/${world.agency.city.id}`)
    for (const name of ['Valmare', city.body.name, 'Municipal act, art. 12'])
      expect(xml).toContain(name)
    expect(xml).toContain('Release &lt;without&gt; a gap &amp; more')
    expect(xml).toContain('[to be completed: ')
    expect(xml).not.toMatch(/undefined|\[object|drafts\.paper|null|NaN/)
    const everywhere = Object.entries(parts).map(([name, part]) =>
      name.endsWith('.xml') ? strFromU8(part) : '',
    )
    expect(everywhere.join('')).toContain('DRAFT, Valmare')
    expect(answer.headers['content-disposition']).toMatch(
      new RegExp(`^attachment; filename="draft-${paper}-\\d{4}-\\d\\d-\\d\\d\\.${format}"$`),
    )
  })
  test('can be read by everybody: headings, heads of tables, language', async () => {
    const { parts, xml } = await opened(paper, format)
    const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
    const tables = xml.match(format === 'docx' ? /<w:tbl>/g : /<table:table /g)?.length ?? 0
    const heads = format === 'docx' ? /<w:tblHeader/g : /<table:table-header-rows>/g
    expect(tables).toBeGreaterThan(3)
    expect(xml.match(heads)).toHaveLength(tables)
    expect(xml).toMatch(format === 'docx' ? /Heading2/ : /text:outline-level="2"/)
    expect(part(format === 'docx' ? 'word/styles.xml' : 'styles.xml')).toMatch(
      format === 'docx' ? /<w:lang w:val="en"/ : /fo:language="en"/,
    )
    if (format === 'odt') expect(Object.keys(parts)[0]).toBe('mimetype')
  })
})

test('when the text is settled the papers still say what each party sees and brings', async () => {
  for (let left = 20; left > 0; left -= 1) {
    const { body } = await world.get('city', '/start/papers')
    if (body.source !== 'draft') break
    const { version } = (await world.get('city', `/agreement-drafts/${body.sourceId}`)).body
    await world.post('city', `/agreement-drafts/${body.sourceId}/settle`, {}, { version })
  }
  const { body } = await world.get('city', '/start/papers')
  expect(body).toMatchObject({ source: 'agreement', basis: 'Municipal act, art. 12' })
  expect(body.parties.map(({ rights }: { rights: object }) => rights)).toContainEqual({
    education: 'none',
    identity: 'brings',
    health: 'decision',
  })
  expect(body).toMatchObject({
    duties: { inform: expect.stringMatching(/./), access: '' },
    contact: { name: 'Coordination desk', phone: '02 555 00 01' },
    reviewOn: '2027-01-01',
  })
  const { xml } = await opened('agreement', 'odt')
  for (const entered of [
    'Coordination desk, 02 555 00 01',
    '1 January 2027',
    'each party for what it brought',
    'Is given by a decision each time',
  ])
    expect(xml).toContain(entered)
  expect(xml).not.toContain('[to be completed: party]')
  expect((await opened('agreement', 'odt', 'de')).xml).toContain('1. Januar 2027')
  expect((await opened('agreement', 'odt')).xml).toContain('Who the person is')
})

test('each party stands on its own law: as the register says it, else a gap beside what the country’s table names (GD-12)', async () => {
  const { city, prison } = world.agency
  // Settling an agreement has entered what all its parties stand on.
  await world.sql(`update app.legal_bases set state = 'withdrawn'`)
  await world.sql(
    `insert into app.legal_bases (authority_id, id, kind, citation, objective, categories, purposes, bodies, state, valid_from,
       valid_until, review_on, changed_by, reviewed_by, reviewed_on)
     values (1, 900, 'public_task', 'Social welfare act, art. 3', 'That nobody sleeps outside', array['accommodation'],
       array['reintegration'], array[$1::int], 'active', current_date - 9, current_date + 900, current_date + 90, $2, 'A lawyer', current_date - 9)`,
    [city.id, city.member],
  )
  const { xml } = await opened('agreement', 'odt')
  expect(xml).toContain('Social welfare act, art. 3 (Task in the public interest (GDPR 6.1.e))')
  const { name } = (await world.get('city', `/agencies/${prison.id}`)).body
  const row = xml.slice(xml.indexOf(name, xml.indexOf('Legal basis of this party')))
  expect(row).toMatch(/^.{0,900}directive \(EU\) 2016\/680, art\. 8/s)
  expect(row).toMatch(/^.{0,1500}\[to be completed: law and article for this party\]/s)
  expect(row).toContain('Basic Law on prisons of 12 January 2005')
  for (const said of ['art. 13(3) and 15', 'art. 16(2)-(3)', 'Be told what is held'])
    expect(xml).toContain(said)
  expect((await opened('agreement', 'docx', 'nl')).xml).toContain('richtlijn (EU) 2016/680, art. 8')
})

test('each download stands in the access log: which paper, as what, filled from what', async () => {
  await opened('impact', 'odt')
  expect((await world.events('paper.exported')).at(-1)?.detail).toMatchObject({
    paper: 'impact',
    format: 'odt',
    source: 'agreement',
  })
})

describe('what the papers hold', () => {
  const facts: PaperFacts = {
    authority: 'Nowhere',
    country: 'FR',
    source: 'none',
    sourceId: null,
    title: null,
    reference: null,
    basis: null,
    validFrom: null,
    validUntil: null,
    includesRemand: true,
    fallback: null,
    reviewOn: null,
    duties: {},
    contact: null,
    parties: [],
    categories: [],
    retention: [],
    emptySeats: ['victims'],
    privacy: null,
  }
  const made = (paper: 'agreement' | 'impact') => {
    const about = { language: 'en', today: '2026-11-20', say: readPaperWords()('en') }
    return composePaper(paper, facts, about)
  }
  test('GD-20, LED-36: description, necessity, risks, measures, views and law enforcement each have a heading', () => {
    const headings = made('impact').blocks.flatMap((block) =>
      block.kind === 'heading' ? [block.text] : [],
    )
    for (const part of [
      'Description',
      'Necessity',
      'Risks',
      'Measures',
      'Views',
      'Law enforcement',
    ])
      expect(
        headings.some((text) => text.includes(part)),
        part,
      ).toBe(true)
    const tables = made('impact').blocks.filter((block) => block.kind === 'table')
    expect(tables.filter(({ rows }) => rows.length === dangers.length)).toHaveLength(2)
  })
  test('GD-12: every duty of joint controllers has a cell, and no cell is silently empty but the signature', () => {
    const tables = made('agreement').blocks.filter((block) => block.kind === 'table')
    expect(tables.some(({ rows }) => rows.length === Duty.options.length)).toBe(true)
    for (const { rows } of tables.slice(0, -1))
      for (const cell of rows.flat()) expect(cell).not.toBe('')
  })
  test('LED-06: what the register of retention holds stands in both papers, and what it lacks is a gap', () => {
    const kept = {
      ...{ purpose: 'reintegration', category: 'accommodation', months: 6 },
      ...{ from: 'case_closed', outcome: 'erase', review: null },
    } as const
    const about = { language: 'en', today: '2026-11-20', say: readPaperWords()('en') }
    for (const paper of ['agreement', 'impact'] as const) {
      const entered = {
        ...facts,
        categories: ['accommodation', 'work'],
        retention: [kept],
      } as const
      const whole = composePaper(paper, entered as unknown as PaperFacts, about)
      const rows = whole.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []))
      expect(rows).toContainEqual([
        'Accommodation',
        '6 months after the case was closed. Then it is erased.',
      ])
      expect(rows).toContainEqual(['Work', '[to be completed: period, and the law that sets it]'])
    }
  })
  test('with nothing entered the papers still hold together, with a name for every gap', () => {
    for (const paper of ['agreement', 'impact'] as const) {
      const whole = JSON.stringify(made(paper))
      expect(whole).toContain('[to be completed: legal basis]')
      expect(whole).toContain('France')
      expect(whole).not.toMatch(/undefined|null|drafts\.paper|offender|score|radicali/)
    }
  })
})
