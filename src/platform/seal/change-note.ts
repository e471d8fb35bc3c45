import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readIfThere, writeWhole } from '../tlog/tile-store.ts'

/** A change of the master key that was begun and is not finished: both keys by their marks, and since when. */
const Change = z.object({ from: z.string(), to: z.string(), begunAt: z.iso.datetime() })
export type Change = z.infer<typeof Change>

const noteFile = (dataDir: string) => join(dataDir, 'master.change')

/** The change that is not finished; undefined where there is none. */
export async function readChange(dataDir: string): Promise<Change | undefined> {
  const bytes = await readIfThere(noteFile(dataDir))
  return bytes && Change.parse(JSON.parse(bytes.toString('utf8')))
}

/** Whether a change stopped half-way, without reading it. */
export const hasChange = (dataDir: string): boolean => existsSync(noteFile(dataDir))

/** Written before anything is changed, so that whatever ends the work, the next one knows. */
export async function noteChange(dataDir: string, change: Change): Promise<void> {
  await writeWhole(noteFile(dataDir), Buffer.from(`${JSON.stringify(change)}\n`), 0o600)
}

/** All of it is done. */
export async function endChange(dataDir: string): Promise<void> {
  await rm(noteFile(dataDir), { force: true })
}
