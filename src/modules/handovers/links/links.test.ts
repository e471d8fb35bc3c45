import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { giveSeat, sees } from '../../../../tests/law.ts'
import { day } from '../../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../../tests/world-http.ts'
import { hashOfCode, newCode } from './code.ts'

let world: HttpWorld
const folder = mkdtempSync('/tmp/throughcare-links-')
const usualFolder = process.env.TMPDIR
beforeAll(async () => {
  process.env.TMPDIR = folder
  world = await makeHttpWorld()
})
afterAll(async () => {
  if (usualFolder === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = usualFolder
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})
// The housing office has a desk and people, and none of them has an account.
beforeEach(() => world.sql('update app.members set activated_at = null where agency_id = 5'))

async function asked(domain = 'accommodation') {
  const { ref, id: kase } = await world.openCase({ release: day(60) })
  const offer = { domain, agencyId: world.agency.housing.id, tied: 'release', note: 'Quiet flat' }
  const { body } = await world.post('city', `/cases/${ref}/leads`, offer)
  return { ref, kase, lead: body.id as string }
}
const link = (lead: string, body: object = {}, who: 'city' | 'police' | 'housing' = 'city') =>
  world.post(who, `/leads/${lead}/links`, body)
async function linked() {
  const offer = await asked()
  const { body } = await link(offer.lead)
  return { ...offer, code: body.code as string, link: body.id as string }
}
const form = (url: string, fields: Record<string, string>, headers = {}) =>
  world.app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })
const open = (code: string, more: Record<string, string> = {}) => form('/offer', { code, ...more })
const say = (code: string, outcome: string, more: Record<string, string> = {}) =>
  form('/offer/answer', { code, outcome, name: 'Mia Front', ...more })
const one = async (text: string, values: unknown[]) => (await world.sql(text, values))[0]

describe('a link is made by whoever asks (SH7)', () => {
  test('its code is shown once, hashed in the database, and stands behind # in the link', async () => {
    const { lead } = await asked()
    const { status, body } = await link(lead)
    expect(status).toBe(201)
    expect(body.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(body.link).toBe(`http://localhost:8080/offer#${body.code}`)
    const kept = await one(
      'select token_hash, expires_at - made_at as lives from app.offer_links where id = $1',
      [body.id],
    )
    expect(kept?.token_hash).toEqual(hashOfCode(body.code))
    expect(kept?.lives).toMatchObject({ days: 7 })
  })
  test('and by nobody else: who is asked and who only sits there are told so, others know of no offer', async () => {
    const { lead, kase } = await asked()
    await giveSeat(world, kase, world.agency.probation.desk)
    expect(await link(lead, {}, 'housing')).toMatchObject({ status: 403 })
    expect(await world.post('probation', `/leads/${lead}/links`, {})).toMatchObject({
      body: { code: 'offer_link_not_yours' },
    })
    expect(await link(lead, {}, 'police')).toMatchObject({ status: 404 })
    expect((await world.get('police', `/leads/${lead}/links`)).status).toBe(404)
  })
  test('not for an agency with accounts, not for what is answered, not for a specially protected case', async () => {
    const { lead, kase } = await asked()
    await world.sql('update app.members set activated_at = now() where agency_id = 5')
    expect((await link(lead)).body.code).toBe('offer_link_has_accounts')
    await world.sql('update app.members set activated_at = null where agency_id = 5')
    await world.sql(
      `insert into app.protections (authority_id, id, case_id, kind, named, marked_by, key_wrapped)
       values (1, gen_random_uuid(), $1, 'minor', array[$2::int], $2, $3)`,
      [kase, world.agency.city.member, world.db.keys.newDataKey(1).wrapped],
    )
    expect((await link(lead)).body.code).toBe('offer_link_protected')
    await world.sql('delete from app.protections')
    await world.post('city', `/leads/${lead}/answer`, { outcome: 'withdrawn' }, { version: 1 })
    expect((await link(lead)).body.code).toBe('lead_already_answered')
  })
  test('a mail holds the link and nothing of the question', async () => {
    const { lead, ref } = await asked()
    const { body } = await link(lead, { email: 'desk@housing.example' })
    expect(body.mail).toBe('file')
    const [file = ''] = readdirSync(join(folder, 'mail'))
    const text = readFileSync(join(folder, 'mail', file), 'utf8').replaceAll('=\r\n', '')
    expect(text).toContain(body.code)
    // The link itself is random letters, and may spell anything.
    expect(text.replaceAll(body.code, '')).not.toMatch(
      new RegExp(`${ref}|Muster|Ada|Accommodation|Valmare Prison|flat`),
    )
    const { links } = (await world.get('city', `/leads/${lead}/links`)).body
    expect(links).toMatchObject([{ sentTo: 'desk@housing.example', state: 'open', openings: 0 }])
    const dump = JSON.stringify(await world.sql('select * from app.offer_links'))
    expect(dump).not.toContain('housing.example')
  })
  test('rows of links are seen by the asker alone, and by nobody the hash', async () => {
    const { lead, kase } = await linked()
    await giveSeat(world, kase, world.agency.probation.desk)
    const its = 'app.offer_links where lead_id = $1'
    expect(await sees(world, 'city', its, [lead])).toBe(true)
    for (const who of ['housing', 'probation', 'police'] as const)
      expect(await sees(world, who, its, [lead])).toBe(false)
    await expect(
      sees(world, 'city', `(select token_hash from app.offer_links) x where $1 <> ''`, [lead]),
    ).rejects.toThrow('forbidden')
  })
})

describe('what the page shows', () => {
  test('part of life, days, case number and whom to call; each opening stands in the log', async () => {
    const { code, ref, kase, link } = await linked()
    const page = await open(code.toLowerCase().replaceAll('-', ' '))
    expect(page.statusCode).toBe(200)
    for (const words of ['Accommodation', ref, 'City coordination', 'We accept'])
      expect(page.body).toContain(words)
    expect(page.body).not.toContain('Quiet flat')
    expect(page.headers['content-security-policy']).toMatch(
      /default-src 'none'.*form-action 'self'/,
    )
    expect(page.body).not.toMatch(/https?:\/\/|<script/)
    expect(page.headers['set-cookie']).toBeUndefined()
    const events = await world.events('offer_link.opened')
    expect(events.at(-1)).toMatchObject({ member_id: null, case_id: kase, detail: { link } })
    await open(code)
    const row = await one('select openings, opened_at from app.offer_links where id = $1', [link])
    expect(row).toMatchObject({ openings: 2, opened_at: expect.any(Date) })
  })
  test('no name, unless the agreement lets this agency know who somebody is', async () => {
    const { code } = await linked()
    expect((await open(code)).body).toContain('Ada Muster')
    const cell = 'clause_id = $1 and agency_id = 5'
    const clause = world.clause('identity')
    await world.sql(`update app.clause_rights set sight = 'summary' where ${cell}`, [clause])
    const page = await open(code)
    await world.sql(`update app.clause_rights set sight = 'full' where ${cell}`, [clause])
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toMatch(/Ada|Muster/)
  })
  test('in six languages, without a script for whoever types the code', async () => {
    const { code } = await linked()
    for (const [language, words] of [
      ...[
        ['fr', 'Nous acceptons'],
        ['de', 'Wir nehmen an'],
        ['es', 'Aceptamos'],
      ],
      ...[
        ['it', 'Accettiamo'],
        ['nl', 'Wij aanvaarden'],
        ['en', 'We accept'],
      ],
    ])
      expect((await open(code, { language: language ?? '' })).body).toContain(words)
    const door = await world.app.inject({ url: '/offer?language=nl' })
    expect(door.body).toContain('<form method="post" action="/offer"')
  })
})

describe('one answer', () => {
  test('accepted by link is the agency’s own answer: nothing to confirm, the case is theirs', async () => {
    const { code, lead, ref, kase } = await linked()
    const done = await say(code, 'accepted')
    expect(done.statusCode).toBe(200)
    expect(done.body).toContain('Thank you: you accepted')
    const row = await one(
      'select state, channel, answered_by, confirmed_at from app.leads where id = $1',
      [lead],
    )
    expect(row).toMatchObject({ state: 'accepted', channel: 'link', answered_by: null })
    expect(row?.confirmed_at).toBeTruthy()
    const { handovers } = (await world.get('city', '/handovers?box=answered')).body
    expect(handovers).toContainEqual(
      expect.objectContaining({ ref, state: 'accepted', channel: 'link', saidBy: 'Mia Front' }),
    )
    expect((await world.events('lead.accepted')).at(-1)).toMatchObject({
      ...{ member_id: null, case_id: kase },
      detail: { lead, channel: 'link' },
    })
    expect(
      await world.sql('select 1 from app.seats where case_id = $1 and principal = 50', [kase]),
    ).toHaveLength(1)
  })
  test('a decline needs a reason, and what was typed stays on the page', async () => {
    const { code, lead } = await linked()
    const bare = await say(code, 'declined')
    expect(bare.statusCode).toBe(422)
    expect(bare.body).toContain('A decline needs a reason')
    expect(bare.body).toContain('value="Mia Front"')
    expect((await say(code, 'accepted', { name: '' })).statusCode).toBe(422)
    expect((await say(code, 'declined', { reason: 'No <b>rooms</b>' })).statusCode).toBe(200)
    const { handovers } = (await world.get('city', '/handovers?box=answered')).body
    const found = handovers.find((row: { id: string }) => row.id === lead)
    expect(found).toMatchObject({ state: 'declined', reason: 'No <b>rooms</b>', channel: 'link' })
  })
  test('of two at the same moment one counts', async () => {
    const { code, lead } = await linked()
    const both = await Promise.all([say(code, 'accepted'), say(code, 'declined', { reason: 'No' })])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404])
    expect(await one('select version from app.leads where id = $1', [lead])).toEqual({ version: 2 })
  })
  test('nobody who is signed in can pass an answer off as one by link', async () => {
    const { lead } = await asked()
    const call = `select act.answer_lead($1, 1, 'accepted', null, 'link', '\\x01', null)`
    for (const who of ['housing', 'city'] as const)
      await expect(sees(world, who, `(${call}) x`, [lead])).rejects.toThrow('lead_not_yours')
  })
})

describe('unknown, used, withdrawn and expired codes are answered by the same page', () => {
  const told = async (code: string) => {
    const answers = [await open(code), await say(code, 'accepted')]
    return answers.map(({ statusCode, body }) => [
      statusCode,
      body.replaceAll(/nonce="[^"]+"/g, ''),
    ])
  }
  test('whatever the reason', async () => {
    const unknown = await told(newCode())
    expect(unknown.map(([status]) => status)).toEqual([404, 404])
    const same = async (change: string) => {
      const made = await linked()
      await world.sql(change.replace('$1', `'${made.link}'`).replace('$2', `'${made.lead}'`))
      expect([change, await told(made.code)]).toEqual([change, unknown])
      return made
    }
    const { kase } = await same('update app.offer_links set expires_at = now() where id = $1')
    expect((await world.events('offer_link.refused')).at(-1)).toMatchObject({ case_id: kase })
    await same('update app.offer_links set revoked_at = now() where id = $1')
    await same(`update app.leads set state = 'withdrawn' where id = $2`)
    const used = await linked()
    await say(used.code, 'accepted')
    expect(await told(used.code)).toEqual(unknown)
    for (const typed of ['', 'x', '../../etc/passwd', `${'A'.repeat(60)}`])
      expect(await told(typed)).toEqual(unknown)
  })
  test('an agency that left the agreement reads nothing by its link, in the same second', async () => {
    const { code } = await linked()
    await world.sql('update app.arrangement_parties set left_on = current_date where agency_id = 5')
    expect((await open(code)).statusCode).toBe(404)
    await world.sql('update app.arrangement_parties set left_on = null where agency_id = 5')
    expect((await open(code)).statusCode).toBe(200)
  })
  test('taken back it is over at once; a new one takes the place of the old', async () => {
    const { code, link: id, lead } = await linked()
    const second = (await link(lead)).body
    expect((await open(code)).statusCode).toBe(404)
    const back = (who: 'city' | 'police', which: string) =>
      world.app.inject({
        method: 'DELETE',
        url: `/api/v1/offer-links/${which}`,
        headers: { cookie: `__Host-throughcare=${world.agency[who].token}` },
      })
    expect((await back('police', second.id)).statusCode).toBe(404)
    expect((await open(second.code)).statusCode).toBe(200)
    expect((await back('city', second.id)).statusCode).toBe(204)
    expect((await open(second.code)).statusCode).toBe(404)
    expect((await back('city', id)).statusCode).toBe(409)
  })
})

test('a page of another site cannot fill in the form', async () => {
  const { code } = await linked()
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  expect((await form('/offer', { code }, foreign)).statusCode).toBe(403)
  const hidden = await form('/offer', { code }, { origin: 'null', 'sec-fetch-site': 'same-origin' })
  expect(hidden.statusCode).toBe(403)
  expect((await form('/api/v1/session', { email: 'a', passphrase: 'b' })).statusCode).toBe(415)
})

test('the list says which agencies have no account, and what became of the link', async () => {
  const { lead, code } = await linked()
  const row = async () =>
    (await world.get('city', '/handovers?box=asked&limit=200')).body.handovers.find(
      (one: { id: string }) => one.id === lead,
    )
  expect(await row()).toMatchObject({ mayLink: true, link: { openedAt: null } })
  await open(code)
  expect((await row()).link.openedAt).toBeTruthy()
  await world.sql('update app.members set activated_at = now() where agency_id = 5')
  expect(await row()).toMatchObject({ mayLink: false })
})
