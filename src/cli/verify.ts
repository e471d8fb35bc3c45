import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../platform/config.ts'
import { verifyCommand } from '../platform/tlog/verifier/command.mjs'
import { CommandError } from './say-why.ts'

const help = `throughcare verify EXPORT [options]

Verifies an export of the access log: that the entries are those that were sealed, in their order, and
which witnesses vouch for it. It needs no installation and no network.

  --trust FILE        the public keys that count, one per line: the log first, then its witnesses
  --quorum N          how many witnesses must have signed (default: what the export says)
  --known FILE        a checkpoint that you kept from before; the log must begin with it
  --json              the answer as one line for programs
  --page FILE         writes the same verifier as one page for any browser
  --script FILE       writes it as one script: node FILE EXPORT

Exit code 0: verified; 1: refused.
`

/** Verifies an export, or writes the verifier itself to a file that a partner can keep. */
export async function run(args: string[]): Promise<number> {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) {
    process.stdout.write(help)
    return args.length === 0 ? 2 : 0
  }
  for (const [option, name] of [
    ['--page', 'verify.html'],
    ['--script', 'verify.mjs'],
  ] as const)
    if (args[0] === option) return giveOut(name, args[1])
  const [file = ''] = args
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`, 2)
  return verifyCommand(args, (text) => process.stdout.write(text))
}

function giveOut(name: string, to: string | undefined): number {
  if (!to) throw new CommandError('Name the file to write.', 2)
  copyFileSync(join(projectRoot, 'docs/verify', name), to)
  process.stdout.write(`Written to ${to}.\n`)
  return 0
}
