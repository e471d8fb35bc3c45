import { strToU8, zipSync } from 'fflate'
import { decodeText } from '../src/modules/timeline/lists/encodings.ts'
import { readRecords } from '../src/modules/timeline/lists/records.ts'
import { expectedRows, readFixture, truth } from './world-imports.ts'

/** Header lines and good rows of the first Belgian list, field by field. */
export function belgianRows(): string[][] {
  const good = new Set(expectedRows('be', 'v1').map(({ line }) => line))
  const text = decodeText(readFixture(truth.files.be.v1.path), 'windows-1252')
  const records = [...readRecords(text, { separator: ';', newline: 'crlf', width: 13 })]
  return records.filter(({ line }) => line <= 2 || good.has(line)).map(({ fields }) => fields)
}

const written = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function letters(column: number): string {
  const [high, low] = [Math.floor(column / 26), column % 26]
  return `${high > 0 ? String.fromCharCode(64 + high) : ''}${String.fromCharCode(65 + low)}`
}

/** Day, month and year of a cell as a spreadsheet keeps them: days since 1900, shown as a date. */
function serialOf(field: string): number | null {
  const [, day, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(field) ?? []
  if (!year || day === '00') return null
  return Math.round(Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000) + 25_569
}

export interface SheetWish {
  name: string
  rows: readonly (readonly string[])[]
  /** Columns whose dates are kept as numbers: shown as dates, or bare. */
  dates?: { columns: number[]; formatted: boolean }
}

function sheetXml({ rows, dates }: SheetWish): string {
  const cells = rows.map((fields, line) => {
    const made = fields.map((field, column) => {
      const at = `${letters(column)}${line + 1}`
      const serial = dates?.columns.includes(column) ? serialOf(field) : null
      if (serial !== null)
        return `<c r="${at}"${dates?.formatted ? ' s="1"' : ''}><v>${serial}</v></c>`
      return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${written(field)}</t></is></c>`
    })
    return `<row r="${line + 1}">${made.join('')}</row>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells.join('')}</sheetData></worksheet>`
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

/** The smallest workbook that every spreadsheet opens, with as many sheets as are wished. */
export function makeWorkbook(
  sheets: readonly SheetWish[],
  more: Record<string, Uint8Array> = {},
): Buffer {
  const names = sheets.map(
    ({ name }, at) => `<sheet name="${written(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  const relations = sheets.map(
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  const styles = `<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`
  const files = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships">${relations.join('')}<Relationship Id="rId99" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles,
    ...Object.fromEntries(
      sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)]),
    ),
  }
  const packed = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, strToU8(text)]),
  )
  return Buffer.from(zipSync({ ...packed, ...more }))
}

/** The same rows in columns of fixed width, as old systems print them. */
export function makeFixedWidth(rows: readonly (readonly string[])[], newline = '\r\n'): Buffer {
  const widths = rows.reduce<number[]>(
    (found, fields) => fields.map((field, at) => Math.max(found[at] ?? 0, field.length + 2)),
    [],
  )
  const lines = rows.map((fields) =>
    fields
      .map((field, at) => field.padEnd(widths[at] ?? 0))
      .join('')
      .trimEnd(),
  )
  return Buffer.from(lines.join(newline) + newline, 'utf8')
}
