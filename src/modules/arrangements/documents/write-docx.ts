import {
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Block, WrittenPaper } from './blocks.ts'

/** The paper for Word: real headings, header rows that repeat, its language, page numbers. */
export function writeDocx(paper: WrittenPaper): Promise<Buffer> {
  const { language, title, mark, blocks } = paper
  return Packer.toBuffer(
    new Document({
      title,
      creator: mark,
      styles: {
        default: {
          document: { run: { font: 'Calibri', size: 21, language: { value: language } } },
        },
      },
      sections: [
        {
          headers: { default: new Header({ children: [strongLine(mark)] }) },
          footers: {
            default: new Footer({
              children: [
                new Paragraph({
                  children: [
                    new TextRun({
                      children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
                    }),
                  ],
                }),
              ],
            }),
          },
          children: [
            new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 }),
            ...blocks.flatMap(written),
          ],
        },
      ],
    }),
  )
}

const strongLine = (text: string) =>
  new Paragraph({ children: [new TextRun({ text, bold: true })], spacing: { after: 120 } })

function written(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          text: block.text,
          heading: HeadingLevel.HEADING_2,
          spacing: { before: 280, after: 100 },
        }),
      ]
    case 'text':
      return [
        block.strong
          ? strongLine(block.text)
          : new Paragraph({ text: block.text, spacing: { after: 120 } }),
      ]
    case 'list':
      return block.items.map((text) => new Paragraph({ text, bullet: { level: 0 } }))
    case 'table':
      return [tableOf(block.head, block.rows), new Paragraph({ text: '' })]
  }
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): Table {
  const cell = (text: string, bold: boolean) =>
    new TableCell({
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [new Paragraph({ children: [new TextRun({ text, bold })] })],
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: head.map((text) => cell(text, true)) }),
      ...rows.map(
        (row) => new TableRow({ cantSplit: true, children: row.map((text) => cell(text, false)) }),
      ),
    ],
  })
}
