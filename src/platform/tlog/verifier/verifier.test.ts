import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { compareVerifiers, verdictOf } from '../../../../tests/second-verifier/compare.ts'
import { type Bending, randomLog } from '../../../../tests/second-verifier/random-log.ts'
import { readKnown } from './command.mjs'
import { isSigned } from './ed25519.mjs'
import { Refused } from './notes.mjs'
import { sha256, sha512 } from './sha.mjs'
import { givenOut, verifierFile, verifierPage } from './single-file.ts'
import { type VerifyWish, verifyExport } from './verify-export.mjs'

const folder = mkdtempSync(join(tmpdir(), 'verifier-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('TL-08 the verifier brings its own cryptography', () => {
  test('its hashes are those of the standard, at every length around the blocks', () => {
    for (let length = 0; length < 300; length += 1) {
      const bytes = randomBytes(length)
      const halves = sha256()
        .update(bytes.subarray(0, length / 3))
        .update(bytes.subarray(length / 3))
      expect(Buffer.from(halves.digest())).toEqual(createHash('sha256').update(bytes).digest())
      expect(Buffer.from(sha512(bytes))).toEqual(createHash('sha512').update(bytes).digest())
    }
  })
  test('it accepts what Ed25519 signs and nothing beside it', () => {
    for (let round = 0; round < 6; round += 1) {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519')
      const key = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
      const message = randomBytes(round * 40)
      const signature = sign(null, message, privateKey)
      expect(isSigned(key, message, signature)).toBe(true)
      const bent = Buffer.from(signature)
      bent.writeUInt8((bent[round * 9] ?? 0) ^ 4, round * 9)
      expect(isSigned(key, message, bent)).toBe(false)
      expect(isSigned(key, Buffer.concat([message, Buffer.from('x')]), signature)).toBe(false)
      // The same signature with the order of the group added would be a second spelling.
      expect(isSigned(key, message, withOrderAdded(signature))).toBe(false)
    }
  })
})

function withOrderAdded(signature: Buffer): Buffer {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + order
  const half = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse()
  return Buffer.concat([signature.subarray(0, 32), half])
}

const refusals: [Bending, string][] = [
  ['byte', 'one byte changed'],
  ['removed', 'a line removed'],
  ['swapped', 'two lines in another order'],
  ['doubled', 'a line twice'],
  ['truncated', 'the end cut off'],
  ['repaired', 'an entry replaced and every hash and signature of the file made anew'],
  ['resigned', 'the whole log made anew and signed, but not by its witnesses'],
  ['forked', 'another past than the checkpoint that was given out'],
  ['unwitnessed', 'fewer witnesses than agreed'],
  ['node', 'a node of the tree passed off as a leaf'],
  ['moved', 'an entry at another place'],
]

async function refused(bytes: Buffer, wish: VerifyWish): Promise<string> {
  try {
    await verifyExport([bytes], wish)
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
  return 'verified'
}
const logs = async (bending: Bending, count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => randomLog(9000 + index, bending)))

describe('LED-35 an export is verified, and refused when anything was done to it', () => {
  test('an untouched export is verified, in one piece and in many', async () => {
    for (const { bytes } of await logs('none', 12)) {
      expect(await verdictOf(bytes)).toMatch(/^verified/)
      const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) =>
        bytes.subarray(index * 7, index * 7 + 7),
      )
      expect((await verifyExport(pieces)).size).toBeGreaterThan(1)
    }
  })
  for (const [bending, what] of refusals)
    test(`${what}: refused`, async () => {
      const whole = await logs('none', 10)
      for (const [index, { bytes, bending: done }] of (await logs(bending, 10)).entries()) {
        // Two equal lines or the last one moved nowhere: nothing was done.
        if (bytes.equals(whole[index]?.bytes as Buffer)) continue
        expect(await verdictOf(bytes), `${done} ${index}`).toMatch(/^refused/)
      }
    })
  test('keys count only when the reader trusts them, and the reader may ask for more witnesses', async () => {
    const { bytes, trust } = await randomLog(9002, 'none')
    expect(await refused(bytes, { trust })).toBe('verified')
    expect(await refused(bytes, { trust: trust.slice(1) })).toBe('key_unknown')
    expect(await refused(bytes, { quorum: trust.length })).toBe('quorum_missing')
  })
  test('a checkpoint that the reader kept must be a beginning of the log', async () => {
    const { bytes } = await randomLog(9002, 'none')
    const { size, root } = await verifyExport([bytes])
    const known = (text: string) => ({ known: readKnown(text) })
    expect(await refused(bytes, known(`x\n${size}\n${root}\n`))).toBe('verified')
    const other = randomBytes(32).toString('base64')
    expect(await refused(bytes, known(`x\n${size}\n${other}\n`))).toBe('forked')
    expect(await refused(bytes, known(`x\n${size + 1}\n${other}\n`))).toBe('known_not_covered')
  })
})

describe('TL-08 verification does not need the product', () => {
  test('the files that partners are given are made of what is tested here', () => {
    // Changed on purpose? Then run: tsx scripts/generate-verifier.mjs
    expect(readFileSync(join(givenOut, 'verify.mjs'), 'utf8')).toBe(verifierFile())
    expect(readFileSync(join(givenOut, 'verify.html'), 'utf8')).toBe(verifierPage())
    const loads = [...verifierPage().matchAll(/\b(?:src|href)=|^import |import\('(?!node:)/gm)]
    expect(loads).toEqual([])
  })
  test('the one file verifies on the command line, in an empty folder', async () => {
    const [whole, bent] = [await randomLog(9002, 'none'), await randomLog(9002, 'byte')]
    writeFileSync(join(folder, 'verify.mjs'), verifierFile())
    writeFileSync(join(folder, 'whole.jsonl'), whole.bytes)
    writeFileSync(join(folder, 'bent.jsonl'), bent.bytes)
    writeFileSync(join(folder, 'keys.txt'), `# of the partners\n${whole.trust.join('\n')}\n`)
    const options = { cwd: folder, encoding: 'utf8' } as const
    const said = execFileSync(
      process.execPath,
      ['verify.mjs', 'whole.jsonl', '--trust', 'keys.txt'],
      options,
    )
    expect(said).toMatch(/^Verified: \d+ events of city9002/)
    expect(said).toContain('All keys are those you named.')
    const other = spawnSync(process.execPath, ['verify.mjs', 'bent.jsonl'], options)
    expect(other.stdout).toMatch(/^REFUSED, line \d+/)
    expect(other.status).toBe(1)
  })
  test('a second implementation in another language says the same, line and reason', async () => {
    // A sample; `npm run prove:log` compares a thousand.
    for (const { seed, first, second } of await compareVerifiers(500, 12))
      expect(second, `log ${seed}`).toBe(first)
  })
})
