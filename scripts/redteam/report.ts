import type { Attack, Step } from './attack.ts'

/** An attack that was carried out. */
export interface Tried {
  attack: Attack
  steps: Step[]
}

export const succeeded = ({ steps }: Tried): boolean => steps.some(({ held }) => !held)

/** What was tried and what came of it, for somebody who reads no code. */
export function writeReport(tried: readonly Tried[], on: string): string {
  const broken = tried.filter(succeeded).length
  const steps = tried.reduce((sum, one) => sum + one.steps.length, 0)
  const families = [...new Set(tried.map(({ attack }) => attack.family))]
  return [
    '# Attempts to get at what is not theirs',
    '',
    `Carried out on ${on} in the demo city of Valmare, against the whole service. ${tried.length} attempts in ${steps} steps; ` +
      (broken === 0 ? 'every rule held.' : `**${broken} succeeded.**`),
    ...families.flatMap((family) => [
      '',
      `## ${family}`,
      ...tried.filter(({ attack }) => attack.family === family).flatMap(tell),
    ]),
    '',
  ].join('\n')
}

function tell(one: Tried): string[] {
  const { attack, steps } = one
  return [
    '',
    `### ${attack.who[0]?.toUpperCase()}${attack.who.slice(1)}`,
    '',
    `Wants ${attack.wants}.`,
    '',
    '| What they did | What they got | |',
    '|---|---|---|',
    ...steps.map(({ did, got, held }) => `| ${did} | ${got} | ${held ? 'held' : '**broken**'} |`),
    '',
    `${succeeded(one) ? '**This rule did not hold**' : 'The rule that held'}: ${attack.rule}`,
  ]
}
