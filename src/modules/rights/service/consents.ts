import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid, notFound, Problem } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open } from '../../../platform/seal/envelope.ts'
import { type AgencyBook, agencyBook } from '../../cases/service/agency-book.ts'
import { holdCaseFor, sealForCase } from '../../cases/service/hold-case.ts'
import { languageOf } from '../../items/wording/language.ts'
import {
  type Consent,
  type Consents,
  type ConsentText,
  type ConsentTextQuery,
  type HelpDomain,
  type NewConsent,
  ShownText,
  type TextLanguage,
  type WithdrawConsent,
} from '../consent-contract.ts'
import {
  type ConsentRow,
  type ConsentsRead,
  findAgencies,
  findConsent,
  readConsents,
  saveConsent,
  saveWithdrawal,
} from '../queries/consents.ts'
import { consentText } from './consent-text.ts'

const kinds = {
  shown: 'consents.shown',
  witness: 'consents.witness',
  explainer: 'consents.explainer',
  back: 'consent_recipients.withdrawn',
} as const

/** What the person said about voluntary help, as far as the reader may know it, and where consent can carry help. */
export async function openConsents(reader: Reader, ref: string): Promise<Consents> {
  const read = await readConsents(reader, ref)
  if (!read) throw notFound('case')
  const book = agencyBook(read.agencies)
  const { lanes, consents, agencies, today, language, enforces } = read
  return {
    ref: read.ref,
    today,
    language,
    enforces,
    lanes: lanes.map((lane) => ({
      ...lane,
      helpers: lane.helpers.flatMap((id) => book.find(id) ?? []),
    })),
    agencies: agencies.filter(({ kind }) => !enforcing.includes(kind)),
    consents: consents.map((row) => consentOf(reader, read, book, row)),
  }
}

/** Kinds of agencies that enforce measures: nothing of this reaches them, so nobody can consent towards them. */
const enforcing: readonly string[] = ['custody', 'probation', 'police', 'justice']

function consentOf(
  { keys }: Reader,
  read: ConsentsRead,
  book: AgencyBook,
  { shown, explainer, witness, recipients, ...row }: ConsentRow,
): Consent {
  const key = keys.dataKey(read.authority, Buffer.from(read.caseKey, 'hex'))
  const opened = (sealed: string, kind: string) =>
    open(key, Buffer.from(sealed, 'hex'), `${kind}:${read.caseId}`)
  return {
    ...row,
    text: ShownText.parse(JSON.parse(opened(shown, kinds.shown))),
    explainedBy: opened(explainer, kinds.explainer),
    witness: witness ? opened(witness, kinds.witness) : null,
    recipients: recipients.flatMap((one): Consent['recipients'] => {
      const agency = book.find(one.agency)
      if (!agency) return []
      const { withdrawnOn, way, by, shown: back } = one
      if (withdrawnOn === null || way === null || back === null)
        return [{ agency, withdrawn: null }]
      const text = ShownText.parse(JSON.parse(opened(back, kinds.back)))
      return [{ agency, withdrawn: { on: withdrawnOn, way, by: by ?? '', text } }]
    }),
  }
}

/** The text for this help and these agencies, to be shown or printed before the person answers. */
export async function showConsentText(
  tx: ActorTx,
  ref: string,
  { domain, agencies, language, back }: ConsentTextQuery,
): Promise<ConsentText> {
  await holdCaseFor(tx, ref)
  return composed(tx, language, domain, agencies, back === 'true')
}

async function composed(
  tx: ActorTx,
  language: TextLanguage,
  domain: HelpDomain,
  agencies: readonly number[],
  back = false,
): Promise<ConsentText> {
  const named = await findAgencies(tx, agencies)
  const names = named.map(({ name }) => name)
  return consentText(language, domain, names, back)
}

/** The text in the person's language, and in that of who writes it down where it is another. */
async function bothTexts(
  tx: ActorTx,
  language: TextLanguage,
  domain: HelpDomain,
  agencies: readonly number[],
  back = false,
): Promise<string> {
  const mine = languageOf('', tx.actor.locale ?? 'en')
  return JSON.stringify({
    shown: await composed(tx, language, domain, agencies, back),
    reader: mine === language ? null : await composed(tx, mine, domain, agencies, back),
  })
}

/** Writes down that the person agreed or not. Where help is imposed, this is refused and the real basis named. */
export async function recordConsent(
  tx: ActorTx,
  ref: string,
  said: NewConsent,
): Promise<{ id: string }> {
  if (said.way === 'witnessed' && !said.witness) throw invalid('witness', 'consent_witness_missing')
  const held = await holdCaseFor(tx, ref)
  const id = randomUUID()
  const sealed = (text: string | undefined, kind: string) =>
    text ? sealForCase(tx, held, text, kind).toString('hex') : null
  const { domain, answer, language, way, capacity, on, agencies } = said
  const shown = await bothTexts(tx, language, domain, agencies)
  const { version } = consentText(language, domain, [])
  await saveConsent(
    tx,
    id,
    held.id,
    {
      ...{ domain, answer, language, way, capacity, on },
      spoken: said.spoken ?? null,
      textVersion: version,
      shown: sealed(shown, kinds.shown),
      witness: way === 'witnessed' ? sealed(said.witness, kinds.witness) : null,
      explainer: sealed(said.explainedBy ?? tx.actor.name, kinds.explainer),
    },
    agencies,
  )
  return { id }
}

/** Takes a consent back for one agency. From this moment that agency helps and reads no longer; others go on. */
export async function withdrawConsent(
  tx: ActorTx,
  id: string,
  back: WithdrawConsent,
): Promise<{ id: string }> {
  const found = await findConsent(tx, id)
  if (!found) throw notFound('consent')
  const held = await holdCaseFor(tx, found.ref)
  const text = await bothTexts(tx, back.language, found.domain, [back.agencyId], true)
  await saveWithdrawal(tx, id, back, sealForCase(tx, held, text, kinds.back))
  return { id }
}

/** A refusal that says on what the help really stands. */
export async function recordOrPoint(
  reader: Reader,
  ref: string,
  act: () => Promise<{ id: string }>,
  domain: HelpDomain,
): Promise<{ id: string }> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Problem) || !imposed.includes(error.code)) throw error
    const lane = (await openConsents(reader, ref)).lanes.find((one) => one.domain === domain)
    if (!lane) throw error
    const { clause, basis } = lane
    throw new Problem(error.status, error.code, 'domain', { clause, basis })
  }
}

const imposed: readonly string[] = ['consent_purpose_compulsory', 'consent_need_imposed']
