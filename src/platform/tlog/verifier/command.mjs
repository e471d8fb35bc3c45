import { bytesOf, Refused } from './notes.mjs'
import { verifyExport } from './verify-export.mjs'

/** What a person reads of a verified export. */
export function describeVerified(found) {
  const when = (second) => new Date(second * 1000).toISOString()
  const witnesses = found.witnesses.map(
    ({ name, second }) => `  witnessed by ${name} at ${when(second)}`,
  )
  const trust = found.trusted
    ? 'All keys are those you named.'
    : 'The keys come from the export itself. Compare them with those you were given:'
  return [
    `Verified: ${found.events} events of ${found.origin}, unchanged and in their order.`,
    found.proofs === 'range'
      ? 'They are neighbours: none is missing between the first and the last.'
      : 'They were chosen singly: each stands in the log, others may lie between them.',
    ...(found.gone > 0
      ? [
          `${found.gone} more entries are proven to have existed; what they said is not in this file.`,
        ]
      : []),
    `The log has ${found.size} entries; its root is ${found.root}.`,
    ...(witnesses.length > 0
      ? witnesses
      : ['  No witness has signed: only the log itself vouches for this.']),
    trust,
    ...found.keys.map((key) => `  ${key}`),
    '',
  ].join('\n')
}

/** One trusted key per line; empty lines and lines that begin with # are passed over. */
export const readTrust = (text) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))

/** The size and root of a checkpoint that the reader kept; its signature was checked when it was kept. */
export function readKnown(text) {
  const [, size = '', root = ''] = text.split('\n')
  const bytes = bytesOf(root, 32)
  if (!/^\d+$/.test(size) || !bytes)
    throw new Refused('malformed', 0, 'The known checkpoint is none.')
  return { size: Number(size), root: bytes }
}

/** node verify.mjs EXPORT [--trust KEYS] [--quorum N] [--known CHECKPOINT] */
export async function verifyCommand(args, say) {
  const { createReadStream, readFileSync } = await import('node:fs')
  const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const file = args[0]
  if (!file || file.startsWith('-')) {
    say('node verify.mjs EXPORT [--trust KEYS] [--quorum N] [--known CHECKPOINT]\n')
    return 2
  }
  const [trust, known, quorum] = ['--trust', '--known', '--quorum'].map(option)
  try {
    const found = await verifyExport(createReadStream(file, { highWaterMark: 1 << 20 }), {
      ...(trust && { trust: readTrust(readFileSync(trust, 'utf8')) }),
      ...(known && { known: readKnown(readFileSync(known, 'utf8')) }),
      ...(quorum && { quorum: Number(quorum) }),
    })
    say(args.includes('--json') ? `${JSON.stringify(found)}\n` : describeVerified(found))
    return 0
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (args.includes('--json'))
      say(`${JSON.stringify({ refused: error.code, line: error.line })}\n`)
    else say(`REFUSED, line ${error.line}: ${error.message}\n`)
    return 1
  }
}
