import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { openWords } from '../../items/service/seal-words.ts'
import type {
  Disclosure,
  DisclosureSheet,
  DisclosuresWaiting,
  HandedItem,
  Received,
  ReceivedQuery,
  Share,
  ShareChoice,
  Sharing,
} from '../share-contract.ts'

/** Why the database refuses, with what the refusal cites. */
export interface Refusal {
  status: number
  code: string
  field?: string
  clause?: string
  agency?: string
  until?: string
}

/** Items of a case that the actor sees, with the clause under which each stands. */
export interface SeenItem {
  id: string
  clause_id: number
  owner_agency_id: number
}

export async function listSeenItems(
  tx: ActorTx,
  caseId: string,
  ids: string[],
): Promise<SeenItem[]> {
  const { rows } = await sql<SeenItem>`
    select i.id, i.clause_id, i.owner_agency_id from app.items i
     where i.authority_id = ${tx.actor.authority} and i.case_id = ${caseId} and i.id = any(${ids})
    union all
    select i.id, i.clause_id, i.owner_agency_id from app.special_items i
     where i.authority_id = ${tx.actor.authority} and i.case_id = ${caseId} and i.id = any(${ids})
  `.execute(tx)
  return rows
}

export interface ShareWish {
  caseId: string
  items: string[]
  recipients: number[]
  expiresOn: string
  reasoned: boolean
  released: boolean
}

export async function findShareRefusal(tx: ActorTx, wish: ShareWish): Promise<Refusal | null> {
  const { rows } = await sql<{ refusal: Refusal | null }>`
    select act.share_refusal(${wish.caseId}, ${wish.items}, ${wish.recipients}, ${wish.expiresOn}::date,
      ${wish.reasoned}, ${wish.released}) as refusal
  `.execute(tx)
  return rows[0]?.refusal ?? null
}

/** What stands against a later last day of a share of mine that still runs, with what the refusal cites. */
export async function findExtensionRefusal(
  tx: ActorTx,
  id: string,
  version: number,
  until: string,
): Promise<Refusal | null> {
  const { rows } = await sql<{ refusal: Refusal | null }>`
    select act.share_refusal(s.case_id, array(select i.item_id from app.share_items i
             where i.authority_id = s.authority_id and i.share_id = s.id), s.recipients, ${until}::date,
             s.necessity_sealed is not null, s.release_ground_sealed is not null) as refusal
      from app.shares s
     where s.authority_id = ${tx.actor.authority} and s.id = ${id} and s.owner_agency_id = ${tx.actor.agency}
       and s.version = ${version} and s.withdrawn_at is null
       and s.expires_on >= ${tx.actor.today}::date and s.expires_on < ${until}::date
  `.execute(tx)
  return rows[0]?.refusal ?? null
}

export interface SealedShare {
  key: Buffer
  necessity: Buffer | null
  token: string | null
  release: Buffer | null
  informed: object | null
}

export async function saveShare(
  tx: ActorTx,
  id: string,
  wish: ShareWish,
  conditions: string[],
  sealed: SealedShare,
): Promise<void> {
  await sql`
    select act.decide_share(${id}, ${wish.caseId}, ${wish.items}, ${wish.recipients}, ${wish.expiresOn}::date,
      ${conditions}, ${sealed.key}, ${sealed.necessity}, ${sealed.token}::bigint, ${sealed.release},
      ${sealed.informed && JSON.stringify(sealed.informed)}::jsonb)
  `.execute(tx)
}

/** The words of an item as they are kept, with their key. */
interface Sealed {
  key: string
  words: Parameters<typeof openWords>[4]
}

type Versioned = { version: number }
const versionOf = ({ rows }: { rows: Versioned[] }) => ({ version: rows[0]?.version ?? 0 })

export const saveWithdrawal = async (tx: ActorTx, id: string, version: number) =>
  versionOf(
    await sql<Versioned>`select act.withdraw_share(${id}, ${version}) as version`.execute(tx),
  )

export const saveExtension = async (tx: ActorTx, id: string, version: number, until: string) =>
  versionOf(
    await sql<Versioned>`select act.extend_share(${id}, ${version}, ${until}::date) as version`.execute(
      tx,
    ),
  )

export const saveTold = async (
  tx: ActorTx,
  id: string,
  version: number,
  told: { on: string; how: string },
) =>
  versionOf(
    await sql<Versioned>`
      select act.told_of_share(${id}, ${version}, ${told.on}::date, ${told.how}) as version
    `.execute(tx),
  )

export interface SealedDisclosure {
  key: Buffer
  to: Buffer
  why: Buffer
  token: string
  conditions: Buffer | null
  informed: object
}

export async function saveDisclosure(
  tx: ActorTx,
  id: string,
  caseId: string,
  items: string[],
  expiresOn: string,
  sealed: SealedDisclosure,
): Promise<void> {
  await sql`
    select act.ask_disclosure(${id}, ${caseId}, ${items}, ${expiresOn}::date, ${sealed.key}, ${sealed.to}, ${sealed.why},
      ${sealed.token}::bigint, ${sealed.conditions}, ${JSON.stringify(sealed.informed)}::jsonb)
  `.execute(tx)
}

export async function findDisclosureKey(tx: ActorTx, id: string): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('app.disclosures')
    .select('key_wrapped')
    .where('authority_id', '=', tx.actor.authority)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.key_wrapped
}

export const saveDecision = async (
  tx: ActorTx,
  id: string,
  version: number,
  outcome: string,
  words: Buffer,
) =>
  versionOf(
    await sql<Versioned>`
      select act.decide_disclosure(${id}, ${version}, ${outcome}, ${words}) as version
    `.execute(tx),
  )

export const saveHandedOver = async (tx: ActorTx, id: string, version: number) =>
  versionOf(
    await sql<Versioned>`select act.hand_over_disclosure(${id}, ${version}) as version`.execute(tx),
  )

export const saveDisclosureWithdrawal = async (tx: ActorTx, id: string, version: number) =>
  versionOf(
    await sql<Versioned>`select act.withdraw_disclosure(${id}, ${version}) as version`.execute(tx),
  )

type Named<T> = Omit<T, 'owner'> & { owner: number; key: string }
type Hand = Partial<Omit<HandedItem, 'wasWrong'>> &
  Pick<HandedItem, 'id' | 'version' | 'special'> & { setAside?: number | null }

export interface SharingRead extends Omit<Sharing, 'shares' | 'disclosures'> {
  authority: number
  caseId: string
  shares: (Omit<Named<Share>, 'recipients' | 'items'> & {
    recipients: { principal: number; name: string; agency: number }[]
    items: Hand[]
  })[]
  disclosures: (Omit<Named<Disclosure>, 'items'> & { items: Hand[] })[]
}

export const readSharingOf = (reader: Reader, ref: string) =>
  reader.readOnce<SharingRead | null>({ name: 'read.sharing', args: [ref] })

export interface ChoiceRead extends Omit<ShareChoice, 'items' | 'table'> {
  authority: number
  items: (Omit<ShareChoice['items'][number], 'text' | 'functional'> & Sealed)[]
  table: (Omit<ShareChoice['table'][number], 'agency'> & { agency: number })[]
  agencies: AgencyBrief[]
}

export const readChoice = (reader: Reader, ref: string) =>
  reader.readOnce<ChoiceRead | null>({ name: 'read.share_choice', args: [ref] })

export type ReceivedRead = Omit<Received, 'agency' | 'rows'> & {
  agency: number
  rows: (Omit<Received['rows'][number], 'owner'> & { owner: number })[]
  agencies: AgencyBrief[]
}

export const readReceived = (reader: Reader, ref: string, { agency, from, until }: ReceivedQuery) =>
  reader.readOnce<ReceivedRead | null>({
    name: 'read.received',
    args: [ref, agency, from, until],
  })

export type SheetRead = Omit<DisclosureSheet, 'owner' | 'items'> & {
  authority: number
  owner: number
  key: string
  items: (Omit<DisclosureSheet['items'][number], 'text' | 'functional'> &
    Sealed & { held: string | null })[]
  agencies: AgencyBrief[]
}

export const readSheetOf = (reader: Reader, id: string) =>
  reader.readOnce<SheetRead | null>({ name: 'read.disclosure_sheet', args: [id] })

/** What others ask the chair to let out, the most pressing first; whoever is not the chair finds nothing. */
export async function listWaitingDisclosures(tx: ActorTx): Promise<DisclosuresWaiting['rows']> {
  const { authority, member, today } = tx.actor
  const { rows } = await sql<DisclosuresWaiting['rows'][number]>`
    select d.id, c.ref, jsonb_build_object('id', a.id, 'name', a.name, 'code', a.code, 'kind', a.kind) as owner,
           d.expires_on as "expiresOn"
      from app.disclosures d
      join app.cases c on c.authority_id = d.authority_id and c.id = d.case_id
      join app.agencies a on a.authority_id = d.authority_id and a.id = d.owner_agency_id
     where d.authority_id = ${authority} and d.state = 'asked' and d.asked_by <> ${member}
       and d.expires_on >= ${today}::date and 'chair' = any (actor.functions())
     order by d.expires_on, d.id limit 50
  `.execute(tx)
  await sql`select audit.record_read('disclosures.waiting', null, ${JSON.stringify({ disclosures: rows.map(({ id }) => id) })}::jsonb)`.execute(
    tx,
  )
  return rows
}
