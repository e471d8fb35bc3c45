#!/usr/bin/env node
// The entry of every command. Builds the program first where its sources are newer.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { onCarriedNode, root } from '../scripts/carried-node.mjs'

if (await onCarriedNode(import.meta.url)) {
  const { buildIfNeeded } = await import('../scripts/build.mjs')
  const wanted = process.argv[2] === 'start' ? ['program', 'web'] : ['program']
  buildIfNeeded(wanted, (name) => {
    const what = name === 'web' ? 'the screens (some seconds, only after a change)' : 'the program'
    process.stderr.write(`Building ${what} …\n`)
  })
  await import(pathToFileURL(join(root, 'dist', 'throughcare.mjs')).href)
}
