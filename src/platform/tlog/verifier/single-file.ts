import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../config.ts'

const folder = join(projectRoot, 'src/platform/tlog/verifier')
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const parts = ['sha.mjs', 'ed25519.mjs', 'notes.mjs', 'verify-export.mjs', 'command.mjs']

/** Where the two files lie that a partner is given. */
export const givenOut = join(projectRoot, 'docs/verify')

/** The parts one behind the other: nothing is imported but what Node itself brings. */
const joinedParts = (names: string[]) =>
  names
    .map((name) =>
      read(name)
        .replaceAll(/^import .* from '\.[^']*'\n\n?/gm, '')
        .replaceAll(/^import \{[^}]*\} from '\.[^']*'\n\n?/gm, ''),
    )
    .join('\n')

/** The verifier for the command line, as one file that needs nothing. */
export function verifierFile(): string {
  return `// Verifies an export of an access log: node verify.mjs EXPORT [--trust KEYS] [--quorum N] [--known CHECKPOINT]
// One file without dependencies; what it checks is written down in docs/reference/access-log-format.md.
// Made of src/platform/tlog/verifier by scripts/generate-verifier.mjs: change it there.

${joinedParts([...parts, 'command-line.mjs'])}`
}

/** The same as one page for any browser, which needs no network. */
export function verifierPage(): string {
  return read('page.html').replace('/* verifier */', () => joinedParts(parts))
}
