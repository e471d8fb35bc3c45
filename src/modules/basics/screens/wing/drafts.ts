import type { Basic } from '../../contract.ts'
import type { Answer } from '../../paper-contract.ts'

/** A row of the grid as it is being typed; kept in this tab until it is saved, without any name. */
export interface RowDraft {
  id: string
  code: string
  answers: Partial<Record<Basic, Answer>>
  words: string
  saidBy: string
  ref: string
  savedAt: string | null
}

const KEY = 'throughcare.type-back'

export const emptyRow = (): RowDraft => ({
  id: crypto.randomUUID(),
  code: '',
  answers: {},
  words: '',
  saidBy: '',
  ref: '',
  savedAt: null,
})

/** The rows of this tab; after a reload everything is where it was. */
export function loadRows(): RowDraft[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as RowDraft[]
    const rows = Array.isArray(kept) ? kept.filter(({ code }) => code !== '') : []
    return [...rows, emptyRow()]
  } catch {
    return [emptyRow()]
  }
}

/** Keeps the rows in this tab. What was saved keeps its code only: words stand in the case now. */
export function keepRows(rows: readonly RowDraft[]): void {
  const kept = rows.map((row) => (row.savedAt ? { ...row, words: '', saidBy: '' } : row))
  sessionStorage.setItem(KEY, JSON.stringify(kept))
}

/** The keys of a cell, in the reader's language: y, n, w. */
export function answerOf(key: string, keys: Readonly<Record<Answer, string>>): Answer | null {
  const found = Object.entries(keys).find(([, one]) => one === key.toLowerCase())
  return (found?.[0] as Answer | undefined) ?? null
}
