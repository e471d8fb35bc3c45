import { askGate } from '../../platform/auth/gate.ts'
import { hashPassphrase, refuseWeakPassphrase } from '../../platform/auth/passphrase.ts'
import { hashToken, newSessionToken, newToken } from '../../platform/auth/tokens.ts'
import type { Databases } from '../../platform/db/connections.ts'
import { learnKeys } from '../../platform/db/open-databases.ts'
import { invalid } from '../../platform/errors.ts'
import { firstKeys } from '../../platform/seal/keyring.ts'
import type { SetUp, SetUpLink, SetUpState } from './set-up-contract.ts'

/** A new one-time link for an empty desk; nothing where a city lives already. */
export async function offerSetUp(databases: Databases, origin: string): Promise<string | null> {
  const token = newToken()
  const [offered] = await askGate<{ offer_set_up: boolean }>(databases.gate, 'offer_set_up', [
    hashToken(token),
  ])
  return offered?.offer_set_up ? `${origin}/set-up#${token}` : null
}

interface Found {
  state: 'open' | 'used' | 'gone' | 'done'
  authority: string | null
  practice: boolean
}

async function find(databases: Databases, token: string | null): Promise<Found> {
  const hash = token && hashToken(token)
  const [found] = await askGate<Found>(databases.gate, 'find_set_up', [hash])
  return found ?? { state: 'gone', authority: null, practice: false }
}

/** Whether this desk is set up at all. */
export async function readSetUpState(databases: Databases): Promise<SetUpState> {
  const { state, practice } = await find(databases, null)
  return { state: state === 'open' ? 'open' : 'done', practice }
}

/** What the holder of a link sees. */
export async function readSetUpLink(databases: Databases, token: string): Promise<SetUpLink> {
  const { state, authority } = await find(databases, token)
  return { state: state === 'done' ? 'gone' : state, authority }
}

/**
 * Makes the city with its keys, its own office and its first administrator, whole or not at all, and
 * answers the token of the administrator's session. The link has then done its work.
 */
export async function setUp(
  databases: Databases,
  master: Buffer,
  token: string,
  { administrator, ...city }: SetUp,
  browser: string,
): Promise<string> {
  if (!knownZone(city.timeZone)) throw invalid('timeZone', 'not_a_choice')
  if (!city.languages.includes(city.language)) throw invalid('language', 'not_a_choice')
  const { name, email, passphrase } = administrator
  refuseWeakPassphrase(passphrase, [city.city, city.office, name, email])
  const keys = firstKeys(master, 1).map(({ id, kind, wrapped }) => ({
    id,
    kind,
    wrapped: wrapped?.toString('hex'),
  }))
  const session = newSessionToken(browser)
  await askGate(databases.gate, 'set_up', [
    hashToken(token),
    JSON.stringify({
      ...city,
      name: city.city,
      code: lettersOf(city.office).slice(0, 2),
      casePrefix: lettersOf(city.city).slice(0, 1).toUpperCase(),
      placeNames: [city.city],
    }),
    JSON.stringify(keys),
    JSON.stringify({ name, email }),
    await hashPassphrase(passphrase),
    hashToken(session),
    browser,
  ])
  await learnKeys(databases.worker, databases.keys)
  return session
}

/** Latin letters of a name, "Ci" and "V" where it has too few. */
function lettersOf(name: string): string {
  const letters = name.normalize('NFKD').replace(/[^A-Za-z]/g, '')
  return letters.length >= 2 ? letters : 'Vi'
}

function knownZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
