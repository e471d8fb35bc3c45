import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open, seal } from '../../../platform/seal/envelope.ts'
import type { HeldCase } from '../../cases/service/hold-case.ts'
import type { ContinuityLane, Lane } from '../../timeline/contract.ts'
import { continuityFor } from '../../timeline/service/continuity.ts'
import { type MeetingPackage, PackagePart } from '../meeting-contract.ts'
import { type FoundMeeting, readPackage } from '../queries/meetings.ts'

const Content = z.object({
  nonce: z.string(),
  release: z.object({
    on: z.string().nullable(),
    certainty: z.enum(['earliest', 'expected', 'fixed', 'unknown']),
    earliestOn: z.string().nullable(),
  }),
  part: PackagePart,
})

const kindOf = (meeting: string, category: string) =>
  `handover_packages.content:${meeting}:${category}`
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/**
 * The map and the checklist as they are now, one part for each part of life, so that each keeps its
 * own readers. Voluntary help and wishes are left out: they are no matter of the table.
 */
export async function packParts(tx: ActorTx, held: HeldCase, meeting: string, found: FoundMeeting) {
  const { authority, keys } = tx.actor
  const map = await continuityFor(tx, held.id)
  const key = keys.dataKey(authority, Buffer.from(held.key, 'hex'))
  return map.lanes
    .filter(({ view }) => view === 'full')
    .map((lane) => {
      const content = JSON.stringify({
        nonce: randomBytes(16).toString('hex'),
        release: map.release,
        part: partOf(lane, found),
      })
      return {
        category: lane.domain,
        content: seal(key, content, kindOf(meeting, lane.domain)).toString('hex'),
        sha256: sha256(content),
      }
    })
}

function partOf(lane: ContinuityLane, { checks }: FoundMeeting): PackagePart {
  const wished = lane.required === 'wish'
  return {
    category: lane.domain,
    leads: lane.leads
      .filter(({ voluntary }) => !voluntary)
      .map(({ agency, from, until, state }) => ({ agency: agency.name, from, until, state })),
    gaps: wished ? [] : lane.gaps,
    milestones: lane.milestones.map(({ code, on, status }) => ({ code, on, status })),
    checks: checks
      .filter(({ category }) => category === lane.domain)
      .map(({ code, answer, agency, until }) => ({
        code,
        answer: answer as PackagePart['checks'][number]['answer'],
        agency,
        until,
      })),
  }
}

/** What was handed over, as it was on that day; `unchanged` says that its hash is still the same. */
export async function openPackage(reader: Reader, id: string): Promise<MeetingPackage> {
  const read = await readPackage(reader, id)
  if (!read) throw notFound('meeting')
  const key = reader.keys.dataKey(read.authority, Buffer.from(read.caseKey, 'hex'))
  const parts = read.parts.map(({ category, content, sha256: kept }) => {
    const text = open(key, Buffer.from(content, 'hex'), kindOf(id, category))
    return { ...Content.parse(JSON.parse(text)), sha256: kept, unchanged: sha256(text) === kept }
  })
  return {
    heldOn: read.heldOn,
    release: parts[0]?.release ?? null,
    parts: parts
      .map(({ part, sha256: kept, unchanged }) => ({ ...part, sha256: kept, unchanged }))
      .sort((a, b) => order(a.category) - order(b.category)),
  }
}

const order = (category: Lane) => PackagePart.shape.category.options.indexOf(category)
