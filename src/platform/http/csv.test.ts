import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

/** Reads one line as a spreadsheet would. */
function readLine(line: string): string[] {
  const cells: string[] = []
  let at = 0
  const text = line.slice(0, -2)
  while (at <= text.length) {
    if (text[at] === '"') {
      let cell = ''
      at += 1
      while (text[at] !== '"' || text[at + 1] === '"') {
        cell += text[at]
        at += text[at] === '"' ? 2 : 1
      }
      cells.push(cell)
      at += 2
    } else {
      const end = text.indexOf(',', at)
      cells.push(text.slice(at, end < 0 ? undefined : end))
      at = (end < 0 ? text.length : end) + 1
    }
  }
  return cells
}

test('whatever stands in a cell comes back, and no cell begins as a formula', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 6 }),
      (cells) => {
        const read = readLine(csvLine(cells))
        expect(read.map((cell) => cell.replace(/^'/, ''))).toEqual(
          cells.map((cell) => cell.replace(/^'/, '')),
        )
        expect(read.some((cell) => /^\s*[=+\-@]/.test(cell))).toBe(false)
      },
    ),
  )
})

test('a name that would be a formula stays a name', () => {
  expect(csvLine(['=1+1', '+31 20', '@sum', 'a,b', 'Haven "east"', null])).toBe(
    `'=1+1,'+31 20,'@sum,"a,b","Haven ""east""",\r\n`,
  )
})
