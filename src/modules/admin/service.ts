import { z } from 'zod'
import { inviteMember } from '../../platform/auth/invitations.ts'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import { notFound } from '../../platform/errors.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursors.ts'
import { versionOutdated } from '../../platform/http/versions.ts'
import type {
  Agency,
  AgencyList,
  ChangeAgency,
  ChangeMember,
  Member,
  MemberInvited,
  MemberList,
  MembersQuery,
  NewAgency,
  NewDesk,
  NewMember,
} from './contract.ts'
import {
  findMember,
  listAgencyRows,
  listMemberRows,
  saveAgency,
  saveAgencyChange,
  saveDesk,
  saveMember,
  saveMemberChange,
  saveMemberEnd,
} from './queries.ts'

/** The partner agencies of the own authority; known to everybody who works in one of them. */
export async function listAgencies(tx: ActorTx): Promise<AgencyList> {
  return { agencies: await listAgencyRows(tx) }
}

/** One partner agency. */
export async function readAgency(tx: ActorTx, id: number): Promise<Agency> {
  const [agency] = await listAgencyRows(tx, id)
  if (!agency) throw notFound('agency')
  return agency
}

/** A new partner, with a contact point that may be asked from now on. */
export async function createAgency(tx: ActorTx, agency: NewAgency): Promise<Agency> {
  return readAgency(tx, await saveAgency(tx, agency))
}

/** Corrects name, badge or how an agency is reached. */
export async function changeAgency(
  tx: ActorTx,
  id: number,
  version: number,
  change: ChangeAgency,
): Promise<Agency> {
  const current = await readAgency(tx, id)
  if (current.version !== version) throw versionOutdated(version, current)
  await saveAgencyChange(tx, id, version, change)
  return readAgency(tx, id)
}

/** A further desk of an agency; cases may sit with it once somebody gives it a seat. */
export async function createDesk(tx: ActorTx, agency: number, desk: NewDesk): Promise<Agency> {
  await saveDesk(tx, agency, desk.name, desk.kind)
  return readAgency(tx, agency)
}

const Place = z.strictObject({ name: z.string(), id: z.int() })

/** Colleagues by name. */
export async function listMembers(tx: ActorTx, query: MembersQuery): Promise<MemberList> {
  const { agency, q, limit, cursor } = query
  const rows = await listMemberRows(tx, {
    limit: limit + 1,
    ...(agency !== undefined && { agency }),
    ...(q && { q }),
    ...(cursor && { after: decodeCursor(Place, cursor) }),
  })
  const members = rows.slice(0, limit)
  const last = members.at(-1)
  const more = rows.length > limit && last
  return { members, nextCursor: more ? encodeCursor({ name: last.name, id: last.id }) : null }
}

/**
 * A new colleague and the link with which they set their passphrase. The link is told once: it is not
 * kept anywhere, so a repeated request answers without it.
 */
export async function createMember(
  tx: ActorTx,
  member: NewMember,
  origin: string,
): Promise<MemberInvited> {
  const id = await saveMember(tx, member)
  if (member.endsOn) await saveMemberChange(tx, id, 1, { endsOn: member.endsOn })
  const invitation = await inviteMember(tx, id, origin)
  return { ...(await readMember(tx, id)), invitation }
}

/** What a repeated create finds: the colleague, never the link. */
export async function readInvited(tx: ActorTx, id: number): Promise<MemberInvited> {
  return { ...(await readMember(tx, id)), invitation: null }
}

/** Other functions, desks or language; they count from the member's very next request. */
export async function changeMember(
  tx: ActorTx,
  id: number,
  version: number,
  change: ChangeMember,
): Promise<Member> {
  await refuseOutdated(tx, id, version)
  await saveMemberChange(tx, id, version, change)
  return readMember(tx, id)
}

/** Signed out everywhere at once and gone from all desks; what the agency accepted stays with its desks. */
export async function endMember(tx: ActorTx, id: number, version: number): Promise<Member> {
  await refuseOutdated(tx, id, version)
  await saveMemberEnd(tx, id, version)
  return readMember(tx, id)
}

async function refuseOutdated(tx: ActorTx, id: number, version: number): Promise<void> {
  const current = await readMember(tx, id)
  if (current.version !== version) throw versionOutdated(version, current)
}

async function readMember(tx: ActorTx, id: number): Promise<Member> {
  const member = await findMember(tx, id)
  if (!member) throw notFound('member')
  return member
}
