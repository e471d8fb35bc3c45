// The properties of dates, leads, lists and trees, on twenty times the usual number of invented examples; each day they are asked on half of it.
// Run: npm run prove:properties
import { spawnSync } from 'node:child_process'
import { projectRoot } from '../src/platform/config.ts'

const files = [
  'src/modules/periods/property.test.ts',
  'src/modules/periods/take-over.test.ts',
  'src/modules/timeline/property.test.ts',
  'src/modules/timeline/pictures.test.ts',
  'src/modules/timeline/today.test.ts',
  'src/modules/sharing/truth-table.test.ts',
  'src/platform/tlog/tree.test.ts',
]
const { status } = spawnSync('vitest', ['run', '--testTimeout=1800000', ...files], {
  cwd: projectRoot,
  stdio: 'inherit',
  env: { ...process.env, THROUGHCARE_THOROUGHNESS: '20' },
  shell: process.platform === 'win32',
})
process.exitCode = status ?? 1
