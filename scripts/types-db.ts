import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../src/platform/config.ts'
import { startTestServer } from '../tests/database-server.ts'

// Writes src/platform/db/schema.gen.ts from a database that was migrated a moment ago, so that the
// types can only say what the SQL says.
const { server, stop } = await startTestServer()
try {
  const { host, user, password } = server.superuser
  const address = new URL(`postgres://${user}@localhost/${server.template}`)
  address.password = String(password)
  address.searchParams.set('host', String(host))
  const made = spawnSync(
    process.execPath,
    [
      join(projectRoot, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      '--dialect=postgres',
      `--url=${address.href}`,
      `--out-file=${join(projectRoot, 'src/platform/db/schema.gen.ts')}`,
      '--include-pattern=(app|audit).*',
      '--date-parser=string',
      '--type-mapping={"int8":"ColumnType<number, bigint | number, bigint | number>","xid8":"string","tstzrange":"string","daterange":"string"}',
      ...process.argv.slice(2),
    ],
    { cwd: projectRoot, stdio: 'inherit' },
  )
  process.exitCode = made.status ?? 1
} finally {
  await stop()
}
