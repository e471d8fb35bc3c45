import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { askWitness } from './ask-witness.ts'
import { formatCheckpoint } from './checkpoint.ts'
import {
  COSIGNATURE_V1,
  ED25519,
  formatNote,
  isSignedBy,
  makeSigner,
  parseNote,
  parseSignature,
  type Signer,
} from './signed-note.ts'
import { memoryStore } from './tile-store.ts'
import { appendLeaves, openTree, type TileTree } from './tile-tree.ts'
import { leafHash } from './tree-hash.ts'
import { makeWitness, type Witness } from './witness.ts'
import { claimFolder } from './witness-folder.ts'
import { serveWitness } from './witness-server.ts'

const log = makeSigner('city.example/log', ED25519, randomBytes(32))
const signer = makeSigner('court.example/witness', COSIGNATURE_V1, randomBytes(32))
const now = () => new Date(1_700_000_000_000)
const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

let folder: string
let witness: Witness
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tlog-witness-'))
  folders.push(folder)
  witness = makeWitness({ signer, logs: [log.verifier], folder, now })
})

async function treeOf(size: number, word = 'entry'): Promise<TileTree> {
  const store = memoryStore()
  const leaves = Array.from({ length: size }, (_, index) =>
    leafHash(Buffer.from(`${word} ${index}`)),
  )
  return openTree(store, await appendLeaves(store, 0, leaves))
}
const ours = await treeOf(600)
const theirs = await treeOf(600, 'forged')

async function noteOf(tree: TileTree, size: number, by: Signer = log): Promise<string> {
  const root = await tree.rootAt(size)
  const text = formatCheckpoint({ origin: by.verifier.name, size, root, extensions: [] })
  return formatNote({ text, signatures: [by.sign(text)] })
}
async function request(old: number, size: number, tree = ours, by = log): Promise<string> {
  const proof = old <= size ? await tree.consistency(old, size) : []
  const lines = proof.map((hash) => `${hash.toString('base64')}\n`).join('')
  return `old ${old}\n${lines}\n${await noteOf(tree, size, by)}`
}
const status = async (body: string) => (await witness.add(body)).status

describe('TL-04 a witness signs by the rules of the specification', () => {
  test('a log that only grew is signed, with the time', async () => {
    for (const [old, size] of [
      [0, 10],
      [10, 10],
      [10, 256],
      [256, 600],
    ] as const) {
      const { status: code, body } = await witness.add(await request(old, size))
      expect(code).toBe(200)
      const { bytes, name } = parseSignature(body.trimEnd())
      expect(name).toBe('court.example/witness')
      expect(isSignedBy(signer.verifier, parseNote(await noteOf(ours, size)).text, bytes)).toBe(
        true,
      )
      expect(bytes.readBigUInt64BE(0)).toBe(1_700_000_000n)
    }
    expect((await witness.seen()).map(({ size }) => size)).toEqual([600])
  })
  test('404 for a log it does not watch, 403 for one that has not signed', async () => {
    const stranger = makeSigner('other.example/log', ED25519, randomBytes(32))
    expect(await status(await request(0, 5, ours, stranger))).toBe(404)
    const pretender = makeSigner('city.example/log', ED25519, randomBytes(32))
    expect(await status(await request(0, 5, ours, pretender))).toBe(403)
    const good = await request(0, 5)
    expect(await status(good.replace(/\n5\n/, '\n6\n'))).toBe(403)
    expect(await witness.seen()).toEqual([])
  })
  test('400 for what is no request, or an old size beyond the new', async () => {
    const good = await request(0, 5)
    for (const wrong of [
      ...['', 'old', 'old 1', good.replace('old 0', 'old 00'), good.replace('old 0', 'old -1')],
      ...[good.replace('old 0\n', 'old 0 \n'), good.replace('old 0\n', 'new 0\n')],
      ...[good.replace('\n\n', '\nAAAA\n\n'), good.replace('\n\n', '\n'), good.slice(0, -1)],
      `old 0\n${'A'.repeat(43)}=\n`.repeat(1) + `${'A'.repeat(43)}=\n`.repeat(64) + good.slice(6),
      await request(6, 5),
    ])
      expect(await status(wrong), wrong.slice(0, 60)).toBe(400)
  })
  test('409 with the size it knows, and then the right proof is accepted', async () => {
    await witness.add(await request(0, 300))
    for (const old of [0, 299, 301]) {
      const answer = await witness.add(await request(old, 500))
      expect(answer).toEqual({ status: 409, body: '300\n', type: 'text/x.tlog.size' })
    }
    expect(await status(await request(300, 500))).toBe(200)
  })
  test('422 for a fork, 409 for another log of the same size', async () => {
    await witness.add(await request(0, 300))
    expect(await status(await request(300, 500, theirs))).toBe(422)
    expect(await status(await request(300, 300, theirs))).toBe(409)
    const bent = (await request(300, 500)).replace(/\n[A-Za-z0-9]/, '\n/')
    expect(await status(bent)).toBe(422)
    expect((await witness.seen())[0]?.size).toBe(300)
    const unwanted = (await request(0, 5)).replace('\n\n', `\n${'A'.repeat(43)}=\n\n`)
    witness = makeWitness({ signer, logs: [log.verifier], folder: `${folder}/new`, now })
    expect(await status(unwanted)).toBe(422)
  })
  test('parallel requests cannot roll back: a smaller size never follows a larger one', async () => {
    await witness.add(await request(0, 100))
    const sizes = [400, 200, 600, 300, 500]
    const answers = await Promise.all(
      sizes.map(async (size) => witness.add(await request(100, size))),
    )
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1)
    const won = sizes[answers.findIndex((one) => one.status === 200)] ?? 0
    expect((await witness.seen())[0]?.size).toBe(won)
    for (const { status: code, body } of answers.filter((one) => one.status !== 200))
      expect([code, body]).toEqual([409, `${won}\n`])
  })
  test('killed between check and answer: it knows the old or the new, and goes on from there', async () => {
    await witness.add(await request(0, 100))
    const [file = ''] = (await readdir(folder)).filter((name) => name.startsWith('seen-'))
    const before = await readFile(join(folder, file))
    await witness.add(await request(100, 200))
    const again = () => makeWitness({ signer, logs: [log.verifier], folder, now })
    // The answer was lost: asked with the old size it says what it knows; asked with that, it signs again.
    expect((await again().add(await request(100, 200))).body).toBe('200\n')
    expect((await again().add(await request(200, 200))).status).toBe(200)
    // Killed before the file was in its place: only a draft lies there, which nobody reads.
    await writeFile(join(folder, file), before)
    await writeFile(join(folder, `${file}.0a.draft`), '{"size":')
    expect((await again().add(await request(100, 200))).status).toBe(200)
  })
  test('a memory that cannot be read stops it; two processes never share one', async () => {
    await witness.add(await request(0, 100))
    const [file = ''] = await readdir(folder)
    await writeFile(join(folder, file), '{}')
    await expect(witness.add(await request(0, 200))).rejects.toThrow()
    const release = claimFolder(folder)
    expect(release).toBeDefined()
    await writeFile(join(folder, 'running'), String(process.ppid))
    expect(claimFolder(folder)).toBeUndefined()
    await writeFile(join(folder, 'running'), '999999999')
    expect(claimFolder(folder)).toBeDefined()
  })
})

test('TL-04 over HTTP: the log asks, is told what the witness knows, and asks again', async () => {
  const server = serveWitness(witness)
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`
  const ask = async (tree: TileTree, oldSize: number, key = signer.verifier) =>
    (await askWitness({ url, key, note: await noteOf(tree, tree.size), tree, oldSize })).answer
  expect(await ask(await treeOf(100), 0)).toBe('signed')
  expect(await ask(ours, 0)).toBe('signed')
  expect(await ask(await treeOf(50), 0)).toBe('ahead')
  expect(await ask(theirs, 600)).toBe('ahead')
  expect(await ask(await treeOf(700, 'forged'), 600)).toBe('refused')
  const other = makeSigner('court.example/witness', COSIGNATURE_V1, randomBytes(32))
  expect(await ask(ours, 600, other.verifier)).toBe('malformed')
  const page = await fetch(url)
  expect(await page.text()).toContain('city.example/log\n600\n')
  expect((await fetch(`${url}elsewhere`)).status).toBe(404)
  const huge = await fetch(`${url}add-checkpoint`, { method: 'POST', body: 'x'.repeat(70_000) })
  expect(huge.status).toBe(400)
  server.close()
  server.closeAllConnections()
  expect(await ask(ours, 600)).toBe('unreachable')
})
