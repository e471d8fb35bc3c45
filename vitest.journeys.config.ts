import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The longest journeys, so that none of them begins when everything else is through. */
const longest = [
  'right-to-left',
  'main-job',
  'handover-meeting',
  'items',
  'sharing',
  'keyboard',
  'health',
  'sign-in-passkey',
  'unseen',
]

/** Longest first: two workers then end at about the same moment. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
      return found < 0 ? longest.length : found
    }
    return [...files].sort((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  test: {
    include: [
      'tests/journeys/*.test.ts',
      ...(process.env.SCREENS === 'whole' ? ['tests/journeys/whole/*.test.ts'] : []),
    ],
    pool: 'forks',
    maxWorkers: 2,
    // A slower machine that does other things too takes longer; a journey that hangs still ends.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    sequence: { sequencer: LongestFirst },
    globalSetup: ['tests/journeys/demo-server.ts'],
  },
})
