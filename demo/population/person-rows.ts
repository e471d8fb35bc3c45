import { birthTokens } from '../../src/modules/persons/names/birth.ts'
import { nameTokens } from '../../src/modules/persons/names/tokens.ts'
import { seal } from '../../src/platform/seal/envelope.ts'
import type { Keyring } from '../../src/platform/seal/keyring.ts'
import type { Chance } from '../chance.ts'
import { clauseOf } from '../partnership.ts'
import { dayFrom } from './days.ts'
import { put, type Rows } from './insert.ts'
import type { Identity } from './names.ts'

/** Where a population lives: one authority, its keys, its people, its day. */
export interface Town {
  authority: number
  today: string
  keys: Keyring
  /** Desk (principal) of each agency. */
  desk(agency: number): number
  coordinator: number
  importId: string
  steps: { code: string; anchor: string; offset_days: number; conference: boolean; owner: string }[]
}

/** A UUID (version 4 in form) that chance decides, so that the demo city is the same every time. */
export function inventId(chance: Chance): string {
  const hex = Array.from({ length: 32 }, () => chance.int(0, 15).toString(16))
  hex[12] = '4'
  hex[16] = chance.pick(['8', '9', 'a', 'b'])
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export function inventNumber(prison: number, place: number): string {
  return prison === 2 ? `VM-${100000 + place * 7}` : `EM-${20000 + place * 3}`
}

function birthOf(identity: Identity) {
  const [year = 0, month = 0, date = 0] = identity.birth.split('-').map(Number)
  return { year, month, day: date }
}

/** A person with the number that a prison gave them; sealed like every person. */
export function addPerson(
  rows: Rows,
  town: Town,
  chance: Chance,
  identity: Identity,
  prison: number,
  number: string,
): string {
  const id = inventId(chance)
  const key = town.keys.newDataKey(town.authority)
  put(rows, 'persons', {
    authority_id: town.authority,
    id,
    key_wrapped: key.wrapped,
    identity_sealed: seal(key.key, JSON.stringify(identity), `persons.identity:${id}`),
    name_tokens: nameTokens(town.keys, town.authority, identity),
    birth_tokens: birthTokens(town.keys, town.authority, birthOf(identity)),
    created_at: town.today,
    version: 1,
  })
  put(rows, 'person_identifiers', {
    authority_id: town.authority,
    person_id: id,
    issuer_agency_id: prison,
    number_token: town.keys.blind(town.authority, 'persons.number', number),
    number_sealed: seal(key.key, number, `person_identifiers.number:${id}`),
    valid_from: dayFrom(town.today, -400),
    valid_until: null,
  })
  return id
}

/** What a prison announced and nobody has decided yet. */
export function addNotice(
  rows: Rows,
  town: Town,
  chance: Chance,
  identity: Identity,
  wish: {
    prison: number
    number: string
    release: number | null
    residence: 'city' | 'unknown'
  },
): void {
  const id = inventId(chance)
  const key = town.keys.newDataKey(town.authority)
  const announced = {
    ...identity,
    number: wish.number,
    establishment: wish.prison === 2 ? 'Valmare Prison' : 'Ellan Moor Prison',
  }
  put(rows, 'release_notices', {
    authority_id: town.authority,
    id,
    prison_agency_id: wish.prison,
    clause_id: clauseOf('notice'),
    desks: [town.desk(1)],
    status: 'waiting',
    residence: wish.residence,
    remand: false,
    number_token: town.keys.blind(town.authority, 'persons.number', wish.number),
    fingerprint: Buffer.from(id.replaceAll('-', ''), 'hex'),
    key_wrapped: key.wrapped,
    identity_sealed: seal(key.key, JSON.stringify(announced), `release_notices.identity:${id}`),
    name_tokens: nameTokens(town.keys, town.authority, identity),
    birth_tokens: birthTokens(town.keys, town.authority, birthOf(identity)),
    release_on: wish.release === null ? null : dayFrom(town.today, wish.release),
    release_certainty: wish.release === null ? 'unknown' : 'expected',
    earliest_on: null,
    import_id: town.importId,
    case_id: null,
    received_on: dayFrom(town.today, -chance.int(0, 6)),
    vanished_on: null,
    version: 1,
  })
}
