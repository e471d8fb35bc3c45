import { open, seal } from '../../../platform/seal/envelope.ts'
import type { Keyring } from '../../../platform/seal/keyring.ts'
import { FunctionalStatement, type ItemWords } from '../contract.ts'
import type { SealedWords } from '../queries/read.ts'

/** Stands before the code of a functional statement, so that a version says by itself what it is. */
const fromList = '\u0001'

type Part = 'text' | 'source' | 'method' | 'reason'

const placeOf = (part: Part, item: string, version: number) =>
  `item_versions.${part}:${item}:${version}`

/** Closes words for the one version of the one item for which they were written. */
export function sealPart(key: Buffer, part: Part, item: string, version: number, words: string) {
  return seal(key, words, placeOf(part, item, version)).toString('hex')
}

/** A statement of the list, as it is kept. */
export const writeFunctional = (statement: FunctionalStatement) =>
  fromList + JSON.stringify(statement)

/** Opens the words of a version for somebody to whom the database has given them. */
export function openWords(
  keys: Keyring,
  authority: number,
  item: string,
  wrapped: string | null,
  words: SealedWords | null,
): ItemWords | null {
  if (!words || !wrapped) return null
  const key = keys.dataKey(authority, Buffer.from(wrapped, 'hex'))
  const opened = (part: Part) => {
    const sealed = words[part]
    return sealed ? open(key, Buffer.from(sealed, 'hex'), placeOf(part, item, words.version)) : null
  }
  const text = opened('text')
  const listed = text?.startsWith(fromList)
  return {
    ...words,
    text: listed ? null : text,
    functional: listed ? FunctionalStatement.parse(JSON.parse(text?.slice(1) ?? '')) : null,
    source: opened('source'),
    method: opened('method'),
    reason: opened('reason'),
  }
}

/** Words about an item beside its versions: why it was taken back, why nothing less would do. */
export const sealBeside = (key: Buffer, kind: string, item: string, words: string) =>
  seal(key, words, `${kind}:${item}`)

export function openBeside(key: Buffer, kind: string, item: string, sealed: string | null) {
  return sealed ? open(key, Buffer.from(sealed, 'hex'), `${kind}:${item}`) : null
}
