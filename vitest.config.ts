import { defineConfig } from 'vitest/config'

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
    // A machine that does other things too takes longer; a test that hangs still ends.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    setupFiles: ['tests/cheap-hashes.ts', 'tests/real-clock.ts'],
    globalSetup: ['tests/database-server.ts'],
  },
})
