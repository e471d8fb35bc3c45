import { readFileSync } from 'node:fs'
import type { Address } from './connections.ts'

/** Why an address of a database cannot be used; never with the address, which may hold a password. */
export class AddressError extends Error {
  constructor(variable: string, why: string) {
    super(`${variable} cannot be used: ${why}.`)
    this.name = 'AddressError'
  }
}

export interface ParsedAddress {
  address: Address
  user: string
  password?: string
}

/**
 * Reads `postgres://user:password@host:port/database`. On another machine the database is spoken
 * to over TLS with a certificate that is checked, unless the address says `sslmode=disable`; a
 * private authority is named with `sslrootcert`.
 */
export function parseAddress(variable: string, text: string): ParsedAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^postgres(ql)?:$/.test(url.protocol))
    throw new AddressError(variable, 'it does not look like postgres://user@host/database')
  const database = decodeURIComponent(url.pathname.slice(1))
  if (!database) throw new AddressError(variable, 'it names no database')
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname)
  const password = decodeURIComponent(url.password)
  return {
    address: { host, port: Number(url.port || '5432'), database, ssl: tlsOf(variable, url, host) },
    user: decodeURIComponent(url.username),
    ...(password && { password }),
  }
}

function tlsOf(variable: string, url: URL, host: string): NonNullable<Address['ssl']> {
  const mode = url.searchParams.get('sslmode')
  const near = host.startsWith('/') || ['localhost', '127.0.0.1', '[::1]', '::1'].includes(host)
  if (mode === 'disable' || (near && !mode)) return false
  if (mode && !['require', 'verify-ca', 'verify-full'].includes(mode))
    throw new AddressError(variable, `sslmode is one of disable and verify-full, not ${mode}`)
  const file = url.searchParams.get('sslrootcert')
  if (!file) return { rejectUnauthorized: true }
  try {
    return { rejectUnauthorized: true, ca: readFileSync(file, 'utf8') }
  } catch {
    throw new AddressError(variable, 'the file of sslrootcert cannot be read')
  }
}
