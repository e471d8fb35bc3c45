import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import type { Plugin } from 'vite'

export const pseudoLanguages: readonly string[]
export function readWords(
  root: string,
  language: string,
): Map<string, { message: string; file: string }>
export function listLanguages(root: string): string[]
export function compileCatalogue(
  root: string,
  language: string,
): Record<string, string | MessageFormatElement[]>
export function changeLiterals(
  elements: MessageFormatElement[],
  change: (text: string) => string,
): MessageFormatElement[]
export function accented(text: string): string
export function mirrored(text: string): string
export function wordsPlugin(root: string): Plugin
