import { randomBytes } from 'node:crypto'
import { isProjector, namesShown } from '../../src/web/names.ts'
import { type Attack, expects, inWords, type Step, sameAsUnknown, step } from './attack.ts'
import type { RedCity } from './city.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const invented = '00000000-0000-4000-8000-000000000000'

/** What is left lying: paper, an open browser, a wall screen, an old link, a list of somebody else. */
export const leftBehind: Attack[] = [
  {
    family: 'What is left lying',
    who: 'a housing worker who picks up a printed sheet at the copier',
    wants: 'to open the case behind the number and the codes on it',
    rule: 'A code on paper is a mark for whoever printed the sheet; for everybody else it is unknown.',
    sample: true,
    steps: printedSheet,
  },
  {
    family: 'What is left lying',
    who: 'the next person at a shared computer, who presses the back button',
    wants: 'to see the pages of the colleague who has signed out',
    rule: 'No page about a person is kept by the browser, signing out empties it, and the session is dead.',
    sample: true,
    steps: sharedComputer,
  },
  {
    family: 'What is left lying',
    who: 'a guest in a meeting room where the list is on the wall',
    wants: 'to read names on the screen that somebody shares',
    rule: 'On a wall screen no name is shown, whatever the device remembers.',
    steps: async () => wallScreen(),
  },
  {
    family: 'What is left lying',
    who: 'somebody who found the link by which a prison delivers its list',
    wants: 'to learn what others delivered, or to go on using the link after it was closed',
    rule: 'A drop link takes in and never gives out; closed, it is as unknown as an invented one.',
    sample: true,
    steps: dropLink,
  },
  {
    family: 'What is left lying',
    who: 'a police member who was sent the saved list of a colleague',
    wants: 'to see through it what the colleague sees, or to change it',
    rule: 'A saved list belongs to one member; sent on, it is a question that is asked with one’s own rights.',
    sample: true,
    steps: savedList,
  },
]

async function printedSheet(city: RedCity): Promise<Step[]> {
  const { ref } = await city.caseOf('coordinator', 'housing')
  const made = await city.ask('coordinator', 'POST', '/paper-sheets', { kind: 'released', ref })
  const [line] = await city.sql<{ code: string }>(
    'select code from app.paper_lines where sheet_id = $1 limit 1',
    [made.body?.id],
  )
  const read = (id: string) => city.ask('housing', 'GET', `/paper-sheets/${id}`)
  const byCode = (code: string) => city.ask('housing', 'GET', `/paper-lines/${code}`)
  const other = (line?.code ?? '').replace(/.$/, (last) => (last === '2' ? '3' : '2'))
  const answer = await byCode(line?.code ?? '')
  return [
    step('waited until the desk printed a sheet', inWords(made), made.status < 300),
    sameAsUnknown(
      'opened the sheet by its number',
      await read(made.body?.id ?? ''),
      await read(invented),
    ),
    step(
      'typed a code that stands on it',
      answer.status === (await byCode(other)).status
        ? `what an invented code gets (${answer.status})`
        : inWords(answer),
      answer.status === 404 && !answer.text.includes(ref),
    ),
    expects(
      'opened the case by the number on the paper',
      await city.ask('housing', 'GET', `/cases/${ref}`),
      404,
    ),
  ]
}

async function sharedComputer(city: RedCity): Promise<Step[]> {
  const own = city.token.coordinator
  const token = randomBytes(32).toString('base64url')
  await city.sql(
    `insert into auth.sessions (token_hash, authority_id, member_id) values (sha256(convert_to($1, 'UTF8')), 1, $2)`,
    [token, city.member.coordinator],
  )
  city.token.coordinator = token
  try {
    const [ref] = await city.refsOf('coordinator')
    const pages = ['/cases', `/cases/${ref}`, '/today', '/notices', '/persons/search?q=Novak']
    const open = await Promise.all(pages.map((page) => city.ask('coordinator', 'GET', page)))
    const kept = open.filter(({ headers }) => headers['cache-control'] !== 'no-store')
    const left = await city.ask('coordinator', 'DELETE', '/session')
    const emptied = String(left.headers['clear-site-data'] ?? '')
    const after = await Promise.all(pages.map((page) => city.ask('coordinator', 'GET', page)))
    const stream = await city.ask('coordinator', 'GET', '/events')
    return [
      step(
        'looked for pages that the browser kept',
        `${kept.length} of ${open.length}`,
        kept.length === 0,
      ),
      step(
        'looked into caches and storage after the sign-out',
        emptied
          ? `the browser was told to empty ${emptied.replaceAll('"', '')}`
          : 'nothing was emptied',
        emptied.includes('cache') && emptied.includes('storage'),
      ),
      ...after.map((answer, at) =>
        expects(
          `went back to ${pages[at]?.split('?')[0]?.replace(`${ref}`, 'one case')}`,
          answer,
          401,
        ),
      ),
      expects('waited for live messages', stream, 401),
    ]
  } finally {
    city.token.coordinator = own
  }
}

/** The rule of the screens itself, with a device that remembers that names are shown. */
function wallScreen(): Step[] {
  const shown = (search: string, remembered: string | null) => {
    Object.assign(globalThis, {
      window: { location: { search } },
      localStorage: { getItem: () => remembered },
    })
    try {
      return { wall: isProjector(), names: namesShown() }
    } finally {
      Reflect.deleteProperty(globalThis, 'window')
      Reflect.deleteProperty(globalThis, 'localStorage')
    }
  }
  const told = ({ names }: { names: boolean }) => (names ? 'names' : 'initials and numbers only')
  const [first, wall, own] = [shown('', null), shown('?projector', 'shown'), shown('', 'shown')]
  return [
    step('looked at a device that was never used', told(first), !first.names),
    step(
      'looked at the wall, shared from a device that shows names',
      told(wall),
      wall.wall && !wall.names,
    ),
    step('checked that the device does show names on its own screen', told(own), own.names),
  ]
}

async function dropLink(city: RedCity): Promise<Step[]> {
  const [prison] = await city.sql<{ id: number }>(
    `select id from app.agencies where authority_id = 1 and kind = 'custody' order by id limit 1`,
  )
  const wish = { agencyId: prison?.id, expiresOn: inDays(20) }
  const made = await city.ask('coordinator', 'POST', '/drop-links', wish)
  const leave = (secret: string) => leaveList(city, secret, 'Nr;Name\nS/1;Nobody\n')
  const taken = await leave(made.body?.secret ?? '')
  const gone = await city.ask('coordinator', 'DELETE', `/drop-links/${made.body?.id}`)
  const [closed, unknown] = [
    await leave(made.body?.secret ?? ''),
    await leave(randomBytes(32).toString('base64url')),
  ]
  const [kept] = await city.sql<{ n: number }>(
    'select count(*)::int as n from app.drop_links where position($1 in x::text) > 0'.replace(
      'app.drop_links',
      'app.drop_links x',
    ),
    [made.body?.secret ?? '-'],
  )
  return [
    step('left a list by the link', inWords(taken), taken.status === 202),
    step(
      'read what came back',
      Object.keys(taken.body ?? {}).join(', '),
      Object.keys(taken.body ?? {}).join() === 'receipt',
    ),
    step('waited until the desk closed the link', inWords(gone), gone.status === 204),
    sameAsUnknown('left another list', closed, unknown),
    step('looked for the secret in a copy of the database', `${kept?.n} rows`, kept?.n === 0),
  ]
}

async function leaveList(city: RedCity, secret: string, list: string) {
  const answer = await city.app.inject({
    method: 'POST',
    url: '/api/v1/drops',
    headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${secret}` },
    payload: Buffer.from(list),
  })
  const { statusCode: status, body: text, headers } = answer
  return { status, text, headers, body: text ? JSON.parse(text) : null }
}

async function savedList(city: RedCity): Promise<Step[]> {
  const { ref } = await city.caseOf('coordinator', 'police')
  const id = crypto.randomUUID()
  const wish = { id, name: 'Mine', search: { ref } }
  const kept = await city.ask('coordinator', 'POST', '/filters', wish)
  const own = await city.ask('police', 'GET', '/filters')
  const used = await city.ask('police', 'GET', `/cases?ref=${ref}`)
  const file = await city.ask('police', 'GET', `/exports/cases?ref=${ref}`)
  const change = (one: string) =>
    city.ask('police', 'PATCH', `/filters/${one}`, { name: 'Ours' }, 1)
  return [
    step('waited until the desk kept a list', inWords(kept), kept.status < 300),
    step(
      'looked for it among the own lists',
      own.text.includes(id) ? 'it is there' : 'not there',
      !own.text.includes(id),
    ),
    step(
      'opened the address that was sent',
      `${used.body?.cases?.length ?? 0} cases`,
      used.body?.cases?.length === 0,
    ),
    step(
      'exported the list by it',
      file.text.includes(ref) ? 'the case is in it' : 'nothing of it',
      !file.text.includes(ref),
    ),
    sameAsUnknown('changed its name', await change(id), await change(invented)),
  ]
}
