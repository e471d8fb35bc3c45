import { defineConfig } from 'vitest/config'
import { beginRunOfTests, longestFirst } from './tests/run-of-tests.ts'

beginRunOfTests()

/** The longest journeys, so that none of them begins when everything else is through. */
const longest = [
  'right-to-left',
  'main-job',
  'handover-meeting',
  'items',
  'sign-in',
  'health',
  'keyboard',
  'sign-in-passkey',
  'sharing',
  'erasures',
  'periods',
  'deliveries',
  'set-up',
]

export default defineConfig({
  test: {
    include: [
      'tests/journeys/*.test.ts',
      ...(process.env.SCREENS === 'whole' ? ['tests/journeys/whole/*.test.ts'] : []),
    ],
    pool: 'forks',
    // Each of the two workers reads the tools once, not once for each file.
    isolate: false,
    maxWorkers: 2,
    // A machine that does other things too takes ten times as long; a journey that hangs still ends.
    testTimeout: 900_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
    sequence: { sequencer: longestFirst(longest.map((name) => `journeys/${name}`)) },
    globalSetup: ['tests/journeys/demo-server.ts'],
  },
})
