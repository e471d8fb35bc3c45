// After an item, a case and a person were erased, every file of the database is searched for their keys, sealed words and blind
// tokens, and so is a backup from before, once it was restored. Run: npm run prove:erasure
import { spawnSync } from 'node:child_process'
import { projectRoot } from '../src/platform/config.ts'

const { status } = spawnSync('vitest', ['run', 'tests/proofs/erasure.test.ts'], {
  cwd: projectRoot,
  stdio: 'inherit',
  env: { ...process.env, PROOFS: 'whole' },
  shell: process.platform === 'win32',
})
process.exitCode = status ?? 1
