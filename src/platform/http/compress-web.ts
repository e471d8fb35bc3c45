import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const worthIt = new Set(['.js', '.css', '.svg', '.json', '.webmanifest'])

/**
 * Writes `.br` and `.gz` beside the files of the built app, once, when it is built. Answers about
 * persons are never compressed: their size would tell what stands in them.
 */
export async function compressWeb(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && worthIt.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files) {
    const plain = await readFile(file)
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }
    await writeFile(`${file}.br`, await promisify(brotliCompress)(plain, quality))
    await writeFile(`${file}.gz`, await promisify(gzip)(plain, { level: 9 }))
  }
  return files.length
}
