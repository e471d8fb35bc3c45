import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../platform/config.ts'
import { readSqlFiles } from '../platform/db/migration-files.ts'
import { lawPage } from './access.ts'
import { readLaw, writeLaw } from './law.ts'

const files = readSqlFiles(projectRoot).repeatable
const law = readLaw(files)
const rules = law.flatMap((file) => file.rules)

test('the printed law is the law that is applied; if not: throughcare access show --write', () => {
  expect(readFileSync(join(projectRoot, lawPage), 'utf8')).toBe(writeLaw(law))
})

test('no policy is left out', () => {
  const written = files.flatMap(({ text }) => [...text.matchAll(/^create policy/gm)])
  expect(rules).toHaveLength(written.length)
})

test('above every rule stands a sentence that says it in words', () => {
  const silent = rules.filter(({ sentence }) => !/^[A-Z].{10,}[.]$/.test(sentence))
  expect(silent.map(({ table, name }) => `${table} ${name}`)).toEqual([])
})

test('the law is read from the agencies to the access log', () => {
  const modules = law.map(({ file }) => /modules\/([a-z]+)/.exec(file)?.[1]).filter(Boolean)
  expect(modules).toEqual([
    'admin',
    'persons',
    'arrangements',
    'cases',
    'timeline',
    'periods',
    'handovers',
    'deliveries',
    'basics',
    'services',
    'items',
    'sharing',
    'rights',
    'audit',
    'review',
    'systems',
  ])
})
