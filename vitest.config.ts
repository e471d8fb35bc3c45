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
    ],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['tests/database-server.ts'],
  },
})
