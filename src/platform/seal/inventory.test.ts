import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const calls = {
  ts: /\b(createCipheriv|createDecipheriv|createHmac|createHash|scrypt|scryptSync|argon2\w*|pbkdf2|pbkdf2Sync|hkdf|hkdfSync|randomBytes|timingSafeEqual|createSign|createVerify|generateKeyPair\w*)(?:<\w+>)?\(/g,
  sql: /\b(sha256|sha384|sha512|hmac|digest|crypt|uuid_send)\(/g,
}

/** Each file with the cryptographic functions that it calls. */
function callSites(): string[] {
  const files = globSync(['src/**/*.{ts,tsx}', 'db/**/*.sql'], { cwd: root })
  return files
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .flatMap((file) => {
      const pattern = file.endsWith('.sql') ? calls.sql : calls.ts
      const text = readFileSync(join(root, file), 'utf8')
      const found = new Set([...text.matchAll(pattern)].map((match) => match[1]))
      return found.size === 0 ? [] : [`${file}: ${[...found].sort().join(', ')}`]
    })
    .sort()
}

/** Each row of the inventory, in the same form. */
function inventory(): string[] {
  const text = readFileSync(join(root, 'docs/reference/crypto-inventory.md'), 'utf8')
  return [...text.matchAll(/^\| `((?:src|db)\/[^`]+)` \| ([^|]+) \|/gm)]
    .map(([, file, names = '']) => {
      const listed = names.split(',').map((name) => name.trim().replaceAll('`', ''))
      return `${file}: ${listed.sort().join(', ')}`
    })
    .sort()
}

test('every place that calls cryptography stands in the inventory, and nothing else does', () => {
  expect(inventory()).toEqual(callSites())
})

test('each row says what the call is for', () => {
  const text = readFileSync(join(root, 'docs/reference/crypto-inventory.md'), 'utf8')
  for (const line of text.split('\n').filter((row) => /^\| `(src|db)\//.test(row))) {
    const cells = line.split('|').map((cell) => cell.trim())
    expect(cells.slice(1, -1).filter((cell) => cell !== '').length, line).toBe(4)
  }
})
