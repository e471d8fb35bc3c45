import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import { OdtDocument } from 'odf-kit'
import type { Block, WrittenPaper } from './blocks.ts'

/** The paper as OpenDocument: real headings, header rows that repeat, its language, page numbers. */
export async function writeOdt(paper: WrittenPaper): Promise<Buffer> {
  const { language, title, mark, blocks } = paper
  const odt = new OdtDocument()
  odt.setMetadata({ title, creator: mark })
  odt.setHeader(mark)
  odt.setFooter('###')
  odt.addHeading(title, 1)
  for (const block of blocks) add(odt, block)
  return completed(await odt.save(), language)
}

function add(odt: OdtDocument, block: Block): void {
  switch (block.kind) {
    case 'heading':
      odt.addHeading(block.text, 2)
      return
    case 'text':
      odt.addParagraph((p) => void p.addText(block.text, { bold: block.strong ?? false }))
      return
    case 'list':
      odt.addList([...block.items])
      return
    case 'table':
      odt.addTable(
        (made) => {
          made.addRow((row) => {
            for (const text of block.head) row.addCell(text, { bold: true, padding: '0.1cm' })
          })
          for (const cells of block.rows)
            made.addRow((row) => {
              for (const text of cells) row.addCell(text, { padding: '0.1cm' })
            })
        },
        { border: '0.5pt solid #808080' },
      )
      odt.addParagraph('')
  }
}

/**
 * Adds what the library leaves out and what a screen reader needs: which rows are heads of a table, and
 * in which language the text is. The sizes of headings become those of a letter, not of a poster.
 */
function completed(made: Uint8Array, language: string): Buffer {
  const parts = unzipSync(made)
  const { language: code, region = 'none' } = new Intl.Locale(language)
  const edit = (name: string, change: (text: string) => string) => {
    const part = parts[name]
    if (part) parts[name] = strToU8(change(strFromU8(part)))
  }
  edit('content.xml', (text) =>
    text.replace(
      /(<table:table-column\b[^>]*\/>\s*)(<table:table-row\b[\s\S]*?<\/table:table-row>)(?!\s*<table:table-column)/g,
      '$1<table:table-header-rows>$2</table:table-header-rows>',
    ),
  )
  edit('styles.xml', (text) =>
    text
      .replace(
        /(style:name="Standard"[\s\S]*?<style:text-properties )/,
        `$1fo:language="${code}" fo:country="${region}" `,
      )
      .replaceAll('28pt', '20pt')
      .replaceAll('24pt', '14pt')
      .replaceAll('12pt', '11pt')
      .replaceAll('Liberation Serif', 'Liberation Sans')
      .replaceAll('generic="roman"', 'generic="swiss"'),
  )
  edit('meta.xml', (text) =>
    text.replace('</office:meta>', `<dc:language>${language}</dc:language></office:meta>`),
  )
  // The kind of the file stands first and uncompressed: programs look there before they unpack.
  const zip: Zippable = {}
  for (const [name, part] of Object.entries(parts))
    zip[name] = [part, { level: name === 'mimetype' ? 0 : 6 }]
  return Buffer.from(zipSync(zip))
}
