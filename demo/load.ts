import type { Pool } from 'pg'
import { fillCalendars } from '../src/modules/periods/service/fill-calendar.ts'
import { hashPassphrase } from '../src/platform/auth/passphrase.ts'
import { clock } from '../src/platform/clock.ts'
import type { Databases } from '../src/platform/db/connections.ts'
import type { Log } from '../src/platform/log.ts'
import { type AuthorityKeyRow, firstKeys, type Keyring } from '../src/platform/seal/keyring.ts'
import { addAbsence } from './absence.ts'
import { addAgreement, addSecondEdition } from './agreement.ts'
import { addBreaches } from './breaches.ts'
import { agencies, emailOf, members } from './cast.ts'
import { chance } from './chance.ts'
import { addErasures } from './erasures.ts'
import { addFirstDays } from './first-days.ts'
import { addHandovers } from './handovers.ts'
import { addImpacts } from './impact.ts'
import { addInreach } from './inreach.ts'
import { addItems } from './items.ts'
import { addOfficers, officerAccounts } from './officers.ts'
import { addPartnerMap } from './partner-map.ts'
import { categories } from './partnership.ts'
import { addPast } from './past.ts'
import { insertRows } from './population/insert.ts'
import { inventId, type Town } from './population/person-rows.ts'
import { populate } from './population/populate.ts'
import { addPrisonCards } from './prison-cards.ts'
import { addProtection } from './protection.ts'
import { addRealWeeks } from './real-weeks.ts'
import { addReviewDays } from './review-days.ts'
import { findPastReviews } from './review-events.ts'
import { addRights } from './rights.ts'
import { addServices } from './services.ts'
import { addSharing } from './sharing.ts'
import { addSystems } from './systems.ts'

export interface DemoAccount {
  email: string
  name: string
  functions: string[]
  agency: string
  passphrase: string
}

const seed = 20261120
const coordinator = 1

/**
 * The fictional city of Valmare, loaded once: 14 agencies, 62 members, 400 persons.
 *
 * A database that holds anything already is left alone.
 */
export async function loadDemo(
  databases: Databases,
  options: { master: Buffer; log: Log },
): Promise<void> {
  const owner = databases.owner
  if (!owner) throw new Error('The demo city is laid down by the owner of the database.')
  const { rows } = await owner.query('select 1 from app.authorities')
  if (rows.length > 0) return
  options.log.info('Loading the demo city of Valmare')
  await layDown(owner, options.master, passphraseOf(databases.keys))
  await learn(databases, owner)
  await addPeople(owner, databases)
  await fillCalendars(owner, clock.today('Europe/Brussels'))
  await addServices(owner, 1)
  await addPrisonCards(owner, 1)
  await addAbsence(owner)
  await addFirstDays(owner, databases)
  await addInreach(owner, databases.keys, 1)
  await addHandovers(owner, databases)
  await addItems(owner, databases)
  await addRights(owner, databases)
  await addRealWeeks(owner, databases)
  await addSharing(owner, databases)
  await addProtection(owner, databases)
  await addErasures(owner)
  await addReviewDays(owner, databases)
  await addOfficers(owner, passphraseOf(databases.keys), databases.keys)
  await addBreaches(owner, databases.keys)
  await addSystems(owner)
  await addPast(owner)
  await owner.query('analyze')
  await findPastReviews(owner)
}

/** The accounts that the sign-in page of a demo shows, one for each way of working. */
export async function listDemoAccounts(databases: Databases): Promise<DemoAccount[]> {
  const passphrase = passphraseOf(databases.keys)
  const known = members().flatMap((member, place) => {
    const agency = agencies.find((one) => one.id === member.agency)?.name ?? ''
    const email = emailOf(member.name, place)
    return member.guide
      ? [{ email, name: member.name, functions: member.functions, agency, passphrase }]
      : []
  })
  return [...known, ...officerAccounts.map((account) => ({ ...account, passphrase }))]
}

const words = [
  'amber',
  'birch',
  'canal',
  'dune',
  'ember',
  'ferry',
  'garden',
  'harbour',
  'island',
  'juniper',
  'lantern',
  'meadow',
  'orchard',
  'pebble',
  'quarry',
  'river',
]

/**
 * One passphrase for all demo accounts, made from this installation's master key: no two
 * installations share it, and nothing has to be kept.
 */
function passphraseOf(keys: Keyring): string {
  const secret = keys.secret('demo passphrase')
  const chosen = [0, 1, 2, 3].map((place) => words[(secret[place] ?? 0) % words.length])
  return `${chosen.join('-')}-${secret.subarray(4, 6).toString('hex')}`
}

async function learn(databases: Databases, owner: Pool): Promise<void> {
  const { rows } = await owner.query<AuthorityKeyRow>(
    'select authority_id, id, kind, wrapped, created_at, retired_at from app.authority_keys',
  )
  databases.keys.learn(rows)
}

/** Authority, keys, agencies, members and the arrangement, in one transaction. */
async function layDown(owner: Pool, master: Buffer, passphrase: string): Promise<void> {
  const client = await owner.connect()
  const run = (text: string, values: unknown[] = []) => client.query(text, values)
  try {
    await run('begin')
    await run(
      `insert into app.authorities (id, name, country, time_zone, locale, demo, next_case_number, area)
       values (1, 'City of Valmare', 'BE', 'Europe/Brussels', 'en', true, 261, $1)`,
      [JSON.stringify(area)],
    )
    await openForLive(run, 1)
    await addKeys(run, master, 1)
    await addAgencies(run, 1)
    await addMembers(run, passphrase)
    await addPartnerMap(run)
    await addAgreement(run, 1)
    await addSecondEdition(run)
    await addImpacts(run)
    await run('commit')
  } catch (error) {
    await run('rollback')
    throw error
  } finally {
    client.release()
  }
}

type Run = (text: string, values?: unknown[]) => Promise<unknown>

/** How the prisons of four countries spell the city, as their lists do. */
const area = {
  city: [
    'Valmare',
    'Walmaar',
    'Valmare / Walmaar',
    'Wallmar',
    'Stadt Wallmar',
    'Wallmar-Nord',
    'Valmar',
    'Valmar (Puerto)',
    'Valmare City Council',
    'City of Valmare',
  ],
  noFixedAddress: [
    'sans domicile fixe / zonder vaste woonplaats',
    'ohne festen Wohnsitz',
    'sin domicilio conocido',
    'NFA',
  ],
}

/** An invented city needs no proofs before its invented persons. */
export async function openForLive(run: Run, authority: number): Promise<void> {
  await run('insert into app.authority_state (authority_id, opened_at) values ($1, now())', [
    authority,
  ])
}

export async function addKeys(run: Run, master: Buffer, authority: number): Promise<void> {
  for (const key of firstKeys(master, authority)) {
    await run(
      'insert into app.authority_keys (authority_id, id, kind, wrapped) values ($1, $2, $3, $4)',
      [authority, key.id, key.kind, key.wrapped],
    )
  }
}

/** Desks have the number of their agency times ten. */
export const deskOf = (agency: number): number => agency * 10

export async function addAgencies(run: Run, authority: number): Promise<void> {
  const domains = categories.slice(4, -1)
  for (const [position, code] of domains.entries()) {
    await run(
      'insert into app.domains (authority_id, code, position, basic) values ($1, $2, $3, $4)',
      [authority, code, position, ['accommodation', 'health', 'finance_papers'].includes(code)],
    )
  }
  for (const agency of agencies) {
    await run(
      'insert into app.agencies (authority_id, id, name, code, kind, phone, email) values ($1, $2, $3, $4, $5, $6, $7)',
      [authority, agency.id, agency.name, agency.code, agency.kind, agency.phone, agency.email],
    )
    await run(
      `insert into app.principals (authority_id, id, kind, agency_id, desk_kind, name) values ($1, $2, 'desk', $3, $4, $5)`,
      [
        authority,
        deskOf(agency.id),
        agency.id,
        agency.id === 1 ? 'coordination' : 'contact',
        agency.id === 1 ? 'Coordination desk' : `${agency.name}, desk`,
      ],
    )
  }
}

/** Only coordinators and case staff sit at their agency's desk; the other functions see no case. */
const atDesk = ['coordinator', 'case_worker', 'provider', 'resettlement_officer', 'exit_worker']

async function addMembers(run: Run, passphrase: string): Promise<void> {
  const hash = await hashPassphrase(passphrase)
  for (const [place, member] of members().entries()) {
    const id = place + 1
    const email = emailOf(member.name, place)
    await run(
      `insert into app.members (authority_id, id, agency_id, name, email, locale, activated_at) values (1, $1, $2, $3, $4, $5, now())`,
      [id, member.agency, member.name, email, member.locale ?? 'en'],
    )
    await run(
      `insert into app.principals (authority_id, id, kind, agency_id, member_id, name) values (1, $1, 'member', $2, $3, $4)`,
      [1000 + id, member.agency, id, member.name],
    )
    for (const one of member.functions) {
      await run(
        'insert into app.member_functions (authority_id, member_id, function) values (1, $1, $2)',
        [id, one],
      )
    }
    if (member.functions.some((one) => atDesk.includes(one))) {
      await run(
        'insert into app.desk_members (authority_id, desk_id, member_id) values (1, $1, $2)',
        [deskOf(member.agency), id],
      )
    }
    await run(
      `insert into auth.credentials (authority_id, member_id, kind, hash) values (1, $1, 'passphrase', $2)`,
      [id, hash],
    )
  }
}

/** Where persons of an authority are laid down. */
export async function townOf(
  owner: Pool,
  databases: Databases,
  authority: number,
  importId: string,
): Promise<Town> {
  const { rows: steps } = await owner.query<Town['steps'][number]>(
    'select code, anchor, offset_days, conference, owner from app.pathway_steps where pathway_id = 1 order by position',
  )
  return {
    authority,
    today: clock.today('Europe/Brussels'),
    keys: databases.keys,
    desk: deskOf,
    coordinator,
    importId,
    steps,
  }
}

async function addPeople(owner: Pool, databases: Databases): Promise<void> {
  const luck = chance(seed)
  const town = await townOf(owner, databases, 1, inventId(luck))
  await insertRows(owner, populate(town, luck, { cases: 260, notices: 140 }))
}
