import { createHash } from 'node:crypto'
import { z } from 'zod'
import { dateOrders } from './dates.ts'
import { releaseKindOf, saysRemand, targetOfHeader } from './header-targets.ts'
import { type ListTarget, listTargets } from './header-words.ts'
import { foldHeader } from './plain-text.ts'
import { maxColumns } from './records.ts'
import { type ListColumn, ListLayout, type ListShape } from './shape.ts'

const Column = z.int().min(0).max(maxColumns)
const Certainty = z.enum(['fixed', 'expected', 'earliest'])
const Kind = z.enum(['fixed', 'expected', 'earliest', 'unknown'])

/**
 * Which column of a list feeds which of the few fields that a city needs.
 *
 * A column that stands nowhere here is not read: it is neither checked, kept nor reported.
 */
export const ListMapping = z.strictObject({
  /** `headerFingerprint` of the lists that this mapping is meant for. */
  header: z.string().regex(/^[0-9a-f]{64}$/),
  number: Column.nullable(),
  /** Several columns are joined by a blank, as with two Spanish surnames. */
  family: z.array(Column).max(4),
  given: z.array(Column).max(4),
  birth: z.strictObject({ column: Column, order: z.enum(dateOrders) }).nullable(),
  /** Where a list has a column for each certainty, all are read and the firmest filled one counts. */
  release: z
    .array(
      z.strictObject({
        column: Column,
        order: z.enum(dateOrders),
        /** Null: the column of kinds says it, row by row. */
        certainty: Certainty.nullable(),
      }),
    )
    .max(6),
  release_kind: z
    .strictObject({ column: Column, values: z.record(z.string().max(200), Kind) })
    .nullable(),
  establishment: Column.nullable(),
  residence: Column.nullable(),
  postcode: Column.nullable(),
  /** Only whether the person is held before a final judgment is taken from this column. */
  status: z
    .strictObject({ column: Column, remand: z.array(z.string().max(200)).max(40) })
    .nullable(),
  language: Column.nullable(),
  unknown_date_words: z.array(z.string().max(80)).max(40),
  /** How a workbook or a text of fixed width is opened before its columns are read. */
  layout: ListLayout.optional(),
})
export type ListMapping = z.infer<typeof ListMapping>

/** Recognises next week's list as the same kind: the names of its columns, in their order. */
export function headerFingerprint(shape: ListShape): string {
  const names = shape.columns.map((column) => column.names.map(foldHeader))
  return createHash('sha256').update(JSON.stringify(names)).digest('hex')
}

/**
 * Proposes a mapping by the names of columns and by the kind of their content; a person confirms it.
 *
 * Sex, place of birth, faith, diet, money and notes are no targets, so nothing can propose them.
 */
export function proposeMapping(shape: ListShape): ListMapping {
  const named = columnsByTarget(shape)
  const kinds = named.release_kind[0]
  const status = named.status[0]
  const birth = named.birth[0] ?? datesWithoutName(shape, named).find(liesInThePast)
  const releases =
    named.release.length > 0
      ? named.release
      : latestDates(datesWithoutName(shape, named).filter((column) => column !== birth))
  const number = named.number[0] ?? shape.columns.find(looksLikeNumber)
  const index = (target: ListTarget) => named[target][0]?.index ?? null

  return {
    header: headerFingerprint(shape),
    number: number?.index ?? null,
    family: named.family.slice(0, 4).map((column) => column.index),
    given: named.given.slice(0, 1).map((column) => column.index),
    birth: birth ? { column: birth.index, order: birth.dateOrder ?? 'dmy' } : null,
    release: releases.slice(0, 6).map((column) => ({
      column: column.index,
      order: column.dateOrder ?? usualOrder(shape),
      certainty: kinds && releases.length === 1 ? null : certaintyByName(column),
    })),
    release_kind: kinds ? { column: kinds.index, values: kindsOfWords(kinds.words) } : null,
    establishment: index('establishment'),
    residence: index('residence'),
    postcode: index('postcode'),
    status: status
      ? { column: status.index, remand: (status.words ?? []).filter(saysRemand) }
      : null,
    language: index('language'),
    unknown_date_words: shape.unknownDateWords,
  }
}

/** The fields without which a list cannot be read, or says too little; empty when all is mapped. */
export function missingTargets(mapping: ListMapping): ListTarget[] {
  const { number, family, given, birth, release, residence } = mapping
  const missing: ListTarget[] = []
  if (number === null) missing.push('number')
  if (family.length + given.length === 0) missing.push('family')
  if (birth === null) missing.push('birth')
  if (release.length === 0) missing.push('release')
  if (residence === null) missing.push('residence')
  return missing
}

/** Every column that a mapping reads, each once. */
export function mappedColumns(mapping: ListMapping): number[] {
  const { number, family, given, birth, release, release_kind, status } = mapping
  const { establishment, residence, postcode, language } = mapping
  const single = [number, establishment, residence, postcode, language, birth?.column]
  const all = [...single, release_kind?.column, status?.column, ...family, ...given]
  const releases = release.map((source) => source.column)
  return [...new Set([...all, ...releases].filter((column) => typeof column === 'number'))]
}

function columnsByTarget(shape: ListShape): Record<ListTarget, ListColumn[]> {
  const found = Object.fromEntries(listTargets.map((target) => [target, [] as ListColumn[]]))
  const byTarget = found as Record<ListTarget, ListColumn[]>
  for (const by of ['whole', 'part'] as const) {
    for (const column of shape.columns) {
      const match = targetOfHeader(column.names)
      if (match?.by === by && fitsContent(match.target, column)) byTarget[match.target].push(column)
    }
  }
  // A column found by a word in its name is a guess: it counts only where no whole name was found,
  // except for releases, which may stand in several columns.
  for (const target of listTargets) {
    if (target !== 'release') byTarget[target] = surest(byTarget[target])
  }
  byTarget.release.sort((a, b) => a.index - b.index)
  return byTarget
}

function surest(columns: ListColumn[]): ListColumn[] {
  const whole = columns.filter((column) => targetOfHeader(column.names)?.by === 'whole')
  return whole.length > 0 ? whole : columns.slice(0, 1)
}

function fitsContent(target: ListTarget, column: ListColumn): boolean {
  if (column.content === 'empty') return true
  const isDate = column.content === 'date'
  return target === 'birth' || target === 'release' ? isDate : !isDate
}

function datesWithoutName(shape: ListShape, named: Record<ListTarget, ListColumn[]>): ListColumn[] {
  const taken = new Set([...named.birth, ...named.release])
  return shape.columns.filter((column) => column.content === 'date' && !taken.has(column))
}

function liesInThePast(column: ListColumn): boolean {
  return column.middleYear !== undefined && column.middleYear < 2010
}

function latestDates(columns: ListColumn[]): ListColumn[] {
  const ahead = columns.filter((column) => !liesInThePast(column))
  return ahead.sort((a, b) => (b.middleYear ?? 0) - (a.middleYear ?? 0)).slice(0, 1)
}

function looksLikeNumber(column: ListColumn): boolean {
  return column.content === 'code' && column.isDistinct && !targetOfHeader(column.names)
}

function usualOrder(shape: ListShape): 'dmy' | 'ymd' {
  return shape.columns.find((column) => column.dateOrder)?.dateOrder ?? 'dmy'
}

function certaintyByName(column: ListColumn): 'fixed' | 'expected' | 'earliest' | null {
  const kinds = column.names.map(releaseKindOf)
  return kinds.find((kind) => kind !== undefined && kind !== 'unknown') ?? null
}

function kindsOfWords(words: readonly string[] = []): Record<string, z.infer<typeof Kind>> {
  return Object.fromEntries(words.map((word) => [word, releaseKindOf(word) ?? 'unknown']))
}
