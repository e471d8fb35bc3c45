import { inflateRawSync } from 'node:zlib'
import readWorkbook from 'read-excel-file/node'
import { targetOfHeader } from './header-targets.ts'
import { maxColumns } from './records.ts'
import { ListRefusal } from './refusal.ts'

const largestUnpacked = 96 * 1024 * 1024
const mostParts = 500
const mostRows = 200_010

/** One sheet as rows of texts; row 1 is the first line of the sheet. */
export interface SheetRows {
  name: string
  rows: string[][]
}

/** True for a file that is packed as a workbook is; what is inside is not yet believed. */
export function looksPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04
}

/**
 * Reads a workbook (XLSX), after a look at what it unpacks to: a bomb of a few kilobytes is refused
 * before anything reads it, and so is a sheet that claims a million rows.
 *
 * Dates of cells become `dd/mm/yyyy`; so do bare serial numbers in columns named as dates.
 */
export async function readSheets(bytes: Uint8Array): Promise<SheetRows[]> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  guardParts(file)
  const sheets = await readWorkbook(file, { parseNumber: (text) => text }).catch(() => {
    throw new ListRefusal('list_workbook_unreadable')
  })
  return sheets.map(({ sheet, data }) => ({
    name: sheet.slice(0, 80),
    rows: withSerialDates((data as unknown[][]).map((row) => row.map(textOf))),
  }))
}

interface Part {
  name: string
  packed: Buffer
  method: number
  size: number
}

/** Every part is unpacked once with a limit: the sizes that a file states of itself may lie. */
function guardParts(file: Buffer): void {
  const parts = listParts(file)
  if (!parts.some(({ name }) => name === 'xl/workbook.xml'))
    throw new ListRefusal('not_a_text_list')
  let left = largestUnpacked
  for (const { name, packed, method, size } of parts) {
    if (size > left) throw new ListRefusal('list_workbook_too_large')
    const content = unpack(packed, method, left)
    left -= content.length
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) guardCells(content.toString('latin1'))
  }
}

function unpack(packed: Buffer, method: number, limit: number): Buffer {
  if (method === 0) {
    if (packed.length > limit) throw new ListRefusal('list_workbook_too_large')
    return packed
  }
  if (method !== 8) throw new ListRefusal('list_workbook_unreadable')
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) })
  } catch (error) {
    const isLarge = error instanceof RangeError || /larger than/.test(String(error))
    throw new ListRefusal(isLarge ? 'list_workbook_too_large' : 'list_workbook_unreadable')
  }
}

/** The table of contents at the end of the file; without one it is no workbook. */
function listParts(file: Buffer): Part[] {
  const end = file.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (end < 0 || end + 22 > file.length) throw new ListRefusal('not_a_text_list')
  const count = file.readUInt16LE(end + 10)
  let at = file.readUInt32LE(end + 16)
  if (count > mostParts) throw new ListRefusal('list_workbook_too_large')
  const parts: Part[] = []
  try {
    for (let number = 0; number < count; number += 1) {
      if (file.readUInt32LE(at) !== 0x02014b50) throw new RangeError('No entry')
      const nameLength = file.readUInt16LE(at + 28)
      const local = file.readUInt32LE(at + 42)
      const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
      const isLocked = (file.readUInt16LE(at + 8) & 1) === 1
      if (isLocked) throw new RangeError('Locked')
      parts.push({
        name: file.toString('utf8', at + 46, at + 46 + nameLength),
        method: file.readUInt16LE(at + 10),
        packed: file.subarray(start, start + file.readUInt32LE(at + 20)),
        size: file.readUInt32LE(at + 24),
      })
      at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
    }
  } catch {
    throw new ListRefusal('list_workbook_unreadable')
  }
  return parts
}

/** One cell far out would make a reader lay out everything before it. */
function guardCells(xml: string): void {
  for (const [, letters = '', digits = ''] of xml.matchAll(/\br="([A-Z]{1,7})(\d{1,10})"/g)) {
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
    if (column > maxColumns) throw new ListRefusal('list_too_many_columns', { limit: maxColumns })
    if (Number(digits) > mostRows) throw new ListRefusal('list_too_many_rows', { limit: 200_000 })
  }
  const row = /<row\b[^>]*\br="(\d{7,})"/.exec(xml)
  if (row) throw new ListRefusal('list_too_many_rows', { limit: 200_000 })
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return dayOf(cell)
  return String(cell)
}

/** Where a column is named as a date but not formatted as one, its numbers are days since 1900. */
function withSerialDates(rows: string[][]): string[][] {
  const dated = new Set<number>()
  for (const header of rows.slice(0, 2))
    for (const [column, name] of header.entries()) {
      const target = targetOfHeader([name])?.target
      if (target === 'birth' || target === 'release') dated.add(column)
    }
  if (dated.size === 0) return rows
  return rows.map((row) => row.map((text, at) => (dated.has(at) ? dayOfSerial(text) : text)))
}

function dayOfSerial(text: string): string {
  // From 1930 on; smaller numbers are years or nothing, larger ones no date of a living person.
  if (!/^\d{5}(\.\d+)?$/.test(text)) return text
  const serial = Math.floor(Number(text))
  if (serial < 10_959 || serial > 73_050) return text
  return dayOf(new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000))
}

/** Day first, because that reads days written either way: a column may mix dates and words. */
function dayOf(date: Date): string {
  const [year, month, day] = date.toISOString().slice(0, 10).split('-')
  return `${day}/${month}/${year}`
}
