import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open, seal } from '../../../platform/seal/envelope.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import type {
  Breach,
  BreachAccount,
  Breaches,
  BreachQuery,
  NewBreach,
  NewBreachExtent,
  NewBreachReport,
} from '../breach-contract.ts'
import * as queries from '../queries/breaches.ts'

type Sealer = (field: string, text: string | null) => Buffer | null

const placeOf = (kind: 'account' | 'report', id: string, field: string) =>
  `breaches.${kind}:${id}:${field}`

/** The register: what is open first, by the hour at which it is due; what other agencies told of beside it. */
export async function listBreaches(reader: Reader): Promise<Breaches> {
  const { agencies, rows, told, concerned, ...rest } = await queries.readBreaches(reader)
  const book = agencyBook(agencies)
  return {
    ...rest,
    concerned: concerned.map((id) => book.get(id)),
    breaches: rows.map((row) => ({ ...row, agency: book.get(row.agency) })),
    told: told.map((row) => ({ ...row, agency: book.get(row.agency) })),
  }
}

/** One breach with all that was said, reported and told of it, and whom the log names as affected. */
export async function readBreach(
  reader: Reader,
  id: string,
  { use }: BreachQuery,
): Promise<Breach> {
  const read = await queries.readBreach(reader, id, use)
  if (!read) throw notFound('breach')
  const { authority, agencies, accounts, reports, tellings, ...rest } = read
  const book = agencyBook(agencies)
  const opener = (key: string, kind: 'account' | 'report', of: string) => {
    const dataKey = reader.keys.dataKey(authority, Buffer.from(key, 'hex'))
    return (field: string, sealed: string | null) =>
      sealed === null ? null : open(dataKey, Buffer.from(sealed, 'hex'), placeOf(kind, of, field))
  }
  return {
    ...rest,
    agency: book.get(read.agency),
    accounts: accounts.map(({ key, ...account }) => {
      const say = opener(key, 'account', `${id}:${account.version}`)
      return {
        ...account,
        what: say('what', account.what) ?? '',
        found: say('found', account.found) ?? '',
        consequences: say('consequences', account.consequences),
        measures: say('measures', account.measures),
      }
    }),
    reports: reports.map(({ key, ...report }) => {
      const say = opener(key, 'report', report.id)
      return {
        ...report,
        reference: say('reference', report.reference),
        reason: say('reason', report.reason),
        delay: say('delay', report.delay),
      }
    }),
    tellings: tellings.map((row) => ({ ...row, agency: book.get(row.agency) })),
  }
}

/** Words that are sealed with a key of their own. */
function sealer(tx: ActorTx, kind: 'account' | 'report', of: string): { key: Buffer; say: Sealer } {
  const { key, wrapped } = tx.actor.keys.newDataKey(tx.actor.authority)
  return {
    key: wrapped,
    say: (field, text) => (text === null ? null : seal(key, text, placeOf(kind, of, field))),
  }
}

function sealAccount(
  tx: ActorTx,
  id: string,
  version: number,
  account: BreachAccount,
): queries.SealedAccount {
  const { key, say } = sealer(tx, 'account', `${id}:${version}`)
  return {
    key,
    what: say('what', account.what) as Buffer,
    found: say('found', account.found) as Buffer,
    consequences: say('consequences', account.consequences),
    measures: say('measures', account.measures),
  }
}

/** From the moment of awareness 72 hours run; the other parties are told in the same transaction (LED-43, GD-19). */
export async function recordBreach(tx: ActorTx, wish: NewBreach): Promise<{ id: string }> {
  const id = randomUUID()
  await queries.saveBreach(tx, id, wish, sealAccount(tx, id, 1, wish))
  return { id }
}

/** What is known now; what was said before stays beside it. */
export async function changeBreach(
  tx: ActorTx,
  id: string,
  version: number,
  account: BreachAccount,
): Promise<{ done: true }> {
  const sealed = sealAccount(tx, id, version + 1, account)
  await queries.saveBreachChange(tx, id, version, account, sealed)
  return { done: true }
}

/** One phase of the report, or the decision not to report; after 72 hours it says why so late. */
export async function reportBreach(
  tx: ActorTx,
  id: string,
  report: NewBreachReport,
): Promise<{ id: string }> {
  const entry = randomUUID()
  const { key, say } = sealer(tx, 'report', entry)
  await queries.saveBreachReport(tx, id, entry, report, {
    key,
    reference: say('reference', report.reference),
    reason: say('reason', report.reason),
    delay: say('delay', report.delay),
  })
  return { id: entry }
}

/** Asks the log whom one account reached in a period, and keeps the answer as it is now. */
export async function computeBreach(
  tx: ActorTx,
  id: string,
  wish: NewBreachExtent,
  { use }: BreachQuery,
): Promise<{ id: string }> {
  const extent = randomUUID()
  await queries.saveBreachExtent(tx, id, extent, wish, use)
  return { id: extent }
}

/** An agency that has no officer here was told by telephone or letter. */
export async function sayBreachTold(
  tx: ActorTx,
  id: string,
  agency: number,
): Promise<{ done: true }> {
  await queries.saveBreachTold(tx, id, agency)
  return { done: true }
}

/** Nothing is said of it any more; it stays in the register. */
export async function closeBreach(tx: ActorTx, id: string): Promise<{ done: true }> {
  await queries.saveBreachClosed(tx, id)
  return { done: true }
}

/** Says in the log that the content of the report is about to stand on paper. */
export async function logBreachPrint(tx: ActorTx, id: string): Promise<{ done: true }> {
  await queries.saveBreachPrint(tx, id)
  return { done: true }
}
