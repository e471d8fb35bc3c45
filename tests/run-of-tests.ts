import { randomInt } from 'node:crypto'
import { BaseSequencer, type TestSequencerConstructor, type TestSpecification } from 'vitest/node'

const home = 'Europe/Brussels'

/**
 * The number from which all examples of a run follow, and the zone in which its cities live. In the last hour of the day
 * they live an hour to the west, so that no day ends in the midst of a run.
 */
export function beginRunOfTests(): void {
  process.env.THROUGHCARE_SEED ??= String(randomInt(2 ** 31))
  process.env.THROUGHCARE_ZONE ??= hourIn(home) === 23 ? 'Europe/London' : home
  const { THROUGHCARE_SEED: seed } = process.env
  process.stderr.write(`THROUGHCARE_SEED=${seed} repeats the examples of this run\n`)
}

function hourIn(timeZone: string): number {
  return Number(
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(),
  )
}

/** These files first, the longest at the head: workers then end at about the same moment. */
export function longestFirst(longest: readonly string[]): TestSequencerConstructor {
  const place = ({ moduleId }: TestSpecification) => {
    const found = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
    return found < 0 ? longest.length : found
  }
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      return (await super.sort(files)).sort((a, b) => place(a) - place(b))
    }
  }
}
