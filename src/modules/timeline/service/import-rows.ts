import { z } from 'zod'
import type { Actor } from '../../../platform/db/as-actor.ts'
import { seal } from '../../../platform/seal/envelope.ts'
import type { Keyring } from '../../../platform/seal/keyring.ts'
import { birthTokens } from '../../persons/names/birth.ts'
import { nameTokens } from '../../persons/names/tokens.ts'
import { Certainty } from '../contract.ts'
import { rowFingerprint } from '../lists/compare.ts'
import { ListMapping } from '../lists/mapping.ts'
import type { GoodRow } from '../lists/reading.ts'
import { AnnouncedIdentity, birthOf } from './notice-identity.ts'

/** What is kept of a row between looking and taking in: mapped fields that a notice needs, no other. */
const StagedRow = z.object({
  identity: AnnouncedIdentity,
  release: z.string().nullable(),
  certainty: Certainty,
  earliest: z.string().nullable(),
  residence: z.enum(['city', 'unknown']),
  remand: z.boolean(),
  fingerprint: z.string(),
})
export type StagedRow = z.infer<typeof StagedRow>

/**
 * What stays of the rows that are not kept, until the next delivery: for each row of another
 * municipality a blind mark of number, name and date; for each bad row one of its number.
 */
export const DeliveryMarks = z.object({
  out: z.record(z.string(), z.tuple([z.string().nullable(), z.string().nullable()])),
  bad: z.array(z.string()),
  /** Bad rows without a number, by name and birth. */
  who: z.array(z.string()),
})
export type DeliveryMarks = z.infer<typeof DeliveryMarks>

export const Staged = z.object({
  mapping: ListMapping,
  rows: z.array(StagedRow),
  /** Blind tokens of every number on the list, of rows that cannot be trusted too. */
  seen: z.array(z.string()),
  marks: DeliveryMarks,
})
export type Staged = z.infer<typeof Staged>

/** A row beside what the database may compare: blind tokens and marks, no word of it. */
export interface BlindRow {
  id: string
  number_token: string
  fingerprint: string
  name_tokens: string[]
  birth_tokens: string[]
  residence: 'city' | 'unknown'
}

type Knows = Pick<Actor, 'authority' | 'keys'>

/** Makes of a good row what a notice needs. Place and postcode end here: they only told whose it is. */
export function stageRow(row: GoodRow, key: Buffer): StagedRow {
  const { number, family, given, birth, establishment, language, releases } = row
  return {
    identity: { family, given, birth, number, establishment, language, ...datesOf(releases) },
    release: row.release,
    certainty: certaintyOf(row),
    earliest: releases.earliest ?? null,
    residence: row.status === 'importable' ? 'city' : 'unknown',
    remand: row.remand ?? false,
    fingerprint: rowFingerprint(row, key),
  }
}

/** The blind side of a row under a new id. */
export function blindRow({ authority, keys }: Knows, id: string, row: StagedRow): BlindRow {
  const { identity } = row
  return {
    id,
    number_token: numberToken(keys, authority, identity.number),
    fingerprint: row.fingerprint,
    name_tokens: nameTokens(keys, authority, identity).map(String),
    birth_tokens: birthTokens(keys, authority, birthOf(identity.birth)).map(String),
    residence: row.residence,
  }
}

/** The row as the database keeps it: the identity sealed under a key of its own, for this notice only. */
export function sealRow(
  { authority, keys }: Knows,
  notice: string,
  row: StagedRow,
  blind: BlindRow,
) {
  const { key, wrapped } = keys.newDataKey(authority)
  const sealed = seal(key, JSON.stringify(row.identity), `release_notices.identity:${notice}`)
  return {
    ...blind,
    id: notice,
    key_wrapped: wrapped.toString('hex'),
    identity_sealed: sealed.toString('hex'),
    release_on: row.release,
    release_certainty: row.certainty,
    earliest_on: row.earliest,
    remand: row.remand,
  }
}

/** Numbers are compared as they are printed, without blanks around them. */
export function numberToken(keys: Keyring, authority: number, number: string): string {
  return String(keys.blind(authority, 'persons.number', number.trim()))
}

/** The secret of an authority's row marks, so that nobody finds a row again by trying names. */
export function fingerprintKey({ authority, keys }: Knows): Buffer {
  const parts = [0, 1, 2, 3].map((part) => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64BE(keys.blind(authority, 'release_notices.fingerprint', String(part)))
    return bytes
  })
  return Buffer.concat(parts)
}

/** A date whose kind the list did not say is taken as expected: it is neither firm nor missing. */
function certaintyOf(row: GoodRow): StagedRow['certainty'] {
  if (row.release === null) return 'unknown'
  return row.releaseKind === null || row.releaseKind === 'unknown' ? 'expected' : row.releaseKind
}

function datesOf({ earliest, expected, fixed }: GoodRow['releases']) {
  return { ...(earliest && { earliest }), ...(expected && { expected }), ...(fixed && { fixed }) }
}
