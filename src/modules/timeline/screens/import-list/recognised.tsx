import { Section } from '../../../../web/parts/section.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import type { ImportPreview } from '../../import-contract.ts'
import styles from './import-list.module.css'

/** How the file is written, each with its reason: found by evidence, not asked for. */
export function Recognised({ preview }: { preview: ImportPreview }) {
  const text = useText()
  const format = useFormat()
  const { shape, mapping, trailers } = preview
  const { separatorFits, source } = shape
  const encoding = source?.format === 'fixed' ? source.encoding : shape.encoding
  const dates = [mapping.birth, ...mapping.release].flatMap((source) => source ?? [])
  const orders = [...new Set(dates.map(({ order }) => order))]
  const isShort = dates.some(({ column }) => shape.columns[column]?.twoDigitYears)
  return (
    <Section title={text('imports.recognised.title')}>
      <dl className={styles.facts}>
        {source && (
          <Fact
            name={text('imports.recognised.kind')}
            value={text(`lists.formats.${source.format}`)}
            why={source.format === 'xlsx' ? source.sheet : undefined}
          />
        )}
        {source?.format !== 'xlsx' && (
          <Fact
            name={text('imports.recognised.encoding')}
            value={text(`lists.encodings.${encoding.name}`)}
            why={text(`lists.because.${encoding.reason}`, { strayBytes: encoding.strayBytes })}
          />
        )}
        {!source && (
          <Fact
            name={text('imports.recognised.separator')}
            value={text(`lists.separators.${separatorWords[shape.separator]}`)}
            why={text('lists.separators.because', separatorFits)}
          />
        )}
        <Fact
          name={text('imports.recognised.header')}
          value={text('lists.headers', { lines: shape.headerLines })}
        />
        <Fact
          name={text('imports.recognised.dates')}
          value={format.list([
            ...orders.map((order) => text(`lists.orders.${order}`)),
            text(`lists.years.${isShort ? 'two' : 'four'}`),
          ])}
          why={unknownWords(mapping.unknown_date_words, text, format.list)}
        />
        {!source && (
          <Fact
            name={text('imports.recognised.lines')}
            value={text(`lists.newlines.${shape.newline}`)}
            why={[
              text(`lists.quote.${shape.quote ? 'some' : 'none'}`),
              shape.decimal ? text(`lists.decimals.${shape.decimal}`) : '',
            ].join(' ')}
          />
        )}
        {trailers > 0 && (
          <Fact
            name={text('imports.recognised.trailers')}
            value={text('lists.trailers', { lines: trailers })}
          />
        )}
      </dl>
    </Section>
  )
}

const separatorWords = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar' } as const

function unknownWords(words: readonly string[], text: Text, list: (items: string[]) => string) {
  if (words.length === 0) return undefined
  return text('lists.unknown-words', { words: list(words.map((word) => `“${word}”`)) })
}

function Fact({ name, value, why }: { name: string; value: string; why?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {why && <span className={styles.why}>{why}</span>}
      </dd>
    </div>
  )
}
