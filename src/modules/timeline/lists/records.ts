export interface Layout {
  separator: string
  newline: 'crlf' | 'lf' | 'cr'
  /** How many columns a record should have; undefined while that is still being found out. */
  width?: number
}

export interface ListRecord {
  /** Physical line where the record starts; the first line of the file is 1. */
  line: number
  fields: string[]
  /** More fields than columns; the rest of the line was not looked at. */
  overflows: boolean
  /** The column whose quote does not close; `fields` then holds only what stands before it. */
  brokenAt?: number
}

export const maxColumns = 200

// A quoted text may run over several lines, but a lost quote must not swallow the file: reading
// ahead ends here, which also keeps the time linear when every line has lost a quote.
const aheadLines = 64
const aheadCharacters = 65_536
const quoteCode = 0x22

interface Parsed {
  fields: string[]
  /** Where the record ends inside the segment. */
  end: number
  overflows: boolean
  brokenAt?: number
  /** The quote was still open at the end of the segment. */
  isOpen?: boolean
  /** The first field that runs over a line break. */
  spansAt?: number
}

/**
 * Cuts a text into records, one at a time, in time that grows with the length of the text.
 *
 * A quote that does not close loses its own line only: reading goes on at the next line.
 */
export function* readRecords(text: string, layout: Layout): Generator<ListRecord> {
  const lineBreak = layout.newline === 'cr' ? '\r' : '\n'
  let at = 0
  let line = 1
  while (at < text.length) {
    const lineEnd = endOfLine(text, at, lineBreak)
    if (lineEnd === at || (lineEnd === at + 1 && text[at] === '\r')) {
      at = lineEnd + 1
      line += 1
      continue
    }
    const { parsed, end } = readRecord(text, at, lineEnd, lineBreak, layout)
    const { fields, overflows, brokenAt } = parsed
    yield brokenAt === undefined
      ? { line, fields, overflows }
      : { line, fields, overflows, brokenAt }
    line += end === lineEnd ? 1 : countLines(text, at, end, lineBreak)
    at = end + 1
  }
}

function readRecord(
  text: string,
  at: number,
  lineEnd: number,
  lineBreak: string,
  layout: Layout,
): { parsed: Parsed; end: number } {
  const alone = parse(text.slice(at, lineEnd), lineBreak, layout)
  if (!alone.isOpen) return { parsed: alone, end: lineEnd }

  const windowEnd = endOfWindow(text, at, lineEnd, lineBreak)
  const ahead = parse(text.slice(at, windowEnd), lineBreak, layout)
  const isWhole =
    ahead.brokenAt === undefined && !swallowsRecords(text, at, ahead, lineBreak, layout)
  if (isWhole) return { parsed: ahead, end: at + ahead.end }
  return { parsed: alone, end: lineEnd }
}

/** A quoted text over several lines is believed only if it does not look like several records. */
function swallowsRecords(
  text: string,
  at: number,
  ahead: Parsed,
  lineBreak: string,
  { width, separator }: Layout,
): boolean {
  if (width === undefined) return false
  if (ahead.overflows || ahead.fields.length !== width) return true
  if (width < 4) return false
  const [, ...following] = text.slice(at, at + ahead.end).split(lineBreak)
  return following.some((line) => line.split(separator).length === width)
}

function parse(segment: string, lineBreak: string, layout: Layout): Parsed {
  const { separator } = layout
  const limit = (layout.width ?? maxColumns) + 1
  const fields: string[] = []
  let at = 0
  let spansAt: number | undefined
  for (;;) {
    const open = skipBlanks(segment, at)
    if (segment[open] === '"') {
      const close = closingQuote(segment, open + 1)
      const after = close < 0 ? close : skipBlanks(segment, close + 1)
      if (after < 0 || !(segment[after] === separator || isEnd(segment, after, lineBreak))) {
        const isOpen = close < 0
        return { fields, end: segment.length, overflows: false, brokenAt: fields.length, isOpen }
      }
      const content = segment.slice(open + 1, close)
      if (spansAt === undefined && content.includes(lineBreak)) spansAt = fields.length
      fields.push(content.replaceAll('""', '"'))
      at = segment[after] === separator ? after : endOfLine(segment, after, lineBreak)
    } else {
      const end = endOfField(segment, at, separator, lineBreak)
      fields.push(segment.slice(at, end))
      at = end
    }
    if (segment[at] !== separator) return { fields, end: at, overflows: false, spansAt }
    at += 1
    if (fields.length === limit) {
      return { fields, end: endOfLine(segment, at, lineBreak), overflows: true, spansAt }
    }
  }
}

function closingQuote(segment: string, from: number): number {
  let at = segment.indexOf('"', from)
  while (at >= 0 && segment.charCodeAt(at + 1) === quoteCode) {
    // Doubled quotes may stand in a row; a search for each would take seconds on a hostile line.
    at = segment.charCodeAt(at + 2) === quoteCode ? at + 2 : segment.indexOf('"', at + 2)
  }
  return at
}

function endOfField(segment: string, at: number, separator: string, lineBreak: string): number {
  const lineEnd = endOfLine(segment, at, lineBreak)
  const end = segment.indexOf(separator, at)
  return end >= 0 && end < lineEnd ? end : lineEnd
}

function endOfLine(text: string, at: number, lineBreak: string): number {
  const end = text.indexOf(lineBreak, at)
  return end < 0 ? text.length : end
}

function endOfWindow(text: string, at: number, lineEnd: number, lineBreak: string): number {
  let end = lineEnd
  for (let lines = 0; lines < aheadLines && end < text.length; lines += 1) {
    const next = endOfLine(text, end + 1, lineBreak)
    if (next - at > aheadCharacters && next - lineEnd > aheadCharacters) break
    end = next
  }
  return end
}

function skipBlanks(segment: string, at: number): number {
  let next = at
  while (segment[next] === ' ') next += 1
  return next
}

function isEnd(segment: string, at: number, lineBreak: string): boolean {
  if (at >= segment.length || segment[at] === lineBreak) return true
  return segment[at] === '\r' && (at + 1 === segment.length || segment[at + 1] === lineBreak)
}

function countLines(text: string, from: number, to: number, lineBreak: string): number {
  return text.slice(from, to).split(lineBreak).length
}
