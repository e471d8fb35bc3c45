import { expect, test } from 'vitest'
import { sayWhyIn } from '../cli/say-why.ts'
import { describeFault } from './fault.ts'

test('of a fault that nobody foresaw neither log nor terminal say what somebody typed (SEC-17)', () => {
  const faults = [
    Object.assign(new Error('invalid input syntax for type date: "Muster, Ada"'), {
      ...{
        code: '22007',
        table: 'persons',
        constraint: 'persons_pkey',
        routine: 'DateTimeParseError',
      },
      ...{ detail: 'Failing row contains (Muster, Ada).', where: 'Muster' },
    }),
    (() => {
      try {
        return JSON.parse('Muster, Ada') as Error
      } catch (error) {
        return error
      }
    })(),
    Object.assign(new Error('Muster\n    at Muster (Ada)\nMuster'), { stack: undefined }),
    'Muster, Ada',
  ]
  for (const fault of faults) {
    const [sentence, exitCode] = sayWhyIn(fault)
    expect(exitCode).toBe(1)
    expect(`${sentence}${JSON.stringify(describeFault(fault))}`).not.toMatch(/Muster|Ada/)
  }
  expect(describeFault(faults[0])).toMatchObject({ code: '22007', table: 'persons' })
  expect(sayWhyIn(faults[0])[0]).toContain('22007')
  // What the person at the terminal named is told: a file that is not there.
  const missing = Object.assign(new Error("ENOENT: no such file or directory, open '/tmp/x'"), {
    ...{ code: 'ENOENT', errno: -2, syscall: 'open' },
  })
  expect(sayWhyIn(missing)[0]).toContain("open '/tmp/x'")
})
