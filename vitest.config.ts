import { defineConfig } from 'vitest/config'
import { beginRunOfTests, longestFirst } from './tests/run-of-tests.ts'

beginRunOfTests()

/**
 * What takes longest, so that none of it begins when everything else is through. Backups first: for each 64 MB that pass
 * through a worker all that lives in it is marked, and at the beginning that is little.
 */
const longest = [
  'operations/new-master-key',
  'backup/backup',
  'backup/scheduled',
  'canary/beside',
  'canary/roads',
  'canary/catalogue',
  'routes/imports',
  'canary/endings',
  'launcher/start-embedded',
  'timeline/property',
  'canary/unchanged',
  'wording/wording',
  'past/past',
  'verifier/verifier',
  'routes/list-files',
  'cli/main',
  'routes/proposals',
  'cli/import',
  'periods/property',
  'arrangements/editions',
  'sharing/received',
  'lists/hostile',
  'sharing/unknown',
  'tests/oracle',
]

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'src/**/*.test.tsx',
      'tests/*.test.ts',
      'tests/canary/*.test.ts',
      ...(process.env.CANARY === 'whole' ? ['tests/canary/whole/*.test.ts'] : []),
      'demo/**/*.test.ts',
      // Long ones, with databases of their own: npm run prove:erasure.
      ...(process.env.PROOFS === 'whole' ? ['tests/proofs/*.test.ts'] : []),
    ],
    pool: 'forks',
    // Each of the two workers reads the program once; a file for itself would read it two hundred times.
    isolate: false,
    maxWorkers: 2,
    // A machine that does other things too takes ten times as long; a test that hangs still ends. No test has a shorter one.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
    sequence: { sequencer: longestFirst(longest) },
    setupFiles: ['tests/cheap-hashes.ts', 'tests/real-clock.ts', 'tests/seed.ts'],
    globalSetup: ['tests/database-server.ts'],
  },
})
