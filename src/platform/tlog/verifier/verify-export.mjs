import {
  bytesOf,
  growing,
  keyOf,
  nodeOf,
  Refused,
  readCheckpoint,
  readNote,
  same,
  utf8,
} from './notes.mjs'
import { sha256 } from './sha.mjs'

// An export of a log, line by line. The form is written down in access-log-format.md.

const FORMAT = 'throughcare-log-export/1'
const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Verifies an export. Resolves with what was proven, or throws `Refused`.
 *
 * `trust` names the keys that the reader has from somewhere else than the export: then no other
 * key counts. Without it the export is only shown to fit the keys that it brings itself.
 */
export async function verifyExport(chunks, { trust, quorum, known } = {}) {
  const whole = sha256()
  const state = {
    line: 0,
    leaves: 0,
    events: 0,
    gone: 0,
    forest: growing(),
    whole,
    trust,
    quorum,
    known,
  }
  for await (const line of linesOf(chunks)) {
    if (state.sealed)
      throw new Refused('malformed', state.line + 1, 'Something follows the last line.')
    state.line += 1
    const value = parsed(line, state.line)
    if ('seal' in value) readSeal(state, value, line)
    else if (!state.head) readHead(state, value)
    else readLeaf(state, value)
    whole.update(line).update(Uint8Array.of(10))
  }
  if (!state.sealed) throw new Refused('truncated', state.line, 'The last line is missing.')
  return state.sealed
}

/** Whole lines; one without its newline at the end of the file is none. */
async function* linesOf(chunks) {
  let rest = new Uint8Array(0)
  for await (const chunk of chunks) {
    const bytes = new Uint8Array(rest.length + chunk.length)
    bytes.set(rest)
    bytes.set(chunk, rest.length)
    let from = 0
    for (let end = bytes.indexOf(10, rest.length); end >= 0; end = bytes.indexOf(10, from)) {
      yield bytes.subarray(from, end)
      from = end + 1
    }
    rest = bytes.slice(from)
  }
  if (rest.length > 0) throw new Refused('truncated', 0, 'The last line is not whole.')
}

function parsed(line, at) {
  try {
    const value = JSON.parse(text.decode(line))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Said below.
  }
  throw new Refused('malformed', at, 'A line is not the JSON of an object.')
}

const hashes = (list) => {
  const all = Array.isArray(list) ? list.map((one) => bytesOf(one, 32)) : [undefined]
  return all.includes(undefined) ? undefined : all
}
const isCount = (value) => Number.isSafeInteger(value) && value >= 0

function readHead(state, head) {
  const malformed = new Refused('malformed', 1, `The first line is not that of ${FORMAT}.`)
  if (head.format !== FORMAT || !Array.isArray(head.witnesses) || !Array.isArray(head.earlier))
    throw malformed
  const keys = [head.log, ...head.witnesses]
  const stranger = state.trust && keys.find((key) => !state.trust.includes(key))
  if (stranger)
    throw new Refused('key_unknown', 1, `The key ${stranger} is none of those you trust.`)
  const [log, ...witnesses] = keys.map(keyOf)
  const wrong = log?.type !== 1 || witnesses.some((key) => key?.type !== 4)
  if (wrong || new Set(keys).size !== keys.length || !isCount(head.quorum)) throw malformed
  const [left, right] = [hashes(head.left), hashes(head.right)]
  if (!left || !right || !isCount(head.first) || !isCount(head.count)) throw malformed
  if (head.proofs !== 'range' && head.proofs !== 'each') throw malformed
  const checkpoint = readCheckpoint(head.checkpoint, { log, witnesses }, 1)
  const needed = state.quorum ?? head.quorum
  if (checkpoint.cosigned.length < needed)
    throw new Refused(
      'quorum_missing',
      1,
      `${checkpoint.cosigned.length} witnesses have signed; ${needed} must.`,
    )
  state.head = { ...head, log, witnesses, checkpoint, left, right }
  state.earlier = head.earlier.map((one) => readEarlier(state, one))
  if (head.proofs === 'range') beginRange(state)
}

/** A checkpoint that was given out before, with the proof that this tree begins with that one. */
function readEarlier({ head }, { checkpoint, proof }) {
  const old = readCheckpoint(checkpoint, head, 1)
  const { size, root } = head.checkpoint
  const path = hashes(proof)
  if (!path) throw new Refused('malformed', 1, 'A consistency proof is not written as one.')
  if (!isBeginning(old, { size, root }, path))
    throw new Refused(
      'inconsistent',
      1,
      `The log of ${old.size} entries is not the beginning of this one.`,
    )
  return old
}

/** RFC 9162, 2.1.4.2. */
function isBeginning(old, now, proof) {
  if (old.size > now.size) return false
  if (old.size === now.size) return proof.length === 0 && same(old.root, now.root)
  if (old.size === 0) return proof.length === 0
  let [place, last] = [old.size - 1, now.size - 1]
  const half = () => {
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  while (place % 2 === 1) half()
  const [first, ...rest] = place === 0 ? [old.root, ...proof] : proof
  if (!first) return false
  let [before, after] = [first, first]
  for (const beside of rest) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      before = nodeOf(beside, before)
      after = nodeOf(beside, after)
      while (place % 2 === 0 && place !== 0) half()
    } else after = nodeOf(after, beside)
    half()
  }
  return last === 0 && same(before, old.root) && same(after, now.root)
}

/** RFC 9162, 2.1.3.2. */
function isIncluded(index, leaf, { size, root }, proof) {
  if (index >= size) return false
  let [place, last, hash] = [index, size - 1, leaf]
  const half = () => {
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  for (const beside of proof) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      hash = nodeOf(beside, hash)
      while (place % 2 === 0 && place !== 0) half()
    } else hash = nodeOf(hash, beside)
    half()
  }
  return last === 0 && same(hash, root)
}

/** What lies before the first leaf: the whole subtrees of which its number is the sum. */
function beginRange({ head, forest }) {
  let before = head.first
  for (const hash of head.left) {
    const count = before > 0 ? 2 ** Math.floor(Math.log2(before)) : 0
    if (count === 0)
      throw new Refused('malformed', 1, 'There are too many hashes before the first leaf.')
    forest.push(hash, count)
    before -= count
  }
  if (before > 0) throw new Refused('malformed', 1, 'A hash before the first leaf is missing.')
}

function readLeaf(state, leaf) {
  const { head, line } = state
  const wrong = (code, sentence) => {
    throw new Refused(code, line, sentence)
  }
  const hash = bytesOf(leaf.hash, 32)
  if (!hash || !isCount(leaf.i)) wrong('malformed', 'A leaf has no number or no hash.')
  const expected = head.first + state.leaves
  if (head.proofs === 'range' ? leaf.i !== expected : leaf.i <= (state.last ?? -1))
    wrong('order', `Entry ${leaf.i} stands in the wrong place, or one before it is missing.`)
  if ('event' in leaf) {
    const nonce = bytesOf(leaf.nonce, 32)
    if (!nonce || typeof leaf.event !== 'string')
      wrong('malformed', 'An event is not written as one.')
    const own = sha256()
      .update(Uint8Array.of(0))
      .update(nonce)
      .update(utf8.encode(leaf.event))
      .digest()
    if (!same(own, hash)) wrong('leaf_changed', `Entry ${leaf.i} is not what was sealed.`)
    state.events += 1
  } else if (typeof leaf.gone === 'string') state.gone += 1
  else wrong('malformed', 'A leaf has neither an event nor the reason why it is gone.')
  if (head.proofs === 'range') state.forest.push(hash)
  else {
    const proof = hashes(leaf.proof)
    if (!proof || !isIncluded(leaf.i, hash, head.checkpoint, proof))
      wrong('not_included', `Entry ${leaf.i} is not proven to stand in the log.`)
  }
  state.last = leaf.i
  state.leaves += 1
  const { known } = state
  if (known?.size === leaf.i + 1 && head.proofs === 'range') known.seen = state.forest.root()
}

function readSeal(state, { seal }, line) {
  const { head, forest, leaves, whole } = state
  const wrong = (code, sentence) => new Refused(code, state.line, sentence)
  if (!head) throw wrong('malformed', 'The first line is missing.')
  const { checkpoint } = head
  if (leaves !== head.count)
    throw wrong('order', `${head.count} entries are announced, ${leaves} are here.`)
  if (head.proofs === 'range') {
    let at = head.first + leaves
    for (const hash of head.right) {
      let count = 1
      while (at % (count * 2) === 0 && at + count * 2 <= checkpoint.size) count *= 2
      if (at + count > checkpoint.size)
        throw wrong('malformed', 'There are too many hashes behind the last leaf.')
      forest.push(hash, count)
      at += count
    }
    if (at !== checkpoint.size || !same(forest.root(), checkpoint.root))
      throw wrong('root_differs', 'These entries do not make the log that was signed.')
  }
  const { body, signed } = readNote(seal, [head.log], state.line)
  const digest = btoa(String.fromCharCode(...whole.digest()))
  if (signed.length !== 1 || body !== `${FORMAT}\n${head.log.name}\n${state.line - 1}\n${digest}\n`)
    throw wrong('seal_wrong', 'The last line does not close this file.')
  if (!same(line, utf8.encode(`{"seal":${JSON.stringify(seal)}}`)))
    throw wrong('malformed', 'The last line is not written as it must be.')
  compareKnown(state)
  const { origin, size, root, cosigned } = checkpoint
  const { events, gone, earlier } = state
  const witnesses = cosigned.map(({ key, time }) => ({ name: key.name, second: time }))
  state.sealed = {
    ...{
      origin,
      size,
      root: btoa(String.fromCharCode(...root)),
      events,
      gone,
      witnesses,
      proofs: head.proofs,
    },
    ...{ quorum: head.quorum, earlier: earlier.map((one) => one.size), made: String(head.made) },
    ...{
      trusted: state.trust !== undefined,
      keys: [head.log, ...head.witnesses].map(({ name, id }) => `${name} ${id}`),
    },
  }
}

/** A checkpoint that the reader kept from before must be a beginning of this log. */
function compareKnown({ known, head, earlier, line }) {
  if (!known) return
  const at =
    [...earlier, head.checkpoint].find(({ size }) => size === known.size)?.root ?? known.seen
  if (!at)
    throw new Refused(
      'known_not_covered',
      line,
      `Nothing here reaches back to the log of ${known.size} entries that you know.`,
    )
  if (!same(at, known.root))
    throw new Refused(
      'forked',
      line,
      `The log of ${known.size} entries that you know was another one.`,
    )
}
