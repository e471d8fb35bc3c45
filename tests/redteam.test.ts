import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRedCity, type RedCity } from '../scripts/redteam/city.ts'
import { coerced } from '../scripts/redteam/consent.ts'
import { curious } from '../scripts/redteam/curious.ts'
import { leaking } from '../scripts/redteam/export.ts'
import { former } from '../scripts/redteam/former.ts'
import { leftBehind } from '../scripts/redteam/left-behind.ts'
import { mistaken } from '../scripts/redteam/person.ts'
import { type Tried, writeReport } from '../scripts/redteam/report.ts'
import { vanishing } from '../scripts/redteam/vanish.ts'
import { projectRoot } from '../src/platform/config.ts'
import { freshDatabase } from './world-database.ts'

/** All attacks by `npm run prove:redteam`; a sample of them each day. */
const whole = process.env.REDTEAM === 'whole'
const attacks = [
  ...curious,
  ...leaking,
  ...mistaken,
  ...coerced,
  ...leftBehind,
  ...former,
  ...vanishing,
].filter(({ sample }) => whole || sample)

let city: RedCity
const tried: Tried[] = []
beforeAll(async () => {
  city = await openRedCity(await freshDatabase())
  return () => city.close()
}, 1_800_000)
afterAll(() => {
  // What was not carried out is not reported.
  if (!whole || tried.length < attacks.length) return
  const folder = join(projectRoot, 'test-results')
  mkdirSync(folder, { recursive: true })
  const report = writeReport(tried, new Date().toISOString().slice(0, 10))
  writeFileSync(join(folder, 'redteam.md'), report)
})

for (const attack of attacks)
  test(`${attack.family}: ${attack.who} (N26)`, async () => {
    const steps = await attack.steps(city)
    tried.push({ attack, steps })
    expect(steps.filter(({ held }) => !held)).toEqual([])
    expect(steps.length).toBeGreaterThan(0)
  })
