import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createIntl, createIntlCache } from 'react-intl/server'
import { projectRoot } from '../../../platform/config.ts'
import type { ImportPreview, ImportRemark } from '../import-contract.ts'
import type { Previewed } from './import-list.ts'
import type { Remark } from './import-reading.ts'

type Speak = (id: string, values: Record<string, string | number>) => string

const speakers = new Map<string, Speak>()

/** The preview with each remark in the reader's language, ready for a screen, a printer or a terminal. */
export function withSentences(previewed: Previewed, language: string): ImportPreview {
  const say = speakerOf(language)
  const all = (remarks: readonly Remark[], idOf: (code: string) => string) =>
    remarks.map((remark) => ({ ...remark, sentence: sentenceOf(say, idOf, remark) }))
  return {
    ...previewed,
    errors: all(previewed.errors, (code) => `lists.codes.${code}`),
    warnings: all(previewed.warnings, (code) => `lists.warnings.${code}`),
  } satisfies ImportPreview & { errors: ImportRemark[] }
}

function sentenceOf(say: Speak, idOf: (code: string) => string, remark: Remark): string {
  const { line, code, column, otherLine } = remark
  return say(idOf(code), { line, column: column ?? '', otherLine: otherLine ?? 0 })
}

function speakerOf(language: string): Speak {
  const known = speakers.get(language)
  if (known) return known
  const messages = { ...readCatalogue('en'), ...readCatalogue(language) }
  const intl = createIntl(
    { locale: language, messages, onError: () => undefined },
    createIntlCache(),
  )
  const speak: Speak = (id, values) => String(intl.formatMessage({ id }, values))
  speakers.set(language, speak)
  return speak
}

function readCatalogue(language: string): Record<string, string> {
  const file = join(projectRoot, 'locales', language, 'lists.json')
  return /^[\w-]+$/.test(language) && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}
