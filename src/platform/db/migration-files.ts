import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SqlFile {
  name: string
  text: string
  sha256: string
}

export interface Migration extends SqlFile {
  number: number
}

/** The SQL of one checkout: what is built once, and what is laid down anew. */
export interface SqlFiles {
  migrations: Migration[]
  /** Functions first, then the law of each module, in the order in which they may lean on others. */
  repeatable: SqlFile[]
}

const moduleOrder = [
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
] as const

/** Reads the SQL files below a checkout, in the order in which they apply. */
export function readSqlFiles(root: string): SqlFiles {
  return {
    migrations: namesIn(join(root, 'db/migrations'))
      .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
      .map((name) => ({
        ...read(root, `db/migrations/${name}`),
        number: Number(name.slice(0, 4)),
      })),
    repeatable: [
      ...namesIn(join(root, 'db/access'))
        .filter((name) => name.endsWith('.sql'))
        .map((name) => read(root, `db/access/${name}`)),
      ...policyModules(root).map((module) => read(root, `src/modules/${module}/policy.sql`)),
    ],
  }
}

function policyModules(root: string): string[] {
  const known: readonly string[] = moduleOrder
  const found = namesIn(join(root, 'src/modules')).filter((module) =>
    existsSync(join(root, 'src/modules', module, 'policy.sql')),
  )
  const rest = found.filter((module) => !known.includes(module))
  return [...known.filter((module) => found.includes(module)), ...rest]
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : []
}

function read(root: string, name: string): SqlFile {
  // A checkout on Windows may have other line ends; the meaning is the same.
  const text = readFileSync(join(root, name), 'utf8').replaceAll('\r\n', '\n')
  return { name, text, sha256: sha256(text) }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
