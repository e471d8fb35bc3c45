import { createHmac, randomBytes } from 'node:crypto'
import { deriveKey, masterKeyId } from './derive.ts'
import { KEY_BYTES, prepared, unwrapKey, wrapKey, wrappingKeyId } from './envelope.ts'
import { SealError } from './seal-error.ts'

/**
 * A row of `app.authority_keys`. A retired key closes nothing new; when nothing needs it any more
 * its bytes are destroyed and the empty row stays.
 */
export interface AuthorityKeyRow {
  authority_id: number
  id: number
  kind: 'seal' | 'blind'
  wrapped: Buffer | null
  created_at: Date
  retired_at: Date | null
}

/** What the server may do with keys; none of the keys above the data keys ever leaves it. */
export interface Keyring {
  /** A fresh key for one person, case or item, and the form in which its row keeps it. */
  newDataKey(authority: number): { key: Buffer; wrapped: Buffer }
  /** The key of a row; `key_unknown` when another process has rotated: `learn` and ask again. */
  dataKey(authority: number, wrapped: Buffer): Buffer
  /** A word turned into a number that can be compared but not read back without the key. */
  blind(authority: number, purpose: string, text: string): bigint
  /** What the access log keeps of a search: equal questions look equal, none can be read. */
  hashQuery(authority: number, query: string): string
  /** A secret for one named use, the same after every start. */
  secret(name: string): Buffer
  /** The same data key under the present key of the authority. */
  rewrap(authority: number, wrapped: Buffer): Buffer
  /** The row of a new sealing key. */
  newSealKey(authority: number, id: number): AuthorityKeyRow
  /** Takes the rows of the database as the whole truth; keys that are gone are forgotten. */
  learn(rows: readonly AuthorityKeyRow[]): void
}

interface AuthorityKeys {
  seals: Map<number, Buffer>
  current: number
  blind: Buffer | null
  /** Keys derived from the blind key, by purpose. */
  purposes: Map<string, Buffer>
}

const CACHED_DATA_KEYS = 10_000

/** Opens the keys of all authorities with the master key; they live in memory only. */
export function createKeyring(master: Buffer, rows: readonly AuthorityKeyRow[]): Keyring {
  let authorities = openRows(master, rows)
  const cache = new Map<string, Buffer>()

  const keysOf = (authority: number): AuthorityKeys => {
    const keys = authorities.get(authority)
    if (!keys) throw new SealError('key_unknown', `Authority ${authority} has no keys.`)
    return keys
  }
  const sealKey = (authority: number, id: number): Buffer => {
    const key = keysOf(authority).seals.get(id)
    if (!key) throw new SealError('key_unknown', `Key ${id} of authority ${authority} is not here.`)
    return key
  }
  const wrap = (authority: number, key: Buffer): Buffer => {
    const { current } = keysOf(authority)
    return wrapKey(sealKey(authority, current), current, key, dataContext(authority))
  }
  const unwrap = (authority: number, wrapped: Buffer): Buffer =>
    unwrapKey(sealKey(authority, wrappingKeyId(wrapped)), wrapped, dataContext(authority))

  return {
    newDataKey(authority) {
      const key = randomBytes(KEY_BYTES)
      return { key, wrapped: wrap(authority, key) }
    },
    dataKey(authority, wrapped) {
      const name = `${authority}:${wrapped.toString('latin1')}`
      const key = cache.get(name) ?? unwrap(authority, wrapped)
      remember(cache, name, key)
      return key
    },
    blind: (authority, purpose, text) =>
      blindDigest(keysOf(authority), authority, purpose, text).readBigInt64BE(0),
    hashQuery: (authority, query) =>
      blindDigest(keysOf(authority), authority, 'query', query.trim().toLowerCase()).toString(
        'base64url',
      ),
    secret: (name) => deriveKey(master, `secret:${name}`),
    rewrap: (authority, wrapped) => wrap(authority, unwrap(authority, wrapped)),
    newSealKey: (authority, id) => newRow(master, authority, id, 'seal'),
    learn(fresh) {
      authorities = openRows(master, fresh)
      cache.clear()
    },
  }
}

/** The rows with which an authority begins: one key for sealing, one for blind tokens. */
export function firstKeys(master: Buffer, authority: number): AuthorityKeyRow[] {
  return [newRow(master, authority, 1, 'seal'), newRow(master, authority, 2, 'blind')]
}

/** The same authority key under another master key; a row that already has it is left alone. */
export function rewrapAuthorityKey(from: Buffer, to: Buffer, row: AuthorityKeyRow): Buffer | null {
  if (!row.wrapped || wrappingKeyId(row.wrapped) === masterKeyId(to)) return row.wrapped
  const key = openRow(from, row)
  return wrapKey(to, masterKeyId(to), key, rowContext(row))
}

function newRow(
  master: Buffer,
  authority: number,
  id: number,
  kind: AuthorityKeyRow['kind'],
): AuthorityKeyRow {
  const about = { authority_id: authority, id, kind }
  const wrapped = wrapKey(master, masterKeyId(master), randomBytes(KEY_BYTES), rowContext(about))
  return { ...about, wrapped, created_at: new Date(), retired_at: null }
}

function openRows(master: Buffer, rows: readonly AuthorityKeyRow[]): Map<number, AuthorityKeys> {
  const authorities = new Map<number, AuthorityKeys>()
  for (const row of rows) {
    if (!row.wrapped) continue
    const keys = authorities.get(row.authority_id) ?? {
      seals: new Map<number, Buffer>(),
      current: 0,
      blind: null,
      purposes: new Map<string, Buffer>(),
    }
    const key = openRow(master, row)
    if (row.kind === 'blind') keys.blind = key
    else {
      keys.seals.set(row.id, key)
      if (!row.retired_at) keys.current = row.id
    }
    authorities.set(row.authority_id, keys)
  }
  return authorities
}

function openRow(master: Buffer, row: AuthorityKeyRow): Buffer {
  if (!row.wrapped) throw new SealError('key_retired', `Key ${row.id} was destroyed.`)
  if (wrappingKeyId(row.wrapped) !== masterKeyId(master)) {
    throw new SealError(
      'master_key_other',
      'The keys in the database were sealed with another master key than the one given.',
    )
  }
  return unwrapKey(master, row.wrapped, rowContext(row))
}

function blindDigest(
  keys: AuthorityKeys,
  authority: number,
  purpose: string,
  text: string,
): Buffer {
  if (!keys.blind) throw new SealError('key_unknown', `Authority ${authority} has no blind key.`)
  const key = keys.purposes.get(purpose) ?? deriveKey(keys.blind, `blind:${purpose}`)
  keys.purposes.set(purpose, key)
  return createHmac('sha256', prepared(key)).update(text, 'utf8').digest()
}

/** Least recently used goes first: a Map keeps the order in which names were put in. */
function remember(cache: Map<string, Buffer>, name: string, key: Buffer): void {
  cache.delete(name)
  cache.set(name, key)
  if (cache.size <= CACHED_DATA_KEYS) return
  const oldest = cache.keys().next()
  if (!oldest.done) cache.delete(oldest.value)
}

/** What a data key is bound to, so that no authority opens the key of another. */
export function dataContext(authority: number): string {
  return `data-key:${authority}`
}

/** What the key of an authority is bound to in its row. */
export function rowContext(row: Pick<AuthorityKeyRow, 'authority_id' | 'id' | 'kind'>): string {
  return `authority-key:${row.authority_id}:${row.id}:${row.kind}`
}
