// Writes src/web/client.gen.ts: one typed function for each operation of the interface, from its own
// description (OpenAPI 3.1). Run: tsx scripts/generate-client.mjs [openapi.json] [--check]
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const BASE = '/api/v1'
const methods = ['get', 'post', 'put', 'patch', 'delete']

/** The whole client as text. */
export function writeClient(document) {
  const operations = listOperations(document)
  const schemas = Object.entries(document.components?.schemas ?? {})
  return [
    '// Made by scripts/generate-client.mjs from the description of the interface. Do not edit.',
    "import { type CallOptions, call, query } from './api.ts'",
    '',
    ...schemas.map(([name, schema]) => `export type ${typeName(name)} = ${writeType(schema)}\n`),
    ...operations.map(writeOperation),
  ].join('\n')
}

function listOperations(document) {
  const found = []
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of methods) {
      const operation = item[method]
      if (!operation) continue
      if (!operation.operationId) throw new Error(`${method} ${path} has no operationId`)
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])]
      found.push({ ...operation, path, method, parameters })
    }
  }
  return found.sort((a, b) => (a.operationId < b.operationId ? -1 : 1))
}

function writeOperation(operation) {
  const name = operation.operationId
  const answer = `${typeName(name)}Answer`
  const input = `${typeName(name)}Input`
  const parts = inputParts(operation)
  const needed = parts.some(({ required }) => required)
  const given = parts.length > 0
  const argument = given ? `input: ${input}${needed ? '' : ' = {}'}, ` : ''
  const lines = [`export type ${answer} = ${answerType(operation)}`, '']
  if (given) {
    const fields = parts.map(({ key, type, required }) => `  ${key}${required ? '' : '?'}: ${type}`)
    lines.push(`export interface ${input} {`, ...fields, '}', '')
  }
  lines.push(
    `/** ${operation.summary ?? `${operation.method.toUpperCase()} ${operation.path}`} */`,
    `export const ${name} = (${argument}options?: CallOptions): Promise<${answer}> =>`,
    `  call<${answer}>('${operation.method.toUpperCase()}', ${writePath(operation)}, ${
      operation.requestBody ? 'input.body' : 'undefined'
    }, options)`,
    '',
  )
  return lines.join('\n')
}

/** Path, query and body stand apart, because two of them may use the same name. */
function inputParts({ parameters, requestBody }) {
  const parts = []
  for (const place of ['path', 'query']) {
    const own = parameters.filter((parameter) => parameter.in === place)
    if (own.length === 0) continue
    const fields = own.map(({ name, schema, required }) => {
      const asked = place === 'path' || required
      return `${key(name)}${asked ? '' : '?'}: ${writeType(schema ?? {})}`
    })
    const required = own.some((parameter) => place === 'path' || parameter.required)
    parts.push({ key: place, type: `{ ${fields.join('; ')} }`, required })
  }
  const body = requestBody?.content?.['application/json']?.schema
  if (requestBody) {
    const type = body ? writeType(body) : 'unknown'
    parts.push({ key: 'body', type, required: requestBody.required !== false })
  }
  return parts
}

function answerType({ responses = {} }) {
  const types = Object.entries(responses)
    .filter(([status]) => /^2\d\d$/.test(status))
    .map(([status, { content }]) => {
      const schema = content?.['application/json']?.schema
      if (schema && status !== '204') return writeType(schema)
      return status === '204' || !content ? 'undefined' : 'unknown'
    })
  return [...new Set(types)].join(' | ') || 'unknown'
}

function writePath({ path, parameters }) {
  const below = path.startsWith(BASE) ? path.slice(BASE.length) : path
  const filled = below.replace(
    /\{(\w+)\}/g,
    (_, name) =>
      `\${encodeURIComponent(input.path${/^\w+$/.test(name) ? `.${name}` : `['${name}']`})}`,
  )
  const asks = parameters.some((parameter) => parameter.in === 'query')
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is written into the client as it stands
  const end = asks ? '${query(input.query ?? {})}' : ''
  return filled === below && !asks ? `'${below}'` : `\`${filled}${end}\``
}

/** JSON Schema as TypeScript; what has no counterpart becomes wider, never narrower. */
export function writeType(schema) {
  if (schema === true || schema === undefined) return 'unknown'
  if (schema === false) return 'never'
  if (schema.$ref) return typeName(schema.$ref.split('/').at(-1))
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)))
  const several = schema.anyOf ?? schema.oneOf
  if (several) return union(several.map((part) => writeType(part)))
  if (schema.allOf) return schema.allOf.map((part) => `(${writeType(part)})`).join(' & ')
  if (Array.isArray(schema.type)) {
    return union(schema.type.map((type) => writeType({ ...schema, type })))
  }
  const written = writeNamed(schema)
  return schema.nullable ? union([written, 'null']) : written
}

function writeNamed(schema) {
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type
    case 'number':
    case 'integer':
      return 'number'
    case 'array':
      return schema.prefixItems
        ? `[${schema.prefixItems.map((item) => writeType(item)).join(', ')}]`
        : `Array<${writeType(schema.items)}>`
    default:
      return schema.type === 'object' || schema.properties ? writeObject(schema) : 'unknown'
  }
}

function writeObject({ properties = {}, required = [], additionalProperties }) {
  const fields = Object.entries(properties).map(
    ([name, schema]) => `${key(name)}${required.includes(name) ? '' : '?'}: ${writeType(schema)}`,
  )
  if (fields.length > 0) return `{ ${fields.join('; ')} }`
  return `Record<string, ${writeType(additionalProperties === false ? {} : additionalProperties)}>`
}

const union = (types) => [...new Set(types)].join(' | ')
const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`)
const typeName = (name) => {
  const clean = name.replace(/[^\w]+(\w?)/g, (_, letter) => letter.toUpperCase())
  return clean.charAt(0).toUpperCase() + clean.slice(1)
}

/** The description as the server itself gives it; no database is asked for it. */
async function describeServer(root) {
  const load = (path) => import(join(root, 'src', path))
  const [{ createServer }, { connectDatabases }, { createKeyring }, { createLog }] =
    await Promise.all([
      load('server/app.ts'),
      load('platform/db/connections.ts'),
      load('platform/seal/keyring.ts'),
      load('platform/log.ts'),
    ])
  const nowhere = { host: '/nowhere', database: 'none' }
  const keyring = createKeyring(Buffer.alloc(32, 1), [])
  const databases = connectDatabases({ gate: nowhere, actor: nowhere, worker: nowhere }, keyring)
  const config = { origin: 'http://localhost:8080', trustedProxies: [] }
  const log = createLog('error', () => {})
  const app = await createServer({ databases, config, log, version: '0', rateLimits: false })
  await app.ready()
  const document = app.swagger()
  void app.close().catch(() => {})
  return document
}

const self = fileURLToPath(import.meta.url)
if (process.argv[1] === self) {
  const root = join(dirname(self), '..')
  const given = process.argv.slice(2).find((argument) => !argument.startsWith('--'))
  const document = given ? JSON.parse(readFileSync(given, 'utf8')) : await describeServer(root)
  const file = join(root, 'src/web/client.gen.ts')
  const client = writeClient(document)
  if (process.argv.includes('--check')) {
    const same = readFileSync(file, 'utf8') === client
    console.log(same ? 'The client is up to date.' : 'The client is out of date: generate it anew.')
    process.exit(same ? 0 : 1)
  }
  writeFileSync(file, client)
  console.log(`${listOperations(document).length} operations`)
  process.exit(0)
}
